/*
 * The development server: a site with its drafts on loopback, made anew whenever
 * a file of it changes, and shown anew by the pages that are open.
 *
 * A request waits until what was saved before it is built, so what is served is
 * what a build makes, and never older than the files. Into pages a script is put
 * on their way out; the files stay as they were built.
 */
#ifndef SITE_SERVE_H
#define SITE_SERVE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/watch.h"
#include "format/http_server.h"
#include "site/serve_build.h"

#include <stdbool.h>
#include <stdint.h>

/* Whoever shows the editor what happens. */
struct serve_listener {
	void (*built)(void *context, const struct built *built);
	void *context;
};

struct serve_options {
	struct str output; /* not to be written to by anybody else */
	bool colour;       /* in messages */
	struct serve_listener listener;
};

struct serve {
	const struct serve_options *options;
	struct http_server *server;
	unsigned short port;
	int signals; /* signalfd */
	struct watch watch;
	struct serve_build build;
	struct arena scratch; /* of one request */
	struct buf base_path, messages, said;
	uint64_t due, latest; /* when to build; 0: nothing has changed */
	uint64_t held;        /* when the first of those that wait began to; or 0 */
	unsigned instance;    /* of the program: tells one run from another */
	unsigned number;      /* of what the site is now */
	bool failing;         /* the last build found errors */
	bool made;            /* there has been a good one */
	bool fresh;           /* the last build said what the one before it did not */
};

/*
 * Listens, watches, and begins to build. *PORT is as in http_server_open. Returns
 * 0 or errno. From here on SIGINT, SIGTERM and SIGHUP come to serve_run alone.
 */
int serve_open(struct serve *serve, const struct serve_options *options, unsigned short *port);

/* Serves until one of these signals comes; returns which. */
int serve_run(struct serve *serve);

void serve_close(struct serve *serve);

#endif
