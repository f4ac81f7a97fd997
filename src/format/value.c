#include "format/value.h"

struct object *object_new(struct arena *arena, const struct kind *kind)
{
	struct object *object;

	object = arena_zalloc(arena, 1, sizeof *object + kind->count * sizeof(struct value));
	object->kind = kind;
	return object;
}

int kind_find(const struct kind *kind, struct str name)
{
	for (size_t i = 0; i < kind->count; i++)
		if (str_equal(str_of(kind->members[i]), name))
			return (int)i;
	return -1;
}
