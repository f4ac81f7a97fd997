/*
 * The names that templates use, each interned as a small number, and where
 * each kind of object keeps them: so rendering compares no text.
 */
#ifndef FORMAT_MUSTACHE_NAMES_H
#define FORMAT_MUSTACHE_NAMES_H

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "base/str.h"
#include "format/value.h"

#include <stdint.h>

struct names {
	struct map numbers;     /* text to number + 1 */
	LIST(struct str) texts; /* by number */
	struct kind_row *rows;  /* a hash table by address of the kind */
	size_t row_count;
	size_t row_room;    /* a power of two, or 0 */
	size_t row_length;  /* names that there were when the rows were made */
};

/* The number of NAME, which is borrowed. */
uint32_t names_intern(struct names *names, struct arena *arena, struct str name);

/*
 * For each name's number its index among the members of KIND, or -1. Good
 * until the next names_intern.
 */
const int32_t *names_row(struct names *names, struct arena *arena,
			 const struct kind *kind);

#endif
