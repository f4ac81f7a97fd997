/*
 * The currency before an amount: $, US$, C$, €, ₹, CHF, Rs.
 */
#ifndef FORMAT_QUANTITY_MONEY_H
#define FORMAT_QUANTITY_MONEY_H

#include "format/quantity_scan.h"
#include "format/quantity_unit.h"

/* The currency whose last token is INDEX; *FIRST is its first. False: there is none. */
bool money_before(struct scan *scan, size_t index, struct quantity_measure *measure,
		  size_t *first);

#endif
