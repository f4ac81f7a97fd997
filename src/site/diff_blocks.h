/* Lists of blocks side by side, and blocks with all that is in them. */
#ifndef SITE_DIFF_BLOCKS_H
#define SITE_DIFF_BLOCKS_H

#include "site/diff.h"
#include "site/diff_part.h"
#include "site/diff_split.h"
#include "site/differ.h"

/* Which block of FROM became which of TO. */
struct matching diff_blocks_match(struct differ *differ, const struct diff_parts *from,
				  const struct diff_parts *to);

/* The block of a step of a walk over both. */
struct diff_block diff_blocks_step(struct differ *differ, const struct diff_parts *from,
				   const struct diff_parts *to,
				   const struct diff_splits *splits,
				   const struct differ_step *step);

struct diff_blocks diff_blocks_make(struct differ *differ, const struct diff_parts *from,
				    const struct diff_parts *to);

/* True when nothing in it changed or moved. */
bool diff_blocks_same(const struct diff_blocks *blocks);

#endif
