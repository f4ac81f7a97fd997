/*
 * What a page is about, for search engines: JSON-LD in the words of schema.org,
 * of the same data as the page. It is safe inside <script>: no '<' is in it.
 */
#ifndef SITE_LINKED_DATA_H
#define SITE_LINKED_DATA_H

#include "base/buf.h"
#include "site/model.h"

/* The home page: WebSite. */
void linked_data_home(struct buf *out, const struct site *site);

/* A topic's page: Dataset, where there are commitments, and BreadcrumbList. */
void linked_data_topic(struct buf *out, const struct site *site,
		       const struct content *content);

/*
 * A guide's page, which shows VERSION, or the draft where it is NULL: Article and
 * BreadcrumbList. DESCRIPTION is its TL;DR in plain text, or unknown.
 */
void linked_data_guide(struct buf *out, const struct site *site, const struct body *body,
		       const struct version *version, struct str description);

#endif
