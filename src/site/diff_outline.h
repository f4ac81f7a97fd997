/*
 * A difference as a list of entries, in the order in which people read it: what
 * the formatters for people print. Deeper entries belong to the one above them.
 */
#ifndef SITE_DIFF_OUTLINE_H
#define SITE_DIFF_OUTLINE_H

#include "base/arena.h"
#include "site/diff.h"
#include "site/diff_entry.h"

struct diff_outline diff_outline_make(struct arena *arena, const struct diff *diff);

/*
 * The end of the change from the entry AT on: headings before it, what is
 * changed, and the deeper entries that belong to it. Adds to *COUNT, which may be
 * more than one: a heading can be a change, too.
 */
size_t diff_outline_next(const struct diff_outline *outline, size_t at, size_t *count);

#endif
