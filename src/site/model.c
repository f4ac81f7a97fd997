#include "site/model.h"

struct topic *site_topic(const struct site *site, struct str name)
{
	return map_get(&site->topics_by_name, name);
}

struct guide *site_guide(const struct site *site, struct str name)
{
	return map_get(&site->guides_by_name, name);
}

const char *const page_ids[] = {
	"main", "contents", "tldr", "key-takeaways", "commitments", "timeline",
	"related-topics", "faq", "stay-current", "versions", "related-guides", "more",
	"facts", "guides", NULL,
};
