#include "site/reuse.h"

#include "base/hash.h"
#include "site/posts_match.h"
#include "site/posts_seen.h"

static bool inputs_hold(const struct cached_topic *record)
{
	for (size_t i = 0; i < record->inputs.count; i++) {
		const struct cached_input *input = &record->inputs.items[i];
		struct stamp stamp;

		if (file_stamp(input->path.ptr, &stamp))
			stamp = (struct stamp){0}; /* it was not there, or it is gone */
		if (!stamp_equal(&stamp, &input->stamp))
			return false;
	}
	return true;
}

struct cached_topic *reuse_index(const struct cache *cache, struct site *site,
				 struct topic *topic)
{
	struct cached_topic *record = cache_find(cache, topic->name);

	if (!record || record->inputs.count < 2 || !inputs_hold(record))
		return NULL;
	topic->title = record->title;
	topic->description = record->description;
	topic->as_of = record->as_of;
	topic->follow = record->follow;
	topic->anchors = record->anchors;
	topic->pictures = record->pictures;
	topic->picture_count = record->picture_count;
	topic->picture_stamps = arena_array(&site->arena, struct stamp, topic->picture_count);
	topic->listed = record->inputs.items[0].stamp;
	topic->pictures_listed = record->inputs.items[1].stamp;
	for (size_t i = 0; i < record->guides.count; i++) {
		const struct cached_guide *from = &record->guides.items[i];
		struct guide *guide = site_add_guide(site, topic, (enum level)from->level);

		guide->title = from->title;
		guide->status = from->status;
		guide->summary = from->summary;
		guide->anchors = from->anchors;
		guide->draft = from->draft;
		guide->versions = from->versions.items;
		guide->version_count = from->versions.count;
		for (size_t j = 0; j < guide->version_count; j++)
			if (!guide->versions[j].withdrawn.ptr)
				guide->live = &guide->versions[j];
		guide->shown = site->drafts || guide->live;
		topic->shown |= guide->shown;
	}
	topic->shown |= site->drafts && !topic->guide_count;
	return record;
}

static uint64_t add(uint64_t hash, struct str text)
{
	return (hash ^ hash_str(text)) * UINT64_C(0x9e3779b97f4a7c15) + !text.ptr;
}

/* All that a page shows of a guide that it names. */
static uint64_t guide_card(uint64_t hash, const struct guide *guide)
{
	hash = add(hash, guide->name);
	hash = add(hash, guide->title);
	hash = add(hash, guide->status);
	hash += guide->shown;
	return add(hash, guide->topic->title);
}

uint64_t reuse_card(const struct site *site, struct str name)
{
	const struct guide *guide = site_guide(site, name);
	const struct topic *topic = site_topic(site, name);
	uint64_t hash = 1;

	if (guide)
		return guide_card(hash, guide);
	if (!topic)
		return 0;
	hash = add(hash, topic->title);
	hash = add(hash, topic->description);
	hash += topic->shown;
	for (size_t i = 0; i < topic->guide_count; i++)
		hash = guide_card(hash, &topic->guides[i]);
	return hash;
}

static bool names_hold(const struct cached_topic *record, const struct site *site)
{
	for (size_t i = 0; i < record->names.count; i++)
		if (reuse_card(site, record->names.items[i].name) != record->names.items[i].card)
			return false;
	return true;
}

static bool outputs_hold(const struct cached_topic *record, struct output *output)
{
	for (size_t i = 0; i < record->outputs.count; i++)
		if (!output_holds(output, &record->outputs.items[i]))
			return false;
	return true;
}

static void take_uses(const struct cached_topic *record, struct site *site)
{
	for (size_t i = 0; i < record->uses.count; i++) {
		const struct cached_use *from = &record->uses.items[i];
		struct anchor_use *use = list_add(&site->anchor_uses, &site->arena);

		struct guide *guide = site_guide(site, from->target);

		*use = (struct anchor_use){
			from->path, from->offset, from->length,
			guide ? guide->topic : site_topic(site, from->target), guide, from->id};
	}
}

bool reuse_holds(const struct cached_topic *record, const struct topic *topic,
		 const struct site *site, struct output *output)
{
	return record->news == topic->news && names_hold(record, site) && outputs_hold(record, output);
}

void reuse_files(struct cache *cache, struct cached_topic *record, struct site *site,
		 struct output *output, const struct topic *topic)
{
	for (size_t i = 0; i < record->outputs.count; i++)
		output_keep(output, &record->outputs.items[i], topic->path);
	take_uses(record, site);
	cache_put(cache, record, true);
}

static void add_input(struct arena *arena, struct cached_topic *record, struct str path,
		      const struct stamp *stamp)
{
	*list_add(&record->inputs, arena) = (struct cached_input){path, *stamp};
}

