#include "site/load.h"

#include "base/file.h"
#include "base/path.h"
#include "format/json.h"
#include "site/schema.h"

#include <errno.h>
#include <stdlib.h>

/* Reports why a file could not be read. */
static bool unreadable(struct diags *diags, struct str path, int error, size_t largest)
{
	const char *help = NULL, *why = strerror(error);

	if (error == EISDIR)
		why = "this is a directory, and should be a file";
	if (error == ENOENT)
		why = "this file does not exist";
	if (error == EINVAL)
		why = "this is not an ordinary file";
	if (error == EACCES)
		help = "make it readable";
	if (error == EFBIG) {
		diag_file(diags, SEVERITY_ERROR, "file", path, "split it",
			  "this file is larger than %zu kB", largest / 1024);
		return false;
	}
	diag_file(diags, SEVERITY_ERROR, "file", path, help, "%s", why);
	return false;
}

/* Reads SOURCE's file into its text. */
static bool load_text(struct arena *arena, struct source *source, size_t largest,
		      struct diags *diags)
{
	int error = file_read(arena, source->path.ptr, largest, &source->text);

	if (!error)
		return true;
	source->text = STR("");
	return unreadable(diags, source->path, error, largest);
}

bool load_config(struct site *site, struct diags *diags, struct data *data)
{
	struct source *source = &site->config_source;

	source->path = STR("content/site.json");
	return load_text(&site->arena, source, LOAD_LARGEST_TEXT, diags) &&
	       json_read(&site->arena, source, diags, data);
}

static bool is_topic_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return name.len > 0;
}

/* The level whose guide FILE is, or -1. */
static int level_of_file(struct str file)
{
	struct str name;

	if (!str_ends(file, STR(".md")))
		return -1;
	name = str_slice(file, 0, file.len - 3);
	for (int level = 0; level < LEVELS; level++)
		if (str_equal(name, str_of(level_names[level])))
			return level;
	return -1;
}

static void add_guide(struct site *site, struct topic *topic, int level)
{
	struct guide *guide = &topic->guides[topic->guide_count++];
	const char *name = level_names[level];

	guide->topic = topic;
	guide->level = (enum level)level;
	guide->name = str_printf(&site->arena, "%.*s/%s", STR_ARG(topic->name), name);
	guide->path = str_printf(&site->arena, "content/%.*s/%s.md",
					STR_ARG(topic->name), name);
}

/* What else may stand in a topic's directory. */
static bool belongs_to_topic(struct str name)
{
	static const char *const names[] = {"topic.md", "events.json", "versions"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return name.ptr[0] == '.' || str_ends(name, STR("~"));
}

static void report_stranger(struct diags *diags, struct str dir, struct str name)
{
	struct arena scratch = ARENA_INIT;
	struct str path = path_join(&scratch, dir, name);

	if (str_ends(name, STR(".md")))
		diag_file(diags, SEVERITY_ERROR, "guide-file", path,
			  "name it beginner.md, intermediate.md or advanced.md",
			  "a guide's file is named after its level");
	else
		diag_file(diags, SEVERITY_WARNING, "unused-file", path, "remove it",
			  "nothing uses this file");
	arena_release(&scratch);
}

/* The names of the topic's pictures; DIR is its directory of them. */
static void list_pictures(struct site *site, struct topic *topic, struct str dir,
			  struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read(&scratch, dir.ptr, true, &entries);

	if (error)
		unreadable(diags, dir, error, 0);
	topic->pictures = arena_array(&site->arena, struct str, entries.list.count);
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct dir_entry *entry = &entries.list.items[i];

		if (entry->type == ENTRY_FILE && entry->name.ptr[0] != '.')
			topic->pictures[topic->picture_count++] =
				str_copy(&site->arena, entry->name);
		else if (entry->name.ptr[0] != '.')
			diag_file(diags, SEVERITY_ERROR, "file",
				  path_join(&scratch, dir, entry->name),
				  "put pictures themselves into pictures/",
				  "this is not an ordinary file");
	}
	arena_release(&scratch);
}

static int by_level(const void *left, const void *right)
{
	const struct guide *a = left, *b = right;

	return (int)a->level - (int)b->level;
}

static void load_topic(struct site *site, struct topic *topic, struct str name,
		       struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct str dir = path_join(&scratch, STR("content"), name);
	struct dir_list entries;
	int error = dir_read(&scratch, dir.ptr, true, &entries);

	topic->name = str_copy(&site->arena, name);
	topic->path = str_printf(&site->arena, "content/%.*s/topic.md", STR_ARG(name));
	topic->guides = arena_array(&site->arena, struct guide, LEVELS);
	if (error)
		unreadable(diags, dir, error, 0);
	for (size_t i = 0; i < entries.list.count; i++) {
		struct str file = entries.list.items[i].name;
		int level = level_of_file(file);

		if (level >= 0)
			add_guide(site, topic, level);
		else if (str_equal(file, STR("pictures")))
			list_pictures(site, topic, path_join(&scratch, dir, file), diags);
		else if (!belongs_to_topic(file))
			report_stranger(diags, dir, file);
	}
	qsort(topic->guides, topic->guide_count, sizeof(struct guide), by_level);
	arena_release(&scratch);
}

