/*
 * One topic's working copy as far as posts go: what it follows, its bundle, and
 * which posts of the saved feeds are new to it.
 */
#ifndef SITE_POSTS_TOPIC_H
#define SITE_POSTS_TOPIC_H

#include "site/posts_match.h"
#include "site/posts_seen.h"

#include <stdbool.h>

struct posts_topic {
	struct topic *topic;
	struct content content; /* front matter and bundle */
	struct source file;     /* the bundle's, byte for byte, */
	struct data data;       /* and what it reads as */
	struct seen seen;
	struct str seen_text;   /* of its file, as it is */
	struct stamp seen_stamp;
};

/* Lists the topics of the site in the working directory; false after an error. */
bool posts_topics(struct site *site, struct diags *diags);

/* The topic NAME; NULL after "there is none" was reported. */
struct topic *posts_find_topic(const struct site *site, struct arena *arena, struct str name,
			       struct diags *diags);

/*
 * Reads topic.md, the bundle and seen.txt. False after an error was reported; what
 * the topic follows is in content.front, NULL where it follows nothing.
 */
bool posts_topic_load(struct site *site, struct posts *posts, struct arena *arena,
		      struct topic *topic, struct diags *diags, struct posts_topic *result);

/* Takes out of MATCHED what is in the bundle or in seen.txt. */
void posts_only_new(const struct posts_topic *topic, struct matched_posts *matched);

#endif
