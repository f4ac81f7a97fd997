/* What things are called in a difference: "deal", "deals"; "TL;DR"; "list item". */
#ifndef SITE_DIFF_NAMES_H
#define SITE_DIFF_NAMES_H

#include "base/arena.h"
#include "base/str.h"
#include "format/markdown.h"
#include "site/schema.h"

/* Records of a type: "deal", "timeline entries". */
struct str diff_name_of_record(const struct record_type *type);
struct str diff_name_of_records(struct arena *arena, const struct record_type *type);

/* A member: "scale", "TL;DR", "party A". */
struct str diff_name_of_member(struct arena *arena, const char *member);

/* An item of a member that is a list of texts: "takeaway". */
struct str diff_name_of_item(struct arena *arena, const char *member);

/* A block: "paragraph". */
struct str diff_name_of_block(enum md_type type);

/* "entry" as "entries", "line of code" as "lines of code". */
struct str diff_plural(struct arena *arena, struct str one);

#endif
