#include "site/diff_json_text.h"

#include "site/diff_names.h"
#include "site/diff_show.h"

void diff_json_number(struct diff_json_writer *w, const char *name, size_t value)
{
	json_name(&w->json, name);
	json_integer(&w->json, (long long)value);
}

void diff_json_member(struct diff_json_writer *w, const char *name, struct str text)
{
	json_member(&w->json, name, text);
}

void diff_json_begin(struct diff_json_writer *w, const char *name, char bracket)
{
	if (name)
		json_name(&w->json, name);
	json_begin(&w->json, bracket);
}

void diff_json_nothing(struct diff_json_writer *w, const char *name)
{
	json_name(&w->json, name);
	json_null(&w->json);
}

void diff_json_change(struct diff_json_writer *w, enum diff_change change)
{
	static const char *const names[] = {"same", "changed", "added", "removed"};

	diff_json_member(w, "change", str_of(names[change]));
}

void diff_json_move(struct diff_json_writer *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		diff_json_member(w, "moved",
				 move == DIFF_MOVED_UP ? STR("up") : STR("down"));
}

/* ---- words ---- */

static void write_marks(struct diff_json_writer *w, const struct diff_style *style)
{
	static const struct {
		unsigned mark;
		const char *name;
	} names[] = {
		{DIFF_EMPHASIS, "emphasis"}, {DIFF_STRONG, "strong"},
		{DIFF_STRIKE, "strike"},     {DIFF_CODE, "code"},
		{DIFF_HTML, "html"},         {DIFF_NOTE, "footnote"},
	};

	if (style->marks & ~(unsigned)DIFF_PICTURE)
		diff_json_begin(w, "style", '[');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (style->marks & names[i].mark)
			json_text(&w->json, str_of(names[i].name));
	if (style->marks & ~(unsigned)DIFF_PICTURE)
		json_end(&w->json, ']');
}

static void write_target(struct diff_json_writer *w, const char *name, struct str url,
			 struct str title)
{
	if (!url.ptr)
		return;
	diff_json_begin(w, name, '{');
	diff_json_member(w, "url", url);
	if (title.len)
		diff_json_member(w, "title", title);
	json_end(&w->json, '}');
}

static void write_style(struct diff_json_writer *w, const struct diff_style *style)
{
	write_marks(w, style);
	write_target(w, "link", style->link, style->link_title);
	write_target(w, "picture", style->picture, style->picture_title);
}

/* A stretch of words that are set alike. */
static void write_span(struct diff_json_writer *w, const struct diff_run *run, size_t at,
		       size_t end)
{
	static const char *const names[] = {"kept", "deleted", "inserted", "restyled"};
	const struct diff_words *words = run->to.count ? &run->to : &run->from;
	struct diff_words span = {words->items + at, end - at};

	json_begin(&w->json, '{');
	diff_json_member(w, "change", str_of(names[run->type]));
	diff_json_member(w, "text", diff_plain(&w->arena, &span));
	if (run->type == DIFF_RESTYLED) {
		diff_json_begin(w, "from", '{');
		write_style(w, run->from.items->style);
		json_end(&w->json, '}');
		diff_json_begin(w, "to", '{');
		write_style(w, run->to.items->style);
		json_end(&w->json, '}');
	} else {
		write_style(w, span.items->style);
	}
	json_end(&w->json, '}');
}

