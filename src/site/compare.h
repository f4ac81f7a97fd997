/*
 * What changed between two states of a guide: versions, or a version and the
 * working copy.
 */
#ifndef SITE_COMPARE_H
#define SITE_COMPARE_H

#include "base/diag.h"
#include "base/list.h"
#include "site/diff_format.h"

/* A state by its name: "v2" or "2", "live", "draft" (the working copy). */
struct compare_options {
	struct str guide; /* topic/level; unknown: every draft */
	struct str from;  /* unknown: live */
	struct str to;    /* unknown: the working copy */
};

struct comparisons {
	LIST(struct diff_titled) list; /* each with the name of its guide */
	struct arena site;             /* what they borrow from */
};

/*
 * Compares, in the site of the working directory. What is wrong goes to DIAGS.
 * Returns EXIT_GOOD, EXIT_CONTENT where a state cannot be read, EXIT_USAGE for a
 * guide or version that does not exist.
 */
int compare_make(struct arena *arena, const struct compare_options *options,
		 struct diags *diags, struct comparisons *comparisons);

void compare_release(struct comparisons *comparisons);

#endif
