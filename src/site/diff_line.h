/*
 * Lines for a terminal: pieces of text with their colours, broken where 80
 * columns are full.
 */
#ifndef SITE_DIFF_LINE_H
#define SITE_DIFF_LINE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>

enum diff_ink {
	DIFF_INK_NONE,
	DIFF_INK_DELETED,
	DIFF_INK_INSERTED,
	DIFF_INK_BOLD,
	DIFF_INK_FAINT
};

/* A piece of a line; a line is broken before those that allow it. */
struct diff_fragment {
	struct str text; /* visible */
	enum diff_ink ink;
	bool space;      /* before it, or else a line break */
	bool breakable;  /* a line break can stand before it all the same */
};

struct diff_line_writer {
	struct arena arena;
	struct buf *out;
	bool colour;
	LIST(struct diff_fragment) line;
	char last; /* byte of content added to `line` */
};

/* Adds a piece of our own. */
struct diff_fragment *diff_line_add(struct diff_line_writer *w, struct str text,
				    enum diff_ink ink, bool space);

/* Adds what content says, in pieces; what looks like marks of ours is not one. */
void diff_line_content(struct diff_line_writer *w, struct str text, enum diff_ink ink,
		       bool space);

/* Prints the line, broken where it must be; further lines stand HANGING deeper. */
void diff_line_end(struct diff_line_writer *w, int indent, int hanging);

/* For lines that are printed as they are: a new one, and the colour that is on. */
void diff_line_begin(struct diff_line_writer *w, int indent);
void diff_line_ink(struct diff_line_writer *w, enum diff_ink *now, enum diff_ink ink);

#endif
