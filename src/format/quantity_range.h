/*
 * The two ends of a range: 5–10 GW, $5bn-$6bn, 5 to 10 GW, between 5 and 10 GW,
 * from 10 to 14 days, 10- to 14-day.
 *
 * "Rose from 5 to 10 GW" is no range but two figures; so is what goes downwards, unless it
 * is a score.
 */
#ifndef FORMAT_QUANTITY_RANGE_H
#define FORMAT_QUANTITY_RANGE_H

#include "format/quantity_which.h"

/*
 * Looks for a second end behind the low one of CANDIDATE, whose tokens begin no earlier
 * than FROM; BEFORE is the token before it and before its hedges.
 */
void range_read(struct scan *scan, struct candidate *candidate, size_t before);

#endif
