/*
 * What English words tell of the numbers beside them.
 */
#ifndef FORMAT_QUANTITY_WORDS_H
#define FORMAT_QUANTITY_WORDS_H

#include "base/str.h"

#include <stdbool.h>

enum {
	WORD_LABEL = 1,   /* the number behind it says which: chapter 4 */
	WORD_WEAK = 2,    /* the same, unless something is counted: day 3, but day 3 trains left */
	WORD_STOP = 4,    /* ends a noun phrase */
	WORD_PLURAL = 8,  /* a plural, or used as one, without an s */
	WORD_SINGLE = 16, /* no plural, in spite of its s; with the flag above, one that often
			     stands before another noun: sales offices */
	WORD_MONTH = 32,
	WORD_STREET = 64,
	WORD_BEFORE = 128, /* joined to a number by a hyphen: sub-10 nm */
	WORD_ORDER = 256,  /* begins a sentence that tells to do something with the number */
	WORD_NUMBER = 512, /* a number in words */
	WORD_YEAR = 1024,  /* often before a year, and seldom before a count */
	WORD_DAY = 2048,   /* a day of the week */
	WORD_SIZE = 4096,  /* long, deep: what is so many metres */
	WORD_HEDGE = 8192, /* ends what hedges the number behind it: up to, about */
};

/* All that is known of WORD, which may be in any case: the flags above. */
unsigned quantity_word(struct str word);

/* WORD or its singular is a label. */
unsigned quantity_label(struct str word);

/* rise, grew, falling: a word of change, after which "from A to B" is no range. */
bool quantity_word_is_change(struct str word);

#endif
