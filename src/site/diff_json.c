#include "site/diff_format.h"

#include "format/json_write.h"
#include "site/diff_names.h"
#include "site/diff_show.h"
#include "site/schema_write.h"

/* What docs/diff-json.md describes. */
enum { FORMAT_VERSION = 1 };

struct writer {
	struct json_writer json;
	struct arena arena;
};

static void number(struct writer *w, const char *name, size_t value)
{
	json_name(&w->json, name);
	json_integer(&w->json, (long long)value);
}

static void member(struct writer *w, const char *name, struct str text)
{
	json_member(&w->json, name, text);
}

static void begin(struct writer *w, const char *name, char bracket)
{
	if (name)
		json_name(&w->json, name);
	json_begin(&w->json, bracket);
}

static void nothing(struct writer *w, const char *name)
{
	json_name(&w->json, name);
	json_null(&w->json);
}

static void write_change(struct writer *w, enum diff_change change)
{
	static const char *const names[] = {"same", "changed", "added", "removed"};

	member(w, "change", str_of(names[change]));
}

static void write_move(struct writer *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		member(w, "moved", move == DIFF_MOVED_UP ? STR("up") : STR("down"));
}

/* ---- words ---- */

static void write_marks(struct writer *w, const struct diff_style *style)
{
	static const struct {
		unsigned mark;
		const char *name;
	} names[] = {
		{DIFF_EMPHASIS, "emphasis"}, {DIFF_STRONG, "strong"}, {DIFF_STRIKE, "strike"},
		{DIFF_CODE, "code"},         {DIFF_HTML, "html"},     {DIFF_NOTE, "footnote"},
	};

	if (style->marks & ~(unsigned)DIFF_PICTURE)
		begin(w, "style", '[');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (style->marks & names[i].mark)
			json_text(&w->json, str_of(names[i].name));
	if (style->marks & ~(unsigned)DIFF_PICTURE)
		json_end(&w->json, ']');
}

static void write_target(struct writer *w, const char *name, struct str url, struct str title)
{
	if (!url.ptr)
		return;
	begin(w, name, '{');
	member(w, "url", url);
	if (title.len)
		member(w, "title", title);
	json_end(&w->json, '}');
}

static void write_style(struct writer *w, const struct diff_style *style)
{
	write_marks(w, style);
	write_target(w, "link", style->link, style->link_title);
	write_target(w, "picture", style->picture, style->picture_title);
}

/* A stretch of words that are set alike. */
static void write_span(struct writer *w, const struct diff_run *run, size_t at, size_t end)
{
	static const char *const names[] = {"kept", "deleted", "inserted", "restyled"};
	const struct diff_words *words = run->to.count ? &run->to : &run->from;
	struct diff_words span = {words->items + at, end - at};

	json_begin(&w->json, '{');
	member(w, "change", str_of(names[run->type]));
	member(w, "text", diff_plain(&w->arena, &span));
	if (run->type == DIFF_RESTYLED) {
		begin(w, "from", '{');
		write_style(w, run->from.items->style);
		json_end(&w->json, '}');
		begin(w, "to", '{');
		write_style(w, run->to.items->style);
		json_end(&w->json, '}');
	} else {
		write_style(w, span.items->style);
	}
	json_end(&w->json, '}');
}

static void write_words(struct writer *w, const struct diff_prose *prose)
{
	begin(w, "words", '[');
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;

		for (size_t at = 0, end; at < words->count; at = end) {
			end = run->type == DIFF_RESTYLED ? words->count
							 : diff_span_end(words, at);
			write_span(w, run, at, end);
		}
	}
	json_end(&w->json, ']');
}

/* ---- blocks ---- */

static void write_attribute(struct writer *w, const struct diff_attribute *attribute)
{
	json_begin(&w->json, '{');
	member(w, "name", str_of(attribute->name));
	member(w, "from", attribute->from);
	member(w, "to", attribute->to);
	json_end(&w->json, '}');
}

