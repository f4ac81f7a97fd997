/* The text of a guide side by side: its blocks with their sources, and its sections. */
#ifndef SITE_DIFF_BODY_H
#define SITE_DIFF_BODY_H

#include "site/diff.h"
#include "site/differ.h"

struct diff_body diff_body_make(struct differ *differ, const struct diff_side *from,
				const struct diff_side *to);

#endif
