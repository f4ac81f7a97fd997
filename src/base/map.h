/*
 * A hash table from text to a pointer, in an arena. Keys are borrowed.
 * Order of insertion decides nothing: who needs an order keeps a list beside.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map {
	struct map_slot *slots;
	size_t count;
	size_t room; /* a power of two, or 0 */
};

/* The value put under KEY, or NULL. */
void *map_get(const struct map *map, struct str key);

/*
 * Puts VALUE (not NULL) under KEY unless there is one already; returns what
 * stands there now, so that a result other than VALUE means "taken".
 */
void *map_put(struct map *map, struct arena *arena, struct str key, void *value);

#endif
