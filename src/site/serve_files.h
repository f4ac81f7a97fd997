/*
 * The files of a built site as a static host would serve them, and nothing else:
 * what a path names is opened step by step from the site's own directory, so that
 * neither "..", in any spelling, nor a link leads out of it. Names that begin with
 * a dot are not there.
 */
#ifndef SITE_SERVE_FILES_H
#define SITE_SERVE_FILES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum serve_found {
	SERVE_FILE,
	SERVE_MOVED, /* it is a directory, and its URL lacks the slash */
	SERVE_MISSING
};

/*
 * Reads the file that PATH names, a path of a URL as it was sent, into BODY. DIR
 * is the site, whose URLs begin with BASE. *FILE is its name in the site,
 * "a/index.html" where PATH is that of a directory; or where the path has moved to.
 */
enum serve_found serve_file(struct arena *arena, struct str dir, struct str base, struct str path,
			    struct str *file, struct buf *body);

#endif
