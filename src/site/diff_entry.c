#include "site/diff_entry.h"

#include "site/diff_names.h"
#include "site/diff_show.h"

enum { LABEL = 60 };

struct diff_entry *diff_entry_add(struct diff_outliner *o, enum diff_entry_type type, int depth,
				  enum diff_change change, struct str name)
{
	struct diff_entry *entry = list_add(&o->outline->entries, o->arena);

	entry->type = type;
	entry->depth = depth;
	entry->listed = o->listed;
	entry->change = change;
	entry->name = name;
	return entry;
}

static void add_value(struct diff_outliner *o, int depth, enum diff_change change, struct str name,
		      struct str from, struct str to)
{
	struct diff_entry *entry = diff_entry_add(o, DIFF_ENTRY_VALUE, depth, change, name);

	entry->from = from;
	entry->to = to;
}

/* ---- blocks ---- */

static void add_attributes(struct diff_outliner *o, int depth, const struct diff_block *block)
{
	for (size_t i = 0; i < block->attributes.count; i++) {
		const struct diff_attribute *a = &block->attributes.items[i];

		if (block->change == DIFF_CHANGED)
			add_value(o, depth, DIFF_CHANGED, str_of(a->name), a->from, a->to);
	}
}

/* A list needs no entry where its items say all of it. */
static bool is_plain_list(const struct diff_block *block)
{
	return block->type == MD_LIST && block->move == DIFF_STAYED &&
	       (block->change != DIFF_CHANGED || !block->attributes.count);
}

/* A block with nothing of its own but others. */
static void add_container(struct diff_outliner *o, int depth, const struct diff_block *block)
{
	struct diff_entry *entry;

	if (is_plain_list(block)) {
		diff_entry_add_blocks(o, depth ? depth : 1, &block->children);
		return;
	}
	entry = diff_entry_add(o, DIFF_ENTRY_NAME, depth, block->change,
		    diff_name_of_block(block->type));
	entry->move = block->move;
	if (block->type == MD_ITEM)
		entry->label = diff_block_excerpt(o->arena, block);
	add_attributes(o, depth + 1, block);
	diff_entry_add_blocks(o, depth + 1, &block->children);
}

/* An item shows its first paragraph as its own. */
static void add_item(struct diff_outliner *o, int depth, const struct diff_block *block)
{
	struct diff_blocks rest = block->children;
	struct diff_entry *entry;

	if (!rest.count || !rest.items->prose || rest.items->change != block->change) {
		add_container(o, depth, block);
		return;
	}
	entry = diff_entry_add(o, DIFF_ENTRY_PROSE, depth, block->change, STR_UNKNOWN);
	entry->prose = rest.items->prose;
	entry->move = block->move;
	add_attributes(o, depth + 1, block);
	rest.items++;
	rest.count--;
	diff_entry_add_blocks(o, depth + 1, &rest);
}

static void add_unchanged(struct diff_outliner *o, int depth, const struct diff_block *block)
{
	struct diff_entry *entry = diff_entry_add(o, DIFF_ENTRY_NAME, depth, DIFF_SAME,
				       diff_name_of_block(block->type));

	entry->move = block->move;
	entry->reformatted = block->reformatted;
	entry->label = diff_block_excerpt(o->arena, block);
}

/* Recursion is bounded by MD_DEEPEST. */
static void add_block(struct diff_outliner *o, int depth, const struct diff_block *block)
{
	struct str name = block->type == MD_PARAGRAPH ? STR_UNKNOWN
						      : diff_name_of_block(block->type);
	struct diff_entry *entry;

	if (block->joined)
		return;
	if (block->change == DIFF_SAME) {
		if (block->move != DIFF_STAYED || block->reformatted)
			add_unchanged(o, depth, block);
		return;
	}
	if (block->type == MD_ITEM) {
		add_item(o, depth, block);
		return;
	}
	if (!block->prose && !block->lines && !block->table) {
		add_container(o, depth, block);
		return;
	}
	entry = diff_entry_add(o, block->prose ? DIFF_ENTRY_PROSE : block->lines ? DIFF_ENTRY_LINES
								    : DIFF_ENTRY_TABLE,
		    depth, block->change, name);
	entry->move = block->move;
	entry->prose = block->prose;
	entry->lines = block->lines;
	entry->table = block->table;
	add_attributes(o, depth + 1, block);
}

void diff_entry_add_blocks(struct diff_outliner *o, int depth, const struct diff_blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		add_block(o, depth, &blocks->items[i]);
}

static void add_section(struct diff_outliner *o, const struct diff_section *section)
{
	enum diff_change change = section->change;
	struct diff_entry *entry;

	if (change == DIFF_CHANGED &&
	    (!section->heading || section->heading->change == DIFF_SAME))
		change = DIFF_SAME; /* its heading stayed */
	entry = diff_entry_add(o, DIFF_ENTRY_SECTION, 0, change, section->title);
	entry->move = section->move;
	entry->label = diff_excerpt(o->arena, section->title, LABEL);
	entry->prose = section->heading ? section->heading->prose : NULL;
	entry->reformatted = section->heading && section->heading->reformatted;
	if (section->heading)
		add_attributes(o, 0, section->heading);
}

static bool is_shown(const struct diff_block *block)
{
	return !block->joined && (block->change != DIFF_SAME || block->move != DIFF_STAYED ||
				  block->reformatted);
}

void diff_entry_add_body(struct diff_outliner *o, const struct diff_body *body)
{
	size_t section = SIZE_MAX;

	if (body->lead_reformatted) {
		diff_entry_add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Text"));
		diff_entry_add(o, DIFF_ENTRY_NAME, 0, DIFF_SAME, STR("before the first block"))
			->reformatted = true;
	}
	for (size_t i = 0; i < body->blocks.count; i++) {
		const struct diff_block *block = &body->blocks.items[i];

		if (!is_shown(block))
			continue;
		if (section == SIZE_MAX && !body->lead_reformatted)
			diff_entry_add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Text"));
		if (section != block->section)
			add_section(o, &body->sections[block->section]);
		section = block->section;
		if (block->type != MD_HEADING)
			add_block(o, 0, block);
	}
}
