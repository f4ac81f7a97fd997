/*
 * Words as keys of sorted tables: small letters with zeros behind them, compared eight
 * bytes at a time, in the order of strcmp.
 */
#ifndef FORMAT_QUANTITY_KEY_H
#define FORMAT_QUANTITY_KEY_H

#include "base/bytes.h"
#include "base/str.h"

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { KEY_ROOM = 24 }; /* bytes; at least one zero is behind a key */

struct key {
	union {
		char bytes[KEY_ROOM];
		uint64_t parts[KEY_ROOM / sizeof(uint64_t)]; /* the same, as they lie in memory */
	};
};

static inline bool key_equal(const struct key *a, const struct key *b)
{
	return !((a->parts[0] ^ b->parts[0]) | (a->parts[1] ^ b->parts[1]) |
		 (a->parts[2] ^ b->parts[2]));
}

static inline uint64_t key_part(const char *bytes)
{
	uint64_t part;

	memcpy(&part, bytes, sizeof part);
	return be64toh(part);
}

/* Negative, 0 or positive; a key is in order before all that it begins. */
static inline int key_compare(const char a[KEY_ROOM], const char b[KEY_ROOM])
{
	for (size_t i = 0; i < KEY_ROOM; i += sizeof(uint64_t))
		if (key_part(a + i) != key_part(b + i))
			return key_part(a + i) < key_part(b + i) ? -1 : 1;
	return 0;
}

/* TEXT as it stands; false where it is too long to be one. */
static inline bool key_set(struct key *key, struct str text)
{
	if (text.len >= KEY_ROOM)
		return false;
	for (size_t i = 0; i < KEY_ROOM; i += sizeof(uint64_t)) {
		size_t left = text.len > i ? text.len - i : 0;
		uint64_t part = 0;

		if (left >= sizeof part)
			memcpy(&part, text.ptr + i, sizeof part);
		else if (left)
			part = htole64(bytes_load_few(text.ptr + i, left));
		key->parts[i / sizeof part] = part;
	}
	return true;
}

/* The same with ASCII letters made small, eight at a time. */
static inline bool key_set_small(struct key *key, struct str text)
{
	const uint64_t ones = 0x0101010101010101u;

	if (!key_set(key, text))
		return false;
	for (size_t i = 0; i < KEY_ROOM; i += sizeof(uint64_t)) {
		uint64_t part = key->parts[i / sizeof part], low = part & ones * 0x7f;

		/* The highest bit of each byte from A to Z, brought to where 0x20 is. */
		part |= ((low + ones * (0x80 - 'A')) & ~(low + ones * (0x7f - 'Z')) & ~part &
			 ones * 0x80) >> 2;
		key->parts[i / sizeof part] = part;
	}
	return true;
}

/* Where in a table of COUNT slots, a power of two, KEY may be remembered. */
static inline size_t key_slot(const struct key *key, size_t count)
{
	return (key->parts[0] ^ key->parts[1]) * 0x9e3779b97f4a7c15u >> 32 & (count - 1);
}

/* What key_search below finds, with nothing remembered. */
static inline size_t key_search_slowly(const struct key *key, const void *rows, size_t count,
				       size_t size)
{
	const uint64_t first = key_part(key->bytes);
	const char *row = rows;
	size_t from = 0;

	while (count) {
		size_t half = count / 2;
		const char *middle = row + (from + half) * size;
		uint64_t part = key_part(middle);

		if (part < first || (part == first && key_compare(middle, key->bytes) < 0)) {
			from += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return from;
}

/* What was searched for last in one table, zeros at first: texts repeat their words. */
enum { KEYS_KNOWN = 64 };

struct key_found {
	struct key key;
	size_t behind; /* the row and 1; 0: nothing yet */
};

struct keys_known {
	struct key_found slots[KEYS_KNOWN];
};

/*
 * The first of COUNT rows of SIZE bytes each, which begin with their keys and are sorted
 * by them, that is not before KEY; COUNT where there is none.
 */
static inline size_t key_search(const struct key *key, struct keys_known *known,
				const void *rows, size_t count, size_t size)
{
	struct key_found *slot = &known->slots[key_slot(key, KEYS_KNOWN)];

	if (!slot->behind || !key_equal(&slot->key, key))
		*slot = (struct key_found){*key, 1 + key_search_slowly(key, rows, count, size)};
	return slot->behind - 1;
}

#endif
