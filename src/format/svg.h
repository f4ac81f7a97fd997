/*
 * SVG inside HTML (SVG 2): an element a line, whole numbers, nothing of the page's
 * fonts measured.
 */
#ifndef FORMAT_SVG_H
#define FORMAT_SVG_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * As printf, with %d, %% and %.*s alone; text is escaped. Done so often that printf
 * would take too long.
 */
void svg_addf(struct buf *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

struct svg {
	const char *name; /* in front of its ids: no other picture of the page has it */
	const char *kind; /* class */
	int width, height;
	int font_size;
	bool from_right; /* what is drawn is mirrored, and text begins at the right */
};

/*
 * A picture with its accessible name and description, left open for what is drawn. Ids
 * are "name.title" and so on: with a dot, which ids of headings and records never have.
 */
void svg_begin(struct buf *out, const struct svg *svg, struct str title, struct str desc);
void svg_end(struct buf *out, const struct svg *svg);

/* "<text" at a place; then attributes, ">", and what svg_text_end adds behind its title. */
void svg_text_begin(struct buf *out, const struct svg *svg, int x, int y);
void svg_text_end(struct buf *out, const struct svg *svg, struct str text);

/* A, BETWEEN and B as one text, in which A and B go their own ways. */
struct str svg_text_row(struct arena *arena, const struct svg *svg, struct str a,
			struct str between, struct str b);

#endif
