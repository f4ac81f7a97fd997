/*
 * resolve: the relations. Links become URLs or are reported, headings get
 * their ids, timeline entries their deals. Fills the members that the model
 * marks with "(resolve)" and changes nothing else.
 */
#ifndef SITE_RESOLVE_H
#define SITE_RESOLVE_H

#include "base/diag.h"
#include "site/model.h"

#include <stdbool.h>

/* The relations of one topic's texts and bundle to each other and the site. */
bool resolve_content(struct site *site, struct content *content,
		     struct diags *diags);

/*
 * The same for content that was sealed: nothing is reported, and a link whose
 * target is gone becomes text.
 */
void resolve_sealed(struct site *site, struct content *content);

/*
 * The links to headings of other pages, after the content of every topic has
 * been resolved.
 */
bool resolve_anchors(struct site *site, struct diags *diags);

#endif
