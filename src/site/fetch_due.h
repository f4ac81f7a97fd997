/* When a subscription may be asked again. Times are in seconds. */
#ifndef SITE_FETCH_DUE_H
#define SITE_FETCH_DUE_H

#include "format/date_feed.h"
#include "format/http.h"

enum { DUE_LEAST = 3600, DUE_FAILED_MOST = 24 * 3600 };

/*
 * After an answer: not before an hour, what its header fields say that it is fresh
 * for, and the TTL of the feed, in minutes; at most a week.
 */
feed_time due_after_answer(const struct http_response *response, long ttl, feed_time now);

/*
 * After so many FAILURES in a row, this one included: an hour, then twice as long
 * each time, up to a day. A server that says how long (Retry-After, with 429 or 503)
 * is left alone for that time, but not less than an hour, nor more than a week.
 */
feed_time due_after_failure(const struct http_response *response, long failures, feed_time now);

#endif
