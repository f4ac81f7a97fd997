/*
 * What each version of a topic's bundle said of a deal or fact, and when that
 * changed.
 */
#ifndef SITE_HISTORY_H
#define SITE_HISTORY_H

#include "base/date.h"
#include "base/list.h"
#include "base/str.h"
#include "site/versions.h"
#include "site/words.h"

#include <stdbool.h>

/* What was said from a release on. */
struct fact_state {
	struct date date; /* of that release */
	bool deal;        /* else a fact, whose statement is in scale, in plain text */
	bool added;       /* it was not in the first bundle */
	bool removed;     /* it was in the bundle no more */
	struct str scale, platform; /* unknown: unknown */
	struct date announced;
};

struct fact_history {
	struct str id;
	struct str anchor; /* in the topic's page; unknown: it is in the bundle no more */
	struct str label;  /* its parties, or its statement, as they were said last */
	LIST(struct fact_state) states; /* oldest first */
};

struct history {
	LIST(struct fact_history) records; /* in the order of their first release */
};

/*
 * The records that a release after the first has changed or removed, and the deals
 * that it has added. Of versions that were withdrawn nothing is said.
 */
struct history history_make(struct arena *arena, const struct words *words,
			    const struct versions *versions);

#endif
