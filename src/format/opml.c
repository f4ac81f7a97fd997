#include "format/opml.h"

#include "base/map.h"
#include "base/unicode.h"
#include "format/ascii.h"
#include "format/html.h"
#include "format/html_text.h"
#include "format/url.h"
#include "format/xml.h"

enum { TEXT_LONGEST = 200, NAME_LONGEST = 80 };

struct reader {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	subscriptions *list;
	struct map names, urls; /* to a place */
	int depth;
	bool wrong_root, in_body;
};

static bool wrong(struct reader *r, struct place place, const char *help, const char *message)
{
	diag_at(r->diags, SEVERITY_ERROR, "opml", place, help, "%s", message);
	return false;
}

struct str opml_name(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	struct str name;
	bool hyphen = false;

	for (size_t at = 0; at < text.len && out.len < NAME_LONGEST;) {
		uint32_t code = utf8_next(text, &at);

		if (!unicode_is_word(code) || code == '_') {
			hyphen = out.len;
			continue;
		}
		if (hyphen)
			buf_add_char(&out, '-');
		hyphen = false;
		utf8_add(&out, unicode_lower(code));
	}
	name = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return name;
}

static struct str cleaned(struct reader *r, struct str text)
{
	struct buf out = BUF_INIT;
	struct str result;

	html_plain(&out, text, TEXT_LONGEST);
	result = str_copy(r->arena, buf_str(&out));
	buf_release(&out);
	return result;
}

/* Takes KEY for the outline at PLACE; false when an earlier one has it. */
static bool claim(struct reader *r, struct map *map, struct str key, const char *what,
		  struct place place)
{
	struct place *mine = arena_new(r->arena, struct place), *taken;
	size_t line = 1;

	*mine = place;
	taken = map_put(map, r->arena, key, mine);
	if (taken == mine)
		return true;
	for (size_t i = 0; i < taken->offset; i++)
		line += r->source->text.ptr[i] == '\n';
	diag_at(r->diags, SEVERITY_ERROR, "opml", place, "remove one, or rename it",
		"the %s \"%.*s\" is that of the subscription in line %zu too", what, STR_ARG(key),
		line);
	return false;
}

/* A whole number from 0 to 10; -1 for anything else. */
static int trust_of(struct str text)
{
	int trust = 0;

	if (!text.ptr)
		return OPML_TRUST;
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		if (!ascii_is_digit(text.ptr[i]) || i == 2)
			return -1;
		trust = 10 * trust + text.ptr[i] - '0';
	}
	return text.len && trust <= 10 ? trust : -1;
}

static bool check(struct reader *r, const struct subscription *s)
{
	if (!s->text.len)
		return wrong(r, s->place, "write text=\"…\": its file is named after it",
			     "this subscription has no text");
	if (!s->name.len)
		return wrong(r, s->place, "its file is named after it",
			     "the text of this subscription has neither letters nor digits");
	if (!url_is_web(s->url))
		return wrong(r, s->place, "write an address that begins with https:// or http://",
			     "the xmlUrl of this subscription does not lead to a feed");
	if (s->trust < 0)
		return wrong(r, s->place, "write a whole number from 0 to 10, or leave it out",
			     "the almanacTrust of this subscription is no number from 0 to 10");
	return claim(r, &r->urls, s->url, "xmlUrl", s->place) &&
	       claim(r, &r->names, s->name, "name", s->place);
}

static void read_outline(struct reader *r, const struct xml_element *element)
{
	struct str text = xml_attribute(element, STR("text"));
	struct str url = xml_attribute(element, STR("xmlUrl"));
	struct subscription s = {.place = {r->source, element->offset, 8}}; /* "<outline" */

	if (!url.ptr) /* a group, or a link that a reader keeps beside */
		return;
	s.text = cleaned(r, str_trim(text).len ? text : xml_attribute(element, STR("title")));
	s.name = opml_name(r->arena, s.text);
	s.url = str_copy(r->arena, str_trim(url));
	s.home = url_link(r->arena, STR_UNKNOWN, xml_attribute(element, STR("htmlUrl")));
	s.home = str_copy(r->arena, s.home);
	s.trust = trust_of(xml_attribute(element, STR("almanacTrust")));
	if (check(r, &s))
		*list_add(r->list, r->arena) = s;
}

static int no_space(struct str prefix, struct str uri)
{
	(void)prefix, (void)uri;
	return 0;
}

