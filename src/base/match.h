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
#include "base/match_unit.h"

#include <stdbool.h>
#include <stddef.h>

struct matching {
	size_t *of_a, *of_b;       /* the partner's index, by index */
	bool *a_moved, *b_moved;   /* by index, on both sides of a pair */
};

struct matching match(struct arena *arena, const struct match_unit *a, size_t a_count,
		      const struct match_unit *b, size_t b_count);

#endif
