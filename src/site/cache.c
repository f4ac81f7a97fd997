#include "site/cache.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/path.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * The file: a magic number, a hash of the ground, the ground itself, and the topics,
 * the ground and each topic as its length, its hash, and its bytes. Numbers are 8 bytes as the machine has them (the
 * cache never leaves it), text is its length and its bytes.
 */
#define MAGIC UINT64_C(0x0530636e616d6c61)
enum { LARGEST = 1 << 30, PIECE = 1 << 18 };

static void put_number(struct buf *out, uint64_t number)
{
	buf_add(out, (const char *)&number, sizeof number);
}

static void put_text(struct buf *out, struct str text)
{
	put_number(out, text.ptr ? text.len : UINT64_MAX);
	buf_add_str(out, text);
}

static void put_stamp(struct buf *out, const struct stamp *stamp)
{
	buf_add(out, (const char *)stamp, sizeof *stamp);
}

static void put_texts(struct buf *out, const struct str *items, size_t count)
{
	put_number(out, count);
	for (size_t i = 0; i < count; i++)
		put_text(out, items[i]);
}

static void put_date(struct buf *out, struct date date)
{
	put_number(out, (uint64_t)date.year);
	put_number(out, (uint64_t)date.month);
	put_number(out, (uint64_t)date.day);
}

static void put_versions(struct buf *out, const struct cached_guide *guide)
{
	put_number(out, guide->versions.count);
	for (size_t i = 0; i < guide->versions.count; i++) {
		const struct version *version = &guide->versions.items[i];

		put_number(out, (uint64_t)version->number);
		put_number(out, (uint64_t)version->events);
		put_date(out, version->date);
		put_text(out, version->note);
		put_text(out, version->withdrawn);
		put_text(out, version->title);
		put_text(out, version->summary);
		buf_add(out, (const char *)&version->figures, sizeof version->figures);
	}
}

static void put_guides(struct buf *out, const struct cached_topic *topic)
{
	put_number(out, topic->guides.count);
	for (size_t i = 0; i < topic->guides.count; i++) {
		const struct cached_guide *guide = &topic->guides.items[i];

		put_number(out, (uint64_t)guide->level);
		put_text(out, guide->title);
		put_text(out, guide->status);
		put_text(out, guide->summary);
		put_texts(out, guide->anchors.ids, guide->anchors.count);
		put_number(out, guide->draft);
		put_versions(out, guide);
	}
}

static void put_inputs(struct buf *out, const struct cached_topic *topic)
{
	put_number(out, topic->inputs.count);
	for (size_t i = 0; i < topic->inputs.count; i++) {
		put_text(out, topic->inputs.items[i].path);
		put_stamp(out, &topic->inputs.items[i].stamp);
	}
	put_number(out, topic->names.count);
	for (size_t i = 0; i < topic->names.count; i++) {
		put_text(out, topic->names.items[i].name);
		put_number(out, topic->names.items[i].card);
	}
}

static void put_uses(struct buf *out, const struct cached_topic *topic)
{
	put_number(out, topic->uses.count);
	for (size_t i = 0; i < topic->uses.count; i++) {
		const struct cached_use *use = &topic->uses.items[i];

		put_text(out, use->path);
		put_number(out, use->offset);
		put_number(out, use->length);
		put_text(out, use->target);
		put_text(out, use->id);
	}
}

static void put_outputs(struct buf *out, const struct cached_topic *topic)
{
	put_number(out, topic->outputs.count);
	for (size_t i = 0; i < topic->outputs.count; i++) {
		put_text(out, topic->outputs.items[i].path);
		put_stamp(out, &topic->outputs.items[i].stamp);
	}
}

static void put_follow(struct buf *out, const texts *list)
{
	put_number(out, list->count);
	for (size_t i = 0; i < list->count; i++)
		put_text(out, list->items[i].str);
}

