/*
 * Posts that are not offered again: those that content/TOPIC/seen.txt names, and
 * those of a bundle.
 *
 * The file is an editor's as much as the program's. Each line is a link, or the
 * name of a subscription, a space and the id that a post has in it; behind " #",
 * and in lines that begin with "#", stands what the program does not read.
 */
#ifndef SITE_POSTS_SEEN_H
#define SITE_POSTS_SEEN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "site/model.h"
#include "site/posts.h"

#include <stdbool.h>

struct seen {
	struct arena *arena;
	struct map keys;
};

/* The path of the file of the topic NAME. */
struct str seen_path(struct arena *arena, struct str topic);

/*
 * Adds what the lines of TEXT name. seen_read reads the topic's file: TEXT is
 * empty, and STAMP all 0, where there is none; false after an error was reported.
 */
void seen_add_lines(struct seen *seen, struct str text);
bool seen_read(struct seen *seen, struct str topic, struct diags *diags, struct str *text,
	       struct stamp *stamp);

/* Adds the posts of a bundle, by their links. */
void seen_add_bundle(struct seen *seen, const struct bundle *bundle);

bool seen_has(const struct seen *seen, const struct pulled_post *post);

/* Appends the lines that name POST, each ended by END. */
void seen_write(struct buf *out, const struct pulled_post *post, struct str end);

/*
 * URL as it is compared: without scheme, a slash at the end, and the parameters
 * by which readers of a feed are counted (utm_…).
 */
struct str seen_link(struct arena *arena, struct str url);

#endif
