#include "format/markdown.h"

#include "base/list.h"
#include "format/markdown_pieces.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdalign.h>

static const char *const extension_names[] = {"table", "strikethrough", "tasklist",
					      "autolink"};
enum { EXTENSIONS = 4 };

void md_init(void)
{
	cmark_gfm_core_extensions_ensure_registered();
}

/*
 * cmark-gfm's allocation callbacks take no context, so the arena of the parse
 * that is under way stands here, and nowhere outside parse(). Nothing is
 * freed alone; a block's size stands before it, for realloc.
 */
static struct arena *parse_arena;

struct block {
	size_t size;
	alignas(max_align_t) char bytes[];
};

static void *parse_calloc(size_t count, size_t size)
{
	struct block *block = arena_alloc(parse_arena, sizeof *block + count * size);

	block->size = count * size;
	memset(block->bytes, 0, block->size);
	return block->bytes;
}

static void *parse_realloc(void *memory, size_t size)
{
	struct block *block = arena_alloc(parse_arena, sizeof *block + size);
	size_t old = 0;

	block->size = size;
	if (memory)
		old = ((struct block *)((char *)memory - offsetof(struct block, bytes)))->size;
	if (memory)
		memcpy(block->bytes, memory, old < size ? old : size);
	return block->bytes;
}

static void parse_free(void *memory)
{
	(void)memory;
}

static cmark_mem parse_mem = {parse_calloc, parse_realloc, parse_free};

/*
 * The autolink extension looks at every character, and takes a quarter of the
 * time. All that it makes links of holds "@", "://" or "www.".
 */
static bool may_have_autolink(struct str text)
{
	return str_find(text, '@') < text.len || bytes_hold_pair(text, '/', "///") ||
	       bytes_hold_pair(text, 'w', "www");
}

/*
 * Looking for footnotes takes two walks over the tree. A mark begins with "[^";
 * the other two are what cmark could read as that. A note begins with "[^…]:".
 */
static bool may_have_footnote(struct str text)
{
	return bytes_hold_pair(text, '[', "^\\&") && bytes_hold_pair(text, ']', ":::");
}

