#include "site/theme.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/unicode.h"
#include "format/html.h"
#include "site/embedded.h"

#include <errno.h>
#include <stdlib.h>

enum { LARGEST_TEMPLATE = 1 << 20, LARGEST_ASSET = 64 << 20 };

struct loader {
	struct arena *arena;
	struct diags *diags;
	theme_files files;
};

static bool failed(struct loader *l, struct str path, int error)
{
	diag_file(l->diags, SEVERITY_ERROR, "file", path,
		  error == EACCES  ? "make it readable"
		  : error == EFBIG ? "make it smaller"
				   : "put a file in its place, or remove it",
		  "%s", file_error(error));
	return false;
}

static bool refuse_link(struct loader *l, struct str path)
{
	diag_file(l->diags, SEVERITY_ERROR, "file", path, "put the directory itself in its place",
		  "this is a link to a directory");
	return false;
}

static bool load_dir(struct loader *l, struct str dir, size_t largest);

static bool load_entry(struct loader *l, struct str path, enum entry_type type,
		       size_t largest)
{
	struct theme_file *file;
	struct str bytes;
	int error;

	if (type == ENTRY_DIR)
		return load_dir(l, path, largest);
	error = file_read(l->arena, path.ptr, largest, &bytes);
	if (error)
		return failed(l, path, error);
	file = list_add(&l->files, l->arena);
	*file = (struct theme_file){.path = path, .bytes = bytes, .own = true};
	return true;
}

/* Everything below DIR, editors' leavings apart; no DIR is no error. */
static bool load_dir(struct loader *l, struct str dir, size_t largest)
{
	struct dir_list entries;
	int error = dir_read(l->arena, dir.ptr, true, &entries);
	bool good = true;

	if (error)
		return error == ENOENT ? true : failed(l, dir, error);
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct dir_entry *entry = &entries.list.items[i];
		struct str path = path_join(l->arena, dir, entry->name);

		if (entry->name.ptr[0] == '.' || str_ends(entry->name, STR("~")))
			continue;
		if (entry->type == ENTRY_DIR && entry->link)
			good = refuse_link(l, path); /* it could lead in a circle */
		else
			good &= load_entry(l, path, entry->type, largest);
	}
	return good;
}

static int by_path(const void *left, const void *right)
{
	const struct theme_file *a = left, *b = right;

	return str_compare(a->path, b->path);
}

/* The file that is at PATH already, or NULL. */
static struct theme_file *find_own(const struct loader *l, size_t own, struct str path)
{
	struct theme_file key = {.path = path};

	return own ? bsearch(&key, l->files.items, own, sizeof key, by_path) : NULL;
}

/* The compiled-in files that no file of the site replaces. */
static void add_embedded(struct loader *l)
{
	size_t own = l->files.count;

	if (own)
		qsort(l->files.items, own, sizeof *l->files.items, by_path);
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *from = &embedded_files[i];
		struct str path = str_of(from->path);
		struct theme_file *replaced = find_own(l, own, path);

		if (str_starts(path, STR("skeleton/")))
			continue; /* what `almanac new` writes */
		if (replaced)
			replaced->replaces = true;
		else
			*list_add(&l->files, l->arena) = (struct theme_file){
				.path = path, .bytes = {(const char *)from->bytes, from->length}};
	}
	if (l->files.count)
		qsort(l->files.items, l->files.count, sizeof *l->files.items, by_path);
}

static bool add_template(struct loader *l, struct theme *theme, struct theme_file file)
{
	struct source *source = arena_new(l->arena, struct source);
	struct str text = file.bytes, bom = STR("\xef\xbb\xbf");
	size_t invalid = utf8_invalid(text);
	struct str name = str_slice(file.path, strlen("templates/"),
				    file.path.len - strlen(".mustache"));

	if (str_starts(text, bom))
		text = str_slice(text, bom.len, text.len);
	*source = (struct source){file.path, text};
	if (invalid < file.bytes.len) {
		diag_at(l->diags, SEVERITY_ERROR, "encoding",
			(struct place){source, invalid + text.len - file.bytes.len, 1},
			"save the file as UTF-8",
			"this byte is not UTF-8");
		source->text = STR(""); /* its name is known all the same */
	}
	return mustache_add(theme->templates, name, source) && invalid == file.bytes.len;
}

static void add_asset(struct loader *l, struct theme *theme, struct theme_file file)
{
	struct str root = STR("assets/root/");
	size_t from = str_starts(file.path, root) ? root.len : 0;

	*list_add(&theme->assets, l->arena) = (struct asset){
		str_slice(file.path, from, file.path.len), file.path, file.bytes};
}

/* A dash, which is said as a word. */
static struct str unknown_text(struct arena *arena, const struct words *words)
{
	struct buf html = BUF_INIT;
	struct str text;

	buf_add_lit(&html, "<span class=\"unknown\"><span aria-hidden=\"true\">—</span>"
			   "<span class=\"visually-hidden\">");
	html_escape(&html, words_get(words, at_words_unknown));
	buf_add_lit(&html, "</span></span>");
	text = str_copy(arena, buf_str(&html));
	buf_release(&html);
	return text;
}

bool theme_load(struct theme *theme, struct arena *arena, const struct words *words,
		struct diags *diags)
{
	const struct mustache_options options = {
		.strict = true,
		.null_text = unknown_text(arena, words),
		.null_plain = STR("—"),
	};
	struct loader l = {.arena = arena, .diags = diags};
	bool good = load_dir(&l, STR("templates"), LARGEST_TEMPLATE);

	good &= load_dir(&l, STR("assets"), LARGEST_ASSET);
	add_embedded(&l);
	*theme = (struct theme){.templates = mustache_new(arena, &options, diags)};
	for (size_t i = 0; i < l.files.count; i++) {
		l.files.items[i].hash = hash_str(l.files.items[i].bytes);
		theme->hash = theme->hash * 31 + hash_str(l.files.items[i].path);
		if (str_starts(l.files.items[i].path, STR("assets/"))) {
			add_asset(&l, theme, l.files.items[i]);
			continue;
		}
		theme->hash = theme->hash * 31 + l.files.items[i].hash;
		if (str_ends(l.files.items[i].path, STR(".mustache")))
			good &= add_template(&l, theme, l.files.items[i]);
	}
	theme->files = l.files;
	return mustache_check(theme->templates) && good;
}

bool theme_has_asset(const struct theme *theme, struct str path)
{
	for (size_t i = 0; i < theme->assets.count; i++)
		if (str_equal(theme->assets.items[i].path, path))
			return true;
	return false;
}
