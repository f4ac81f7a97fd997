#include "site/fetch_try.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/sha256.h"
#include "format/autodiscovery.h"
#include "format/encoding.h"
#include "format/url.h"
#include "site/fetch_due.h"
#include "site/fetch_lock.h"
#include "site/fetch_state.h"
#include "site/subscriptions.h"

#include <errno.h>
#include <unistd.h>

enum { LINKS_TRIED = 5 }; /* of a page */

struct try {
	struct arena *arena;
	const struct fetch_options *options;
	struct diags *diags;
	struct http_response response;
	struct news_feed feed;
};

static int wrong(struct try *t, int status, struct str path, struct str help, struct str message)
{
	diag_file(t->diags, SEVERITY_ERROR, "fetch", path,
		  help.ptr ? arena_printf(t->arena, "%.*s", STR_ARG(help)) : NULL, "%.*s",
		  STR_ARG(message));
	return status;
}

/* ---- asking for one ---- */

/* Reads the feed of the response; SEVERITY is that of its not being one. */
static bool read_feed(struct try *t, struct str url, enum severity severity)
{
	struct ask_remark remark;
	bool good = t->response.status == 200;

	if (good)
		good = ask_read(t->arena, &t->response, t->options->now, &t->feed, &remark);
	else
		remark = ask_failure(t->arena, &t->response);
	if (good)
		severity = SEVERITY_WARNING;
	if (remark.what.ptr)
		diag_file(t->diags, severity, severity == SEVERITY_ERROR ? "fetch" : "fetch-remark", url,
			  remark.help.ptr ? arena_printf(t->arena, "%.*s", STR_ARG(remark.help)) : NULL,
			  "%.*s", STR_ARG(remark.what));
	return good;
}

static feed_links links_of(struct try *t)
{
	struct str charset = encoding_of_content_type(t->response.fields.content_type);
	struct str html = encoding_to_utf8(t->arena, t->response.body, charset);

	return autodiscovery_read(t->arena, html, t->response.url);
}

/* Tries what the page names; *URL is set to the one that is a feed. */
static bool try_links(struct try *t, const feed_links *links, struct str *url)
{
	for (size_t i = 0; i < links->count && i < LINKS_TRIED; i++) {
		*url = links->items[i].url;
		t->response = ask_one(t->arena, t->options, *url);
		if (read_feed(t, *url, SEVERITY_WARNING))
			return true;
	}
	return false;
}

/* Finds the feed at *URL, or that of the page there; *URL becomes its address. */
static int find_feed(struct try *t, struct str *url)
{
	const struct str page = *url;
	struct ask_remark remark;
	feed_links links;

	t->response = ask_one(t->arena, t->options, page);
	if (t->response.status == 200 &&
	    !ask_read(t->arena, &t->response, t->options->now, &t->feed, &remark)) {
		links = links_of(t);
		if (try_links(t, &links, url))
			return EXIT_GOOD;
		if (links.count)
			return wrong(t, EXIT_CONTENT, page, STR_UNKNOWN,
				     STR("this page names feeds, and none can be read"));
	}
	if (read_feed(t, page, SEVERITY_ERROR))
		return EXIT_GOOD;
	return t->response.status ? EXIT_CONTENT : EXIT_SYSTEM;
}

/* ---- adding ---- */

static int check_new(struct try *t, const subscriptions *list, const struct subscription *s)
{
	if (!s->name.len)
		return wrong(t, EXIT_CONTENT, s->url, STR("--title TEXT gives it one"),
			     STR("this feed has no title to name its file after"));
	for (size_t i = 0; i < list->count; i++) {
		const struct subscription *other = &list->items[i];

		if (str_equal(other->url, s->url))
			return wrong(t, EXIT_CONTENT, s->url, STR_UNKNOWN,
				     str_printf(t->arena, "this is subscribed to already, as %.*s",
						STR_ARG(other->name)));
		if (str_equal(other->name, s->name))
			return wrong(t, EXIT_CONTENT, s->url, STR("--title TEXT calls it something else"),
				     str_printf(t->arena, "another subscription is named %.*s",
						STR_ARG(other->name)));
	}
	return EXIT_GOOD;
}

static struct origin origin_of(const struct try *t, const struct subscription *s)
{
	struct origin origin = {.url = s->url};

	if (!t->feed.partial)
		origin.valid = (struct validators){t->response.url, t->response.fields.etag,
						   t->response.fields.last_modified};
	return origin;
}

