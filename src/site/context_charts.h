/* A bundle's charts as values for templates. */
#ifndef SITE_CONTEXT_CHARTS_H
#define SITE_CONTEXT_CHARTS_H

#include "site/chart_amount.h"
#include "site/context_values.h"

/* Fills in the charts of OBJECT, whose deals and timeline are there already. */
void context_charts(struct context *c, struct object *object, const struct bundle *bundle,
		    const struct commitments *commitments);

#endif
