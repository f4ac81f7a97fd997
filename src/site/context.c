#include "site/context.h"

#include "site/context_charts.h"
#include "site/kinds.h"
#include "site/schema.h"

#include <limits.h>
#include <stdlib.h>

void context_set_list(struct context *c, struct object *object, size_t index,
		      struct value list)
{
	object->members[index] = list;
	object->members[index + 1] = value_bool(list.count > 0);
	object->members[index + 2] = value_text(str_number(c->arena, list.count));
}

/* Room for the items of a list, which is filled in place. */
static struct value *new_items(struct context *c, size_t count)
{
	return arena_array(c->arena, struct value, count);
}

static struct value made_html(struct context *c)
{
	struct value html = value_text(str_copy(c->arena, buf_str(c->scratch)));

	buf_reset(c->scratch);
	return html;
}

static struct value inline_html(struct context *c, const struct text *text)
{
	if (!text->md)
		return value_null();
	md_html_inline(c->scratch, text->md, &text->context);
	return made_html(c);
}

static struct value block_html(struct context *c, const struct md_document *md,
			       const struct md_context *context)
{
	if (!md || !md->root->first)
		return value_null();
	md_html(c->scratch, md, context);
	return made_html(c);
}

static struct value date_value(struct context *c, struct date date)
{
	struct object *o;

	if (!date_known(date))
		return value_null();
	o = object_new(c->arena, &kind_date);
	o->members[at_date_iso] = value_text(date_iso(c->arena, date));
	o->members[at_date_text] = value_text(date_text(c->arena, date));
	return value_object(o);
}

/* The id in the page of the record ID: PREFIX is "deal-" and so on. */
static struct value anchor(struct context *c, struct str prefix, struct str id)
{
	return value_text(str_join(c->arena, prefix, id));
}

static struct value newsletter_value(struct context *c)
{
	const struct newsletter *newsletter = c->site->config.newsletter;
	struct object *o;

	if (!newsletter)
		return value_null();
	o = object_new(c->arena, &kind_newsletter);
	o->members[at_newsletter_text] = value_text(newsletter->text.str);
	o->members[at_newsletter_url] = value_text(newsletter->url.str);
	return value_object(o);
}

struct value context_site(struct context *c)
{
	const struct config *config = &c->site->config;
	struct object *o = object_new(c->arena, &kind_site);

	o->members[at_site_title] = value_text(config->title.str);
	o->members[at_site_description] = value_text(config->description.str);
	o->members[at_site_url] = value_text(c->site->base_path);
	o->members[at_site_base_url] = value_text(config->base_url.str);
	o->members[at_site_assets] = value_text(
		str_join(c->arena, c->site->base_path, STR("assets/")));
	o->members[at_site_language] = value_text(config->language.str);
	o->members[at_site_publisher] = value_text(config->publisher.str);
	o->members[at_site_newsletter] = newsletter_value(c);
	return value_object(o);
}

struct value context_page(struct context *c, struct str title,
			  struct str description, struct str path, struct str feeds)
{
	struct object *o = object_new(c->arena, &kind_page);

	o->members[at_page_title] = value_text(title);
	o->members[at_page_description] = value_text(description);
	if (path.ptr)
		o->members[at_page_canonical] =
			value_text(site_absolute(c->arena, c->site, path));
	o->members[at_page_feeds] = value_text(feeds);
	return value_object(o);
}

static struct value level_name(struct context *c, enum level level)
{
	char *name = arena_copy(c->arena, level_names[level], strlen(level_names[level]));

	name[0] = (char)(name[0] - 'a' + 'A');
	return value_text(str_of(name));
}

/* DIR of the version NUMBER of a guide, such as /t/beginner/v2/changes/. */
static struct value version_dir(struct context *c, const struct guide *guide, int number,
				struct str dir)
{
	return value_text(str_printf(c->arena, "%.*sv%d/%.*s", STR_ARG(guide->url), number,
				     STR_ARG(dir)));
}

