/*
 * The files of the site: which pages and data there are, made by render and
 * export and handed to output.
 */
#ifndef SITE_PUBLISH_H
#define SITE_PUBLISH_H

#include "base/buf.h"
#include "site/output.h"
#include "site/output_stream.h"
#include "site/render.h"
#include "site/versions.h"

/* What a version changed, for the feeds. */
struct published_changes {
	const struct version *version;
	struct str html;
};

struct publisher {
	struct site site;
	struct theme theme;
	struct renderer renderer;
	struct output output;
	struct output_stream search; /* search.json */
	struct diags *diags;
	struct arena page; /* of the topic whose pages are being made */
	struct buf data;   /* a file that is no page */
	LIST(struct published_changes) changes; /* of that topic */
	struct arena opened_arena;
	struct versions opened; /* of the topic whose changes were asked for last */
};

/* Before the first topic: begins search.json. */
void publish_begin(struct publisher *publisher);

/*
 * The files of one topic, which shows CONTENT; its versions are loaded. Sets the
 * titles and summaries of versions in the index. Returns its piece of search.json.
 */
struct output_piece publish_topic(struct publisher *publisher, struct content *content,
				  struct versions *versions);

/* After the last one: search.json is whole. True: it has changed. */
bool publish_search(struct publisher *publisher);

/* What the site as a whole has, once every topic is known. */
void publish_site(struct publisher *publisher);

/* The files of assets/. */
void publish_assets(struct publisher *publisher);

/* Pages of the versions of all guides of a topic: used by publish_topic. */
void publish_versions(struct publisher *publisher, struct content *content,
		      struct versions *versions);

/* NAME in the directory of the page at URL, which ends in '/'. */
struct str publish_path(struct publisher *publisher, struct str url, const char *name);

/* The same in the directory of a version: "/t/beginner/v2/". */
struct str publish_version_path(struct publisher *publisher, const struct guide *guide,
				const struct version *version, const char *name);

/* Writes the file that has been made in `data`. */
void publish_data(struct publisher *publisher, struct str path, struct str subject);

/* What VERSION of GUIDE changed, as HTML in ARENA; unknown where nothing is before it. */
struct str publish_changes(struct publisher *publisher, struct arena *arena,
			   struct guide *guide, const struct version *version);

#endif
