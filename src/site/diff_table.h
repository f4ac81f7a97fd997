/*
 * Tables side by side: columns by their names, or else by what is in them; rows
 * by what is in the columns that both have; then cell by cell.
 */
#ifndef SITE_DIFF_TABLE_H
#define SITE_DIFF_TABLE_H

#include "site/diff.h"
#include "site/diff_part.h"
#include "site/differ.h"

/* One of FROM and TO may be NULL: it was added, or removed. */
struct diff_table *diff_table_make(struct differ *differ, const struct diff_part *from,
				   const struct diff_part *to);

#endif
