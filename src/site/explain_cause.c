#include "site/explain_cause.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/path.h"
#include "site/explain_data.h"
#include "site/reuse.h"

#include <stdio.h>

enum {
	PAGES = 1 << EXPLAIN_TOPIC | 1 << EXPLAIN_GUIDE,
	OF_VERSIONS = 1 << EXPLAIN_VERSION | 1 << EXPLAIN_CHANGES,
	RELEASED = PAGES | OF_VERSIONS | 1 << EXPLAIN_FEED | 1 << EXPLAIN_BUNDLE | 1 << EXPLAIN_PICTURE
};

void explain_add(explain_causes *causes, struct arena *arena, unsigned seen, int level,
		 struct str text)
{
	*list_add(causes, arena) = (struct explain_cause){text, seen, level, STR_UNKNOWN};
}

/* ---- the ground ---- */

static const struct theme_file *find_file(const theme_files *files, struct str path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_equal(files->items[i].path, path))
			return &files->items[i];
	return NULL;
}

/* What is compiled in changes with the program, and is told of it. */
static const char *how_changed(const struct theme_file *old, const struct theme_file *new)
{
	if (!old)
		return new->own ? "is new" : NULL;
	if (!new)
		return old->own ? "is gone" : NULL;
	if (old->own && !new->own)
		return "is gone, and almanac's own is used";
	if (!old->own && new->own && old->hash != new->hash)
		return "is used in place of almanac's own";
	return new->own && old->hash != new->hash ? "changed" : NULL;
}

static void add_file(explain_causes *causes, struct arena *arena, struct str path, const char *how)
{
	struct str prefix = STR("templates/"), suffix = STR(".mustache");
	struct str text = str_printf(arena, "%.*s %s", STR_ARG(path), how);
	bool template = str_starts(path, prefix) && str_ends(path, suffix);

	explain_add(causes, arena, EXPLAIN_ANYWHERE, -1, text);
	causes->items[causes->count - 1].template =
		template ? str_slice(path, prefix.len, path.len - suffix.len) : path;
}

static void add_theme(explain_causes *causes, struct arena *arena, const theme_files *old,
		      const theme_files *new)
{
	for (size_t i = 0; i < new->count; i++) {
		const struct theme_file *file = &new->items[i];
		const char *how = how_changed(find_file(old, file->path), file);

		if (how)
			add_file(causes, arena, file->path, how);
	}
	for (size_t i = 0; i < old->count; i++)
		if (!find_file(new, old->items[i].path) && old->items[i].own)
			add_file(causes, arena, old->items[i].path, "is gone");
}

void explain_ground(explain_causes *causes, struct arena *arena, const struct cache *cache)
{
	const struct cached_ground *old = &cache->last, *new = cache->ground;
	const unsigned data = 1 << EXPLAIN_BUNDLE | 1 << EXPLAIN_PICTURE;
	struct str what;

	if (!cache->known)
		return;
	if (old->drafts != new->drafts)
		explain_add(causes, arena, EXPLAIN_ANYWHERE, -1,
			    new->drafts ? STR("the last build was without --drafts")
					: STR("the last build was with --drafts"));
	if (!str_equal(old->config, new->config)) {
		what = explain_config(arena, old->config, new->config);
		explain_add(causes, arena, ~data, -1,
			    what.ptr ? str_join(arena, STR("site.json: "), what) : STR("site.json changed"));
	}
	add_theme(causes, arena, &old->files, &new->files);
}

struct str explain_program(struct arena *arena, const struct cache *cache)
{
	const struct cached_ground *old = &cache->last, *new = cache->ground;

	if (!cache->known || stamp_equal(&old->program, &new->program))
		return STR_UNKNOWN;
	if (str_equal(old->version, new->version))
		return STR("almanac itself is another one than at the last build");
	return str_printf(arena, "this is almanac %.*s, and the last build was by %.*s",
			  STR_ARG(new->version), STR_ARG(old->version));
}

/* ---- templates ---- */

/* The name in a tag such as "{{> head }}" at AT; unknown where that is none. */
static struct str included_at(struct str text, size_t at)
{
	size_t end;

	while (at < text.len && text.ptr[at] == ' ')
		at++;
	if (at == text.len || (text.ptr[at] != '>' && text.ptr[at] != '<'))
		return STR_UNKNOWN;
	end = at + str_find(str_slice(text, at, text.len), '}');
	return str_trim(str_slice(text, at + 1, end));
}

static bool reaches(const theme_files *files, struct map *seen, struct arena *arena, struct str from,
		    struct str template)
{
	struct str path = str_printf(arena, "templates/%.*s.mustache", STR_ARG(from)), text, name;
	const struct theme_file *file = find_file(files, path);

