/*
 * What is counted: the head of the noun phrase behind a number.
 *
 * The first plural within a few words is the head ("3,000 NVIDIA H200 GPUs"), but for words
 * as the sales of "40 sales offices"; prepositions, verbs, articles and
 * punctuation end the phrase. A singular is a noun behind a hyphen ("300-bed hospital")
 * and behind the number 1.
 */
#ifndef FORMAT_QUANTITY_NOUN_H
#define FORMAT_QUANTITY_NOUN_H

#include "format/quantity_scan.h"

/*
 * The noun from token *NEXT on, or unknown; ONE says that the number is 1. A noun behind
 * a hyphen is a part of the figure, and *NEXT moves behind it.
 */
struct str noun_behind(struct scan *scan, size_t *next, bool one);

#endif
