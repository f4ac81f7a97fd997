/* RSS, RDF and Atom into the record. */
#ifndef FORMAT_FEEDS_XML_H
#define FORMAT_FEEDS_XML_H

#include "format/feeds.h"
#include "format/xml.h"

/* The root elements of feeds, for xml_find_root. */
extern const char *const feeds_xml_roots[];
extern const size_t feeds_xml_root_count;

/*
 * Reads TEXT, valid UTF-8 that begins with a feed's root element, into *FEED;
 * BASE is its URL, or unknown. At an error of syntax it is false, and *FEED has
 * the entries that were whole before that.
 */
bool feeds_xml_read(struct arena *arena, struct str text, struct str base,
		    const struct feed_limits *limits, struct news_feed *feed,
		    struct xml_error *error);

#endif