	if (str_equal(from, template))
		return true;
	if (!file || map_get(seen, path))
		return false;
	map_put(seen, arena, path, (void *)file);
	text = file->bytes;
	for (size_t at = 0; at + 2 < text.len; at++) {
		if (text.ptr[at] != '{' || text.ptr[at + 1] != '{')
			continue;
		name = included_at(text, at + 2);
		if (name.ptr && (str_starts(name, STR("*")) || reaches(files, seen, arena, name, template)))
			return true; /* one with a name that only values know may be any */
	}
	return false;
}

bool explain_reaches(const struct cache *cache, struct str from, struct str template)
{
	struct arena scratch = ARENA_INIT;
	struct map seen = {0};
	bool found = reaches(&cache->ground->files, &seen, &scratch, from, template);

	arena_release(&scratch);
	return found;
}

/* ---- a topic ---- */

static const struct cached_guide *cached_guide(const struct cached_topic *topic, int level)
{
	for (size_t i = 0; topic && i < topic->guides.count; i++)
		if (topic->guides.items[i].level == level)
			return &topic->guides.items[i];
	return NULL;
}

static void add_version(explain_causes *causes, struct arena *arena, const struct guide *guide,
			const struct version *version, const char *what)
{
	explain_add(causes, arena, RELEASED, (int)guide->level,
		    str_printf(arena, "v%d of %.*s was %s", version->number, STR_ARG(guide->name), what));
}

/* What was released and withdrawn since, or released again. */
static void add_versions(explain_causes *causes, struct arena *arena, const struct guide *guide,
			 const struct cached_guide *old)
{
	for (size_t i = 0; i < guide->version_count; i++) {
		const struct version *new = &guide->versions[i];
		const struct version *was = i < old->versions.count ? &old->versions.items[i] : NULL;

		if (!was)
			add_version(causes, arena, guide, new, "released");
		else if (new->withdrawn.ptr && !was->withdrawn.ptr)
			add_version(causes, arena, guide, new, "withdrawn");
		else if (new->events != was->events || date_compare(new->date, was->date) ||
			 !str_equal(new->note, was->note))
			add_version(causes, arena, guide, new, "released again");
	}
}

static void add_guides(explain_causes *causes, struct arena *arena, const struct topic *topic,
		       const struct cached_topic *old)
{
	for (size_t i = 0; i < topic->guide_count; i++) {
		const struct guide *guide = &topic->guides[i];
		const struct cached_guide *was = cached_guide(old, (int)guide->level);
		static const struct cached_guide none;

		add_versions(causes, arena, guide, was ? was : &none);
		if (!was && !guide->version_count)
			explain_add(causes, arena, RELEASED, (int)guide->level,
				    str_printf(arena, "%s.md is new", level_names[guide->level]));
	}
	for (size_t i = 0; i < old->guides.count; i++) {
		const char *level = level_names[old->guides.items[i].level];
		struct str name = str_printf(arena, "%.*s/%s", STR_ARG(topic->name), level);
		bool there = false;

		for (size_t j = 0; j < topic->guide_count; j++)
			there |= str_equal(topic->guides[j].name, name);
		if (!there)
			explain_add(causes, arena, RELEASED, -1, str_printf(arena, "%s.md is gone", level));
	}
}

static void add_text(explain_causes *causes, struct arena *arena, const struct content *working,
		     const struct cached_topic *old)
{
	const struct topic *topic = working->topic;

	if (old->text == hash_str(working->intro.source.text))
		return;
	if (!str_equal(old->title, topic->title))
		explain_add(causes, arena, EXPLAIN_ANYWHERE, -1, STR("topic.md: title changed"));
	else if (!str_equal(old->description, topic->description))
		explain_add(causes, arena, 1 << EXPLAIN_TOPIC | 1 << EXPLAIN_FEED, -1,
			    STR("topic.md: description changed"));
	else
		explain_add(causes, arena, 1 << EXPLAIN_TOPIC, -1, STR("topic.md changed"));
}

/* ---- what pages name ---- */

static bool was_shown(const struct cache *cache, const struct cached_guide *old)
{
	bool live = cache->last.drafts;

	for (size_t i = 0; i < old->versions.count; i++)
		live |= !old->versions.items[i].withdrawn.ptr;
	return live;
}

/* NULL: the guide itself is as it was. */
static const char *what_guide(const struct cache *cache, const struct guide *guide,
			      const struct cached_guide *old)
{
	if (!guide || !old)
		return guide ? "is new" : "is gone";
	if (guide->shown != was_shown(cache, old))
		return guide->shown ? "has a page now" : "has no page any more";
	if (!str_equal(guide->title, old->title))
		return "has another title";
	return str_equal(guide->status, old->status) ? NULL : "has another status";
}

