/*
 * What the deals of a bundle come to: the figures of power and of money that stand in
 * their scale. Of several of a kind the largest counts ("1 GW in 2026, 6 GW in all").
 * What is not stated as a figure ("multi-GW") is unknown, and never 0. Other currencies
 * than the dollar are not turned into it.
 */
#ifndef SITE_CHART_AMOUNT_H
#define SITE_CHART_AMOUNT_H

#include "format/quantity.h"
#include "site/model.h"

struct amount {
	bool known;
	enum quantity_hedge hedge;
	struct decimal low, high; /* in watts or dollars; the same, unless it is a range */
	struct str text;          /* as it stands, with its hedge */
};

enum amount_kind { AMOUNT_POWER, AMOUNT_MONEY, AMOUNT_KINDS };

struct commitment {
	const struct deal *deal;
	struct amount amounts[AMOUNT_KINDS];
	struct str elsewhere; /* the first amount in another currency, or unknown */
};

struct commitments {
	struct commitment *items; /* in the order of the bundle */
	size_t count;
};

void commitments_read(struct arena *arena, const struct bundle *bundle,
		      struct commitments *commitments);

/*
 * A text that sorts as the amount does; unknown where it is. Watts and dollars cannot be
 * compared: what is known in watts comes before what is known in dollars alone.
 */
struct str commitment_order(struct arena *arena, const struct commitment *commitment);

/*
 * The scale that amounts of a kind are drawn to: whole units of 10^exponent, so that
 * the largest has six digits.
 */
struct amount_scale {
	int exponent;
	int most; /* the largest amount; 0: none is known */
};

struct amount_scale amount_scale(const struct commitments *commitments, enum amount_kind kind);

/* VALUE in units of the scale, at most its MOST. */
int amount_units(const struct amount_scale *scale, struct decimal value);

#endif