static void put_topic(struct buf *out, const struct cached_topic *topic)
{
	put_text(out, topic->name);
	put_text(out, topic->title);
	put_text(out, topic->description);
	put_number(out, topic->text);
	put_date(out, topic->as_of);
	put_texts(out, topic->anchors.ids, topic->anchors.count);
	put_texts(out, topic->pictures, topic->picture_count);
	put_follow(out, &topic->follow.subscriptions);
	put_follow(out, &topic->follow.words);
	put_number(out, topic->news);
	put_guides(out, topic);
	put_inputs(out, topic);
	put_uses(out, topic);
	put_outputs(out, topic);
	put_number(out, topic->search.offset);
	put_number(out, topic->search.length);
}

/* Reads what the functions above wrote; past the end everything is 0. */
struct unpacker {
	struct arena *arena;
	struct str bytes;
	size_t at;
};

static void get_bytes(struct unpacker *u, void *to, size_t count)
{
	if (u->bytes.len - u->at < count) {
		memset(to, 0, count);
		u->at = u->bytes.len;
		return;
	}
	memcpy(to, u->bytes.ptr + u->at, count);
	u->at += count;
}

static uint64_t get_number(struct unpacker *u)
{
	uint64_t number;

	get_bytes(u, &number, sizeof number);
	return number;
}

/* A count of things of at least a number each. */
static size_t get_count(struct unpacker *u)
{
	uint64_t count = get_number(u);

	return count <= (u->bytes.len - u->at) / sizeof count ? (size_t)count : 0;
}

/* Borrowed from the file; names that are paths get a NUL by get_path. */
static struct str get_text(struct unpacker *u)
{
	uint64_t length = get_number(u);
	struct str text;

	if (length > u->bytes.len - u->at)
		return STR_UNKNOWN;
	text = str_slice(u->bytes, u->at, u->at + (size_t)length);
	u->at += (size_t)length;
	return text;
}

static struct str get_path(struct unpacker *u)
{
	return str_copy(u->arena, get_text(u));
}

static struct str *get_texts(struct unpacker *u, size_t *count)
{
	struct str *items;

	*count = get_count(u);
	items = arena_array(u->arena, struct str, *count);
	for (size_t i = 0; i < *count; i++)
		items[i] = get_path(u);
	return items;
}

static struct date get_date(struct unpacker *u)
{
	struct date date;

	date.year = (int)get_number(u);
	date.month = (int)get_number(u);
	date.day = (int)get_number(u);
	return date;
}

static void get_versions(struct unpacker *u, struct cached_guide *guide)
{
	for (size_t count = get_count(u); count; count--) {
		struct version *version = list_add(&guide->versions, u->arena);

		version->number = (int)get_number(u);
		version->events = (int)get_number(u);
		version->date = get_date(u);
		version->note = get_text(u);
		version->withdrawn = get_text(u);
		version->title = get_text(u);
		version->summary = get_text(u);
		get_bytes(u, &version->figures, sizeof version->figures);
	}
}

static void get_guides(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_guide *guide = list_add(&topic->guides, u->arena);

		guide->level = (int)get_number(u);
		guide->title = get_text(u);
		guide->status = get_text(u);
		guide->summary = get_text(u);
		guide->anchors.ids = get_texts(u, &guide->anchors.count);
		guide->draft = get_number(u);
		get_versions(u, guide);
	}
}

static void get_inputs(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_input *input = list_add(&topic->inputs, u->arena);

		input->path = get_path(u);
		get_bytes(u, &input->stamp, sizeof input->stamp);
	}
	for (size_t count = get_count(u); count; count--) {
		struct cached_name *name = list_add(&topic->names, u->arena);

		name->name = get_text(u);
		name->card = get_number(u);
	}
}

static void get_uses(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_use *use = list_add(&topic->uses, u->arena);

		use->path = get_path(u);
		use->offset = (size_t)get_number(u);
		use->length = (size_t)get_number(u);
		use->target = get_text(u);
		use->id = get_text(u);
	}
}