/* The version after this one that stands, or NULL. */
static const struct version *next_version(const struct guide *guide,
					  const struct version *version)
{
	for (size_t i = (size_t)version->number; i < guide->version_count; i++)
		if (!guide->versions[i].withdrawn.ptr)
			return &guide->versions[i];
	return NULL;
}

struct value context_version(struct context *c, const struct guide *guide,
			     const struct version *version)
{
	struct object *o = object_new(c->arena, &kind_version);
	const struct version *next = version ? next_version(guide, version) : NULL;
	bool withdrawn = version && version->withdrawn.ptr;

	o->members[at_version_is_draft] = value_bool(!version);
	o->members[at_version_is_live] = value_bool(version && version == guide->live);
	o->members[at_version_is_superseded] =
		value_bool(version && version != guide->live && !withdrawn);
	o->members[at_version_is_withdrawn] = value_bool(withdrawn);
	if (!version)
		return value_object(o);
	o->members[at_version_name] = value_text(str_printf(c->arena, "v%d", version->number));
	o->members[at_version_date] = date_value(c, version->date);
	o->members[at_version_note] = value_text(version->note);
	o->members[at_version_url] = version_dir(c, guide, version->number, STR(""));
	if (version->number > 1)
		o->members[at_version_changes_url] =
			version_dir(c, guide, version->number, STR("changes/"));
	if (next)
		o->members[at_version_next_url] =
			version_dir(c, guide, next->number, STR("changes/"));
	if (version->number > 1)
		o->members[at_version_summary] = value_text(version->summary);
	o->members[at_version_reason] = value_text(version->withdrawn);
	return value_object(o);
}

struct value context_guide_card(struct context *c, const struct guide *guide, bool dated)
{
	struct object *o = object_new(c->arena, &kind_guide_card);

	o->members[at_guide_card_title] = value_text(guide->title);
	o->members[at_guide_card_url] = value_text(guide->url);
	o->members[at_guide_card_level] = value_text(str_of(level_names[guide->level]));
	o->members[at_guide_card_level_name] = level_name(c, guide->level);
	o->members[at_guide_card_status] = value_text(guide->status);
	o->members[at_guide_card_topic_title] = value_text(guide->topic->title);
	if (guide->topic->shown)
		o->members[at_guide_card_topic_url] = value_text(guide->topic->url);
	if (dated)
		o->members[at_guide_card_version] = context_version(c, guide, guide_shown(c->site, guide));
	return value_object(o);
}

static struct value guides_of(struct context *c, const struct topic *topic, bool dated)
{
	struct value *items = new_items(c, topic->guide_count);
	size_t count = 0;

	for (size_t i = 0; i < topic->guide_count; i++)
		if (!topic->guides[i].broken && topic->guides[i].shown)
			items[count++] = context_guide_card(c, &topic->guides[i], dated);
	return value_list(items, count);
}

static struct value topic_card(struct context *c, const struct topic *topic, bool dated)
{
	struct object *o = object_new(c->arena, &kind_topic_card);

	o->members[at_topic_card_title] = value_text(topic->title);
	o->members[at_topic_card_description] = value_text(topic->description);
	o->members[at_topic_card_url] = value_text(topic->url);
	context_set_list(c, o, at_topic_card_guides, guides_of(c, topic, dated));
	return value_object(o);
}

static struct value related_topics(struct context *c, const texts *related)
{
	struct value *items = new_items(c, related->count);
	size_t count = 0;

	for (size_t i = 0; i < related->count; i++) {
		const struct topic *topic = site_topic(c->site, related->items[i].str);

		if (topic && !topic->broken && topic->shown)
			items[count++] = topic_card(c, topic, false);
	}
	return value_list(items, count);
}

static struct value related_guides(struct context *c, const texts *related)
{
	struct value *items = new_items(c, related->count);
	size_t count = 0;

