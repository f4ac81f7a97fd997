/*
 * Which posts a topic follows, and how well each fits: a score from 0 to 10.
 *
 *	title     3 for one of the followed words in the title, 4 for more
 *	summary   1 for each that stands in the summary alone, 2 at most
 *	trust     0 to 4: four tenths of the trust in the source, rounded
 *
 * A topic that names no words follows every post of its subscriptions, and each
 * has 3 for its title.
 */
#ifndef SITE_POSTS_MATCH_H
#define SITE_POSTS_MATCH_H

#include "site/posts.h"

#include <stdint.h>

struct matched_post {
	const struct pulled_post *post;
	int title, summary, trust; /* parts of its score */
	int score;                 /* their sum */
};

struct matched_posts {
	LIST(struct matched_post) list;
};

/*
 * Reads what FRONT, a topic's front matter, says to follow, as far as it is
 * right: text is borrowed, places are not set.
 */
struct follow posts_follow(struct arena *arena, const struct data *front);

static inline bool posts_follows(const struct follow *follow)
{
	return follow->subscriptions.count || follow->words.count;
}

/* Reads the feeds that FOLLOW asks for, so that what is wrong with them is said. */
void posts_prepare(struct posts *posts, const struct follow *follow);

/*
 * Adds the posts that match, newest first and those without a date last. One that
 * stands in several feeds, by its link, is added once: as the most trusted of them
 * has it, or else the first.
 */
void posts_match(struct posts *posts, struct arena *arena, const struct follow *follow,
		 struct matched_posts *matched);

/* The same for FOLLOW without its words: whatever its subscriptions have. */
void posts_all(struct posts *posts, struct arena *arena, const struct follow *follow,
	       struct matched_posts *matched);

/* Best first: by score, then as posts_match has them. */
void posts_rank(struct matched_posts *matched);

/* A hash of all that a page could show of them, and of whether names are known. */
uint64_t posts_hash(struct posts *posts, const struct follow *follow,
		    const struct matched_posts *matched);

/* Reports names in the front matter that are no subscriptions; false if there are. */
bool posts_check(struct posts *posts, const struct source *source, const struct follow *follow,
		 struct diags *diags);

/* "title 3 (data center) + summary 1 (gigawatt) + trust 2 (5 of 10)" */
void posts_explain(struct buf *out, const struct follow *follow,
		   const struct matched_post *matched);

#endif
