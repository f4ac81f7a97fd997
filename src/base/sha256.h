/* SHA-256 (FIPS 180-4), which seals are made of. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

/* Length of a hash in hexadecimal digits. */
#define SHA256_DIGITS 64

/* The hash of BYTES in small hexadecimal digits, with a NUL behind them. */
struct str sha256(struct arena *arena, struct str bytes);

/* True when TEXT has the form of such a hash. */
bool sha256_is_hash(struct str text);

#endif
