#include "site/changes.h"
#include "site/diff_format.h"
#include "site/publish.h"

/* A version with its content: the body at INDEX. */
struct state {
	const struct version *version;
	const struct content *content;
	size_t index;
};

/* A version that is being made, and the one before it. */
struct walk {
	struct publisher *p;
	struct versions *versions;
	struct content *shown; /* of the topic */
	struct guide *guide;
	size_t index;          /* of the guide in `shown` */
	struct arena arenas[2];
	struct content contents[2];
	struct state now, before; /* before.version NULL: there is none */
	int turn;
};

static struct str version_path(struct walk *w, const struct version *version, const char *name)
{
	return publish_version_path(w->p, w->guide, version, name);
}

static struct str copied(struct publisher *p)
{
	struct str text = str_copy(&p->page, buf_str(&p->data));

	buf_reset(&p->data);
	return text;
}

static struct diff_side side_of(struct walk *w, const struct state *state)
{
	return changes_sealed_side(&w->p->page, state->content, state->index,
				   seals_version(&w->versions->seals, w->guide->level,
						 state->version->number));
}

static void put_changes(struct walk *w, const struct version *version, struct str html)
{
	struct str page;

	if (render_changes(&w->p->renderer, &w->p->page, w->guide, version, w->before.version, html,
			   &page))
		output_put(&w->p->output, version_path(w, version, "changes/index.html"), page,
			   w->guide->path);
}

/* The page of what VERSION changed, and the same as Markdown. */
static void publish_difference(struct walk *w, struct version *version)
{
	struct publisher *p = w->p;
	struct diff_side from = side_of(w, &w->before), to = side_of(w, &w->now);
	const struct diff *diff = diff_make(w->now.content->arena, &from, &to);
	struct published_changes *kept;

	version->summary = str_copy(&p->site.arena, diff->summary);
	diff_html(&p->data, diff);
	kept = list_add(&p->changes, &p->page);
	*kept = (struct published_changes){version, copied(p)};
	put_changes(w, version, kept->html);
	diff_markdown(&p->data, diff);
	publish_data(p, version_path(w, version, "changes/index.md"), w->guide->path);
}

static void publish_withdrawn(struct walk *w, const struct version *version)
{
	struct str page;

	if (render_withdrawn(&w->p->renderer, &w->p->page, w->guide, version, &page))
		output_put(&w->p->output, version_path(w, version, "index.html"), page,
			   w->guide->path);
	if (version->number > 1)
		put_changes(w, version, STR_UNKNOWN);
}

/* The pages name other pages: the topic is made again when these change. */
static void take_names(struct walk *w, const struct content *content)
{
	for (size_t i = 0; i < content->names.count; i++)
		*list_add(&w->shown->names, w->shown->arena) =
			str_copy(w->shown->arena, content->names.items[i]);
}

static void publish_page(struct walk *w, const struct version *version)
{
	const struct content *content = w->now.content;
	struct topic_view view = render_sealed_view(&w->p->renderer, content);
	const struct body *body = &content->bodies[w->now.index];
	struct value guide = render_guide_values(&w->p->renderer, &view, body, version);
	struct str page;

	if (render_version(&w->p->renderer, &view, body, guide, version, &page))
		output_put(&w->p->output, version_path(w, version, "index.html"), page,
			   w->guide->path);
}

/* What the topic shows has been read already; then the page is made with its own. */
static bool is_shown(const struct walk *w, const struct version *version)
{
	return version == guide_shown(&w->p->site, w->guide) &&
	       !versions_is_apart(w->versions, version);
}

static void load_state(struct walk *w, const struct version *version)
{
	struct content *content = &w->contents[w->turn];
	struct arena *arena = &w->arenas[w->turn];

	if (is_shown(w, version)) {
		w->now = (struct state){version, w->shown, w->index};
		return;
	}
	arena_reset(arena);
	versions_content(&w->p->site, w->versions,
			 seals_version(&w->versions->seals, w->guide->level, version->number), arena,
			 content);
	take_names(w, content);
	w->now = (struct state){version, content, 0};
}

static void publish_version(struct walk *w, struct version *version)
{
	struct arena *arena = &w->p->site.arena;
	const struct guide_front *front;

	if (version->withdrawn.ptr) {
		publish_withdrawn(w, version);
		return;
	}
	load_state(w, version);
	front = &w->now.content->bodies[w->now.index].front;
	version->title = str_copy(arena, front->title.str);
	if (front->tldr.md && !w->before.version)
		version->summary = str_copy(arena, md_plain(&w->p->page, front->tldr.md->root));
	if (w->before.version)
		publish_difference(w, version);
	else if (version->number > 1)
		put_changes(w, version, STR_UNKNOWN);
	if (version != guide_shown(&w->p->site, w->guide))
		publish_page(w, version);
	w->before = w->now;
	w->turn = !w->turn;
}

/* With nothing live, the guide's own page says why. */
static void publish_gone(struct walk *w)
{
	const struct version *last = &w->guide->versions[w->guide->version_count - 1];
	struct str page;

	if (render_withdrawn(&w->p->renderer, &w->p->page, w->guide, last, &page))
		output_put(&w->p->output, publish_path(w->p, w->guide->url, "index.html"), page,
			   w->guide->path);
}

void publish_versions(struct publisher *p, struct content *content, struct versions *versions)
{
	for (size_t i = 0; i < content->topic->guide_count; i++) {
		struct guide *guide = &content->topic->guides[i];
		struct walk w = {.p = p, .versions = versions, .shown = content, .guide = guide, .index = i};

		for (size_t j = 0; j < guide->version_count; j++)
			publish_version(&w, &guide->versions[j]);
		if (guide->version_count && !guide->shown)
			publish_gone(&w);
		arena_release(&w.arenas[0]);
		arena_release(&w.arenas[1]);
	}
}

/* The versions of TOPIC, which most entries of a feed ask for one after another. */
static struct versions *open_versions(struct publisher *p, struct topic *topic)
{
	if (p->opened.topic != topic) {
		arena_reset(&p->opened_arena);
		versions_open(&p->opened_arena, topic, &p->opened);
	}
	return &p->opened;
}

struct str publish_changes(struct publisher *p, struct arena *arena, struct guide *guide,
			   const struct version *version)
{
	const struct version *before = version_previous(guide, version);
	const struct version *const pair[] = {before, version};
	struct arena scratch = ARENA_INIT;
	struct diff_side sides[2];
	struct content contents[2];
	struct versions *versions;
	struct str html;

	for (size_t i = 0; i < p->changes.count; i++)
		if (p->changes.items[i].version == version)
			return p->changes.items[i].html;
	if (!before)
		return STR_UNKNOWN;
	versions = open_versions(p, guide->topic);
	for (int i = 0; i < 2; i++) {
		const struct seal *seal = seals_version(&versions->seals, guide->level, pair[i]->number);

		versions_content(&p->site, versions, seal, &scratch, &contents[i]);
		sides[i] = changes_sealed_side(&scratch, &contents[i], 0, seal);
	}
	diff_html(&p->data, diff_make(&scratch, &sides[0], &sides[1]));
	html = str_copy(arena, buf_str(&p->data));
	buf_reset(&p->data);
	arena_release(&scratch);
	return html;
}
