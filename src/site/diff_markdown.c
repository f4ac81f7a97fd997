#include "site/diff_format.h"

#include "site/diff_count.h"
#include "site/diff_md.h"
#include "site/diff_md_guide.h"
#include "site/diff_names.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

/* Of the headings of parts, in a comment. */
enum { LEVEL = 3 };

/* ---- entries ---- */

static int depth_of(const struct diff_entry *entry)
{
	return entry->depth + entry->listed;
}

/* Begins a paragraph, or an item of a list. */
static void begin_entry(struct diff_md *w, const struct diff_entry *entry)
{
	int depth = depth_of(entry);

	if (!depth || !w->list)
		buf_add_char(w->out, '\n');
	w->list = depth > 0;
	if (depth) {
		diff_md_indent(w, 2 * (depth - 1));
		buf_add_lit(w->out, "- ");
	}
	w->start = true;
}

static void add_notes(struct diff_md *w, const struct diff_entry *entry)
{
	if (entry->move != DIFF_STAYED)
		diff_md_add(w, entry->move == DIFF_MOVED_UP ? " *(moved up)*"
							    : " *(moved down)*");
	if (entry->reformatted)
		diff_md_add(w, " *(reads the same, written differently)*");
}

static void add_verb(struct diff_md *w, const struct diff_entry *entry)
{
	if (entry->change == DIFF_ADDED)
		diff_md_add(w, " added");
	if (entry->change == DIFF_REMOVED)
		diff_md_add(w, " removed");
}

static void add_name(struct diff_md *w, const struct diff_entry *entry)
{
	if (!entry->name.ptr)
		return;
	diff_md_text(w, entry->name);
	diff_md_add(w, ": ");
}

/* "Source: title, URL; title" */
static void add_sources(struct diff_md *w, const struct diff_entry *entry, const char *verb)
{
	diff_md_add(w, entry->sources.count > 1 ? "Sources" : "Source");
	diff_md_add(w, verb);
	diff_md_add(w, ": ");
	for (size_t i = 0; i < entry->sources.count; i++) {
		const struct diff_citation *source = &entry->sources.items[i];

		diff_md_add(w, i ? "; " : "");
		diff_md_text(w, source->title);
		if (source->url.ptr)
			diff_md_add(w, ", ");
		diff_md_text(w, source->url);
	}
}

static void add_own_sources(struct diff_md *w, const struct diff_entry *entry)
{
	if (!entry->sources.count)
		return;
	diff_md_add(w, " (");
	add_sources(w, entry, "");
	diff_md_add(w, ")");
}

static void write_value(struct diff_md *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add_name(w, entry);
	if (entry->change != DIFF_SAME)
		diff_md_change(w, entry->from, entry->to);
	else if (entry->to.ptr)
		diff_md_text(w, entry->to);
	else
		diff_md_add(w, "—");
	if (entry->change == DIFF_ADDED)
		diff_md_add(w, " *(became known)*");
	if (entry->change == DIFF_REMOVED)
		diff_md_add(w, " *(became unknown)*");
	diff_md_add(w, "\n");
}

static void write_prose(struct diff_md *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add_name(w, entry);
	diff_md_prose(w, entry->prose);
	add_notes(w, entry);
	add_own_sources(w, entry);
	diff_md_add(w, "\n");
}

static void write_sources(struct diff_md *w, const struct diff_entry *entry)
{
	static const char *const verbs[] = {"", "", " added", " removed"};

	begin_entry(w, entry);
	add_sources(w, entry, verbs[entry->change]);
	add_notes(w, entry);
	diff_md_add(w, "\n");
}

static void write_name(struct diff_md *w, const struct diff_entry *entry)
{
	bool strong = entry->depth || !entry->listed;

	begin_entry(w, entry);
	diff_md_add(w, strong ? "**" : "");
	diff_md_text(w, entry->name);
	diff_md_add(w, strong ? "**" : "");
	add_verb(w, entry);
	if (entry->label.len) {
		diff_md_add(w, ": ");
		diff_md_text(w, entry->label);
	}
	add_notes(w, entry);
	add_own_sources(w, entry);
	diff_md_add(w, "\n");
}

