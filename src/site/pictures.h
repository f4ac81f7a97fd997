/*
 * Which pictures a version of a guide shows: in its text, its front matter, and the
 * Markdown of its bundle.
 */
#ifndef SITE_PICTURES_H
#define SITE_PICTURES_H

#include "base/diag.h"
#include "site/diff.h"
#include "site/model.h"

#include <stdbool.h>

/* By name, each with its SHA-256. */
struct shown_pictures {
	struct diff_picture *items;
	size_t count;
	size_t room;
};

/*
 * Reads the pictures that BODY of CONTENT shows, by name. False after an error was
 * reported: rule "file".
 */
bool pictures_find(struct arena *arena, const struct content *content,
		   const struct body *body, struct diags *diags,
		   struct shown_pictures *pictures);

#endif
