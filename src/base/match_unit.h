/*
 * What is matched, and what the parts of matching share: the two sides, and the
 * pairs that were found so far.
 */
#ifndef BASE_MATCH_UNIT_H
#define BASE_MATCH_UNIT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct match_unit {
	uint32_t class; /* equal for equal things; not 0 */
	uint32_t kind;  /* a thing becomes one of its kind only */
	uint32_t key;   /* what names it, as a row's first cell; 0: nothing */
	/*
	 * A head, as a heading: it belongs to what stands behind it, up to the
	 * next head of its kind. It moves with that, not alone; and it may become
	 * a head that shares no word with it, where what is behind it stays.
	 */
	bool head;
	const uint32_t *words; /* their classes, sorted */
	size_t word_count;
};

/* No partner. */
#define MATCH_NONE SIZE_MAX

struct match_side {
	const struct match_unit *units;
	size_t count;
	size_t *of; /* partners */
};

struct matcher {
	struct arena scratch;
	struct match_side a, b;
};

void match_pair(struct matcher *matcher, size_t i, size_t j);

/* True where what stands before, or behind, I and J is matched, or there is nothing. */
bool match_same_before(const struct matcher *matcher, size_t i, size_t j);
bool match_same_behind(const struct matcher *matcher, size_t i, size_t j);

#endif
