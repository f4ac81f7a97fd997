/*
 * What others read the site by: feeds, one entry a version of a guide, newest
 * first; and the sitemap.
 */
#ifndef SITE_FEED_H
#define SITE_FEED_H

#include "base/list.h"
#include "site/model.h"

/* Entries of the site's feed at most; a topic's feed has all of its own. */
#define FEED_LONGEST 100

struct feed_entry {
	struct guide *guide;
	const struct version *version;
	struct str id;  /* stable: the URL of the version */
	struct str url; /* absolute */
	struct str title;
	struct str summary; /* plain text, or unknown */
	struct str content; /* HTML: what the version changed, for the caller to set; or unknown */
	struct date date;
};

struct feed {
	struct str title;
	struct str home; /* absolute URL of the page that it is of */
	struct str base; /* the same from the server's root: feed.xml lies in it */
	struct date updated; /* of its newest entry */
	LIST(struct feed_entry) entries;
};

/* Where the feeds of a topic are, or of the site where TOPIC is NULL; unknown: it has none. */
struct str feed_base(const struct site *site, const struct topic *topic);

/* The feed of one topic, or of the site where TOPIC is NULL, in ARENA. */
struct feed feed_make(struct arena *arena, const struct site *site,
		      const struct topic *topic);

/* URL of PATH, which begins with the site's base path, with scheme and host. */
struct str site_absolute(struct arena *arena, const struct site *site, struct str path);

/* A page that search engines should know. */
struct sitemap_url {
	struct str url; /* absolute */
	struct date date;
};

struct sitemap {
	LIST(struct sitemap_url) urls;
};

struct sitemap sitemap_make(struct arena *arena, const struct site *site);

#endif
