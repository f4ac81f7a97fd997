/*
 * Words and marks that hedge a figure, before it and behind it.
 *
 * A bound wins over about and nearly; of two bounds the one that is nearer to the
 * number. "Over" with a duration is a hedge in "for over 10 years" and says when in
 * "$5 over 10 years"; with a length, where it stands right behind another figure.
 */
#ifndef FORMAT_QUANTITY_HEDGE_H
#define FORMAT_QUANTITY_HEDGE_H

#include "format/quantity.h"
#include "format/quantity_scan.h"

/* What decides whether "over" is a hedge. */
struct hedged {
	size_t first;  /* the figure's first token */
	size_t next;   /* the token behind it */
	size_t taken;  /* tokens before it belong to another figure */
	bool duration; /* it has a unit of time */
	bool length;
};

/* The first token of what hedges a figure. */
size_t hedge_before(struct scan *scan, const struct hedged *figure, enum quantity_hedge *hedge);

/* The token behind what hedges the figure from NEXT on. */
size_t hedge_behind(struct scan *scan, size_t next, enum quantity_hedge *hedge);

#endif