static void get_outputs(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct output_file *file = list_add(&topic->outputs, u->arena);

		file->path = get_text(u);
		get_bytes(u, &file->stamp, sizeof file->stamp);
	}
}

static void get_follow(struct unpacker *u, texts *list)
{
	list->count = get_count(u);
	list->items = arena_array(u->arena, struct text, list->count);
	for (size_t i = 0; i < list->count; i++)
		list->items[i].str = get_text(u);
}

static void get_topic(struct cache *cache, struct unpacker *u, uint64_t hash)
{
	struct cached_topic *topic = arena_new(&cache->arena, struct cached_topic);

	topic->hash = hash;
	topic->name = get_text(u);
	topic->title = get_path(u);
	topic->description = get_path(u);
	topic->text = get_number(u);
	topic->as_of = get_date(u);
	topic->anchors.ids = get_texts(u, &topic->anchors.count);
	topic->pictures = get_texts(u, &topic->picture_count);
	get_follow(u, &topic->follow.subscriptions);
	get_follow(u, &topic->follow.words);
	topic->news = get_number(u);
	get_guides(u, topic);
	get_inputs(u, topic);
	get_uses(u, topic);
	get_outputs(u, topic);
	topic->search.offset = (size_t)get_number(u);
	topic->search.length = (size_t)get_number(u);
	map_put(&cache->topics, &cache->arena, topic->name, topic);
}

/* The next record; false where the file is torn. */
static bool get_record(struct unpacker *u, struct unpacker *record, uint64_t *hash)
{
	uint64_t length = get_number(u);

	*hash = get_number(u);
	if (length > u->bytes.len - u->at)
		return false;
	*record = (struct unpacker){u->arena, str_slice(u->bytes, u->at, u->at + (size_t)length), 0};
	u->at += (size_t)length;
	return hash_str(record->bytes) == *hash;
}

static void get_topics(struct cache *cache, struct unpacker *u)
{
	struct unpacker topic;
	uint64_t hash;

	while (u->at < u->bytes.len && get_record(u, &topic, &hash))
		get_topic(cache, &topic, hash);
}

/* The cache of an output is named by where that really is. */
static struct str file_of(struct arena *arena, struct str dir)
{
	char *real = realpath(dir.ptr, NULL);
	uint64_t hash = hash_str(str_of(real ? real : dir.ptr));

	free(real);
	return str_printf(arena, ".almanac/build-%016llx", (unsigned long long)hash);
}

static void put_ground(struct buf *out, const struct cached_ground *ground)
{
	put_text(out, ground->version);
	put_stamp(out, &ground->program);
	put_number(out, ground->drafts);
	put_text(out, ground->config);
	put_number(out, ground->theme);
	put_number(out, ground->files.count);
	for (size_t i = 0; i < ground->files.count; i++) {
		put_text(out, ground->files.items[i].path);
		put_number(out, ground->files.items[i].hash);
		put_number(out, ground->files.items[i].own);
	}
}

static void get_ground(struct unpacker *u, struct cached_ground *ground)
{
	ground->version = get_text(u);
	get_bytes(u, &ground->program, sizeof ground->program);
	ground->drafts = get_number(u);
	ground->config = get_text(u);
	ground->theme = get_number(u);
	for (size_t count = get_count(u); count; count--) {
		struct theme_file *file = list_add(&ground->files, u->arena);

		file->path = get_text(u);
		file->hash = get_number(u);
		file->own = get_number(u);
	}
}

/* Whatever differs, the number does. */
static uint64_t settings(const struct cached_ground *ground)
{
	struct str program = {(const char *)&ground->program, sizeof ground->program};

	return (ground->theme ^ hash_str(ground->config) ^ hash_str(program)) + ground->drafts;
}

