#include "site/diff_outline.h"

#include "site/diff_blocks.h"
#include "site/diff_names.h"
#include "site/diff_prose.h"
#include "site/diff_show.h"

/* Longer texts are shown with their words marked, not as old → new. */
enum { SHORT = 80, LABEL = 60 };

struct outliner {
	struct arena *arena;
	struct diff_outline *outline;
};

static struct diff_entry *add(struct outliner *o, enum diff_entry_type type, int depth,
			      enum diff_change change, struct str name)
{
	struct diff_entry *entry = list_add(&o->outline->entries, o->arena);

	entry->type = type;
	entry->depth = depth;
	entry->change = change;
	entry->name = name;
	return entry;
}

static void add_value(struct outliner *o, int depth, enum diff_change change, struct str name,
		      struct str from, struct str to)
{
	struct diff_entry *entry = add(o, DIFF_ENTRY_VALUE, depth, change, name);

	entry->from = from;
	entry->to = to;
}

/* ---- blocks ---- */

static void add_blocks(struct outliner *o, int depth, const struct diff_blocks *blocks);

static void add_attributes(struct outliner *o, int depth, const struct diff_block *block)
{
	for (size_t i = 0; i < block->attributes.count; i++) {
		const struct diff_attribute *a = &block->attributes.items[i];

		if (block->change == DIFF_CHANGED)
			add_value(o, depth, DIFF_CHANGED, str_of(a->name), a->from, a->to);
	}
}

/* A list in which items changed needs no entry: what its items are, is seen. */
static bool is_plain_list(const struct diff_block *block)
{
	return block->type == MD_LIST && block->change == DIFF_CHANGED &&
	       block->move == DIFF_STAYED && !block->attributes.count;
}

/* A block with nothing of its own but others. */
static void add_container(struct outliner *o, int depth, const struct diff_block *block)
{
	struct diff_entry *entry;

	if (is_plain_list(block)) {
		add_blocks(o, depth ? depth : 1, &block->children);
		return;
	}
	entry = add(o, DIFF_ENTRY_NAME, depth, block->change,
		    diff_name_of_block(block->type));
	entry->move = block->move;
	if (block->type == MD_ITEM)
		entry->label = diff_block_excerpt(o->arena, block);
	add_attributes(o, depth + 1, block);
	add_blocks(o, depth + 1, &block->children);
}

/* An item shows its first paragraph as its own. */
static void add_item(struct outliner *o, int depth, const struct diff_block *block)
{
	struct diff_blocks rest = block->children;
	struct diff_entry *entry;

	if (!rest.count || !rest.items->prose || rest.items->change != block->change) {
		add_container(o, depth, block);
		return;
	}
	entry = add(o, DIFF_ENTRY_PROSE, depth, block->change, STR_UNKNOWN);
	entry->prose = rest.items->prose;
	entry->move = block->move;
	add_attributes(o, depth + 1, block);
	rest.items++;
	rest.count--;
	add_blocks(o, depth + 1, &rest);
}

static void add_unchanged(struct outliner *o, int depth, const struct diff_block *block)
{
	struct diff_entry *entry = add(o, DIFF_ENTRY_NAME, depth, DIFF_SAME,
				       diff_name_of_block(block->type));

	entry->move = block->move;
	entry->reformatted = block->reformatted;
	entry->label = diff_block_excerpt(o->arena, block);
}

/* Recursion is bounded by MD_DEEPEST. */
static void add_block(struct outliner *o, int depth, const struct diff_block *block)
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
	entry = add(o, block->prose ? DIFF_ENTRY_PROSE : block->lines ? DIFF_ENTRY_LINES
								    : DIFF_ENTRY_TABLE,
		    depth, block->change, name);
	entry->move = block->move;
	entry->prose = block->prose;
	entry->lines = block->lines;
	entry->table = block->table;
	add_attributes(o, depth + 1, block);
}

static void add_blocks(struct outliner *o, int depth, const struct diff_blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		add_block(o, depth, &blocks->items[i]);
}

