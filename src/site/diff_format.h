/*
 * A difference written out, a formatter an output: for a terminal, for the
 * site, for a pull request, and for programs. All append to OUT.
 *
 * Words that a reader's machine could take for orders never reach it: control
 * characters show as <U+001B>, and each format's own marks are escaped.
 */
#ifndef SITE_DIFF_FORMAT_H
#define SITE_DIFF_FORMAT_H

#include "base/buf.h"
#include "site/diff.h"

#include <stdbool.h>

/*
 * For a terminal of 80 columns or more. A changed block is one paragraph, with
 * what was deleted and inserted between [- -] and {+ +}, or with COLOUR in red,
 * struck through, and in green.
 */
void diff_text(struct buf *out, const struct diff *diff, bool colour);

/*
 * For the inside of a page: the summary, then headings from h2 on. What was
 * inserted and deleted is <ins> and <del>, with words for screen readers in
 * elements of the class "visually-hidden".
 */
void diff_html(struct buf *out, const struct diff *diff);

/* The same as a whole page that needs no other file. */
void diff_html_page(struct buf *out, const struct diff *diff);

/* As docs/diff-json.md says: complete, so that it can be applied. */
void diff_json(struct buf *out, const struct diff *diff);

/*
 * For GitHub, in a comment or as a file: deleted words are ~~struck~~, inserted
 * ones **strong**; headings from ### on.
 */
void diff_markdown(struct buf *out, const struct diff *diff);

#endif
