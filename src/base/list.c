#include "base/list.h"

#include <string.h>

void list_grow(struct arena *arena, void **items, size_t *room, size_t count,
	       size_t size)
{
	size_t wanted = *room ? *room * 2 : 8;
	void *larger;

	if (count < *room)
		return;
	larger = arena_zalloc(arena, wanted, size);
	if (count)
		memcpy(larger, *items, count * size);
	*items = larger;
	*room = wanted;
}
