#include "site/diff_pictures.h"

#include <stdlib.h>

static int compare_names(const void *left, const void *right)
{
	const struct diff_picture *a = left, *b = right;

	return str_compare(a->name, b->name);
}

static struct diff_picture *sorted(struct arena *arena, const struct diff_side *side)
{
	struct diff_picture *list =
		arena_array(arena, struct diff_picture, side->picture_count);

	for (size_t i = 0; i < side->picture_count; i++)
		list[i] = side->pictures[i];
	if (side->picture_count)
		qsort(list, side->picture_count, sizeof *list, compare_names);
	return list;
}

static void add(struct diff_files *files, const struct diff_picture *from,
		const struct diff_picture *to)
{
	struct diff_file file = {
		.change = !from ? DIFF_ADDED
			  : !to ? DIFF_REMOVED
				: DIFF_CHANGED,
		.name = to ? to->name : from->name,
		.from = from ? from->hash : STR_UNKNOWN,
		.to = to ? to->hash : STR_UNKNOWN,
	};

	if (file.change == DIFF_CHANGED && !file.from.ptr == !file.to.ptr &&
	    str_equal(file.from, file.to))
		return;
	files->items[files->count++] = file;
}

struct diff_files diff_pictures_make(struct arena *arena, const struct diff_side *from,
				     const struct diff_side *to)
{
	struct diff_picture *old = sorted(arena, from), *new = sorted(arena, to);
	struct diff_files files = {arena_array(arena, struct diff_file,
					       from->picture_count + to->picture_count),
				   0};
	size_t i = 0, j = 0;

	while (i < from->picture_count || j < to->picture_count) {
		int order = i == from->picture_count ? 1
			    : j == to->picture_count ? -1
						     : compare_names(&old[i], &new[j]);

		add(&files, order <= 0 ? &old[i] : NULL, order >= 0 ? &new[j] : NULL);
		i += order <= 0;
		j += order >= 0;
	}
	return files;
}
