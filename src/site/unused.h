/*
 * Files of the site that nothing uses: pictures that no text shows, templates that
 * no page is made of, assets that nothing names. Each is a warning.
 */
#ifndef SITE_UNUSED_H
#define SITE_UNUSED_H

#include "base/diag.h"
#include "site/model.h"
#include "site/theme.h"
#include "site/versions.h"

/* Of a topic: neither its WORKING copy nor a version shows them; rule "unused-picture". */
void unused_pictures(const struct content *working, const struct versions *versions,
		     struct diags *diags);

/* Of templates/ and assets/: rules "unused-template" and "unused-asset". */
void unused_theme(const struct theme *theme, struct diags *diags);

#endif
