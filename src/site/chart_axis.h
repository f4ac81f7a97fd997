/* An axis from 0 on with round ticks, labelled in the unit that fits: 5 GW, $20B. */
#ifndef SITE_CHART_AXIS_H
#define SITE_CHART_AXIS_H

#include "site/chart_amount.h"

struct axis {
	struct amount_scale scale;
	enum amount_kind kind;
	int step; /* from tick to tick, in units of the scale: 1, 2 or 5 and zeros */
};

/* An axis of that many ticks at most, 0 left out. */
struct axis axis_make(struct amount_scale scale, enum amount_kind kind, int ticks);

/* The label of the tick at VALUE units. */
struct str axis_label(struct arena *arena, const struct axis *axis, int value);

#endif
