#include "site/diff_count.h"

#include "site/diff_names.h"
#include "site/diff_sentence.h"

struct counter {
	struct arena *arena;
	struct diff_counts *counts;
	LIST(struct str) shown; /* targets of pictures of the text that were counted */
};

static struct diff_tally *tally(struct counter *c, struct str one)
{
	struct diff_counts *counts = c->counts;
	struct diff_tally *added;

	for (size_t i = 0; i < counts->tallies.count; i++)
		if (str_equal(counts->tallies.items[i].one, one))
			return &counts->tallies.items[i];
	added = list_add(&counts->tallies, c->arena);
	added->one = one;
	added->many = diff_plural(c->arena, one);
	return added;
}

/* What there is one of: its name says it without a number. */
static void count_only(struct counter *c, struct str name, enum diff_change change)
{
	struct diff_tally *only = tally(c, name);

	only->many = STR_UNKNOWN;
	only->added += change == DIFF_ADDED;
	only->removed += change == DIFF_REMOVED;
	only->changed += change == DIFF_CHANGED;
}

static void count_change(struct counter *c, struct str one, enum diff_change change,
			 enum diff_move move)
{
	if (change == DIFF_ADDED)
		tally(c, one)->added++;
	if (change == DIFF_REMOVED)
		tally(c, one)->removed++;
	if (change == DIFF_CHANGED)
		tally(c, one)->changed++;
	if (move != DIFF_STAYED)
		tally(c, one)->moved++;
}

static void count_three(struct counter *c, struct str one, size_t changed, size_t added,
			size_t removed)
{
	if (!changed && !added && !removed)
		return;
	tally(c, one)->changed += changed;
	tally(c, one)->added += added;
	tally(c, one)->removed += removed;
}

/* ---- prose ---- */

static void find_shown(struct counter *c, const struct diff_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->items[i].style->picture.ptr)
			*list_add(&c->shown, c->arena) = words->items[i].style->picture;
}

/* Pictures that are counted where the text shows them. */
static void find_pictures(struct counter *c, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		if (prose->runs[i].type == DIFF_KEPT)
			continue;
		find_shown(c, &prose->runs[i].from);
		find_shown(c, &prose->runs[i].to);
	}
}

/* Words and characters; true when there were any. */
static bool count_prose(struct counter *c, const struct diff_prose *prose)
{
	c->counts->words += prose->words;
	c->counts->characters += prose->characters;
	count_three(c, STR("link"), prose->links[0], prose->links[1], prose->links[2]);
	count_three(c, STR("picture"), prose->pictures[0], prose->pictures[1],
		    prose->pictures[2]);
	count_three(c, STR("paragraph break"), prose->breaks[0], prose->breaks[1],
		    prose->breaks[2]);
	find_pictures(c, prose);
	return prose->words || prose->characters;
}

static void count_table(struct counter *c, const struct diff_table *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		count_change(c, STR("column"), table->columns[i].change,
			     table->columns[i].move);
	for (size_t r = 0; r < table->row_count; r++) {
		const struct diff_row *row = &table->rows[r];

		count_change(c, STR("row"),
			     row->change == DIFF_CHANGED ? DIFF_SAME : row->change,
			     row->move);
		for (size_t i = 0; row->change == DIFF_CHANGED && i < table->column_count;
		     i++)
			if (row->cells[i].change == DIFF_CHANGED)
				tally(c, STR("cell"))->changed++;
	}
}

/* True for a paragraph of pictures that came or went: they are what is counted. */
static bool is_pictures(const struct diff_block *block)
{
	const struct diff_prose *prose = block->prose;

	return block->type == MD_PARAGRAPH && prose && !prose->words &&
	       (block->change == DIFF_ADDED || block->change == DIFF_REMOVED) &&
	       (prose->pictures[1] || prose->pictures[2]);
}

