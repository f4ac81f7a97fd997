#include "site/context.h"

#include "format/language.h"
#include "site/kinds.h"
#include "site/policy.h"
#include "site/reading.h"
#include "site/schema.h"

#include <limits.h>

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
	o->members[at_site_is_from_right] = value_bool(language_from_right(config->language.str));
	o->members[at_site_publisher] = value_text(config->publisher.str);
	o->members[at_site_newsletter] = newsletter_value(c);
	o->members[at_site_policy] = value_text(policy_of_pages);
	return value_object(o);
}

static struct str version_name(struct context *c, const struct version *version)
{
	return str_join(c->arena, STR("v"), str_number(c->arena, (unsigned)version->number));
}

struct str context_versioned(struct context *c, struct str title, const struct version *version)
{
	return str_join3(c->arena, title, context_word(c, at_words_comma),
			 version_name(c, version));
}

/* "Custom silicon, v2, 15 June 2026" */
static struct str cited_as(struct context *c, const struct page_head *head)
{
	struct date date = head->version ? head->version->date : head->as_of;
	struct str text = head->cited.ptr ? head->cited : head->heading;
	struct str comma = context_word(c, at_words_comma);

	if (head->version)
		text = context_versioned(c, text, head->version);
	else if (head->guide)
		text = str_join3(c->arena, text, comma, context_word(c, at_words_draft));
	if (date_known(date))
		text = str_join3(c->arena, text, comma, words_date(c->arena, c->site->words, date));
	return text;
}

static struct str permalink(struct context *c, const struct page_head *head)
{
	struct str url = site_absolute(c->arena, c->site, head->url);

	return head->version ? str_printf(c->arena, "%.*sv%d/", STR_ARG(url),
					  head->version->number) : url;
}

/* "Custom silicon – Almanac", and of the home page no more than the site's. */
static struct str tab_title(struct context *c, struct str heading)
{
	struct str site = c->site->config.title.str;

	return str_equal(heading, site) ? site : str_join3(c->arena, heading, STR(" – "), site);
}

struct value context_page(struct context *c, const struct page_head *head)
{
	struct object *o = object_new(c->arena, &kind_page);

	o->members[at_page_title] = value_text(tab_title(c, head->heading));
	o->members[at_page_heading] = value_text(head->heading);
	o->members[at_page_description] = value_text(head->description);
	o->members[at_page_feeds] = value_text(head->feeds);
	o->members[at_page_is_article] = value_bool(head->guide);
	o->members[at_page_cite] = value_text(cited_as(c, head));
	o->members[at_page_data] = value_text(head->data);
	if (head->version) {
		o->members[at_page_published] = context_date(c, head->guide->versions[0].date);
		o->members[at_page_modified] = context_date(c, head->version->date);
	}
	if (!head->url.ptr)
		return value_object(o);
	o->members[at_page_canonical] = value_text(site_absolute(c->arena, c->site, head->url));
	o->members[at_page_permalink] = value_text(permalink(c, head));
	return value_object(o);
}

static struct value level_name(struct context *c, enum level level)
{
	return value_text(context_word(c, at_words_beginner + (int)level));
}

/* "Next: the advanced guide," */
static struct value next_is(struct context *c, enum level level)
{
	if (level == LEVEL_BEGINNER)
		return value_null();
	return value_text(context_word(c, at_words_next_intermediate + (int)level - 1));
}

/* A status in the site's language; one that is none, as it is. */
static struct value status_name(struct context *c, struct str status)
{
	const int words[] = {at_words_active, at_words_paused, at_words_archived};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(status, str_of(kind_words.members[words[i]])))
			return value_text(context_word(c, words[i]));
	return value_text(status);
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
	o->members[at_version_name] = value_text(version_name(c, version));
	o->members[at_version_what_changed] =
		value_text(WORDS_FILL(c->arena, context_word(c, at_words_what_changed),
				      {"version", version_name(c, version)}));
	o->members[at_version_date] = context_date(c, version->date);
	if (!withdrawn) /* which may say what may no longer be said */
		o->members[at_version_note] = value_text(version->note);
	o->members[at_version_url] = version_dir(c, guide, version->number, STR(""));
	if (version->number > 1)
		o->members[at_version_changes_url] =
			version_dir(c, guide, version->number, STR("changes/"));
	if (next)
		o->members[at_version_next_url] =
			version_dir(c, guide, next->number, STR("changes/"));
	if (version_previous(guide, version))
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
	o->members[at_guide_card_next_is] = next_is(c, guide->level);
	o->members[at_guide_card_topic_title] = value_text(guide->topic->title);
	if (guide->topic->shown)
		o->members[at_guide_card_topic_url] = value_text(guide->topic->url);
	if (dated)
		o->members[at_guide_card_version] = context_version(c, guide, guide_shown(c->site, guide));
	return value_object(o);
}

