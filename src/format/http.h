/*
 * HTTP as one who reads feeds needs it (RFC 9110): many addresses asked at once,
 * each host by one connection at a time, and nothing that a server does costs more
 * time or memory than the options allow.
 *
 * http and https alone are spoken, certificates are always verified, proxies,
 * cookies and passwords of the machine are not used. Redirects are followed here, by
 * the rules of format/http_way; every hop is held to those above.
 */
#ifndef FORMAT_HTTP_H
#define FORMAT_HTTP_H

#include "base/str.h"
#include "format/http_fields.h"

#include <stdbool.h>
#include <stddef.h>

struct http_options {
	struct str agent;    /* User-Agent */
	struct str ca_file;  /* certificates to trust; unknown: the system's */
	bool allow_private;  /* HTTP_PRIVATE too (format/http_address) */
	size_t largest;      /* bytes of a body, decompressed */
	long seconds;        /* for an answer, redirects included */
};

struct http_request {
	struct str url;
	/* Sent byte for byte to VALID_FOR alone, the address that gave them. */
	struct str valid_for, etag, last_modified;
};

/* What a server said; unknown what it did not. Lives until the next one is told. */
struct http_response {
	long status;         /* 0: there is no answer, and FAILURE says why */
	struct str failure;  /* in words, for a message */
	struct str help;     /* what to do; or unknown */
	struct str url;      /* that answered, or failed */
	struct str moved;    /* where permanent redirects alone led to */
	struct str body;     /* of status 200, decoded and whole */
	struct http_fields fields;
};

enum http_state { HTTP_WAITING, HTTP_ASKING, HTTP_RECEIVING, HTTP_DONE };

/* Whoever asks is told here; all but DONE may be NULL. */
struct http_listener {
	void (*done)(void *context, size_t index, const struct http_response *response);
	/* BYTES have arrived so far. */
	void (*progress)(void *context, size_t index, enum http_state state, size_t bytes);
	bool (*tick)(void *context); /* several times a second; false: ask no more */
	void *context;
};

/* Asks for all COUNT of REQUESTS, and returns when DONE was called for each, or TICK was false. */
void http_run(const struct http_options *options, const struct http_request *requests,
	      size_t count, const struct http_listener *listener);

#endif
