/*
 * What the last build of an output read and wrote, so that this one can leave
 * out what did not change.
 *
 * A topic is kept as it is when none of the files that it was made of has
 * changed, none of the pages that it names shows itself differently, the same
 * posts match what it follows, and all the files that were made of it are still
 * there as they were made. The cache decides only whether a topic is made again,
 * never what is made; any doubt (another program, theme or site.json, a file
 * changed too recently to tell, a message about the topic) means that it is made
 * again.
 *
 * What else is kept says why something changed: site/explain.
 */
#ifndef SITE_CACHE_H
#define SITE_CACHE_H

#include "base/buf.h"
#include "base/map.h"
#include "site/cache_record.h"

#include <stdbool.h>

struct cache {
	struct arena arena;
	struct str file;   /* unknown: no cache is kept */
	bool aside;        /* it is only looked at, and stays as it is */
	bool holds;        /* it is of the present ground: topics may be taken over */
	const struct cached_ground *ground;
	struct cached_ground last; /* that of the last build, where the cache is looked at */
	bool known;        /* there is a last build */
	struct map topics; /* struct cached_topic, of the last build */
	struct buf out;    /* of this build, what is not written yet */
	size_t kept;       /* topics that were put as they were found */
	size_t made;       /* all that were put */
	int file_new;      /* the new cache, or -1 */
	struct str part;   /* its path */
	bool failed;
};

/*
 * Reads the cache of the output DIR, or nothing when there is none of this GROUND,
 * which is borrowed. DIR unknown: nothing is kept. ASIDE: for whoever wants to know
 * what has changed; then it is read whatever its ground, and nothing is kept.
 */
void cache_open(struct cache *cache, struct str dir, const struct cached_ground *ground,
		bool aside);

/*
 * Adds a topic to the new cache. KEPT: it is one of the old one. An error in
 * writing costs only time, and is passed over.
 */
void cache_put(struct cache *cache, const struct cached_topic *topic, bool kept);

/* Puts the new cache in the place of the old one. */
void cache_save(struct cache *cache);

/* Ends it; a new cache that was not saved is gone. */
void cache_close(struct cache *cache);

/* What was kept of the topic NAME, or NULL. */
struct cached_topic *cache_find(const struct cache *cache, struct str name);

/* The same whatever the ground: what the last build knew of it. */
const struct cached_topic *cache_last(const struct cache *cache, struct str name);

#endif