static const char *what_topic(const struct topic *topic, const struct cached_topic *old)
{
	if (!topic || !old)
		return topic ? "is new" : "is gone";
	if (!str_equal(topic->title, old->title))
		return "has another title";
	return str_equal(topic->description, old->description) ? "changed" : "has another description";
}

static int level_in(struct str name)
{
	struct str base = path_base(name);

	for (int i = 0; i < LEVELS && base.len < name.len; i++)
		if (str_equal(base, str_of(level_names[i])))
			return i;
	return -1;
}

/* What other topics are named by, each once. */
struct naming {
	explain_causes *causes;
	struct arena *arena;
	const struct cache *cache;
	const struct site *site;
	struct map told;
};

static void add_named(struct naming *n, struct str name)
{
	int level = level_in(name);
	struct str topic = level < 0 ? name : path_dir(name);
	const struct cached_topic *old = cache_last(n->cache, topic);
	const char *what = NULL;

	if (level >= 0)
		what = what_guide(n->cache, site_guide(n->site, name), cached_guide(old, level));
	if (!what) { /* what is shown of a guide is its topic's title too */
		name = topic;
		what = what_topic(site_topic(n->site, name), old);
	}
	if (map_get(&n->told, name))
		return;
	map_put(&n->told, n->arena, name, n);
	explain_add(n->causes, n->arena, PAGES | OF_VERSIONS, -1,
		    str_printf(n->arena, "%.*s, which it names, %s", STR_ARG(name), what));
}

static void add_names(struct naming *n, const struct topic *topic, const struct cached_topic *old)
{
	for (size_t i = 0; i < old->names.count; i++) {
		const struct cached_name *name = &old->names.items[i];
		bool own = str_equal(name->name, topic->name) ||
			   str_equal(path_dir(name->name), topic->name);

		if (!own && reuse_card(n->site, name->name) != name->card)
			add_named(n, name->name);
	}
}

bool explain_working(explain_causes *causes, struct arena *arena, const struct cache *cache,
		     const struct site *site, const struct content *working)
{
	const struct topic *topic = working->topic;
	const struct cached_topic *old = cache_last(cache, topic->name);
	struct naming naming = {causes, arena, cache, site, {0}};
	bool itself;

	if (!cache->known)
		return false; /* nobody knows */
	if (!old) {
		explain_add(causes, arena, EXPLAIN_ANYWHERE, -1,
			    str_printf(arena, "content/%.*s is new", STR_ARG(topic->name)));
		return true;
	}
	add_guides(causes, arena, topic, old);
	add_text(causes, arena, working, old);
	if (old->news != topic->news)
		explain_add(causes, arena, 1 << EXPLAIN_TOPIC, -1,
			    STR("the posts that it follows changed"));
	itself = causes->count;
	add_names(&naming, topic, old);
	return itself;
}

/* ---- what is gone ---- */

static struct str gone_of_guide(struct arena *arena, const struct site *site,
				const struct explain_file *file)
{
	struct str name = str_printf(arena, "%.*s/%s", STR_ARG(file->topic), level_names[file->level]);
	const struct guide *guide = site_guide(site, name);

	if (!guide)
		return str_printf(arena, "content/%.*s.md is gone", STR_ARG(name));
	if (!guide->shown && !guide->version_count)
		return str_printf(arena, "%.*s is a draft", STR_ARG(name));
	if (!guide->shown)
		return str_printf(arena, "no version of %.*s stands any more", STR_ARG(name));
	return STR_UNKNOWN;
}

/* What the last build published as an asset. */
static bool was_asset(const struct cache *cache, struct str path, struct str *source)
{
	for (size_t i = 0; i < cache->last.files.count; i++) {
		struct str from = cache->last.files.items[i].path;

		if (str_equal(from, path) || (str_starts(from, STR("assets/root/")) &&
					      str_equal(str_slice(from, strlen("assets/root/"), from.len), path))) {
			*source = from;
			return true;
		}
	}
	return false;
}

struct str explain_gone(struct arena *arena, const struct cache *cache, const struct site *site,
			struct str path)
{
	struct explain_file file = explain_file_of(path);
	struct str source;

	if (was_asset(cache, path, &source))
		return str_printf(arena, "%.*s is gone", STR_ARG(source));
	if (!file.topic.ptr || !cache_last(cache, file.topic))
		return STR_UNKNOWN;
	if (!site_topic(site, file.topic))
		return str_printf(arena, "content/%.*s is gone", STR_ARG(file.topic));
	if (file.level >= 0)
		return gone_of_guide(arena, site, &file);
	if (file.kind == EXPLAIN_PICTURE)
		return STR("no page of the topic shows it any more");
	return site_topic(site, file.topic)->shown ? STR_UNKNOWN
		: str_printf(arena, "nothing of %.*s is released", STR_ARG(file.topic));
}
