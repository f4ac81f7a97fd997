#include "format/feeds_merge.h"

#include "base/map.h"

#include <stdlib.h>

/* An entry on its way into the result. */
struct item {
	struct news_entry entry;
	size_t order; /* in which it was found */
	bool added;
};

/* The entries of a feed by what they are known by. */
struct index {
	struct map by_id;
	struct map by_link;
	struct map twice; /* links that more than one entry has */
};

struct merge {
	struct arena *arena;
	struct index old, new;
	struct map taken; /* entries of the old feed that the new one has, by id */
	LIST(struct item) items;
};

static struct index make_index(struct arena *arena, const struct news_feed *feed)
{
	struct index index = {0};

	for (size_t i = 0; i < feed->entries.count; i++) {
		struct news_entry *entry = &feed->entries.items[i];

		if (map_put(&index.by_id, arena, entry->id, entry) != entry || !entry->link.ptr)
			continue;
		if (map_put(&index.by_link, arena, entry->link, entry) != entry)
			map_put(&index.twice, arena, entry->link, entry);
	}
	return index;
}

/* The entry of the old feed that ENTRY is, or NULL. */
static const struct news_entry *find_old(const struct merge *m, const struct news_entry *entry)
{
	const struct news_entry *old = map_get(&m->old.by_id, entry->id);

	if (old || !entry->link.ptr || map_get(&m->new.twice, entry->link) ||
	    map_get(&m->old.twice, entry->link))
		return old;
	old = map_get(&m->old.by_link, entry->link);
	return old && !map_get(&m->new.by_id, old->id) ? old : NULL;
}

static bool looks_the_same(const struct news_entry *a, const struct news_entry *b)
{
	return str_equal(a->title, b->title) && str_equal(a->link, b->link) &&
	       str_equal(a->author, b->author) && str_equal(a->summary, b->summary) &&
	       (a->published || !b->published);
}

static struct news_entry combine(const struct news_entry *old, const struct news_entry *new)
{
	struct news_entry entry = *new;

	if (looks_the_same(old, new))
		return *old;
	entry.id = old->id;
	if (old->published)
		entry.published = old->published;
	return entry;
}

static void add(struct merge *m, struct news_entry entry, bool added)
{
	struct item *item = list_add(&m->items, m->arena);

	*item = (struct item){entry, m->items.count, added};
}

/* An id that stands in a feed twice is the post that comes first. */
static void add_new(struct merge *m, struct news_entry *entry)
{
	const struct news_entry *old;

	if (map_get(&m->new.by_id, entry->id) != entry)
		return;
	old = find_old(m, entry);
	if (old)
		map_put(&m->taken, m->arena, old->id, entry);
	add(m, old ? combine(old, entry) : *entry, !old);
}

static int newest_first(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	feed_time first = news_entry_time(&a->entry), second = news_entry_time(&b->entry);

	if (first != second)
		return first > second ? -1 : 1;
	if (!first)
		return a->order < b->order ? -1 : 1;
	return str_compare(a->entry.id, b->entry.id);
}

static bool is_kept(const struct news_entry *entry, const struct feed_retention *keep)
{
	feed_time time = news_entry_time(entry);

	return !time || time >= keep->oldest;
}

struct news_feed feeds_merge(struct arena *arena, const struct news_feed *old,
			     const struct news_feed *new, const struct feed_retention *keep,
			     size_t *added)
{
	struct merge m = {.arena = arena, .old = make_index(arena, old),
			  .new = make_index(arena, new)};
	struct news_feed feed = *new;

	feed.entries = (news_entries){0};
	*added = 0;
	for (size_t i = 0; i < new->entries.count; i++)
		add_new(&m, &new->entries.items[i]);
	for (size_t i = 0; i < old->entries.count; i++)
		if (!map_get(&m.taken, old->entries.items[i].id))
			add(&m, old->entries.items[i], false);
	if (m.items.count)
		qsort(m.items.items, m.items.count, sizeof *m.items.items, newest_first);
	for (size_t i = 0; i < m.items.count && feed.entries.count < keep->count; i++) {
		if (!is_kept(&m.items.items[i].entry, keep))
			continue;
		*list_add(&feed.entries, arena) = m.items.items[i].entry;
		*added += m.items.items[i].added;
	}
	return feed;
}
