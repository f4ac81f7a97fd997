/* A fast hash for tables in memory. Its values are never written anywhere. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

uint64_t hash_str(struct str s);

#endif
