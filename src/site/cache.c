#include "site/cache.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/path.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * The file: a magic number, the settings, and the topics, each as its length,
 * its hash, and its bytes. Numbers are 8 bytes as the machine has them (the
 * cache never leaves it), text is its length and its bytes.
 */
#define MAGIC UINT64_C(0x0430636e616d6c61)
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

static void get_topic(struct cache *cache, struct unpacker *u)
{
	struct cached_topic *topic = arena_new(&cache->arena, struct cached_topic);

	topic->name = get_text(u);
	topic->title = get_path(u);
	topic->description = get_path(u);
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

/* The next topic; false where the file is torn. */
static bool get_record(struct cache *cache, struct unpacker *u)
{
	uint64_t length = get_number(u), hash = get_number(u);
	struct unpacker topic = {.arena = u->arena};

	if (length > u->bytes.len - u->at)
		return false;
	topic.bytes = str_slice(u->bytes, u->at, u->at + (size_t)length);
	u->at += (size_t)length;
	if (hash_str(topic.bytes) != hash)
		return false;
	get_topic(cache, &topic);
	return true;
}

/* The cache of an output is named by where that really is. */
static struct str file_of(struct arena *arena, struct str dir)
{
	char *real = realpath(dir.ptr, NULL);
	uint64_t hash = hash_str(str_of(real ? real : dir.ptr));

	free(real);
	return str_printf(arena, ".almanac/build-%016llx", (unsigned long long)hash);
}

void cache_open(struct cache *cache, struct str dir, uint64_t settings)
{
	struct unpacker u = {.arena = &cache->arena};

	*cache = (struct cache){.settings = settings, .file_new = -1};
	if (!dir.ptr)
		return;
	cache->file = file_of(&cache->arena, dir);
	if (file_read(&cache->arena, cache->file.ptr, LARGEST, &u.bytes) ||
	    get_number(&u) != MAGIC || get_number(&u) != settings)
		return;
	while (u.at < u.bytes.len && get_record(cache, &u))
		continue;
}

/* One topic, with what stands before it. */
static void put_record(struct buf *out, const struct cached_topic *topic)
{
	size_t begin = out->len;
	uint64_t head[2] = {0};

	buf_add(out, (const char *)head, sizeof head);
	put_topic(out, topic);
	head[0] = out->len - begin - sizeof head;
	head[1] = hash_str((struct str){out->ptr + begin + sizeof head, (size_t)head[0]});
	memcpy(out->ptr + begin, head, sizeof head);
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
	cache->part = str_printf(&cache->arena, "%.*s.%ld", STR_ARG(cache->file), (long)getpid());
	if (!dir_make(".almanac"))
		cache->file_new = open(cache->part.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	cache->failed = cache->file_new < 0;
	put_number(&cache->out, MAGIC);
	put_number(&cache->out, cache->settings);
}

void cache_put(struct cache *cache, const struct cached_topic *topic, bool kept)
{
	if (!cache->file.ptr || cache->failed)
		return;
	cache->kept += kept;
	cache->made++;
	if (cache->file_new < 0)
		begin_file(cache);
	put_record(&cache->out, topic);
	if (cache->out.len >= PIECE)
		flush(cache);
}

void cache_save(struct cache *cache)
{
	if (cache->kept == cache->topics.count && cache->kept == cache->made)
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
	return map_get(&cache->topics, name);
}
