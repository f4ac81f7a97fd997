/* Paths as text. Nothing here looks at the disk. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

/* "DIR/NAME"; just NAME where DIR is "" or ".", or NAME is absolute. */
struct str path_join(struct arena *arena, struct str dir, struct str name);

/* What stands before the last '/': "" when there is none. */
struct str path_dir(struct str path);

/* What stands behind the last '/'. */
struct str path_base(struct str path);

/*
 * Resolves "." and ".." and doubled slashes in a relative path. False when it
 * leaves its root ("a/../../b"), or is absolute.
 */
bool path_normalise(struct arena *arena, struct str path, struct str *result);

#endif
