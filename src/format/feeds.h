/*
 * A feed that was pulled, whatever format it came in: RSS 0.90 to 2.0, RDF, Atom
 * 0.3 and 1.0, JSON Feed 1.0 and 1.1. (The feeds that a site publishes are
 * site/feed.)
 *
 * Text is plain, of one line, and as long as the limits allow. Links are
 * absolute and lead to http or https. What the feed does not say, or says in a
 * way that cannot be read, is unknown.
 */
#ifndef FORMAT_FEEDS_H
#define FORMAT_FEEDS_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"
#include "format/date_feed.h"

#include <stdbool.h>
#include <stddef.h>

struct news_entry {
	struct str id; /* never unknown in a feed that was read */
	struct str link;
	struct str title;
	struct str author; /* names, a comma between them */
	struct str summary;
	feed_time published;
	feed_time updated;
};

typedef LIST(struct news_entry) news_entries;

struct news_feed {
	struct str title;
	struct str home; /* the page that it is about */
	struct str self; /* its own address, as it says */
	struct str description;
	struct str author;
	struct str hub;    /* WebSub */
	feed_time updated; /* or published; often the time of asking */
	long ttl;          /* minutes for which it asks to be left alone; 0: none */
	news_entries entries;
	bool partial; /* it broke off: what could be read of it is here */
};

/* What is kept of a feed. Longer text is cut, later entries are left out. */
struct feed_limits {
	size_t bytes;     /* of the file, decompressed; a larger one is refused */
	size_t entries;
	size_t text;      /* bytes of an element that are looked at */
	size_t title;     /* bytes of a title, or of an author's name */
	size_t summary;   /* bytes of a summary, or of an id */
	feed_time latest; /* later times are unknown; 0: any is good */
};

/* All but LATEST, which needs a clock. Two hundred real feeds fitted in. */
#define FEED_LIMITS {8 << 20, 500, 256 << 10, 500, 1000, 0}

/* When it came out: published, or else updated. */
static inline feed_time news_entry_time(const struct news_entry *entry)
{
	return entry->published ? entry->published : entry->updated;
}

/*
 * Gives ENTRY an id that has none: its link, or else a hash of title and date,
 * or of the summary where both are unknown.
 */
void news_identify(struct arena *arena, struct news_entry *entry);

#endif
