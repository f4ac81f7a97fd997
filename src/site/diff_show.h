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
 * direction of what follows, as <U+001B>; a line break as ↵.
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

/* Markdown that reads as the words do, with emphasis, links and pictures. */
struct str diff_markup(struct arena *arena, const struct diff_words *words);

/* The beginning of TEXT, with … where more follows; COLUMNS at most. */
struct str diff_excerpt(struct arena *arena, struct str text, int columns);

/* What a block begins with, on its new side. */
struct str diff_block_excerpt(struct arena *arena, const struct diff_block *block);

/* True for a row in which anything is not the same. */
bool diff_row_shown(const struct diff_table *table, const struct diff_row *row);

/* "v2 (2026-06-15)" */
struct str diff_side_name(struct arena *arena, const struct diff_side *side);

/* With a capital letter at the start. */
struct str diff_capital(struct arena *arena, struct str text);

#endif
