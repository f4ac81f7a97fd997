/*
 * What the parts of a comparison share: texts as numbers, and which side comes
 * first when two lists are aligned, so that both directions find the same.
 */
#ifndef SITE_DIFFER_H
#define SITE_DIFFER_H

#include "base/align.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/match.h"
#include "base/str.h"
#include "site/diff.h"

#include <stdbool.h>

/* Which footnote of the one side is which of the other, by number. */
struct differ_notes {
	uint32_t *names; /* equal for a footnote on both sides; not 0 */
	size_t count;
};

struct differ {
	struct arena *arena;
	struct map classes;
	uint32_t class_count;
	bool reversed; /* the new side is aligned first */
	struct differ_notes from_notes, to_notes;
};

/* A number for TEXT, which must live on: equal texts have equal numbers, none 0. */
uint32_t differ_class(struct differ *differ, struct str text);

/* The same for COUNT numbers, which are copied. */
uint32_t differ_class_of(struct differ *differ, const uint32_t *numbers, size_t count);

/* align and match of an old and a new list. */
struct alignment differ_align(struct differ *differ, const uint32_t *from, size_t from_count,
			      const uint32_t *to, size_t to_count);
struct matching differ_match(struct differ *differ, const struct match_unit *from,
			     size_t from_count, const struct match_unit *to, size_t to_count);

/* A step of a walk over a matched pair of lists. */
struct differ_step {
	size_t from, to; /* indexes; MATCH_NONE: that side has no such item */
	enum diff_move move;
};

/*
 * The walk: in the new order, what was removed behind what it stood behind.
 * A removed item goes along with what moved before it where that is of the same
 * part: PARTS, by old index, may be NULL.
 */
size_t differ_walk(struct differ *differ, const struct matching *matching, size_t from_count,
		   size_t to_count, const size_t *parts, struct differ_step **steps);

#endif
