/*
 * Subscriptions as feed readers export them (OPML 1.0 to 2.0): outlines with
 * xmlUrl, in groups or not. The file is an editor's, so what is wrong with it is
 * said, and nothing is repaired.
 */
#ifndef FORMAT_OPML_H
#define FORMAT_OPML_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/list.h"

#include <stdbool.h>

/* How far a subscription is trusted where almanacTrust="…" does not say it. */
#define OPML_TRUST 5

struct subscription {
	struct str name; /* of its file: opml_name of its text; unique */
	struct str text; /* what its reader called it */
	struct str url;  /* of the feed; http or https; unique */
	struct str home; /* of the page that it is about; or unknown */
	int trust;       /* from 0 to 10 */
	struct place place;
};

typedef LIST(struct subscription) subscriptions;

/*
 * Reads SOURCE into *LIST, in its order. False after an error was reported
 * (rule "opml"): syntax, a DOCTYPE, no text, no good URL, no good
 * trust, a name or a URL that an earlier one has. *LIST has those that are right.
 */
bool opml_read(struct arena *arena, const struct source *source, struct diags *diags,
	       subscriptions *list);

/*
 * TEXT as a name of a file: small letters and digits, a hyphen between what
 * other characters part. "" when there is neither.
 */
struct str opml_name(struct arena *arena, struct str text);

/*
 * Appends OPML with one more outline, last in its body, and else as it is; a
 * new document when OPML is empty. False, and nothing, where it has no </body>.
 */
bool opml_add(struct buf *out, struct str opml, const struct subscription *subscription);

#endif
