/*
 * What to write instead, where a member is not as its table says: the words of
 * messages.
 */
#ifndef SITE_SCHEMA_HELP_H
#define SITE_SCHEMA_HELP_H

#include "base/arena.h"
#include "format/data.h"
#include "site/member.h"

#include <stdbool.h>

/* "a date", "a list of texts": what a member should be. */
const char *schema_expected(enum member_type type);

/* "write a, b or c" */
const char *schema_choices(struct arena *arena, const struct member *member);

/* What to write in the place of DATA, which is of another type. */
const char *schema_type_help(struct arena *arena, const struct data *data,
			     const struct member *member);

/* The id that is nearest to what was written, where that is ASCII. */
const char *schema_id_help(struct arena *arena, struct str id);

/* What to add where MEMBER is missing, as JSON or as front matter. */
const char *schema_missing_help(struct arena *arena, const struct member *member, bool json);

#endif
