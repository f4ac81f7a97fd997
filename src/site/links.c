#include "site/links.h"

#include "base/path.h"
#include "site/words.h"

/* One link that is being looked at. */
struct target {
	struct site *site;
	struct content *content;
	const struct body *body; /* of the page; NULL: several pages */
	struct diags *diags;
	const struct source *source;
	const struct md_document *md;
	struct str text; /* of md */
	size_t offset;   /* of the text in the source */
	size_t length;   /* of the value that it is, in quotes */
	bool exact;      /* the source holds the text as it is */
	const struct md_node *node;
	struct md_link *link;
};

/* From its bracket to the parenthesis behind its URL, where they are found. */
static size_t link_length(struct str text, size_t offset)
{
	struct str line = str_slice(text, offset, text.len);

	line.len = str_find(line, '\n');
	if (line.len && line.ptr[0] == '<')
		return str_find(line, '>') + 1;
	for (size_t i = 0; i + 1 < line.len && (line.ptr[0] == '[' || line.ptr[0] == '!'); i++)
		if (line.ptr[i] == ']' && line.ptr[i + 1] == '(')
			return i + str_find(str_slice(line, i, line.len), ')') + 1;
	return 1;
}

/* Where the link stands: worked out only where somebody is to be told. */
static struct place place_of(const struct target *t)
{
	size_t offset = t->offset + (t->exact ? md_offset(t->md, t->text, t->node) : 0);

	if (offset > t->source->text.len)
		offset = t->source->text.len; /* the file was changed meanwhile */
	return (struct place){t->source, offset,
			      t->exact ? link_length(t->source->text, offset) : t->length};
}

static bool set(struct target *t, enum md_link_kind kind, struct str url)
{
	*t->link = (struct md_link){.kind = kind, .url = url};
	return true;
}

__attribute__((format(printf, 4, 5)))
static bool wrong(struct target *t, const char *rule, const char *help,
		  const char *format, ...)
{
	va_list args;

	bool good;

	if (t->content->sealed)
		return set(t, MD_LINK_TEXT, STR("")); /* its target is gone */
	va_start(args, format);
	good = diag_at(t->diags, SEVERITY_ERROR, rule, place_of(t), help, "%s",
		       arena_vprintf(t->content->arena, format, args));
	va_end(args);
	return good && set(t, MD_LINK_PAGE, t->node->text); /* the site does not mind */
}

const char *links_nearest_record(const struct content *content, struct str id, bool facts)
{
	const struct bundle *bundle = &content->bundle;
	struct arena *arena = content->arena;
	LIST(const char *) names = {0};
	const char *near;

	for (size_t i = 0; i < bundle->deals.count; i++)
		if (bundle->deals.items[i].id.str.ptr)
			*list_add(&names, arena) = str_copy(arena, bundle->deals.items[i].id.str).ptr;
	for (size_t i = 0; i < bundle->facts.count && facts; i++)
		if (bundle->facts.items[i].id.str.ptr)
			*list_add(&names, arena) = str_copy(arena, bundle->facts.items[i].id.str).ptr;
	near = str_nearest(id, names.items, names.count);
	return near ? arena_printf(arena, "did you mean \"%s\"?", near) : NULL;
}

/* Where a record was read, and when it was announced: what a reader sees on hover. */
static struct str note_of(struct arena *arena, const struct words *words,
			  const struct record *record)
{
	const citations *sources = record->deal ? &record->deal->sources : &record->fact->sources;
	struct str note = STR_UNKNOWN, date;

	for (size_t i = 0; i < sources->count; i++) {
		struct str title = sources->items[i].title.str;

		if (title.ptr)
			note = note.ptr ? str_join3(arena, note, STR("; "), title) : title;
	}
	if (!record->deal || !date_known(record->deal->announced.date))
		return note;
	date = words_date(arena, words, record->deal->announced.date);
	return note.ptr ? str_join3(arena, note, words_get(words, at_words_comma), date) : date;
}

/* fact:ID */
static bool resolve_record(struct target *t, struct str id)
{
	const struct record *record = map_get(&t->content->records, id);

	if (str_equal(id, STR("none")) || !t->content->bundle.data)
		return set(t, MD_LINK_TEXT, STR("")); /* or why, load has said */
	if (!record)
		return wrong(t, "fact", links_nearest_record(t->content, id, true),
			     "the events bundle has no deal or fact \"%.*s\"", STR_ARG(id));
	set(t, MD_LINK_RECORD,
	    str_join(t->content->arena, record->deal ? STR("#deal-") : STR("#fact-"), id));
	t->link->note = note_of(t->content->arena, t->site->words, record);
	return true;
}

