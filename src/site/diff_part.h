/*
 * The parts of one side of a comparison: its blocks, with their items, rows and
 * cells. Of each, what a reader sees of it is one number, so that it is quickly
 * found on the other side.
 */
#ifndef SITE_DIFF_PART_H
#define SITE_DIFF_PART_H

#include "format/markdown.h"
#include "site/diff.h"
#include "site/differ.h"

struct diff_part {
	const struct md_node *node;
	enum md_type type;
	uint32_t class;             /* equal when they read the same */
	struct diff_words words;    /* paragraph, heading, cell */
	struct diff_part *parts;    /* of a list, item, quote, footnote, table, row */
	size_t count;
	const uint32_t *vocabulary; /* classes of all words in it, sorted */
	size_t vocabulary_count;
	struct diff_source source;  /* of a top-level block */
};

struct diff_parts {
	struct diff_part *items;
	size_t count;
};

/* NODE, a block, with all that is in it. */
struct diff_part diff_part_read(struct differ *differ, const struct md_node *node,
				const struct differ_notes *notes);

/* The blocks in NODE; NULL: none. */
struct diff_parts diff_parts_read(struct differ *differ, const struct md_node *node,
				  const struct differ_notes *notes);

struct match_unit diff_part_unit(const struct diff_part *part);

/* A growing list of classes, to be sorted. */
struct diff_vocabulary {
	LIST(uint32_t) list;
};

void diff_vocabulary_add(struct differ *differ, struct diff_vocabulary *vocabulary,
			 const uint32_t *classes, size_t count);

/* Only letters, unless there are none. */
void diff_vocabulary_add_words(struct differ *differ, struct diff_vocabulary *vocabulary,
			       const struct diff_words *words);

void diff_vocabulary_sort(struct diff_vocabulary *vocabulary);

#endif
