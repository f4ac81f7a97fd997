/*
 * What has changed since the last build, as far as the cache tells: for the whole site,
 * and for one topic.
 */
#ifndef SITE_EXPLAIN_CAUSE_H
#define SITE_EXPLAIN_CAUSE_H

#include "site/cache.h"
#include "site/explain_file.h"
#include "site/model.h"

#include <stdbool.h>

/* Something that has changed, and where it can be seen. */
struct explain_cause {
	struct str text;      /* "events.json: deals/a changed" */
	unsigned kinds;       /* of files: 1 << enum explain_kind */
	int level;            /* of the guide whose files these are; -1: any */
	struct str template;  /* only what may be made with it; unknown: whatever */
};

typedef LIST(struct explain_cause) explain_causes;

/* Any kind of file. */
#define EXPLAIN_ANYWHERE (~0U)

void explain_add(explain_causes *causes, struct arena *arena, unsigned kinds, int level,
		 struct str text);

/* site.json, templates, assets, --drafts. */
void explain_ground(explain_causes *causes, struct arena *arena, const struct cache *cache);

/* How the program is another one than that of the last build; unknown: it is the same. */
struct str explain_program(struct arena *arena, const struct cache *cache);

/*
 * Of a topic that is made again: WORKING is what was read. Its own introduction and
 * versions, what it names, and the posts that it shows. False where it is itself as it
 * was, and at most what it names is not.
 */
bool explain_working(explain_causes *causes, struct arena *arena, const struct cache *cache,
		     const struct site *site, const struct content *working);

/* Why the file at PATH, which no build makes any more, was there; unknown: nobody knows. */
struct str explain_gone(struct arena *arena, const struct cache *cache, const struct site *site,
			struct str path);

/* True when a page made with the template FROM may show what TEMPLATE holds. */
bool explain_reaches(const struct cache *cache, struct str from, struct str template);

#endif
