/* Questions to a tree of Markdown that has been read. */
#include "format/markdown.h"

#include "base/buf.h"
#include "base/unicode.h"

size_t md_offset(const struct md_document *document, struct str text,
		 const struct md_node *node)
{
	size_t at = 0;

	while (node && (node->line < 1 || node->column < 1))
		node = node->parent;
	if (!node)
		return 0;
	if ((size_t)node->line <= document->line_count)
		at = document->lines[node->line - 1];
	at += (size_t)node->column - 1;
	at -= at < document->prefix ? at : document->prefix;
	return at < text.len ? at : text.len;
}

/* What NODE itself says. */
static struct str said_by(const struct md_node *node)
{
	if (node->type == MD_TEXT || node->type == MD_CODE)
		return node->text;
	if (node->type == MD_SOFT_BREAK || node->type == MD_HARD_BREAK)
		return STR(" ");
	return STR("");
}

struct str md_plain(struct arena *arena, const struct md_node *root)
{
	size_t length = 0;
	char *plain;

	for (const struct md_node *node = root; node; node = md_next(root, node))
		length += said_by(node).len;
	plain = arena_alloc(arena, length + 1);
	length = 0;
	for (const struct md_node *node = root; node; node = md_next(root, node)) {
		struct str said = said_by(node);

		if (said.len)
			memcpy(plain + length, said.ptr, said.len);
		length += said.len;
	}
	plain[length] = '\0';
	return (struct str){plain, length};
}

static struct str slug_any(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	struct str slug;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (code == ' ')
			buf_add_char(&out, '-');
		else if (code == '-' || unicode_is_word(code))
			utf8_add(&out, unicode_lower(code));
	}
	slug = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return slug;
}

/* What becomes of an ASCII character; '\0': nothing. */
static char slug_char(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')
		return c;
	return c == ' ' ? '-' : '\0';
}

bool md_lacks_alt(const struct md_node *node)
{
	struct arena scratch = ARENA_INIT;
	bool lacks;

	if (node->type != MD_PICTURE)
		return false;
	lacks = !str_trim(md_plain(&scratch, node)).len;
	arena_release(&scratch);
	return lacks;
}

struct str md_slug(struct arena *arena, struct str text)
{
	char *slug = arena_alloc(arena, text.len + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] >= 0x80)
			return slug_any(arena, text);
		slug[length] = slug_char(text.ptr[i]);
		length += slug[length] != '\0';
	}
	slug[length] = '\0';
	return (struct str){slug, length};
}
