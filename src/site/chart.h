/*
 * What of a bundle is rather looked at than read, as SVG: drawn in whole numbers, so
 * that the same bundle has the same bytes everywhere, and in the colours of the page
 * (currentColor, and classes for assets/style.css).
 */
#ifndef SITE_CHART_H
#define SITE_CHART_H

#include "base/buf.h"
#include "format/svg.h"
#include "site/chart_amount.h"
#include "site/model.h"
#include "site/words.h"

struct chart {
	struct buf *out;
	struct arena *arena;
	const struct words *words; /* of labels */
	struct svg svg; /* from_right is set by who asks for it, all else by who draws */
};

/* From labs to partners to chips, as wide as the power is; nothing without deals. */
void chart_diagram(struct chart *chart, const struct commitments *commitments);

/* The deals of a chart: those with an amount, largest first, and the others. */
struct bars {
	const struct commitment **items;
	size_t count;
	const struct commitment **others; /* in another currency, in the order of the bundle */
	size_t other_count;
	const struct commitment **unknown; /* in the order of the bundle */
	size_t unknown_count;
};

void bars_sort(struct arena *arena, const struct commitments *commitments,
	       enum amount_kind kind, struct bars *bars);

/* A bar an amount, which ends as its hedge does; nothing where none is known. */
void chart_bars(struct chart *chart, const struct commitments *commitments,
		enum amount_kind kind, const struct bars *bars);

/*
 * Entries by date: a day is a point, a month or a year a span; with their numbers in the
 * list. Nothing where no date is known.
 */
void chart_timeline(struct chart *chart, const struct bundle *bundle);

#endif