/* Ids of one list of the bundle, whose items are of SIZE bytes and begin with it. */
static bool list_has(const void *items, size_t count, size_t size, struct str id)
{
	for (size_t i = 0; i < count; i++) {
		const struct text *text = (const void *)((const char *)items + i * size);

		if (text->str.ptr && str_equal(text->str, id))
			return true;
	}
	return false;
}

bool links_has_record_anchor(const struct content *content, struct str id)
{
	const struct bundle *b = &content->bundle;
	const struct {
		struct str prefix;
		const void *items;
		size_t count, size;
	} lists[] = {
		{STR("deal-"), b->deals.items, b->deals.count, sizeof(struct deal)},
		{STR("fact-"), b->facts.items, b->facts.count, sizeof(struct fact)},
		{STR("event-"), b->timeline.items, b->timeline.count, sizeof(struct event)},
		{STR("faq-"), b->faq.items, b->faq.count, sizeof(struct question)},
		{STR("post-"), b->posts.items, b->posts.count, sizeof(struct post)},
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (str_starts(id, lists[i].prefix) &&
		    list_has(lists[i].items, lists[i].count, lists[i].size,
			     str_slice(id, lists[i].prefix.len, id.len)))
			return true;
	return false;
}

/* "source-3": an entry of the list of sources. */
static bool is_source_id(struct str id)
{
	const struct str prefix = STR("source-");
	size_t digits = prefix.len;

	while (digits < id.len && id.ptr[digits] >= '0' && id.ptr[digits] <= '9')
		digits++;
	return str_starts(id, prefix) && id.len > prefix.len && digits == id.len;
}

/* The topic's page has fewer sections than a guide's. */
bool links_has_section(bool guide, struct str id)
{
	static const char *const common[] = {"main",  "commitments", "timeline", "related-topics",
					     "facts", "guides",      "more",     "history",
					     "sources", NULL};

	for (const char *const *ids = guide ? page_ids : common; *ids; ids++)
		if (str_equal(id, str_of(*ids)))
			return true;
	return is_source_id(id);
}

/* A text of the bundle or a topic's introduction stands on the topic's page too. */
static bool page_has(const struct target *t, struct str id)
{
	bool guide = t->body && t->body->guide;

	if (links_has_section(guide, id))
		return true;
	if (!guide && str_starts(id, STR("faq-")))
		return false;
	for (size_t i = 0; t->body && t->body->md && i < t->body->md->heading_count; i++)
		if (str_equal(id, t->body->context.heading_ids[i]))
			return true;
	return links_has_record_anchor(t->content, id);
}

/* Headings that a message names. */
enum { HEADINGS_NAMED = 6 };

const char *links_list_headings(struct arena *arena, const struct str *ids, size_t count)
{
	const char *list = "";

	if (!count)
		return "it has no headings; link to the page itself";
	for (size_t i = 0; i < count && i < HEADINGS_NAMED; i++)
		list = arena_printf(arena, "%s%s#%.*s", list, i ? ", " : "", STR_ARG(ids[i]));
	return arena_printf(arena, "it has %s%s", list, count > HEADINGS_NAMED ? " and others" : "");
}

static const char *nearest_heading(struct target *t, struct str id)
{
	size_t count = t->body && t->body->md ? t->body->md->heading_count : 0;
	const char **names = arena_array(t->content->arena, const char *, count);
	const char *near;

	for (size_t i = 0; i < count; i++)
		names[i] = t->body->context.heading_ids[i].ptr;
	near = str_nearest(id, names, count);
	if (near)
		return arena_printf(t->content->arena, "did you mean #%s?", near);
	if (t->body && t->body->md)
		return links_list_headings(t->content->arena, t->body->context.heading_ids, count);
	return "name the page too, such as beginner.md#where-it-begins";
}

/* #heading on the same page */
static bool resolve_anchor(struct target *t, struct str url)
{
	struct str id = str_slice(url, 1, url.len);

	if (!page_has(t, id) && t->content->bundle.data)
		return wrong(t, "link-anchor", nearest_heading(t, id),
			     t->body ? "this page has no heading \"#%.*s\""
				     : "not every page that shows this has \"#%.*s\"",
			     STR_ARG(id));
	return set(t, MD_LINK_PAGE, url);
}

/* ANCHOR, with its #, must be an id in a page that may not have been read yet. */
static void check_later(struct target *t, struct topic *topic, struct guide *guide,
			struct str anchor)
{
	struct site *site = t->site;
	struct anchor_use *use;
	struct place place;

	if (anchor.len < 2 || t->content->sealed)
		return;
	place = place_of(t);
	use = list_add(&site->anchor_uses, &site->arena);
	use->path = str_copy(&site->arena, t->source->path);
	use->offset = place.offset;
	use->length = place.length;
	use->topic = topic;
	use->guide = guide;
	use->id = str_copy(&site->arena, str_slice(anchor, 1, anchor.len));
}

static bool resolve_guide(struct target *t, struct guide *guide, struct str anchor)
{
	*list_add(&t->content->names, t->content->arena) = guide->name;
	check_later(t, guide->topic, guide, anchor);
	if (!guide->shown)
		return set(t, MD_LINK_TEXT, STR("")); /* it has no page yet */
	return set(t, MD_LINK_PAGE, str_join(t->content->arena, guide->url, anchor));
}

static bool resolve_topic(struct target *t, struct topic *topic, struct str anchor)
{
	*list_add(&t->content->names, t->content->arena) = topic->name;
	check_later(t, topic, NULL, anchor);
	if (!topic->shown)
		return set(t, MD_LINK_TEXT, STR(""));
	return set(t, MD_LINK_PAGE, str_join(t->content->arena, topic->url, anchor));
}

/* What is released has it as text, and as a link when there is such a page again. */
static void name_missing(struct target *t, struct str name)
{
	if (t->content->sealed)
		*list_add(&t->content->names, t->content->arena) = name;
}

/* The name of a topic or guide that is nearest to NAME, or NULL. */
static const char *nearest_page(struct target *t, struct str name)
{
	LIST(const char *) names = {0};

	for (size_t i = 0; i < t->site->topic_count; i++) {
		const struct topic *topic = &t->site->topics[i];

		*list_add(&names, t->content->arena) = topic->name.ptr;
		for (size_t j = 0; j < topic->guide_count; j++)
			*list_add(&names, t->content->arena) = topic->guides[j].name.ptr;
	}
	return str_nearest(name, names.items, names.count);
}

static bool no_such_file(struct target *t, struct str path, struct str name)
{
	const char *near = t->content->sealed || !name.len ? NULL : nearest_page(t, name);
	const char *help = "write the path of a file in content/ as seen from this one, "
			   "such as ../topic/beginner.md";

	if (near)
		help = arena_printf(t->content->arena, "did you mean ../%s%s?", near,
				    strchr(near, '/') ? ".md" : "/topic.md");
	return wrong(t, "link", help, "there is no guide at %.*s", STR_ARG(path));
}

/* A Markdown file of content/, relative to the file that links to it. */
static bool resolve_file(struct target *t, struct str path, struct str anchor)
{
	struct arena *arena = t->content->arena;
	struct str joined = path_join(arena, t->content->topic->name, path), name;
	struct guide *guide;
	struct topic *topic;

	if (!path_normalise(arena, joined, &name))
		return no_such_file(t, path, STR(""));
	name = str_slice(name, 0, name.len - strlen(".md"));
	guide = site_guide(t->site, name);
	if (guide)
		return resolve_guide(t, guide, anchor);
	topic = str_equal(path_base(name), STR("topic")) ? site_topic(t->site, path_dir(name)) : NULL;
	if (topic)
		return resolve_topic(t, topic, anchor);
	name = str_equal(path_base(name), STR("topic")) ? path_dir(name) : name;
	name_missing(t, name);
	return no_such_file(t, path, name);
}

/* A page by its URL from the site's root. */
static bool resolve_page(struct target *t, struct str path, struct str anchor)
{
	struct str name = str_slice(path, 1, path.len);
	struct guide *guide;
	struct topic *topic;
	const char *near;

	if (str_ends(name, STR("/")))
		name.len--;
	guide = site_guide(t->site, name);
	topic = site_topic(t->site, name);
	if (guide)
		return resolve_guide(t, guide, anchor);
	if (topic)
		return resolve_topic(t, topic, anchor);
	if (!name.len)
		return set(t, MD_LINK_PAGE, t->site->base_path);
	name_missing(t, name);
	near = t->content->sealed ? NULL : nearest_page(t, name);
	return wrong(t, "link",
		     near ? arena_printf(t->content->arena, "did you mean /%s/?", near)
			  : "write /topic/ or /topic/level/",
		     "the site has no page %.*s", STR_ARG(path));
}

static bool has_scheme(struct str url)
{
	for (size_t i = 0; i < url.len; i++) {
		char c = url.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (c == ':')
			return i > 0;
		if (!letter && !(i && ((c >= '0' && c <= '9') || strchr("+-.", c))))
			return false;
	}
	return false;
}

static bool resolve_outside(struct target *t, struct str url)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};

	for (size_t i = 0; i < 3; i++)
		if (str_starts(url, str_of(schemes[i])) && url.len > strlen(schemes[i]))
			return set(t, MD_LINK_OUTSIDE, url);
	return wrong(t, "link", "write an address that begins with https://, http:// or mailto:",
		     "a link to \"%.*s\" is not allowed", STR_ARG(url));
}

