/*
 * Reads a feed of any format from the bytes that a server sent, or a file.
 *
 * Nothing is fetched, and nothing that the bytes hold makes it take more memory
 * or time than their length allows.
 */
#ifndef FORMAT_FEEDS_READ_H
#define FORMAT_FEEDS_READ_H

#include "base/diag.h"
#include "format/feeds.h"

#include <stdbool.h>

struct feed_bytes {
	struct str path;    /* what it is called in messages */
	struct str bytes;
	struct str url;     /* where it came from, for links; or unknown */
	struct str charset; /* that the server claims; or unknown */
};

/*
 * Reads the feed into *FEED. False after an error was reported (rule "feed"):
 * the bytes are no feed, larger than the limit, or broken before the first
 * entry. A feed that breaks off later is partial, and a warning says where.
 */
bool feeds_read(struct arena *arena, const struct feed_bytes *from,
		const struct feed_limits *limits, struct diags *diags, struct news_feed *feed);

#endif
