/*
 * The difference between two states of a guide with its bundle, the way people
 * think of it: words in prose, cells in a table, entries in the timeline.
 *
 * diff_make compares and counts; what it gives is a tree that the formatters of
 * site/diff_format read. Everything of it lives in the arena, and borrows from
 * the two sides.
 *
 * The direction decides nothing but the names: diff_make(b, a) finds the same
 * pairs as diff_make(a, b), with added for removed and known for unknown.
 */
#ifndef SITE_DIFF_H
#define SITE_DIFF_H

#include "base/arena.h"
#include "base/date.h"
#include "base/list.h"
#include "base/str.h"
#include "format/markdown.h"
#include "site/model.h"
#include "site/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A picture that the guide shows: its file, and the hash of its bytes. */
struct diff_picture {
	struct str name; /* "hall.png" */
	struct str hash; /* unknown: there is no such file */
};

/* What is compared. Any of front, md and bundle may be NULL: there is none. */
struct diff_side {
	struct str name;  /* "v1", "the working copy" */
	struct date date; /* may be unknown */
	const struct guide_front *front;
	const struct md_document *md;
	struct str text; /* what md was read from */
	const struct bundle *bundle;
	const struct diff_picture *pictures; /* in any order, each name once */
	size_t picture_count;
};

/* Of a member of a record, added means that it became known. */
enum diff_change { DIFF_SAME, DIFF_CHANGED, DIFF_ADDED, DIFF_REMOVED };

/* Among what stayed in its order. */
enum diff_move { DIFF_STAYED, DIFF_MOVED_UP, DIFF_MOVED_DOWN };

/* ---- words ---- */

enum {
	DIFF_EMPHASIS = 1,
	DIFF_STRONG = 2,
	DIFF_STRIKE = 4,
	DIFF_CODE = 8,
	DIFF_HTML = 16,   /* raw, which no page shows */
	DIFF_NOTE = 32,   /* the mark of a footnote; its text is the number */
	DIFF_PICTURE = 64 /* its text is the alternative */
};

/* How words are set. Unknown URLs: no link, no picture. */
struct diff_style {
	unsigned marks;
	struct str link, link_title;
	struct str picture, picture_title;
};

/*
 * A word, or a single character that is part of none; a line break is "\n", and
 * the end of a paragraph that another one is joined to "\n\n".
 */
struct diff_word {
	struct str text;
	const struct diff_style *style;
	uint32_t class; /* equal for equal text */
	bool space;     /* white space stands before it */
	bool letters;   /* a word, not a punctuation mark */
};

enum diff_run_type {
	DIFF_KEPT,
	DIFF_DELETED,  /* `to` is empty */
	DIFF_INSERTED, /* `from` is empty */
	DIFF_RESTYLED  /* the same words, set otherwise: each side has one style */
};

struct diff_words {
	const struct diff_word *items;
	size_t count;
};

struct diff_run {
	enum diff_run_type type;
	struct diff_words from, to;
};

struct diff_prose {
	struct diff_run *runs; /* in reading order; what is deleted before what is inserted */
	size_t count;
	size_t words;      /* that changed; the more, where some were replaced */
	size_t characters; /* that changed where no word did: punctuation */
	/* Changed, added, removed: links around words that stayed, and pictures. */
	size_t links[3], pictures[3];
	size_t breaks[3]; /* ends of paragraphs: where one was split, or two were joined */
};

/* ---- blocks ---- */

struct diff_line {
	enum diff_run_type type; /* not restyled */
	struct str text;
};

/* Lines of code or raw HTML. */
struct diff_lines {
	struct diff_line *items;
	size_t count;
	size_t changed, added, removed;
};

/* "level", "2", "3": what a block has beside its content. Unknown: it has none. */
struct diff_attribute {
	const char *name;
	struct str from, to;
};

struct diff_column {
	enum diff_change change; /* changed: its name, or its alignment */
	enum diff_move move;
	struct str name; /* in plain text: the new one, unless it was removed */
	const struct diff_prose *heading;
	struct diff_attribute align; /* name NULL: the same */
};

/* NULL: a side of the row or the column does not have it. */
struct diff_cell {
	enum diff_change change;
	const struct diff_prose *prose;
	struct str from, to; /* in plain text */
};

struct diff_row {
	enum diff_change change;
	enum diff_move move;
	struct str key;          /* its first cells in plain text, as many as tell it from
				    other rows: the new ones, or the old */
	struct diff_cell *cells; /* one a column */
};

/* In the new order, and what was removed behind what it stood behind. */
struct diff_table {
	struct diff_column *columns;
	size_t column_count;
	struct diff_row *rows; /* without that of the columns' names */
	size_t row_count;
};

