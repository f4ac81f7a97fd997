#include "site/diff_blocks.h"

#include "site/diff_prose.h"
#include "site/diff_table.h"

static void add_attribute(struct differ *d, struct diff_block *block, const char *name,
			  struct str from, struct str to)
{
	if (!from.ptr == !to.ptr && str_equal(from, to))
		return;
	*list_add(&block->attributes, d->arena) = (struct diff_attribute){name, from, to};
}

static struct str level_of(struct differ *d, const struct diff_part *part)
{
	return part ? str_number(d->arena, (unsigned long)part->node->number) : STR_UNKNOWN;
}

static struct str numbering_of(struct differ *d, const struct diff_part *part)
{
	if (!part || !part->node->ordered)
		return part ? STR("none") : STR_UNKNOWN;
	return str_printf(d->arena, "from %d", part->node->number);
}

static struct str task_of(const struct diff_part *part)
{
	if (!part || !part->node->task)
		return STR_UNKNOWN;
	return part->node->checked ? STR("done") : STR("to do");
}

static struct str language_of(const struct diff_part *part)
{
	return part && part->node->title.len ? part->node->title : STR_UNKNOWN;
}

static void compare_attributes(struct differ *d, struct diff_block *block,
			       const struct diff_part *from, const struct diff_part *to)
{
	switch (block->type) {
	case MD_HEADING:
		add_attribute(d, block, "level", level_of(d, from), level_of(d, to));
		break;
	case MD_LIST:
		add_attribute(d, block, "numbering", numbering_of(d, from),
			      numbering_of(d, to));
		break;
	case MD_ITEM: add_attribute(d, block, "task", task_of(from), task_of(to)); break;
	case MD_CODE_BLOCK:
		add_attribute(d, block, "language", language_of(from), language_of(to));
		break;
	default: break;
	}
}

/* ---- lines ---- */

struct lines {
	struct str *items;
	uint32_t *classes;
	size_t count;
};

static struct lines split_lines(struct differ *d, const struct diff_part *part)
{
	struct str text = part ? part->node->text : STR("");
	LIST(struct str) items = {0};
	struct lines lines;

	while (text.len) {
		size_t end = str_find(text, '\n');

		*list_add(&items, d->arena) = str_slice(text, 0, end);
		text = str_slice(text, end < text.len ? end + 1 : end, text.len);
	}
	lines = (struct lines){items.items, arena_array(d->arena, uint32_t, items.count),
			       items.count};
	for (size_t i = 0; i < lines.count; i++)
		lines.classes[i] = differ_class(d, lines.items[i]);
	return lines;
}

static void add_lines(struct diff_lines *out, enum diff_run_type type,
		      const struct lines *lines, size_t begin, size_t end)
{
	for (; begin < end; begin++)
		out->items[out->count++] = (struct diff_line){type, lines->items[begin]};
}

static void add_changed_lines(struct diff_lines *out, const struct lines *from,
			      size_t from_begin, size_t from_end, const struct lines *to,
			      size_t to_begin, size_t to_end)
{
	size_t deleted = from_end - from_begin, inserted = to_end - to_begin;
	size_t both = deleted < inserted ? deleted : inserted;

	add_lines(out, DIFF_DELETED, from, from_begin, from_end);
	add_lines(out, DIFF_INSERTED, to, to_begin, to_end);
	out->changed += both;
	out->added += inserted - both;
	out->removed += deleted - both;
}

static struct diff_lines *compare_lines(struct differ *d, const struct diff_part *from_part,
					const struct diff_part *to_part)
{
	struct lines from = split_lines(d, from_part), to = split_lines(d, to_part);
	struct alignment al = differ_align(d, from.classes, from.count, to.classes, to.count);
	struct diff_lines *out = arena_new(d->arena, struct diff_lines);
	size_t i = 0, j = 0;

	out->items = arena_array(d->arena, struct diff_line, from.count + to.count);
	for (size_t r = 0; r < al.count; r++) {
		const struct align_run *run = &al.runs[r];

		add_changed_lines(out, &from, i, run->a, &to, j, run->b);
		add_lines(out, DIFF_KEPT, &to, run->b, run->b + run->count);
		i = run->a + run->count;
		j = run->b + run->count;
	}
	add_changed_lines(out, &from, i, from.count, &to, j, to.count);
	return out;
}