	for (size_t i = 0; i < related->count; i++) {
		const struct guide *guide = site_guide(c->site, related->items[i].str);

		if (guide && !guide->broken && guide->shown)
			items[count++] = context_guide_card(c, guide, false);
	}
	return value_list(items, count);
}

static struct value plain_texts(struct context *c, const texts *list)
{
	struct value *items = new_items(c, list->count);

	for (size_t i = 0; i < list->count; i++)
		items[i] = value_text(list->items[i].str);
	return value_list(items, list->count);
}

struct value context_topic_name(struct context *c, const struct topic *topic)
{
	struct object *o = object_new(c->arena, &kind_topic);
	const struct value none = value_list(NULL, 0);

	o->members[at_topic_name] = value_text(topic->name);
	o->members[at_topic_title] = value_text(topic->title);
	o->members[at_topic_description] = value_text(topic->description);
	o->members[at_topic_url] = value_text(topic->url);
	context_set_list(c, o, at_topic_aliases, none);
	context_set_list(c, o, at_topic_guides, none);
	context_set_list(c, o, at_topic_related, none);
	return value_object(o);
}

struct value context_topic(struct context *c, const struct content *content)
{
	const struct topic *topic = content->topic;
	const struct topic_front *front = &content->front;
	struct object *o = object_new(c->arena, &kind_topic);

	o->members[at_topic_name] = value_text(topic->name);
	o->members[at_topic_title] = value_text(front->title.str);
	o->members[at_topic_description] = value_text(front->description.str);
	o->members[at_topic_url] = value_text(topic->url);
	o->members[at_topic_intro] = block_html(c, content->intro.md, &content->intro.context);
	context_set_list(c, o, at_topic_aliases, plain_texts(c, &front->aliases));
	context_set_list(c, o, at_topic_guides, guides_of(c, topic, true));
	context_set_list(c, o, at_topic_related, related_topics(c, &front->related));
	return value_object(o);
}

/* The sources of a bundle, each once, in the order in which they are cited. */
struct cited {
	struct map by_text; /* struct value */
	LIST(struct value) list;
};

static struct value citation_value(struct context *c, struct cited *cited,
				   const struct citation *citation)
{
	struct str key = str_join3(c->arena, citation->title.str, STR("\n"), citation->url.str);
	struct value *known = map_get(&cited->by_text, key);
	struct object *o;
	struct str number;

	if (known)
		return *known;
	o = object_new(c->arena, &kind_citation);
	number = str_number(c->arena, cited->list.count + 1);
	o->members[at_citation_number] = value_text(number);
	o->members[at_citation_anchor] = anchor(c, STR("source-"), number);
	o->members[at_citation_title] = value_text(citation->title.str);
	o->members[at_citation_url] = value_text(citation->url.str);
	known = arena_new(c->arena, struct value);
	*known = value_object(o);
	*list_add(&cited->list, c->arena) = *known;
	map_put(&cited->by_text, c->arena, key, known);
	return *known;
}

static struct value citations_value(struct context *c, struct cited *cited,
				    const citations *sources)
{
	struct value *items = new_items(c, sources->count);

	for (size_t i = 0; i < sources->count; i++)
		items[i] = citation_value(c, cited, &sources->items[i]);
	return value_list(items, sources->count);
}

static struct value deal_value(struct context *c, struct cited *cited, const struct deal *deal)
{
	struct object *o = object_new(c->arena, &kind_deal);

	o->members[at_deal_id] = value_text(deal->id.str);
	o->members[at_deal_anchor] = anchor(c, STR("deal-"), deal->id.str);
	o->members[at_deal_party_a] = value_text(deal->party_a.str);
	o->members[at_deal_party_b] = value_text(deal->party_b.str);
	o->members[at_deal_scale] = value_text(deal->scale.str);
	o->members[at_deal_platform] = value_text(deal->platform.str);
	o->members[at_deal_announced] = date_value(c, deal->announced.date);
	context_set_list(c, o, at_deal_sources, citations_value(c, cited, &deal->sources));
	return value_object(o);
}

