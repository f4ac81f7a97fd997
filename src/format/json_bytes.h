/* What JSON's reader and its writer both ask of the bytes of a string. */
#ifndef FORMAT_JSON_BYTES_H
#define FORMAT_JSON_BYTES_H

#include "base/bytes.h"
#include "base/str.h"

/*
 * The offset from AT on of the first byte that does not stand for itself in a
 * string (RFC 8259, section 7): a quote, a backslash, a control character. Or
 * text.len.
 */
static inline size_t json_plain_end(struct str text, size_t at)
{
	for (; text.len - at >= sizeof(bytes16); at += sizeof(bytes16)) {
		bytes16 bytes = bytes16_load(text.ptr + at);

		if (bytes16_any((bytes16)(bytes == '"') | (bytes16)(bytes == '\\') |
				(bytes16)(bytes < 0x20)))
			break;
	}
	for (; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];

		if (c < 0x20 || c == '"' || c == '\\')
			break;
	}
	return at;
}

#endif
