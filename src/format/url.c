#include "format/url.h"

#include "format/ascii.h"

/* The length of a scheme that begins TEXT (section 3.1), or 0. */
static size_t scheme_length(struct str text)
{
	size_t i = 0;

	if (!text.len || !ascii_is_letter(text.ptr[0]))
		return 0;
	while (i < text.len && (ascii_is_alnum(text.ptr[i]) || text.ptr[i] == '+' ||
				text.ptr[i] == '-' || text.ptr[i] == '.'))
		i++;
	return i < text.len && text.ptr[i] == ':' ? i : 0;
}

/* Cuts what follows the first MARK off *TEXT and gives it back; or unknown. */
static struct str cut_behind(struct str *text, char mark)
{
	size_t at = str_find(*text, mark);
	struct str behind;

	if (at == text->len)
		return STR_UNKNOWN;
	behind = str_slice(*text, at + 1, text->len);
	text->len = at;
	return behind;
}

struct url url_parse(struct str text)
{
	struct url url = {0};
	size_t scheme = scheme_length(text), end = 2;

	if (scheme) {
		url.scheme = str_slice(text, 0, scheme);
		text = str_slice(text, scheme + 1, text.len);
	}
	url.fragment = cut_behind(&text, '#');
	url.query = cut_behind(&text, '?');
	if (str_starts(text, STR("//"))) {
		while (end < text.len && text.ptr[end] != '/')
			end++;
		url.authority = str_slice(text, 2, end);
		text = str_slice(text, end, text.len);
	}
	url.path = text.ptr ? text : STR("");
	return url;
}

struct str url_host(struct url url)
{
	struct str host = url.authority;
	size_t user = 0, end;

	for (size_t i = 0; i < host.len; i++)
		if (host.ptr[i] == '@')
			user = i + 1;
	host = str_slice(host, user, host.len);
	if (host.len && host.ptr[0] == '[') { /* an IPv6 address */
		end = str_find(host, ']');
		return str_slice(host, 0, end < host.len ? end + 1 : end);
	}
	return str_slice(host, 0, str_find(host, ':'));
}

bool url_is_web(struct str text)
{
	struct url url = url_parse(text);

	return (ascii_equal(url.scheme, STR("http")) || ascii_equal(url.scheme, STR("https"))) &&
	       url_host(url).len;
}

/* Section 5.2.4, on what stands in OUT from START on. */
static void remove_last_segment(struct buf *out, size_t start)
{
	while (out->len > start && out->ptr[out->len - 1] != '/')
		out->len--;
	if (out->len > start)
		out->len--;
}

static void add_without_dots(struct buf *out, struct str path)
{
	size_t start = out->len;

	while (path.len) {
		size_t slash = path.ptr[0] == '/', end = slash;
		struct str segment;

		end += str_find(str_slice(path, slash, path.len), '/');
		segment = str_slice(path, slash, end);
		if (str_equal(segment, STR(".."))) {
			remove_last_segment(out, start);
			if (end == path.len)
				buf_add_char(out, '/');
		} else if (!str_equal(segment, STR("."))) {
			buf_add_str(out, str_slice(path, 0, end));
		} else if (end == path.len) {
			buf_add_char(out, '/');
		}
		path = str_slice(path, end, path.len);
	}
}

/* The path of BASE up to its last slash, and REFERENCE behind it (section 5.2.3). */
static void add_merged(struct buf *out, struct url base, struct str reference)
{
	struct buf merged = BUF_INIT;
	size_t length = base.path.len;

	while (length && base.path.ptr[length - 1] != '/')
		length--;
	if (!length && base.authority.ptr)
		buf_add_char(&merged, '/');
	buf_add(&merged, base.path.ptr, length);
	buf_add_str(&merged, reference);
	add_without_dots(out, buf_str(&merged));
	buf_release(&merged);
}

static void add_part(struct buf *out, const char *mark, struct str part)
{
	if (!part.ptr)
		return;
	buf_add(out, mark, strlen(mark));
	buf_add_str(out, part);
}

/* Section 5.2.2, for a reference without a scheme. */
static void resolve(struct buf *out, struct url base, struct url reference)
{
	bool own = reference.authority.ptr, no_path = !own && !reference.path.len;

	buf_add_str(out, base.scheme);
	buf_add_char(out, ':');
	add_part(out, "//", own ? reference.authority : base.authority);
	if (no_path)
		buf_add_str(out, base.path);
	else if (own || reference.path.ptr[0] == '/')
		add_without_dots(out, reference.path);
	else
		add_merged(out, base, reference.path);
	add_part(out, "?", no_path && !reference.query.ptr ? base.query : reference.query);
	add_part(out, "#", reference.fragment);
}

void url_add_resolved(struct buf *out, struct str base, struct str reference)
{
	struct url from = url_parse(base), to = url_parse(reference);

	if (to.scheme.ptr || !from.scheme.ptr)
		buf_add_str(out, reference);
	else
		resolve(out, from, to);
}

struct str url_resolve(struct arena *arena, struct str base, struct str reference)
{
	struct buf out = BUF_INIT;
	struct str result;

	if (scheme_length(reference) || !scheme_length(base))
		return reference;
	url_add_resolved(&out, base, reference);
	result = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

/* What stands between "www." and the host's end is a host, whoever left the scheme out. */
static bool begins_with_host(struct str text, struct url base)
{
	struct str first = str_slice(text, 0, str_find(text, '/')), host = url_host(base);

	if (ascii_starts(text, STR("www.")))
		return true;
	return host.len && str_find(host, '.') < host.len && ascii_equal(first, host);
}

static bool must_be_escaped(char c)
{
	return (unsigned char)c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' ||
	       c == '^' || c == '`' || c == '{' || c == '|' || c == '}' || c == 0x7f;
}

static struct str clean(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	struct str result;
	size_t i = 0;

	while (i < text.len && !must_be_escaped(text.ptr[i]))
		i++;
	if (i == text.len)
		return text;
	for (i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		if (must_be_escaped(c))
			buf_addf(&out, "%%%02X", (unsigned)(unsigned char)c);
		else
			buf_add_char(&out, c);
	}
	result = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

struct str url_link(struct arena *arena, struct str base, struct str text)
{
	struct url from = url_parse(base);
	struct str scheme = from.scheme.ptr ? from.scheme : STR("https");

	text = str_trim(text);
	if (!text.len || text.len > URL_LONGEST || base.len > URL_LONGEST)
		return STR_UNKNOWN;
	text = clean(arena, text);
	if (!scheme_length(text) && begins_with_host(text, from))
		text = str_join3(arena, scheme, STR("://"), text);
	if (!scheme_length(text) && !url_is_web(base))
		return STR_UNKNOWN;
	text = clean(arena, url_resolve(arena, base, text)); /* the base may not be clean */
	return url_is_web(text) && text.len <= URL_LONGEST ? text : STR_UNKNOWN;
}