static void on_start(void *context, const struct xml_element *element)
{
	struct reader *r = context;

	r->depth++;
	if (r->depth == 1 && !ascii_equal(element->name, STR("opml")))
		r->wrong_root = true;
	if (r->depth == 2)
		r->in_body = ascii_equal(element->name, STR("body"));
	if (r->in_body && ascii_equal(element->name, STR("outline")))
		read_outline(r, element);
}

static void on_end(void *context, struct str name)
{
	struct reader *r = context;

	(void)name;
	r->depth--;
}

static void on_text(void *context, struct str text)
{
	(void)context, (void)text;
}

bool opml_read(struct arena *arena, const struct source *source, struct diags *diags,
	       subscriptions *list)
{
	struct reader r = {.arena = arena, .source = source, .diags = diags, .list = list};
	const struct xml_handler handler = {no_space, on_start, on_end, on_text, &r};
	size_t invalid = utf8_invalid(source->text), errors = diags->errors;
	struct xml_error error;

	*list = (subscriptions){0};
	if (invalid < source->text.len)
		return wrong(&r, (struct place){source, invalid, 1}, "save the file as UTF-8",
			     "this byte is not UTF-8");
	if (!xml_read(source->text, STR_UNKNOWN, &handler, &error)) {
		diag_at(diags, SEVERITY_ERROR, "opml", (struct place){source, error.offset, 1},
			"mend it here, or export the list again from where it came",
			"this is no good OPML: %s", error.message);
		return false;
	}
	if (r.wrong_root)
		return wrong(&r, (struct place){source, 0, 1}, "its root element is <opml>",
			     "this is XML, but no OPML");
	return diags->errors == errors;
}

/* Adding */

static size_t find_last(struct str text, size_t before, struct str what)
{
	for (size_t at = before; at-- > 0;)
		if (ascii_starts(str_slice(text, at, text.len), what))
			return at;
	return text.len;
}

/* The white space that begins the line at AT. */
static struct str indentation(struct str text, size_t at)
{
	size_t begin = at, end;

	while (begin && text.ptr[begin - 1] != '\n')
		begin--;
	for (end = begin; end < at && (text.ptr[end] == ' ' || text.ptr[end] == '\t');)
		end++;
	return str_slice(text, begin, end);
}

static void add_attribute(struct buf *out, const char *name, struct str value)
{
	if (!value.ptr)
		return;
	buf_addf(out, " %s=\"", name);
	html_escape(out, value);
	buf_add_char(out, '"');
}

static void add_outline(struct buf *out, const struct subscription *s)
{
	buf_add_lit(out, "<outline");
	add_attribute(out, "text", s->text);
	buf_add_lit(out, " type=\"rss\"");
	add_attribute(out, "xmlUrl", s->url);
	add_attribute(out, "htmlUrl", s->home);
	buf_add_lit(out, "/>");
}

static struct str empty_opml(void)
{
	return STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<opml version=\"2.0\">\n"
		   "  <head>\n"
		   "    <title>Subscriptions</title>\n"
		   "  </head>\n"
		   "  <body>\n"
		   "  </body>\n"
		   "</opml>\n");
}

/* On a line of its own, indented as the outline before it, or deeper than the body. */
static void add_line(struct buf *out, struct str opml, size_t body, const struct subscription *s)
{
	size_t outline = find_last(opml, body, STR("<outline"));
	struct str indent = indentation(opml, outline < opml.len ? outline : body);
	bool own_line = out->len && out->ptr[out->len - 1] == '\n';

	if (!own_line)
		buf_add_char(out, '\n');
	buf_add_str(out, indent);
	if (outline == opml.len)
		buf_add_lit(out, "  ");
	add_outline(out, s);
	buf_add_char(out, '\n');
}

bool opml_add(struct buf *out, struct str opml, const struct subscription *s)
{
	size_t body, end;

	if (!str_trim(opml).len)
		opml = empty_opml();
	body = find_last(opml, opml.len, STR("</body"));
	if (body == opml.len)
		return false;
	end = body - indentation(opml, body).len;
	if (end && opml.ptr[end - 1] != '\n')
		end = body; /* something stands before it on its line */
	buf_add(out, opml.ptr, end);
	add_line(out, opml, body, s);
	buf_add_str(out, str_slice(opml, end, opml.len));
	return true;
}