static void add_section(struct outliner *o, const struct diff_section *section)
{
	enum diff_change change = section->change;
	struct diff_entry *entry;

	if (change == DIFF_CHANGED &&
	    (!section->heading || section->heading->change == DIFF_SAME))
		change = DIFF_SAME; /* its heading stayed */
	entry = add(o, DIFF_ENTRY_SECTION, 0, change, section->title);
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

static void add_body(struct outliner *o, const struct diff_body *body)
{
	size_t section = SIZE_MAX;

	if (body->lead_reformatted) {
		add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Text"));
		add(o, DIFF_ENTRY_NAME, 0, DIFF_SAME, STR("before the first block"))
			->reformatted = true;
	}
	for (size_t i = 0; i < body->blocks.count; i++) {
		const struct diff_block *block = &body->blocks.items[i];

		if (!is_shown(block))
			continue;
		if (section == SIZE_MAX && !body->lead_reformatted)
			add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Text"));
		if (section != block->section)
			add_section(o, &body->sections[block->section]);
		section = block->section;
		if (block->type != MD_HEADING)
			add_block(o, 0, block);
	}
}

/* ---- records ---- */

static void add_record(struct outliner *o, int depth, const struct diff_record *record);

static void add_texts(struct outliner *o, int depth, const struct diff_items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		const struct diff_item *item = &items->items[i];
		struct diff_entry *entry;

		if (item->change == DIFF_SAME && item->move == DIFF_STAYED)
			continue;
		entry = add(o, DIFF_ENTRY_PROSE, depth, item->change, STR_UNKNOWN);
		entry->prose = item->prose;
		entry->move = item->move;
		entry->reformatted = item->change == DIFF_CHANGED &&
				     diff_prose_same(item->prose);
	}
}

static void add_records(struct outliner *o, int depth, const struct diff_records *records)
{
	for (size_t i = 0; i < records->count; i++)
		add_record(o, depth, &records->items[i]);
}

/* True for what old → new shows best. */
static bool is_value(const struct diff_member *member)
{
	if (!member->prose || member->change != DIFF_CHANGED)
		return true;
	return member->member->type == MEMBER_TEXT && member->from.len <= SHORT &&
	       member->to.len <= SHORT;
}

/* The value of a member of which the other side knows nothing at all, or not. */
static void add_single(struct outliner *o, int depth, const struct diff_member *member,
		       enum diff_change change, struct str name)
{
	struct diff_entry *entry;

	if (member->prose && (!is_value(member) || member->member->type == MEMBER_INLINE)) {
		entry = add(o, DIFF_ENTRY_PROSE, depth, change, name);
		entry->prose = member->prose;
		entry->reformatted = change == DIFF_CHANGED && diff_prose_same(member->prose);
		return;
	}
	if (change == DIFF_SAME)
		add_value(o, depth, change, name, STR_UNKNOWN,
			  member->to.ptr ? member->to : member->from);
	else
		add_value(o, depth, change, name, member->from, member->to);
}

/* NAME is unknown where a part says it already. WHOLE: all of the record came or went. */
static void add_member(struct outliner *o, int depth, const struct diff_member *member,
		       struct str name, bool whole)
{
	bool nested = member->member->record || member->texts.count || member->blocks.count;

	if (nested && name.ptr)
		add(o, DIFF_ENTRY_NAME, depth, whole ? DIFF_SAME : DIFF_CHANGED, name)
			->reformatted = member->blocks.count &&
					diff_blocks_same(&member->blocks);
	if (nested && name.ptr)
		depth++;
	if (member->member->record)
		add_records(o, depth, &member->records);
	else if (member->texts.count)
		add_texts(o, depth, &member->texts);
	else if (member->blocks.count)
		add_blocks(o, depth, &member->blocks);
	else
		add_single(o, depth, member, whole ? DIFF_SAME : member->change, name);
}

static const struct diff_member *find_member(const struct diff_record *record,
					     const struct member *member)
{
	for (size_t i = 0; i < record->member_count; i++)
		if (record->members[i].member == member)
			return &record->members[i];
	return NULL;
}

