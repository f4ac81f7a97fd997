/*
 * validate: each item alone. The tables of site/schema say most of it; here
 * are the rules that no table can say. Relations between items are resolve's.
 */
#ifndef SITE_VALIDATE_H
#define SITE_VALIDATE_H

#include "base/diag.h"
#include "format/front_matter.h"
#include "site/model.h"

#include <stdbool.h>

/* site.json into site->config, and the path that all URLs begin with. */
bool validate_config(struct site *site, const struct data *data,
		     struct diags *diags);

/*
 * Front matter into the index; what is broken is marked so, and of what was
 * marked before only the URL and the place of the body are set.
 */
void validate_topic_front(struct site *site, struct topic *topic,
			  const struct front_matter *front, struct diags *diags);
void validate_guide_front(struct site *site, struct guide *guide,
			  const struct front_matter *front, struct diags *diags);

/* The bundle and the texts of one topic. */
bool validate_content(struct content *content, struct diags *diags);

#endif
