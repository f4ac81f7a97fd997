/*
 * An HTTP server on 127.0.0.1 for one reader at a time, with libmicrohttpd: no
 * threads, and everything in one descriptor that the caller polls.
 *
 * What is asked for and how it is answered is the listener's. This pair of files
 * knows how the bytes come and go: answers at once, answers that wait, and streams
 * that never end (server-sent events).
 */
#ifndef FORMAT_HTTP_SERVER_H
#define FORMAT_HTTP_SERVER_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* A request. Nothing in it is decoded; all of it is gone after the call. */
struct http_asked {
	struct str method;
	struct str path;       /* "/a%20b/", as it was sent */
	struct str query;      /* behind the "?"; unknown: there is none */
	struct str host;       /* Host; or unknown */
	struct str last_event; /* Last-Event-ID; or unknown */
	bool again;            /* it waited */
};

enum http_how {
	HTTP_AT_ONCE,
	HTTP_WAIT,  /* it is asked again after http_server_wake; not twice */
	HTTP_STREAM /* BODY is its beginning, http_server_send the rest */
};

struct http_given {
	enum http_how how;
	unsigned status;
	const char *type;     /* Content-Type, or NULL */
	const char *location; /* of a redirect, or NULL; until the call returns */
	const char *allow;    /* of a method that is not known, or NULL */
	struct buf body;      /* the server takes it over */
};

/* Answers: GIVEN is all zero, but for the status 200. */
struct http_answering {
	void (*answer)(void *context, const struct http_asked *asked, struct http_given *given);
	void *context;
};

struct http_server;

/*
 * Listens on 127.0.0.1. PORT 0 takes a free one; *PORT is the one that it is then.
 * Returns 0, or errno: EADDRINUSE where somebody else has the port. The program
 * is to ignore SIGPIPE.
 */
int http_server_open(struct http_server **server, unsigned short *port,
		     const struct http_answering *answering);

/* Readable when http_server_run has something to do. */
int http_server_fd(const struct http_server *server);

/* Milliseconds after which http_server_run is to be called anyway, or -1. */
int http_server_timeout(const struct http_server *server);

/* Does what can be done without waiting. */
void http_server_run(struct http_server *server);

/* Asks again for all that waits. */
void http_server_wake(struct http_server *server);

/* Sends BYTES to all streams; a stream that nobody reads ends with that. */
void http_server_send(struct http_server *server, struct str bytes);

/* How many streams there are. */
size_t http_server_streams(const struct http_server *server);

/* Ends all connections. */
void http_server_close(struct http_server *server);

#endif
