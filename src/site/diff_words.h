/*
 * Text as words. A word is a run of letters and digits in the sense of Unicode,
 * with the points and commas inside a number and the apostrophe inside a word
 * (UAX #29 in short); where a script is written without spaces, it is a
 * character. Every other character is a word of its own. White space is what
 * stands before a word, however it is written.
 */
#ifndef SITE_DIFF_WORDS_H
#define SITE_DIFF_WORDS_H

#include "format/markdown.h"
#include "site/diff.h"
#include "site/differ.h"

/* The words of plain text. */
struct diff_words diff_words_plain(struct differ *differ, struct str text);

/* The words of the inlines in NODE, or in its blocks: a paragraph, a cell, a list. */
struct diff_words diff_words_of(struct differ *differ, const struct md_node *node,
				const struct differ_notes *notes);

/* The end of a paragraph. */
struct diff_word diff_words_break(struct differ *differ);

bool diff_style_equal(const struct diff_style *a, const struct diff_style *b);

#endif
