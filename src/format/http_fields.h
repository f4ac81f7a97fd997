/* The header fields of an answer that matter to a feed, and what they say of time. */
#ifndef FORMAT_HTTP_FIELDS_H
#define FORMAT_HTTP_FIELDS_H

#include "base/arena.h"
#include "base/str.h"
#include "format/date_feed.h"

/* Values as they came; unknown what did not. Dates stay text: they are sent back so. */
struct http_fields {
	struct str cache_control, content_type, date, etag, expires, last_modified, location,
		retry_after;
};

/*
 * Keeps the field of LINE, "Name: value" (RFC 9110, section 5), if it is one of these.
 * Values with control characters, or longer than 2048 bytes, are none.
 */
void http_fields_keep(struct arena *arena, struct http_fields *fields, struct str line);

/* No longer time is believed, in seconds: a slip would end a subscription. */
#define HTTP_LONGEST ((feed_time)7 * 24 * 3600)

/*
 * For how many seconds the answer is fresh (RFC 9111, section 4.2.1): max-age of
 * Cache-Control, or else the time from Date, or NOW, to Expires. 0: it is not said.
 */
feed_time http_fresh_for(const struct http_fields *fields, feed_time now);

/* Seconds of Retry-After, which are written so, or as a date; 0: it is not said. */
feed_time http_retry_after(const struct http_fields *fields, feed_time now);

#endif
