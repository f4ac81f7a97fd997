#include "site/diff_format.h"

#include "base/unicode.h"
#include "site/diff_line.h"
#include "site/diff_names.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

enum { INDENT = 2, DEEPEST = 18 };

/* ---- prose ---- */

/* A letter as wide as two: where such stand without spaces, a line may end before it. */
static bool is_wide(const struct diff_word *word)
{
	size_t at = 0;

	return word->letters && unicode_width(utf8_next(word->text, &at)) == 2;
}

static void add_kept(struct diff_line_writer *w, const struct diff_words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		struct diff_words word = {&words->items[i], 1};
		size_t before = w->line.count;

		diff_line_content(w, diff_reading(&w->arena, &word), DIFF_INK_NONE,
				  false);
		if (w->line.count > before)
			w->line.items[before].breakable = is_wide(&words->items[i]);
	}
}

/* Words with a mark on both sides, or a colour, and the Markdown that sets them. */
static void add_marked(struct diff_line_writer *w, const struct diff_prose *prose,
		       const struct diff_run *run, bool deleted, bool space)
{
	enum diff_ink ink = deleted ? DIFF_INK_DELETED : DIFF_INK_INSERTED;
	const struct diff_words *words = deleted ? &run->from : &run->to;
	struct str text = diff_markup(&w->arena, prose, run, words);

	if (w->colour) {
		diff_line_content(w, text, ink, space);
		return;
	}
	diff_line_add(w, deleted ? STR("[-") : STR("{+"), ink, space);
	w->last = '\0';
	diff_line_content(w, diff_bare(text), ink, false);
	diff_line_add(w, deleted ? STR("-]") : STR("+}"), ink, false);
	w->last = '\0';
}

static void add_prose(struct diff_line_writer *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		bool replaces =
			run->type == DIFF_RESTYLED ||
			(i && run->type == DIFF_INSERTED && run[-1].type == DIFF_DELETED);

		if (run->type == DIFF_KEPT && !run->to.items->space && diff_space_before(prose, i))
			diff_line_add(w, STR(""), DIFF_INK_NONE, true);
		if (run->type == DIFF_KEPT)
			add_kept(w, &run->to);
		if (run->type == DIFF_DELETED || run->type == DIFF_RESTYLED)
			add_marked(w, prose, run, true, run->from.items->space);
		if (run->type == DIFF_INSERTED || run->type == DIFF_RESTYLED)
			add_marked(w, prose, run, false,
				   replaces ? w->colour && !diff_attaches(&run->to)
					    : run->to.items->space);
	}
}

/* With a space before it: no word brings its own at the start. */
static void add_apart(struct diff_line_writer *w, const struct diff_prose *prose)
{
	diff_line_add(w, STR(""), DIFF_INK_NONE, true);
	add_prose(w, prose);
}

/* Of what was added or removed as a whole, the sign says it already. */
static void add_whole_prose(struct diff_line_writer *w, const struct diff_prose *prose,
			    enum diff_ink ink)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;

		diff_line_content(w, diff_markup(&w->arena, prose, run, words), ink,
				  !i || words->items->space);
	}
}

/* ---- entries ---- */

/* What only moved has an arrow. */
static const char *sign_of(enum diff_change change, enum diff_move move)
{
	static const char *const signs[] = {" ", "~", "+", "-"};

	if (change == DIFF_SAME && move != DIFF_STAYED)
		return move == DIFF_MOVED_UP ? "↑" : "↓";
	return signs[change];
}

static enum diff_ink ink_of(enum diff_change change)
{
	return change == DIFF_ADDED     ? DIFF_INK_INSERTED
	       : change == DIFF_REMOVED ? DIFF_INK_DELETED
					: DIFF_INK_NONE;
}

static void add_note(struct diff_line_writer *w, enum diff_move move, bool reformatted)
{
	if (move != DIFF_STAYED)
		diff_line_add(w,
			      move == DIFF_MOVED_UP ? STR("(moved up)")
						    : STR("(moved down)"),
			      DIFF_INK_FAINT, true);
	if (reformatted)
		diff_line_add(w, STR("(reads the same, written differently)"),
			      DIFF_INK_FAINT, true);
}