static struct value deals_value(struct context *c, struct cited *cited,
				const struct bundle *bundle)
{
	struct value *items = new_items(c, bundle->deals.count);

	for (size_t i = 0; i < bundle->deals.count; i++)
		items[i] = deal_value(c, cited, &bundle->deals.items[i]);
	return value_list(items, bundle->deals.count);
}

static struct value facts_value(struct context *c, struct cited *cited,
				const struct bundle *bundle)
{
	struct value *items = new_items(c, bundle->facts.count);

	for (size_t i = 0; i < bundle->facts.count; i++) {
		const struct fact *fact = &bundle->facts.items[i];
		struct object *o = object_new(c->arena, &kind_fact);

		o->members[at_fact_id] = value_text(fact->id.str);
		o->members[at_fact_anchor] = anchor(c, STR("fact-"), fact->id.str);
		o->members[at_fact_statement] = inline_html(c, &fact->statement);
		context_set_list(c, o, at_fact_sources, citations_value(c, cited, &fact->sources));
		items[i] = value_object(o);
	}
	return value_list(items, bundle->facts.count);
}

static struct value timeline_value(struct context *c, struct cited *cited,
				   const struct bundle *bundle)
{
	struct value *items = new_items(c, bundle->timeline.count);

	for (size_t i = 0; i < bundle->timeline.count; i++) {
		const struct event *event = &bundle->timeline.items[i];
		struct object *o = object_new(c->arena, &kind_event);

		o->members[at_event_id] = value_text(event->id.str);
		o->members[at_event_anchor] = anchor(c, STR("event-"), event->id.str);
		o->members[at_event_number] = value_text(str_number(c->arena, i + 1));
		o->members[at_event_date] = date_value(c, event->date.date);
		o->members[at_event_event] = inline_html(c, &event->event);
		if (event->of)
			o->members[at_event_deal] = deal_value(c, cited, event->of);
		items[i] = value_object(o);
	}
	return value_list(items, bundle->timeline.count);
}

static struct value faq_value(struct context *c, const struct bundle *bundle)
{
	struct value *items = new_items(c, bundle->faq.count);

	for (size_t i = 0; i < bundle->faq.count; i++) {
		const struct question *question = &bundle->faq.items[i];
		struct object *o = object_new(c->arena, &kind_question);

		o->members[at_question_id] = value_text(question->id.str);
		o->members[at_question_anchor] = anchor(c, STR("faq-"), question->id.str);
		o->members[at_question_question] = value_text(question->question.str);
		o->members[at_question_answer] =
			block_html(c, question->answer.md, &question->answer.context);
		items[i] = value_object(o);
	}
	return value_list(items, bundle->faq.count);
}

static struct value post_value(struct context *c, const struct post *post)
{
	struct object *o = object_new(c->arena, &kind_post);

	o->members[at_post_id] = value_text(post->id.str);
	o->members[at_post_anchor] = anchor(c, STR("post-"), post->id.str);
	if (post->score.known)
		o->members[at_post_score] = value_text(str_number(c->arena, (unsigned)post->score.value));
	o->members[at_post_source] = value_text(post->source.str);
	o->members[at_post_published] = date_value(c, post->published.date);
	o->members[at_post_url] = value_text(post->url.str);
	o->members[at_post_title] = value_text(post->title.str);
	o->members[at_post_summary] = value_text(post->summary.str);
	return value_object(o);
}

/* By score, then date, newest first and unknown last, then id. */
static int by_rank(const void *left, const void *right)
{
	const struct post *a = *(const struct post *const *)left;
	const struct post *b = *(const struct post *const *)right;
	int first = a->score.known ? a->score.value : -1;
	int second = b->score.known ? b->score.value : -1;
	int order = date_order(b->published.date, a->published.date);

	if (first != second)
		return first > second ? -1 : 1;
	return order ? order : str_compare(a->id.str, b->id.str);
}

