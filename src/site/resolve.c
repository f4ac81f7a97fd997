#include "site/resolve.h"

#include "base/file.h"
#include "base/path.h"
#include "site/links.h"
#include "site/load.h"
#include "site/schema.h"

#include <stdlib.h>

/* Names for "did you mean": every topic, or every guide. */
static const char *nearest_name(struct arena *arena, const struct site *site,
				struct str name, bool guides)
{
	LIST(const char *) names = {0};

	for (size_t i = 0; i < site->topic_count; i++) {
		const struct topic *topic = &site->topics[i];

		if (!guides)
			*list_add(&names, arena) = topic->name.ptr;
		for (size_t j = 0; guides && j < topic->guide_count; j++)
			*list_add(&names, arena) = topic->guides[j].name.ptr;
	}
	return str_nearest(name, names.items, names.count);
}

/* Each of the RELATED names must be a topic, or a guide, other than SELF. */
static bool check_related(const struct site *site, struct content *content,
			  const texts *related, const struct source *source, bool guides,
			  struct str self, struct diags *diags)
{
	const char *what = guides ? "guide" : "topic", *near;
	struct arena scratch = ARENA_INIT;
	bool good = true;

	for (size_t i = 0; i < related->count; i++) {
		const struct text *name = &related->items[i];
		bool found = guides ? site_guide(site, name->str) != NULL
				    : site_topic(site, name->str) != NULL;

		if (!name->str.ptr)
			continue;
		if (found && !str_equal(name->str, self)) {
			*list_add(&content->names, content->arena) = name->str;
			continue;
		}
		good = false;
		near = nearest_name(&scratch, site, name->str, guides);
		if (found)
			diag_at(diags, SEVERITY_ERROR, "related",
				data_place(source, name->data), "remove it",
				"this %s is related to itself", what);
		else
			diag_at(diags, SEVERITY_ERROR, "related",
				data_place(source, name->data),
				near ? arena_printf(&scratch, "did you mean %s?", near)
				     : guides ? "write topic/level"
					      : "write the name of a directory in content/",
				"there is no %s \"%.*s\"", what, STR_ARG(name->str));
	}
	arena_release(&scratch);
	return good;
}

static void index_records(struct content *content)
{
	struct bundle *bundle = &content->bundle;

	for (size_t i = 0; i < bundle->deals.count; i++) {
		struct record *record = arena_new(content->arena, struct record);

		record->deal = &bundle->deals.items[i];
		if (record->deal->id.str.ptr)
			map_put(&content->records, content->arena, record->deal->id.str, record);
	}
	for (size_t i = 0; i < bundle->facts.count; i++) {
		struct record *record = arena_new(content->arena, struct record);

		record->fact = &bundle->facts.items[i];
		if (record->fact->id.str.ptr)
			map_put(&content->records, content->arena, record->fact->id.str, record);
	}
}

static const char *deal_help(const struct content *content, const struct event *event,
			     const struct record *record)
{
	const char *near = links_nearest_record(content, event->deal.str, false);

	if (record)
		return "that is the id of a fact; an entry without a deal has null";
	return near ? near : "write the id of a deal of this bundle, or null";
}

static bool resolve_timeline(struct content *content, struct diags *diags)
{
	struct bundle *bundle = &content->bundle;
	bool good = true;

	for (size_t i = 0; i < bundle->timeline.count; i++) {
		struct event *event = &bundle->timeline.items[i];
		const struct record *record;

		if (!event->deal.str.ptr)
			continue;
		record = map_get(&content->records, event->deal.str);
		event->of = record ? record->deal : NULL;
		if (event->of)
			continue;
		diag_at(diags, SEVERITY_ERROR, "deal",
			data_place(&content->bundle_source, event->deal.data),
			deal_help(content, event, record),
			"there is no deal \"%.*s\"", STR_ARG(event->deal.str));
		good = false;
	}
	return good;
}

/*
 * github-slugger's rule: the first free one of id, id-1, id-2, … TAKEN holds the
 * ids so far, each with how often its words came again; those of the page's own
 * sections are taken from the start.
 */
static struct str free_id(struct content *content, struct map *taken, struct str slug)
{
	int *repeats = map_get(taken, slug);
	struct str id = slug;

	if (!repeats) {
		repeats = arena_new(content->arena, int);
		map_put(taken, content->arena, slug, repeats);
		if (!links_has_section(true, slug))
			return slug;
	}
	do {
		id = str_printf(content->arena, "%.*s-%d", STR_ARG(slug), ++*repeats);
	} while (map_get(taken, id));
	map_put(taken, content->arena, id, arena_new(content->arena, int));
	return id;
}

