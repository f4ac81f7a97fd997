/* The text of a guide in the JSON of a difference: its words, blocks and sections. */
#ifndef SITE_DIFF_JSON_TEXT_H
#define SITE_DIFF_JSON_TEXT_H

#include "base/arena.h"
#include "base/str.h"
#include "format/json_write.h"
#include "site/diff.h"

#include <stddef.h>

struct diff_json_writer {
	struct json_writer json;
	struct arena arena;
};

/* Members; without a name, items. Unknown text is null. */
void diff_json_number(struct diff_json_writer *w, const char *name, size_t value);
void diff_json_member(struct diff_json_writer *w, const char *name, struct str text);
void diff_json_begin(struct diff_json_writer *w, const char *name, char bracket);
void diff_json_nothing(struct diff_json_writer *w, const char *name);

/* "change", "moved", "words". */
void diff_json_change(struct diff_json_writer *w, enum diff_change change);
void diff_json_move(struct diff_json_writer *w, enum diff_move move);
void diff_json_words(struct diff_json_writer *w, const struct diff_prose *prose);

/* A list of blocks in others, which have no source of their own. */
void diff_json_blocks(struct diff_json_writer *w, const struct diff_blocks *blocks);

/* "body" */
void diff_json_body(struct diff_json_writer *w, const struct diff_body *body);

#endif