static void add_head(struct diff_md *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	diff_md_text(w, diff_capital(&w->arena, entry->name));
	add_verb(w, entry);
	add_notes(w, entry);
	diff_md_add(w, ":\n\n");
	w->list = false;
}

/* Longer than any row of backticks in the lines: they cannot end it. */
static int fence_length(const struct diff_lines *lines)
{
	int longest = 2;

	for (size_t i = 0; i < lines->count; i++) {
		struct str text = lines->items[i].text;

		for (size_t k = 0, row = 0; k < text.len; k++) {
			row = text.ptr[k] == '`' ? row + 1 : 0;
			longest = (int)row > longest ? (int)row : longest;
		}
	}
	return longest + 1;
}

static void add_fence(struct diff_md *w, int columns, int length, const char *language)
{
	diff_md_indent(w, columns);
	while (length-- > 0)
		buf_add_char(w->out, '`');
	buf_addf(w->out, "%s\n", language);
}

static void write_lines(struct diff_md *w, const struct diff_entry *entry)
{
	static const char signs[] = {' ', '-', '+'};
	int length = fence_length(entry->lines), columns = 2 * depth_of(entry);

	add_head(w, entry);
	add_fence(w, columns, length, "diff");
	for (size_t i = 0, end; i < entry->lines->count; i = end) {
		const struct diff_line *line = &entry->lines->items[i];

		end = diff_lines_hidden(entry->lines, i);
		if (end > i) {
			diff_md_indent(w, columns);
			buf_addf(w->out, "@@ %zu lines @@\n", end - i);
			continue;
		}
		end = i + 1;
		diff_md_indent(w, columns);
		buf_add_char(w->out, signs[line->type]);
		buf_add_str(w->out, diff_visible(&w->arena, line->text));
		buf_add_char(w->out, '\n');
	}
	add_fence(w, columns, length, "");
}

/* ---- tables ---- */

static void add_moved(struct diff_md *w, enum diff_move move)
{
	const struct diff_entry entry = {.move = move};

	add_notes(w, &entry);
}

static void add_moved_column(struct diff_md *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		diff_md_add(w, move == DIFF_MOVED_UP ? " *(moved left)*"
						     : " *(moved right)*");
}

static void add_cell(struct diff_md *w, const struct diff_cell *cell)
{
	bool same = cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);

	if (cell->change == DIFF_CHANGED && !same)
		diff_md_change(w, cell->from, cell->to);
	else if (cell->prose)
		diff_md_prose(w, cell->prose);
}

static void write_row(struct diff_md *w, int columns, const struct diff_table *table,
		      const struct diff_row *row)
{
	diff_md_indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++) {
		diff_md_add(w, c ? " | " : "| ");
		add_cell(w, &row->cells[c]);
		if (!c)
			add_moved(w, row->move);
	}
	diff_md_add(w, " |\n");
}

static void write_columns(struct diff_md *w, int columns, const struct diff_table *table)
{
	diff_md_indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		diff_md_add(w, c ? " | " : "| ");
		diff_md_prose(w, column->heading);
		if (column->align.name) {
			diff_md_add(w, " (align: ");
			diff_md_change(w, column->align.from, column->align.to);
			diff_md_add(w, ")");
		}
		add_moved_column(w, column->move);
	}
	diff_md_add(w, " |\n");
	diff_md_indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++)
		diff_md_add(w, c ? " --- |" : "| --- |");
	diff_md_add(w, "\n");
}

/* The rows that are not the same, below the names of all columns. */
static void write_table(struct diff_md *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;
	int columns = 2 * depth_of(entry);

	add_head(w, entry);
	write_columns(w, columns, table);
	for (size_t r = 0; r < table->row_count; r++)
		if (diff_row_shown(table, &table->rows[r]))
			write_row(w, columns, table, &table->rows[r]);
}

/* ---- parts ---- */

static void write_part(struct diff_md *w, const struct diff_entry *entry)
{
	diff_md_heading(w, w->level);
	diff_md_text(w, entry->name);
	if (entry->change == DIFF_ADDED)
		diff_md_add(w, " *(added)*");
	if (entry->change == DIFF_REMOVED)
		diff_md_add(w, " *(removed)*");
	diff_md_add(w, "\n");
}

