/*
 * The entries of an outline, and how those of a text are added to it.
 */
#ifndef SITE_DIFF_ENTRY_H
#define SITE_DIFF_ENTRY_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"
#include "site/diff.h"

#include <stdbool.h>

enum diff_entry_type {
	DIFF_ENTRY_PART,    /* "Title", "Text", "Deals": what follows is of it; added and
			       removed with all of the front matter or the bundle */
	DIFF_ENTRY_SECTION, /* of the text; `prose` is its heading, which is what is
			       changed; added and removed are sections as a whole */
	DIFF_ENTRY_NAME,    /* a name, and what it is about in `label` */
	DIFF_ENTRY_SOURCES, /* all in one line */
	DIFF_ENTRY_PROSE,
	DIFF_ENTRY_VALUE,   /* from, to; unknown: — */
	DIFF_ENTRY_LINES,
	DIFF_ENTRY_TABLE
};

/* Where a claim was read; unknown URL: it has none. */
struct diff_citation {
	struct str title, url;
};

struct diff_entry {
	enum diff_entry_type type;
	int depth; /* 0 for parts, sections and what stands directly in them */
	bool listed; /* in a part that is one list: those of depth 0 are its items */
	/*
	 * Of a value: added, it became known; removed, it became unknown; the same,
	 * `to` is all there is to show.
	 */
	enum diff_change change;
	enum diff_move move;
	struct str name;  /* "scale", "paragraph"; unknown: what it is need not be said */
	struct str label; /* in plain text, no longer than a line */
	struct str id;    /* of a record, for who looks for it in the bundle */
	bool title;       /* the name or the prose is what a record is called */
	bool reformatted;
	const struct diff_prose *prose;
	struct str from, to;
	struct str from_iso, to_iso; /* dates, which `from` and `to` have in words */
	LIST(struct diff_citation) sources; /* of a name or prose, too */
	const struct diff_lines *lines;
	const struct diff_table *table;
};

struct diff_outline {
	LIST(struct diff_entry) entries;
};

/* An outline that is being made. */
struct diff_outliner {
	struct arena *arena;
	const struct diff *diff;
	struct diff_outline *outline;
	bool listed; /* what is added is */
};

/* Adds an entry; it lives until the next one is added. */
struct diff_entry *diff_entry_add(struct diff_outliner *outliner, enum diff_entry_type type,
				  int depth, enum diff_change change, struct str name);

/* Adds those of blocks, and of the body with its sections. */
void diff_entry_add_blocks(struct diff_outliner *outliner, int depth,
			   const struct diff_blocks *blocks);
void diff_entry_add_body(struct diff_outliner *outliner, const struct diff_body *body);

#endif