/*
 * Where a top-level block stands: from its first line to the first line of the
 * next one, definitions of links behind it included. The sources of all blocks
 * behind the lead are the text.
 */
struct diff_source {
	size_t index; /* among the blocks of its side */
	size_t at;    /* bytes before it in the text */
	struct str text; /* unknown: its side does not have the block */
};

struct diff_blocks {
	struct diff_block *items; /* in the new order, and what was removed behind what
				     it stood behind */
	size_t count;
};

struct diff_block {
	enum md_type type;
	enum diff_change change;
	enum diff_move move;
	bool reformatted;  /* it reads the same, but its source is not */
	/*
	 * Of a paragraph that was added or removed: it was split off the one beside
	 * it, or joined to it, and its words are in the prose of that one.
	 */
	bool joined;
	struct diff_source from, to; /* of top-level blocks */
	size_t section;      /* of top-level blocks: in diff_body.sections; the new one, */
	size_t from_section; /* and the one that it stood in */
	LIST(struct diff_attribute) attributes; /* that changed; all of an added block */
	const struct diff_prose *prose; /* paragraph, heading */
	const struct diff_lines *lines; /* code block, raw HTML */
	const struct diff_table *table;
	struct diff_blocks children; /* list: items; item, quote, footnote: blocks */
};

/* A heading with what stands behind it up to the next one; the first has none. */
struct diff_section {
	const struct diff_block *heading;
	struct str title;        /* in plain text: the new one, unless it was removed */
	int level;               /* of the heading; 0: there is none */
	size_t outer;            /* the section around it, where `title` is from; 0: none */
	enum diff_change change; /* added, removed: all of it; same: nothing changed, */
	enum diff_move move;     /* but it may have moved as a whole */
	size_t words;            /* of it that changed */
};

struct diff_body {
	struct str from_lead, to_lead; /* what stands before the first block */
	bool lead_reformatted;         /* in more than white space */
	struct diff_blocks blocks;
	struct diff_section *sections; /* in the order of their headings in `blocks` */
	size_t section_count;
	bool differs; /* in any byte */
};

/* ---- records ---- */

/* An item of a list of texts. */
struct diff_item {
	enum diff_change change;
	enum diff_move move;
	const struct diff_prose *prose;
};

struct diff_items {
	struct diff_item *items; /* ordered as blocks are */
	size_t count;
};

struct diff_records {
	struct diff_record *items; /* ordered as blocks are, without those that are the same */
	size_t count;
	bool reordered;   /* the ids of the new side, in order, are not those of the old */
	struct str *ids;  /* of the new side, if its records have ids */
	size_t id_count;
};

/* A member that is not the same. What follows `to` is there by the member's type. */
struct diff_member {
	const struct member *member;
	enum diff_change change;
	struct str from, to;              /* of one text, date or score; unknown: unknown */
	const struct diff_prose *prose;   /* of a text */
	struct diff_blocks blocks;        /* of a text that is Markdown */
	struct diff_items texts;          /* of a list of texts */
	struct diff_records records;      /* of a list of records */
};

struct diff_record {
	const struct record_type *type;
	struct str id;    /* unknown: such records have none */
	struct str label; /* what it is about, in plain text, of any length */
	enum diff_change change;
	enum diff_move move;
	const void *from, *to; /* structs of `type`; NULL: there is none */
	struct diff_member *members; /* not the same; the known ones of an added record */
	size_t member_count;
};

/* ---- pictures ---- */

struct diff_file {
	enum diff_change change; /* changed: other bytes under the same name */
	struct str name;
	struct str from, to; /* hashes; unknown: there is no such file */
};

/* Those that are not the same, by name. */
struct diff_files {
	struct diff_file *items;
	size_t count;
};

/* ---- the whole ---- */

/* How many of one sort changed. */
struct diff_tally {
	struct str one, many; /* "deal", "deals"; many is unknown of what there is one of */
	size_t added, removed, changed, moved;
};

struct diff_counts {
	LIST(struct diff_tally) tallies; /* in the order of the summary; none is all 0 */
	size_t known, unknown;           /* members that became it */
	size_t words, characters;        /* that changed in prose */
	size_t sections;                 /* in which they did; TL;DR and takeaways are two */
	size_t reformatted;              /* blocks */
};

struct diff {
	struct diff_side from, to;
	bool same; /* in every byte of the body and the pictures, and every value */
	struct diff_record front;
	struct diff_body body;
	struct diff_record bundle; /* its lists are members */
	struct diff_files pictures;
	struct diff_counts counts;
	struct str summary; /* "2 deals added, 1 became known"; "nothing changed": a line */
};

struct diff *diff_make(struct arena *arena, const struct diff_side *from,
		       const struct diff_side *to);

#endif
