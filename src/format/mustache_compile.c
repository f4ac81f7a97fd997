#include "format/mustache_tags.h"

/* Where literal text has got to in HTML. */
struct html {
	bool in_tag; /* between '<' and '>' */
	char quote;  /* of the attribute's value that it stands in, or 0 */
	char before; /* the last byte that is not blank */
};

/* What is to be put back behind a section, parent or block. */
struct level {
	size_t node;
	struct str dedent;
	struct html html;
};

struct compiler {
	struct template *template;
	struct mustache *set;
	struct arena *arena; /* for the time of compiling */
	const struct tags *tags;
	LIST(struct node) nodes;
	struct level levels[TREE_DEEPEST];
	size_t depth;
	struct str dedent; /* what is taken off the begin of each line */
	struct html html;
};

/* True where "<" at AT begins a tag: "<{{name}}>" does, "a < b" does not. */
static bool opens_tag(struct str text, size_t at)
{
	char next = at + 1 < text.len ? text.ptr[at + 1] : '/';
	char lower = (char)(next | 0x20);

	return next == '/' || (lower >= 'a' && lower <= 'z');
}

/* A '>' in quotes ends no tag; a quote counts behind '=' only. */
static void html_follow(struct html *html, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (html->quote)
			html->quote = c == html->quote ? '\0' : html->quote;
		else if (!html->in_tag)
			html->in_tag = c == '<' && opens_tag(text, i);
		else if (c == '>')
			html->in_tag = false;
		else if ((c == '"' || c == '\'') && html->before == '=')
			html->quote = c;
		if (c != ' ' && c != '\n')
			html->before = c;
	}
}

static bool begins_line(const struct compiler *c, size_t offset)
{
	return !offset || c->template->source->text.ptr[offset - 1] == '\n';
}

/* How much of LINE is what the compiler takes off lines. */
static size_t common(const struct compiler *c, struct str line)
{
	size_t i = 0;

	while (i < c->dedent.len && i < line.len && line.ptr[i] == c->dedent.ptr[i])
		i++;
	return i;
}

static struct str without_dedent(const struct compiler *c, struct str margin)
{
	return str_slice(margin, common(c, margin), margin.len);
}

/* TEXT with each of its lines dedented; the first if it is whole. */
static struct str dedented(const struct compiler *c, struct str text, bool whole)
{
	char *bytes = arena_alloc(c->set->arena, text.len);
	size_t length = 0;

	while (text.len) {
		size_t from = whole ? common(c, text) : 0;
		size_t line = str_find(text, '\n');

		line += line < text.len;
		memcpy(bytes + length, text.ptr + from, line - from);
		length += line - from;
		text = str_slice(text, line, text.len);
		whole = true;
	}
	return (struct str){bytes, length};
}

static struct node *add_node(struct compiler *c, enum node_type type)
{
	struct node *node = list_add(&c->nodes, c->arena);

	node->type = type & 0xff;
	node->span = 1;
	node->in_tag = c->html.in_tag;
	return node;
}

static void add_text(struct compiler *c, size_t from, size_t to)
{
	struct str text = str_slice(c->template->source->text, from, to);
	bool starts_line = begins_line(c, from);
	struct node *node;

	if (c->dedent.len)
		text = dedented(c, text, starts_line);
	node = add_node(c, NODE_TEXT);
	node->starts_line = starts_line;
	node->as.text = text;
	html_follow(&c->html, text);
}

/*
 * The text up to TAG, which may be none. A tag that stands first on its line
 * and does not take it is where that line's indentation goes: an empty text
 * keeps the place.
 */
static void add_text_before(struct compiler *c, size_t from, const struct tag *tag)
{
	if (from < tag->from)
		add_text(c, from, tag->from);
	if (!tag->takes_margin && begins_line(c, tag->from))
		add_text(c, tag->from, tag->from);
}

/* The parts of a dotted name that is_dotted. */
static struct path make_path(struct compiler *c, struct str name)
{
	struct path path = {0};
	uint32_t *rest;

	if (str_equal(name, STR(".")))
		return path;
	for (size_t i = 0; i < name.len; i++)
		path.count += name.ptr[i] == '.';
	rest = arena_array(c->set->arena, uint32_t, path.count);
	path.rest = rest;
	for (uint32_t i = 0; i <= path.count; i++) {
		size_t dot = str_find(name, '.');
		struct str part = str_slice(name, 0, dot);
		uint32_t number = names_intern(&c->set->names, c->set->arena, part);

		*(i ? &rest[i - 1] : &path.first) = number;
		name = str_slice(name, dot < name.len ? dot + 1 : dot, name.len);
	}
	path.count++;
	return path;
}

static struct str margin_of(const struct compiler *c, const struct tag *tag)
{
	return str_slice(c->template->source->text, tag->margin, tag->begin);
}

static struct include *make_include(struct compiler *c, const struct tag *tag)
{
	struct include *include = arena_new(c->set->arena, struct include);

	include->name = tag->name;
	include->dynamic = tag->dynamic;
	if (tag->dynamic)
		include->path = make_path(c, tag->name);
	include->alone = tag->takes_margin;
	include->indent = without_dedent(c, margin_of(c, tag));
	return include;
}

/*
 * The intrinsic indentation of a block whose content begins on a line of its
 * own: that of the first line that is not blank, or else FALLBACK.
 */
static struct str intrinsic(const struct compiler *c, const struct tag *tag,
			    struct str fallback)
{
	struct str text = c->template->source->text;
	size_t end = c->tags->list.items[tag->match].from, line = tag->to, at;