/* Recursion is bounded by MD_DEEPEST. True when words or characters changed. */
static bool count_block(struct counter *c, const struct diff_block *block)
{
	struct str name = diff_name_of_block(block->type);
	bool words = false;

	if (block->joined)
		return false; /* a break in the paragraph that tells it */
	if (is_pictures(block)) {
		count_prose(c, block->prose);
		return false;
	}
	count_change(c, name, block->change == DIFF_CHANGED ? DIFF_SAME : block->change,
		     block->move);
	c->counts->reformatted += block->reformatted;
	if (block->change != DIFF_CHANGED)
		return false;
	if (block->attributes.count || block->type == MD_HEADING)
		tally(c, name)->changed++;
	if (block->type == MD_HEADING)
		return false;
	if (block->prose)
		words |= count_prose(c, block->prose);
	if (block->lines)
		count_three(c,
			    block->type == MD_CODE_BLOCK ? STR("line of code")
							 : STR("line of raw HTML"),
			    block->lines->changed, block->lines->added,
			    block->lines->removed);
	if (block->table)
		count_table(c, block->table);
	for (size_t i = 0; i < block->children.count; i++)
		words |= count_block(c, &block->children.items[i]);
	return words;
}

static void count_section(struct counter *c, const struct diff_body *body, size_t i)
{
	const struct diff_section *section = &body->sections[i];
	const struct diff_section *outer = &body->sections[section->outer];
	bool whole = section->change == DIFF_ADDED || section->change == DIFF_REMOVED;

	if (whole && outer->change != section->change)
		count_change(c, STR("section"), section->change, DIFF_STAYED);
	if (!whole)
		count_change(c, STR("section"), DIFF_SAME, section->move);
}

/* The blocks of a section that was added, removed or moved are that section. */
static bool is_whole(const struct diff_section *section)
{
	return section->change == DIFF_ADDED || section->change == DIFF_REMOVED;
}

bool diff_is_whole(const struct diff *diff)
{
	enum diff_change change = diff->front.change;

	for (size_t i = 0; i < diff->body.blocks.count; i++)
		if (diff->body.blocks.items[i].change != change)
			return false;
	return change == DIFF_ADDED || change == DIFF_REMOVED;
}

static void count_body(struct counter *c, struct diff_body *body)
{
	bool *old = arena_array(c->arena, bool, body->section_count);
	bool *new = arena_array(c->arena, bool, body->section_count);
	size_t old_count = 0, new_count = 0;

	c->counts->reformatted += body->lead_reformatted;
	for (size_t i = 1; i < body->section_count; i++)
		count_section(c, body, i);
	for (size_t i = 0; i < body->blocks.count; i++) {
		struct diff_block block = body->blocks.items[i];
		size_t before = c->counts->words;

		if (is_whole(&body->sections[block.section]))
			continue;
		if (block.type == MD_HEADING)
			block.move = DIFF_STAYED; /* its section's */
		if (!count_block(c, &block))
			continue;
		body->sections[block.section].words += c->counts->words - before;
		new_count += !new[block.section];
		old_count += !old[block.from_section];
		new[block.section] = old[block.from_section] = true;
	}
	c->counts->sections += old_count > new_count ? old_count : new_count;
}

/* True where URL leads to the picture NAME: "pictures/hall.png", "hall.png". */
static bool is_file(struct str url, struct str name)
{
	return str_ends(url, name) &&
	       (url.len == name.len || url.ptr[url.len - name.len - 1] == '/');
}

/* Files that came or went are counted unless a change of the text shows them. */
static void count_pictures(struct counter *c, const struct diff_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct diff_file *file = &files->items[i];
		bool shown = false;

		for (size_t k = 0; file->change != DIFF_CHANGED && k < c->shown.count; k++)
			shown |= is_file(c->shown.items[k], file->name);
		if (!shown)
			count_change(c, STR("picture"), file->change, DIFF_STAYED);
	}
}

/* ---- records ---- */

static void count_known(struct counter *c, const struct diff_record *record)
{
	for (size_t i = 0; i < record->member_count; i++) {
		c->counts->known += record->members[i].change == DIFF_ADDED;
		c->counts->unknown += record->members[i].change == DIFF_REMOVED;
	}
}

static void count_list(struct counter *c, const struct record_type *type,
		       const struct diff_records *records, bool table);

