#include "format/autodiscovery.h"

#include "format/ascii.h"
#include "format/html_references.h"
#include "format/html_text.h"
#include "format/html_tokens.h"
#include "format/url.h"

enum { TITLE_LONGEST = 200, LINKS_MOST = 100 };

struct finder {
	struct arena *arena;
	struct str base;
	bool has_base; /* the page's own was read: the first counts */
	feed_links links;
};

/* The attributes of an element that matter here. */
struct element {
	struct str rel, type, href, title;
};

static struct str unescaped(struct arena *arena, struct str value)
{
	struct buf out = BUF_INIT;
	struct str result;

	html_unescape(&out, value, true);
	result = str_trim(str_copy(arena, buf_str(&out)));
	buf_release(&out);
	return result;
}

static struct element read_element(struct arena *arena, struct str attributes)
{
	struct element e = {0};
	struct html_attribute a;

	while (html_attribute(&attributes, &a)) {
		struct str *to = ascii_equal(a.name, STR("rel"))     ? &e.rel
				 : ascii_equal(a.name, STR("type"))  ? &e.type
				 : ascii_equal(a.name, STR("href"))  ? &e.href
				 : ascii_equal(a.name, STR("title")) ? &e.title
								     : NULL;

		if (to && !to->ptr)
			*to = unescaped(arena, a.value);
	}
	return e;
}

/* Whether WORD is one of a list of words with space between them. */
static bool has_word(struct str words, struct str word)
{
	for (size_t at = 0; at < words.len; at++) {
		size_t begin = at;

		while (at < words.len && !ascii_is_space(words.ptr[at]))
			at++;
		if (ascii_equal(str_slice(words, begin, at), word))
			return true;
	}
	return false;
}

static bool is_feed_type(struct str type)
{
	static const char *const types[] = {
		"application/rss+xml",	"application/atom+xml", "application/feed+json",
		"application/rdf+xml",	"application/x.atom+xml", "application/xml",
		"text/xml",
	};

	type = str_trim(str_slice(type, 0, str_find(type, ';')));
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (ascii_equal(type, str_of(types[i])))
			return true;
	return false;
}

static bool is_known(const struct finder *f, struct str url)
{
	for (size_t i = 0; i < f->links.count; i++)
		if (str_equal(f->links.items[i].url, url))
			return true;
	return false;
}

static void add_link(struct finder *f, const struct element *e)
{
	struct str url = url_link(f->arena, f->base, e->href);
	struct buf title = BUF_INIT;
	struct feed_link *link;

	if (!url.ptr || f->links.count == LINKS_MOST || is_known(f, url))
		return;
	html_plain(&title, e->title, TITLE_LONGEST);
	link = list_add(&f->links, f->arena);
	*link = (struct feed_link){url, str_copy(f->arena, buf_str(&title)), e->type};
	buf_release(&title);
}

static void look_at(struct finder *f, const struct html_token *token)
{
	struct element e;

	if (ascii_equal(token->name, STR("link"))) {
		e = read_element(f->arena, token->attributes);
		if (has_word(e.rel, STR("alternate")) && is_feed_type(e.type))
			add_link(f, &e);
	} else if (ascii_equal(token->name, STR("base")) && !f->has_base) {
		e = read_element(f->arena, token->attributes);
		f->has_base = e.href.len;
		f->base = url_resolve(f->arena, f->base, e.href);
	}
}

feed_links autodiscovery_read(struct arena *arena, struct str html, struct str url)
{
	struct finder finder = {.arena = arena, .base = url};
	struct html_token token;

	for (size_t at = 0; html_next(html, &at, &token);) {
		if (token.kind != HTML_START)
			continue;
		look_at(&finder, &token);
		if (ascii_equal(token.name, STR("script")) || ascii_equal(token.name, STR("style")))
			html_skip_raw(html, &at, token.name);
	}
	return finder.links;
}