struct value context_old_card(struct context *c, const struct guide *guide,
			      const struct version *version)
{
	struct value card = context_guide_card(c, guide, false);
	struct object *o = object_new(c->arena, &kind_guide_card);

	memcpy(o->members, card.as.object->members, at_guide_card_end * sizeof *o->members);
	o->members[at_guide_card_title] = value_text(version->title);
	o->members[at_guide_card_status] = value_null();
	if (guide->shown)
		o->members[at_guide_card_version] = context_version(c, guide, guide_shown(c->site, guide));
	return value_object(o);
}

static struct value guides_of(struct context *c, const struct topic *topic, bool dated)
{
	struct value *items = context_items(c, topic->guide_count);
	size_t count = 0;

	for (size_t i = 0; i < topic->guide_count; i++)
		if (!topic->guides[i].broken && topic->guides[i].shown)
			items[count++] = context_guide_card(c, &topic->guides[i], dated);
	return value_list(items, count);
}

struct value context_topic_card(struct context *c, const struct topic *topic, bool dated)
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
	struct value *items = context_items(c, related->count);
	size_t count = 0;

	for (size_t i = 0; i < related->count; i++) {
		const struct topic *topic = site_topic(c->site, related->items[i].str);

		if (topic && !topic->broken && topic->shown)
			items[count++] = context_topic_card(c, topic, false);
	}
	return value_list(items, count);
}

static struct value related_guides(struct context *c, const texts *related)
{
	struct value *items = context_items(c, related->count);
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
	struct value *items = context_items(c, list->count);

	for (size_t i = 0; i < list->count; i++)
		items[i] = value_text(list->items[i].str);
	return value_list(items, list->count);
}

static struct value more_on(struct context *c, struct str title)
{
	return value_text(WORDS_FILL(c->arena, context_word(c, at_words_more_on), {"topic", title}));
}

struct value context_topic_name(struct context *c, const struct topic *topic)
{
	struct object *o = object_new(c->arena, &kind_topic);
	const struct value none = value_list(NULL, 0);

	o->members[at_topic_name] = value_text(topic->name);
	o->members[at_topic_title] = value_text(topic->title);
	o->members[at_topic_description] = value_text(topic->description);
	o->members[at_topic_url] = value_text(topic->url);
	o->members[at_topic_more] = more_on(c, topic->title);
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
	o->members[at_topic_more] = more_on(c, front->title.str);
	o->members[at_topic_intro] = context_block(c, content->intro.md, &content->intro.context);
	context_set_list(c, o, at_topic_aliases, plain_texts(c, &front->aliases));
	context_set_list(c, o, at_topic_guides, guides_of(c, topic, true));
	context_set_list(c, o, at_topic_related, related_topics(c, &front->related));
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
	struct value *items = context_items(c, count_below(md, begin));

	o->members[at_heading_id] = value_text(body->context.heading_ids[begin]);
	md_html_heading(c->scratch, md->headings[begin]);
	o->members[at_heading_text] = context_made(c);
	while (*at < md->heading_count &&
	       md->headings[*at]->number > md->headings[begin]->number)
		items[count++] = heading_value(c, body, at);
	context_set_list(c, o, at_heading_contents, value_list(items, count));
	return value_object(o);
}

static struct value contents_value(struct context *c, const struct body *body)
{
	struct value *items = context_items(c, body->md->heading_count);
	size_t at = 0, count = 0;

	while (at < body->md->heading_count)
		items[count++] = heading_value(c, body, &at);
	return value_list(items, count);
}

