/*
 * What a version of a guide changed: the difference of two contents, as one value
 * for pages, feeds and `almanac diff`.
 */
#ifndef SITE_CHANGES_H
#define SITE_CHANGES_H

#include "site/diff.h"
#include "site/versions.h"

/*
 * One side of a comparison: the body of CONTENT at INDEX, called NAME. It borrows
 * from CONTENT.
 */
struct diff_side changes_side(const struct content *content, size_t index, struct str name,
			      struct date date);

/* The same for the version that SEAL seals, with the hashes of its pictures. */
struct diff_side changes_sealed_side(struct arena *arena, const struct content *content,
				     size_t index, const struct seal *seal);

#endif