void diff_json_words(struct diff_json_writer *w, const struct diff_prose *prose)
{
	diff_json_begin(w, "words", '[');
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

static void write_attribute(struct diff_json_writer *w,
			    const struct diff_attribute *attribute)
{
	json_begin(&w->json, '{');
	diff_json_member(w, "name", str_of(attribute->name));
	diff_json_member(w, "from", attribute->from);
	diff_json_member(w, "to", attribute->to);
	json_end(&w->json, '}');
}

static void write_lines(struct diff_json_writer *w, const struct diff_lines *lines)
{
	static const char *const names[] = {"kept", "deleted", "inserted"};

	diff_json_begin(w, "lines", '[');
	for (size_t i = 0; i < lines->count; i++) {
		json_begin(&w->json, '{');
		diff_json_member(w, "change", str_of(names[lines->items[i].type]));
		diff_json_member(w, "text", lines->items[i].text);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_columns(struct diff_json_writer *w, const struct diff_table *table)
{
	diff_json_begin(w, "columns", '[');
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		json_begin(&w->json, '{');
		diff_json_change(w, column->change);
		diff_json_move(w, column->move);
		diff_json_member(w, "name", column->name);
		if (column->change == DIFF_CHANGED)
			diff_json_words(w, column->heading);
		if (column->align.name) {
			diff_json_begin(w, "attributes", '[');
			write_attribute(w, &column->align);
			json_end(&w->json, ']');
		}
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_cells(struct diff_json_writer *w, const struct diff_table *table,
			const struct diff_row *row)
{
	diff_json_begin(w, "cells", '[');
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_SAME)
			continue;
		json_begin(&w->json, '{');
		diff_json_change(w, cell->change);
		diff_json_member(w, "column", table->columns[c].name);
		diff_json_member(w, "from", cell->from);
		diff_json_member(w, "to", cell->to);
		if (cell->change == DIFF_CHANGED)
			diff_json_words(w, cell->prose);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_table(struct diff_json_writer *w, const struct diff_table *table)
{
	write_columns(w, table);
	diff_json_begin(w, "rows", '[');
	for (size_t r = 0; r < table->row_count; r++) {
		const struct diff_row *row = &table->rows[r];

		if (!diff_row_shown(table, row))
			continue;
		json_begin(&w->json, '{');
		diff_json_change(w, row->change);
		diff_json_move(w, row->move);
		diff_json_member(w, "key", row->key);
		write_cells(w, table, row);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_source(struct diff_json_writer *w, const char *name,
			 const struct diff_source *source, bool with_text)
{
	if (!source->text.ptr) {
		diff_json_nothing(w, name);
		return;
	}
	diff_json_begin(w, name, '{');
	diff_json_number(w, "block", source->index);
	diff_json_number(w, "at", source->at);
	diff_json_number(w, "bytes", source->text.len);
	if (with_text)
		diff_json_member(w, "source", source->text);
	json_end(&w->json, '}');
}

/* What changed inside; recursion is bounded by MD_DEEPEST. */
static void write_inside(struct diff_json_writer *w, const struct diff_block *block)
{
	if (block->attributes.count) {
		diff_json_begin(w, "attributes", '[');
		for (size_t i = 0; i < block->attributes.count; i++)
			write_attribute(w, &block->attributes.items[i]);
		json_end(&w->json, ']');
	}
	if (block->prose)
		diff_json_words(w, block->prose);
	if (block->lines)
		write_lines(w, block->lines);
	if (block->table)
		write_table(w, block->table);
	if (block->children.count) {
		json_name(&w->json, "blocks");
		diff_json_blocks(w, &block->children);
	}
}

static void begin_block(struct diff_json_writer *w, const struct diff_block *block)
{
	json_begin(&w->json, '{');
	diff_json_change(w, block->change);
	diff_json_move(w, block->move);
	diff_json_member(w, "type", diff_name_of_block(block->type));
	if (block->joined) {
		json_name(&w->json, "joined");
		json_bool(&w->json, true);
	}
}

/* Blocks in others: they have no source of their own. */
void diff_json_blocks(struct diff_json_writer *w, const struct diff_blocks *blocks)
{
	json_begin(&w->json, '[');
	for (size_t i = 0; i < blocks->count; i++) {
		const struct diff_block *block = &blocks->items[i];

		begin_block(w, block);
		if (block->change != DIFF_SAME && !block->joined)
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
	while (end < blocks->count &&
	       continues(&blocks->items[end - 1], &blocks->items[end]))
		end++;
	return end;
}

static struct diff_source joined(const struct diff_source *first,
				 const struct diff_source *last)
{
	return (struct diff_source){
		first->index,
		first->at,
		{first->text.ptr, last->at + last->text.len - first->at}};
}

static void write_copied(struct diff_json_writer *w, const struct diff_block *first,
			 const struct diff_block *last)
{
	struct diff_source from = joined(&first->from, &last->from);
	struct diff_source to = joined(&first->to, &last->to);

	json_begin(&w->json, '{');
	diff_json_change(w, DIFF_SAME);
	diff_json_number(w, "section", first->section);
	diff_json_number(w, "blocks", last->to.index - first->to.index + 1);
	write_source(w, "from", &from, false);
	write_source(w, "to", &to, false);
	json_end(&w->json, '}');
}

static void write_block(struct diff_json_writer *w, const struct diff_block *block)
{
	begin_block(w, block);
	diff_json_number(w, "section", block->section);
	if (block->reformatted) {
		json_name(&w->json, "reformatted");
		json_bool(&w->json, true);
	}
	write_source(w, "from", &block->from, !is_copy(block));
	write_source(w, "to", &block->to, !is_copy(block));
	if (block->change != DIFF_SAME && !block->joined)
		write_inside(w, block);
	json_end(&w->json, '}');
}

static void write_sections(struct diff_json_writer *w, const struct diff_body *body)
{
	diff_json_begin(w, "sections", '[');
	for (size_t i = 0; i < body->section_count; i++) {
		const struct diff_section *section = &body->sections[i];

		json_begin(&w->json, '{');
		diff_json_change(w, section->change);
		diff_json_move(w, section->move);
		diff_json_member(w, "title", section->title);
		diff_json_number(w, "level", (size_t)section->level);
		diff_json_number(w, "words", section->words);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

void diff_json_body(struct diff_json_writer *w, const struct diff_body *body)
{
	if (!body->differs) {
		diff_json_nothing(w, "body");
		return;
	}
	diff_json_begin(w, "body", '{');
	diff_json_begin(w, "lead", '{');
	diff_json_member(w, "from", body->from_lead);
	diff_json_member(w, "to", body->to_lead);
	json_end(&w->json, '}');
	write_sections(w, body);
	diff_json_begin(w, "blocks", '[');
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
