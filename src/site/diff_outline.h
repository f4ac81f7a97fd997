/*
 * A difference as a list of entries, in the order in which people read it: what
 * the formatters for people print. Deeper entries belong to the one above them.
 */
#ifndef SITE_DIFF_OUTLINE_H
#define SITE_DIFF_OUTLINE_H

#include "base/arena.h"
#include "site/diff.h"

enum diff_entry_type {
	DIFF_ENTRY_PART,    /* "Title", "Text", "Deals": what follows is of it; added and
			       removed with all of the front matter or the bundle */
	DIFF_ENTRY_SECTION, /* of the text; `prose` is its heading, which is what is
			       changed; added and removed are sections as a whole */
	DIFF_ENTRY_NAME,    /* a name, and what it is about in `label` */
	DIFF_ENTRY_PROSE,
	DIFF_ENTRY_VALUE,   /* from, to; unknown: — */
	DIFF_ENTRY_LINES,
	DIFF_ENTRY_TABLE
};

struct diff_entry {
	enum diff_entry_type type;
	int depth; /* 0 for parts, sections and what stands directly in them */
	/*
	 * Of a value: added, it became known; removed, it became unknown; the same,
	 * `to` is all there is to show.
	 */
	enum diff_change change;
	enum diff_move move;
	struct str name;  /* "scale", "paragraph"; unknown: what it is need not be said */
	struct str label; /* in plain text, no longer than a line */
	bool reformatted;
	const struct diff_prose *prose;
	struct str from, to;
	const struct diff_lines *lines;
	const struct diff_table *table;
};

struct diff_outline {
	LIST(struct diff_entry) entries;
};

struct diff_outline diff_outline_make(struct arena *arena, const struct diff *diff);

/*
 * The end of the change from the entry AT on: headings before it, what is
 * changed, and the deeper entries that belong to it. Adds to *COUNT, which may be
 * more than one: a heading can be a change, too.
 */
size_t diff_outline_next(const struct diff_outline *outline, size_t at, size_t *count);

#endif
