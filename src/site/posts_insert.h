/*
 * New posts put first into the list `posts` of a bundle, as text: every other
 * byte of the file stays.
 *
 * They are written as the posts that are there are written: the same indentation,
 * line breaks and spaces, and members on the same lines. Where there are none yet,
 * they are written as the entries of another list, or else as the file begins.
 */
#ifndef SITE_POSTS_INSERT_H
#define SITE_POSTS_INSERT_H

#include "base/arena.h"
#include "base/buf.h"
#include "format/data.h"

#include <stdbool.h>
#include <stddef.h>

enum { INSERTED_MEMBERS = 7 };
extern const char *const inserted_names[INSERTED_MEMBERS]; /* "id" and so on */

/* The members of a post in that order, as JSON. */
struct inserted {
	struct str members[INSERTED_MEMBERS];
};

/*
 * Appends SOURCE, which reads as DATA, with the COUNT POSTS in it. False, and
 * nothing, where it has no list `posts`.
 */
bool posts_insert(struct arena *arena, struct buf *out, struct str source,
		  const struct data *data, const struct inserted *posts, size_t count);

#endif