/* True when a value of a changed record, other than a list, is another. */
static bool count_members(struct counter *c, const struct diff_record *record, bool table)
{
	bool changed = false;

	count_known(c, record);
	for (size_t i = 0; i < record->member_count; i++) {
		const struct diff_member *member = &record->members[i];

		if (member->member->record)
			count_list(c, member->member->record, &member->records, false);
		else if (member->change == DIFF_CHANGED && table)
			tally(c, STR("cell"))->changed++;
		else if (member->change == DIFF_CHANGED)
			changed = true;
	}
	return changed;
}

/* A record of which nothing but its Markdown changed: "1 answer changed". */
static struct str name_of_change(struct counter *c, const struct diff_record *record)
{
	const struct member *member = record->members->member;

	if (record->member_count == 1 && member->type == MEMBER_MARKDOWN)
		return diff_name_of_member(c->arena, member->name);
	return diff_name_of_record(record->type);
}

/* Of a TABLE of the page, a changed member is a changed cell. */
static void count_list(struct counter *c, const struct record_type *type,
		       const struct diff_records *records, bool table)
{
	struct str name = diff_name_of_record(type);

	for (size_t i = 0; i < records->count; i++) {
		const struct diff_record *record = &records->items[i];
		bool changed = record->change == DIFF_CHANGED &&
			       count_members(c, record, table);

		count_change(c, name,
			     record->change == DIFF_CHANGED ? DIFF_SAME : record->change,
			     record->move);
		if (changed)
			tally(c, name_of_change(c, record))->changed++;
	}
}

static void count_bundle(struct counter *c, const struct diff_record *bundle)
{
	for (size_t i = 0; i < bundle->member_count; i++) {
		const struct diff_member *member = &bundle->members[i];
		const char *name = member->member->name;

		if (member->member->record)
			count_list(c, member->member->record, &member->records,
				   !strcmp(name, "deals"));
		else if (bundle->change == DIFF_CHANGED)
			count_only(c, diff_name_of_member(c->arena, name), member->change);
	}
}

/* ---- front matter ---- */

/* Prose at the head of a guide is a section of its own. */
static bool count_texts(struct counter *c, const struct diff_member *member)
{
	struct str one = diff_name_of_item(c->arena, member->member->name);
	bool inlines = member->member->type == MEMBER_INLINES, words = false, counted;

	for (size_t i = 0; i < member->texts.count; i++) {
		const struct diff_item *item = &member->texts.items[i];

		counted = inlines && item->change == DIFF_CHANGED &&
			  count_prose(c, item->prose);
		count_change(c, one, counted ? DIFF_SAME : item->change, item->move);
		words |= counted;
	}
	return words;
}

static void count_front(struct counter *c, const struct diff_record *front)
{
	if (front->change == DIFF_ADDED || front->change == DIFF_REMOVED) {
		count_only(c, STR("guide"), front->change);
		return;
	}
	for (size_t i = 0; i < front->member_count; i++) {
		const struct diff_member *member = &front->members[i];
		enum member_type type = member->member->type;
		bool words = false;

		if (type == MEMBER_TEXTS || type == MEMBER_INLINES) {
			words = count_texts(c, member);
		} else {
			if (type == MEMBER_INLINE && member->change == DIFF_CHANGED)
				words = count_prose(c, member->prose);
			if (!words)
				count_only(c,
					   diff_name_of_member(c->arena,
							       member->member->name),
					   member->change);
		}
		c->counts->sections += words;
	}
}

static void drop_zeros(struct diff_counts *counts)
{
	size_t kept = 0;

	for (size_t i = 0; i < counts->tallies.count; i++) {
		const struct diff_tally *t = &counts->tallies.items[i];

		if (t->added || t->removed || t->changed || t->moved)
			counts->tallies.items[kept++] = *t;
	}
	counts->tallies.count = kept;
}

void diff_count(struct arena *arena, struct diff *diff)
{
	struct counter c = {.arena = arena, .counts = &diff->counts};

	diff_sentence_begin(arena, &diff->counts);
	count_front(&c, &diff->front);
	count_bundle(&c, &diff->bundle);
	if (!diff_is_whole(diff))
		count_body(&c, &diff->body);
	count_pictures(&c, &diff->pictures);
	diff->summary = diff_sentence(arena, diff);
	drop_zeros(&diff->counts);
}
