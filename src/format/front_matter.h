/*
 * The YAML between two lines of "---" at the head of a Markdown file, and the
 * body behind it, as every generator that editors know has it.
 */
#ifndef FORMAT_FRONT_MATTER_H
#define FORMAT_FRONT_MATTER_H

#include "base/arena.h"
#include "base/diag.h"
#include "format/data.h"

#include <stdbool.h>

struct front_matter {
	struct data data; /* a map */
	size_t body;      /* where the Markdown begins in the source */
};

/*
 * Reads the front matter of SOURCE, which must be UTF-8; a byte order mark and
 * CRLF are accepted. False after an error was reported (rules "front-matter",
 * "encoding", and those of yaml_read); the data is a map even then, and the body
 * is set as well as can be.
 */
bool front_matter_read(struct arena *arena, const struct source *source,
		       struct diags *diags, struct front_matter *result);

#endif
