#include "site/explain.h"

#include "base/file.h"
#include "base/path.h"
#include "site/explain_data.h"

#include <stdlib.h>

/* Files of one reason that are printed, and topics that a reason names. */
enum { SHOWN = 10, TOPICS_NAMED = 3, LARGEST = 64 << 20 };

/* ---- while the pages of a topic are made ---- */

/* True where the file is no longer what the last build wrote: somebody else has. */
static bool is_strange(const struct explain *e, struct str topic, struct str path)
{
	const struct cached_topic *last = cache_last(e->cache, topic);
	struct arena scratch = ARENA_INIT;
	bool strange = false;

	for (size_t i = 0; last && i < last->outputs.count; i++) {
		const struct output_file *file = &last->outputs.items[i];
		struct stamp stamp;

		if (!str_equal(file->path, path))
			continue;
		strange = file_stamp(path_join(&scratch, e->output->dir, path).ptr, &stamp) != 0;
		stamp.ctime = 0;
		strange = strange || !stamp_equal(&stamp, &file->stamp);
	}
	arena_release(&scratch);
	return strange;
}

static void add_published(struct explain *e, unsigned seen, int level, const char *file,
			  struct str what)
{
	if (what.ptr)
		explain_add(&e->published, &e->arena, seen, level,
			    str_printf(&e->arena, "%s: %.*s", file, STR_ARG(what)));
}

/* The file as it is in the site, unless somebody else has changed it. */
static bool read_old(const struct explain *e, struct arena *arena, const struct explain_file *file,
		     struct str path, struct str *old)
{
	return !is_strange(e, file->topic, path) &&
	       file_read(arena, path_join(arena, e->output->dir, path).ptr, LARGEST, old) == 0;
}

/* The old bundle and the old text of a guide stand in the site, as data. */
static void compare_published(struct explain *e, struct str path, struct str bytes)
{
	const unsigned of_bundle = 1 << EXPLAIN_TOPIC | 1 << EXPLAIN_GUIDE | 1 << EXPLAIN_BUNDLE;
	const unsigned of_guide = 1 << EXPLAIN_TOPIC | 1 << EXPLAIN_GUIDE;
	const struct explain_file file = explain_file_of(path);
	bool bundle = file.kind == EXPLAIN_BUNDLE && str_ends(path, STR("/events.json"));
	bool guide = file.kind == EXPLAIN_GUIDE && str_ends(path, STR(".json"));
	struct arena scratch = ARENA_INIT;
	struct str old;

	if (bundle && read_old(e, &scratch, &file, path, &old))
		add_published(e, of_bundle, -1, "events.json", explain_bundle(&scratch, old, bytes));
	if (guide && read_old(e, &scratch, &file, path, &old))
		add_published(e, of_guide, file.level,
			      arena_printf(&scratch, "%s.md", level_names[file.level]),
			      explain_guide(&scratch, old, bytes));
	arena_release(&scratch);
}

static void on_change(void *context, enum output_change change, struct str path, struct str bytes)
{
	struct explain *e = context;

	*list_add(&e->pending, &e->arena) =
		(struct explain_pending){change, str_copy(&e->arena, path)};
	if (change == OUTPUT_CHANGE)
		compare_published(e, path, bytes);
}

/* ---- reasons ---- */

static bool is_of_template(const struct explain *e, const struct explain_file *file,
			   struct str template)
{
	for (int i = 0; i < 2; i++)
		if (file->templates[i] && explain_reaches(e->cache, str_of(file->templates[i]), template))
			return true;
	return false;
}

/* Whether CAUSE can be seen in the file at PATH. */
static bool is_seen(const struct explain *e, const struct explain_cause *cause,
		    const struct explain_file *file, struct str path)
{
	struct str root = STR("assets/root/"), source = cause->template;

	if (source.ptr && str_starts(source, root))
		return str_equal(str_slice(source, root.len, source.len), path);
	if (source.ptr && str_starts(source, STR("assets/")))
		return str_equal(source, path);
	if (source.ptr)
		return is_of_template(e, file, source);
	if (!(cause->kinds & 1U << file->kind))
		return false;
	return cause->level < 0 || file->level < 0 || cause->level == file->level;
}

