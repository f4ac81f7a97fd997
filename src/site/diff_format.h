/*
 * A difference written out, a formatter an output: for a terminal, for the
 * site, for a pull request, and for programs. All append to OUT.
 *
 * Words that a reader's machine could take for orders never reach it: control
 * characters, and those that nobody sees, show as <U+001B>, and each format's
 * own marks are escaped.
 *
 * For people, members are called as on the pages of the site, dates are in words,
 * what is not known of a record that came or went is left out, and a record is
 * called by its title: its id is shown in the text for a terminal alone.
 *
 * The classes of the HTML, for a style sheet; no rule is needed to read it:
 *
 *	visually-hidden  words for screen readers only
 *	diff-summary     the sentence at the top
 *	diff-changed     a paragraph, list item, div or table row that changed,
 *	diff-added       was added,
 *	diff-removed     was removed,
 *	diff-moved       or only moved
 *	diff-note        "(moved up)", "added": what we say of a change; "Source: …"
 *	diff-known       "became known", "became unknown"
 *	diff-target      where a link leads to, in parentheses: if the link changed, and
 *	                 its words did not
 *	table            around a table, so that it can scroll
 *	unknown          the — of a value that is not known
 */
#ifndef SITE_DIFF_FORMAT_H
#define SITE_DIFF_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "site/diff.h"

#include <stdbool.h>
#include <stddef.h>

/* The summary as a sentence in plain text: "2 deals added, 1 became known." */
struct str diff_summary(struct arena *arena, const struct diff *diff);

/*
 * For a terminal of 80 columns or more. A changed block is one paragraph, with
 * what was deleted and inserted between [- -] and {+ +}, or with COLOUR in red,
 * struck through, and in green.
 */
void diff_text(struct buf *out, const struct diff *diff, bool colour);

/*
 * For the inside of a page that has its h1, or of a feed's entry: the summary,
 * then headings h2 and h3. What was inserted and deleted is <ins> and <del>, with
 * words for screen readers. No ids, no scripts, no style attributes.
 */
void diff_html(struct buf *out, const struct diff *diff);

/* A difference and what it is of, such as the name of a guide; unknown: not said. */
struct diff_titled {
	struct str title;
	const struct diff *diff;
};

/* The same of COUNT differences as a whole page that needs no other file. */
void diff_html_page(struct buf *out, const struct diff_titled *diffs, size_t count);

/* As docs/diff-json.md says: complete, so that it can be applied. Of one difference. */
void diff_json(struct buf *out, const struct diff *diff);

/*
 * For GitHub, in a comment or as a file: deleted words are ~~struck~~, inserted
 * ones **strong**; headings from ### on. Of a guide that came or went as a whole:
 * its title, TL;DR and headings, and how long it is.
 */
void diff_markdown(struct buf *out, const struct diff *diff);

/* What a comment on GitHub holds: characters, and so bytes at the least. */
#define DIFF_COMMENT_MOST ((size_t)65536)

/*
 * The same with headings from LEVEL on, and in LIMIT bytes at most: changes for
 * which there is no more room are left out, each as a whole, and a line at the
 * end counts them. The summary is always there. 0: no limit.
 */
void diff_markdown_within(struct buf *out, const struct diff *diff, int level, size_t limit);

#endif
