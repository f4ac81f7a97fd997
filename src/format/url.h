/*
 * URLs by RFC 3986, as views into the text: parsed, resolved against a base,
 * and looked at whether they lead to the web.
 */
#ifndef FORMAT_URL_H
#define FORMAT_URL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Longer ones are no links, but a way to fill the memory. */
#define URL_LONGEST 4096

/* A part that is not there is unknown; the path always is, if only empty. */
struct url {
	struct str scheme;
	struct str authority; /* "user@host:port" */
	struct str path;
	struct str query;
	struct str fragment;
};

/* Every text is a URL, or a reference to one (section 4.1 and appendix B). */
struct url url_parse(struct str text);

/* The host of its authority, without user and port. */
struct str url_host(struct url url);

/* True for http and https with a host. */
bool url_is_web(struct str text);

/*
 * REFERENCE resolved against BASE (section 5.2); as it is where BASE is unknown
 * or has no scheme.
 */
struct str url_resolve(struct arena *arena, struct str base, struct str reference);

/* The same, appended to OUT. */
void url_add_resolved(struct buf *out, struct str base, struct str reference);

/*
 * A link as feeds and pages write them, resolved: without white space around
 * and line breaks in it, other spaces percent-encoded, and with the scheme of
 * BASE, or https, where it begins with a host ("www.", or that of BASE).
 * Unknown unless http or https comes of it, of at most URL_LONGEST bytes.
 */
struct str url_link(struct arena *arena, struct str base, struct str text);

#endif
