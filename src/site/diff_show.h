/* What the formatters of a difference share: words as text. */
#ifndef SITE_DIFF_SHOW_H
#define SITE_DIFF_SHOW_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "site/diff.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * TEXT as it can be shown: control characters, and those that turn the
 * direction of what follows or that nobody sees, as <U+001B>; a line break as ↵,
 * the end of a paragraph as ¶.
 */
struct str diff_visible(struct arena *arena, struct str text);

/* The end of the words from AT on that are set alike. */
size_t diff_span_end(const struct diff_words *words, size_t at);

/*
 * The words as they are read: with one space where there is white space, before
 * the first too; without styles. Not made visible.
 */
struct str diff_plain(struct arena *arena, const struct diff_words *words);

/* The same with footnotes as [^1]. */
struct str diff_reading(struct arena *arena, const struct diff_words *words);

/* The same, with pictures as Markdown. */
struct str diff_wording(struct arena *arena, const struct diff_words *words);

/*
 * True when white space stands before the run AT: on the new side, or on the old
 * one where the new one begins there.
 */
bool diff_space_before(const struct diff_prose *prose, size_t at);

/* True where the first word is a mark that stands behind one without a space: "," */
bool diff_attaches(const struct diff_words *words);

/*
 * True where the space before the run AT belongs to it: without its words, which
 * were deleted, the text goes on with such a mark.
 */
bool diff_takes_space(const struct diff_prose *prose, size_t at);

/* TEXT without the space before its first word. */
struct str diff_bare(struct str text);

/*
 * False where the words beside RUN, a change, are set in STYLE as well, or all
 * that it replaces: then the style need not be shown.
 */
bool diff_sets_anew(const struct diff_prose *prose, const struct diff_run *run,
		    const struct diff_style *style);

/*
 * Markdown that reads as the words of one side of RUN do, with the emphasis,
 * links and pictures that are set anew.
 */
struct str diff_markup(struct arena *arena, const struct diff_prose *prose,
		       const struct diff_run *run, const struct diff_words *words);

/* A date in ISO form in words: "20 April 2026"; unknown is unknown. */
struct str diff_date(struct arena *arena, struct str iso);

/* The beginning of TEXT, with … where more follows; COLUMNS at most. */
struct str diff_excerpt(struct arena *arena, struct str text, int columns);

/* What a block begins with, on its new side. */
struct str diff_block_excerpt(struct arena *arena, const struct diff_block *block);

/*
 * The end of the lines from AT on that are left out, because they stayed and
 * stand far from any change; AT where there are none.
 */
size_t diff_lines_hidden(const struct diff_lines *lines, size_t at);

/* True for a row in which anything is not the same. */
bool diff_row_shown(const struct diff_table *table, const struct diff_row *row);

/* "v2 (2026-06-15)" */
struct str diff_side_name(struct arena *arena, const struct diff_side *side);

#endif