static struct value posts_value(struct context *c, const struct bundle *bundle)
{
	size_t count = bundle->posts.count;
	const struct post **posts = arena_array(c->arena, const struct post *, count);
	struct value *items = new_items(c, count);

	for (size_t i = 0; i < count; i++)
		posts[i] = &bundle->posts.items[i];
	qsort(posts, count, sizeof *posts, by_rank);
	for (size_t i = 0; i < count; i++)
		items[i] = post_value(c, posts[i]);
	return value_list(items, count);
}

struct value context_bundle(struct context *c, const struct content *content)
{
	const struct bundle *bundle = &content->bundle;
	struct object *o = object_new(c->arena, &kind_bundle);
	struct cited cited = {0};

	o->members[at_bundle_as_of] = date_value(c, bundle->as_of.date);
	context_set_list(c, o, at_bundle_deals, deals_value(c, &cited, bundle));
	context_set_list(c, o, at_bundle_facts, facts_value(c, &cited, bundle));
	context_set_list(c, o, at_bundle_timeline, timeline_value(c, &cited, bundle));
	context_set_list(c, o, at_bundle_faq, faq_value(c, bundle));
	context_set_list(c, o, at_bundle_posts, posts_value(c, bundle));
	context_set_list(c, o, at_bundle_sources, value_list(cited.list.items, cited.list.count));
	context_charts(c, o, bundle);
	return value_object(o);
}

/* How many headings stand directly below the heading AT. */
static size_t count_below(const struct md_document *md, size_t at)
{
	int level = md->headings[at]->number, below = INT_MAX;
	size_t count = 0;

	for (size_t i = at + 1; i < md->heading_count && md->headings[i]->number > level; i++) {
		if (md->headings[i]->number > below)
			continue;
		below = md->headings[i]->number;
		count++;
	}
	return count;
}

/* The heading AT and those below it, as far as they are deeper. */
static struct value heading_value(struct context *c, const struct body *body, size_t *at)
{
	const struct md_document *md = body->md;
	struct object *o = object_new(c->arena, &kind_heading);
	size_t begin = (*at)++, count = 0;
	struct value *items = new_items(c, count_below(md, begin));

	o->members[at_heading_id] = value_text(body->context.heading_ids[begin]);
	md_html_heading(c->scratch, md->headings[begin]);
	o->members[at_heading_text] = made_html(c);
	while (*at < md->heading_count &&
	       md->headings[*at]->number > md->headings[begin]->number)
		items[count++] = heading_value(c, body, at);
	context_set_list(c, o, at_heading_contents, value_list(items, count));
	return value_object(o);
}

static struct value contents_value(struct context *c, const struct body *body)
{
	struct value *items = new_items(c, body->md->heading_count);
	size_t at = 0, count = 0;

	while (at < body->md->heading_count)
		items[count++] = heading_value(c, body, &at);
	return value_list(items, count);
}

static struct value takeaways_value(struct context *c, const texts *takeaways)
{
	struct value *items = new_items(c, takeaways->count);

	for (size_t i = 0; i < takeaways->count; i++)
		items[i] = inline_html(c, &takeaways->items[i]);
	return value_list(items, takeaways->count);
}

static struct value versions_value(struct context *c, const struct guide *guide)
{
	size_t count = guide->version_count;
	struct value *items = new_items(c, count);

	for (size_t i = 0; i < count; i++)
		items[i] = context_version(c, guide, &guide->versions[count - 1 - i]);
	return value_list(items, count);
}

static struct value count_value(struct context *c, int count)
{
	return count > 0 ? value_text(str_number(c->arena, (unsigned)count)) : value_null();
}

