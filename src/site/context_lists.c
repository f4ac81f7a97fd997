#include "site/context.h"

#include "site/kinds.h"
#include "site/schema.h"

#include <stdlib.h>

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
	struct value *items = context_items(c, count);

	count = 0;
	for (size_t i = 0; i < c->site->topic_count; i++)
		if (c->site->topics[i].shown)
			topics[count++] = &c->site->topics[i];
	qsort(topics, count, sizeof *topics, topics_by_date);
	for (size_t i = 0; i < count; i++)
		items[i] = context_topic_card(c, topics[i], true);
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
	items = context_items(c, guides.count);
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

static struct value state_value(struct context *c, const struct fact_history *record,
				const struct fact_state *state)
{
	struct object *o = object_new(c->arena, &kind_state);

	o->members[at_state_date] = context_date(c, state->date);
	o->members[at_state_is_deal] = value_bool(state->deal);
	o->members[at_state_is_added] = value_bool(state->added);
	o->members[at_state_is_label] =
		value_bool(!state->deal && str_equal(state->scale, record->label));
	o->members[at_state_is_removed] = value_bool(state->removed);
	o->members[at_state_scale] = value_text(state->scale);
	o->members[at_state_platform] = value_text(state->platform);
	o->members[at_state_announced] = context_date(c, state->announced);
	return value_object(o);
}

struct value context_history(struct context *c, const struct history *history)
{
	struct value *items = context_items(c, history->records.count);

	for (size_t i = 0; i < history->records.count; i++) {
		const struct fact_history *record = &history->records.items[i];
		struct object *o = object_new(c->arena, &kind_record);
		struct value *states = context_items(c, record->states.count);

		for (size_t j = 0; j < record->states.count; j++)
			states[j] = state_value(c, record, &record->states.items[j]);
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
	struct value *items = context_items(c, feed->entries.count);

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
	struct value *items = context_items(c, count);

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