/* ---- blocks ---- */

static struct match_unit *units_of(struct differ *d, const struct diff_parts *parts)
{
	struct match_unit *units = arena_array(d->arena, struct match_unit, parts->count);

	for (size_t i = 0; i < parts->count; i++)
		units[i] = diff_part_unit(&parts->items[i]);
	return units;
}

/* Of two lists of one: 0 is the partner of 0. */
static struct matching match_only(struct differ *d)
{
	return (struct matching){
		arena_array(d->arena, size_t, 1), arena_array(d->arena, size_t, 1),
		arena_array(d->arena, bool, 1), arena_array(d->arena, bool, 1),
	};
}

struct matching diff_blocks_match(struct differ *d, const struct diff_parts *from,
				  const struct diff_parts *to)
{
	struct matching m = differ_match(d, units_of(d, from), from->count, units_of(d, to),
					 to->count);

	diff_splits_pair(d, from, to, &m);
	return m;
}

static struct diff_parts parts_of(const struct diff_part *part)
{
	return part ? (struct diff_parts){part->parts, part->count} : (struct diff_parts){0};
}

static void compare_content(struct differ *d, struct diff_block *block,
			    const struct diff_part *from, const struct diff_part *to)
{
	struct diff_parts from_parts = parts_of(from), to_parts = parts_of(to);

	switch (block->type) {
	case MD_PARAGRAPH:
	case MD_HEADING:
		block->prose = diff_prose_make(d, from ? &from->words : NULL,
					       to ? &to->words : NULL);
		break;
	case MD_CODE_BLOCK:
	case MD_HTML_BLOCK: block->lines = compare_lines(d, from, to); break;
	case MD_TABLE: block->table = diff_table_make(d, from, to); break;
	default: block->children = diff_blocks_make(d, &from_parts, &to_parts);
	}
}

/* One of FROM and TO may be NULL: it was added, or removed. */
static struct diff_block compare(struct differ *d, const struct diff_part *from,
				 const struct diff_part *to)
{
	struct diff_block block = {.type = to ? to->type : from->type};

	if (!from || !to)
		block.change = from ? DIFF_REMOVED : DIFF_ADDED;
	else
		block.change = from->class == to->class ? DIFF_SAME : DIFF_CHANGED;
	compare_attributes(d, &block, from, to);
	compare_content(d, &block, from, to);
	return block;
}

struct diff_block diff_blocks_step(struct differ *d, const struct diff_parts *from,
				   const struct diff_parts *to,
				   const struct diff_splits *splits,
				   const struct differ_step *step)
{
	struct diff_part old, new;
	struct diff_block block;

	if (step->from != MATCH_NONE)
		old = diff_splits_join(d, splits->of_from, from, step->from);
	if (step->to != MATCH_NONE)
		new = diff_splits_join(d, splits->of_to, to, step->to);
	block = compare(d, step->from == MATCH_NONE ? NULL : &old,
			step->to == MATCH_NONE ? NULL : &new);
	block.move = step->move;
	block.joined = (step->to == MATCH_NONE && splits->of_from[step->from] != MATCH_NONE) ||
		       (step->from == MATCH_NONE && splits->of_to[step->to] != MATCH_NONE);
	return block;
}

/* What stands alone on both sides is one, however little of it stayed. */
struct diff_blocks diff_blocks_make(struct differ *d, const struct diff_parts *from,
				    const struct diff_parts *to)
{
	bool only = from->count == 1 && to->count == 1 &&
		    from->items->type == to->items->type;
	struct matching m = only ? match_only(d) : diff_blocks_match(d, from, to);
	struct diff_splits splits = diff_splits_find(d, from, to, &m);
	struct differ_step *steps;
	size_t count = differ_walk(d, &m, from->count, to->count, NULL, &steps);
	struct diff_blocks blocks = {arena_array(d->arena, struct diff_block, count), count};

	for (size_t i = 0; i < count; i++)
		blocks.items[i] = diff_blocks_step(d, from, to, &splits, &steps[i]);
	return blocks;
}

bool diff_blocks_same(const struct diff_blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->items[i].change != DIFF_SAME ||
		    blocks->items[i].move != DIFF_STAYED)
			return false;
	return true;
}
