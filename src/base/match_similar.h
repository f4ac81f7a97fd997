/*
 * Pairs things that share most of their words. Rare words count more, and so
 * does what stands beside a pair.
 */
#ifndef BASE_MATCH_SIMILAR_H
#define BASE_MATCH_SIMILAR_H

#include "base/match_unit.h"

/* Of what has no partner yet, the most similar first. */
void match_similar(struct matcher *matcher);

#endif
