#include "site/model.h"

const char *const level_names[] = {"beginner", "intermediate", "advanced", NULL};

struct topic *site_topic(const struct site *site, struct str name)
{
	return map_get(&site->topics_by_name, name);
}

struct guide *site_guide(const struct site *site, struct str name)
{
	return map_get(&site->guides_by_name, name);
}

const char *const page_ids[] = {
	"main", "contents", "tldr", "key-takeaways", "supply-chain", "commitments", "timeline",
	"related-topics", "faq", "stay-current", "versions", "related-guides", "more",
	"facts", "guides", "sources", "in-the-feeds", NULL,
};

struct str site_url(struct site *site, struct str name)
{
	return str_join3(&site->arena, site->base_path, name, STR("/"));
}

struct guide *site_add_guide(struct site *site, struct topic *topic, enum level level)
{
	struct guide *guide = &topic->guides[topic->guide_count++];
	struct arena *arena = &site->arena;

	guide->topic = topic;
	guide->level = level;
	guide->name = str_join3(arena, topic->name, STR("/"), str_of(level_names[level]));
	guide->path = str_join3(arena, STR("content/"), guide->name, STR(".md"));
	guide->url = site_url(site, guide->name);
	map_put(&site->guides_by_name, arena, guide->name, guide);
	return guide;
}

struct str topic_picture(struct arena *arena, const struct topic *topic, size_t index)
{
	return str_printf(arena, "content/%.*s/pictures/%.*s", STR_ARG(topic->name),
			  STR_ARG(topic->pictures[index]));
}

const struct version *guide_shown(const struct site *site, const struct guide *guide)
{
	return site->drafts && guide->draft ? NULL : guide->live;
}

struct date topic_date(const struct topic *topic)
{
	struct date newest = {0};

	for (size_t i = 0; i < topic->guide_count; i++) {
		const struct version *live = topic->guides[i].live;

		if (live && date_order(live->date, newest) > 0)
			newest = live->date;
	}
	return newest;
}

const struct version *version_previous(const struct guide *guide, const struct version *version)
{
	for (int i = version->number - 1; i > 0; i--)
		if (!guide->versions[i - 1].withdrawn.ptr)
			return &guide->versions[i - 1];
	return NULL;
}

bool bundle_has_record(const struct bundle *bundle, struct str id)
{
	for (size_t i = 0; i < bundle->deals.count; i++)
		if (str_equal(bundle->deals.items[i].id.str, id))
			return true;
	for (size_t i = 0; i < bundle->facts.count; i++)
		if (str_equal(bundle->facts.items[i].id.str, id))
			return true;
	return false;
}
