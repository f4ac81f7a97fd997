/*
 * Gzip (RFC 1952) by zlib: for feeds that a server hands out as they were
 * stored, without saying so.
 */
#ifndef FORMAT_GZIP_H
#define FORMAT_GZIP_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

/* Whether BYTES begin as gzip does. */
bool gzip_is(struct str bytes);

/*
 * What BYTES hold, as far as they go where they are cut off or broken; MOST + 1
 * bytes or a few more when that is more than MOST.
 */
struct str gzip_read(struct arena *arena, struct str bytes, size_t most);

#endif
