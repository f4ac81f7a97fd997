/*
 * A growing array of one type, in an arena.
 *
 *	LIST(struct deal) deals = {0};
 *	struct deal *deal = list_add(&deals, arena);
 *
 * list_add gives a zeroed new item; it is moved when the list grows, so keep
 * indexes, not pointers, until the list is complete.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

#include <stddef.h>

#define LIST(type) \
	struct { \
		type *items; \
		size_t count; \
		size_t room; \
	}

#define list_add(list, arena) \
	((list)->count < (list)->room \
		 ? (void)0 \
		 : list_grow((arena), (void **)&(list)->items, &(list)->room, \
			     (list)->count, sizeof *(list)->items), \
	 &(list)->items[(list)->count++])

/* Makes *ITEMS hold more than COUNT items of SIZE bytes; the new ones are 0. */
void list_grow(struct arena *arena, void **items, size_t *room, size_t count,
	       size_t size);

#endif
