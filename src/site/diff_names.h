/* What things are called in a difference: "deal", "deals"; "TL;DR"; "list item". */
#ifndef SITE_DIFF_NAMES_H
#define SITE_DIFF_NAMES_H

#include "base/arena.h"
#include "base/str.h"
#include "format/markdown.h"
#include "site/schema.h"

#include <stdbool.h>

/* A record of a type: "deal", "timeline entry". */
struct str diff_name_of_record(const struct record_type *type);

/* A member in a sentence: "scale", "TL;DR", "party A". */
struct str diff_name_of_member(struct arena *arena, const char *member);

/* The same where it names a value, as pages do: "Scale / commitment", "Party A". */
struct str diff_label_of_member(struct arena *arena, const char *member);

/* The member that says alone what such a record is about; NULL: several do, or none. */
const struct member *diff_title_of(const struct record_type *type);

/* True for such a member, and for each of several. */
bool diff_is_title(const struct record_type *type, const struct member *member);

/* An item of a member that is a list of texts: "takeaway". */
struct str diff_name_of_item(struct arena *arena, const char *member);

/* A block: "paragraph". */
struct str diff_name_of_block(enum md_type type);

/* With a capital letter at the start. */
struct str diff_capital(struct arena *arena, struct str text);

/* "entry" as "entries", "line of code" as "lines of code". */
struct str diff_plural(struct arena *arena, struct str one);

#endif
