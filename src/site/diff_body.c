#include "site/diff_body.h"

#include "site/diff_blocks.h"
#include "site/diff_part.h"
#include "site/diff_words.h"

#include <stdlib.h>

/* One side. Blocks are numbered in the order of their text. */
struct reading {
	const struct diff_side *side;
	struct diff_parts blocks;
	struct str lead;
	size_t *heads;    /* by block: its heading, which may be itself, or MATCH_NONE */
	size_t *carriers; /* by block: its heading; of a heading, the one around it */
};

/* Both, while they are compared. */
struct bodies {
	struct differ *differ;
	struct reading from, to;
	struct matching matching;
	struct diff_splits splits;
	bool *along; /* by new block: it moved with its section, and not by itself */
	struct diff_body *body;
};

/* ---- footnotes ---- */

static struct match_unit note_unit(struct differ *d, const struct md_node *node)
{
	struct diff_words words = diff_words_of(d, node, NULL);
	uint32_t *classes = arena_array(d->arena, uint32_t, words.count);
	struct diff_vocabulary v = {0};

	for (size_t i = 0; i < words.count; i++)
		classes[i] = words.items[i].class;
	diff_vocabulary_add_words(d, &v, &words);
	diff_vocabulary_sort(&v);
	return (struct match_unit){.class = differ_class_of(d, classes, words.count),
				   .kind = 1,
				   .words = v.list.items,
				   .word_count = v.list.count};
}

/* The footnotes of a side by number; *COUNT of them. */
static struct match_unit *note_units(struct differ *d, const struct diff_side *side,
				     size_t *count)
{
	size_t total = side->md ? side->md->footnote_count : 0;
	struct match_unit *units = arena_array(d->arena, struct match_unit, total);
	const struct md_node *node = side->md ? side->md->root->first : NULL;

	*count = 0;
	for (; node; node = node->next)
		if (node->type == MD_FOOTNOTE && *count < total)
			units[(*count)++] = note_unit(d, node);
	return units;
}

/* Gives footnotes names, so that a mark is the same though its number changed. */
static void name_notes(struct differ *d, const struct diff_side *from,
		       const struct diff_side *to)
{
	struct match_unit *from_units = note_units(d, from, &d->from_notes.count);
	struct match_unit *to_units = note_units(d, to, &d->to_notes.count);
	size_t from_count = d->from_notes.count, to_count = d->to_notes.count;
	struct matching m = differ_match(d, from_units, from_count, to_units, to_count);

	d->from_notes.names = arena_array(d->arena, uint32_t, from_count);
	d->to_notes.names = arena_array(d->arena, uint32_t, to_count);
	for (size_t i = 0; i < from_count; i++)
		d->from_notes.names[i] = (uint32_t)i + 1;
	for (size_t j = 0; j < to_count; j++)
		d->to_notes.names[j] = (uint32_t)(m.of_b[j] == MATCH_NONE ? from_count + j
									 : m.of_b[j]) + 1;
}

/* ---- sources ---- */

/*
 * The line on which a block begins. cmark gives a table the line of the
 * paragraph above it, and that paragraph none: two rows of every table are
 * above the first that holds data.
 */
static size_t line_of(const struct md_node *node)
{
	const struct md_node *row =
		node->type == MD_TABLE && node->first ? node->first->next : NULL;

	if (row && row->line > 2)
		return (size_t)row->line - 2;
	if (node->line < 1 && node->next && node->next->line > 0)
		return (size_t)node->next->line;
	return node->line > 0 ? (size_t)node->line : 0;
}