/* A version's figures as they were at its release, a draft's as they are. */
static struct value figures_value(struct context *c, const struct figure_counts *counts)
{
	int backed = counts->bound + counts->matched;
	int unbacked = counts->contradicted + counts->unbacked;
	int total = backed + counts->alone + unbacked;
	struct object *o;

	if (!counts->known || !total)
		return value_null();
	o = object_new(c->arena, &kind_figures);
	o->members[at_figures_total] = count_value(c, total);
	o->members[at_figures_backed] = value_text(str_number(c->arena, (unsigned)backed));
	o->members[at_figures_alone] = count_value(c, counts->alone);
	o->members[at_figures_alone_is_one] = value_bool(counts->alone == 1);
	o->members[at_figures_unbacked] = count_value(c, unbacked);
	o->members[at_figures_unchecked] = count_value(c, counts->unchecked);
	return value_object(o);
}

struct value context_guide(struct context *c, const struct body *body,
			   const struct version *version)
{
	const struct guide *guide = body->guide;
	const struct guide_front *front = &body->front;
	struct object *o = object_new(c->arena, &kind_guide);

	o->members[at_guide_name] = value_text(guide->name);
	o->members[at_guide_title] = value_text(front->title.str);
	o->members[at_guide_url] = value_text(guide->url);
	o->members[at_guide_level] = value_text(front->level.str);
	o->members[at_guide_level_name] = level_name(c, guide->level);
	o->members[at_guide_status] = value_text(front->status.str);
	o->members[at_guide_version] = context_version(c, guide, version);
	o->members[at_guide_tldr] = inline_html(c, &front->tldr);
	context_set_list(c, o, at_guide_takeaways, takeaways_value(c, &front->takeaways));
	context_set_list(c, o, at_guide_contents, contents_value(c, body));
	o->members[at_guide_body] = block_html(c, body->md, &body->context);
	o->members[at_guide_figures] =
		figures_value(c, version ? &version->figures : &body->figures);
	context_set_list(c, o, at_guide_versions, versions_value(c, guide));
	context_set_list(c, o, at_guide_related, related_guides(c, &front->related));
	return value_object(o);
}

struct value context_guide_alone(struct context *c, struct value guide)
{
	struct object *o = object_new(c->arena, &kind_guide);

	memcpy(o->members, guide.as.object->members, at_guide_end * sizeof *o->members);
	context_set_list(c, o, at_guide_versions, value_list(NULL, 0));
	context_set_list(c, o, at_guide_related, value_list(NULL, 0));
	return value_object(o);
}

/* Newest first, then by name. */
static int by_date(struct date a, struct date b, struct str name_a, struct str name_b)
{
	int order = date_order(b, a);

	return order ? order : str_compare(name_a, name_b);
}

static int topics_by_date(const void *left, const void *right)
{
	const struct topic *a = *(const struct topic *const *)left;
	const struct topic *b = *(const struct topic *const *)right;

	return by_date(topic_date(a), topic_date(b), a->name, b->name);
}

static int guides_by_date(const void *left, const void *right)
{
	const struct guide *a = *(const struct guide *const *)left;
	const struct guide *b = *(const struct guide *const *)right;

	return by_date(a->live ? a->live->date : (struct date){0},
		       b->live ? b->live->date : (struct date){0}, a->name, b->name);
}

struct value context_topic_cards(struct context *c)
{
	size_t count = c->site->topic_count;
	const struct topic **topics = arena_array(c->arena, const struct topic *, count);
	struct value *items = new_items(c, count);

	count = 0;
	for (size_t i = 0; i < c->site->topic_count; i++)
		if (c->site->topics[i].shown)
			topics[count++] = &c->site->topics[i];
	qsort(topics, count, sizeof *topics, topics_by_date);
	for (size_t i = 0; i < count; i++)
		items[i] = topic_card(c, topics[i], true);
	return value_list(items, count);
}

