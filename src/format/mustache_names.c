#include "format/mustache_names.h"

struct kind_row {
	const struct kind *kind; /* NULL: free */
	int32_t *indexes;
};

uint32_t names_intern(struct names *names, struct arena *arena, struct str name)
{
	uintptr_t number = names->texts.count + 1;
	void *taken = map_put(&names->numbers, arena, name, (void *)number);

	if (taken == (void *)number)
		*list_add(&names->texts, arena) = name;
	return (uint32_t)((uintptr_t)taken - 1);
}

static struct kind_row *find(const struct names *names, const struct kind *kind)
{
	uint64_t hash = (uint64_t)(uintptr_t)kind * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(hash >> 32) & (names->row_room - 1);

	while (names->rows[at].kind && names->rows[at].kind != kind)
		at = (at + 1) & (names->row_room - 1);
	return &names->rows[at];
}

static void grow(struct names *names, struct arena *arena)
{
	struct names larger = *names;

	larger.row_room = names->row_room ? names->row_room * 2 : 64;
	larger.rows = arena_array(arena, struct kind_row, larger.row_room);
	for (size_t i = 0; i < names->row_room; i++)
		if (names->rows[i].kind)
			*find(&larger, names->rows[i].kind) = names->rows[i];
	*names = larger;
}

/* Where a kind has a name twice, the first counts, as in kind_find. */
static int32_t *make_row(const struct names *names, struct arena *arena,
			 const struct kind *kind)
{
	int32_t *row = arena_alloc(arena, (names->texts.count + 1) * sizeof *row);

	for (size_t i = 0; i < names->texts.count; i++)
		row[i] = -1;
	for (size_t i = kind->count; i-- > 0;) {
		void *taken = map_get(&names->numbers, str_of(kind->members[i]));

		if (taken)
			row[(uintptr_t)taken - 1] = (int32_t)i;
	}
	return row;
}

const int32_t *names_row(struct names *names, struct arena *arena,
			 const struct kind *kind)
{
	struct kind_row *row;

	if (names->row_length != names->texts.count) {
		names->row_length = names->texts.count;
		names->row_count = names->row_room = 0;
	}
	if (names->row_count * 2 >= names->row_room)
		grow(names, arena);
	row = find(names, kind);
	if (!row->kind) {
		*row = (struct kind_row){kind, make_row(names, arena, kind)};
		names->row_count++;
	}
	return row->indexes;
}
