/*
 * XML as a row of calls: expat, with namespaces and xml:base worked out.
 *
 * Namespaces are ours and not expat's, because feeds use prefixes that they do
 * not declare, and that is no reason to refuse one. A document type declaration
 * is: there is nothing in it that a feed or an OPML needs, entities are the way
 * to make gigabytes of a few bytes, and nothing outside the text is ever read.
 */
#ifndef FORMAT_XML_H
#define FORMAT_XML_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Deepest nesting that is read, and most namespaces that are declared at one place. */
#define XML_DEEPEST 64
#define XML_NAMESPACES 250

struct xml_element {
	int space;               /* what handler.space said of its namespace */
	struct str name;         /* without prefix */
	struct str base;         /* what its URLs are relative to, or unknown; till its end */
	size_t offset;           /* of its "<" in the text */
	const char **attributes; /* for xml_attribute */
};

/* Strings are borrowed for the time of the call. */
struct xml_handler {
	/*
	 * A number of the caller's for a namespace: by its URI, or, where URI is
	 * unknown, by a prefix that nothing declares. PREFIX is "" for the default
	 * namespace.
	 */
	int (*space)(struct str prefix, struct str uri);
	void (*start)(void *context, const struct xml_element *element);
	void (*end)(void *context, struct str name);
	/* Character data, in any number of pieces. */
	void (*text)(void *context, struct str text);
	void *context;
};

struct xml_error {
	const char *message; /* such as "mismatched tag" */
	size_t offset;
	bool at_end; /* the text ends before its root element does */
};

/*
 * Reads TEXT, valid UTF-8 whatever its declaration says; BASE is where it comes
 * from, or unknown. What follows the root element is passed over. False at the
 * first error, which ERROR then describes: calls up to there have been made.
 */
bool xml_read(struct str text, struct str base, const struct xml_handler *handler,
	      struct xml_error *error);

/* The value of the attribute NAME, prefix included, without case; or unknown. */
struct str xml_attribute(const struct xml_element *element, struct str name);

#endif
