/*
 * The way that redirects lead, and the rules for it: at most five, http and https
 * only, never from https down to http, and never back to where it was.
 */
#ifndef FORMAT_HTTP_WAY_H
#define FORMAT_HTTP_WAY_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

enum { HTTP_REDIRECTS = 5 };

struct http_way {
	struct str hops[HTTP_REDIRECTS + 1];
	int redirects;
	bool permanent;   /* all of them so far */
	struct str moved; /* where permanent ones alone led to; or unknown */
};

/*
 * A way that begins at URL. Bytes beyond ASCII are percent-encoded in every hop, but
 * for its host: a server's bytes are no text until then.
 */
struct http_way http_way_begin(struct arena *arena, struct str url);

/* The hop that is to be asked now. */
static inline struct str http_way_here(const struct http_way *way)
{
	return way->hops[way->redirects];
}

/* True where an answer of this status leads elsewhere by its Location. */
bool http_way_is_redirect(long status);

/*
 * Goes on to LOCATION, a reference that a redirect of STATUS gave. False where a
 * rule forbids it; *FAILURE says which.
 */
bool http_way_follow(struct arena *arena, struct http_way *way, long status,
		     struct str location, struct str *failure);

#endif
