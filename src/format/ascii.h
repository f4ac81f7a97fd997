/*
 * Letters, digits and space of ASCII, whatever the locale: what formats compare
 * without case are names of theirs, and those are ASCII.
 */
#ifndef FORMAT_ASCII_H
#define FORMAT_ASCII_H

#include "base/str.h"

#include <stdbool.h>

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The value of a hexadecimal digit, or -1. */
static inline int ascii_hex(char c)
{
	return ascii_is_digit(c)	? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* Order without case: negative, 0 or positive. */
static inline int ascii_compare(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < common; i++) {
		int order = ascii_lower(a.ptr[i]) - ascii_lower(b.ptr[i]);

		if (order)
			return order;
	}
	return a.len < b.len ? -1 : a.len > b.len;
}

static inline bool ascii_equal(struct str a, struct str b)
{
	return a.len == b.len && !ascii_compare(a, b);
}

static inline bool ascii_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && ascii_equal(str_slice(s, 0, prefix.len), prefix);
}

/* The number of DIGITS, at most nine of them; -1 when something else is there. */
static inline long ascii_number(struct str digits)
{
	long number = 0;

	if (!digits.len || digits.len > 9)
		return -1;
	for (size_t i = 0; i < digits.len; i++) {
		if (!ascii_is_digit(digits.ptr[i]))
			return -1;
		number = number * 10 + (digits.ptr[i] - '0');
	}
	return number;
}

#endif
