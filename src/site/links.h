/*
 * What a link or picture in Markdown may point to, and the URL that it becomes:
 *
 *	fact:ID                       a deal or fact of the topic's bundle
 *	#heading, #deal-ID            a place on the same page
 *	beginner.md, ../t/topic.md    a file of content/, with #heading or without
 *	pictures/x.png                a picture of the topic
 *	/topic/level/                 a page of the site
 *	https://…, http://…, mailto:  the world
 *
 * Everything else is an error, and so is a picture from elsewhere: a reader's
 * browser asks nobody but the site.
 */
#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "base/diag.h"
#include "site/model.h"

#include <stdbool.h>

/* Resolves the links of a body, whose heading ids are known. */
bool links_resolve_body(struct site *site, struct content *content,
			struct body *body, struct diags *diags);

/*
 * Resolves the links of a Markdown member of SOURCE. BODY is the text of the
 * page that it stands on, or NULL for a member of the bundle, which stands on
 * several.
 */
bool links_resolve_text(struct site *site, struct content *content,
			const struct body *body, const struct source *source,
			struct text *text, struct diags *diags);

/* True when a guide's page, or a topic's, can have a section of its own with ID. */
bool links_has_section(bool guide, struct str id);

/* True when ID is the anchor of an entry of the bundle, such as "deal-x". */
bool links_has_record_anchor(const struct content *content, struct str id);

/* "did you mean …?" for the id of a deal, or FACTS too; or NULL. */
const char *links_nearest_record(const struct content *content, struct str id, bool facts);

/* Which headings a page has, for a link to one that it has not. */
const char *links_list_headings(struct arena *arena, const struct str *ids, size_t count);

#endif