static cmark_node *parse(struct arena *arena, struct str text)
{
	bool notes = may_have_footnote(text), autolinks = may_have_autolink(text);
	/* cmark reads past the end of a mark without a note when it looks for an "@". */
	bool past_end = notes && str_find(text, '@') < text.len;
	size_t count = autolinks && !past_end ? EXTENSIONS : EXTENSIONS - 1;
	int options = notes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT;
	cmark_parser *parser;
	cmark_node *root;

	parse_arena = arena;
	parser = cmark_parser_new_with_mem(options, &parse_mem);
	for (size_t i = 0; i < count; i++)
		cmark_parser_attach_syntax_extension(
			parser, cmark_find_syntax_extension(extension_names[i]));
	cmark_parser_feed(parser, text.ptr, text.len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

/* Turns cmark's tree into ours. */
struct converter {
	struct arena *arena;
	struct md_document *document;
	LIST(struct md_node *) links;
	LIST(struct md_node *) headings;
	LIST(struct md_node *) html;
	LIST(struct md_node *) notes;
	int depth;
	const struct md_node *too_deep; /* the first that is, or NULL */
};

/* The types of extensions are numbered when they are registered. */
static enum md_type extension_type(cmark_node *node)
{
	static const struct {
		const char *name;
		enum md_type type;
	} types[] = {
		{"table", MD_TABLE},      {"table_header", MD_ROW},
		{"table_row", MD_ROW},    {"table_cell", MD_CELL},
		{"tasklist", MD_ITEM},    {"strikethrough", MD_STRIKE},
	};
	const char *name = cmark_node_get_type_string(node);

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (!strcmp(types[i].name, name))
			return types[i].type;
	return MD_HTML; /* what we do not know is not shown */
}

static enum md_type type_of(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT: return MD_DOCUMENT;
	case CMARK_NODE_BLOCK_QUOTE: return MD_QUOTE;
	case CMARK_NODE_LIST: return MD_LIST;
	case CMARK_NODE_ITEM: return MD_ITEM;
	case CMARK_NODE_CODE_BLOCK: return MD_CODE_BLOCK;
	case CMARK_NODE_HTML_BLOCK: return MD_HTML_BLOCK;
	case CMARK_NODE_PARAGRAPH: return MD_PARAGRAPH;
	case CMARK_NODE_HEADING: return MD_HEADING;
	case CMARK_NODE_THEMATIC_BREAK: return MD_RULE;
	case CMARK_NODE_FOOTNOTE_DEFINITION: return MD_FOOTNOTE;
	case CMARK_NODE_TEXT: return MD_TEXT;
	case CMARK_NODE_SOFTBREAK: return MD_SOFT_BREAK;
	case CMARK_NODE_LINEBREAK: return MD_HARD_BREAK;
	case CMARK_NODE_CODE: return MD_CODE;
	case CMARK_NODE_HTML_INLINE: return MD_HTML;
	case CMARK_NODE_EMPH: return MD_EMPHASIS;
	case CMARK_NODE_STRONG: return MD_STRONG;
	case CMARK_NODE_LINK: return MD_LINK;
	case CMARK_NODE_IMAGE: return MD_PICTURE;
	case CMARK_NODE_FOOTNOTE_REFERENCE: return MD_FOOTNOTE_MARK;
	default: return extension_type(node);
	}
}

static void convert_list(cmark_node *from, struct md_node *to)
{
	to->ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
	to->number = cmark_node_get_list_start(from);
	to->tight = cmark_node_get_list_tight(from);
}

static void convert_item(cmark_node *from, struct md_node *to)
{
	to->tight = to->parent->tight;
	to->task = !strcmp(cmark_node_get_type_string(from), "tasklist");
	to->checked = to->task && cmark_gfm_extensions_get_tasklist_item_checked(from);
}

/* A row's header mark and, from the table above it, its cells' alignments. */
static void convert_cell(cmark_node *from, struct md_node *to)
{
	cmark_node *table = cmark_node_parent(cmark_node_parent(from));
	const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
	int columns = cmark_gfm_extensions_get_table_columns(table);
	int column = to->parent->number++;

	if (!aligns || column >= columns)
		return;
	to->align = aligns[column] == 'l'   ? MD_ALIGN_LEFT
		    : aligns[column] == 'c' ? MD_ALIGN_CENTER
		    : aligns[column] == 'r' ? MD_ALIGN_RIGHT
					    : MD_ALIGN_NONE;
}

static void convert_link(struct converter *c, cmark_node *from, struct md_node *to)
{
	to->text = str_of(cmark_node_get_url(from));
	to->title = str_of(cmark_node_get_title(from));
	to->number = (int)c->links.count;
	*list_add(&c->links, c->arena) = to;
}

/* Used footnotes come last in cmark's tree, in the order of their numbers. */
static void convert_footnote(struct converter *c, struct md_node *to)
{
	*list_add(&c->notes, c->arena) = to;
	to->number = (int)c->notes.count;
}

static void convert_mark(cmark_node *from, struct md_node *to)
{
	const char *digits = cmark_node_get_literal(from);

	while (digits && *digits >= '0' && *digits <= '9' && to->number < 100000)
		to->number = to->number * 10 + (*digits++ - '0');
}

static void convert_html(struct converter *c, cmark_node *from, struct md_node *to)
{
	to->text = str_of(cmark_node_get_literal(from));
	if (to->text.ptr && !str_starts(to->text, STR("<!--")))
		*list_add(&c->html, c->arena) = to;
}

static void convert_members(struct converter *c, cmark_node *from, struct md_node *to)
{
	switch (to->type) {
	case MD_HEADING:
		to->number = cmark_node_get_heading_level(from);
		*list_add(&c->headings, c->arena) = to;
		break;
	case MD_LIST: convert_list(from, to); break;
	case MD_ITEM: convert_item(from, to); break;
	case MD_ROW: to->header = cmark_gfm_extensions_get_table_row_is_header(from); break;
	case MD_CELL: convert_cell(from, to); break;
	case MD_FOOTNOTE: convert_footnote(c, to); break;
	case MD_FOOTNOTE_MARK: convert_mark(from, to); break;
	case MD_LINK:
	case MD_PICTURE: convert_link(c, from, to); break;
	case MD_HTML_BLOCK:
	case MD_HTML: convert_html(c, from, to); break;
	case MD_CODE_BLOCK:
		to->title = str_of(cmark_node_get_fence_info(from));
		to->text = str_of(cmark_node_get_literal(from));
		break;
	case MD_TEXT:
	case MD_CODE: to->text = str_of(cmark_node_get_literal(from)); break;
	default: break;
	}
}

static struct md_node *convert_node(struct converter *c, cmark_node *from,
				    struct md_node *parent, struct md_node *before)
{
	struct md_node *to = arena_new(c->arena, struct md_node);

	to->type = type_of(from);
	to->parent = parent;
	to->line = cmark_node_get_start_line(from);
	to->column = cmark_node_get_start_column(from);
	if (before)
		before->next = to;
	else if (parent)
		parent->first = to;
	convert_members(c, from, to);
	return to;
}

/*
 * cmark gives a link over several lines its last line, and forgets the
 * indentation of one in < >; its text, one bracket on, has the right place
 * (code that of its content). A bare autolink stands where its text does.
 */
static void correct_place(struct md_node *link)
{
	const struct md_node *first = link->first;
	int before = link->type == MD_PICTURE ? 2 : 1;

	if (!first || first->line < 1)
		return;
	if (first->type == MD_CODE)
		before++;
	if (first->column <= before ||
	    (first->line == link->line &&
	     (first->column == link->column || first->type == MD_CODE)))
		return;
	link->line = first->line;
	link->column = first->column - before;
}

/* Recursion is bounded by MD_DEEPEST. */
static void convert_children(struct converter *c, cmark_node *from, struct md_node *to)
{
	struct md_node *last = NULL;

	if (++c->depth > MD_DEEPEST && !c->too_deep)
		c->too_deep = to;
	for (cmark_node *child = cmark_node_first_child(from);
	     child && !c->too_deep; child = cmark_node_next(child)) {
		last = convert_node(c, child, to, last);
		convert_children(c, child, last);
		if (last->type == MD_LINK || last->type == MD_PICTURE)
			correct_place(last);
	}
	c->depth--;
}

/* Numbers the marks of each footnote, so that each has an id of its own. */
static void count_marks(struct converter *c, struct md_node *root)
{
	for (const struct md_node *node = root; node; node = md_next(root, node)) {
		struct md_node *mark = (struct md_node *)node;

		if (mark->type != MD_FOOTNOTE_MARK || mark->number < 1 ||
		    (size_t)mark->number > c->notes.count)
			continue;
		mark->repeat = ++c->notes.items[mark->number - 1]->repeat;
	}
}

/* Where the line behind the one at AT begins (CommonMark, section 2.1). */
static size_t next_line(struct str text, size_t at, bool returns)
{
	if (!returns)
		return at + str_find(str_slice(text, at, text.len), '\n') + 1;
	while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
		at++;
	if (at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n')
		at++;
	return at + 1;
}

static void find_lines(struct converter *c, struct str text)
{
	bool returns = str_find(text, '\r') < text.len;
	LIST(size_t) lines = {0};

	for (size_t at = 0; at <= text.len; at = next_line(text, at, returns))
		*list_add(&lines, c->arena) = at;
	c->document->lines = lines.items;
	c->document->line_count = lines.count;
}

static bool refuse(struct md_document *document, size_t at, const char *why,
		   const char *help)
{
	document->refusal = (struct md_refusal){why, help, at};
	return false;
}

static bool is_blank(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!strchr(" \t\r\n>", line.ptr[i]))
			return false;
	return true;
}

static bool check_lengths(struct md_document *document, struct str text)
{
	bool returns = str_find(text, '\r') < text.len;
	size_t block = 0, next;

	if (text.len > MD_LONGEST)
		return refuse(document, 0, "this text is longer than 256 kB", "split it");
	for (size_t at = 0; at < text.len; at = next) {
		next = next_line(text, at, returns);
		if (next > text.len)
			next = text.len;
		if (next - at > MD_LONGEST_LINE)
			return refuse(document, at, "this line is longer than 16 kB", "break it");
		if (is_blank(str_slice(text, at, next)))
			block = next;
		if (next - block > MD_LONGEST_BLOCK)
			return refuse(document, block, "no blank line comes for 64 kB",
				      "put one between its parts");
	}
	return true;
}

static struct md_node *simple_node(struct arena *arena, enum md_type type, size_t at,
				   struct md_node *parent)
{
	struct md_node *node = arena_new(arena, struct md_node);

	*node = (struct md_node){.type = type, .parent = parent, .line = 1, .column = (int)at + 1};
	return node;
}

/* The node of PIECE; emphasis and links have their text in a node of its own. */
static struct md_node *piece_node(struct arena *arena, struct str text,
				  const struct markdown_piece *piece, struct md_node *parent)
{
	struct md_node *around = NULL, *node;

	if (piece->stars) {
		around = simple_node(arena, piece->stars > 1 ? MD_STRONG : MD_EMPHASIS,
				     piece->begin - (size_t)piece->stars, parent);
	} else if (piece->url.ptr) {
		around = simple_node(arena, MD_LINK, piece->begin - 1, parent);
		around->text = str_copy(arena, piece->url);
		around->title = STR("");
	}
	node = simple_node(arena, MD_TEXT, piece->begin, around ? around : parent);
	node->text = str_copy(arena, str_slice(text, piece->begin, piece->end));
	if (!around)
		return node;
	around->first = node;
	return around;
}

static void note_link(struct converter *c, struct md_node *node)
{
	if (node->type != MD_LINK)
		return;
	node->number = (int)c->links.count;
	*list_add(&c->links, c->arena) = node;
}

/* The document of a text that needs no parser; NULL where TEXT does. */
static struct md_document *simple_document(struct arena *arena, struct str text)
{
	struct markdown_pieces pieces = {0};
	struct converter c = {.arena = arena};
	struct md_document *document;
	struct md_node **next;

	if (!markdown_pieces(arena, text, &pieces) ||
	    (pieces.list.count > 1 && text.len >= MD_LONGEST_LINE))
		return NULL;
	document = arena_new(arena, struct md_document);
	document->root = simple_node(arena, MD_DOCUMENT, 0, NULL);
	document->root->first = simple_node(arena, MD_PARAGRAPH, 0, document->root);
	next = &document->root->first->first;
	for (size_t i = 0; i < pieces.list.count; i++, next = &(*next)->next) {
		*next = piece_node(arena, text, &pieces.list.items[i], document->root->first);
		note_link(&c, *next);
	}
	document->links = c.links.items;
	document->link_count = c.links.count;
	return document;
}

/* Simple text that begins with a letter is a paragraph: most answers are. */
static bool may_be_simple(struct str text)
{
	char c = text.len ? text.ptr[0] : '\0';

	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && text.len <= MD_LONGEST_LINE;
}

struct md_document *md_read(struct arena *arena, struct str text)
{
	struct md_document *document = may_be_simple(text) ? simple_document(arena, text) : NULL;
	struct converter c = {.arena = arena};
	cmark_node *root;

	if (document)
		return document;
	document = c.document = arena_new(arena, struct md_document);
	if (text.len > MD_LONGEST_LINE && !check_lengths(document, text))
		text.len = 0;
	root = parse(arena, text);
	document->root = convert_node(&c, root, NULL, NULL);
	convert_children(&c, root, document->root);
	parse_arena = NULL;
	find_lines(&c, text);
	if (c.too_deep) {
		refuse(document, md_offset(document, text, c.too_deep),
		       "this is nested too deep", "take levels away");
		document->root->first = NULL;
		return document;
	}
	if (c.notes.count)
		count_marks(&c, document->root);
	document->links = c.links.items;
	document->link_count = c.links.count;
	document->headings = c.headings.items;
	document->heading_count = c.headings.count;
	document->footnote_count = c.notes.count;
	document->html = c.html.items;
	document->html_count = c.html.count;
	return document;
}

/*
 * A parenthesis before the text keeps it from being a list or a heading, and
 * is itself the start of a paragraph that ends no emphasis and no autolink; it
 * is taken off again.
 */
struct md_document *md_read_inline(struct arena *arena, struct str text)
{
	struct md_document *document = simple_document(arena, text);
	struct md_node *first;
	char *line;

	if (document)
		return document;
	line = arena_alloc(arena, text.len + 2);
	line[0] = '(';
	memcpy(line + 1, text.ptr, text.len);
	for (size_t i = 1; i <= text.len; i++)
		if (line[i] == '\n' || line[i] == '\r')
			line[i] = ' ';
	document = md_read(arena, (struct str){line, text.len + 1});
	document->prefix = 1;
	first = document->root->first ? document->root->first->first : NULL;
	if (first && first->type == MD_TEXT && first->text.len)
		first->text = str_slice(first->text, 1, first->text.len);
	return document;
}
