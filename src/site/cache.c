#include "site/cache.h"

#include "base/hash.h"
#include "base/path.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * The file: a magic number, a hash of the ground, and as records the ground itself and
 * the topics.
 */
#define MAGIC UINT64_C(0x0530636e616d6c61)
enum { LARGEST = 1 << 30, PIECE = 1 << 18 };

/* The cache of an output is named by where that really is. */
static struct str file_of(struct arena *arena, struct str dir)
{
	char *real = realpath(dir.ptr, NULL);
	uint64_t hash = hash_str(str_of(real ? real : dir.ptr));

	free(real);
	return str_printf(arena, ".almanac/build-%016llx", (unsigned long long)hash);
}

/* Whatever differs, the number does. */
static uint64_t settings(const struct cached_ground *ground)
{
	struct str program = {(const char *)&ground->program, sizeof ground->program};

	return (ground->theme ^ hash_str(ground->config) ^ hash_str(program)) + ground->drafts;
}

static void add_topic(struct cache *cache, struct cached_topic *topic)
{
	map_put(&cache->topics, &cache->arena, topic->name, topic);
}

static void get_topics(struct cache *cache, struct unpacker *u)
{
	struct unpacker topic;
	uint64_t hash;

	while (u->at < u->bytes.len && cache_get_record(u, &topic, &hash))
		add_topic(cache, cache_get_topic(&topic, hash));
}

void cache_open(struct cache *cache, struct str dir, const struct cached_ground *ground,
		bool aside)
{
	struct unpacker u = {.arena = &cache->arena}, last;
	uint64_t hash;

	*cache = (struct cache){.ground = ground, .aside = aside, .file_new = -1};
	if (!dir.ptr)
		return;
	cache->file = file_of(&cache->arena, dir);
	if (file_read(&cache->arena, cache->file.ptr, LARGEST, &u.bytes) ||
	    cache_get_number(&u) != MAGIC)
		return;
	cache->holds = cache_get_number(&u) == settings(ground);
	if ((!cache->holds && !aside) || !cache_get_record(&u, &last, &hash))
		return;
	cache->known = true;
	cache_get_ground(&last, &cache->last);
	get_topics(cache, &u);
}

/* One topic; true when it is as it was. */
static bool put_record(struct cache *cache, const struct cached_topic *topic)
{
	const struct cached_topic *last = cache_find(cache, topic->name);
	size_t begin = cache_begin_record(&cache->out);

	cache_put_topic(&cache->out, topic);
	return cache_end_record(&cache->out, begin) == (last ? last->hash : 0);
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
	cache_put_number(&cache->out, MAGIC);
	cache_put_number(&cache->out, settings(cache->ground));
	begin = cache_begin_record(&cache->out);
	cache_put_ground(&cache->out, cache->ground);
	cache_end_record(&cache->out, begin);
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
