/*
 * Prose as plain text, block by block, with the way back to its source: what
 * figures are looked for in.
 *
 * Emphasis and links are taken out; code, pictures, raw HTML and footnote marks
 * stand as U+FFFC, and a line break as a space.
 */
#ifndef SITE_PASSAGE_H
#define SITE_PASSAGE_H

#include "base/buf.h"
#include "base/list.h"
#include "format/markdown.h"

#include <stdbool.h>

/* From `at` on the text is that of NODE. */
struct passage_piece {
	size_t at;
	const struct md_node *node;
};

/* A paragraph, heading or table cell. */
struct passage {
	const struct md_node *block;
	struct str text;
	struct passage_piece *pieces;
	size_t count;
};

struct passage_reader {
	const struct md_document *md;
	const struct md_node *block; /* the last one; NULL: begin */
	struct buf text;
	LIST(struct passage_piece) pieces;
};

/*
 * Sets PASSAGE to the next one of READER's document; false behind the last. It is
 * gone with the next call; pieces live in ARENA.
 */
bool passage_next(struct passage_reader *reader, struct arena *arena,
		  struct passage *passage);
void passage_release(struct passage_reader *reader);

/* The link around the character AT, or NULL. */
const struct md_node *passage_link(const struct passage *passage, size_t at);

/* The text of the link around the character AT, and where it begins. */
struct str passage_link_text(const struct passage *passage, size_t at, size_t *begin);

/* The sentence around the character AT: it ends with a point and a space. */
struct str passage_sentence(const struct passage *passage, size_t at);

/* Where the character AT stands in SOURCE, which the document was read from. */
size_t passage_offset(const struct passage *passage, const struct md_document *md,
		      struct str source, size_t at);

#endif
