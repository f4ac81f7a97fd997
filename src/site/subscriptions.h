/*
 * feeds/subscriptions.opml: which feeds are pulled. The file is the editors'; only
 * `almanac fetch --add` writes to it, one line.
 */
#ifndef SITE_SUBSCRIPTIONS_H
#define SITE_SUBSCRIPTIONS_H

#include "base/diag.h"
#include "format/opml.h"

#include <stdbool.h>

#define SUBSCRIPTIONS_DIR "feeds"
#define SUBSCRIPTIONS_PATH SUBSCRIPTIONS_DIR "/subscriptions.opml"
#define SUBSCRIPTIONS_LARGEST ((size_t)1 << 20)

/*
 * Reads the file into SOURCE, which messages point into, and *LIST. False after an
 * error was reported; *LIST then has those that are right. A file that is not there
 * is an empty one, and its text unknown.
 */
bool subscriptions_load(struct arena *arena, struct source *source, struct diags *diags,
			subscriptions *list);

/*
 * Adds one to the file that SOURCE was read from, and leaves all else of it as it
 * is. False after an error was reported: one like it is there, or the file cannot
 * be written.
 */
bool subscriptions_add(struct arena *arena, const struct source *source,
		       const struct subscription *subscription, struct diags *diags);

#endif
