/* What `almanac serve` answers. */
#ifndef SITE_SERVE_ANSWER_H
#define SITE_SERVE_ANSWER_H

#include "base/arena.h"
#include "format/http_server.h"

#include <stdbool.h>

/* What there is to serve. */
struct serve_state {
	unsigned short port;
	struct str dir;       /* the site */
	struct str base_path; /* what its URLs begin with */
	struct str id;        /* of what the site is now */
	struct str messages;  /* of the last build, as JSON; unknown: it was good */
	bool made;            /* the site is one that this run has made */
};

/* False, with the refusal in GIVEN, for a foreign host or a method that would write. */
bool serve_may(const struct serve_state *state, const struct http_asked *asked,
	       struct http_given *given);

/* True, with the answer, for what is the server's own: script, style and events. */
bool serve_own(const struct serve_state *state, const struct http_asked *asked,
	       struct http_given *given);

/* The answer from the site. Texts in GIVEN live in the arena. */
void serve_page(struct arena *arena, const struct serve_state *state,
		const struct http_asked *asked, struct http_given *given);

#endif
