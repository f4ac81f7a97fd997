/*
 * Points in time as feeds write them: RFC 822 and its successors as they are
 * found in the wild, ISO 8601 and its profiles (W3CDTF, RFC 3339).
 *
 * What cannot be read is unknown; the present time is never put in its place.
 * Neither is a time of 1970 or before believed: it is a zero that somebody
 * printed.
 */
#ifndef FORMAT_DATE_FEED_H
#define FORMAT_DATE_FEED_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Seconds since 1970-01-01T00:00:00Z; not positive: unknown. */
typedef int64_t feed_time;

#define FEED_TIME_UNKNOWN ((feed_time)0)

/*
 * Reads TEXT. A date without a time is its first second; without a zone, or
 * with one that is unknown, it is UTC (RFC 5322, section 4.3).
 */
feed_time feed_time_parse(struct str text);

/* "2025-01-21T07:30:00Z" (RFC 3339); unknown stays unknown. */
struct str feed_time_rfc3339(struct arena *arena, feed_time time);

#endif
