/*
 * Room for text in a picture whose bytes may not depend on the machine's fonts: by the
 * advance widths of a wide sans serif, so that others stay within it.
 */
#ifndef FORMAT_SVG_TEXT_H
#define FORMAT_SVG_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* How wide TEXT is at most, in pixels, where its font has SIZE pixels. */
int svg_text_width(struct str text, int size, bool bold);

/* TEXT cut with an ellipsis, if it is wider than WIDTH. */
struct str svg_text_fit(struct arena *arena, struct str text, int size, bool bold, int width);

/*
 * TEXT broken at spaces, or where a word is too long within it, into at most MOST lines
 * (the last one cut with an ellipsis); returns how many. Text that is empty has one.
 */
int svg_text_wrap(struct arena *arena, struct str text, int size, bool bold, int width,
		  struct str *lines, int most);

#endif