static int compare_sources(const void *left, const void *right)
{
	const struct diff_source *a = &((const struct diff_part *)left)->source;
	const struct diff_source *b = &((const struct diff_part *)right)->source;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* Footnotes come last in the tree, wherever they are defined: back to their places. */
static void find_sources(struct reading *r)
{
	const struct md_document *md = r->side->md;
	size_t count = r->blocks.count, last = 0;

	for (size_t i = 0; i < count; i++) {
		struct diff_source *source = &r->blocks.items[i].source;
		size_t line = line_of(r->blocks.items[i].node);

		if (line && line <= md->line_count)
			last = md->lines[line - 1];
		source->index = i;
		source->at = last;
	}
	if (count)
		qsort(r->blocks.items, count, sizeof *r->blocks.items, compare_sources);
	for (size_t i = 0; i < count; i++) {
		struct diff_source *source = &r->blocks.items[i].source;
		size_t end = i + 1 < count ? r->blocks.items[i + 1].source.at
					   : r->side->text.len;

		source->index = i;
		source->text = str_slice(r->side->text, source->at, end);
	}
	r->lead = str_slice(r->side->text, 0,
			       count ? r->blocks.items[0].source.at : r->side->text.len);
}

enum { LEVELS_OF_HEADINGS = 6 };

static void find_heads(struct differ *d, struct reading *r)
{
	size_t latest[LEVELS_OF_HEADINGS + 1]; /* by level: the heading that is open */

	r->heads = arena_array(d->arena, size_t, r->blocks.count);
	r->carriers = arena_array(d->arena, size_t, r->blocks.count);
	for (int level = 0; level <= LEVELS_OF_HEADINGS; level++)
		latest[level] = MATCH_NONE;
	for (size_t i = 0, head = MATCH_NONE; i < r->blocks.count; i++) {
		int level = r->blocks.items[i].node->number;

		r->carriers[i] = head;
		if (r->blocks.items[i].type == MD_HEADING) {
			head = i;
			r->carriers[i] = MATCH_NONE;
			for (int outer = 1; outer < level; outer++)
				if (latest[outer] != MATCH_NONE)
					r->carriers[i] = latest[outer];
			latest[level] = i;
			while (++level <= LEVELS_OF_HEADINGS)
				latest[level] = MATCH_NONE;
		}
		r->heads[i] = head;
	}
}

static void read_text(struct differ *d, struct reading *r, const struct diff_side *side,
		      const struct differ_notes *notes)
{
	r->side = side;
	r->blocks = diff_parts_read(d, side->md ? side->md->root : NULL, notes);
	find_sources(r);
	find_heads(d, r);
}

/* ---- what moved with its section ---- */

/* The sides in the order in which they are aligned: what is found depends on no other. */
struct order {
	const struct reading *first, *second;
	const size_t *partners; /* by block of `first` */
	const bool *moved;
};

static struct order order_of(const struct bodies *b)
{
	if (b->differ->reversed)
		return (struct order){&b->to, &b->from, b->matching.of_b,
				      b->matching.b_moved};
	return (struct order){&b->from, &b->to, b->matching.of_a, b->matching.a_moved};
}

/* The carrier of I where it is a pair that moved with that of its partner; or none. */
static size_t moved_carrier(const struct order *o, size_t i)
{
	size_t partner = o->partners[i], head = o->first->carriers[i];

	if (partner == MATCH_NONE || head == MATCH_NONE || !o->moved[i] || !o->moved[head] ||
	    o->partners[head] != o->second->carriers[partner])
		return MATCH_NONE;
	return head;
}

/* What one heading carried, in its order. */
struct load {
	size_t *first, *next, *last; /* by heading; by block; by heading */
};

static struct load find_loads(struct arena *arena, const struct order *o)
{
	size_t count = o->first->blocks.count;
	struct load load = {arena_array(arena, size_t, count),
			    arena_array(arena, size_t, count),
			    arena_array(arena, size_t, count)};

	for (size_t i = 0; i < count; i++)
		load.first[i] = load.next[i] = MATCH_NONE;
	for (size_t i = 0; i < count; i++) {
		size_t head = moved_carrier(o, i);

		if (head == MATCH_NONE)
			continue;
		if (load.first[head] == MATCH_NONE)
			load.first[head] = i;
		else
			load.next[load.last[head]] = i;
		load.last[head] = i;
	}
	return load;
}

/* Of what a heading carried, all that kept its order did not move by itself. */
static void find_along(struct bodies *b)
{
	struct order o = order_of(b);
	size_t count = o.first->blocks.count, limit = o.second->blocks.count;
	size_t *order = arena_array(b->differ->arena, size_t, count);
	bool *kept = arena_array(b->differ->arena, bool, count);
	struct load load = find_loads(b->differ->arena, &o);

	b->along = arena_array(b->differ->arena, bool, b->to.blocks.count);
	for (size_t head = 0; head < count; head++) {
		size_t carried = 0;

		for (size_t i = load.first[head]; i != MATCH_NONE; i = load.next[i])
			order[carried++] = o.partners[i];
		if (!carried)
			continue;
		align_rising(order, NULL, carried, limit, kept);
		carried = 0;
		for (size_t i = load.first[head]; i != MATCH_NONE; i = load.next[i])
			b->along[b->differ->reversed ? i : o.partners[i]] = kept[carried++];
	}
}

/* ---- blocks and sections ---- */

/* Without white space at the end, which separates blocks and is part of none. */
static struct str without_end(struct str source)
{
	while (source.len && strchr(" \t\r\n", source.ptr[source.len - 1]))
		source.len--;
	return source;
}

/* True for the same bytes but for the ends of lines, "\r\n" or "\n". */
static bool same_lines(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len) {
		i += str_starts(str_slice(a, i, a.len), STR("\r\n"));
		j += str_starts(str_slice(b, j, b.len), STR("\r\n"));
		if (a.ptr[i++] != b.ptr[j++])
			return false;
	}
	return i == a.len && j == b.len;
}

static struct diff_block compare_block(struct bodies *b, const struct differ_step *step)
{
	struct diff_block block = diff_blocks_step(b->differ, &b->from.blocks, &b->to.blocks,
						   &b->splits, step);

	if (step->from != MATCH_NONE)
		block.from = b->from.blocks.items[step->from].source;
	if (step->to != MATCH_NONE)
		block.to = b->to.blocks.items[step->to].source;
	if (step->to != MATCH_NONE && b->along[step->to])
		block.move = DIFF_STAYED;
	block.reformatted = block.change == DIFF_SAME &&
			    !same_lines(without_end(block.from.text),
					without_end(block.to.text));
	return block;
}

