#include "site/serve_answer.h"

#include "format/ascii.h"
#include "format/html.h"
#include "format/media_type.h"
#include "site/embedded.h"
#include "site/serve_files.h"
#include "site/serve_messages.h"

#define OWN "/.almanac/"

static void set_text(struct http_given *given, unsigned status, struct str text)
{
	given->status = status;
	given->type = media_type_of(STR(".txt"));
	buf_add_str(&given->body, text);
}

/* ---- who may ask, and for what ---- */

/*
 * A page of another site can have its own name lead to this machine, and then read
 * what is served here: its name stands in Host.
 */
static bool is_own_host(struct str host, unsigned short port)
{
	static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str name = str_of(names[i]), rest;

		if (!ascii_starts(host, name))
			continue;
		rest = str_slice(host, name.len, host.len);
		if (!rest.len)
			return port == 80;
		return rest.ptr[0] == ':' && ascii_number(str_slice(rest, 1, rest.len)) == port;
	}
	return false;
}

bool serve_may(const struct serve_state *state, const struct http_asked *asked,
	       struct http_given *given)
{
	if (!is_own_host(asked->host, state->port)) {
		set_text(given, 403, STR("This server answers to 127.0.0.1 and localhost only.\n"));
		return false;
	}
	if (str_equal(asked->method, STR("GET")) || str_equal(asked->method, STR("HEAD")))
		return true;
	set_text(given, 405, STR("Pages can be read here, and nothing else.\n"));
	given->allow = "GET, HEAD";
	return false;
}

/* ---- the server's own ---- */

static bool set_embedded(struct http_given *given, struct str path)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];

		if (!str_equal(path, str_of(file->path)))
			continue;
		given->type = media_type_of(path);
		buf_add(&given->body, file->bytes, file->length);
		return true;
	}
	return false;
}

/* What the page shows already stands in the query, or where a browser reconnects, in a field. */
static bool is_current(const struct serve_state *state, const struct http_asked *asked)
{
	struct str since = STR("since=");

	if (asked->last_event.ptr)
		return str_equal(asked->last_event, state->id);
	return str_starts(asked->query, since) &&
	       str_equal(str_slice(asked->query, since.len, asked->query.len), state->id);
}

static void set_events(const struct serve_state *state, const struct http_asked *asked,
		       struct http_given *given)
{
	struct buf all = BUF_INIT;

	given->how = HTTP_STREAM;
	given->type = "text/event-stream";
	buf_add_lit(&given->body, "retry: 500\n");
	if (!is_current(state, asked)) {
		serve_changed_json(&all, STR_UNKNOWN);
		serve_event(&given->body, "changed", state->id, buf_str(&all));
	}
	if (state->messages.ptr)
		serve_event(&given->body, "errors", state->id, state->messages);
	else
		serve_event(&given->body, "mended", state->id, STR("{}"));
	buf_release(&all);
}

bool serve_own(const struct serve_state *state, const struct http_asked *asked,
	       struct http_given *given)
{
	if (!str_starts(asked->path, STR(OWN)))
		return false;
	if (str_equal(asked->path, STR(OWN "events")) && str_equal(asked->method, STR("GET")))
		set_events(state, asked, given);
	else if (!(str_equal(asked->path, STR(OWN "serve.js")) &&
		   set_embedded(given, STR("src/site/serve.js"))) &&
		 !(str_equal(asked->path, STR(OWN "serve.css")) &&
		   set_embedded(given, STR("src/site/serve.css"))))
		set_text(given, 404, STR("There is no such page.\n"));
	return true;
}

/* ---- the site ---- */

/* Where the page's head ends, or its beginning where none is to be seen. */
static size_t end_of_head(struct str page)
{
	struct str mark = STR("</head>");

	for (size_t at = 0; at + mark.len <= page.len; at++)
		if (page.ptr[at] == '<' && ascii_starts(str_slice(page, at, page.len), mark))
			return at;
	return page.len;
}

/* As a file of its own, because the policy of a page allows no other scripts. */
static void add_script(struct buf *page, const struct serve_state *state, struct str file)
{
	struct buf whole = BUF_INIT;
	size_t at = end_of_head(buf_str(page));

	buf_add(&whole, page->ptr, at);
	buf_addf(&whole, "<script src=\"" OWN "serve.js\" data-since=\"%.*s\" data-file=\"",
		 STR_ARG(state->id));
	html_escape(&whole, file);
	buf_add_lit(&whole, "\" defer></script>\n");
	buf_add_str(&whole, str_slice(buf_str(page), at, page->len));
	buf_release(page);
	*page = whole;
}

/* In the place of a page that has never been made. */
static void set_unmade(const struct serve_state *state, struct http_given *given)
{
	given->status = 503;
	given->type = media_type_of(STR(".html"));
	buf_add_lit(&given->body, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		    "<title>Not built yet</title>\n"
		    "<link rel=\"stylesheet\" href=\"" OWN "serve.css\">\n</head>\n"
		    "<body class=\"unmade\">\n<main>\n<h1>There is no page here yet</h1>\n"
		    "<p>The site has errors, which the terminal lists too. "
		    "It is built as soon as they are mended.</p>\n</main>\n</body>\n</html>\n");
	add_script(&given->body, state, STR(""));
}

static void set_missing(struct arena *arena, const struct serve_state *state,
			struct http_given *given)
{
	struct str path = str_join(arena, state->base_path, STR("404.html")), file;

	if (!state->made && state->messages.ptr) {
		set_unmade(state, given);
	} else if (serve_file(arena, state->dir, state->base_path, path, &file, &given->body) ==
		   SERVE_FILE) {
		given->status = 404;
		given->type = media_type_of(file);
		add_script(&given->body, state, STR(""));
	} else {
		buf_reset(&given->body);
		set_text(given, 404, STR("There is no such page.\n"));
	}
}

static void set_moved(struct arena *arena, struct str to, const struct http_asked *asked,
		      struct http_given *given)
{
	if (asked->query.ptr)
		to = str_join3(arena, to, STR("?"), asked->query);
	given->status = 301;
	given->location = str_copy(arena, to).ptr;
}

void serve_page(struct arena *arena, const struct serve_state *state,
		const struct http_asked *asked, struct http_given *given)
{
	struct str file;

	switch (serve_file(arena, state->dir, state->base_path, asked->path, &file, &given->body)) {
	case SERVE_MOVED: set_moved(arena, file, asked, given); return;
	case SERVE_MISSING:
		buf_reset(&given->body);
		set_missing(arena, state, given);
		return;
	case SERVE_FILE: break;
	}
	given->type = media_type_of(file);
	if (str_ends(file, STR(".html")))
		add_script(&given->body, state, file);
}
