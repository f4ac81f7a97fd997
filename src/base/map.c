#include "base/map.h"

#include "base/hash.h"

struct map_slot {
	struct str key;
	uint64_t hash;
	void *value;
};

static struct map_slot *find(const struct map *map, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (map->room - 1);

	while (map->slots[at].value) {
		struct map_slot *slot = &map->slots[at];

		if (slot->hash == hash && str_equal(slot->key, key))
			return slot;
		at = (at + 1) & (map->room - 1);
	}
	return &map->slots[at];
}

static void grow(struct map *map, struct arena *arena)
{
	struct map larger = {.room = map->room ? map->room * 2 : 16};

	larger.slots = arena_array(arena, struct map_slot, larger.room);
	for (size_t i = 0; i < map->room; i++) {
		struct map_slot *slot = &map->slots[i];

		if (slot->value)
			*find(&larger, slot->key, slot->hash) = *slot;
	}
	larger.count = map->count;
	*map = larger;
}

void *map_get(const struct map *map, struct str key)
{
	return map->room ? find(map, key, hash_str(key))->value : NULL;
}

void *map_put(struct map *map, struct arena *arena, struct str key, void *value)
{
	uint64_t hash = hash_str(key);
	struct map_slot *slot;

	if (map->count * 4 >= map->room * 3)
		grow(map, arena);
	slot = find(map, key, hash);
	if (!slot->value) {
		*slot = (struct map_slot){key, hash, value};
		map->count++;
	}
	return slot->value;
}