static void write_section(struct diff_md *w, const struct diff_entry *entry)
{
	diff_md_heading(w, w->level + 1);
	if (!entry->prose)
		diff_md_add(w, "Before the first heading");
	else if (entry->change == DIFF_SAME)
		diff_md_text(w, entry->name);
	else
		diff_md_prose(w, entry->prose);
	add_notes(w, entry);
	diff_md_add(w, "\n");
}

static void write_entry(struct diff_md *w, const struct diff_entry *entry)
{
	switch (entry->type) {
	case DIFF_ENTRY_PART: write_part(w, entry); break;
	case DIFF_ENTRY_SECTION: write_section(w, entry); break;
	case DIFF_ENTRY_NAME: write_name(w, entry); break;
	case DIFF_ENTRY_PROSE: write_prose(w, entry); break;
	case DIFF_ENTRY_VALUE: write_value(w, entry); break;
	case DIFF_ENTRY_SOURCES: write_sources(w, entry); break;
	case DIFF_ENTRY_LINES: write_lines(w, entry); break;
	case DIFF_ENTRY_TABLE: write_table(w, entry); break;
	}
}

static void write_summary(struct diff_md *w, const struct diff *diff)
{
	diff_md_text(w, diff_side_name(&w->arena, &diff->from));
	diff_md_add(w, " → ");
	diff_md_text(w, diff_side_name(&w->arena, &diff->to));
	diff_md_add(w, "\n\n**");
	diff_md_text(w, diff_summary(&w->arena, diff));
	diff_md_add(w, "**\n");
}

/* ---- in a number of bytes ---- */

/* Room for the line that says what is missing. */
enum { CLOSING = 80 };

static void write_closing(struct diff_md *w, size_t count)
{
	buf_addf(w->out, "\n*%zu more change%s not shown here.*\n", count,
		 count == 1 ? " is" : "s are");
}

static size_t count_changes(const struct diff_outline *outline, size_t at)
{
	size_t count = 0;

	while (at < outline->entries.count)
		at = diff_outline_next(outline, at, &count);
	return count;
}

/* Writes changes as long as there is room for them: all of one, or nothing of it. */
static void write_within(struct diff_md *w, const struct diff_outline *outline,
			 size_t limit)
{
	for (size_t at = 0, end; at < outline->entries.count; at = end) {
		size_t before = w->out->len, count = 0;

		end = diff_outline_next(outline, at, &count);
		for (size_t i = at; i < end; i++)
			write_entry(w, &outline->entries.items[i]);
		if (w->out->len <= limit)
			continue;
		w->out->len = before;
		write_closing(w, count_changes(outline, at));
		return;
	}
}

/* ---- the whole ---- */

/* What is left to tell: the changes of a bundle that was there before, and pictures. */
static struct diff without_guide(const struct diff *diff)
{
	struct diff rest = *diff;

	rest.front = (struct diff_record){0};
	rest.body = (struct diff_body){0};
	if (diff->bundle.change != DIFF_CHANGED)
		rest.bundle = (struct diff_record){0};
	return rest;
}

/* False, and nothing is written, where there is no room for the guide. */
static bool write_guide_within(struct diff_md *w, const struct diff *diff, size_t limit)
{
	size_t before = w->out->len;

	diff_md_guide(w, diff);
	if (w->out->len <= limit)
		return true;
	w->out->len = before;
	return false;
}

void diff_markdown_within(struct buf *out, const struct diff *diff, int level,
			  size_t limit)
{
	struct diff_md w = {
		.arena = ARENA_INIT, .out = out, .level = level, .start = true};
	size_t end = !limit ? SIZE_MAX : limit > CLOSING ? out->len + limit - CLOSING : out->len;
	struct diff rest = diff_is_whole(diff) ? without_guide(diff) : *diff;
	struct diff_outline outline = diff_outline_make(&w.arena, &rest);

	write_summary(&w, diff);
	if (!diff_is_whole(diff) || write_guide_within(&w, diff, end))
		write_within(&w, &outline, end);
	else
		write_closing(&w, 1 + count_changes(&outline, 0));
	arena_release(&w.arena);
}

void diff_markdown(struct buf *out, const struct diff *diff)
{
	diff_markdown_within(out, diff, LEVEL, 0);
}
