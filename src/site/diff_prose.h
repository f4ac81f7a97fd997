/*
 * Two lists of words side by side: what stayed, was deleted, inserted or set
 * otherwise. A word or two that stayed between long changes is part of them,
 * and a change stands where a sentence begins when it can: so people read it.
 */
#ifndef SITE_DIFF_PROSE_H
#define SITE_DIFF_PROSE_H

#include "site/diff.h"
#include "site/differ.h"

/* Either side may be NULL: then all of the other is inserted, or deleted. */
struct diff_prose *diff_prose_make(struct differ *differ, const struct diff_words *from,
				   const struct diff_words *to);

/* True when nothing is marked. */
bool diff_prose_same(const struct diff_prose *prose);

#endif