static void write_lines(struct writer *w, const struct diff_lines *lines)
{
	static const char *const names[] = {"kept", "deleted", "inserted"};

	begin(w, "lines", '[');
	for (size_t i = 0; i < lines->count; i++) {
		json_begin(&w->json, '{');
		member(w, "change", str_of(names[lines->items[i].type]));
		member(w, "text", lines->items[i].text);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_columns(struct writer *w, const struct diff_table *table)
{
	begin(w, "columns", '[');
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		json_begin(&w->json, '{');
		write_change(w, column->change);
		write_move(w, column->move);
		member(w, "name", column->name);
		if (column->change == DIFF_CHANGED)
			write_words(w, column->heading);
		if (column->align.name) {
			begin(w, "attributes", '[');
			write_attribute(w, &column->align);
			json_end(&w->json, ']');
		}
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_cells(struct writer *w, const struct diff_table *table,
			const struct diff_row *row)
{
	begin(w, "cells", '[');
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_SAME)
			continue;
		json_begin(&w->json, '{');
		write_change(w, cell->change);
		member(w, "column", table->columns[c].name);
		member(w, "from", cell->from);
		member(w, "to", cell->to);
		if (cell->change == DIFF_CHANGED)
			write_words(w, cell->prose);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_table(struct writer *w, const struct diff_table *table)
{
	write_columns(w, table);
	begin(w, "rows", '[');
	for (size_t r = 0; r < table->row_count; r++) {
		const struct diff_row *row = &table->rows[r];

		if (!diff_row_shown(table, row))
			continue;
		json_begin(&w->json, '{');
		write_change(w, row->change);
		write_move(w, row->move);
		member(w, "key", row->key);
		write_cells(w, table, row);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_source(struct writer *w, const char *name, const struct diff_source *source,
			 bool with_text)
{
	if (!source->text.ptr) {
		nothing(w, name);
		return;
	}
	begin(w, name, '{');
	number(w, "block", source->index);
	number(w, "at", source->at);
	number(w, "bytes", source->text.len);
	if (with_text)
		member(w, "source", source->text);
	json_end(&w->json, '}');
}

static void write_blocks(struct writer *w, const struct diff_blocks *blocks);

/* What changed inside; recursion is bounded by MD_DEEPEST. */
static void write_inside(struct writer *w, const struct diff_block *block)
{
	if (block->attributes.count) {
		begin(w, "attributes", '[');
		for (size_t i = 0; i < block->attributes.count; i++)
			write_attribute(w, &block->attributes.items[i]);
		json_end(&w->json, ']');
	}
	if (block->prose)
		write_words(w, block->prose);
	if (block->lines)
		write_lines(w, block->lines);
	if (block->table)
		write_table(w, block->table);
	if (block->children.count) {
		json_name(&w->json, "blocks");
		write_blocks(w, &block->children);
	}
}

static void begin_block(struct writer *w, const struct diff_block *block)
{
	json_begin(&w->json, '{');
	write_change(w, block->change);
	write_move(w, block->move);
	member(w, "type", diff_name_of_block(block->type));
}

/* Blocks in others: they have no source of their own. */
static void write_blocks(struct writer *w, const struct diff_blocks *blocks)
{
	json_begin(&w->json, '[');
	for (size_t i = 0; i < blocks->count; i++) {
		const struct diff_block *block = &blocks->items[i];

		begin_block(w, block);
		if (block->change != DIFF_SAME)
			write_inside(w, block);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static bool is_copy(const struct diff_block *block)
{
	return block->change == DIFF_SAME && str_equal(block->from.text, block->to.text);
}

/* True where B follows A on both sides, and both are copied. */
static bool continues(const struct diff_block *a, const struct diff_block *b)
{
	return is_copy(b) && b->move == DIFF_STAYED && b->section == a->section &&
	       b->from.index == a->from.index + 1 && b->to.index == a->to.index + 1;
}

/* The end of the blocks from AT on that are copied from the old side in one piece. */
static size_t copied_end(const struct diff_blocks *blocks, size_t at)
{
	size_t end = at + 1;

	if (!is_copy(&blocks->items[at]) || blocks->items[at].move != DIFF_STAYED)
		return end;
	while (end < blocks->count && continues(&blocks->items[end - 1], &blocks->items[end]))
		end++;
	return end;
}

static struct diff_source joined(const struct diff_source *first,
				 const struct diff_source *last)
{
	return (struct diff_source){first->index, first->at,
				    {first->text.ptr, last->at + last->text.len - first->at}};
}

static void write_copied(struct writer *w, const struct diff_block *first,
			 const struct diff_block *last)
{
	struct diff_source from = joined(&first->from, &last->from);
	struct diff_source to = joined(&first->to, &last->to);

	json_begin(&w->json, '{');
	write_change(w, DIFF_SAME);
	number(w, "section", first->section);
	number(w, "blocks", last->to.index - first->to.index + 1);
	write_source(w, "from", &from, false);
	write_source(w, "to", &to, false);
	json_end(&w->json, '}');
}

static void write_block(struct writer *w, const struct diff_block *block)
{
	begin_block(w, block);
	number(w, "section", block->section);
	if (block->reformatted) {
		json_name(&w->json, "reformatted");
		json_bool(&w->json, true);
	}
	write_source(w, "from", &block->from, !is_copy(block));
	write_source(w, "to", &block->to, !is_copy(block));
	if (block->change != DIFF_SAME)
		write_inside(w, block);
	json_end(&w->json, '}');
}

static void write_sections(struct writer *w, const struct diff_body *body)
{
	begin(w, "sections", '[');
	for (size_t i = 0; i < body->section_count; i++) {
		const struct diff_section *section = &body->sections[i];

		json_begin(&w->json, '{');
		write_change(w, section->change);
		write_move(w, section->move);
		member(w, "title", section->title);
		number(w, "level", (size_t)section->level);
		number(w, "words", section->words);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_body(struct writer *w, const struct diff_body *body)
{
	if (!body->differs) {
		nothing(w, "body");
		return;
	}
	begin(w, "body", '{');
	begin(w, "lead", '{');
	member(w, "from", body->from_lead);
	member(w, "to", body->to_lead);
	json_end(&w->json, '}');
	write_sections(w, body);
	begin(w, "blocks", '[');
	for (size_t i = 0, end; i < body->blocks.count; i = end) {
		const struct diff_block *first = &body->blocks.items[i];

		end = copied_end(&body->blocks, i);
		if (is_copy(first) && first->move == DIFF_STAYED)
			write_copied(w, first, &body->blocks.items[end - 1]);
		else
			write_block(w, first);
	}
	json_end(&w->json, ']');
	json_end(&w->json, '}');
}

/* ---- records ---- */

static void write_record(struct writer *w, const struct diff_record *record);

static void write_texts(struct writer *w, const struct diff_items *items)
{
	begin(w, "items", '[');
	for (size_t i = 0; i < items->count; i++) {
		const struct diff_item *item = &items->items[i];

		json_begin(&w->json, '{');
		write_change(w, item->change);
		write_move(w, item->move);
		write_words(w, item->prose);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_records(struct writer *w, const struct diff_records *records)
{
	begin(w, "records", '[');
	for (size_t i = 0; i < records->count; i++)
		write_record(w, &records->items[i]);
	json_end(&w->json, ']');
	if (!records->reordered)
		return;
	begin(w, "order", '[');
	for (size_t i = 0; i < records->id_count; i++)
		json_text(&w->json, records->ids[i]);
	json_end(&w->json, ']');
}

static struct str change_name(const struct diff_member *m)
{
	if (m->change == DIFF_CHANGED)
		return STR("changed");
	return m->change == DIFF_ADDED ? STR("became known") : STR("became unknown");
}

static void write_member(struct writer *w, const struct diff_member *m)
{
	json_begin(&w->json, '{');
	member(w, "member", str_of(m->member->name));
	member(w, "change", change_name(m));
	if (m->prose && m->change == DIFF_CHANGED)
		write_words(w, m->prose);
	if (m->blocks.count) {
		json_name(&w->json, "blocks");
		write_blocks(w, &m->blocks);
	}
	if (m->texts.count)
		write_texts(w, &m->texts);
	if (m->member->record)
		write_records(w, &m->records);
	json_end(&w->json, '}');
}

/* Lists whose records have ids are changed record by record. */
static bool is_replaced(const struct diff_member *m)
{
	return !m->member->record || m->member->record->members[0].type != MEMBER_ID;
}

/* The members of RECORD that changed, as they are on one side. */
static void write_values(struct writer *w, const char *name, const struct diff_record *record,
			 const void *side)
{
	struct member *members = arena_array(&w->arena, struct member, record->member_count);
	struct record_type partial = *record->type;

	partial.members = members;
	partial.count = 0;
	for (size_t i = 0; i < record->member_count; i++)
		if (is_replaced(&record->members[i]))
			members[partial.count++] = *record->members[i].member;
	json_name(&w->json, name);
	schema_write(&w->json, &partial, side);
}

static void write_members(struct writer *w, const struct diff_record *record)
{
	write_values(w, "from", record, record->from);
	write_values(w, "to", record, record->to);
	begin(w, "members", '[');
	for (size_t i = 0; i < record->member_count; i++)
		write_member(w, &record->members[i]);
	json_end(&w->json, ']');
}

static void write_side(struct writer *w, const char *name, const struct record_type *type,
		       const void *side)
{
	json_name(&w->json, name);
	if (side)
		schema_write(&w->json, type, side);
	else
		json_null(&w->json);
}

static void write_inside_record(struct writer *w, const struct diff_record *record)
{
	write_change(w, record->change);
	write_move(w, record->move);
	if (record->change == DIFF_CHANGED) {
		write_members(w, record);
	} else if (record->change != DIFF_SAME) {
		write_side(w, "from", record->type, record->from);
		write_side(w, "to", record->type, record->to);
	}
}

static void write_record(struct writer *w, const struct diff_record *record)
{
	json_begin(&w->json, '{');
	if (record->id.ptr)
		member(w, "id", record->id);
	write_inside_record(w, record);
	json_end(&w->json, '}');
}

/* The front matter, or the bundle. */
static void write_top(struct writer *w, const char *name, const struct diff_record *record)
{
	if (record->change == DIFF_SAME) {
		nothing(w, name);
		return;
	}
	begin(w, name, '{');
	write_inside_record(w, record);
	json_end(&w->json, '}');
}

/* ---- the whole ---- */

static void write_name(struct writer *w, const char *name, const struct diff_side *side)
{
	begin(w, name, '{');
	member(w, "name", side->name);
	member(w, "date",
	       date_known(side->date) ? date_iso(&w->arena, side->date) : STR_UNKNOWN);
	json_end(&w->json, '}');
}

static void write_counts(struct writer *w, const struct diff_counts *counts)
{
	number(w, "became_known", counts->known);
	number(w, "became_unknown", counts->unknown);
	number(w, "words", counts->words);
	number(w, "characters", counts->characters);
	number(w, "sections", counts->sections);
	number(w, "reformatted", counts->reformatted);
	begin(w, "counts", '[');
	for (size_t i = 0; i < counts->tallies.count; i++) {
		const struct diff_tally *tally = &counts->tallies.items[i];

		json_begin(&w->json, '{');
		member(w, "of", tally->one);
		number(w, "added", tally->added);
		number(w, "removed", tally->removed);
		number(w, "changed", tally->changed);
		number(w, "moved", tally->moved);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

void diff_json(struct buf *out, const struct diff *diff)
{
	struct writer w = {.json = {.out = out}, .arena = ARENA_INIT};

	json_begin(&w.json, '{');
	member(&w, "format", STR("almanac-diff"));
	number(&w, "version", FORMAT_VERSION);
	write_name(&w, "from", &diff->from);
	write_name(&w, "to", &diff->to);
	json_name(&w.json, "same");
	json_bool(&w.json, diff->same);
	begin(&w, "summary", '{');
	member(&w, "sentence", diff->summary);
	write_counts(&w, &diff->counts);
	json_end(&w.json, '}');
	write_top(&w, "front_matter", &diff->front);
	write_body(&w, &diff->body);
	write_top(&w, "bundle", &diff->bundle);
	json_end(&w.json, '}');
	arena_release(&w.arena);
}