/* It has been asked for: the next fetch need not. */
static int save_state(struct try *t, const struct subscription *s, const struct stored_feed *stored)
{
	feed_time now = t->options->now;
	fetch_states states = fetch_states_read(t->arena);
	struct fetch_state *state = fetch_states_find(&states, s->name);

	if (!state)
		state = list_add(&states, t->arena);
	*state = (struct fetch_state){
		.name = s->name,
		.url = s->url,
		.asked = now,
		.answered = now,
		.ttl = t->feed.ttl,
		.due = due_after_answer(&t->response, t->feed.ttl, now),
		.origin = origin_of(t, s),
		.of = sha256(t->arena, stored->bytes),
	};
	return fetch_states_write(&states);
}

static int save(struct try *t, const struct subscription *s, size_t *posts)
{
	const struct origin origin = origin_of(t, s);
	struct stored_feed stored;
	struct news_feed merged;
	int error;

	if (!stored_feed_read(t->arena, s->name, t->diags, &stored))
		return EXIT_CONTENT;
	merged = store_merge(t->arena, &stored.feed, &t->feed, posts);
	*posts = merged.entries.count;
	error = store_write(t->arena, &stored, &merged, &origin);
	if (!error)
		error = save_state(t, s, &stored);
	return error ? wrong(t, EXIT_SYSTEM, stored.path, STR_UNKNOWN, str_of(file_error(error)))
		     : EXIT_GOOD;
}

static int add_locked(struct try *t, struct str url, struct str text, struct subscription *s,
		      size_t *posts)
{
	struct source *opml = arena_new(t->arena, struct source);
	subscriptions list;
	int status;

	if (!subscriptions_load(t->arena, opml, t->diags, &list))
		return EXIT_CONTENT;
	status = find_feed(t, &url);
	if (status != EXIT_GOOD)
		return status;
	*s = (struct subscription){
		.text = text.len ? text : t->feed.title,
		.url = t->response.moved.ptr ? t->response.moved : url,
		.home = t->feed.home,
	};
	s->name = opml_name(t->arena, s->text);
	status = check_new(t, &list, s);
	if (status == EXIT_GOOD && !subscriptions_add(t->arena, opml, s, t->diags))
		status = EXIT_CONTENT;
	return status == EXIT_GOOD ? save(t, s, posts) : status;
}

int fetch_add(struct arena *arena, const struct fetch_options *options, struct str url,
	      struct str text, struct diags *diags, struct subscription *added, size_t *posts)
{
	struct try try = {.arena = arena, .options = options, .diags = diags};
	int lock, status, error = dir_make(SUBSCRIPTIONS_DIR);

	if (error)
		return wrong(&try, EXIT_SYSTEM, STR(SUBSCRIPTIONS_DIR), STR_UNKNOWN,
			     str_of(file_error(error == EEXIST ? ENOTDIR : error)));
	status = fetch_lock(diags, &lock);
	if (status != EXIT_GOOD)
		return status;
	status = add_locked(&try, url, text, added, posts);
	close(lock);
	return status;
}

/* ---- printing ---- */

static int read_file(struct try *t, struct str path, struct str base)
{
	const struct feed_limits limits = FEED_LIMITS;
	struct ask_remark remark;
	struct str bytes;
	int error = file_read(t->arena, str_copy(t->arena, path).ptr, limits.bytes, &bytes);
	bool good;

	if (error)
		return wrong(t, EXIT_SYSTEM, path, STR_UNKNOWN, str_of(file_error(error)));
	good = ask_read_bytes(t->arena, bytes, base, STR_UNKNOWN, t->options->now, &t->feed, &remark);
	if (!good)
		return wrong(t, EXIT_CONTENT, path, remark.help, remark.what);
	if (remark.what.ptr)
		diag_file(t->diags, SEVERITY_WARNING, "fetch-remark", path, NULL, "%.*s", STR_ARG(remark.what));
	return EXIT_GOOD;
}

int fetch_print(struct arena *arena, const struct fetch_options *options, struct str what,
		struct str base, struct diags *diags, struct buf *out)
{
	struct try try = {.arena = arena, .options = options, .diags = diags};
	const struct news_feed nothing = {0};
	struct subscription s = {.url = base};
	struct origin origin;
	size_t added;
	int status = EXIT_GOOD;

	if (url_is_web(what)) {
		s.url = what;
		try.response = ask_one(arena, options, what);
		if (!read_feed(&try, what, SEVERITY_ERROR))
			status = try.response.status ? EXIT_CONTENT : EXIT_SYSTEM;
	} else {
		status = read_file(&try, what, base);
	}
	if (status != EXIT_GOOD)
		return status;
	try.feed = store_merge(arena, &nothing, &try.feed, &added);
	origin = origin_of(&try, &s);
	store_print(out, &try.feed, &origin);
	return EXIT_GOOD;
}
