#include "site/posts.h"

#include "base/file.h"
#include "base/unicode.h"
#include "format/feed_json.h"
#include "format/html_text.h"
#include "format/opml.h"
#include "site/schema.h"

#include <errno.h>

#define SUBSCRIPTIONS "feeds/subscriptions.opml"

enum {
	LARGEST = 16 << 20,   /* bytes of a saved feed */
	MOST_POSTS = 2000,    /* of a feed */
	TITLE_LONGEST = 100,  /* of one that is made of a summary */
};

void posts_open(struct posts *posts, struct diags *diags)
{
	*posts = (struct posts){.diags = diags};
}

void posts_close(struct posts *posts)
{
	arena_release(&posts->arena);
	*posts = (struct posts){0};
}

/* ---- words ---- */

/* Scripts that put no space between words. */
static bool stands_alone(uint32_t code)
{
	return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) ||
	       (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
}

static struct str make_words(struct arena *arena, struct str text, bool lower)
{
	struct buf out = BUF_INIT;
	struct str words;

	buf_add_char(&out, ' ');
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		bool word = unicode_is_word(code), alone = word && stands_alone(code);

		if ((!word || alone) && out.ptr[out.len - 1] != ' ')
			buf_add_char(&out, ' ');
		if (word)
			utf8_add(&out, lower ? unicode_lower(code) : code);
		if (alone)
			buf_add_char(&out, ' ');
	}
	if (out.ptr[out.len - 1] != ' ')
		buf_add_char(&out, ' ');
	words = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return words;
}

struct str posts_words(struct arena *arena, struct str text)
{
	return make_words(arena, text, true);
}

struct str posts_names(struct arena *arena, struct str text)
{
	return make_words(arena, text, false);
}

bool posts_hold(struct str words, struct str phrase)
{
	const char *at = words.ptr, *end = words.ptr + words.len;
	size_t length = phrase.len - 1; /* what follows is looked at here */

	if (phrase.len < 3)
		return false; /* no word at all */
	for (; (at = memmem(at, (size_t)(end - at), phrase.ptr, length)); at++) {
		const char *next = at + length;

		if (next < end && *next == ' ')
			return true;
		if (next + 1 < end && next[0] == 's' && next[1] == ' ')
			return true;
	}
	return false;
}

/* ---- reading ---- */

/* The first thing that was wrong, as a warning. */
static void warn(struct posts *posts, const struct diags *heard, const char *help)
{
	if (heard->list.count)
		diag_pass_on(posts->diags, SEVERITY_WARNING, "feed-unread",
			     &heard->list.items[0], help);
}

static void warn_file(struct posts *posts, struct str path, int error)
{
	diag_file(posts->diags, SEVERITY_WARNING, "feed-unread", path, "the site is built without it",
		  "%s", error == EFBIG ? "this file is too large" : file_error(error));
}

static void read_subscriptions(struct posts *posts)
{
	struct source source = {.path = STR(SUBSCRIPTIONS)};
	subscriptions *list = &posts->opml;
	struct diags heard;
	int error = file_read(&posts->arena, SUBSCRIPTIONS, LARGEST, &source.text);

	if (error) {
		if (error != ENOENT)
			warn_file(posts, source.path, error);
		return;
	}
	diags_init(&heard);
	posts->subscribes = opml_read(&posts->arena, &source, &heard, list);
	warn(posts, &heard, "until it is right, names in `follow` are not checked");
	diags_release(&heard);
	for (size_t i = 0; i < list->count; i++)
		map_put(&posts->subscriptions, &posts->arena, list->items[i].name, &list->items[i]);
}

static void list_feeds(struct posts *posts)
{
	const struct str suffix = STR(".json");
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read(&scratch, "feeds", true, &entries);

	if (error && error != ENOENT)
		warn_file(posts, STR("feeds"), error);
	for (size_t i = 0; !error && i < entries.list.count; i++) {
		struct str name = entries.list.items[i].name;

		if (entries.list.items[i].type != ENTRY_FILE || name.ptr[0] == '.' ||
		    !str_ends(name, suffix))
			continue;
		*list_add(&posts->names, &posts->arena) =
			str_copy(&posts->arena, str_slice(name, 0, name.len - suffix.len));
	}
	arena_release(&scratch);
}

void posts_list(struct posts *posts)
{
	if (posts->listed)
		return;
	posts->listed = true;
	read_subscriptions(posts);
	list_feeds(posts);
}