static void add_text_or_dash(struct diff_line_writer *w, struct str text,
			     enum diff_ink ink)
{
	if (!text.ptr)
		diff_line_add(w, STR("—"), ink, true);
	else if (!text.len)
		diff_line_add(w, STR("(empty)"), ink, true);
	else
		diff_line_content(w, text, ink, true);
}

static void add_change(struct diff_line_writer *w, struct str from, struct str to)
{
	add_text_or_dash(w, from, DIFF_INK_DELETED);
	diff_line_add(w, STR("→"), DIFF_INK_NONE, true);
	add_text_or_dash(w, to, DIFF_INK_INSERTED);
}

static void add_name(struct diff_line_writer *w, struct str name)
{
	if (!name.ptr)
		return;
	diff_line_content(w, name, DIFF_INK_NONE, true);
	diff_line_add(w, STR(":"), DIFF_INK_NONE, false);
}

/* "Source: title (URL); title" */
static void add_sources(struct diff_line_writer *w, const struct diff_entry *entry,
			enum diff_ink ink)
{
	diff_line_add(w, entry->sources.count > 1 ? STR("Sources:") : STR("Source:"), ink, true);
	for (size_t i = 0; i < entry->sources.count; i++) {
		const struct diff_citation *source = &entry->sources.items[i];

		if (i)
			diff_line_add(w, STR(";"), ink, false);
		diff_line_content(w, source->title, ink, true);
		if (!source->url.ptr)
			continue;
		diff_line_add(w, STR("("), ink, true);
		diff_line_content(w, source->url, ink, false);
		diff_line_add(w, STR(")"), ink, false);
	}
}

/* What stands behind the words of an entry: its id, and where it was read. */
static void add_behind(struct diff_line_writer *w, const struct diff_entry *entry)
{
	if (entry->id.len) {
		diff_line_add(w, STR("("), DIFF_INK_FAINT, true);
		diff_line_content(w, entry->id, DIFF_INK_FAINT, false);
		diff_line_add(w, STR(")"), DIFF_INK_FAINT, false);
	}
	if (entry->sources.count)
		add_sources(w, entry, DIFF_INK_FAINT);
	add_note(w, entry->move, entry->reformatted);
}

static void start_entry(struct diff_line_writer *w, const struct diff_entry *entry)
{
	const char *sign = entry->reformatted && entry->change == DIFF_SAME &&
					   entry->move == DIFF_STAYED
				   ? "≈"
				   : sign_of(entry->change, entry->move);

	diff_line_add(w, str_of(sign), ink_of(entry->change), false);
}

/* However deep, half of the line is left. */
static int indent_of(const struct diff_entry *entry)
{
	int depth = entry->depth < DEEPEST ? entry->depth : DEEPEST;

	return INDENT + depth * INDENT;
}

static void write_value(struct diff_line_writer *w, const struct diff_entry *entry)
{
	bool known = entry->change == DIFF_ADDED, unknown = entry->change == DIFF_REMOVED;

	diff_line_add(w, entry->change == DIFF_SAME ? STR(" ") : STR("~"), DIFF_INK_NONE,
		      false);
	add_name(w, entry->name);
	if (entry->change == DIFF_SAME)
		add_text_or_dash(w, entry->to, DIFF_INK_NONE);
	else
		add_change(w, entry->from, entry->to);
	if (known || unknown)
		diff_line_add(w, known ? STR("(became known)") : STR("(became unknown)"),
			      DIFF_INK_BOLD, true);
	diff_line_end(w, indent_of(entry), 2 * INDENT);
}

static void write_prose(struct diff_line_writer *w, const struct diff_entry *entry)
{
	start_entry(w, entry);
	add_name(w, entry->name);
	if (entry->change == DIFF_CHANGED)
		add_apart(w, entry->prose);
	else
		add_whole_prose(w, entry->prose, ink_of(entry->change));
	add_behind(w, entry);
	diff_line_end(w, indent_of(entry), INDENT);
}

static void write_sources(struct diff_line_writer *w, const struct diff_entry *entry)
{
	start_entry(w, entry);
	add_sources(w, entry, ink_of(entry->change));
	add_note(w, entry->move, entry->reformatted);
	diff_line_end(w, indent_of(entry), INDENT);
}