static bool is_list(const struct member *member)
{
	return member->record || member->type == MEMBER_TEXTS ||
	       member->type == MEMBER_INLINES;
}

/* Every member of a record that came or went: what is not known shows as —. */
static void add_whole(struct outliner *o, int depth, const struct diff_record *record)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct member *member = &record->type->members[i];
		const struct diff_member *found = find_member(record, member);
		struct str name = diff_name_of_member(o->arena, member->name);

		if (member->type == MEMBER_ID && !i)
			continue;
		if (found)
			add_member(o, depth, found, name, true);
		else if (!is_list(member))
			add_value(o, depth, DIFF_SAME, name, STR_UNKNOWN, STR_UNKNOWN);
	}
}

static void add_record(struct outliner *o, int depth, const struct diff_record *record)
{
	struct str name = record->id.ptr ? record->id : diff_name_of_record(record->type);
	struct diff_entry *entry = add(o, DIFF_ENTRY_NAME, depth, record->change, name);

	entry->move = record->move;
	if (record->change == DIFF_ADDED || record->change == DIFF_REMOVED) {
		add_whole(o, depth + 1, record);
		return;
	}
	entry->label = diff_excerpt(o->arena, record->label, LABEL);
	for (size_t i = 0; i < record->member_count; i++)
		add_member(o, depth + 1, &record->members[i],
			   diff_name_of_member(o->arena, record->members[i].member->name),
			   false);
}

/* A part for each member of the record at the top: the front matter, the bundle. */
static void add_parts(struct outliner *o, const struct diff_record *record)
{
	bool whole = record->change == DIFF_ADDED || record->change == DIFF_REMOVED;

	for (size_t i = 0; i < record->member_count; i++) {
		const struct diff_member *member = &record->members[i];
		struct str name = diff_name_of_member(o->arena, member->member->name);

		if (member->member->record && !member->records.count)
			continue; /* only ids that stand twice could do that */
		add(o, DIFF_ENTRY_PART, 0, whole ? record->change : DIFF_CHANGED,
		    diff_capital(o->arena, name));
		add_member(o, 0, member, STR_UNKNOWN, whole);
	}
}

static void add_pictures(struct outliner *o, const struct diff_files *files)
{
	if (files->count)
		add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Pictures"));
	for (size_t i = 0; i < files->count; i++) {
		struct diff_entry *entry = add(o, DIFF_ENTRY_NAME, 0, files->items[i].change,
					       files->items[i].name);

		if (entry->change == DIFF_CHANGED)
			entry->label = !files->items[i].to.ptr ? STR("its file is missing now")
				       : !files->items[i].from.ptr
					       ? STR("its file was missing")
					       : STR("another file of the same name");
	}
}

struct diff_outline diff_outline_make(struct arena *arena, const struct diff *diff)
{
	struct diff_outline outline = {0};
	struct outliner o = {arena, &outline};

	add_parts(&o, &diff->front);
	add_body(&o, &diff->body);
	add_pictures(&o, &diff->pictures);
	add_parts(&o, &diff->bundle);
	return outline;
}

static bool is_heading(const struct diff_entry *entry)
{
	return entry->type == DIFF_ENTRY_PART || entry->type == DIFF_ENTRY_SECTION;
}

size_t diff_outline_next(const struct diff_outline *outline, size_t at, size_t *count)
{
	const struct diff_entry *entries = outline->entries.items;
	size_t end = outline->entries.count;
	int depth;

	for (; at < end && is_heading(&entries[at]); at++)
		*count += entries[at].type == DIFF_ENTRY_SECTION &&
			  (entries[at].change != DIFF_SAME ||
			   entries[at].move != DIFF_STAYED);
	if (at == end)
		return end;
	*count += 1;
	depth = entries[at++].depth;
	while (at < end && !is_heading(&entries[at]) && entries[at].depth > depth)
		at++;
	return at;
}
