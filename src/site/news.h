/*
 * The posts of the feeds that a topic's page shows: the newest that match, but
 * for those that the page shows as posts of the bundle, and those that an editor
 * does not want. They stand outside every seal.
 */
#ifndef SITE_NEWS_H
#define SITE_NEWS_H

#include "site/model.h"
#include "site/posts_match.h"

/* Posts on a page, at most. */
enum { NEWS_MOST = 10 };

/*
 * Sets SHOWN's news. A post that has been taken into the bundle of the WORKING
 * copy stays until that is released. False after an error was reported.
 */
bool news_choose(struct content *shown, struct content *working,
		 const struct matched_posts *matched, struct diags *diags);

#endif
