/*
 * The posts of the saved feeds, feeds/NAME.json, in memory. A feed is read when it
 * is first asked for, and once.
 *
 * What is wrong with a saved feed, or with subscriptions.opml, is a warning, and
 * the run goes on without it: posts are never what a page stands on.
 */
#ifndef SITE_POSTS_H
#define SITE_POSTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "format/feeds.h"
#include "format/opml.h"
#include "site/model.h"

#include <stdbool.h>

struct pulled_post {
	struct str feed;    /* name of its subscription */
	struct str source;  /* what the editor calls that, or else the feed itself */
	int trust;          /* in it, from 0 to 10 */
	struct str id;      /* unique in its feed */
	struct str url;     /* or unknown */
	struct str title;   /* where there is none, the beginning of what there is */
	struct str summary; /* or unknown */
	feed_time time;     /* or unknown, as its date */
	struct date date;
	struct str title_words, summary_words; /* for posts_hold */
};

struct pulled_feed {
	LIST(struct pulled_post) posts;
};

struct posts {
	struct arena arena;
	struct diags *diags;
	struct map feeds;         /* struct pulled_feed by name */
	LIST(struct str) names;   /* of the saved feeds, sorted */
	bool listed;              /* they and the subscriptions are known */
	bool subscribes;          /* there are subscriptions that could be read */
	subscriptions opml;
	struct map subscriptions; /* struct subscription by name */
};

/* Nothing is read before it is asked for; warnings go to DIAGS. */
void posts_open(struct posts *posts, struct diags *diags);
void posts_close(struct posts *posts);

/* The posts of a subscription; none where it has not been pulled. */
const struct pulled_feed *posts_feed(struct posts *posts, struct str name);

/* The names of the saved feeds: read into `names`. */
void posts_list(struct posts *posts);

/* Whether a subscription of that name is known; true where there is no list of them. */
bool posts_subscribed(struct posts *posts, struct str name);

/* The name in subscriptions.opml that is nearest to NAME, or NULL. */
const char *posts_nearest(struct posts *posts, struct str name);

/*
 * TEXT for posts_hold: its words in small letters, with a space before and behind
 * each. Chinese and Japanese characters are words of their own.
 */
struct str posts_words(struct arena *arena, struct str text);

/* The same with capitals, for what is looked for as a name. */
struct str posts_names(struct arena *arena, struct str text);

/*
 * Whether words made by posts_words hold a phrase made by it: these words, in
 * this order. The last may have an "s" more: "data center" is in "data centers".
 */
bool posts_hold(struct str words, struct str phrase);

#endif
