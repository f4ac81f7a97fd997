/*
 * Templates and assets: those compiled into the program, and over them, file
 * by file, those in the site's own templates/ and assets/.
 */
#ifndef SITE_THEME_H
#define SITE_THEME_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/list.h"
#include "format/mustache.h"
#include "site/words.h"

#include <stdbool.h>
#include <stdint.h>

struct asset {
	struct str path;   /* in the output: "assets/style.css", "favicon.ico" */
	struct str source; /* path in the site, for messages */
	struct str bytes;
};

/* A file of the theme: the site's own, or compiled in. */
struct theme_file {
	struct str path; /* "templates/guide.mustache", "assets/style.css" */
	struct str bytes;
	uint64_t hash; /* of the bytes */
	bool own;
	bool replaces; /* one that is compiled in */
};

typedef LIST(struct theme_file) theme_files;

struct theme {
	uint64_t hash; /* of templates, and the names of assets: what pages are made of */
	struct mustache *templates; /* named without templates/ and .mustache */
	LIST(struct asset) assets;  /* by path */
	theme_files files;          /* all of them, by path */
};

/* Reads and compiles all; it lives in ARENA, and says "unknown" in WORDS. False after an error. */
bool theme_load(struct theme *theme, struct arena *arena, const struct words *words,
		struct diags *diags);

/* True when an asset is published at PATH. */
bool theme_has_asset(const struct theme *theme, struct str path);

#endif
