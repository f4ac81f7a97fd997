/*
 * A topic that has not changed since the last build is taken over from it:
 * see site/cache.h for when. What its files said of it (titles, headings,
 * links to other pages) comes from the cache's record.
 */
#ifndef SITE_REUSE_H
#define SITE_REUSE_H

#include "base/diag.h"
#include "site/cache.h"
#include "site/model.h"
#include "site/output.h"
#include "site/versions.h"

#include <stdbool.h>

/*
 * The record of TOPIC when none of its files has changed; then its guides and
 * what the index knows of them are set as they were.
 */
struct cached_topic *reuse_index(const struct cache *cache, struct site *site,
				 struct topic *topic);

/*
 * True unless a file that was made of TOPIC, a name in it or its news has changed.
 * To be asked once the posts that it follows are known.
 */
bool reuse_holds(const struct cached_topic *record, const struct topic *topic,
		 const struct site *site, struct output *output);

/* Then takes the files over into this build, and its links to other pages. */
void reuse_files(struct cache *cache, struct cached_topic *record, struct site *site,
		 struct output *output, const struct topic *topic);

/*
 * Puts the record of a topic into the cache, with its piece of search.json, when its
 * pages are made of what is SHOWN: they are what is recent in OUTPUT, and the links of the WORKING copy to
 * other pages are those of SITE from USES on. Unless it is QUIET, that is, nothing was
 * said of it, and no file has changed too recently to be sure, the next build makes
 * the topic again, and the record only tells it what was there.
 */
void reuse_record(struct cache *cache, const struct site *site, const struct content *working,
		  const struct content *shown, const struct versions *versions,
		  const struct output *output, struct output_piece search, size_t uses,
		  bool quiet);

/* What pages show of the topic or guide NAME, as a hash; of what is not there, 0. */
uint64_t reuse_card(const struct site *site, struct str name);

/*
 * The site's own record, which says that the search.json that pieces of topics are
 * in is still as it was: without it no topic can be taken over. CHANGED: it is no
 * longer that of the last build.
 */
bool reuse_search(const struct cache *cache, struct output *output);
void reuse_record_search(struct cache *cache, const struct output *output, bool changed);

#endif
