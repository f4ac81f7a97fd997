/*
 * The summary of a difference in a line: what changed of the bundle, then of the
 * text. It has eight parts at most, and is for readers: the counts say it all.
 */
#ifndef SITE_DIFF_SENTENCE_H
#define SITE_DIFF_SENTENCE_H

#include "base/arena.h"
#include "site/diff.h"

/* Adds an empty tally of every sort, in the order of the sentence. */
void diff_sentence_begin(struct arena *arena, struct diff_counts *counts);

/* The sentence of the counts that were begun so. */
struct str diff_sentence(struct arena *arena, const struct diff *diff);

#endif
