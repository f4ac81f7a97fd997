#include "site/posts_topic.h"

#include "base/file.h"
#include "format/json.h"
#include "site/load.h"
#include "site/schema.h"

bool posts_topics(struct site *site, struct diags *diags)
{
	site->base_path = STR("/");
	return load_topics(site, diags);
}

struct topic *posts_find_topic(const struct site *site, struct arena *arena, struct str name,
			       struct diags *diags)
{
	const char **names = arena_array(arena, const char *, site->topic_count), *near;
	struct topic *topic = site_topic(site, name);

	if (topic)
		return topic;
	for (size_t i = 0; i < site->topic_count; i++)
		names[i] = site->topics[i].name.ptr;
	near = str_nearest(name, names, site->topic_count);
	diag_file(diags, SEVERITY_ERROR, "usage", STR_UNKNOWN,
		  near ? arena_printf(arena, "did you mean %s?", near)
		       : "a topic is named after its directory in content/",
		  "there is no topic \"%.*s\"", STR_ARG(name));
	return NULL;
}

static bool read_front(struct posts *posts, struct content *content, struct diags *diags)
{
	const struct source *source = &content->intro.source;
	struct topic *topic = content->topic;

	if (topic->broken || !schema_read(&record_topic_front, content->arena, source,
					  &topic->front.data, diags, &content->front))
		return false;
	return !content->front.follow || posts_check(posts, source, content->front.follow, diags);
}

static bool read_bundle(struct content *content, struct diags *diags)
{
	return content->bundle_data.length &&
	       schema_read(&record_bundle, content->arena, &content->bundle_source,
			   &content->bundle_data, diags, &content->bundle);
}

/* The bundle was loaded without CR, and these are the bytes of the file. */
static bool read_file(struct posts_topic *t, struct arena *arena, struct diags *diags)
{
	t->file.path = t->content.bundle_source.path;
	return !file_read(arena, t->file.path.ptr, LOAD_LARGEST_BUNDLE, &t->file.text) &&
	       json_read(arena, &t->file, diags, &t->data);
}

bool posts_topic_load(struct site *site, struct posts *posts, struct arena *arena,
		      struct topic *topic, struct diags *diags, struct posts_topic *t)
{
	bool good;

	*t = (struct posts_topic){.topic = topic, .content = {.topic = topic, .arena = arena},
				  .seen = {.arena = arena}};
	load_fronts(site, arena, topic, diags);
	good = load_content(&t->content, diags);
	good &= read_front(posts, &t->content, diags);
	good &= read_bundle(&t->content, diags);
	good &= seen_read(&t->seen, topic->name, diags, &t->seen_text, &t->seen_stamp);
	seen_add_bundle(&t->seen, &t->content.bundle);
	return good && read_file(t, arena, diags);
}

void posts_only_new(const struct posts_topic *t, struct matched_posts *matched)
{
	size_t kept = 0;

	for (size_t i = 0; i < matched->list.count; i++)
		if (!seen_has(&t->seen, matched->list.items[i].post))
			matched->list.items[kept++] = matched->list.items[i];
	matched->list.count = kept;
}
