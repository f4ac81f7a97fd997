#include "site/feed.h"

#include <stdlib.h>

struct str site_absolute(struct arena *arena, const struct site *site, struct str path)
{
	struct str base = site->config.base_url.str;

	return str_join(arena, base, str_slice(path, site->base_path.len, path.len));
}

/* Newest first, then by name, then by version. */
static int by_date(const void *left, const void *right)
{
	const struct feed_entry *a = left, *b = right;
	int order = date_order(b->date, a->date);

	if (!order)
		order = str_compare(a->guide->name, b->guide->name);
	return order ? order : b->version->number - a->version->number;
}

static bool has_entry(const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++) {
		const struct guide *guide = &topic->guides[i];

		for (size_t j = 0; j < guide->version_count && !guide->broken; j++)
			if (!guide->versions[j].withdrawn.ptr)
				return true;
	}
	return false;
}

struct str feed_base(const struct site *site, const struct topic *topic)
{
	bool any = topic && has_entry(topic);

	for (size_t i = 0; i < site->topic_count && !topic && !any; i++)
		any = has_entry(&site->topics[i]);
	if (!any)
		return (struct str){0};
	return topic ? topic->url : site->base_path;
}

static void add_guide(struct arena *arena, struct feed *feed, struct guide *guide)
{
	for (size_t i = 0; i < guide->version_count; i++) {
		const struct version *version = &guide->versions[i];
		struct feed_entry *entry;

		if (version->withdrawn.ptr)
			continue;
		entry = list_add(&feed->entries, arena);
		entry->guide = guide;
		entry->version = version;
		entry->date = version->date;
	}
}

static void add_topic(struct arena *arena, struct feed *feed, const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (!topic->guides[i].broken)
			add_guide(arena, feed, &topic->guides[i]);
}

static void fill(struct arena *arena, const struct site *site, struct feed_entry *entry)
{
	const struct version *version = entry->version;

	entry->url = str_printf(arena, "%.*sv%d/",
				STR_ARG(site_absolute(arena, site, entry->guide->url)),
				version->number);
	entry->id = entry->url;
	entry->title = version->title;
	if (version->number > 1)
		entry->title = str_printf(arena, "%.*s – v%d", STR_ARG(version->title),
					  version->number);
	entry->summary = version->summary;
}

struct feed feed_make(struct arena *arena, const struct site *site,
		      const struct topic *topic)
{
	struct feed feed = {.title = site->config.title.str, .base = site->base_path};

	if (topic) {
		feed.title = str_join3(arena, topic->title, STR(" – "), site->config.title.str);
		feed.base = topic->url;
	}
	feed.home = site_absolute(arena, site, feed.base);
	if (topic)
		add_topic(arena, &feed, topic);
	for (size_t i = 0; i < site->topic_count && !topic; i++)
		add_topic(arena, &feed, &site->topics[i]);
	if (!feed.entries.count)
		return feed;
	qsort(feed.entries.items, feed.entries.count, sizeof(struct feed_entry), by_date);
	if (!topic && feed.entries.count > FEED_LONGEST)
		feed.entries.count = FEED_LONGEST;
	for (size_t i = 0; i < feed.entries.count; i++)
		fill(arena, site, &feed.entries.items[i]);
	feed.updated = feed.entries.items[0].date;
	return feed;
}

static void add_url(struct arena *arena, const struct site *site, struct sitemap *sitemap,
		    struct str path, struct date date)
{
	struct sitemap_url *url = list_add(&sitemap->urls, arena);

	url->url = site_absolute(arena, site, path);
	url->date = date;
}

struct sitemap sitemap_make(struct arena *arena, const struct site *site)
{
	struct sitemap sitemap = {0};
	struct date newest = {0};

	for (size_t i = 0; i < site->topic_count; i++)
		if (date_order(newest, topic_date(&site->topics[i])) < 0)
			newest = topic_date(&site->topics[i]);
	add_url(arena, site, &sitemap, site->base_path, newest);
	for (size_t i = 0; i < site->topic_count; i++) {
		const struct topic *topic = &site->topics[i];

		if (topic->shown)
			add_url(arena, site, &sitemap, topic->url, topic_date(topic));
		for (size_t j = 0; j < topic->guide_count; j++)
			if (topic->guides[j].live)
				add_url(arena, site, &sitemap, topic->guides[j].url,
					topic->guides[j].live->date);
	}
	return sitemap;
}
