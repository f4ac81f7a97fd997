/*
 * validate: each item alone. The tables of site/schema say most of it; here
 * are the rules that no table can say. Relations between items are resolve's.
 */
#ifndef SITE_VALIDATE_H
#define SITE_VALIDATE_H

#include "base/diag.h"
#include "site/model.h"

#include <stdbool.h>

/* site.json into site->config, and the path that all URLs begin with. */
bool validate_config(struct site *site, const struct data *data,
		     struct diags *diags);

/* The bundle, the front matter and the texts of one topic. */
bool validate_content(struct content *content, struct diags *diags);

#endif
