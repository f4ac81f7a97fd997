#include "site/passage.h"

#define OBJECT "\xef\xbf\xbc" /* U+FFFC, object replacement character */

static bool is_block(const struct md_node *node)
{
	return node->type == MD_PARAGRAPH || node->type == MD_HEADING || node->type == MD_CELL;
}

static void add_piece(struct passage_reader *r, struct arena *arena, const struct md_node *node)
{
	*list_add(&r->pieces, arena) = (struct passage_piece){r->text.len, node};
}

/* What NODE alone is in the text; false where its children are that. */
static bool add_node(struct passage_reader *r, struct arena *arena, const struct md_node *node)
{
	switch (node->type) {
	case MD_TEXT:
		add_piece(r, arena, node);
		buf_add_str(&r->text, node->text);
		return true;
	case MD_SOFT_BREAK:
	case MD_HARD_BREAK:
		buf_add_char(&r->text, ' ');
		return true;
	case MD_CODE:
	case MD_PICTURE:
	case MD_HTML:
	case MD_FOOTNOTE_MARK:
		add_piece(r, arena, node);
		buf_add_lit(&r->text, OBJECT);
		return true;
	default: return false;
	}
}

static void add_children(struct passage_reader *r, struct arena *arena,
			 const struct md_node *node)
{
	for (const struct md_node *child = node->first; child; child = child->next)
		if (!add_node(r, arena, child))
			add_children(r, arena, child);
}

/* One text, which need not be copied. */
static bool is_text_alone(const struct md_node *block)
{
	return block->first && !block->first->next && block->first->type == MD_TEXT &&
	       block->first->text.ptr;
}

bool passage_next(struct passage_reader *r, struct arena *arena, struct passage *passage)
{
	const struct md_node *root = r->md->root;
	const struct md_node *node = r->block ? md_behind(root, r->block) : md_next(root, root);

	while (node && !is_block(node))
		node = md_next(root, node);
	if (!node)
		return false;
	r->block = node;
	r->pieces.count = 0;
	buf_reset(&r->text);
	if (is_text_alone(node)) {
		add_piece(r, arena, node->first);
		*passage = (struct passage){node, node->first->text, r->pieces.items, 1};
		return true;
	}
	add_children(r, arena, node);
	*passage = (struct passage){node, buf_str(&r->text), r->pieces.items, r->pieces.count};
	return true;
}

void passage_release(struct passage_reader *r)
{
	buf_release(&r->text);
}

/* The last piece that begins at AT or before; NULL before the first. */
static const struct passage_piece *piece_at(const struct passage *passage, size_t at)
{
	const struct passage_piece *found = NULL;

	for (size_t i = 0; i < passage->count && passage->pieces[i].at <= at; i++)
		found = &passage->pieces[i];
	return found;
}

const struct md_node *passage_link(const struct passage *passage, size_t at)
{
	const struct passage_piece *piece = piece_at(passage, at);

	for (const struct md_node *node = piece ? piece->node : passage->block;
	     node != passage->block; node = node->parent)
		if (node->type == MD_LINK)
			return node;
	return NULL;
}

struct str passage_link_text(const struct passage *passage, size_t at, size_t *begin)
{
	const struct md_node *link = passage_link(passage, at);
	size_t end = at;

	for (*begin = at; *begin && passage_link(passage, *begin - 1) == link;)
		--*begin;
	while (end < passage->text.len && passage_link(passage, end) == link)
		end++;
	return str_slice(passage->text, *begin, end);
}

static bool ends_sentence(struct str text, size_t at)
{
	return memchr(".!?", text.ptr[at], 3) && (at + 1 == text.len || text.ptr[at + 1] == ' ');
}

struct str passage_sentence(const struct passage *passage, size_t at)
{
	struct str text = passage->text;
	size_t begin = at, end = at;

	while (begin && !ends_sentence(text, begin - 1))
		begin--;
	while (end < text.len && !ends_sentence(text, end))
		end++;
	return str_slice(text, begin, end);
}

/* A character may be escaped in the source, or be an entity: it stands further on. */
static size_t find_on_line(struct str source, size_t from, struct str wanted)
{
	size_t end = from + str_find(str_slice(source, from, source.len), '\n');

	for (size_t at = from; at + wanted.len <= end; at++)
		if (!memcmp(source.ptr + at, wanted.ptr, wanted.len))
			return at;
	return from;
}

size_t passage_offset(const struct passage *passage, const struct md_document *md,
		      struct str source, size_t at)
{
	const struct passage_piece *piece = piece_at(passage, at);
	size_t offset, length;

	if (!piece)
		return md_offset(md, source, passage->block);
	offset = md_offset(md, source, piece->node) + (at - piece->at);
	if (offset > source.len || piece->node->type != MD_TEXT)
		return md_offset(md, source, piece->node);
	length = piece->at + piece->node->text.len - at;
	return find_on_line(source, offset, str_slice(passage->text, at, at + (length < 8 ? length : 8)));
}
