/*
 * Numbers that say which and not how much: dates, versions, labels, telephone numbers.
 *
 * A unit, a scale or a currency makes nearly every number a figure; these rules are for
 * the others.
 */
#ifndef FORMAT_QUANTITY_WHICH_H
#define FORMAT_QUANTITY_WHICH_H

#include "format/quantity.h"
#include "format/quantity_part.h"

/* What may be a figure, before its hedges are added to it. */
struct candidate {
	struct part low, high; /* the same unless it is a range */
	bool range;
	bool dash;             /* the range is written with a dash */
	size_t first, next;    /* its tokens */
	enum quantity_hedge hedge; /* before it, where it is no range */
	size_t hedge_first;    /* the first token of that */
	bool hedged;
	struct str noun;       /* or unknown */
};

enum which {
	WHICH_NOT,   /* it is a figure */
	WHICH_ALONE, /* it is none */
	WHICH_LIST,  /* nor are the numbers that are listed behind it: sections 3 and 4 */
};

enum which which_is(struct scan *scan, const struct candidate *candidate);

/* A label or a name stands before it. */
bool candidate_is_named(struct scan *scan, const struct candidate *candidate);

/* It has no unit, no scale and no currency. */
bool candidate_is_bare(const struct candidate *candidate);

/* A capital is joined to it, which may be its scale or unit: 70B, 39A, 27L. */
bool candidate_is_lettered(struct scan *scan, const struct candidate *candidate);

#endif