static void add_reason(struct buf *out, struct str text)
{
	buf_addf(out, "%s%.*s", out->len ? "; " : "", STR_ARG(text));
}

static void add_causes(const struct explain *e, struct buf *out, const explain_causes *causes,
		       const struct explain_file *file, struct str path)
{
	for (size_t i = 0; i < causes->count; i++)
		if (is_seen(e, &causes->items[i], file, path))
			add_reason(out, causes->items[i].text);
}

/* "of what changed in a, b and 4 more" */
static void add_topics(const struct explain *e, struct buf *out)
{
	size_t named = e->topics.count < TOPICS_NAMED ? e->topics.count : TOPICS_NAMED;

	for (size_t i = 0; i < named; i++)
		buf_addf(out, "%s%.*s", i ? ", " : out->len ? "; of what changed in " : "of what changed in ",
			 STR_ARG(e->topics.items[i]));
	if (e->topics.count > named)
		buf_addf(out, " and %zu more", e->topics.count - named);
}

static void add_all(struct buf *out, const explain_causes *causes)
{
	for (size_t i = 0; i < causes->count; i++)
		if (!causes->items[i].template.ptr)
			add_reason(out, causes->items[i].text);
}

/* Where nothing is known that the file shows: what else there is to say. */
static void add_rest(const struct explain *e, struct buf *out, const explain_causes *topic)
{
	if (!e->cache->known)
		add_reason(out, STR("there is no record of an earlier build"));
	else if (e->program.ptr)
		add_reason(out, e->program);
	else if (topic)
		add_all(out, topic);
	if (!out->len)
		add_reason(out, STR("of something that the last build kept no record of"));
}

/* What somebody else did to the file. True: nothing more is to be said. */
static bool add_strange(const struct explain *e, const struct explain_pending *pending,
			const struct explain_file *file, struct buf *out)
{
	bool missing = pending->change == OUTPUT_CREATE;

	if (!file->topic.ptr || !is_strange(e, file->topic, pending->path))
		return false;
	add_reason(out, missing ? STR("it is missing, and the last build made it")
				: STR("it is not as the last build left it"));
	return missing;
}

/* TOPIC: what changed in the topic whose file it is; NULL: it is the site's. */
static void add_seen(const struct explain *e, const struct explain_pending *pending,
		     const struct explain_file *file, const explain_causes *topic, struct buf *out)
{
	add_causes(e, out, &e->causes, file, pending->path);
	if (topic) {
		add_causes(e, out, topic, file, pending->path);
		add_causes(e, out, &e->published, file, pending->path);
	} else if (file->kind == EXPLAIN_SITE) {
		add_topics(e, out);
	}
	if (!out->len && file->kind == EXPLAIN_PICTURE && pending->change == OUTPUT_CHANGE)
		add_reason(out, STR("the picture changed"));
}

static struct str reason_of(const struct explain *e, const struct explain_pending *pending,
			    const explain_causes *topic, struct buf *out)
{
	const struct explain_file file = explain_file_of(pending->path);

	buf_reset(out);
	if (add_strange(e, pending, &file, out))
		return buf_str(out);
	add_seen(e, pending, &file, topic, out);
	if (!out->len)
		add_rest(e, out, topic);
	return buf_str(out);
}

static void put(struct explain *e, const struct explain_pending *pending, struct str reason)
{
	struct str key = str_printf(&e->arena, "%d%.*s", (int)pending->change, STR_ARG(reason));
	struct explain_group *group = map_get(&e->groups_by_reason, key);

	if (!group) {
		group = arena_new(&e->arena, struct explain_group);
		group->change = pending->change;
		group->reason = str_slice(key, 1, key.len);
		map_put(&e->groups_by_reason, &e->arena, key, group);
		*list_add(&e->groups, &e->arena) = group;
	}
	*list_add(&group->paths, &e->arena) = pending->path;
	e->counts[pending->change]++;
}