static bool resolve_headings(struct content *content, struct body *body,
			     struct diags *diags)
{
	const struct md_document *md = body->md;
	struct str *ids = arena_array(content->arena, struct str, md->heading_count);
	struct str text = str_slice(body->source.text, body->offset, body->source.text.len);
	struct map taken = {0};
	bool good = true;

	for (size_t i = 0; i < md->heading_count; i++) {
		struct str slug = md_slug(content->arena,
					  md_plain(content->arena, md->headings[i]));
		size_t offset;

		if (!slug.len)
			slug = STR("section");
		ids[i] = free_id(content, &taken, slug);
		if (!links_has_record_anchor(content, ids[i]))
			continue;
		offset = body->offset + md_offset(md, text, md->headings[i]);
		diag_at(diags, SEVERITY_ERROR, "heading-id", (struct place){&body->source, offset, 1},
			"change the heading's words",
			"this heading takes the id \"%.*s\" of an entry of the bundle",
			STR_ARG(ids[i]));
		good = false;
	}
	body->context.heading_ids = ids;
	return good;
}

/* Other pages' links to headings are looked at when this page may be gone. */
static struct anchors keep_anchors(struct site *site, const struct body *body)
{
	size_t count = body->md ? body->md->heading_count : 0;
	struct anchors anchors = {arena_array(&site->arena, struct str, count), count};

	for (size_t i = 0; i < count; i++)
		anchors.ids[i] = str_copy(&site->arena, body->context.heading_ids[i]);
	return anchors;
}

static bool resolve_body(struct site *site, struct content *content, struct body *body,
			 struct diags *diags)
{
	bool good;

	if (!body->md)
		return true;
	good = resolve_headings(content, body, diags);
	return links_resolve_body(site, content, body, diags) && good;
}

/* A Markdown member of the bundle, or of the front matter of BODY. */
static bool resolve_text(struct site *site, struct content *content,
			 const struct body *body, struct text *text,
			 struct diags *diags)
{
	const struct source *source = body ? &body->source : &content->bundle_source;

	if (!text->md || !text->md->link_count)
		return true;
	return links_resolve_text(site, content, body, source, text, diags);
}

static bool resolve_bundle(struct site *site, struct content *content,
			   struct diags *diags)
{
	struct bundle *bundle = &content->bundle;
	bool good = resolve_timeline(content, diags);

	for (size_t i = 0; i < bundle->facts.count; i++)
		good &= resolve_text(site, content, NULL, &bundle->facts.items[i].statement, diags);
	for (size_t i = 0; i < bundle->timeline.count; i++)
		good &= resolve_text(site, content, NULL, &bundle->timeline.items[i].event, diags);
	for (size_t i = 0; i < bundle->faq.count; i++)
		good &= resolve_text(site, content, NULL, &bundle->faq.items[i].answer, diags);
	return good;
}

static bool resolve_guide(struct site *site, struct content *content,
			  struct body *body, struct diags *diags)
{
	struct guide_front *front = &body->front;
	struct guide *guide = body->guide;
	bool good = resolve_body(site, content, body, diags);

	good &= resolve_text(site, content, body, &front->tldr, diags);
	for (size_t i = 0; i < front->takeaways.count; i++)
		good &= resolve_text(site, content, body, &front->takeaways.items[i], diags);
	good &= check_related(site, content, &front->related, &body->source, true, guide->name, diags);
	guide->anchors = keep_anchors(site, body);
	if (front->tldr.md)
		guide->summary = str_copy(&site->arena,
					  md_plain(content->arena, front->tldr.md->root));
	return good;
}

bool resolve_content(struct site *site, struct content *content,
		     struct diags *diags)
{
	struct topic *topic = content->topic;
	bool good;

	index_records(content);
	good = resolve_bundle(site, content, diags);
	good &= resolve_body(site, content, &content->intro, diags);
	topic->anchors = keep_anchors(site, &content->intro);
	if (!topic->unreadable)
		good &= check_related(site, content, &content->front.related, &content->intro.source, false,
				      topic->name, diags);
	for (size_t i = 0; i < topic->guide_count; i++)
		if (!topic->guides[i].unreadable)
			good &= resolve_guide(site, content, &content->bodies[i], diags);
	return good;
}

/* Those that are gone as well: they may be there again. */
static void name_related(struct content *content, const texts *related)
{
	for (size_t i = 0; i < related->count; i++)
		if (related->items[i].str.ptr)
			*list_add(&content->names, content->arena) = related->items[i].str;
}

static void resolve_sealed_body(struct site *site, struct content *content, struct body *body,
				struct diags *unheard)
{
	struct guide_front *front = &body->front;

