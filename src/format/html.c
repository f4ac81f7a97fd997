#include "format/html.h"

#include "base/bytes.h"

/* The reference for a byte; unknown where it stands for itself. */
static const struct str references[256] = {
	['&'] = {"&amp;", 5},
	['<'] = {"&lt;", 4},
	['>'] = {"&gt;", 4},
	['"'] = {"&quot;", 6},
};

/* Not 0 where a byte has a reference. */
static inline bytes16 special(bytes16 bytes)
{
	const uint8_t differ = '<' ^ '>'; /* one bit tells them apart */

	return (bytes16)(bytes == '&') | (bytes16)((bytes & (uint8_t)~differ) == '<') |
	       (bytes16)(bytes == '"');
}

/*
 * Appends TEXT from AT on, up to the first byte that has a reference or to its
 * end, and returns where that is. Sixteen bytes are copied as they are looked
 * at; those of them that do not belong to it are overwritten.
 */
static size_t add_plain(struct buf *out, struct str text, size_t at)
{
	char *to = buf_reserve(out, text.len - at + sizeof(bytes16));
	size_t from = at, first;
	bytes16 bytes;

	for (; text.len - at >= sizeof bytes; at += sizeof bytes) {
		bytes = bytes16_load(text.ptr + at);
		memcpy(to + at - from, &bytes, sizeof bytes);
		first = bytes16_first(special(bytes));
		if (first < sizeof bytes) {
			out->len += at + first - from;
			return at + first;
		}
	}
	bytes = bytes16_load_part(text.ptr + at, text.len - at);
	memcpy(to + at - from, &bytes, sizeof bytes);
	first = bytes16_first(special(bytes));
	at = first < text.len - at ? at + first : text.len;
	out->len += at - from;
	return at;
}

/* TEXT of less than sixteen bytes without any that has a reference, as most texts are. */
static inline bool add_short(struct buf *out, struct str text)
{
	bytes16 bytes = bytes16_load_part(text.ptr, text.len);

	if (bytes16_any(special(bytes)))
		return false;
	memcpy(buf_reserve(out, sizeof bytes), &bytes, sizeof bytes);
	out->len += text.len;
	return true;
}

void html_escape(struct buf *out, struct str text)
{
	if (!text.len || (text.len < sizeof(bytes16) && add_short(out, text)))
		return;
	for (size_t at = 0; (at = add_plain(out, text, at)) < text.len; at++)
		buf_add_str(out, references[(unsigned char)text.ptr[at]]);
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
