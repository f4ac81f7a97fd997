/* Which page or data a file of the site is, by its path. */
#ifndef SITE_EXPLAIN_FILE_H
#define SITE_EXPLAIN_FILE_H

#include "base/str.h"

enum explain_kind {
	EXPLAIN_SITE,    /* the home page, the site's feeds, the sitemap, search.json */
	EXPLAIN_FIXED,   /* the schema, what servers read */
	EXPLAIN_TOPIC,   /* a topic's page */
	EXPLAIN_FEED,    /* its feeds */
	EXPLAIN_BUNDLE,  /* its bundle, and the table of commitments */
	EXPLAIN_PICTURE,
	EXPLAIN_GUIDE,   /* a guide's page, and the same as data */
	EXPLAIN_VERSION, /* pages of one version */
	EXPLAIN_CHANGES  /* what a version changed */
};

struct explain_file {
	enum explain_kind kind;
	struct str topic; /* its name; unknown: of none */
	int level;        /* of the guide, or -1 */
	const char *templates[2]; /* that it may be made with, or NULL */
};

/* A file at PATH in a site; that a topic of this name exists is for others to say. */
struct explain_file explain_file_of(struct str path);

#endif
