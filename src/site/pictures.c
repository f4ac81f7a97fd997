#include "site/pictures.h"

#include "base/sha256.h"
#include "site/load.h"

#include <stdlib.h>

struct finder {
	struct arena *arena;
	const struct topic *topic;
	struct diags *diags;
	struct shown_pictures *pictures;
	bool good;
};

static bool is_known(const struct shown_pictures *pictures, struct str name)
{
	for (size_t i = 0; i < pictures->count; i++)
		if (str_equal(pictures->items[i].name, name))
			return true;
	return false;
}

static void add_picture(struct finder *f, struct str name)
{
	struct str path = str_printf(f->arena, "content/%.*s/pictures/%.*s",
				     STR_ARG(f->topic->name), STR_ARG(name)), bytes;
	struct arena scratch = ARENA_INIT;
	int error = file_read(&scratch, path.ptr, LOAD_LARGEST_PICTURE, &bytes);

	if (error) {
		diag_file(f->diags, SEVERITY_ERROR, "file", path, NULL, "%s", file_error(error));
		f->good = false;
	} else {
		*list_add(f->pictures, f->arena) =
			(struct diff_picture){name, sha256(f->arena, bytes)};
	}
	arena_release(&scratch);
}

/* Links to a picture's file count as well: the reader finds it there. */
static void find(struct finder *f, const struct md_document *md)
{
	const struct str prefix = STR("pictures/");

	for (size_t i = 0; md && i < md->link_count; i++) {
		struct str url = md->links[i]->text;
		struct str path = str_slice(url, 0, str_find(url, '#'));
		struct str name = str_starts(path, prefix)
					  ? str_slice(path, prefix.len, path.len) : STR("");

		if (name.len && !is_known(f->pictures, name))
			add_picture(f, name);
	}
}

static int by_name(const void *left, const void *right)
{
	const struct diff_picture *a = left, *b = right;

	return str_compare(a->name, b->name);
}

bool pictures_find(struct arena *arena, const struct content *content,
		   const struct body *body, struct diags *diags,
		   struct shown_pictures *pictures)
{
	struct finder f = {arena, content->topic, diags, pictures, true};
	const struct bundle *bundle = &content->bundle;

	find(&f, body->md);
	find(&f, body->front.tldr.md);
	for (size_t i = 0; i < body->front.takeaways.count; i++)
		find(&f, body->front.takeaways.items[i].md);
	for (size_t i = 0; i < bundle->facts.count; i++)
		find(&f, bundle->facts.items[i].statement.md);
	for (size_t i = 0; i < bundle->timeline.count; i++)
		find(&f, bundle->timeline.items[i].event.md);
	for (size_t i = 0; i < bundle->faq.count; i++)
		find(&f, bundle->faq.items[i].answer.md);
	if (pictures->count)
		qsort(pictures->items, pictures->count, sizeof *pictures->items, by_name);
	return f.good;
}
