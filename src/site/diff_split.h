/*
 * Paragraphs that were split, and paragraphs that were joined: of the several on
 * one side one is a pair with the one on the other, and the rest have no partner
 * although their words stayed. And paragraphs that grew, or were cut short, by
 * more than what matching by words allows, where what stands beside them stayed.
 */
#ifndef SITE_DIFF_SPLIT_H
#define SITE_DIFF_SPLIT_H

#include "site/diff_part.h"
#include "site/differ.h"

/* By index, on each side: the paragraph that tells its words, or MATCH_NONE. */
struct diff_splits {
	size_t *of_from, *of_to;
};

/*
 * Pairs a paragraph, or an item that is one, with the one that holds it: both
 * without a partner, and beside a pair, the beginning or the end.
 */
void diff_splits_pair(struct differ *differ, const struct diff_parts *from,
		      const struct diff_parts *to, struct matching *matching);

struct diff_splits diff_splits_find(struct differ *differ, const struct diff_parts *from,
				    const struct diff_parts *to,
				    const struct matching *matching);

/* PARTS[INDEX] with the words of those that OF gives to it, and breaks between them. */
struct diff_part diff_splits_join(struct differ *differ, const size_t *of,
				  const struct diff_parts *parts, size_t index);

#endif