bool posts_subscribed(struct posts *posts, struct str name)
{
	posts_list(posts);
	return !posts->subscribes || map_get(&posts->subscriptions, name);
}

const char *posts_nearest(struct posts *posts, struct str name)
{
	const char **names;

	posts_list(posts);
	names = arena_array(&posts->arena, const char *, posts->opml.count);
	for (size_t i = 0; i < posts->opml.count; i++)
		names[i] = posts->opml.items[i].name.ptr;
	return str_nearest(name, names, posts->opml.count);
}

/* What a bundle would refuse as a value is none. */
static struct str said(struct posts *posts, struct str text)
{
	return !text.ptr || schema_says_nothing(text) ? STR_UNKNOWN : str_copy(&posts->arena, text);
}

static struct str title_of(struct posts *posts, const struct news_entry *entry)
{
	struct str title = said(posts, entry->title), summary = said(posts, entry->summary);
	struct buf cut = BUF_INIT;

	if (title.ptr || !summary.ptr)
		return title.ptr ? title : said(posts, entry->link);
	html_plain(&cut, summary, TITLE_LONGEST);
	title = said(posts, buf_str(&cut));
	buf_release(&cut);
	return title;
}

static struct date date_of(struct arena *scratch, feed_time time)
{
	struct date date = {0};
	struct str text = feed_time_rfc3339(scratch, time);

	if (text.len < 10 || !date_parse(str_slice(text, 0, 10), &date))
		return (struct date){0};
	return date;
}

static struct str source_of(struct posts *posts, struct str name, const struct news_feed *feed)
{
	const struct subscription *subscription = map_get(&posts->subscriptions, name);
	struct str title = said(posts, subscription ? subscription->text : feed->title);

	return title.ptr ? title : str_copy(&posts->arena, name);
}

static void add_posts(struct posts *posts, struct arena *scratch, struct str name,
		      const struct news_feed *from, struct pulled_feed *to)
{
	const struct subscription *subscription = map_get(&posts->subscriptions, name);
	struct str source = source_of(posts, name, from);

	for (size_t i = 0; i < from->entries.count; i++) {
		const struct news_entry *entry = &from->entries.items[i];
		struct pulled_post post = {
			.feed = name,
			.source = source,
			.trust = subscription ? subscription->trust : OPML_TRUST,
			.id = str_copy(&posts->arena, entry->id),
			.url = str_copy(&posts->arena, entry->link),
			.title = title_of(posts, entry),
			.summary = said(posts, entry->summary),
			.time = news_entry_time(entry),
			.date = date_of(scratch, news_entry_time(entry)),
		};

		if (!post.title.ptr)
			continue;
		post.title_words = posts_words(&posts->arena, post.title);
		post.summary_words = posts_words(&posts->arena, post.summary);
		*list_add(&to->posts, &posts->arena) = post;
	}
}

static void read_feed(struct posts *posts, struct str name, struct pulled_feed *to)
{
	struct feed_limits limits = FEED_LIMITS;
	struct arena scratch = ARENA_INIT;
	struct source source = {.path = str_printf(&scratch, "feeds/%.*s.json", STR_ARG(name))};
	struct news_feed feed;
	struct diags heard;
	int error = file_read(&scratch, source.path.ptr, LARGEST, &source.text);

	if (error && error != ENOENT)
		warn_file(posts, source.path, error);
	diags_init(&heard);
	limits.entries = MOST_POSTS;
	if (!error && feed_json_read(&scratch, &source, STR_UNKNOWN, &limits, &heard, &feed, NULL))
		add_posts(posts, &scratch, name, &feed, to);
	warn(posts, &heard, "the site is built without it; `almanac fetch` pulls it anew");
	diags_release(&heard);
	arena_release(&scratch);
}

/* A name may come from a topic's front matter: it leads to no other directory. */
static bool is_file_name(struct str name)
{
	return name.len && name.ptr[0] != '.' && str_find(name, '/') == name.len &&
	       str_find(name, '\0') == name.len;
}

const struct pulled_feed *posts_feed(struct posts *posts, struct str name)
{
	struct pulled_feed *feed = map_get(&posts->feeds, name);

	if (feed)
		return feed;
	posts_list(posts);
	feed = arena_new(&posts->arena, struct pulled_feed);
	name = str_copy(&posts->arena, name);
	map_put(&posts->feeds, &posts->arena, name, feed);
	if (is_file_name(name))
		read_feed(posts, name, feed);
	return feed;
}
