/*
 * feeds/NAME.json: what was pulled of a subscription, as JSON Feed 1.1. Its member
 * "_almanac" says where it came from and by what a server knows it again; it changes
 * with the posts only, so that a fetch without news changes no file.
 */
#ifndef SITE_FETCH_STORE_H
#define SITE_FETCH_STORE_H

#include "base/buf.h"
#include "base/diag.h"
#include "format/feeds.h"

#include <stdbool.h>

/* Posts that are kept: so many, and none that is older than the newest by more. */
enum { STORE_POSTS = 300 };
#define STORE_AGE ((feed_time)2 * 365 * 24 * 3600)

/* By what a server knows what it sent (RFC 9110, section 8.8), byte for byte. */
struct validators {
	struct str url; /* the address that gave them, and which they are for */
	struct str etag, last_modified;
};

struct origin {
	struct str url;   /* in the list of subscriptions */
	struct str moved; /* where it said that it has moved to; or unknown */
	struct validators valid;
};

struct stored_feed {
	struct str path;
	struct str bytes; /* of the file; unknown: there is none */
	struct news_feed feed;
	struct origin origin;
};

/*
 * Reads the file of the subscription NAME; that there is none is no error. False
 * after an error was reported.
 */
bool stored_feed_read(struct arena *arena, struct str name, struct diags *diags,
		      struct stored_feed *stored);

/* OLD and NEW together, as it is kept; *ADDED counts the posts that OLD has not. */
struct news_feed store_merge(struct arena *arena, const struct news_feed *old,
			     const struct news_feed *new, size_t *added);

/* Appends the bytes of a file. */
void store_print(struct buf *out, const struct news_feed *feed, const struct origin *origin);

/*
 * Writes FEED where it differs from STORED in more than validators; the file is
 * replaced whole. STORED's bytes are then those of the file. 0 or errno.
 */
int store_write(struct arena *arena, struct stored_feed *stored, const struct news_feed *feed,
		const struct origin *origin);

/*
 * The bytes of a header field as text, and back: each byte is the character of that
 * number (ISO 8859-1), so that any field fits into JSON.
 */
struct str store_field_text(struct arena *arena, struct str bytes);
struct str store_field_bytes(struct arena *arena, struct str text);

#endif
