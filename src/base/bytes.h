/*
 * Sixteen bytes at a time, in the vectors that gcc and clang have for every
 * machine: for searches through text that is mostly uninteresting.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bytes16 __attribute__((vector_size(16)));

static inline bytes16 bytes16_load(const char *from)
{
	bytes16 bytes;

	memcpy(&bytes, from, sizeof bytes);
	return bytes;
}

/* True when a byte is not 0: of what a comparison of two vectors gives. */
static inline bool bytes16_any(bytes16 bytes)
{
	uint64_t words[2];

	memcpy(words, &bytes, sizeof words);
	return words[0] | words[1];
}

#endif
