#include "site/skeleton.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "format/json_write.h"
#include "site/embedded.h"
#include "site/model.h"
#include "site/release.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define RULE "new"

struct maker {
	struct arena arena;
	const struct skeleton_options *options;
	struct diags *diags;
	struct str title; /* plain */
	struct str level; /* of a guide */
	int status;
};

__attribute__((format(printf, 5, 6)))
static bool fail(struct maker *m, int status, struct str path, const char *help,
		 const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_file(m->diags, SEVERITY_ERROR, RULE, path, help, "%s",
		  arena_vprintf(&m->arena, format, args));
	va_end(args);
	m->status = status;
	return false;
}

static bool system_failed(struct maker *m, struct str path, int error)
{
	if (error == EEXIST)
		return fail(m, EXIT_USAGE, path, NULL, "this is there already, and stays as it is");
	return fail(m, EXIT_SYSTEM, path, NULL, "%s", file_error(error));
}

/* ---- files with the marks in them replaced ---- */

static void add_value(struct maker *m, struct buf *out, struct str mark)
{
	if (str_equal(mark, STR("@TITLE@")))
		buf_add_str(out, m->title);
	else if (str_equal(mark, STR("@QUOTED_TITLE@")))
		json_string(out, m->title); /* YAML reads it too */
	else if (str_equal(mark, STR("@DATE@")))
		buf_add_str(out, date_iso(&m->arena, m->options->date));
	else if (str_equal(mark, STR("@LEVEL@")))
		buf_add_str(out, m->level);
	else
		buf_add_str(out, mark);
}

/* Length of the mark that TEXT begins with: capitals between two @, or 0. */
static size_t mark_length(struct str text)
{
	size_t at = 1;

	if (!text.len || text.ptr[0] != '@')
		return 0;
	while (at < text.len && ((text.ptr[at] >= 'A' && text.ptr[at] <= 'Z') || text.ptr[at] == '_'))
		at++;
	return at > 1 && at < text.len && text.ptr[at] == '@' ? at + 1 : 0;
}

static void fill_in(struct maker *m, struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		struct str rest = str_slice(text, at, text.len);
		size_t length = mark_length(rest);

		if (length)
			add_value(m, out, str_slice(rest, 0, length));
		else
			buf_add_char(out, text.ptr[at]);
		at += length ? length : 1;
	}
}

static bool write_file(struct maker *m, const struct embedded_file *file, struct str path)
{
	struct buf text = BUF_INIT;
	int error;

	fill_in(m, &text, (struct str){file->bytes, file->length});
	error = file_create(str_copy(&m->arena, path).ptr, buf_str(&text));
	buf_release(&text);
	return error ? system_failed(m, path, error) : true;
}

/* Writes all files below PREFIX, a directory of skeleton/, into DIR. */
static bool write_files(struct maker *m, struct str prefix, struct str dir)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		struct str from = str_of(embedded_files[i].path), path, parent;
		int error = 0;

		if (!str_starts(from, prefix))
			continue;
		path = path_join(&m->arena, dir, str_slice(from, prefix.len, from.len));
		parent = str_copy(&m->arena, path_dir(path));
		if (parent.len)
			error = dir_make(parent.ptr);
		if (error)
			return system_failed(m, parent, error);
		if (!write_file(m, &embedded_files[i], path))
			return false;
	}
	return true;
}

/* ---- names ---- */

/* "custom-silicon" as "Custom silicon". */
static struct str title_of(struct arena *arena, struct str name)
{
	char *title = arena_copy(arena, name.ptr, name.len);

	for (size_t i = 0; i < name.len; i++)
		if (title[i] == '-')
			title[i] = ' ';
	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - 'a' + 'A');
	return (struct str){title, name.len};
}

/* As site/load reads directories, without names that look like options. */
static bool check_topic_name(struct maker *m, struct str name)
{
	size_t good = 0;

	while (good < name.len && strchr("abcdefghijklmnopqrstuvwxyz0123456789-", name.ptr[good]))
		good++;
	if (str_equal(name, STR("assets")) || str_equal(name, STR("schema")))
		return fail(m, EXIT_USAGE, STR_UNKNOWN, "choose another name",
			    "a topic cannot be named \"%.*s\": the site's own files are there",
			    STR_ARG(name));
	if (name.len && good == name.len && name.ptr[0] != '-')
		return true;
	return fail(m, EXIT_USAGE, STR_UNKNOWN,
		    "use small letters, digits and hyphens, as in rivers-of-europe; "
		    "the name is a part of the address",
		    "a topic cannot be named \"%.*s\"", STR_ARG(name));
}

static bool exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static bool check_in_site(struct maker *m)
{
	if (exists("content/site.json"))
		return true;
	return fail(m, EXIT_USAGE, STR("content/site.json"),
		    "go to the site's directory, or name it with -C; `almanac new DIR` makes a site",
		    "this is not here, so this directory is no site");
}

static void begin(struct maker *m, const struct skeleton_options *options, struct diags *diags,
		  struct str title)
{
	*m = (struct maker){.options = options, .diags = diags,
			    .title = options->title.ptr ? options->title : title};
}

static int end(struct maker *m)
{
	arena_release(&m->arena);
	return m->status;
}

/* ---- a guide ---- */

static bool check_level(struct maker *m, struct str level)
{
	const char *near = str_nearest(level, level_names, LEVELS);

	if (!level.len)
		return fail(m, EXIT_USAGE, STR_UNKNOWN, "as in rivers/beginner",
			    "a guide is named TOPIC/LEVEL");
	for (size_t i = 0; i < LEVELS; i++)
		if (str_equal(level, str_of(level_names[i])))
			return true;
	return fail(m, EXIT_USAGE, STR_UNKNOWN, "a level is beginner, intermediate or advanced",
		    "there is no level \"%.*s\"%s%s%s", STR_ARG(level), near ? "; did you mean " : "",
		    near ? near : "", near ? "?" : "");
}

