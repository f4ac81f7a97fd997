#include "format/mustache_tree.h"

#include <stdarg.h>

struct template *mustache_find(const struct mustache *set, struct str name)
{
	return map_get(&set->by_name, name);
}

struct template *mustache_target(const struct mustache *set,
				 struct include *include)
{
	if (!include->target)
		include->target = mustache_find(set, include->name);
	return include->target;
}

void template_error(struct template *template, struct mustache *set,
		    size_t offset, size_t length, const char *rule,
		    const char *help, const char *format, ...)
{
	struct place place = {template->source, offset, length};
	const char *message;
	va_list args;

	if (template->errors > ERRORS_MOST)
		return;
	if (template->errors++ == ERRORS_MOST) {
		diag_file(set->diags, SEVERITY_NOTE, "template-more", template->source->path, NULL,
			  "further errors in this template are not shown");
		return;
	}
	va_start(args, format);
	message = arena_vprintf(set->arena, format, args);
	va_end(args);
	diag_at(set->diags, SEVERITY_ERROR, rule, place, help, "%s", message);
}

void node_error(struct node *node, struct template *template,
		struct mustache *set, const char *rule, const char *help,
		const char *message)
{
	if (node->reported)
		return;
	node->reported = true;
	template_error(template, set, node->offset, node->length, rule, help, "%s",
		       message);
}

const char *mustache_nearest(const struct mustache *set, struct str name)
{
	size_t count = set->templates.count;
	const char **names = arena_array(set->arena, const char *, count);
	const char *nearest;

	for (size_t i = 0; i < count; i++) {
		struct str known = set->templates.items[i]->name;

		names[i] = arena_copy(set->arena, known.ptr, known.len);
	}
	nearest = str_nearest(name, names, count);
	if (!nearest)
		return NULL;
	return arena_printf(set->arena, "did you mean \"%s\"?", nearest);
}
