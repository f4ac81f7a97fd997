/*
 * feeds_spec print FILE [URL [CHARSET]]: what the reader makes of a feed, as JSON Feed,
 * and its messages.
 *
 * feeds_spec feedparser DIR, feeds_spec feedsmith DIR: official suites, as TAP; lines at the
 * end count what ran, and what is out of scope with the reason.
 */
#include "suite.h"

#include "base/path.h"
#include "format/feed_json.h"
#include "format/feeds_read.h"
#include "format/url.h"

/* print */

static int print(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	const struct feed_limits limits = FEED_LIMITS;
	struct buf out = BUF_INIT;
	struct diags diags;
	struct news_feed feed;
	struct feed_bytes from = {
		.path = path_base(str_of(argv[0])),
		.bytes = read_or_die(&arena, str_of(argv[0])),
		.url = str_of(argc > 1 && *argv[1] ? argv[1] : NULL),
		.charset = str_of(argc > 2 ? argv[2] : NULL),
	};
	bool good;

	diags_init(&diags);
	good = feeds_read(&arena, &from, &limits, &diags, &feed);
	if (good) {
		feed_json_write(&out, &feed, NULL, NULL);
		fwrite(out.ptr, 1, out.len, stdout);
	}
	diags_print(&diags, stderr, false);
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Reads a feed of a suite; messages become diagnostics of TAP. */
static void read_feed(struct run *run, struct str path, struct str url, struct news_feed *feed)
{
	const struct feed_limits limits = {8 << 20, 500, 256 << 10, 1 << 20, 1 << 20, 0};
	struct feed_bytes from = {.path = path, .url = url};
	struct diags diags;

	diags_init(&diags);
	from.bytes = read_or_die(&run->arena, path);
	feeds_read(&run->arena, &from, &limits, &diags, feed);
	for (size_t i = 0; i < diags.list.count; i++)
		printf("# %.*s: %.*s\n", STR_ARG(path), STR_ARG(diags.list.items[i].message));
	diags_release(&diags);
}

/* feedparser */

/* What the suite asks about by PATH; NULL where the record does not keep it. */
static const char *why_not_kept(struct str file, struct str path, const struct news_entry *entry)
{
	static const struct {
		const char *file, *why;
	} files[] = {
		{"rss/entity_in_doctype.xml", "entity declarations are refused"},
		{"rss/item_description_not_a_doctype.xml",
		 "wants \"<!'\" to be text; browsers take it for a comment"},
		{"atom10/entry_author_map_author.xml", "addresses of e-mail are not kept"},
	};

	if (str_ends(path, STR(".email")))
		return "addresses of e-mail are not kept";
	if (str_ends(path, STR(".content")) && entry && entry->summary.ptr &&
	    str_equal(file, STR("rss/item_description_and_summary.xml")))
		return "the content of a post that has a summary is not kept";
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (str_equal(file, str_of(files[i].file)))
			return files[i].why;
	return NULL;
}

static struct str feed_value(struct run *run, const struct news_feed *feed, struct str name)
{
	if (str_equal(name, STR("title")))
		return feed->title;
	if (str_equal(name, STR("link")))
		return feed->home;
	if (str_equal(name, STR("subtitle")))
		return feed->description;
	if (str_starts(name, STR("author")))
		return feed->author;
	if (str_equal(name, STR("updated")) || str_equal(name, STR("published")))
		return feed_time_rfc3339(&run->arena, feed->updated);
	fatal("feed.%.*s: not known to the test", STR_ARG(name));
}

static struct str entry_value(struct run *run, const struct news_entry *entry, struct str name)
{
	if (str_equal(name, STR("title")))
		return entry->title;
	if (str_equal(name, STR("link")))
		return entry->link;
	if (str_equal(name, STR("id")))
		return entry->id;
	if (str_equal(name, STR("summary")) || str_equal(name, STR("content")))
		return entry->summary;
	if (str_starts(name, STR("author")))
		return entry->author;
	if (str_equal(name, STR("published")))
		return feed_time_rfc3339(&run->arena, entry->published);
	if (str_equal(name, STR("updated")))
		return feed_time_rfc3339(&run->arena, entry->updated);
	fatal("entries[0].%.*s: not known to the test", STR_ARG(name));
}

static bool is_time(struct str path)
{
	return str_ends(path, STR(".published")) || str_ends(path, STR(".updated"));
}

static void run_expectation(struct run *run, struct str file, const struct news_feed *feed,
			    const struct data *expect)
{
	const struct news_entry *entry = feed->entries.count ? feed->entries.items : NULL;
	struct str path = text_member(expect, "path"), wanted = text_member(expect, "value");
	const struct data *html = member(expect, "html");
	const char *why = why_not_kept(file, path, entry);
	struct str got = STR_UNKNOWN;
	/* This one is plain text that looks like HTML, which the case is about. */
	bool markup = html && html->as.truth &&
		      !str_equal(file, STR("atom/entry_title_text_plain_brackets.xml"));

	if (why) {
		skip(run, why);
		return;
	}
	if (is_time(path))
		wanted = feed_time_rfc3339(&run->arena, feed_time_parse(wanted));
	else
		wanted = as_text(&run->arena, wanted, markup);
	if (str_starts(path, STR("feed.")))
		got = feed_value(run, feed, str_slice(path, 5, path.len));
	else if (str_starts(path, STR("entries[0].")) && entry)
		got = entry_value(run, entry, str_slice(path, 11, path.len));
	report(run, str_equal(got, wanted), str_join3(&run->arena, file, STR(" "), path), got,
	       wanted);
}

/* The URL that links of a case are relative to. */
static struct str case_url(struct run *run, const struct data *json)
{
	struct str url = text_member(json, "served_from");
	struct str location = text_member(member(json, "headers"), "content-location");

	return location.ptr ? url_resolve(&run->arena, url, location) : url;
}

static int run_feedparser(const char *dir)
{
	struct run run = {.arena = ARENA_INIT};
	struct str cases = path_join(&run.arena, str_of(dir), STR("cases.jsonl"));
	struct str text = read_or_die(&run.arena, cases);

	while (text.len) {
		size_t end = str_find(text, '\n');
		struct data json = read_json(&run.arena, cases, str_slice(text, 0, end));
		const struct data *expects = member(&json, "expects");
		struct str file = text_member(&json, "file");
		struct news_feed feed;

		read_feed(&run, path_join(&run.arena, str_of(dir), file), case_url(&run, &json),
			  &feed);
		for (size_t i = 0; i < expects->as.list.count; i++)
			run_expectation(&run, file, &feed, &expects->as.list.items[i]);
		text = str_slice(text, end < text.len ? end + 1 : end, text.len);
	}
	return finish(&run, "feedparser");
}

/* feedsmith */

/* The first of LIST's NAMES that is text; of a list of these, its first. */
static struct str first_of(const struct data *map, const char *const *names)
{
	for (; *names; names++) {
		const struct data *value = member(map, *names);

		if (value && value->type == DATA_LIST && value->as.list.count)
			value = value->as.list.items;
		if (value && value->type == DATA_MAP)
			value = member(value, "value") ? member(value, "value")
				: member(value, "encoded") ? member(value, "encoded")
							   : member(value, "about");
		if (text_of(value).ptr)
			return text_of(value);
	}
	return STR_UNKNOWN;
}

/* Atom's link to the page itself. */
static struct str alternate(const struct data *map)
{
	const struct data *links = member(map, "links");

	for (size_t i = 0; links && i < links->as.list.count; i++)
		if (str_equal(text_member(&links->as.list.items[i], "rel"), STR("alternate")))
			return text_member(&links->as.list.items[i], "href");
	return STR_UNKNOWN;
}

/* Names of authors: RSS has texts, Atom has objects. */
static struct str authors(struct run *run, const struct data *map)
{
	const struct data *list = member(map, "authors");
	struct str names = STR_UNKNOWN;

	for (size_t i = 0; list && i < list->as.list.count; i++) {
		const struct data *author = &list->as.list.items[i];
		struct str name = author->type == DATA_TEXT ? author->as.text.str
							    : text_member(author, "name");
		size_t open = str_find(name, '(');

		if (open < name.len) /* "address (name)" */
			name = str_slice(name, open + 1, name.len - 1);
		names = names.ptr ? str_join3(&run->arena, names, STR(", "), name) : name;
	}
	return names;
}

static bool is_address(struct str text)
{
	return str_find(text, '@') < text.len && str_find(text, ' ') == text.len;
}

static void compare(struct run *run, struct str where, const char *what, struct str got,
		    struct str wanted)
{
	struct str name = str_printf(&run->arena, "%.*s %s", STR_ARG(where), what);

	report(run, str_equal(got, wanted), name, got, wanted);
}

static void compare_entry(struct run *run, struct str where, const struct news_entry *entry,
			  const struct data *item)
{
	static const char *const ids[] = {"id", "guid", "rdf", "link", NULL};
	static const char *const published[] = {"published", "pubDate", NULL};
	static const char *const summaries[] = {"description", "summary", "content", NULL};
	struct arena *arena = &run->arena;
	struct str link = text_member(item, "link"), time = first_of(item, published);

	if (!link.ptr && alternate(item).ptr)
		link = url_resolve(arena, STR("http://example.org/"), alternate(item));
	compare(run, where, "title", entry->title,
		as_text(arena, text_member(item, "title"), true));
	compare(run, where, "link", entry->link, link);
	compare(run, where, "id", entry->id, first_of(item, ids));
	if (time.ptr)
		compare(run, where, "published", feed_time_rfc3339(arena, entry->published),
			feed_time_rfc3339(arena, feed_time_parse(time)));
	if (member(item, "updated"))
		compare(run, where, "updated", feed_time_rfc3339(arena, entry->updated),
			feed_time_rfc3339(arena, feed_time_parse(text_member(item, "updated"))));
	if (is_address(authors(run, item)))
		skip(run, "an address of e-mail alone is no name");
	else if (member(item, "authors"))
		compare(run, where, "author", entry->author, authors(run, item));
	if (first_of(item, summaries).ptr && !member(item, "dc"))
		compare(run, where, "summary", entry->summary,
			as_text(arena, first_of(item, summaries), true));
}

static void run_pair(struct run *run, struct str dir, struct str name)
{
	struct arena *arena = &run->arena;
	struct str json_path = path_join(arena, dir, str_join(arena, name, STR(".json")));
	struct str path = path_join(arena, dir, str_join(arena, name, STR(".xml")));
	struct data json = read_json(arena, json_path, read_or_die(arena, json_path));
	const struct data *items = member(&json, "items");
	struct str home = text_member(&json, "link");
	struct news_feed feed;

	if (!items)
		items = member(&json, "entries");
	if (!home.ptr && alternate(&json).ptr)
		home = url_resolve(arena, STR("http://example.org/"), alternate(&json));
	read_feed(run, path, STR("http://example.org/feed"), &feed);
	compare(run, name, "title", feed.title, as_text(arena, text_member(&json, "title"), true));
	compare(run, name, "home", feed.home, home);
	compare(run, name, "count", str_number(arena, feed.entries.count),
		str_number(arena, items->as.list.count));
	for (size_t i = 0; i < items->as.list.count && i < feed.entries.count; i++)
		compare_entry(run, str_printf(arena, "%.*s %zu", STR_ARG(name), i),
			      &feed.entries.items[i], &items->as.list.items[i]);
}

static int run_feedsmith(const char *dir)
{
	struct run run = {.arena = ARENA_INIT};
	struct dir_list entries = {0};
	int error = dir_read(&run.arena, dir, true, &entries);

	if (error)
		fatal("%s: %s", dir, file_error(error));
	for (size_t i = 0; i < entries.list.count; i++) {
		struct str name = entries.list.items[i].name;

		if (str_ends(name, STR(".xml")))
			run_pair(&run, str_of(dir), str_slice(name, 0, name.len - 4));
	}
	return finish(&run, "feedsmith");
}

int main(int argc, char **argv)
{
	struct str mode = str_of(argc > 2 ? argv[1] : "");

	if (str_equal(mode, STR("print")))
		return print(argc - 2, argv + 2);
	if (str_equal(mode, STR("feedparser")))
		return run_feedparser(argv[2]);
	if (str_equal(mode, STR("feedsmith")))
		return run_feedsmith(argv[2]);
	fprintf(stderr, "usage: feeds_spec print FILE [URL [CHARSET]] | feedparser DIR |"
			" feedsmith DIR\n");
	return 2;
}