void cache_open(struct cache *cache, struct str dir, const struct cached_ground *ground, bool aside)
{
	struct unpacker u = {.arena = &cache->arena}, last;
	uint64_t hash;

	*cache = (struct cache){.ground = ground, .aside = aside, .file_new = -1};
	if (!dir.ptr)
		return;
	cache->file = file_of(&cache->arena, dir);
	if (file_read(&cache->arena, cache->file.ptr, LARGEST, &u.bytes) || get_number(&u) != MAGIC)
		return;
	cache->holds = get_number(&u) == settings(ground);
	if ((!cache->holds && !aside) || !get_record(&u, &last, &hash))
		return;
	cache->known = true;
	get_ground(&last, &cache->last);
	get_topics(cache, &u);
}

/* Fills in what stands before a record that begins at BEGIN. Returns its hash. */
static uint64_t end_record(struct buf *out, size_t begin)
{
	const size_t head = 2 * sizeof(uint64_t);
	uint64_t numbers[2] = {out->len - begin - head, 0};

	numbers[1] = hash_str(str_slice(buf_str(out), begin + head, out->len));
	memcpy(out->ptr + begin, numbers, sizeof numbers);
	return numbers[1];
}

static size_t begin_record(struct buf *out)
{
	size_t begin = out->len;

	put_number(out, 0);
	put_number(out, 0);
	return begin;
}

/* One topic; true when it is as it was. */
static bool put_record(struct cache *cache, const struct cached_topic *topic)
{
	const struct cached_topic *last = cache_find(cache, topic->name);
	size_t begin = begin_record(&cache->out);

	put_topic(&cache->out, topic);
	return end_record(&cache->out, begin) == (last ? last->hash : 0);
}

static void flush(struct cache *cache)
{
	struct str bytes = buf_str(&cache->out);

	while (bytes.len && !cache->failed) {
		ssize_t put = write(cache->file_new, bytes.ptr, bytes.len);

		cache->failed = put < 0;
		if (put > 0)
			bytes = str_slice(bytes, (size_t)put, bytes.len);
	}
	buf_reset(&cache->out);
}

static void begin_file(struct cache *cache)
{
	size_t begin;

	cache->part = str_printf(&cache->arena, "%.*s.%ld", STR_ARG(cache->file), (long)getpid());
	if (!dir_make(".almanac"))
		cache->file_new = open(cache->part.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	cache->failed = cache->file_new < 0;
	put_number(&cache->out, MAGIC);
	put_number(&cache->out, settings(cache->ground));
	begin = begin_record(&cache->out);
	put_ground(&cache->out, cache->ground);
	end_record(&cache->out, begin);
}

void cache_put(struct cache *cache, const struct cached_topic *topic, bool kept)
{
	if (!cache->file.ptr || cache->failed || cache->aside)
		return;
	if (cache->file_new < 0)
		begin_file(cache);
	kept |= put_record(cache, topic);
	cache->kept += kept;
	cache->made++;
	if (cache->out.len >= PIECE)
		flush(cache);
}

void cache_save(struct cache *cache)
{
	if (cache->holds && cache->kept == cache->topics.count && cache->kept == cache->made)
		return; /* nothing has changed: the old one stays */
	if (cache->file_new < 0)
		return;
	flush(cache);
	if (!cache->failed && rename(cache->part.ptr, cache->file.ptr) == 0)
		cache->part = STR_UNKNOWN;
}

void cache_close(struct cache *cache)
{
	if (cache->file_new >= 0)
		close(cache->file_new);
	if (cache->part.ptr)
		unlink(cache->part.ptr);
	buf_release(&cache->out);
	arena_release(&cache->arena);
}

struct cached_topic *cache_find(const struct cache *cache, struct str name)
{
	return cache->holds ? map_get(&cache->topics, name) : NULL;
}

const struct cached_topic *cache_last(const struct cache *cache, struct str name)
{
	return map_get(&cache->topics, name);
}
