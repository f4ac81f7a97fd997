/*
 * What somebody else wrote, as plain text of one line: titles and summaries of
 * feeds, in HTML or not.
 *
 * White space is collapsed, characters that control a terminal or the direction
 * of the text around are left out, C1 controls become what windows-1252 has
 * there. The result is valid UTF-8; it is still to be escaped where it is shown.
 */
#ifndef FORMAT_HTML_TEXT_H
#define FORMAT_HTML_TEXT_H

#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>

/*
 * Appends the text of HTML: without tags, comments and the content of script
 * and style; with a space where a block or a line ends. What is longer than
 * MOST bytes, at least 3, is cut behind a word, if one ends near, and ends with "…".
 */
void html_text(struct buf *out, struct str html, size_t most);

/* The same of text that is no HTML. */
void html_plain(struct buf *out, struct str text, size_t most);

#endif