static bool check_topic(struct maker *m, struct str topic)
{
	struct str path = str_join3(&m->arena, STR("content/"), topic, STR("/topic.md"));

	if (exists(path.ptr))
		return true;
	return fail(m, EXIT_USAGE, path, arena_printf(&m->arena, "`almanac new topic %.*s` makes it",
						      STR_ARG(topic)),
		    "there is no topic of this name");
}

static const struct embedded_file *guide_file(void)
{
	const struct embedded_file *file = embedded_files;

	while (strcmp(file->path, "skeleton/guide/guide.md") != 0)
		file++;
	return file;
}

int skeleton_guide(struct str name, const struct skeleton_options *options, struct diags *diags)
{
	size_t slash = str_find(name, '/');
	struct str topic = str_slice(name, 0, slash), level = STR("");
	struct maker m;

	begin(&m, options, diags, STR_UNKNOWN);
	if (slash < name.len)
		level = str_slice(name, slash + 1, name.len);
	if (!m.title.ptr && topic.len)
		m.title = str_join3(&m.arena, title_of(&m.arena, topic), STR(": "), level);
	m.level = level;
	if (check_in_site(&m) && check_topic_name(&m, topic) && check_level(&m, level) &&
	    check_topic(&m, topic))
		write_file(&m, guide_file(), str_join3(&m.arena, STR("content/"), name, STR(".md")));
	return end(&m);
}

/* ---- a topic ---- */

int skeleton_topic(struct str name, const struct skeleton_options *options, struct diags *diags)
{
	struct maker m;
	struct str dir;

	begin(&m, options, diags, STR_UNKNOWN);
	if (!check_in_site(&m) || !check_topic_name(&m, name))
		return end(&m);
	if (!m.title.ptr)
		m.title = title_of(&m.arena, name);
	dir = str_join(&m.arena, STR("content/"), name);
	if (mkdir(dir.ptr, 0777) < 0)
		system_failed(&m, dir, errno);
	else if (!write_files(&m, STR("skeleton/topic/"), dir))
		dir_remove(dir.ptr);
	return end(&m);
}

/* ---- a site ---- */

enum { DEEPEST = 32 }; /* directories that are looked at */

/* Whoever forgets the word "topic" is in a site already. */
static bool check_outside(struct maker *m, struct str dir)
{
	struct str parent = path_dir(dir);
	struct str config = path_join(&m->arena, parent, STR("content/site.json"));

	if (exists(dir.ptr))
		return true;
	for (int up = 0; !exists(config.ptr); up++) {
		if (up == DEEPEST)
			return true;
		parent = path_join(&m->arena, parent, STR(".."));
		config = path_join(&m->arena, parent, STR("content/site.json"));
	}
	return fail(m, EXIT_USAGE, dir, "`almanac new topic NAME` makes a topic in it",
		    "this would be a site inside another, which is in \"%.*s\"",
		    STR_ARG(parent.len ? parent : STR(".")));
}

/* A clone of an empty repository counts as empty. */
static bool is_git(const struct dir_entry *entry)
{
	return str_equal(entry->name, STR(".git"));
}

/* Makes DIR where it is not there; whether it did, is in *MADE. */
static bool enter_empty(struct maker *m, struct str dir, bool *made)
{
	struct dir_list entries;
	int error = 0;

	*made = mkdir(dir.ptr, 0777) == 0;
	if (!*made && errno == ENOENT)
		return fail(m, EXIT_USAGE, dir, "make that first",
			    "the directory that this is to be in does not exist");
	if (!*made && errno != EEXIST)
		return system_failed(m, dir, errno);
	if (chdir(dir.ptr) < 0 || (error = dir_read(&m->arena, ".", false, &entries)))
		return fail(m, EXIT_SYSTEM, dir, NULL, "%s", file_error(error ? error : errno));
	for (size_t i = 0; i < entries.list.count; i++)
		if (!is_git(&entries.list.items[i]))
			return fail(m, EXIT_USAGE, dir,
				    "give the name of a new directory, or of an empty one",
				    "this directory is not empty: it has \"%.*s\"",
				    STR_ARG(entries.list.items[i].name));
	return true;
}

static bool release_first(struct maker *m)
{
	const struct release_options release = {
		.topic = STR("library"),
		.note = STR("The first edition."),
		.date = m->options->date,
		.dated = true,
	};
	struct release_result result;

	m->status = release_make(&m->arena, &release, m->diags, &result);
	return m->status == EXIT_GOOD;
}

/* What was made in the working directory, which was empty before. */
static void remove_all(struct maker *m)
{
	struct dir_list entries;

	if (dir_read(&m->arena, ".", false, &entries) != 0)
		return;
	for (size_t i = 0; i < entries.list.count; i++) {
		const char *name = entries.list.items[i].name.ptr;

		if (!is_git(&entries.list.items[i]) && unlink(name) < 0)
			dir_remove(name);
	}
}

int skeleton_site(struct str name, const struct skeleton_options *options, struct diags *diags)
{
	int before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool made = false, entered, good;
	struct maker m;
	struct str dir;

	begin(&m, options, diags, STR("Exampleton Guides"));
	dir = str_copy(&m.arena, name);
	entered = check_outside(&m, dir) && enter_empty(&m, dir, &made);
	good = entered && write_files(&m, STR("skeleton/site/"), STR("")) && release_first(&m);
	if (entered && !good)
		remove_all(&m);
	if (made && !good && before >= 0 && fchdir(before) == 0)
		rmdir(dir.ptr);
	if (before >= 0)
		close(before);
	return end(&m);
}
