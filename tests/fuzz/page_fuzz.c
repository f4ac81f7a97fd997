/*
 * Any bytes as the Markdown of a guide, into HTML: every element that is opened
 * is closed, and nothing but what the renderer writes is a tag.
 */
#include "fuzz.h"

#include "base/list.h"
#include "base/unicode.h"
#include "format/markdown.h"
#include "format/markdown_html.h"

#include <stdlib.h>

/* Links as resolve leaves them: some of every kind. */
static struct md_context resolved(struct arena *arena, const struct md_document *md)
{
	struct md_link *links = arena_array(arena, struct md_link, md->link_count);
	struct str *ids = arena_array(arena, struct str, md->heading_count);

	for (size_t i = 0; i < md->link_count; i++)
		links[i] = (struct md_link){.kind = (enum md_link_kind)(i % 4),
					    .url = md->links[i]->text};
	for (size_t i = 0; i < md->heading_count; i++)
		ids[i] = md_slug(arena, md_plain(arena, md->headings[i]));
	return (struct md_context){links, ids, NULL};
}

static bool is_void(struct str name)
{
	return str_equal(name, STR("br")) || str_equal(name, STR("hr")) ||
	       str_equal(name, STR("img")) || str_equal(name, STR("input"));
}

/* The end of the tag at FROM, whose attribute values are all in double quotes. */
static size_t tag_end(struct str html, size_t from)
{
	bool quoted = false;

	for (size_t i = from; i < html.len; i++) {
		if (html.ptr[i] == '"')
			quoted = !quoted;
		if (html.ptr[i] == '<' && i > from)
			abort();
		if (html.ptr[i] == '>' && !quoted)
			return i;
	}
	abort();
}

static size_t name_length(struct str tag)
{
	size_t length = 0;

	while (length < tag.len && ((tag.ptr[length] >= 'a' && tag.ptr[length] <= 'z') ||
				    (tag.ptr[length] >= '0' && tag.ptr[length] <= '9')))
		length++;
	if (!length)
		abort();
	return length;
}

static void check_balance(struct arena *arena, struct str html)
{
	LIST(struct str) open = {0};

	for (size_t i = 0; i < html.len; i++) {
		bool closes;
		struct str tag;

		if (html.ptr[i] != '<')
			continue;
		closes = html.ptr[i + 1] == '/';
		tag = str_slice(html, i + 1 + closes, tag_end(html, i));
		tag.len = name_length(tag);
		if (closes && (!open.count || !str_equal(open.items[--open.count], tag)))
			abort();
		if (!closes && !is_void(tag))
			*list_add(&open, arena) = tag;
	}
	if (open.count)
		abort();
}

static void render(struct arena *arena, const struct md_document *md)
{
	struct md_context context = resolved(arena, md);
	struct buf out = BUF_INIT;

	md_html(&out, md, &context);
	check_balance(arena, buf_str(&out));
	for (size_t i = 0; i < md->heading_count; i++) {
		buf_reset(&out);
		md_html_heading(&out, md->headings[i]);
		check_balance(arena, buf_str(&out));
	}
	for (size_t i = 0; i < md->link_count; i++)
		md_offset(md, STR("some text\nof another length"), md->links[i]);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct str text = {(const char *)data, size < 4096 ? size : 4096};

	text.len = utf8_invalid(text);
	md_init();
	render(&arena, md_read(&arena, text));
	render(&arena, md_read_inline(&arena, text));
	arena_release(&arena);
	return 0;
}
