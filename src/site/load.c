#include "site/load.h"

#include "base/file.h"
#include "base/path.h"
#include "base/sha256.h"
#include "format/json.h"
#include "site/schema.h"
#include "site/seals.h"

#include <errno.h>
#include <unistd.h>

static const char *read_help(struct str path, int error)
{
	struct str name = path_base(path);

	if (error == ENOENT && str_equal(name, STR("site.json")))
		return "it holds the site's title, base_url and language";
	if (error == ENOENT)
		return "every directory in content/ is a topic, with topic.md and events.json";
	if (error == EACCES)
		return "make it readable";
	if (error == EXDEV || error == ENOLINK || error == ELOOP)
		return "put a copy of what it leads to in its place";
	return error == EISDIR || error == EINVAL ? "put a file in its place" : NULL;
}

/* Reports why a file could not be read. */
static bool unreadable(struct diags *diags, struct str path, int error, size_t largest)
{
	if (error == EFBIG) {
		diag_file(diags, SEVERITY_ERROR, "file", path, "make it smaller, or split it",
			  "this file is larger than %zu kB", largest / 1024);
		return false;
	}
	diag_file(diags, SEVERITY_ERROR, "file", path, read_help(path, error), "%s",
		  file_error(error));
	return false;
}

/* Offset of the first line from AT on that begins with MARK, or the length. */
static size_t find_mark(struct str text, size_t at, struct str mark)
{
	for (; at < text.len; at++) {
		at += str_find(str_slice(text, at, text.len), mark.ptr[0]);
		if ((!at || text.ptr[at - 1] == '\n') && at < text.len &&
		    str_starts(str_slice(text, at, text.len), mark))
			return at;
	}
	return text.len;
}

size_t load_conflict(struct str text)
{
	size_t ours = find_mark(text, 0, STR("<<<<<<< ")), end;

	end = find_mark(text, find_mark(text, ours, STR("=======")), STR(">>>>>>> "));
	return end == text.len ? end : ours;
}

/* git's three marks, in their order: nothing of the file can be trusted. */
static bool check_conflict(const struct source *source, struct diags *diags)
{
	size_t ours = load_conflict(source->text);

	if (ours == source->text.len)
		return true;
	diag_at(diags, SEVERITY_ERROR, "conflict", (struct place){source, ours, 7},
		"keep what is right of both sides, and remove the lines <<<<<<<, ======= and >>>>>>>",
		"git left a conflict here");
	return false;
}

/* Reads SOURCE's file into its text, as it is. */
static bool load_bytes(struct arena *arena, struct source *source, size_t largest,
		       struct diags *diags, struct stamp *stamp)
{
	int error = file_read_stamped(arena, source->path.ptr, largest, &source->text, stamp);

	if (!error)
		return true;
	source->text = STR("");
	return unreadable(diags, source->path, error, largest);
}

/*
 * CRLF becomes LF, so that an editor's habit changes no byte of the site. Done
 * twice it changes nothing more: what is sealed has to compare equal for ever.
 */
static void drop_returns(struct arena *arena, struct str *text)
{
	size_t length = 0;
	char *bytes;

	if (str_find(*text, '\r') == text->len)
		return;
	bytes = arena_alloc(arena, text->len + 1);
	for (size_t i = 0; i < text->len; i++) {
		if (text->ptr[i] == '\n')
			while (length && bytes[length - 1] == '\r')
				length--;
		bytes[length++] = text->ptr[i];
	}
	bytes[length] = '\0';
	*text = (struct str){bytes, length};
}

struct str load_normal(struct arena *arena, struct str text)
{
	const struct str mark = STR("\xef\xbb\xbf");

	drop_returns(arena, &text);
	return str_starts(text, mark) ? str_slice(text, mark.len, text.len) : text;
}

static bool load_text(struct arena *arena, struct source *source, size_t largest,
		      struct diags *diags, struct stamp *stamp)
{
	if (!load_bytes(arena, source, largest, diags, stamp))
		return false;
	drop_returns(arena, &source->text);
	return check_conflict(source, diags);
}

