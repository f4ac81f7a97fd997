/*
 * What `almanac serve` tells the page: messages as JSON, and server-sent events.
 */
#ifndef SITE_SERVE_MESSAGES_H
#define SITE_SERVE_MESSAGES_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

/*
 * The errors, by place, as the overlay shows them: the line is cut into what
 * stands before, in and behind the marked stretch. Only the first fifty; "more"
 * says how many are left out.
 */
void serve_messages_json(struct buf *out, const struct diags *diags);

/*
 * The files of CHANGED, a line each, as JSON; or that it is all of the site, where
 * they are too many to name or CHANGED is unknown.
 */
void serve_changed_json(struct buf *out, struct str changed);

/* One event: its name, what it leaves the page at, and its data, of any lines. */
void serve_event(struct buf *out, const char *name, struct str id, struct str data);

#endif
