#include "site/explain_file.h"

#include "base/path.h"
#include "site/model.h"

static int level_of(struct str name)
{
	for (int i = 0; i < LEVELS; i++)
		if (str_equal(name, str_of(level_names[i])))
			return i;
	return -1;
}

static struct explain_file of_site(struct str path)
{
	struct explain_file file = {.kind = EXPLAIN_SITE, .level = -1};

	if (str_equal(path, STR("index.html")))
		file.templates[0] = "home";
	else if (str_equal(path, STR("404.html")))
		file.templates[0] = "404";
	else if (str_equal(path, STR("feed.xml")))
		file.templates[0] = "feed";
	else if (str_starts(path, STR("sitemap")))
		file.templates[0] = "sitemap";
	else if (!str_equal(path, STR("search.json")) && !str_equal(path, STR("feed.json")))
		file.kind = EXPLAIN_FIXED;
	return file;
}

/* REST is what stands behind "topic/level/". */
static void of_guide(struct explain_file *file, struct str rest)
{
	bool is_page = str_equal(path_base(rest), STR("index.html"));

	file->kind = EXPLAIN_VERSION;
	if (str_equal(rest, STR("index.html")) || str_equal(rest, STR("index.json")))
		file->kind = EXPLAIN_GUIDE;
	if (str_ends(path_dir(rest), STR("/changes"))) {
		file->kind = EXPLAIN_CHANGES;
		file->templates[0] = is_page ? "changes" : NULL;
	} else if (is_page) {
		file->templates[0] = "guide";
		file->templates[1] = "withdrawn";
	}
}

/* REST is what stands behind "topic/". */
static void of_topic(struct explain_file *file, struct str rest)
{
	file->kind = EXPLAIN_TOPIC;
	if (str_equal(rest, STR("index.html"))) {
		file->templates[0] = "topic";
	} else if (str_starts(rest, STR("feed."))) {
		file->kind = EXPLAIN_FEED;
		file->templates[0] = str_ends(rest, STR(".xml")) ? "feed" : NULL;
	} else if (str_starts(rest, STR("pictures/"))) {
		file->kind = EXPLAIN_PICTURE;
	} else {
		file->kind = EXPLAIN_BUNDLE;
	}
}

struct explain_file explain_file_of(struct str path)
{
	struct explain_file file = {.level = -1};
	size_t slash = str_find(path, '/');
	struct str rest, level;

	if (slash == path.len)
		return of_site(path);
	file.topic = str_slice(path, 0, slash);
	rest = str_slice(path, slash + 1, path.len);
	level = str_slice(rest, 0, str_find(rest, '/'));
	file.level = level.len < rest.len ? level_of(level) : -1;
	if (file.level >= 0)
		of_guide(&file, str_slice(rest, level.len + 1, rest.len));
	else
		of_topic(&file, rest);
	return file;
}