bool load_config(struct site *site, struct diags *diags, struct data *data)
{
	struct source *source = &site->config_source;
	struct stamp stamp; /* not kept: the cache has a hash of its bytes */

	source->path = STR("content/site.json");
	if (access("content/.", F_OK) < 0)
		return false; /* which load_topics reports */
	return load_text(&site->arena, source, LOAD_LARGEST_TEXT, diags, &stamp) &&
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

/* What else may stand in a topic's directory. */
static bool belongs_to_topic(struct str name)
{
	static const char *const names[] = {"topic.md", "events.json", "versions", "seen.txt"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return name.ptr[0] == '.' || str_ends(name, STR("~"));
}

static const char *stranger_help(struct arena *arena, struct str name, bool guide)
{
	static const char *const names[] = {"beginner.md", "intermediate.md", "advanced.md",
					    "topic.md",    "events.json",     "pictures",
					    "versions",    "seen.txt"};
	const char *near = str_nearest(name, names, sizeof names / sizeof *names);

	if (near)
		return arena_printf(arena, "did you mean %s?", near);
	return guide ? "name it beginner.md, intermediate.md or advanced.md" : "remove it";
}

static void report_stranger(struct diags *diags, struct str dir, struct str name)
{
	struct arena scratch = ARENA_INIT;
	struct str path = path_join(&scratch, dir, name);

	if (str_ends(name, STR(".md")))
		diag_file(diags, SEVERITY_ERROR, "guide-file", path,
			  stranger_help(&scratch, name, true),
			  "a guide's file is named after its level");
	else
		diag_file(diags, SEVERITY_WARNING, "unused-file", path,
			  stranger_help(&scratch, name, false), "nothing uses this file");
	arena_release(&scratch);
}

/* The names of the topic's pictures; DIR is its directory of them. */
static void list_pictures(struct site *site, struct topic *topic, struct str dir,
			  struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read_stamped(&scratch, dir.ptr, true, &entries, &topic->pictures_listed);

	if (error) {
		unreadable(diags, dir, error, 0);
		entries.list.count = 0;
	}
	topic->pictures = arena_array(&site->arena, struct str, entries.list.count);
	topic->picture_stamps = arena_array(&site->arena, struct stamp, entries.list.count);
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

void load_listing(struct site *site, struct arena *scratch, struct topic *topic,
		  struct diags *diags)
{
	struct str dir = path_join(scratch, STR("content"), topic->name);
	bool present[LEVELS] = {false};
	struct dir_list entries;
	int error = dir_read_stamped(scratch, dir.ptr, true, &entries, &topic->listed);

	if (error) {
		unreadable(diags, dir, error, 0);
		return;
	}
	topic->unreleased = true;
	for (size_t i = 0; i < entries.list.count; i++) {
		struct str file = entries.list.items[i].name;
		int level = level_of_file(file);

		if (str_equal(file, STR("versions")))
			topic->unreleased = false;
		if (level >= 0)
			present[level] = true;
		else if (str_equal(file, STR("pictures")))
			list_pictures(site, topic, path_join(scratch, dir, file), diags);
		else if (!belongs_to_topic(file))
			report_stranger(diags, dir, file);
	}
	for (int level = 0; level < LEVELS; level++)
		if (present[level])
			site_add_guide(site, topic, (enum level)level);
}

static bool is_topic(struct diags *diags, const struct dir_entry *entry)
{
	struct arena scratch = ARENA_INIT;
	struct str path = path_join(&scratch, STR("content"), entry->name);
	bool good = entry->type == ENTRY_DIR && is_topic_name(entry->name);
	int error = good && entry->link ? link_check(path.ptr) : 0;

	if (error)
		good = unreadable(diags, path, error, 0);
	else if (entry->type == ENTRY_DIR && !good)
		diag_file(diags, SEVERITY_ERROR, "topic-name", path,
			  "use small letters, digits and hyphens",
			  "a topic cannot be named so: its name is part of its URL");
	else if (!good && !str_equal(entry->name, STR("site.json")) && entry->name.ptr[0] != '.')
		diag_file(diags, SEVERITY_WARNING, "unused-file", path,
			  "remove it; guides stand in directories, one a topic",
			  "nothing uses this file");
	arena_release(&scratch);
	return good;
}

static void add_topic(struct site *site, struct str name)
{
	struct topic *topic = &site->topics[site->topic_count++];

	topic->name = str_copy(&site->arena, name);
	topic->path = str_join3(&site->arena, STR("content/"), name, STR("/topic.md"));
	topic->guides = arena_array(&site->arena, struct guide, LEVELS);
	topic->url = site_url(site, name);
	map_put(&site->topics_by_name, &site->arena, topic->name, topic);
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
			add_topic(site, entries.list.items[i].name);
	arena_release(&scratch);
	return !error;
}

/* The text of MEMBER where it is one; whether it is right, validate says. */
static struct str text_of(const struct front_matter *front, const char *member)
{
	const struct data *data = data_get(&front->data, str_of(member));

	return data && data->type == DATA_TEXT ? data->as.text.str : STR_UNKNOWN;
}

/* The live version's own front matter; what is wrong with its file, versions says. */
static void show_live(struct site *site, struct arena *scratch, struct guide *guide)
{
	struct source source = {.path = seals_text_path(scratch, guide->topic->name,
							guide->level, guide->live->number)};
	struct front_matter front;
	struct diags unheard;

	diags_init(&unheard);
	if (!file_read(scratch, source.path.ptr, LOAD_LARGEST_TEXT, &source.text) &&
	    front_matter_read(scratch, &source, &unheard, &front)) {
		guide->title = str_copy(&site->arena, text_of(&front, "title"));
		guide->status = str_copy(&site->arena, text_of(&front, "status"));
	}
	diags_release(&unheard);
}

/* Whether the guide has a page in this build, and which of its states that shows. */
static void choose_shown(struct site *site, struct arena *scratch, struct guide *guide,
			 struct str text)
{
	struct str hash = STR_UNKNOWN;

	if (guide->live)
		hash = sha256(scratch, load_normal(scratch, text));
	guide->draft = !guide->live || !str_equal(hash, guide->live_text);
	guide->shown = site->drafts || guide->live;
	guide->topic->shown |= guide->shown;
	guide->title = text_of(&guide->front, "title");
	guide->status = text_of(&guide->front, "status");
	if (guide->draft && guide->shown && !site->drafts)
		show_live(site, scratch, guide);
}

static void load_guide_front(struct site *site, struct arena *scratch,
			     struct guide *guide, struct diags *diags)
{
	struct source source = {.path = guide->path};

	guide->front.data.type = DATA_MAP;
	guide->unreadable =
		!load_text(scratch, &source, LOAD_LARGEST_TEXT, diags, &guide->stamp);
	guide->broken = guide->unreadable ||
			!front_matter_read(&site->arena, &source, diags, &guide->front);
	choose_shown(site, scratch, guide, source.text);
}

void load_fronts(struct site *site, struct arena *scratch, struct topic *topic,
		 struct diags *diags)
{
	struct source source = {.path = topic->path};

	topic->loaded = true;
	topic->front.data.type = DATA_MAP;
	topic->unreadable =
		!load_text(scratch, &source, LOAD_LARGEST_TEXT, diags, &topic->stamp);
	topic->broken = topic->unreadable ||
			!front_matter_read(&site->arena, &source, diags, &topic->front);
	topic->shown = site->drafts && !topic->guide_count;
	topic->title = text_of(&topic->front, "title");
	topic->description = text_of(&topic->front, "description");
	for (size_t i = 0; i < topic->guide_count; i++)
		load_guide_front(site, scratch, &topic->guides[i], diags);
}

bool load_bundle(struct content *content, struct diags *diags)
{
	struct source *source = &content->bundle_source;

	source->path = str_join3(content->arena, STR("content/"), content->topic->name,
				 STR("/events.json"));
	return load_text(content->arena, source, LOAD_LARGEST_BUNDLE, diags,
			 &content->bundle_stamp) &&
	       json_read(content->arena, source, diags, &content->bundle_data);
}

/*
 * The Markdown behind the front matter, which the index has read already. KNOWN is
 * the whole text, or unknown.
 */
static bool load_body(struct arena *arena, struct body *body, struct str path,
		      size_t offset, struct str known, struct diags *diags)
{
	struct stamp stamp; /* that of the front matter is kept, which is older */

	body->source = (struct source){path, known};
	body->offset = offset;
	if (!known.ptr && !load_bytes(arena, &body->source, LOAD_LARGEST_TEXT, diags, &stamp))
		return false;
	drop_returns(arena, &body->source.text);
	if (body->offset > body->source.text.len)
		body->offset = body->source.text.len; /* it was changed meanwhile */
	body->md = md_read(arena, str_slice(body->source.text, body->offset,
					    body->source.text.len));
	return true;
}

bool load_picture(struct arena *arena, const struct topic *topic, size_t index,
		  struct diags *diags, struct str *bytes)
{
	struct source source = {.path = topic_picture(arena, topic, index)};
	bool good = load_bytes(arena, &source, LOAD_LARGEST_PICTURE, diags,
			       &topic->picture_stamps[index]);

	*bytes = source.text;
	return good;
}

bool load_content(struct content *content, struct diags *diags)
{
	struct topic *topic = content->topic;
	bool good = load_bundle(content, diags);

	content->bodies = arena_array(content->arena, struct body, topic->guide_count);
	content->body_count = topic->guide_count;
	if (!topic->unreadable)
		good &= load_body(content->arena, &content->intro, topic->path,
				  topic->front.body, STR_UNKNOWN, diags);
	for (size_t i = 0; i < topic->guide_count; i++) {
		struct guide *guide = &topic->guides[i];

		content->bodies[i].guide = guide;
		if (!guide->unreadable)
			good &= load_body(content->arena, &content->bodies[i],
					  guide->path, guide->front.body, guide->text, diags);
	}
	return good;
}