static void index_topic(struct site *site, struct topic *topic)
{
	map_put(&site->topics_by_name, &site->arena, topic->name, topic);
	for (size_t i = 0; i < topic->guide_count; i++)
		map_put(&site->guides_by_name, &site->arena, topic->guides[i].name,
			&topic->guides[i]);
}

static bool is_topic(struct diags *diags, const struct dir_entry *entry)
{
	struct arena scratch = ARENA_INIT;
	struct str path = path_join(&scratch, STR("content"), entry->name);
	bool good = entry->type == ENTRY_DIR && is_topic_name(entry->name);

	if (entry->type == ENTRY_DIR && !good)
		diag_file(diags, SEVERITY_ERROR, "topic-name", path,
			  "use small letters, digits and hyphens",
			  "a topic's directory cannot be named so");
	else if (!good && !str_equal(entry->name, STR("site.json")) && entry->name.ptr[0] != '.')
		diag_file(diags, SEVERITY_WARNING, "unused-file", path, "remove it",
			  "nothing uses this file");
	arena_release(&scratch);
	return good;
}

bool load_topics(struct site *site, struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read(&scratch, "content", true, &entries);

	if (error == ENOENT)
		diag_file(diags, SEVERITY_ERROR, "file", STR("content"),
			  "give the site's directory with -C",
			  "this directory does not exist");
	else if (error)
		unreadable(diags, STR("content"), error, 0);
	site->topics = arena_array(&site->arena, struct topic, entries.list.count);
	for (size_t i = 0; i < entries.list.count; i++)
		if (is_topic(diags, &entries.list.items[i]))
			load_topic(site, &site->topics[site->topic_count++],
				   entries.list.items[i].name, diags);
	for (size_t i = 0; i < site->topic_count; i++)
		index_topic(site, &site->topics[i]);
	arena_release(&scratch);
	return !error;
}

/* The text of MEMBER where it is one; whether it is right, validate says. */
static struct str text_of(const struct front_matter *front, const char *member)
{
	const struct data *data = data_get(&front->data, str_of(member));

	return data && data->type == DATA_TEXT ? data->as.text.str : STR_UNKNOWN;
}

void load_guide_front(struct site *site, struct arena *scratch, struct guide *guide,
		      struct diags *diags)
{
	struct source source = {.path = guide->path};

	guide->front.data.type = DATA_MAP;
	guide->unreadable = !load_text(scratch, &source, LOAD_LARGEST_TEXT, diags);
	guide->broken = guide->unreadable ||
			!front_matter_read(&site->arena, &source, diags, &guide->front);
	guide->title = text_of(&guide->front, "title");
	guide->status = text_of(&guide->front, "status");
}

void load_topic_front(struct site *site, struct arena *scratch, struct topic *topic,
		      struct diags *diags)
{
	struct source source = {.path = topic->path};

	topic->front.data.type = DATA_MAP;
	topic->unreadable = !load_text(scratch, &source, LOAD_LARGEST_TEXT, diags);
	topic->broken = topic->unreadable ||
			!front_matter_read(&site->arena, &source, diags, &topic->front);
	topic->title = text_of(&topic->front, "title");
	topic->description = text_of(&topic->front, "description");
}

bool load_bundle(struct content *content, struct diags *diags)
{
	struct source *source = &content->bundle_source;

	source->path = str_printf(content->arena, "content/%.*s/events.json",
				  STR_ARG(content->topic->name));
	return load_text(content->arena, source, LOAD_LARGEST_BUNDLE, diags) &&
	       json_read(content->arena, source, diags, &content->bundle_data);
}

/* The Markdown behind the front matter, which the index has read already. */
static bool load_body(struct arena *arena, struct body *body, struct str path,
		      size_t offset, struct diags *diags)
{
	body->source.path = path;
	body->offset = offset;
	if (!load_text(arena, &body->source, LOAD_LARGEST_TEXT, diags))
		return false;
	if (body->offset > body->source.text.len)
		body->offset = body->source.text.len; /* it was changed meanwhile */
	body->md = md_read(arena, str_slice(body->source.text, body->offset,
					    body->source.text.len));
	return true;
}

bool load_picture(struct arena *arena, const struct topic *topic, struct str name,
		  struct diags *diags, struct str *bytes)
{
	struct source source = {.path = str_printf(arena, "content/%.*s/pictures/%.*s",
						   STR_ARG(topic->name), STR_ARG(name))};
	bool good = load_text(arena, &source, LOAD_LARGEST_PICTURE, diags);

	*bytes = source.text;
	return good;
}

bool load_content(struct content *content, struct diags *diags)
{
	struct topic *topic = content->topic;
	bool good = load_bundle(content, diags);

	content->bodies = arena_array(content->arena, struct body, topic->guide_count);
	if (!topic->unreadable)
		good &= load_body(content->arena, &content->intro, topic->path,
				  topic->front.body, diags);
	for (size_t i = 0; i < topic->guide_count; i++) {
		struct guide *guide = &topic->guides[i];

		content->bodies[i].guide = guide;
		if (!guide->unreadable)
			good &= load_body(content->arena, &content->bodies[i],
					  guide->path, guide->front.body, diags);
	}
	return good;
}