static void write_name(struct diff_line_writer *w, const struct diff_entry *entry)
{
	start_entry(w, entry);
	diff_line_content(w, entry->name, entry->depth ? DIFF_INK_NONE : DIFF_INK_BOLD,
			  true);
	if (entry->label.len) {
		diff_line_add(w, STR(":"), DIFF_INK_NONE, false);
		diff_line_content(w, entry->label, DIFF_INK_NONE, true);
	}
	add_behind(w, entry);
	diff_line_end(w, indent_of(entry), INDENT);
}

static void write_lines(struct diff_line_writer *w, const struct diff_entry *entry)
{
	static const char *const signs[] = {" ", "-", "+"};

	start_entry(w, entry);
	diff_line_content(w, entry->name, DIFF_INK_NONE, true);
	add_note(w, entry->move, entry->reformatted);
	diff_line_end(w, indent_of(entry), INDENT);
	for (size_t i = 0, end; i < entry->lines->count; i = end) {
		const struct diff_line *line = &entry->lines->items[i];
		enum diff_ink now = DIFF_INK_NONE;

		end = diff_lines_hidden(entry->lines, i);
		diff_line_begin(w, indent_of(entry) + INDENT);
		if (end > i) {
			buf_addf(w->out, "… %zu lines\n", end - i);
			continue;
		}
		end = i + 1;
		diff_line_ink(w, &now,
			      line->type == DIFF_DELETED    ? DIFF_INK_DELETED
			      : line->type == DIFF_INSERTED ? DIFF_INK_INSERTED
							    : DIFF_INK_NONE);
		buf_addf(w->out, "%s ", signs[line->type]);
		buf_add_str(w->out, diff_visible(&w->arena, line->text));
		diff_line_ink(w, &now, DIFF_INK_NONE);
		buf_add_char(w->out, '\n');
	}
}

/* ---- tables ---- */

static bool same_text(const struct diff_cell *cell)
{
	return cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);
}

static void write_cell(struct diff_line_writer *w, int indent,
		       const struct diff_column *column, const struct diff_row *row,
		       const struct diff_cell *cell)
{
	diff_line_add(w, STR("~ row"), DIFF_INK_NONE, false);
	add_name(w, row->key);
	add_name(w, column->name);
	if (same_text(cell))
		add_apart(w, cell->prose);
	else
		add_change(w, cell->from, cell->to);
	diff_line_end(w, indent, INDENT);
}

static bool is_whole(const struct diff_row *row)
{
	return row->change == DIFF_ADDED || row->change == DIFF_REMOVED;
}

/* "+ row KEY: COLUMN: cell; COLUMN: cell"; of a row that moved, its key alone */
static void write_row(struct diff_line_writer *w, int indent,
		      const struct diff_table *table, const struct diff_row *row)
{
	enum diff_ink ink = ink_of(row->change);
	bool any = false;

	diff_line_add(w,
		      str_of(sign_of(is_whole(row) ? row->change : DIFF_SAME, row->move)),
		      ink, false);
	diff_line_add(w, STR("row"), DIFF_INK_NONE, true);
	diff_line_content(w, row->key.len ? row->key : STR("(empty)"), DIFF_INK_NONE,
			  true);
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_SAME || !is_whole(row))
			continue;
		diff_line_add(w, any ? STR(";") : STR(":"), DIFF_INK_NONE, false);
		add_name(w, table->columns[c].name);
		add_text_or_dash(w, cell->to.ptr ? cell->to : cell->from, ink);
		any = true;
	}
	add_note(w, row->move, false);
	diff_line_end(w, indent, INDENT);
}

static const char *sign_of_column(const struct diff_column *column)
{
	if (column->change != DIFF_SAME)
		return sign_of(column->change, DIFF_STAYED);
	return column->move == DIFF_MOVED_UP ? "←" : "→";
}

static void write_column(struct diff_line_writer *w, int indent,
			 const struct diff_table *table, size_t c)
{
	const struct diff_column *column = &table->columns[c];

	if (column->change == DIFF_SAME && column->move == DIFF_STAYED)
		return;
	diff_line_add(w, str_of(sign_of_column(column)), ink_of(column->change), false);
	diff_line_add(w, STR("column"), DIFF_INK_NONE, true);
	if (column->change == DIFF_CHANGED)
		add_apart(w, column->heading);
	else
		diff_line_content(w, column->name.len ? column->name : STR("(empty)"),
				  DIFF_INK_NONE, true);
	if (column->align.name) {
		add_name(w, str_of(column->align.name));
		add_change(w, column->align.from, column->align.to);
	}
	if (column->move != DIFF_STAYED)
		diff_line_add(w,
			      column->move == DIFF_MOVED_UP ? STR("(moved left)")
							    : STR("(moved right)"),
			      DIFF_INK_FAINT, true);
	diff_line_end(w, indent, INDENT);
}

