#include "base/unicode.h"

#include "base/bytes.h"

#include <utf8proc.h>

/* The length of the valid sequence at AT, or 0 (RFC 3629, section 4). */
static size_t sequence(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + at;
	size_t left = s.len - at, length;
	unsigned char least = 0x80, most = 0xbf;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		least = 0xa0;
	if (p[0] == 0xed)
		most = 0x9f;
	if (p[0] == 0xf0)
		least = 0x90;
	if (p[0] == 0xf4)
		most = 0x8f;
	if (left < length || p[1] < least || p[1] > most)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return length;
}

/* Offset of the first piece of 64 bytes from AT on that is not ASCII all through. */
static size_t skip_ascii(struct str s, size_t at)
{
	for (; s.len - at >= 4 * sizeof(bytes16); at += 4 * sizeof(bytes16)) {
		const char *from = s.ptr + at;

		if (bytes16_any((bytes16_load(from) | bytes16_load(from + 16) |
				 bytes16_load(from + 32) | bytes16_load(from + 48)) & 0x80))
			break;
	}
	return at;
}

size_t utf8_invalid(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t length;

		if (s.len - at >= sizeof(bytes16) &&
		    !bytes16_any(bytes16_load(s.ptr + at) & 0x80)) {
			at = skip_ascii(s, at + sizeof(bytes16));
			continue;
		}
		length = sequence(s, at);
		if (!length)
			return at;
		at += length;
	}
	return at;
}

bool utf8_is_line(struct str s)
{
	if (utf8_invalid(s) < s.len)
		return false;
	for (size_t at = 0; at < s.len;) {
		uint32_t code = utf8_next(s, &at);

		if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
			return false;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
	return count;
}

uint32_t utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.ptr + *at;
	size_t length = sequence(s, *at);
	uint32_t code;

	if (!length) {
		++*at;
		return 0xfffd;
	}
	*at += length;
	if (length == 1)
		return p[0];
	code = p[0] & (0x7fU >> length);
	for (size_t i = 1; i < length; i++)
		code = code << 6 | (p[i] & 0x3f);
	return code;
}

void utf8_add(struct buf *buf, uint32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t length;

	if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	length = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
	buf_add(buf, (const char *)bytes, (size_t)length);
}

bool unicode_is_word(uint32_t code)
{
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_PC:
		return true;
	default:
		return false;
	}
}

uint32_t unicode_lower(uint32_t code)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

int unicode_width(uint32_t code)
{
	return utf8proc_charwidth((utf8proc_int32_t)code);
}
