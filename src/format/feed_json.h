/*
 * JSON Feed (jsonfeed.org, versions 1.0 and 1.1): read into the record, and
 * written, which is how Almanac keeps what it pulled.
 */
#ifndef FORMAT_FEED_JSON_H
#define FORMAT_FEED_JSON_H

#include "base/buf.h"
#include "base/diag.h"
#include "format/data.h"
#include "format/feeds.h"
#include "format/json_write.h"

#include <stdbool.h>

/*
 * Reads SOURCE, valid UTF-8, into *FEED; BASE is its URL, or unknown. *OWN, where
 * it is not NULL, is set to the member "_almanac", or to NULL. False when no feed
 * could be read; an error was reported then (rules of json_read, and "feed"), and
 * for a member that is wrong in a feed that could.
 */
bool feed_json_read(struct arena *arena, const struct source *source, struct str base,
		    const struct feed_limits *limits, struct diags *diags, struct news_feed *feed,
		    const struct data **own);

/*
 * Appends FEED as JSON Feed 1.1, its entries in the order that they have, a
 * member a line. OWN, where it is not NULL, writes the value of "_almanac".
 * What was written reads back as the same record, but for what no file can
 * hold still: updated, ttl and partial.
 */
void feed_json_write(struct buf *out, const struct news_feed *feed,
		     void (*own)(struct json_writer *writer, const void *context),
		     const void *context);

#endif
