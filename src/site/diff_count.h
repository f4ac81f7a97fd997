/* What a difference comes to: how many of what changed. */
#ifndef SITE_DIFF_COUNT_H
#define SITE_DIFF_COUNT_H

#include "base/arena.h"
#include "site/diff.h"

#include <stdbool.h>

/* Fills in the counts of DIFF and of its sections, and the sentence that says them. */
void diff_count(struct arena *arena, struct diff *diff);

/* True where the guide came or went with all of its text. */
bool diff_is_whole(const struct diff *diff);

#endif
