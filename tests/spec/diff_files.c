/*
 * diff_files FORMAT A.md A.json B.md B.json [A.pictures B.pictures]: the
 * difference of two guides with their bundles, on standard output; FORMAT is text,
 * colour, html, page, json, markdown, or comment: Markdown in 1,000 bytes. Exits
 * with 0 when they are the same, and with 1 when they differ.
 *
 * A file "-" is not there. Of pictures each line is a name and a hash. Messages go
 * to standard error, with exit status 2.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "format/front_matter.h"
#include "format/json.h"
#include "format/markdown.h"
#include "site/diff.h"
#include "site/diff_format.h"
#include "site/schema.h"

#include <stdio.h>
#include <string.h>

enum { LARGEST = 16 << 20, COMMENT = 1000 };

static bool read_source(struct arena *arena, struct source *source, const char *path,
			struct diags *diags)
{
	int error = file_read(arena, path, LARGEST, &source->text);

	source->path = str_of(path);
	if (error)
		diag_file(diags, SEVERITY_ERROR, "file", source->path, NULL, "%s",
			  file_error(error));
	return !error;
}

static void read_guide(struct arena *arena, struct diff_side *side, const char *path,
		       struct diags *diags)
{
	struct source *source = arena_new(arena, struct source);
	struct front_matter *front = arena_new(arena, struct front_matter);
	struct guide_front *guide = arena_new(arena, struct guide_front);

	if (!strcmp(path, "-") || !read_source(arena, source, path, diags) ||
	    !front_matter_read(arena, source, diags, front))
		return;
	schema_read(&record_guide_front, arena, source, &front->data, diags, guide);
	side->front = guide;
	side->text = str_slice(source->text, front->body, source->text.len);
	side->md = md_read(arena, side->text);
}

static void read_bundle(struct arena *arena, struct diff_side *side, const char *path,
			struct diags *diags)
{
	struct source *source = arena_new(arena, struct source);
	struct data *data = arena_new(arena, struct data);
	struct bundle *bundle = arena_new(arena, struct bundle);

	if (!strcmp(path, "-") || !read_source(arena, source, path, diags) ||
	    !json_read(arena, source, diags, data))
		return;
	schema_read(&record_bundle, arena, source, data, diags, bundle);
	side->bundle = bundle;
}

static void read_pictures(struct arena *arena, struct diff_side *side, const char *path,
			  struct diags *diags)
{
	struct source *source = arena_new(arena, struct source);
	LIST(struct diff_picture) list = {0};
	struct str rest;

	if (!strcmp(path, "-") || !read_source(arena, source, path, diags))
		return;
	for (rest = source->text; rest.len;) {
		size_t end = str_find(rest, '\n'), space;
		struct str line = str_slice(rest, 0, end);

		space = str_find(line, ' ');
		*list_add(&list, arena) = (struct diff_picture){
			str_slice(line, 0, space),
			space < line.len ? str_slice(line, space + 1, line.len) : STR_UNKNOWN};
		rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
	}
	side->pictures = list.items;
	side->picture_count = list.count;
}

static bool print(struct buf *out, const struct diff *diff, const char *format)
{
	if (!strcmp(format, "text") || !strcmp(format, "colour"))
		diff_text(out, diff, *format == 'c');
	else if (!strcmp(format, "html"))
		diff_html(out, diff);
	else if (!strcmp(format, "page"))
		diff_html_page(out, &(struct diff_titled){.diff = diff}, 1);
	else if (!strcmp(format, "json"))
		diff_json(out, diff);
	else if (!strcmp(format, "markdown"))
		diff_markdown(out, diff);
	else if (!strcmp(format, "comment"))
		diff_markdown_within(out, diff, 3, COMMENT);
	else
		return false;
	fwrite(out->ptr, 1, out->len, stdout);
	return true;
}

int main(int argc, char **argv)
{
	struct diff_side from = {.name = STR("v1"), .date = {2026, 4, 20}};
	struct diff_side to = {.name = STR("the working copy")};
	struct arena arena = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct diags diags;
	int status = 2;

	if (argc != 6 && argc != 8) {
		fputs("usage: diff_files FORMAT A.md A.json B.md B.json"
		      " [A.pictures B.pictures]\n",
		      stderr);
		return 2;
	}
	md_init();
	diags_init(&diags);
	read_guide(&arena, &from, argv[2], &diags);
	read_bundle(&arena, &from, argv[3], &diags);
	read_guide(&arena, &to, argv[4], &diags);
	read_bundle(&arena, &to, argv[5], &diags);
	if (argc == 8) {
		read_pictures(&arena, &from, argv[6], &diags);
		read_pictures(&arena, &to, argv[7], &diags);
	}
	if (!diags.errors) {
		const struct diff *diff = diff_make(&arena, &from, &to);

		if (print(&out, diff, argv[1]))
			status = !diff->same;
	}
	diags_print(&diags, stderr, false);
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
	return status;
}
