/* Asking servers for feeds, and making sense of what they answer. */
#ifndef SITE_FETCH_ASK_H
#define SITE_FETCH_ASK_H

#include "format/feeds.h"
#include "format/http.h"

#include <stdbool.h>

struct fetch_options {
	feed_time now;
	bool all;           /* what is not due, too */
	bool allow_private; /* addresses that are not public, too */
	long seconds;       /* for an answer */
	struct str ca_file; /* certificates to trust; unknown: the system's */
	const struct fetch_listener *listener; /* or NULL */
};

/* The options of http, with the site's address in the User-Agent. */
struct http_options ask_options(struct arena *arena, const struct fetch_options *options);

/* Asks for one URL; what comes back is the arena's. */
struct http_response ask_one(struct arena *arena, const struct fetch_options *options,
			     struct str url);

/* What is to be said of an answer: why it is of no use, or what is wrong with it. */
struct ask_remark {
	struct str what; /* or unknown: nothing */
	struct str help; /* or unknown */
};

/*
 * Reads the feed that RESPONSE holds, of status 200. False where it is none; the
 * remark says why, or of a feed what it lacks.
 */
bool ask_read(struct arena *arena, const struct http_response *response, feed_time now,
	      struct news_feed *feed, struct ask_remark *remark);

/* The same for bytes of any origin. */
bool ask_read_bytes(struct arena *arena, struct str bytes, struct str url, struct str charset,
		    feed_time now, struct news_feed *feed, struct ask_remark *remark);

/* Why there is no feed in an answer of another status, or in none. */
struct ask_remark ask_failure(struct arena *arena, const struct http_response *response);

#endif
