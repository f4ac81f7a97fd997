/*
 * The default templates and assets, and the files of a new site, compiled into the
 * program: all *.mustache under templates/, the words of languages, all files under
 * assets/ and skeleton/ of Almanac's own source, and what `almanac serve` adds to
 * pages, written as C by build-aux/embed when the program is built.
 */
#ifndef SITE_EMBEDDED_H
#define SITE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *path;  /* as in a site: "templates/guide.mustache" */
	const char *bytes; /* with a NUL behind them */
	size_t length;     /* without it */
};

/* Sorted by the bytes of the path. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

#endif
