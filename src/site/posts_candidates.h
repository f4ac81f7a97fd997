/*
 * `almanac fetch --candidates`: what an editor should look at. New posts of the
 * saved feeds that name a party of a deal, or hold a figure about one that the
 * bundle does not have. A list on standard output, never text of a page.
 */
#ifndef SITE_POSTS_CANDIDATES_H
#define SITE_POSTS_CANDIDATES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

struct posts_candidates_options {
	struct str topic; /* its name; unknown: all topics */
};

/*
 * Works on the site in the working directory, without network. Appends the list
 * to OUT, nothing where there are none. Returns the exit status (base/fatal.h):
 * usage where there is no such topic, content where a bundle or topic.md is
 * wrong; the other topics are listed even then.
 */
int posts_candidates(struct arena *arena, const struct posts_candidates_options *options,
		     struct diags *diags, struct buf *out);

#endif