/* Seals that are not there may be there at the next build. */
static void add_sealed(struct arena *arena, struct cached_topic *record,
		       const struct versions *versions)
{
	const struct seals *seals = &versions->seals;

	add_input(arena, record, seals_dir(arena, versions->topic->name), &versions->listed);
	add_input(arena, record, seals->source.path, &versions->stamp);
	for (size_t i = 0; i < seals->list.count; i++)
		if (versions->texts[i].path.ptr)
			add_input(arena, record, versions->texts[i].path, &versions->texts[i].stamp);
	for (int i = 0; i < seals->bundles; i++)
		if (versions->bundles[i].path.ptr)
			add_input(arena, record, versions->bundles[i].path,
				  &versions->bundles[i].stamp);
}

/* The directory first: reuse_index looks there for its stamp. */
static void add_inputs(struct arena *arena, struct cached_topic *record,
		       const struct content *working, const struct versions *versions)
{
	const struct topic *topic = working->topic;
	struct str dir = str_join(arena, STR("content/"), topic->name);

	add_input(arena, record, dir, &topic->listed);
	add_input(arena, record, str_join(arena, dir, STR("/pictures")), &topic->pictures_listed);
	add_input(arena, record, topic->path, &topic->stamp);
	add_input(arena, record, working->bundle_source.path, &working->bundle_stamp);
	for (size_t i = 0; i < topic->guide_count; i++)
		add_input(arena, record, topic->guides[i].path, &topic->guides[i].stamp);
	for (size_t i = 0; i < topic->picture_count; i++)
		if (topic->picture_stamps[i].inode) /* else no page shows it, and it was not read */
			add_input(arena, record, topic_picture(arena, topic, i),
				  &topic->picture_stamps[i]);
	if (posts_follows(&topic->follow))
		add_input(arena, record, seen_path(arena, topic->name), &working->seen_stamp);
	add_sealed(arena, record, versions);
}

static bool any_is_fresh(const struct cached_topic *record)
{
	for (size_t i = 0; i < record->inputs.count; i++)
		if (stamp_is_fresh(&record->inputs.items[i].stamp))
			return true;
	return false;
}

static void add_guides(struct arena *arena, struct cached_topic *record,
		       const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++) {
		const struct guide *guide = &topic->guides[i];

		struct cached_guide *to = list_add(&record->guides, arena);

		*to = (struct cached_guide){.level = (int)guide->level, .title = guide->title,
					    .status = guide->status, .summary = guide->summary,
					    .anchors = guide->anchors, .draft = guide->draft};
		to->versions.items = guide->versions;
		to->versions.count = guide->version_count;
	}
}

static void add_names(struct arena *arena, struct cached_topic *record,
		      const struct site *site, const struct content *content)
{
	for (size_t i = 0; i < content->names.count; i++) {
		struct str name = content->names.items[i];

		*list_add(&record->names, arena) =
			(struct cached_name){name, reuse_card(site, name)};
	}
}

static void add_uses(struct arena *arena, struct cached_topic *record,
		     const struct site *site, size_t from)
{
	for (size_t i = from; i < site->anchor_uses.count; i++) {
		const struct anchor_use *use = &site->anchor_uses.items[i];

		*list_add(&record->uses, arena) = (struct cached_use){
			use->path, use->offset, use->length,
			use->guide ? use->guide->name : use->topic->name, use->id};
	}
}

/* What is written at once may live with the page. */
void reuse_record(struct cache *cache, const struct site *site, const struct content *working,
		  const struct content *shown, const struct versions *versions,
		  const struct output *output, struct output_piece search, size_t uses,
		  bool quiet)
{
	struct arena *arena = working->arena;
	const struct topic *topic = working->topic;
	struct cached_topic made = {
		.name = topic->name,
		.title = topic->title,
		.description = topic->description,
		.text = hash_str(working->intro.source.text),
		.as_of = topic->as_of,
		.anchors = topic->anchors,
		.pictures = topic->pictures,
		.picture_count = topic->picture_count,
		.follow = topic->follow,
		.news = topic->news,
		.search = search,
	};

	if (versions->listed.inode && !versions->stamp.inode)
		quiet = false; /* of a chain that may be lost each file counts */
	if (quiet)
		add_inputs(arena, &made, working, versions);
	if (any_is_fresh(&made))
		made.inputs.count = 0;
	add_guides(arena, &made, topic);
	add_names(arena, &made, site, working);
	if (shown != working)
		add_names(arena, &made, site, shown);
	add_uses(arena, &made, site, uses);
	made.outputs.items = output->recent.items;
	made.outputs.count = output->recent.count;
	cache_put(cache, &made, false);
}

/* No topic has this name. */
static const struct str site_record = {"/", 1};

bool reuse_search(const struct cache *cache, struct output *output)
{
	const struct cached_topic *record = cache_find(cache, site_record);

	return record && record->outputs.count && outputs_hold(record, output);
}

void reuse_record_search(struct cache *cache, const struct output *output, bool changed)
{
	struct cached_topic made = {.name = site_record};

	made.outputs.items = output->recent.items;
	made.outputs.count = output->recent.count;
	cache_put(cache, &made, !changed && cache_find(cache, site_record));
}
