#include "format/html.h"

#include "base/bytes.h"

/* The reference for a byte; unknown where it stands for itself. */
static const struct str references[256] = {
	['&'] = {"&amp;", 5},
	['<'] = {"&lt;", 4},
	['>'] = {"&gt;", 4},
	['"'] = {"&quot;", 6},
};

/* Offset of the first byte from AT on that has a reference, or the length. */
static size_t find_special(struct str text, size_t at)
{
	for (; text.len - at >= sizeof(bytes16); at += sizeof(bytes16)) {
		bytes16 bytes = bytes16_load(text.ptr + at);

		if (bytes16_any((bytes16)(bytes == '&') | (bytes16)(bytes == '<') |
				(bytes16)(bytes == '>') | (bytes16)(bytes == '"')))
			break;
	}
	while (at < text.len && !references[(unsigned char)text.ptr[at]].ptr)
		at++;
	return at;
}

void html_escape(struct buf *out, struct str text)
{
	if (!text.len)
		return;
	for (size_t from = 0, at;; from = at + 1) {
		at = find_special(text, from);
		buf_add(out, text.ptr + from, at - from);
		if (at == text.len)
			return;
		buf_add_str(out, references[(unsigned char)text.ptr[at]]);
	}
}

/* Unreserved and reserved characters of RFC 3986, and the percent sign. */
static const bool url_holds[256] = {
	['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true,
	['-'] = true, ['.'] = true, ['_'] = true, ['~'] = true, [':'] = true, ['/'] = true,
	['?'] = true, ['#'] = true, ['@'] = true, ['!'] = true, ['$'] = true, ['('] = true,
	[')'] = true, ['*'] = true, ['+'] = true, [','] = true, [';'] = true, ['='] = true,
	['%'] = true,
};

void html_escape_url(struct buf *out, struct str url)
{
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c;
		size_t from = i;

		while (i < url.len && url_holds[(unsigned char)url.ptr[i]])
			i++;
		buf_add(out, url.ptr + from, i - from);
		if (i == url.len)
			break;
		c = (unsigned char)url.ptr[i];

		if (c == '&')
			buf_add_lit(out, "&amp;");
		else if (c == '\'')
			buf_add_lit(out, "&#x27;");
		else
			buf_addf(out, "%%%02X", c);
	}
}
