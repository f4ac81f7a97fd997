#include "format/mustache.h"

#include "format/mustache_render.h"
#include "format/mustache_tree.h"

struct mustache *mustache_new(struct arena *arena,
			      const struct mustache_options *options,
			      struct diags *diags)
{
	struct mustache *set = arena_new(arena, struct mustache);

	set->arena = arena;
	set->strict = options->strict;
	set->null_text = options->null_text;
	set->null_plain = options->null_plain;
	set->diags = diags;
	return set;
}

bool mustache_add(struct mustache *set, struct str name,
		  const struct source *source)
{
	struct template *template = mustache_find(set, name);

	if (!template) {
		template = arena_new(set->arena, struct template);
		*list_add(&set->templates, set->arena) = template;
		map_put(&set->by_name, set->arena, name, template);
	}
	*template = (struct template){.name = name, .source = source};
	template->broken = source->text.len > BUF_MAX;
	if (template->broken)
		template_error(template, set, 0, 0, "template-tag", NULL,
			       "a template of more than %zu bytes", BUF_MAX);
	else
		template_compile(template, set);
	return !template->broken;
}

bool mustache_check(struct mustache *set)
{
	return templates_check(set);
}

/* A page's own template that does not exist: there is no tag to point at. */
static bool report_absent(struct mustache *set, struct str name)
{
	if (map_get(&set->absent, name))
		return false;
	map_put(&set->absent, set->arena, str_copy(set->arena, name), set);
	diag_file(set->diags, SEVERITY_ERROR, "template-partial", STR_UNKNOWN,
		  mustache_nearest(set, name), "there is no template \"%.*s\"",
		  STR_ARG(name));
	return false;
}

bool mustache_render(struct mustache *set, struct str name,
		     const struct value *context, struct str subject,
		     struct buf *out)
{
	struct template *template = mustache_find(set, name);

	if (!template)
		return report_absent(set, name);
	if (template->broken)
		return false;
	return render_page(set, template, context, subject, out);
}
