/* One feed alone: `almanac fetch --add` and `--print`. */
#ifndef SITE_FETCH_TRY_H
#define SITE_FETCH_TRY_H

#include "base/buf.h"
#include "base/diag.h"
#include "format/opml.h"
#include "site/fetch_ask.h"

/*
 * Adds the feed at URL, or the first good one of those that the page there names,
 * to the subscriptions, and saves what it holds. It is called TEXT, or what it calls
 * itself where that is unknown. Sets *ADDED, and *POSTS to how many there are.
 * Returns the exit status: content where it is no feed, or is there already.
 */
int fetch_add(struct arena *arena, const struct fetch_options *options, struct str url,
	      struct str text, struct diags *diags, struct subscription *added, size_t *posts);

/*
 * Appends to OUT, as JSON Feed, what would be saved of WHAT, a URL or a file; the
 * file is read as if it came from BASE, or from an unknown place. Returns the exit
 * status.
 */
int fetch_print(struct arena *arena, const struct fetch_options *options, struct str what,
		struct str base, struct diags *diags, struct buf *out);

#endif
