/*
 * YAML 1.1 as libyaml reads it, in the subset that front matter needs: one
 * document of maps, lists and scalars. Anchors, aliases and tags are errors.
 *
 * Every scalar is text, so that `no` and `1.10` stay what was written; only a
 * plain `null`, `~` or nothing at all is null.
 */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include "base/arena.h"
#include "base/diag.h"
#include "format/data.h"

#include <stdbool.h>

/*
 * Reads the bytes FROM to TO of SOURCE, which begin a line, into *RESULT;
 * places are offsets in SOURCE. An empty text is an empty map. False after an
 * error was reported (rules "yaml-syntax" and "yaml-repeat").
 */
bool yaml_read(struct arena *arena, const struct source *source, size_t from,
	       size_t to, struct diags *diags, struct data *result);

#endif
