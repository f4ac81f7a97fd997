/*
 * SVG inside HTML (SVG 2): an element a line, whole numbers, nothing of the page's
 * fonts measured.
 */
#ifndef FORMAT_SVG_H
#define FORMAT_SVG_H

#include "base/buf.h"
#include "base/str.h"

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
};

/*
 * A picture with its accessible name and description, left open for what is drawn. Ids
 * are "name.title" and so on: with a dot, which ids of headings and records never have.
 */
void svg_begin(struct buf *out, const struct svg *svg, struct str title, struct str desc);
void svg_end(struct buf *out);

#endif