/* A row that stayed, with its cells of columns that came or went. */
static void write_new_cells(struct diff_line_writer *w, int indent,
			    const struct diff_table *table, const struct diff_row *row)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_CHANGED)
			write_cell(w, indent, &table->columns[c], row, cell);
		if (cell->change != DIFF_ADDED && cell->change != DIFF_REMOVED)
			continue;
		diff_line_add(w, str_of(sign_of(cell->change, DIFF_STAYED)),
			      ink_of(cell->change), false);
		diff_line_add(w, STR("row"), DIFF_INK_NONE, true);
		add_name(w, row->key);
		add_name(w, table->columns[c].name);
		add_text_or_dash(w, cell->to.ptr ? cell->to : cell->from,
				 ink_of(cell->change));
		diff_line_end(w, indent, INDENT);
	}
}

static void write_table(struct diff_line_writer *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;
	int indent = indent_of(entry) + INDENT;

	start_entry(w, entry);
	diff_line_content(w, entry->name, DIFF_INK_NONE, true);
	add_note(w, entry->move, entry->reformatted);
	diff_line_end(w, indent_of(entry), INDENT);
	for (size_t c = 0; entry->change == DIFF_CHANGED && c < table->column_count; c++)
		write_column(w, indent, table, c);
	for (size_t r = 0; r < table->row_count; r++) {
		const struct diff_row *row = &table->rows[r];
		bool whole = is_whole(row);

		if (whole || row->move != DIFF_STAYED)
			write_row(w, indent, table, row);
		if (!whole)
			write_new_cells(w, indent, table, row);
	}
}

/* ---- the whole ---- */

static void add_whole(struct diff_line_writer *w, enum diff_change change)
{
	if (change == DIFF_ADDED || change == DIFF_REMOVED)
		diff_line_add(w, change == DIFF_ADDED ? STR("(added)") : STR("(removed)"),
			      DIFF_INK_FAINT, true);
}

static void write_part(struct diff_line_writer *w, const struct diff_entry *entry)
{
	buf_add_char(w->out, '\n');
	diff_line_content(w, entry->name, DIFF_INK_BOLD, false);
	add_whole(w, entry->change);
	diff_line_end(w, 0, INDENT);
}

static void write_section(struct diff_line_writer *w, const struct diff_entry *entry)
{
	buf_add_char(w->out, '\n');
	if (!entry->prose) {
		diff_line_add(w, STR("Before the first heading"), DIFF_INK_BOLD, false);
		diff_line_end(w, INDENT, INDENT);
		return;
	}
	diff_line_add(w, STR("Section:"), DIFF_INK_FAINT, false);
	if (entry->change == DIFF_CHANGED)
		add_apart(w, entry->prose);
	else
		diff_line_content(w, entry->name, DIFF_INK_BOLD, true);
	add_whole(w, entry->change);
	add_note(w, entry->move, entry->reformatted);
	diff_line_end(w, INDENT, INDENT);
}

static void write_entry(struct diff_line_writer *w, const struct diff_entry *entry)
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

void diff_text(struct buf *out, const struct diff *diff, bool colour)
{
	struct diff_line_writer w = {.arena = ARENA_INIT, .out = out, .colour = colour};
	struct diff_outline outline = diff_outline_make(&w.arena, diff);

	diff_line_content(&w, diff_side_name(&w.arena, &diff->from), DIFF_INK_BOLD,
			  false);
	diff_line_add(&w, STR("→"), DIFF_INK_NONE, true);
	diff_line_content(&w, diff_side_name(&w.arena, &diff->to), DIFF_INK_BOLD, true);
	diff_line_end(&w, 0, INDENT);
	diff_line_content(&w, diff->summary, DIFF_INK_NONE, false);
	diff_line_end(&w, 0, INDENT);
	for (size_t i = 0; i < outline.entries.count; i++)
		write_entry(&w, &outline.entries.items[i]);
	arena_release(&w.arena);
}
