/* The pictures of two sides, by name. */
#ifndef SITE_DIFF_PICTURES_H
#define SITE_DIFF_PICTURES_H

#include "base/arena.h"
#include "site/diff.h"

struct diff_files diff_pictures_make(struct arena *arena, const struct diff_side *from,
				     const struct diff_side *to);

#endif
