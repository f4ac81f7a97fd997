/*
 * What the cache keeps, and the same as bytes. Numbers are 8 bytes as the machine has
 * them (the cache never leaves it), text is its length and its bytes. A record is its
 * length, its hash, and its bytes.
 */
#ifndef SITE_CACHE_RECORD_H
#define SITE_CACHE_RECORD_H

#include "base/buf.h"
#include "base/file.h"
#include "base/list.h"
#include "site/model.h"
#include "site/output.h"
#include "site/output_stream.h"
#include "site/theme.h"

#include <stdbool.h>
#include <stdint.h>

/* A file or directory that a topic was made of. */
struct cached_input {
	struct str path;
	struct stamp stamp;
};

/* A topic or guide that a topic's pages name, and how it showed itself. */
struct cached_name {
	struct str name;
	uint64_t card;
};

struct cached_guide {
	int level;
	struct str title;
	struct str status;
	struct str summary;
	struct anchors anchors;
	bool draft;
	LIST(struct version) versions;
};

/* A link to a heading of another page. */
struct cached_use {
	struct str path;
	size_t offset, length;
	struct str target; /* name of the guide, or of the topic */
	struct str id;
};

struct cached_topic {
	uint64_t hash; /* of the record as it stands in the file */
	struct str name;
	struct str title;
	struct str description;
	uint64_t text; /* of topic.md: a hash */
	struct date as_of;
	struct anchors anchors;
	struct str *pictures;
	size_t picture_count;
	struct follow follow;
	uint64_t news; /* the posts that matched it */
	LIST(struct cached_guide) guides;
	LIST(struct cached_input) inputs; /* none: it is to be made again */
	LIST(struct cached_name) names;
	LIST(struct cached_use) uses;
	LIST(struct output_file) outputs;
	struct output_piece search; /* its entries in search.json */
};

/* What every page depends on. */
struct cached_ground {
	struct str version; /* of the program, in words */
	struct stamp program;
	bool drafts;
	struct str config; /* the text of site.json */
	uint64_t theme;    /* a hash of all of it */
	theme_files files;
};

/* Reads what was written; past the end everything is 0. */
struct unpacker {
	struct arena *arena;
	struct str bytes;
	size_t at;
};

void cache_put_number(struct buf *out, uint64_t number);
void cache_put_topic(struct buf *out, const struct cached_topic *topic);
void cache_put_ground(struct buf *out, const struct cached_ground *ground);

/* Leaves room for the head of a record; returns where it begins. */
size_t cache_begin_record(struct buf *out);

/* Fills in what stands before a record that begins at BEGIN. Returns its hash. */
uint64_t cache_end_record(struct buf *out, size_t begin);

uint64_t cache_get_number(struct unpacker *u);

/* The next record; false where the file is torn. */
bool cache_get_record(struct unpacker *u, struct unpacker *record, uint64_t *hash);

/* What a record holds, borrowed from its bytes; HASH is the record's. */
struct cached_topic *cache_get_topic(struct unpacker *u, uint64_t hash);
void cache_get_ground(struct unpacker *u, struct cached_ground *ground);

#endif
