/*
 * What was kept of a feed, and what it says now, into one: the posts of both,
 * each once.
 *
 * A post is known again by its id; or by its link, where the feed has no other
 * post with that link, and the old id is not there any more. It keeps its first
 * id, and the date at which it first came out, and where a reader sees no
 * difference it stays as it was: some feeds give posts new dates or ids
 * whenever they are asked.
 */
#ifndef FORMAT_FEEDS_MERGE_H
#define FORMAT_FEEDS_MERGE_H

#include "format/feeds.h"

/* What is kept. */
struct feed_retention {
	size_t count;     /* of posts: the newest */
	feed_time oldest; /* of posts with a date; 0: all */
};

/*
 * Merges, newest posts first: by date, then id; those without a date last, in
 * the order of the feed. *ADDED is how many of them OLD does not have. The rest
 * of the record is that of NEW. Text is borrowed from both.
 */
struct news_feed feeds_merge(struct arena *arena, const struct news_feed *old,
			     const struct news_feed *new, const struct feed_retention *keep,
			     size_t *added);

#endif
