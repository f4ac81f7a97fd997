/*
 * What a difference comes to: how many of what changed, and the sentence that
 * says it, which names only what is not zero.
 */
#ifndef SITE_DIFF_COUNT_H
#define SITE_DIFF_COUNT_H

#include "base/arena.h"
#include "site/diff.h"

/* Fills in the counts of DIFF, of its sections, and its summary. */
void diff_count(struct arena *arena, struct diff *diff);

#endif
