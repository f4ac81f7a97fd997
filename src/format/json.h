/*
 * JSON (RFC 8259, I-JSON's limits of RFC 7493) into data with places.
 *
 * The strict pass is ours, and makes the tree as it goes: cJSON accepts invalid
 * UTF-8, control characters, \u0000, 012 and 1e400, and knows no positions. It
 * reads what is easy to get wrong, numbers and strings with escapes, once they
 * are known to be well-formed.
 */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include "base/arena.h"
#include "base/diag.h"
#include "format/data.h"

#include <stdbool.h>

/* Deepest nesting that is read. */
#define JSON_DEEPEST 64

/*
 * Reads SOURCE into *RESULT; text is borrowed from SOURCE, or from ARENA where it
 * was written with escapes. A byte order mark at the start is passed over. False
 * after an error was reported (rules "json-syntax" and "json-repeat").
 */
bool json_read(struct arena *arena, const struct source *source,
	       struct diags *diags, struct data *result);

#endif
