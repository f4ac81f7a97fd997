/*
 * search.json: what a reader can look for, an entry a line: the site, its topics,
 * guides, commitments, questions and facts, as its pages show them today. URLs are
 * from the server's root.
 *
 *	[
 *	{"kind":"site","title":"Almanac","url":"/","text":"Guides to …"},
 *	…
 *	{"kind":"deal","title":"Anthropic and Google","url":"/t/#deal-x","text":"1 GW"}
 *	]
 */
#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

#include "base/buf.h"
#include "site/model.h"

/* How the file begins, with the site's own entry. */
void search_begin(struct buf *out, const struct site *site);

/* The entries of the topic that shows CONTENT; they can stand anywhere in the file. */
void search_topic(struct buf *out, const struct words *words, const struct content *content);

void search_end(struct buf *out);

#endif