static struct value takeaways_value(struct context *c, const texts *takeaways)
{
	struct value *items = context_items(c, takeaways->count);

	for (size_t i = 0; i < takeaways->count; i++)
		items[i] = context_inline(c, &takeaways->items[i]);
	return value_list(items, takeaways->count);
}

static struct value versions_value(struct context *c, const struct guide *guide)
{
	size_t count = guide->version_count;
	struct value *items = context_items(c, count);

	for (size_t i = 0; i < count; i++)
		items[i] = context_version(c, guide, &guide->versions[count - 1 - i]);
	return value_list(items, count);
}

static struct value count_value(struct context *c, int count)
{
	return count > 0 ? value_text(str_number(c->arena, (unsigned)count)) : value_null();
}

/* WORD with COUNT in it; nothing, where that is 0. */
static struct str counted(struct context *c, int word, int count)
{
	struct str number = str_number(c->arena, (unsigned)count);

	if (!count)
		return STR("");
	return WORDS_FILL(c->arena, context_word(c, word), {"count", number});
}

/* "5 of 6 figures on this page are backed by the events bundle; 1 stands alone." */
static struct value figures_text(struct context *c, const struct figure_counts *counts, int total)
{
	int backed = counts->bound + counts->matched, unbacked = counts->contradicted + counts->unbacked;
	struct str alone = counted(c, counts->alone == 1 ? at_words_one_alone : at_words_alone,
				   counts->alone);
	struct str unchecked = counted(c, at_words_unchecked, counts->unchecked), text;

	text = WORDS_FILL(c->arena, context_word(c, at_words_backed),
			  {"backed", str_number(c->arena, (unsigned)backed)},
			  {"total", str_number(c->arena, (unsigned)total)});
	text = str_join3(c->arena, text, alone, counted(c, at_words_unbacked, unbacked));
	return value_text(str_join3(c->arena, text, unchecked.len ? STR(". ") : STR("."), unchecked));
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
	o->members[at_figures_text] = figures_text(c, counts, total);
	return value_object(o);
}

/* The guide of the topic for who has read this one. */
static struct value next_guide(struct context *c, const struct guide *guide)
{
	const struct topic *topic = guide->topic;

	for (size_t i = 0; i < topic->guide_count; i++) /* by level */
		if (topic->guides[i].level > guide->level && topic->guides[i].shown &&
		    !topic->guides[i].broken)
			return context_guide_card(c, &topic->guides[i], false);
	return value_null();
}

static struct value minutes_value(struct context *c, const struct md_document *md)
{
	size_t minutes = md ? reading_minutes(md) : 0;

	return minutes ? value_text(str_number(c->arena, minutes)) : value_null();
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
	o->members[at_guide_status_name] = status_name(c, front->status.str);
	o->members[at_guide_version] = context_version(c, guide, version);
	o->members[at_guide_tldr] = context_inline(c, &front->tldr);
	context_set_list(c, o, at_guide_takeaways, takeaways_value(c, &front->takeaways));
	o->members[at_guide_minutes] = minutes_value(c, body->md);
	context_set_list(c, o, at_guide_contents, contents_value(c, body));
	o->members[at_guide_body] = context_block(c, body->md, &body->context);
	o->members[at_guide_figures] =
		figures_value(c, version ? &version->figures : &body->figures);
	if (!version || version == guide->live)
		context_set_list(c, o, at_guide_versions, versions_value(c, guide));
	else
		context_set_list(c, o, at_guide_versions, value_list(NULL, 0));
	context_set_list(c, o, at_guide_related, related_guides(c, &front->related));
	o->members[at_guide_next] = next_guide(c, guide);
	return value_object(o);
}

struct value context_guide_alone(struct context *c, struct value guide)
{
	struct object *o = object_new(c->arena, &kind_guide);

	memcpy(o->members, guide.as.object->members, at_guide_end * sizeof *o->members);
	context_set_list(c, o, at_guide_versions, value_list(NULL, 0));
	context_set_list(c, o, at_guide_related, value_list(NULL, 0));
	o->members[at_guide_next] = value_null();
	return value_object(o);
}
