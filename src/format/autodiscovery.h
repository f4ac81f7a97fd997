/*
 * The feeds that a page of HTML names: <link rel="alternate"> with the type of a
 * feed (RSS Autodiscovery; RFC 5005 and HTML standard, "Link type alternate").
 */
#ifndef FORMAT_AUTODISCOVERY_H
#define FORMAT_AUTODISCOVERY_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

struct feed_link {
	struct str url; /* absolute, http or https */
	struct str title;
	struct str type; /* as the page says it */
};

typedef LIST(struct feed_link) feed_links;

/*
 * The links of HTML, valid UTF-8, in the order of the page, each URL once, at most
 * a hundred; URL is that of the page.
 */
feed_links autodiscovery_read(struct arena *arena, struct str html, struct str url);

#endif
