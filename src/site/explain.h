/*
 * What a build would change in the site, and why: `almanac build --dry-run`.
 *
 * Why comes from two sides. The cache (site/cache) keeps what the last build stood on:
 * site.json, templates, titles, versions, and which files it wrote. And the site itself
 * holds the bundle and the text of each guide as data, so that the old ones can be
 * compared with the new, record by record and section by section. What neither knows
 * is said to be unknown.
 */
#ifndef SITE_EXPLAIN_H
#define SITE_EXPLAIN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/map.h"
#include "site/cache.h"
#include "site/explain_cause.h"
#include "site/model.h"
#include "site/output.h"

#include <stdbool.h>

struct explain_pending {
	enum output_change change;
	struct str path;
};

/* Files with one fate for one reason. */
struct explain_group {
	enum output_change change;
	struct str reason;
	LIST(struct str) paths;
};

struct explain {
	struct arena arena;
	struct output_listener listener;
	const struct site *site;
	const struct cache *cache;
	const struct output *output;
	explain_causes causes; /* that every topic shares */
	struct str program;    /* how the program is another; unknown: it is the same */

	/* The topic whose pages are being made. */
	LIST(struct explain_pending) pending;
	explain_causes published; /* what its data say that has changed */

	LIST(struct str) topics;  /* that have changed */
	LIST(struct explain_group *) groups;
	struct map groups_by_reason; /* struct explain_group, by change and reason */
	size_t counts[OUTPUT_REMOVE + 1];
};

/*
 * The build's part; EXPLAIN may be NULL. explain_begin has itself told of what OUTPUT
 * does, explain_topic comes when the pages of a topic are made, and explain_rest when
 * everything is told.
 */
void explain_begin(struct explain *explain, const struct site *site, const struct cache *cache,
		   struct output *output);
void explain_topic(struct explain *explain, const struct content *working);
void explain_rest(struct explain *explain);

/*
 * A line a file: "change  /t/beginner/  because beginner.md: title changed". Of those
 * with one reason the first ten are printed, or ALL.
 */
void explain_print(const struct explain *explain, struct buf *out, bool all);

void explain_release(struct explain *explain);

#endif
