#include "site/changes.h"

struct diff_side changes_side(const struct content *content, size_t index, struct str name,
			      struct date date)
{
	const struct body *body = &content->bodies[index];
	struct str text = body->source.text;

	return (struct diff_side){.name = name, .date = date, .front = &body->front,
				  .md = body->md, .bundle = &content->bundle,
				  .text = str_slice(text, body->offset, text.len)};
}

struct diff_side changes_sealed_side(struct arena *arena, const struct content *content,
				     size_t index, const struct seal *seal)
{
	struct str name = str_printf(arena, "v%d", seal->version);
	struct diff_side side = changes_side(content, index, name, seal->date);
	struct diff_picture *pictures =
		arena_array(arena, struct diff_picture, seal->pictures.count);

	for (size_t i = 0; i < seal->pictures.count; i++)
		pictures[i] = (struct diff_picture){seal->pictures.items[i].name,
						    seal->pictures.items[i].hash};
	side.pictures = pictures;
	side.picture_count = seal->pictures.count;
	return side;
}
