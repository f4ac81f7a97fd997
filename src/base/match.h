/*
 * Two lists of things side by side: which thing of one became which of the
 * other, wherever it stands now. Paragraphs, rows and list items are matched so.
 *
 * Equal things are matched first, then those of the same key, then those that
 * share most of their words, rare words counting more; neighbours of what is
 * matched are preferred. What stays and what moved is decided last: the
 * heaviest part that is in the same order on both sides stays.
 *
 * Time and memory grow with the words, not with the square of the things.
 */
#ifndef BASE_MATCH_H
#define BASE_MATCH_H

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

struct matching {
	size_t *of_a, *of_b;       /* the partner's index, by index */
	bool *a_moved, *b_moved;   /* by index, on both sides of a pair */
};

struct matching match(struct arena *arena, const struct match_unit *a, size_t a_count,
		      const struct match_unit *b, size_t b_count);

#endif
