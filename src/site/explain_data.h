/*
 * What differs between the data that a site publishes and those that take their place:
 * members, records of a bundle by id, sections of a text.
 */
#ifndef SITE_EXPLAIN_DATA_H
#define SITE_EXPLAIN_DATA_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Each takes two JSON texts, and says in words what the second changed in the first:
 * "deals/a changed, facts/b added and 4 more". Unknown where they say the same, or
 * one of them cannot be read.
 */
struct str explain_config(struct arena *arena, struct str from, struct str to);
struct str explain_bundle(struct arena *arena, struct str from, struct str to);
struct str explain_guide(struct arena *arena, struct str from, struct str to);

#endif
