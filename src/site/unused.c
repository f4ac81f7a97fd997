#include "site/unused.h"

#include "base/path.h"

/* The templates that pages are made of: see site/render. */
static const char *const pages[] = {"guide", "topic", "home",    "changes",   "withdrawn",
				    "404",   "feed",  "sitemap", NULL};

/* ---- pictures ---- */

/* Marks the pictures that MD shows or links to. */
static void mark(const struct topic *topic, const struct md_document *md, bool *used)
{
	const struct str prefix = STR("pictures/");

	for (size_t i = 0; md && i < md->link_count; i++) {
		struct str url = md->links[i]->text;
		struct str path = str_slice(url, 0, str_find(url, '#'));

		if (!str_starts(path, prefix))
			continue;
		for (size_t j = 0; j < topic->picture_count; j++)
			used[j] |= str_equal(str_slice(path, prefix.len, path.len),
					     topic->pictures[j]);
	}
}

static void mark_bundle(const struct topic *topic, const struct bundle *bundle, bool *used)
{
	for (size_t i = 0; i < bundle->facts.count; i++)
		mark(topic, bundle->facts.items[i].statement.md, used);
	for (size_t i = 0; i < bundle->timeline.count; i++)
		mark(topic, bundle->timeline.items[i].event.md, used);
	for (size_t i = 0; i < bundle->faq.count; i++)
		mark(topic, bundle->faq.items[i].answer.md, used);
}

static void mark_body(const struct topic *topic, const struct body *body, bool *used)
{
	mark(topic, body->md, used);
	mark(topic, body->front.tldr.md, used);
	for (size_t i = 0; i < body->front.takeaways.count; i++)
		mark(topic, body->front.takeaways.items[i].md, used);
}

static void mark_sealed(const struct topic *topic, const struct seals *seals, bool *used)
{
	for (size_t i = 0; i < seals->list.count; i++) {
		const struct seal *seal = &seals->list.items[i];

		for (size_t j = 0; j < seal->pictures.count; j++)
			for (size_t k = 0; k < topic->picture_count; k++)
				used[k] |= str_equal(seal->pictures.items[j].name,
						     topic->pictures[k]);
	}
}

void unused_pictures(const struct content *working, const struct versions *versions,
		     struct diags *diags)
{
	const struct topic *topic = working->topic;
	bool *used = arena_zalloc(working->arena, topic->picture_count + 1, sizeof *used);

	mark_body(topic, &working->intro, used);
	for (size_t i = 0; i < working->body_count; i++)
		mark_body(topic, &working->bodies[i], used);
	mark_bundle(topic, &working->bundle, used);
	mark_sealed(topic, &versions->seals, used);
	for (size_t i = 0; i < topic->picture_count; i++)
		if (!used[i])
			diag_file(diags, SEVERITY_WARNING, "unused-picture",
				  topic_picture(working->arena, topic, i),
				  arena_printf(working->arena, "remove it, or show it: "
					       "![what it shows](pictures/%.*s)",
					       STR_ARG(topic->pictures[i])),
				  "no text of this topic shows this picture");
}

/* ---- templates and assets ---- */

/* The path without templates/ and .mustache. */
static struct str template_name(struct str path)
{
	return str_slice(path, strlen("templates/"), path.len - strlen(".mustache"));
}

static void check_template(const struct theme *theme, const struct theme_file *file,
			   struct diags *diags)
{
	struct arena scratch = ARENA_INIT;

	if (str_starts(file->path, STR("templates/words/")) && str_ends(file->path, STR(".json")))
		return; /* another language may be tried at any time */
	if (!str_ends(file->path, STR(".mustache")))
		diag_file(diags, SEVERITY_WARNING, "unused-file", file->path,
			  "remove it; a template is named NAME.mustache", "nothing uses this file");
	else if (!mustache_is_used(theme->templates, template_name(file->path)))
		diag_file(diags, SEVERITY_WARNING, "unused-template", file->path,
			  arena_printf(&scratch, "remove it, or include it: {{>%.*s}}",
				       STR_ARG(template_name(file->path))),
			  "no page is made of this template, and none includes it");
	arena_release(&scratch);
}

/* True when another file has NAME in its text; the search is plain, and errs to yes. */
static bool is_named(const struct theme *theme, const struct theme_file *asset, struct str name)
{
	for (size_t i = 0; i < theme->files.count; i++) {
		const struct theme_file *file = &theme->files.items[i];

		if (file != asset && memmem(file->bytes.ptr, file->bytes.len, name.ptr, name.len))
			return true;
	}
	return false;
}

static void check_asset(const struct theme *theme, const struct theme_file *file,
			struct diags *diags)
{
	if (str_starts(file->path, STR("assets/root/")) || file->replaces ||
	    is_named(theme, file, path_base(file->path)))
		return;
	diag_file(diags, SEVERITY_WARNING, "unused-asset", file->path,
		  "remove it; what is to be published as it is belongs into assets/root/",
		  "no template and no other asset names this file");
}

void unused_theme(const struct theme *theme, struct diags *diags)
{
	mustache_find_used(theme->templates, pages);
	for (size_t i = 0; i < theme->files.count; i++) {
		const struct theme_file *file = &theme->files.items[i];

		if (!file->own)
			continue;
		if (str_starts(file->path, STR("assets/")))
			check_asset(theme, file, diags);
		else
			check_template(theme, file, diags);
	}
}