	resolve_body(site, content, body, unheard);
	resolve_text(site, content, body, &front->tldr, unheard);
	for (size_t i = 0; i < front->takeaways.count; i++)
		resolve_text(site, content, body, &front->takeaways.items[i], unheard);
	name_related(content, &front->related);
}

void resolve_sealed(struct site *site, struct content *content)
{
	struct diags unheard;

	diags_init(&unheard);
	index_records(content);
	resolve_bundle(site, content, &unheard);
	resolve_body(site, content, &content->intro, &unheard);
	for (size_t i = 0; i < content->body_count; i++)
		resolve_sealed_body(site, content, &content->bodies[i], &unheard);
	diags_release(&unheard);
}

/* What looking at links to other pages goes on with. */
struct lookup {
	struct diags *diags;
	struct arena records;   /* of content */
	struct content content; /* the bundle of the topic that was looked at last */
	struct arena text;      /* of source */
	struct source source;   /* of the last message */
};

static const struct anchors *anchors_of(const struct anchor_use *use)
{
	return use->guide ? &use->guide->anchors : &use->topic->anchors;
}

static bool is_broken(const struct anchor_use *use)
{
	return use->guide ? use->guide->broken : use->topic->broken;
}

static bool has_anchor(const struct anchor_use *use)
{
	const struct anchors *anchors = anchors_of(use);

	for (size_t i = 0; i < anchors->count; i++)
		if (str_equal(anchors->ids[i], use->id))
			return true;
	return links_has_section(use->guide != NULL, use->id);
}

/* The bundle of another topic is gone by now: it is read once more. */
static void read_records(struct lookup *l, struct topic *topic)
{
	struct content *content = &l->content;
	struct diags unheard;

	arena_reset(&l->records);
	*content = (struct content){.topic = topic, .arena = &l->records};
	diags_init(&unheard);
	if (load_bundle(content, &unheard))
		schema_read(&record_bundle, &l->records, &content->bundle_source,
			    &content->bundle_data, &unheard, &content->bundle);
	diags_release(&unheard);
}

/* Of a bundle that cannot be read, nobody knows. */
static bool has_record(struct lookup *l, const struct anchor_use *use)
{
	if (l->content.topic != use->topic)
		read_records(l, use->topic);
	if (!use->guide && str_starts(use->id, STR("faq-")))
		return false; /* questions are on the guides' pages */
	return !l->content.bundle.data || links_has_record_anchor(&l->content, use->id);
}

static void read_source(struct lookup *l, struct str path)
{
	if (l->source.path.ptr && str_equal(l->source.path, path))
		return;
	arena_reset(&l->text);
	l->source = (struct source){path, STR("")};
	file_read(&l->text, path.ptr, LOAD_LARGEST_BUNDLE, &l->source.text);
}

static void report_anchor(struct lookup *l, const struct anchor_use *use)
{
	const struct anchors *anchors = anchors_of(use);
	struct str path = use->guide ? use->guide->path : use->topic->path;
	struct arena scratch = ARENA_INIT;
	const char **names = arena_array(&scratch, const char *, anchors->count);
	const char *near;

	read_source(l, use->path);
	for (size_t i = 0; i < anchors->count; i++)
		names[i] = anchors->ids[i].ptr;
	near = str_nearest(use->id, names, anchors->count);
	diag_at(l->diags, SEVERITY_ERROR, "link-anchor",
		(struct place){&l->source, use->offset, use->length},
		near ? arena_printf(&scratch, "did you mean #%s?", near)
		     : links_list_headings(&scratch, anchors->ids, anchors->count),
		"%.*s has no heading \"#%.*s\"", STR_ARG(path), STR_ARG(use->id));
	arena_release(&scratch);
}

static int by_target(const void *left, const void *right)
{
	const struct anchor_use *a = *(const struct anchor_use *const *)left;
	const struct anchor_use *b = *(const struct anchor_use *const *)right;

	return a->topic < b->topic ? -1 : a->topic > b->topic;
}

bool resolve_anchors(struct site *site, struct diags *diags)
{
	struct lookup l = {.diags = diags};
	size_t count = site->anchor_uses.count, before = diags->errors;
	struct arena scratch = ARENA_INIT;
	const struct anchor_use **uses = arena_array(&scratch, const struct anchor_use *, count);

	for (size_t i = 0; i < count; i++)
		uses[i] = &site->anchor_uses.items[i];
	qsort(uses, count, sizeof *uses, by_target);
	for (size_t i = 0; i < count; i++)
		if (!is_broken(uses[i]) && !has_anchor(uses[i]) && !has_record(&l, uses[i]))
			report_anchor(&l, uses[i]);
	arena_release(&scratch);
	arena_release(&l.records);
	arena_release(&l.text);
	return diags->errors == before;
}
