/*
 * `almanac fetch --take TOPIC [N]`: moves the best new posts of the saved feeds
 * into the topic's working bundle, content/TOPIC/events.json.
 *
 * Nothing else of the file changes: what goes in is written as its neighbours are,
 * and all other bytes stay. A post that was taken is named in content/TOPIC/seen.txt,
 * one link or id a line, where an editor also names those that are not wanted; no
 * post that stands there, or in the bundle, is taken (again).
 */
#ifndef SITE_POSTS_TAKE_H
#define SITE_POSTS_TAKE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* Without a number, this many at most, and none with a lower score. */
enum { TAKE_MOST = 5, TAKE_SCORE = 6 };

struct posts_take_options {
	struct str topic; /* its name */
	size_t count;     /* take this many, whatever their score; 0: not said */
	bool explain;     /* say how each score comes about, and take nothing */
};

/*
 * Works on the site in the working directory, without network. Appends to OUT
 * what was taken, a post a line, or with EXPLAIN every new post with the parts of
 * its score, best first. Returns the exit status (base/fatal.h): good also where
 * there was nothing to take; usage where there is no such topic; content where the
 * bundle or topic.md is wrong, and then nothing has changed.
 */
int posts_take(struct arena *arena, const struct posts_take_options *options,
	       struct diags *diags, struct buf *out);

#endif