static const char *nearest_picture(struct target *t, struct str name)
{
	const struct topic *topic = t->content->topic;
	const char **names = arena_array(t->content->arena, const char *, topic->picture_count);
	const char *near;

	for (size_t i = 0; i < topic->picture_count; i++)
		names[i] = topic->pictures[i].ptr;
	near = str_nearest(name, names, topic->picture_count);
	if (near)
		return arena_printf(t->content->arena, "did you mean pictures/%s?", near);
	return arena_printf(t->content->arena, "put it into content/%.*s/pictures/",
			    STR_ARG(topic->name));
}

/* pictures/NAME, of the topic itself */
static bool resolve_picture(struct target *t, struct str path)
{
	const struct topic *topic = t->content->topic;
	struct str name = str_slice(path, strlen("pictures/"), path.len);

	for (size_t i = 0; i < topic->picture_count; i++)
		if (str_equal(topic->pictures[i], name))
			return set(t, MD_LINK_PAGE,
				   str_printf(t->content->arena, "%.*spictures/%.*s",
					      STR_ARG(topic->url), STR_ARG(name)));
	return wrong(t, "link", nearest_picture(t, name),
		     "the topic has no picture \"%.*s\"", STR_ARG(name));
}

static bool resolve_url(struct target *t, struct str url)
{
	size_t hash = str_find(url, '#');
	struct str path = str_slice(url, 0, hash), anchor = str_slice(url, hash, url.len);

	if (str_starts(url, STR("fact:")))
		return resolve_record(t, str_slice(url, strlen("fact:"), url.len));
	if (str_starts(path, STR("pictures/")))
		return resolve_picture(t, path);
	if (t->node->type == MD_PICTURE)
		return wrong(t, "link", "put the file into the topic's pictures/, and write "
			     "![what it shows](pictures/NAME)",
			     "\"%.*s\" is not a picture of this topic", STR_ARG(url));
	if (has_scheme(url))
		return resolve_outside(t, url);
	if (str_starts(url, STR("//")))
		return wrong(t, "link", "begin it with https:", "this link has no scheme");
	if (!path.len && anchor.len > 1)
		return resolve_anchor(t, url);
	if (anchor.len == url.len)
		return wrong(t, "link", "write where it leads between its parentheses",
			     "this link leads nowhere");
	if (str_starts(path, STR("/")))
		return resolve_page(t, path, anchor);
	if (str_ends(path, STR(".md")))
		return resolve_file(t, path, anchor);
	return wrong(t, "link", "link to a file (beginner.md), a page (/topic/level/), "
		     "a record (fact:ID) or an address (https://…)",
		     "\"%.*s\" leads nowhere", STR_ARG(url));
}

