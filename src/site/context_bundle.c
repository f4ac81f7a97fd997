#include "site/context.h"

#include "site/context_charts.h"
#include "site/kinds.h"

#include <stdlib.h>

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
	o->members[at_citation_anchor] = context_anchor(c, STR("source-"), number);
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
	struct value *items = context_items(c, sources->count);

	for (size_t i = 0; i < sources->count; i++)
		items[i] = citation_value(c, cited, &sources->items[i]);
	return value_list(items, sources->count);
}

static struct value deal_value(struct context *c, struct cited *cited, const struct deal *deal,
			       struct str order)
{
	struct object *o = object_new(c->arena, &kind_deal);

	o->members[at_deal_id] = value_text(deal->id.str);
	o->members[at_deal_anchor] = context_anchor(c, STR("deal-"), deal->id.str);
	o->members[at_deal_party_a] = value_text(deal->party_a.str);
	o->members[at_deal_party_b] = value_text(deal->party_b.str);
	o->members[at_deal_scale] = value_text(deal->scale.str);
	o->members[at_deal_order] = value_text(order);
	o->members[at_deal_platform] = value_text(deal->platform.str);
	o->members[at_deal_announced] = context_date(c, deal->announced.date);
	context_set_list(c, o, at_deal_sources, citations_value(c, cited, &deal->sources));
	return value_object(o);
}

static struct value deals_value(struct context *c, struct cited *cited,
				const struct commitments *commitments)
{
	struct value *items = context_items(c, commitments->count);

	for (size_t i = 0; i < commitments->count; i++) {
		const struct commitment *commitment = &commitments->items[i];

		items[i] = deal_value(c, cited, commitment->deal,
				      commitment_order(c->arena, commitment));
	}
	return value_list(items, commitments->count);
}

static struct value facts_value(struct context *c, struct cited *cited,
				const struct bundle *bundle)
{
	struct value *items = context_items(c, bundle->facts.count);

	for (size_t i = 0; i < bundle->facts.count; i++) {
		const struct fact *fact = &bundle->facts.items[i];
		struct object *o = object_new(c->arena, &kind_fact);

		o->members[at_fact_id] = value_text(fact->id.str);
		o->members[at_fact_anchor] = context_anchor(c, STR("fact-"), fact->id.str);
		o->members[at_fact_statement] = context_inline(c, &fact->statement);
		context_set_list(c, o, at_fact_sources, citations_value(c, cited, &fact->sources));
		items[i] = value_object(o);
	}
	return value_list(items, bundle->facts.count);
}

static struct value timeline_value(struct context *c, struct cited *cited,
				   const struct bundle *bundle)
{
	struct value *items = context_items(c, bundle->timeline.count);

	for (size_t i = 0; i < bundle->timeline.count; i++) {
		const struct event *event = &bundle->timeline.items[i];
		struct object *o = object_new(c->arena, &kind_event);

		o->members[at_event_id] = value_text(event->id.str);
		o->members[at_event_anchor] = context_anchor(c, STR("event-"), event->id.str);
		o->members[at_event_number] = value_text(str_number(c->arena, i + 1));
		o->members[at_event_date] = context_date(c, event->date.date);
		o->members[at_event_event] = context_inline(c, &event->event);
		if (event->of)
			o->members[at_event_deal] = deal_value(c, cited, event->of, (struct str){0});
		items[i] = value_object(o);
	}
	return value_list(items, bundle->timeline.count);
}

static struct value faq_value(struct context *c, const struct bundle *bundle)
{
	struct value *items = context_items(c, bundle->faq.count);

	for (size_t i = 0; i < bundle->faq.count; i++) {
		const struct question *question = &bundle->faq.items[i];
		struct object *o = object_new(c->arena, &kind_question);

		o->members[at_question_id] = value_text(question->id.str);
		o->members[at_question_anchor] = context_anchor(c, STR("faq-"), question->id.str);
		o->members[at_question_question] = value_text(question->question.str);
		o->members[at_question_answer] =
			context_block(c, question->answer.md, &question->answer.context);
		items[i] = value_object(o);
	}
	return value_list(items, bundle->faq.count);
}

static struct value post_value(struct context *c, const struct post *post)
{
	struct object *o = object_new(c->arena, &kind_post);

	o->members[at_post_id] = value_text(post->id.str);
	o->members[at_post_anchor] = context_anchor(c, STR("post-"), post->id.str);
	if (post->score.known)
		o->members[at_post_score] = value_text(str_number(c->arena, (unsigned)post->score.value));
	o->members[at_post_source] = value_text(post->source.str);
	o->members[at_post_published] = context_date(c, post->published.date);
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
	struct value *items = context_items(c, count);

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
	struct commitments commitments;

	commitments_read(c->arena, bundle, &commitments);
	o->members[at_bundle_as_of] = context_date(c, bundle->as_of.date);
	context_set_list(c, o, at_bundle_deals, deals_value(c, &cited, &commitments));
	context_set_list(c, o, at_bundle_facts, facts_value(c, &cited, bundle));
	context_set_list(c, o, at_bundle_timeline, timeline_value(c, &cited, bundle));
	context_set_list(c, o, at_bundle_faq, faq_value(c, bundle));
	context_set_list(c, o, at_bundle_posts, posts_value(c, bundle));
	context_set_list(c, o, at_bundle_sources, value_list(cited.list.items, cited.list.count));
	context_charts(c, o, bundle, &commitments);
	return value_object(o);
}

struct value context_news(struct context *c, const struct content *content)
{
	struct value *items = context_items(c, content->news.count);

	for (size_t i = 0; i < content->news.count; i++) {
		const struct news_item *item = &content->news.items[i];
		struct object *o = object_new(c->arena, &kind_news_item);

		o->members[at_news_item_title] = value_text(item->title);
		o->members[at_news_item_source] = value_text(item->source);
		o->members[at_news_item_url] = value_text(item->url);
		o->members[at_news_item_published] = context_date(c, item->published);
		items[i] = value_object(o);
	}
	return value_list(items, content->news.count);
}
