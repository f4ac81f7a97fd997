/*
 * The sweep: every figure of a topic's working copy against its bundle.
 */
#ifndef SITE_FIGURES_CHECK_H
#define SITE_FIGURES_CHECK_H

#include "base/diag.h"
#include "base/list.h"
#include "site/figures.h"
#include "site/model.h"

#include <stdbool.h>

/* A figure that stands alone, for the report. */
struct lone_figure {
	const struct guide *guide; /* NULL: of a text of the bundle, or the introduction */
	struct str text, reason;
};

struct figures_report {
	LIST(struct lone_figure) alone;
	int quoted; /* figures in posts */
};

/*
 * Judges the figures of CONTENT, which is valid, and counts them in its bodies.
 * Reports (rules "figure", "figure-hedge", "figure-alone", "figure-meaning").
 * REPORT may be NULL. False after an error was reported.
 */
bool figures_check(struct content *content, struct diags *diags,
		   struct figures_report *report);

/*
 * Adds a note to FOUND for each figure of the WORKING copy that rests on a deal or
 * fact of the LIVE bundle which the working bundle has changed: rule "figure-since".
 */
void figures_since(const struct content *working, const struct bundle *live,
		   struct diags *found);

#endif
