/*
 * Any bytes as a feed: what is read holds its promises, and reads back as it was
 * once it is written. Then as OPML, as a page that names feeds, and as a date.
 */
#include "fuzz.h"

#include "base/unicode.h"
#include "format/autodiscovery.h"
#include "format/encoding.h"
#include "format/feed_json.h"
#include "format/feeds_merge.h"
#include "format/feeds_read.h"
#include "format/opml.h"
#include "format/url.h"

#include <stdlib.h>

static const struct feed_limits limits = {1 << 16, 50, 4096, 40, 100, 0};

/* Plain text of at most MOST bytes, in one line. */
static void check_text(struct str text, size_t most)
{
	if (text.ptr && (!text.len || text.len > most || utf8_invalid(text) < text.len ||
			 str_find(text, '\n') < text.len || str_find(text, '\033') < text.len))
		abort();
}

static void check_link(struct str link)
{
	if (link.ptr && !url_is_web(link))
		abort();
}

static void check(const struct news_feed *feed)
{
	if (feed->entries.count > limits.entries)
		abort();
	check_text(feed->title, limits.title);
	check_text(feed->description, limits.summary);
	check_link(feed->home);
	check_link(feed->self);
	check_link(feed->hub);
	for (size_t i = 0; i < feed->entries.count; i++) {
		const struct news_entry *entry = &feed->entries.items[i];

		if (!entry->id.len)
			abort();
		check_text(entry->title, limits.title);
		check_text(entry->author, limits.title);
		check_text(entry->summary, limits.summary);
		check_link(entry->link);
	}
}

/* Written, read and written again, it is the same. */
static void check_json(struct arena *arena, const struct news_feed *feed)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	const struct feed_limits wide = {1 << 24, 1 << 16, 1 << 16, 40, 1000, 0};
	struct source source = {STR("f.json"), STR("")};
	struct diags diags;
	struct news_feed again;

	diags_init(&diags);
	feed_json_write(&first, feed, NULL, NULL);
	source.text = buf_str(&first);
	if (!feed_json_read(arena, &source, STR_UNKNOWN, &wide, &diags, &again, NULL))
		abort();
	feed_json_write(&second, &again, NULL, NULL);
	if (!str_equal(buf_str(&first), buf_str(&second)))
		abort();
	diags_release(&diags);
	buf_release(&first);
	buf_release(&second);
}

/* Merged with what it was, nothing is new, and a second time nothing changes. */
static void check_merge(struct arena *arena, const struct news_feed *feed)
{
	const struct feed_retention keep = {1000, 0};
	const struct news_feed none = {0};
	struct news_feed once, twice;
	size_t added;

	once = feeds_merge(arena, &none, feed, &keep, &added);
	if (added != once.entries.count)
		abort();
	twice = feeds_merge(arena, &once, feed, &keep, &added);
	if (added || twice.entries.count != once.entries.count)
		abort();
	for (size_t i = 0; i < once.entries.count; i++)
		if (!str_equal(once.entries.items[i].id, twice.entries.items[i].id))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct str bytes = str_copy(&arena, (struct str){(const char *)data, size});
	struct feed_bytes from = {STR("feed"), bytes, STR("https://a.example/b/c"), STR_UNKNOWN};
	struct source source = {STR("f.opml"), bytes};
	subscriptions list;
	struct diags diags;
	struct news_feed feed;

	diags_init(&diags);
	if (feeds_read(&arena, &from, &limits, &diags, &feed)) {
		check(&feed);
		check_json(&arena, &feed);
		check_merge(&arena, &feed);
	} else if (!diags.errors) {
		abort();
	}
	opml_read(&arena, &source, &diags, &list);
	autodiscovery_read(&arena, encoding_to_utf8(&arena, bytes, STR_UNKNOWN), from.url);
	feed_time_parse(bytes);
	diags_release(&diags);
	arena_release(&arena);
	return 0;
}
