/*
 * The words of all XML feed formats, as one table: RSS and Atom share most of
 * theirs, and feeds mix what they do not share.
 */
#ifndef FORMAT_FEEDS_NAMES_H
#define FORMAT_FEEDS_NAMES_H

#include "base/str.h"

/* Namespaces that are known. Those of RSS and Atom, and none, are the core. */
enum feed_space {
	SPACE_OTHER,
	SPACE_CORE,
	SPACE_CONTENT,
	SPACE_DC,
	SPACE_DCTERMS,
	SPACE_ITUNES,
	SPACE_MEDIA,
	SPACE_RDF,
	SPACE_SY,
	SPACE_XHTML
};

/* For xml_handler. */
int feed_space(struct str prefix, struct str uri);

enum feed_word {
	WORD_NONE,
	/* containers */
	WORD_CHANNEL, /* RSS: within it, or beside its items */
	WORD_FEED,
	WORD_ITEM,
	WORD_GROUP, /* what only groups what is inside */
	/* text */
	WORD_TITLE,
	WORD_SUMMARY,
	WORD_AUTHOR,
	WORD_ID,
	WORD_GUID,
	WORD_LINK,
	WORD_PUBLISHED,
	WORD_UPDATED,
	WORD_TTL,
	WORD_PERIOD,
	WORD_FREQUENCY
};

/*
 * What an element is: its word, and how much it counts beside others of the
 * same word. 1 is least.
 */
struct feed_name {
	enum feed_word word;
	int rank;
};

struct feed_name feed_name(int space, struct str name);

#endif
