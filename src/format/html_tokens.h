/*
 * HTML as a row of tokens, split as browsers split it (HTML standard,
 * "Tokenization", data state), in time that grows with the text alone.
 *
 * Nothing is decoded and nothing is a tree: for feeds, whose markup is thrown
 * away, and for the links in the head of a page.
 */
#ifndef FORMAT_HTML_TOKENS_H
#define FORMAT_HTML_TOKENS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum html_kind {
	HTML_TEXT,
	HTML_START,
	HTML_END,
	HTML_COMMENT, /* and declarations, and a tag that the text ends in */
};

struct html_token {
	enum html_kind kind;
	struct str text;       /* of HTML_TEXT: with its references */
	struct str name;       /* of a tag: as it is written */
	struct str attributes; /* of a tag: for html_attribute */
};

/* The token at *AT, which moves behind it; false at the end. */
bool html_next(struct str html, size_t *at, struct html_token *token);

struct html_attribute {
	struct str name;  /* as it is written; the first of a name counts */
	struct str value; /* with its references; "" where there is none */
};

/* Takes the next attribute off ATTRIBUTES; false when there is no more. */
bool html_attribute(struct str *attributes, struct html_attribute *attribute);

/*
 * Moves *AT, behind a start tag of NAME, before its end tag, or to the end:
 * over the text of script and style, which is no HTML.
 */
void html_skip_raw(struct str html, size_t *at, struct str name);

#endif
