/*
 * Text and changes of it in the Markdown that GitHub reads: nothing that content
 * says becomes a mark, a link, a mention or HTML.
 */
#ifndef SITE_DIFF_MD_H
#define SITE_DIFF_MD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "site/diff.h"

#include <stdbool.h>

struct diff_md {
	struct arena arena;
	struct buf *out;
	int level;  /* of the headings of parts */
	bool list;  /* the last entry was an item of a list */
	bool start; /* what is written next stands where a block could begin */
};

/* Markdown of our own, as it is. */
void diff_md_add(struct diff_md *w, const char *markdown);

void diff_md_indent(struct diff_md *w, int columns);

/* Begins a heading, of which the text and the end of the line are to follow. */
void diff_md_heading(struct diff_md *w, int level);

/* Text that is nothing but text. */
void diff_md_text(struct diff_md *w, struct str text);

/* From one value to another; unknown is —. */
void diff_md_change(struct diff_md *w, struct str from, struct str to);

/* Words with what was deleted and inserted marked. */
void diff_md_prose(struct diff_md *w, const struct diff_prose *prose);

#endif