static bool resolve_links(struct target *t, struct md_context *context)
{
	const struct md_document *md = t->md;
	struct md_link *links = arena_array(t->content->arena, struct md_link, md->link_count);
	bool good = true;

	for (size_t i = 0; i < md->link_count; i++) {
		t->node = md->links[i];
		t->link = &links[i];
		good &= resolve_url(t, t->node->text);
	}
	context->links = links;
	return good;
}

bool links_resolve_body(struct site *site, struct content *content,
			struct body *body, struct diags *diags)
{
	struct target t = {.site = site, .content = content, .body = body, .diags = diags,
			   .source = &body->source, .md = body->md, .offset = body->offset,
			   .exact = true};

	t.text = str_slice(body->source.text, body->offset, body->source.text.len);
	return resolve_links(&t, &body->context);
}

bool links_resolve_text(struct site *site, struct content *content,
			const struct body *body, const struct source *source,
			struct text *text, struct diags *diags)
{
	const struct data *data = text->data;
	bool exact = data->as.text.exact;
	struct target t = {.site = site, .content = content, .body = body, .diags = diags,
			   .source = source, .md = text->md, .text = text->str,
			   .offset = exact ? data->as.text.content : data->offset,
			   .length = data->length, .exact = exact};

	return resolve_links(&t, &text->context);
}