static struct str why_gone(const struct explain *e, struct arena *arena, struct str path)
{
	struct str why = explain_gone(arena, e->cache, e->site, path);

	return why.ptr ? why : STR("nothing makes it");
}

/* What is pending gets its reasons: TOPIC is what changed in the topic, or NULL. */
static void settle(struct explain *e, const explain_causes *topic)
{
	struct arena scratch = ARENA_INIT;
	struct buf reason = BUF_INIT;

	for (size_t i = 0; i < e->pending.count; i++) {
		const struct explain_pending *pending = &e->pending.items[i];

		put(e, pending, pending->change == OUTPUT_REMOVE
					? why_gone(e, &scratch, pending->path)
					: reason_of(e, pending, topic, &reason));
	}
	e->pending.count = 0;
	e->published.count = 0;
	buf_release(&reason);
	arena_release(&scratch);
}

/* ---- the build's part ---- */

void explain_begin(struct explain *e, const struct site *site, const struct cache *cache,
		   struct output *output)
{
	if (!e)
		return;
	*e = (struct explain){.listener = {on_change, e}, .site = site, .cache = cache, .output = output};
	output->listener = &e->listener;
	explain_ground(&e->causes, &e->arena, cache);
	e->program = explain_program(&e->arena, cache);
}

void explain_topic(struct explain *e, const struct content *working)
{
	explain_causes causes = {0};
	bool itself;

	if (!e || !e->pending.count)
		return;
	itself = explain_working(&causes, &e->arena, e->cache, e->site, working);
	if (itself || e->published.count) /* else it is as it was, in other clothes */
		*list_add(&e->topics, &e->arena) = str_copy(&e->arena, working->topic->name);
	settle(e, &causes);
}

static int by_bytes(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

/* Topics that the last build had are told of by what they leave. */
void explain_rest(struct explain *e)
{
	if (!e)
		return;
	for (size_t i = 0; i < e->pending.count; i++) {
		struct explain_file file = explain_file_of(e->pending.items[i].path);
		size_t last = e->topics.count;

		if (e->pending.items[i].change != OUTPUT_REMOVE || !file.topic.ptr ||
		    site_topic(e->site, file.topic) || !cache_last(e->cache, file.topic) ||
		    (last && str_equal(e->topics.items[last - 1], file.topic)))
			continue;
		*list_add(&e->topics, &e->arena) = file.topic;
	}
	settle(e, NULL);
	for (size_t i = 0; i < e->groups.count; i++)
		qsort(e->groups.items[i]->paths.items, e->groups.items[i]->paths.count,
		      sizeof(struct str), by_bytes);
	e->site = NULL; /* they end with the build */
	e->cache = NULL;
	e->output = NULL;
}

void explain_release(struct explain *e)
{
	arena_release(&e->arena);
}

/* ---- printing ---- */

static void print_path(struct buf *out, struct str path)
{
	struct str page = STR("index.html");

	if (str_equal(path_base(path), page))
		path = str_slice(path, 0, path.len - page.len);
	buf_addf(out, "/%.*s", STR_ARG(path));
}

static void print_group(struct buf *out, const struct explain_group *group, bool all)
{
	static const char *const words[] = {"create", "change", "remove"};
	size_t count = group->paths.count, shown = all || count <= SHOWN ? count : SHOWN;

	for (size_t i = 0; i < shown; i++) {
		buf_addf(out, "%s  ", words[group->change]);
		print_path(out, group->paths.items[i]);
		buf_addf(out, "  because %.*s\n", STR_ARG(group->reason));
	}
	if (shown < count)
		buf_addf(out, "%s  and %zu more because %.*s\n", words[group->change], count - shown,
			 STR_ARG(group->reason));
}

void explain_print(const struct explain *e, struct buf *out, bool all)
{
	for (int change = OUTPUT_CREATE; change <= OUTPUT_REMOVE; change++)
		for (size_t i = 0; i < e->groups.count; i++)
			if ((int)e->groups.items[i]->change == change)
				print_group(out, e->groups.items[i], all);
}
