#include "format/quantity_find.h"

#include "base/bytes.h"
#include "base/unicode.h"
#include "format/quantity_words.h"

#include <endian.h>


static bool is_letter_byte(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/* By the first two letters of numbers in words, the third ones. */
static const uint32_t third_letters[1 << 10] = {
#define LETTER(c) ((uint32_t)1 << ((c) & 31))
#define PAIR(a, b) (((a) & 31) | ((b) & 31) << 5)
	[PAIR('b', 'i')] = LETTER('l'), [PAIR('d', 'o')] = LETTER('z'),
	[PAIR('e', 'i')] = LETTER('g'), [PAIR('e', 'l')] = LETTER('e'),
	[PAIR('f', 'i')] = LETTER('v') | LETTER('f'), [PAIR('f', 'o')] = LETTER('u') | LETTER('r'),
	[PAIR('h', 'u')] = LETTER('n'), [PAIR('m', 'i')] = LETTER('l'),
	[PAIR('n', 'i')] = LETTER('n'), [PAIR('o', 'n')] = LETTER('e'),
	[PAIR('s', 'e')] = LETTER('v'), [PAIR('s', 'i')] = LETTER('x'),
	[PAIR('t', 'e')] = LETTER('n'),
	[PAIR('t', 'h')] = LETTER('r') | LETTER('i') | LETTER('o'),
	[PAIR('t', 'r')] = LETTER('i'), [PAIR('t', 'w')] = LETTER('o') | LETTER('e'),
};

/* Numbers in words have three letters at least: a look that saves most of the others. */
static inline bool may_be_number_word(struct str text, size_t at)
{
	uint32_t letters;

	if (text.len - at < sizeof letters)
		return text.len - at == 3 && (third_letters[PAIR((unsigned char)text.ptr[at],
								 (unsigned char)text.ptr[at + 1])] &
					      LETTER(text.ptr[at + 2]));
	memcpy(&letters, text.ptr + at, sizeof letters);
	letters = le32toh(letters);
	return third_letters[PAIR(letters, letters >> 8)] >> (letters >> 16 & 31) & 1;
}

/* For, this and those are common, and their fourth letter tells them from forty and so on. */
static bool fourth_letter_fits(struct str text, size_t at)
{
	char second = text.ptr[at + 1] | 32, third = text.ptr[at + 2] | 32;
	char fourth = text.len - at > 3 ? text.ptr[at + 3] | 32 : ' ';

	if (second == 'h' && third != 'r')
		return fourth == (third == 'i' ? 'r' : 'u');
	return !(second == 'o' && third == 'r') || fourth == 't';
}

/* Whether the word at AT is one: "ten", not "tender". */
static bool is_number_word(struct str text, size_t at)
{
	size_t end = at;

	if (!fourth_letter_fits(text, at))
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

/* Where numbers may begin in some bytes: a bit for each of them. */
struct marks {
	uint64_t words;  /* first letters of words of three letters or more */
	uint64_t others; /* digits, and what is no ASCII */
};

enum { MARKED = 64 }; /* bytes at a time */

/* INSIDE is whether the byte before AT is a letter, and becomes whether the last one is. */
static inline struct marks mark(struct str text, size_t at, uint64_t *inside)
{
	struct marks marks = {0, 0};
	uint64_t letters = 0, first;

	for (size_t i = 0; i < MARKED && at + i < text.len; i += sizeof(bytes16)) {
		size_t left = text.len - at - i;
		bytes16 block = left < sizeof block ? bytes16_load_part(text.ptr + at + i, left)
						    : bytes16_load(text.ptr + at + i);
		bytes16 others = bytes16_between(block, '0', '9') | block;

		letters |= (uint64_t)bytes16_high_bits(bytes16_letters(block)) << i;
		marks.others |= (uint64_t)bytes16_high_bits(others) << i;
	}
	first = letters & ~(letters << 1 | *inside);
	*inside = letters >> (MARKED - 1);
	/* What is not seen yet may be letters. */
	marks.words = first & (letters >> 1 | (uint64_t)1 << 63) & (letters >> 2 | (uint64_t)3 << 62);
	return marks;
}

/* The first of the MARKS from AT on that is a number; MISSING where there is none. */
static inline size_t first_of(struct str text, size_t at, struct marks marks, size_t missing)
{
	size_t found = missing;

	for (; marks.others; marks.others &= marks.others - 1) {
		size_t here = at + (size_t)__builtin_ctzll(marks.others);

		if (!begins_number_at(text, here))
			continue;
		found = here;
		marks.words &= (marks.others & -marks.others) - 1; /* those before it */
		break;
	}
	for (; marks.words; marks.words &= marks.words - 1) {
		size_t here = at + (size_t)__builtin_ctzll(marks.words);

		if (may_be_number_word(text, here) && is_number_word(text, here))
			return here;
	}
	return found;
}

size_t quantity_find(struct str text, size_t at)
{
	uint64_t inside = at && is_letter_byte(text.ptr[at - 1]);

	for (; at < text.len; at += MARKED) {
		struct marks marks = mark(text, at, &inside);
		size_t found = first_of(text, at, marks, text.len);

		if (found < text.len)
			return found;
	}
	return text.len;
}
