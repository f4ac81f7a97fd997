/* Things in a row that shall stand where they want to, and may not overlap. */
#ifndef SITE_CHART_PLACE_H
#define SITE_CHART_PLACE_H

#include <stddef.h>

struct placed {
	int at;   /* where it begins: wanted, then given */
	int size;
};

/*
 * Moves ITEMS, which come in their order, so that none begins below 0 or before the
 * end of the one in front of it and GAP. Returns where the last one ends: at most MOST,
 * unless they need more.
 */
int chart_place(struct placed *items, size_t count, int gap, int most);

#endif
