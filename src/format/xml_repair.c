#include "format/xml_repair.h"

#include "base/unicode.h"
#include "format/ascii.h"
#include "format/html_references.h"

static struct str rest_from(struct str text, size_t at)
{
	return str_slice(text, at, text.len);
}

/* Behind the first END at or after AT; the text's end where there is none. */
static size_t behind(struct str text, size_t at, struct str end)
{
	for (;; at++) {
		at += str_find(rest_from(text, at), end.ptr[0]);
		if (at >= text.len)
			return text.len;
		if (str_starts(rest_from(text, at), end))
			return at + end.len;
	}
}

static size_t name_end(struct str text, size_t at)
{
	while (at < text.len && (ascii_is_alnum(text.ptr[at]) || text.ptr[at] == '.' ||
				 text.ptr[at] == '-' || text.ptr[at] == '_'))
		at++;
	return at;
}

/* The name of the tag at AT, a "<", without prefix; "" where it is none. */
static struct str local_name(struct str text, size_t at)
{
	size_t begin = at + 1, end = name_end(text, begin);

	if (end > begin && end < text.len && text.ptr[end] == ':') {
		begin = end + 1;
		end = name_end(text, begin);
	}
	return str_slice(text, begin < end ? begin : end, end);
}

size_t xml_find_root(struct str text, const char *const *names, size_t count)
{
	for (size_t at = 0; at < text.len; at++) {
		struct str name;

		at += str_find(rest_from(text, at), '<');
		if (str_starts(rest_from(text, at), STR("<!--")))
			at = behind(text, at, STR("-->")) - 1;
		if (at >= text.len || text.ptr[at] != '<')
			continue;
		name = local_name(text, at);
		for (size_t i = 0; i < count; i++)
			if (ascii_equal(name, str_of(names[i])))
				return at;
	}
	return text.len;
}

/* XML 1.0, production 2. */
static bool is_char(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xd800) ||
	       (code >= 0xe000 && code < 0xfffe) || (code >= 0x10000 && code < 0x110000);
}

/* The code of the numeric reference at AT, and its length in *LENGTH; 0: none. */
static uint32_t numeric(struct str text, size_t at, size_t *length)
{
	bool hex = at + 2 < text.len && text.ptr[at + 2] == 'x';
	size_t first = at + 2 + hex, end = first;
	uint32_t code = 0;

	for (; end < text.len && ascii_hex(text.ptr[end]) >= 0; end++) {
		if (!hex && !ascii_is_digit(text.ptr[end]))
			break;
		if (code < 0x110000)
			code = code * (hex ? 16 : 10) + (uint32_t)ascii_hex(text.ptr[end]);
	}
	if (end == first || end >= text.len || text.ptr[end] != ';')
		return 0;
	*length = end + 1 - at;
	return code ? code : 1; /* neither is a character */
}

static bool is_predefined(struct str name)
{
	return str_equal(name, STR("&amp;")) || str_equal(name, STR("&lt;")) ||
	       str_equal(name, STR("&gt;")) || str_equal(name, STR("&quot;")) ||
	       str_equal(name, STR("&apos;"));
}

/* The reference of XML or HTML, or the bare "&", at AT; returns its length. */
static size_t add_reference(struct buf *out, struct str text, size_t at)
{
	size_t length = 0, start = out->len;
	uint32_t code;

	if (at + 1 < text.len && text.ptr[at + 1] == '#') {
		code = numeric(text, at, &length);
		if (!code)
			buf_add_lit(out, "&amp;");
		else if (is_char(code))
			buf_add(out, text.ptr + at, length);
		else
			buf_add_char(out, ' ');
		return code ? length : 1;
	}
	length = html_reference(out, text, at, false);
	if (text.ptr[at + length - 1] == ';' && (unsigned char)out->ptr[start] >= 0x80)
		return length;
	out->len = start;
	if (length > 1 && is_predefined(str_slice(text, at, at + length))) {
		buf_add(out, text.ptr + at, length);
		return length;
	}
	buf_add_lit(out, "&amp;");
	return 1;
}

static bool is_name_start(char c)
{
	return ascii_is_letter(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

/* Leaves out what ends at END; its lines stay, for the messages. */
static size_t leave_out(struct buf *out, struct str text, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++)
		if (text.ptr[i] == '\n')
			buf_add_char(out, '\n');
	return end - at;
}

/* What begins with the "<" at AT; returns the length of what it takes care of. */
static size_t add_markup(struct buf *out, struct str text, size_t at)
{
	char next = at + 1 < text.len ? text.ptr[at + 1] : '\0';

	if (next == '!') {
		bool comment = str_starts(rest_from(text, at), STR("<!--"));

		return leave_out(out, text, at,
				 behind(text, at, comment ? STR("-->") : STR(">")));
	}
	if (next == '?')
		return leave_out(out, text, at, behind(text, at, STR("?>")));
	if (is_name_start(next) || next == '/')
		buf_add_char(out, '<');
	else
		buf_add_lit(out, "&lt;");
	return 1;
}

/* The length of a character that XML does not allow at AT; 0 where it does. */
static size_t forbidden(struct str text, size_t at)
{
	size_t end = at;
	unsigned char c = (unsigned char)text.ptr[at];

	if (c >= 0x20 && c != 0xef)
		return 0;
	return is_char(utf8_next(text, &end)) ? 0 : end - at;
}

/* A section of character data, in which only characters can be wrong. */
static size_t add_cdata(struct buf *out, struct str text, size_t at)
{
	size_t end = behind(text, at, STR("]]>"));

	for (size_t i = at; i < end;) {
		size_t begin = i, wrong = 0;

		while (i < end && !(wrong = forbidden(text, i)))
			i++;
		buf_add(out, text.ptr + begin, i - begin);
		if (wrong)
			buf_add_char(out, ' ');
		i += wrong;
	}
	return end - at;
}

/* Bytes with which something begins that may have to be repaired. */
static const bool is_special[256] = {
	[0 ... 8] = true, [11 ... 12] = true, [14 ... 31] = true, ['&'] = true,
	['<'] = true,	  [']'] = true,	      [0xef] = true,
};

/* What begins with the special byte at AT; returns its length. */
static size_t add_special(struct buf *out, struct str text, size_t at)
{
	struct str rest = rest_from(text, at);
	size_t wrong = forbidden(text, at);

	if (rest.ptr[0] == '&')
		return add_reference(out, text, at);
	if (str_starts(rest, STR("<![CDATA[")))
		return add_cdata(out, text, at);
	if (rest.ptr[0] == '<')
		return add_markup(out, text, at);
	if (str_starts(rest, STR("]]>"))) {
		buf_add_lit(out, "]]&gt;");
		return 3;
	}
	buf_add_char(out, wrong ? ' ' : rest.ptr[0]);
	return wrong ? wrong : 1;
}

void xml_repair(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t begin = at;

		while (at < text.len && !is_special[(unsigned char)text.ptr[at]])
			at++;
		buf_add(out, text.ptr + begin, at - begin);
		if (at < text.len)
			at += add_special(out, text, at);
	}
}