	for (at = line; at < end; at++) {
		char byte = text.ptr[at];

		if (byte == '\n')
			line = at + 1;
		else if (byte != ' ' && byte != '\t' && byte != '\r')
			return str_slice(text, line, at);
	}
	return fallback;
}

/* A block that can be replaced: where, and how far what replaces it goes in. */
static struct block *make_parameter(struct compiler *c, const struct tag *tag)
{
	struct block *block = arena_new(c->set->arena, struct block);
	struct str margin = margin_of(c, tag);

	block->alone = tag->blank_before && c->tags->list.items[tag->match].blank_after;
	block->starts_line = tag->takes_margin;
	if (block->starts_line)
		margin = intrinsic(c, tag, margin);
	block->indent = without_dedent(c, margin);
	return block;
}

/* A block that is passed to a parent: it loses its own indentation. */
static struct block *make_argument(struct compiler *c, const struct tag *tag)
{
	struct block *block = arena_new(c->set->arena, struct block);

	block->starts_line = tag->blank_after;
	if (block->starts_line)
		c->dedent = intrinsic(c, tag, STR(""));
	c->html = (struct html){0};
	return block;
}

static void open_level(struct compiler *c)
{
	c->levels[c->depth++] = (struct level){c->nodes.count, c->dedent, c->html};
}

/* Behind a parent or an argument, text goes on as it stood before it. */
static void close_level(struct compiler *c, const struct tag *end)
{
	const struct tag *begin = &c->tags->list.items[end->match];
	struct level *level = &c->levels[--c->depth];
	struct node *node = &c->nodes.items[level->node];

	node->span = (uint32_t)(c->nodes.count - level->node);
	c->dedent = level->dedent;
	if (begin->type == TAG_PARENT || tags_is_argument(c->tags, begin))
		c->html = level->html;
}

static void add_path(struct compiler *c, const struct tag *tag, enum node_type type)
{
	struct node *node = add_node(c, type);

	node->escaped = tag->type == TAG_VARIABLE;
	node->as.path = make_path(c, tag->name);
}

static void add_include(struct compiler *c, const struct tag *tag, enum node_type type)
{
	struct node *node = add_node(c, type);

	node->as.include = make_include(c, tag);
}

static void add_block(struct compiler *c, const struct tag *tag)
{
	struct node *node = add_node(c, NODE_BLOCK);
	struct block *block = tags_is_argument(c->tags, tag) ? make_argument(c, tag)
							     : make_parameter(c, tag);

	block->name = names_intern(&c->set->names, c->set->arena, tag->name);
	node->as.block = block;
}

static void add_tag(struct compiler *c, const struct tag *tag)
{
	size_t index = c->nodes.count;

	if (tag->type != TAG_END && tag->match != TAG_NONE)
		open_level(c);
	switch (tag->type) {
	case TAG_VARIABLE:
	case TAG_UNESCAPED: add_path(c, tag, NODE_VARIABLE); break;
	case TAG_SECTION: add_path(c, tag, NODE_SECTION); break;
	case TAG_INVERTED: add_path(c, tag, NODE_INVERTED); break;
	case TAG_PARTIAL: add_include(c, tag, NODE_PARTIAL); break;
	case TAG_PARENT: add_include(c, tag, NODE_PARENT); break;
	case TAG_BLOCK: add_block(c, tag); break;
	case TAG_END: close_level(c, tag); return;
	case TAG_COMMENT:
	case TAG_DELIMITERS: return;
	}
	c->nodes.items[index].offset = (uint32_t)tag->begin;
	c->nodes.items[index].length = (uint32_t)(tag->end - tag->begin);
}

/* Between the blocks of a parent nothing counts. */
static bool is_ignored(const struct compiler *c, const struct tag *tag)
{
	return tag->within != TAG_NONE && tag->type != TAG_END &&
	       c->tags->list.items[tag->within].type == TAG_PARENT &&
	       tag->type != TAG_BLOCK;
}

static bool text_counts(const struct compiler *c, const struct tag *tag)
{
	return tag->within == TAG_NONE ||
	       c->tags->list.items[tag->within].type != TAG_PARENT;
}

static void add_all(struct compiler *c)
{
	const struct tag *tags = c->tags->list.items;
	size_t text_end = c->template->source->text.len, at = 0;

	for (size_t i = 0; i < c->tags->list.count; i++) {
		if (text_counts(c, &tags[i]))
			add_text_before(c, at, &tags[i]);
		if (!is_ignored(c, &tags[i]))
			add_tag(c, &tags[i]);
		else if (tags[i].match != TAG_NONE)
			i = tags[i].match;
		at = tags[i].to;
	}
	if (at < text_end)
		add_text(c, at, text_end);
}

static void build(struct template *template, struct mustache *set,
		  const struct tags *tags, struct arena *arena)
{
	struct compiler c = {.template = template, .set = set, .arena = arena,
			     .tags = tags};

	add_all(&c);
	template->count = c.nodes.count;
	template->nodes = arena_array(set->arena, struct node, template->count);
	for (size_t i = 0; i < template->count; i++)
		template->nodes[i] = c.nodes.items[i];
}

void template_compile(struct template *template, struct mustache *set)
{
	struct arena arena = ARENA_INIT;
	struct tags tags = {0};

	tags_scan(&tags, &arena, template, set);
	tags_match(&tags, template, set);
	template->broken = template->errors > 0;
	if (!template->broken) {
		tags_trim(&tags);
		build(template, set, &tags, &arena);
	}
	arena_release(&arena);
}
