#include "format/quantity_find.h"

#include "base/unicode.h"
#include "format/quantity_words.h"

#include <endian.h>

static bool is_letter_byte(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/* By first letter, the second ones of numbers in words. */
static const uint32_t second_letters[32] = {
#define LETTER(c) ((uint32_t)1 << ((c) & 31))
	['b' & 31] = LETTER('i'),
	['d' & 31] = LETTER('o'),
	['e' & 31] = LETTER('i') | LETTER('l'),
	['f' & 31] = LETTER('o') | LETTER('i'),
	['h' & 31] = LETTER('u'),
	['m' & 31] = LETTER('i'),
	['n' & 31] = LETTER('i'),
	['o' & 31] = LETTER('n'),
	['s' & 31] = LETTER('i') | LETTER('e'),
	['t' & 31] = LETTER('w') | LETTER('e') | LETTER('h') | LETTER('r'),
#undef LETTER
};

#define THREE(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* Whether a number in words may begin so: by three letters, or four of common words. */
static bool begins_number_word(const char *word)
{
	switch (THREE(word[0] | 32, word[1] | 32, word[2] | 32)) {
	case THREE('t', 'w', 'o'): case THREE('t', 'w', 'e'): case THREE('t', 'h', 'r'):
	case THREE('t', 'e', 'n'): case THREE('t', 'r', 'i'): case THREE('f', 'o', 'u'):
	case THREE('f', 'i', 'v'): case THREE('f', 'i', 'f'): case THREE('s', 'i', 'x'):
	case THREE('s', 'e', 'v'): case THREE('e', 'i', 'g'): case THREE('e', 'l', 'e'):
	case THREE('n', 'i', 'n'): case THREE('h', 'u', 'n'): case THREE('m', 'i', 'l'):
	case THREE('b', 'i', 'l'): case THREE('d', 'o', 'z'): case THREE('o', 'n', 'e'):
		return true;
	case THREE('t', 'h', 'i'): return (word[3] | 32) == 'r';
	case THREE('t', 'h', 'o'): return (word[3] | 32) == 'u';
	case THREE('f', 'o', 'r'): return (word[3] | 32) == 't';
	}
	return false;
}

/* Whether the word at AT is one: "ten", not "tender". */
static bool is_number_word(struct str text, size_t at)
{
	size_t end = at;

	if (!begins_number_word(text.ptr + at))
		return false;
	while (end < text.len && is_letter_byte(text.ptr[end]))
		end++;
	return quantity_word(str_slice(text, at, end)) & WORD_NUMBER;
}

/* Full-width digits, and fractions as ½. */
static bool begins_number_at(struct str text, size_t at)
{
	uint32_t code = (unsigned char)text.ptr[at];

	if (code & 0x80)
		code = utf8_next(text, &at);
	return (code >= '0' && code <= '9') || (code >= 0xbc && code <= 0xbe) ||
	       (code >= 0x215b && code <= 0x215e) || (code >= 0xff10 && code <= 0xff19);
}

/* Eight bytes, the first of them the lowest; the highest bit of each is set in the masks. */
#define EACH(byte) ((uint64_t)(byte) * 0x0101010101010101u)
#define HIGHEST EACH(0x80)

/* Those from FIRST to LAST, which are ASCII; bytes above ASCII do not count. */
static uint64_t between(uint64_t bytes, unsigned char first, unsigned char last)
{
	uint64_t low = bytes & ~HIGHEST;

	return (low + EACH(0x80 - first)) & ~(low + EACH(0x7f - last)) & ~bytes & HIGHEST;
}

/* Whether a number begins at AT, which is at a digit, a word's first letter, or no ASCII. */
static inline bool may_begin_number(struct str text, size_t at)
{
	if (!is_letter_byte(text.ptr[at]))
		return begins_number_at(text, at);
	if (text.len - at < 4)
		return true;
	return second_letters[text.ptr[at] & 31] >> (text.ptr[at + 1] & 31) & 1 &&
	       is_number_word(text, at);
}

static size_t find_slowly(struct str text, size_t at)
{
	for (; at < text.len; at++)
		if (!(at && is_letter_byte(text.ptr[at]) && is_letter_byte(text.ptr[at - 1])) &&
		    may_begin_number(text, at))
			return at;
	return at;
}

size_t quantity_find(struct str text, size_t at)
{
	uint64_t inside = at && is_letter_byte(text.ptr[at - 1]) ? 0x80 : 0;

	for (; text.len - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t bytes, letters, marked;

		memcpy(&bytes, text.ptr + at, sizeof bytes);
		bytes = le64toh(bytes);
		letters = between(bytes | EACH(0x20), 'a', 'z');
		marked = (letters & ~(letters << 8 | inside)) | between(bytes, '0', '9') |
			 (bytes & HIGHEST);
		inside = letters >> 56;
		for (; marked; marked &= marked - 1) {
			size_t here = at + (size_t)__builtin_ctzll(marked) / 8;

			if (may_begin_number(text, here))
				return here;
		}
	}
	return find_slowly(text, at);
}