struct value context_guide_cards(struct context *c)
{
	LIST(const struct guide *) guides = {0};
	struct value *items;

	for (size_t i = 0; i < c->site->topic_count; i++)
		for (size_t j = 0; j < c->site->topics[i].guide_count; j++)
			if (c->site->topics[i].guides[j].shown)
				*list_add(&guides, c->arena) = &c->site->topics[i].guides[j];
	if (guides.count)
		qsort(guides.items, guides.count, sizeof *guides.items, guides_by_date);
	items = new_items(c, guides.count);
	for (size_t i = 0; i < guides.count; i++)
		items[i] = context_guide_card(c, guides.items[i], true);
	return value_list(items, guides.count);
}

static struct value entry_value(struct context *c, const struct feed_entry *entry)
{
	struct object *o = object_new(c->arena, &kind_entry);

	o->members[at_entry_id] = value_text(entry->id);
	o->members[at_entry_url] = value_text(entry->url);
	o->members[at_entry_title] = value_text(entry->title);
	o->members[at_entry_summary] = value_text(entry->summary);
	o->members[at_entry_content] = value_text(entry->content);
	o->members[at_entry_date] = value_text(date_rfc3339(c->arena, entry->date));
	o->members[at_entry_topic] = value_text(entry->guide->topic->title);
	o->members[at_entry_level] = value_text(str_of(level_names[entry->guide->level]));
	return value_object(o);
}

static struct value state_value(struct context *c, const struct fact_state *state)
{
	struct object *o = object_new(c->arena, &kind_state);

	o->members[at_state_date] = date_value(c, state->date);
	o->members[at_state_is_deal] = value_bool(state->deal);
	o->members[at_state_is_removed] = value_bool(state->removed);
	o->members[at_state_scale] = value_text(state->scale);
	o->members[at_state_platform] = value_text(state->platform);
	o->members[at_state_announced] = date_value(c, state->announced);
	return value_object(o);
}

struct value context_history(struct context *c, const struct history *history)
{
	struct value *items = new_items(c, history->records.count);

	for (size_t i = 0; i < history->records.count; i++) {
		const struct fact_history *record = &history->records.items[i];
		struct object *o = object_new(c->arena, &kind_record);
		struct value *states = new_items(c, record->states.count);

		for (size_t j = 0; j < record->states.count; j++)
			states[j] = state_value(c, &record->states.items[j]);
		o->members[at_record_anchor] = value_text(record->anchor);
		o->members[at_record_label] = value_text(record->label);
		context_set_list(c, o, at_record_states,
				 value_list(states, record->states.count));
		items[i] = value_object(o);
	}
	return value_list(items, history->records.count);
}

struct value context_feed(struct context *c, const struct feed *feed)
{
	struct object *o = object_new(c->arena, &kind_feed);
	struct value *items = new_items(c, feed->entries.count);

	for (size_t i = 0; i < feed->entries.count; i++)
		items[i] = entry_value(c, &feed->entries.items[i]);
	o->members[at_feed_title] = value_text(feed->title);
	o->members[at_feed_home] = value_text(feed->home);
	if (date_known(feed->updated))
		o->members[at_feed_updated] = value_text(date_rfc3339(c->arena, feed->updated));
	context_set_list(c, o, at_feed_entries, value_list(items, feed->entries.count));
	return value_object(o);
}

struct value context_urls(struct context *c, const struct sitemap *sitemap, size_t from,
			  size_t count)
{
	struct value *items = new_items(c, count);

	for (size_t i = 0; i < count; i++) {
		const struct sitemap_url *url = &sitemap->urls.items[from + i];
		struct object *o = object_new(c->arena, &kind_sitemap_url);

		o->members[at_sitemap_url_url] = value_text(url->url);
		if (date_known(url->date))
			o->members[at_sitemap_url_date] = value_text(date_iso(c->arena, url->date));
		items[i] = value_object(o);
	}
	return value_list(items, count);
}
