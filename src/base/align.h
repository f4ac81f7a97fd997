/*
 * Two sequences side by side: which items of one stand in the other, in order.
 *
 * The alignment is a longest common subsequence: none keeps more items. It is
 * found with 64 columns of the table in a word (Hyyrö, "Bit-parallel
 * LCS-length computation revisited", 2004) and in linear space (Hirschberg,
 * 1975): about N × M / 32 steps whatever the two share, which for two guides of
 * 20,000 words is some hundredths of a second. Of alignments that keep as many
 * items, one with long stretches is preferred. Beyond ALIGN_EXACT pairs, items
 * that stand once on both sides are aligned first, and cut the rest into
 * pieces: then it is near the longest only.
 *
 * Items are numbers: equal or not is all that is asked of them.
 */
#ifndef BASE_ALIGN_H
#define BASE_ALIGN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Largest N × M whose alignment is a longest one. */
#define ALIGN_EXACT ((uint64_t)1 << 31)

/* A stretch that both have: a[a .. a + count) equals b[b .. b + count). */
struct align_run {
	size_t a, b, count;
};

/* In order; between two runs lies something that one side alone has. */
struct alignment {
	struct align_run *runs;
	size_t count;
};

struct alignment align(struct arena *arena, const uint32_t *a, size_t a_count,
		       const uint32_t *b, size_t b_count);

/*
 * Marks in KEPT the items of ORDER, COUNT different numbers below LIMIT, that
 * rise and weigh most together: what stays where it is when the others move.
 * Every weight is 1 where WEIGHTS is NULL.
 */
void align_rising(const size_t *order, const size_t *weights, size_t count, size_t limit,
		  bool *kept);

#endif
