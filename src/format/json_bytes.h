/* What JSON's reader and its writer both ask of the bytes of a string. */
#ifndef FORMAT_JSON_BYTES_H
#define FORMAT_JSON_BYTES_H

#include "base/bytes.h"
#include "base/str.h"

/* Not 0 where a byte does not stand for itself in a string (RFC 8259, section 7). */
static inline bytes16 json_special(bytes16 bytes)
{
	return (bytes16)(bytes == '"') | (bytes16)(bytes == '\\') | (bytes16)(bytes < 0x20);
}

/*
 * The offset from AT on of the first byte that does not stand for itself in a
 * string: a quote, a backslash, a control character. Or text.len.
 */
static inline size_t json_plain_end(struct str text, size_t at)
{
	size_t first;

	for (; text.len - at >= sizeof(bytes16); at += sizeof(bytes16)) {
		first = bytes16_first(json_special(bytes16_load(text.ptr + at)));
		if (first < sizeof(bytes16))
			return at + first;
	}
	if (at == text.len)
		return at;
	first = bytes16_first(json_special(bytes16_load_part(text.ptr + at, text.len - at)));
	return at + first < text.len ? at + first : text.len;
}

#endif
