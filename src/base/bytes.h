/*
 * Sixteen bytes at a time, in the vectors that gcc and clang have for every
 * machine: for searches through text that is mostly uninteresting.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16))); /* the same, by eights */

static inline bytes16 bytes16_load(const char *from)
{
	bytes16 bytes;

	memcpy(&bytes, from, sizeof bytes);
	return bytes;
}

/* COUNT bytes, less than 8, as a number, the first one lowest. */
static inline uint64_t bytes_load_few(const char *from, size_t count)
{
	uint32_t first = 0, last = 0;
	uint64_t few = 0;

	if (count >= 4) {
		memcpy(&first, from, 4);
		memcpy(&last, from + count - 4, 4); /* some of it a second time */
		return le32toh(first) | (uint64_t)le32toh(last) << 8 * (count - 4);
	}
	for (size_t i = 0; i < count; i++)
		few |= (uint64_t)(uint8_t)from[i] << 8 * i;
	return few;
}

/* COUNT bytes, less than 16, and behind them zeros. */
static inline bytes16 bytes16_load_part(const char *from, size_t count)
{
	uint64_t first, rest;

	if (count < 8)
		return (bytes16)(words2){htole64(bytes_load_few(from, count)), 0};
	memcpy(&first, from, 8);
	memcpy(&rest, from + count - 8, 8); /* likewise */
	rest = count > 8 ? le64toh(rest) >> 8 * (16 - count) : 0;
	return (bytes16)(words2){first, htole64(rest)};
}

/* The highest bit of each byte, that of the first byte lowest. */
static inline unsigned bytes16_high_bits(bytes16 bytes)
{
#ifdef __SSE2__
	typedef char chars16 __attribute__((vector_size(16)));

	return (unsigned)__builtin_ia32_pmovmskb128((chars16)bytes);
#else
	words2 words = (words2)(bytes >> 7);
	/* Bits 0, 8, 16 and so on come to stand in the highest byte, one beside the other. */
	uint64_t first = le64toh(words[0]) * 0x0102040810204080u >> 56;
	uint64_t last = le64toh(words[1]) * 0x0102040810204080u >> 56;

	return (unsigned)(first | last << 8);
#endif
}

/* True when the highest bit of a byte is set: of what a comparison of two vectors gives. */
static inline bool bytes16_any(bytes16 bytes)
{
	return bytes16_high_bits(bytes);
}

/* The index of the first such byte, or 16. */
static inline size_t bytes16_first(bytes16 bytes)
{
	return (size_t)__builtin_ctz(bytes16_high_bits(bytes) | 1u << 16);
}

/* 0xff for each byte from FIRST to LAST, else 0. */
static inline bytes16 bytes16_between(bytes16 bytes, uint8_t first, uint8_t last)
{
	return (bytes16)((bytes - first) <= (uint8_t)(last - first));
}

/* 0xff for each ASCII letter. */
static inline bytes16 bytes16_letters(bytes16 bytes)
{
	return bytes16_between(bytes | 0x20, 'a', 'z');
}

#endif
