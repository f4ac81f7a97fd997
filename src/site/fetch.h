/*
 * `almanac fetch`: pulls what is due of the subscriptions into feeds/.
 *
 * All are asked at once, a host by one connection. What a server sends is merged
 * with what was kept (format/feeds_merge), and the file replaced where that changed
 * it. A subscription that fails keeps its file, is said, and is asked again later.
 * Two fetches exclude each other; one that is killed leaves every file whole.
 */
#ifndef SITE_FETCH_H
#define SITE_FETCH_H

#include "base/diag.h"
#include "site/fetch_ask.h"

#include <stddef.h>

enum fetch_outcome { FETCH_NOT_DUE, FETCH_SAME, FETCH_NEW, FETCH_FAILED, FETCH_GONE };

/* A subscription in the table at the end. */
struct fetch_row {
	struct str name;
	enum fetch_outcome outcome;
	struct str failure; /* why it failed, now or the last time; or unknown */
	size_t added;       /* posts */
	size_t bytes;       /* that came */
	feed_time due;      /* next; unknown where it is gone */
};

struct fetch_result {
	struct fetch_row *rows; /* in the order of the file */
	size_t count;
	bool interrupted; /* by a signal that waits (base/interrupt.h); what had come is saved */
};

/* Who draws progress. */
struct fetch_listener {
	void (*progress)(void *context, const struct fetch_row *row, enum http_state state);
	void (*tick)(void *context); /* several times a second */
	void *context;
};

/*
 * Works on the site in the working directory. Returns the exit status
 * (base/fatal.h): content where subscriptions are wrong, system where some that
 * were due did not answer, or a file cannot be written; all else is saved even then.
 */
int fetch_run(struct arena *arena, const struct fetch_options *options, struct diags *diags,
	      struct fetch_result *result);

#endif