/* The first section of a side's blocks; those of its headings are in BY_HEAD. */
static size_t section_of(const struct reading *r, const size_t *by_head, size_t block)
{
	return r->heads[block] == MATCH_NONE ? 0 : by_head[r->heads[block]];
}

static void add_section(struct bodies *b, const struct differ_step *step,
			const struct diff_block *heading)
{
	const struct reading *r = step->to == MATCH_NONE ? &b->from : &b->to;
	const struct md_node *node =
		r->blocks.items[step->to == MATCH_NONE ? step->from : step->to].node;

	b->body->sections[b->body->section_count++] = (struct diff_section){
		.heading = heading,
		.title = md_plain(b->differ->arena, node),
		.level = node->number,
		.change = heading->change,
		.move = heading->move,
	};
}

/* The section around that of a heading, where its title is from. */
static size_t outer_section(const struct bodies *b, const struct differ_step *step,
			    const size_t *by_from, const size_t *by_to)
{
	bool old = step->to == MATCH_NONE;
	size_t outer = old ? b->from.carriers[step->from] : b->to.carriers[step->to];

	if (outer == MATCH_NONE)
		return 0;
	return old ? by_from[outer] : by_to[outer];
}

/* Gives every heading its section, and every block the section of its heading. */
static void find_sections(struct bodies *b, const struct differ_step *steps)
{
	struct diff_blocks *blocks = &b->body->blocks;
	size_t *by_from = arena_array(b->differ->arena, size_t, b->from.blocks.count);
	size_t *by_to = arena_array(b->differ->arena, size_t, b->to.blocks.count);

	b->body->sections =
		arena_array(b->differ->arena, struct diff_section, blocks->count + 1);
	b->body->section_count = 1;
	for (size_t i = 0; i < blocks->count; i++) {
		if (blocks->items[i].type != MD_HEADING)
			continue;
		if (steps[i].from != MATCH_NONE)
			by_from[steps[i].from] = b->body->section_count;
		if (steps[i].to != MATCH_NONE)
			by_to[steps[i].to] = b->body->section_count;
		add_section(b, &steps[i], &blocks->items[i]);
	}
	for (size_t i = 0; i < blocks->count; i++) {
		struct diff_block *block = &blocks->items[i];
		bool old = steps[i].from != MATCH_NONE, new = steps[i].to != MATCH_NONE;

		block->section = new ? section_of(&b->to, by_to, steps[i].to)
				     : section_of(&b->from, by_from, steps[i].from);
		block->from_section = old ? section_of(&b->from, by_from, steps[i].from)
					  : block->section;
		if (block->type == MD_HEADING)
			b->body->sections[block->section].outer =
				outer_section(b, &steps[i], by_from, by_to);
	}
}

/* A section is added or removed when all of it is; else a change makes it changed. */
static void judge_sections(struct diff_body *body)
{
	for (size_t i = 0; i < body->blocks.count; i++) {
		const struct diff_block *block = &body->blocks.items[i];
		struct diff_section *section = &body->sections[block->section];
		struct diff_section *old = &body->sections[block->from_section];
		bool changed = block->change != DIFF_SAME ||
			       (block->move != DIFF_STAYED && block->type != MD_HEADING);

		if (section->change == DIFF_SAME && changed)
			section->change = DIFF_CHANGED;
		if (section->change == DIFF_ADDED && block->change != DIFF_ADDED)
			section->change = DIFF_CHANGED;
		if (old->change == DIFF_REMOVED && block->change != DIFF_REMOVED)
			old->change = DIFF_CHANGED;
	}
}

static void compare_blocks(struct bodies *b)
{
	struct diff_blocks *blocks = &b->body->blocks;
	struct differ_step *steps;

	b->matching = diff_blocks_match(b->differ, &b->from.blocks, &b->to.blocks);
	b->splits = diff_splits_find(b->differ, &b->from.blocks, &b->to.blocks, &b->matching);
	find_along(b);
	blocks->count = differ_walk(b->differ, &b->matching, b->from.blocks.count,
				    b->to.blocks.count, b->from.heads, &steps);
	blocks->items = arena_array(b->differ->arena, struct diff_block, blocks->count);
	for (size_t i = 0; i < blocks->count; i++)
		blocks->items[i] = compare_block(b, &steps[i]);
	find_sections(b, steps);
	judge_sections(b->body);
}

struct diff_body diff_body_make(struct differ *d, const struct diff_side *from,
				const struct diff_side *to)
{
	struct diff_body body = {.differs = !str_equal(from->text, to->text)};
	struct bodies b = {.differ = d, .body = &body};

	name_notes(d, from, to);
	read_text(d, &b.from, from, &d->from_notes);
	read_text(d, &b.to, to, &d->to_notes);
	body.from_lead = b.from.lead;
	body.to_lead = b.to.lead;
	body.lead_reformatted = !same_lines(str_trim(b.from.lead), str_trim(b.to.lead));
	compare_blocks(&b);
	return body;
}
