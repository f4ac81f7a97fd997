/* The report of figures, for people: a table row a guide, and what stands alone. */
#ifndef SITE_FIGURES_REPORT_H
#define SITE_FIGURES_REPORT_H

#include "base/buf.h"
#include "site/figures_check.h"

/* Appends the names of the columns. */
void figures_print_head(struct buf *out);

/* Appends what figures_check counted in CONTENT. */
void figures_print(struct buf *out, const struct content *content,
		   const struct figures_report *report);

#endif
