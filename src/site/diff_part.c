#include "site/diff_part.h"

#include "site/diff_words.h"

#include <stdlib.h>

void diff_vocabulary_add(struct differ *d, struct diff_vocabulary *v, const uint32_t *classes,
			 size_t count)
{
	for (size_t i = 0; i < count; i++)
		*list_add(&v->list, d->arena) = classes[i];
}

/* A picture is known by its file, and by the words of its alternative. */
static void add_picture(struct differ *d, struct diff_vocabulary *v,
			const struct diff_word *picture)
{
	struct diff_words words = diff_words_plain(d, picture->text);

	*list_add(&v->list, d->arena) = differ_class(d, picture->style->picture);
	for (size_t i = 0; i < words.count; i++)
		*list_add(&v->list, d->arena) = words.items[i].class;
}

void diff_vocabulary_add_words(struct differ *d, struct diff_vocabulary *v,
			       const struct diff_words *words)
{
	size_t before = v->list.count;

	for (size_t i = 0; i < words->count; i++)
		if (words->items[i].style->picture.ptr)
			add_picture(d, v, &words->items[i]);
		else if (words->items[i].letters)
			*list_add(&v->list, d->arena) = words->items[i].class;
	for (size_t i = 0; v->list.count == before && i < words->count; i++)
		*list_add(&v->list, d->arena) = words->items[words->count - 1 - i].class;
}

static int compare_classes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

void diff_vocabulary_sort(struct diff_vocabulary *v)
{
	if (v->list.count)
		qsort(v->list.items, v->list.count, sizeof *v->list.items, compare_classes);
}

/* Numbers that say all that a reader sees of a part. */
struct signature {
	LIST(uint32_t) list;
};

static void sign(struct differ *d, struct signature *s, uint32_t number)
{
	*list_add(&s->list, d->arena) = number;
}

static void sign_text(struct differ *d, struct signature *s, struct str text)
{
	sign(d, s, text.ptr ? differ_class(d, text) : 0);
}

static uint32_t style_class(struct differ *d, const struct diff_style *style)
{
	struct signature s = {0};

	sign(d, &s, style->marks);
	sign_text(d, &s, style->link);
	sign_text(d, &s, style->link_title);
	sign_text(d, &s, style->picture);
	sign_text(d, &s, style->picture_title);
	return differ_class_of(d, s.list.items, s.list.count);
}

static void sign_words(struct differ *d, struct signature *s, const struct diff_words *words)
{
	const struct diff_style *style = NULL;
	uint32_t class = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct diff_word *word = &words->items[i];

		if (word->style != style)
			class = style_class(d, word->style);
		style = word->style;
		sign(d, s, word->class);
		sign(d, s, class);
		sign(d, s, word->space);
	}
}

/* What a part is beside its content. */
static void sign_node(struct differ *d, struct signature *s, const struct md_node *node)
{
	sign(d, s, node->type);
	switch (node->type) {
	case MD_HEADING: sign(d, s, (uint32_t)node->number); break;
	case MD_LIST:
		sign(d, s, node->ordered);
		sign(d, s, node->ordered ? (uint32_t)node->number : 0);
		break;
	case MD_ITEM: sign(d, s, (uint32_t)(node->task + node->checked)); break;
	case MD_CELL: sign(d, s, node->parent->header ? (uint32_t)node->align : 0); break;
	case MD_CODE_BLOCK:
		sign_text(d, s, node->title);
		sign_text(d, s, node->text);
		break;
	case MD_HTML_BLOCK: sign_text(d, s, node->text); break;
	default: break;
	}
}

static bool has_words(enum md_type type)
{
	return type == MD_PARAGRAPH || type == MD_HEADING || type == MD_CELL;
}

static void read_vocabulary(struct differ *d, struct diff_part *part)
{
	struct diff_vocabulary v = {0};

	diff_vocabulary_add_words(d, &v, &part->words);
	if (part->type == MD_CODE_BLOCK || part->type == MD_HTML_BLOCK) {
		struct diff_words words = diff_words_plain(d, part->node->text);

		diff_vocabulary_add_words(d, &v, &words);
	}
	for (size_t i = 0; i < part->count; i++)
		diff_vocabulary_add(d, &v, part->parts[i].vocabulary,
				    part->parts[i].vocabulary_count);
	diff_vocabulary_sort(&v);
	part->vocabulary = v.list.items;
	part->vocabulary_count = v.list.count;
}

/* Recursion is bounded by MD_DEEPEST. */
struct diff_part diff_part_read(struct differ *d, const struct md_node *node,
				const struct differ_notes *notes)
{
	struct diff_part part = {.node = node, .type = node->type};
	struct signature s = {0};

	sign_node(d, &s, node);
	if (has_words(node->type)) {
		part.words = diff_words_of(d, node, notes);
		sign_words(d, &s, &part.words);
	} else {
		struct diff_parts parts = diff_parts_read(d, node, notes);

		part.parts = parts.items;
		part.count = parts.count;
		for (size_t i = 0; i < parts.count; i++)
			sign(d, &s, parts.items[i].class);
	}
	part.class = differ_class_of(d, s.list.items, s.list.count);
	read_vocabulary(d, &part);
	return part;
}

struct diff_parts diff_parts_read(struct differ *d, const struct md_node *node,
				  const struct differ_notes *notes)
{
	LIST(struct diff_part) parts = {0};

	for (const struct md_node *child = node ? node->first : NULL; child;
	     child = child->next) {
		struct diff_part part = diff_part_read(d, child, notes);

		*list_add(&parts, d->arena) = part;
	}
	return (struct diff_parts){parts.items, parts.count};
}

/* An item is named by its first paragraph, whatever hangs below it. */
static uint32_t key_of(const struct diff_part *part)
{
	if (part->type != MD_ITEM || !part->count || !part->parts->words.count)
		return 0;
	return part->parts->class;
}

struct match_unit diff_part_unit(const struct diff_part *part)
{
	return (struct match_unit){
		.class = part->class,
		.kind = (uint32_t)part->type,
		.key = key_of(part),
		.head = part->type == MD_HEADING,
		.words = part->vocabulary,
		.word_count = part->vocabulary_count,
	};
}
