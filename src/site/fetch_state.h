/*
 * .almanac/fetch-state: when each subscription was asked, and may be asked again.
 * The file is a cache: without it everything is due, and what a server needs to know
 * its feed again is taken from the feeds themselves.
 */
#ifndef SITE_FETCH_STATE_H
#define SITE_FETCH_STATE_H

#include "base/list.h"
#include "site/fetch_store.h"

struct fetch_state {
	struct str name;
	struct str url;     /* in the list of subscriptions; another one begins anew */
	feed_time asked;    /* last; or unknown */
	feed_time answered; /* last without a failure; or unknown */
	feed_time due;      /* not before; unknown: at once */
	long failures;      /* in a row */
	long ttl;           /* of the feed, in minutes */
	struct str failure; /* the last of them, in words; or unknown */
	bool gone;          /* it said so (410), and is asked no more */
	struct origin origin;
	struct str of; /* SHA-256 of the file that ORIGIN's validators hold for */
};

typedef LIST(struct fetch_state) fetch_states;

/* Reads the file; one that is not there, or cannot be read, is an empty one. */
fetch_states fetch_states_read(struct arena *arena);

/* The state of NAME, or NULL. */
struct fetch_state *fetch_states_find(const fetch_states *states, struct str name);

/* Replaces the file, whole. 0 or errno. */
int fetch_states_write(const fetch_states *states);

#endif
