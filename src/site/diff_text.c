#include "site/diff_format.h"

#include "base/unicode.h"
#include "site/diff_names.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

enum { WIDTH = 80, INDENT = 2 };

enum ink { INK_NONE, INK_DELETED, INK_INSERTED, INK_BOLD, INK_FAINT };
static const char *const inks[] = {"", "\033[31;9m", "\033[32m", "\033[1m", "\033[2m"};
#define INK_OFF "\033[0m"

/* A piece of a line; a line is broken before those that allow it. */
struct fragment {
	struct str text; /* visible */
	enum ink ink;
	bool space;      /* before it, or else a line break */
	bool breakable;  /* a line break can stand before it all the same */
};

struct writer {
	struct arena arena;
	struct buf *out;
	bool colour;
	LIST(struct fragment) line;
	char last; /* byte of content added to `line` */
};

/* ---- lines ---- */

static bool is_mark(char first, char second)
{
	return (first == '[' && second == '-') || (first == '-' && second == ']') ||
	       (first == '{' && second == '+') || (first == '+' && second == '}');
}

/* Puts a backslash into what would look like our marks. */
static struct str without_marks(struct writer *w, struct str text, bool space)
{
	struct buf out = BUF_INIT;
	struct str kept;

	if (space)
		w->last = ' ';
	for (size_t i = 0; i < text.len; i++) {
		if (is_mark(w->last, text.ptr[i]))
			buf_add_char(&out, '\\');
		buf_add_char(&out, text.ptr[i]);
		w->last = text.ptr[i];
	}
	kept = str_copy(&w->arena, buf_str(&out));
	buf_release(&out);
	return kept;
}

static struct fragment *add(struct writer *w, struct str text, enum ink ink, bool space)
{
	struct fragment *fragment = list_add(&w->line, &w->arena);

	*fragment = (struct fragment){text, ink, space, false};
	w->last = text.len ? text.ptr[text.len - 1] : w->last;
	return fragment;
}

/* What content says, broken into pieces at its spaces. */
static void add_content(struct writer *w, struct str text, enum ink ink, bool space)
{
	text = diff_visible(&w->arena, text);
	space |= str_starts(text, STR(" "));
	for (text = str_trim(text); text.len;) {
		size_t end = str_find(text, ' ');
		struct str piece = str_slice(text, 0, end);

		if (!w->colour)
			piece = without_marks(w, piece, space);
		add(w, piece, ink, space);
		text = str_trim(str_slice(text, end, text.len));
		space = true;
	}
}

static int width_of(struct str text)
{
	int width = 0;

	for (size_t at = 0; at < text.len;)
		width += unicode_width(utf8_next(text, &at));
	return width;
}

/* The columns of the fragment AT and those that hang on it. */
static int chunk_width(const struct writer *w, size_t at)
{
	int width = width_of(w->line.items[at].text);

	while (++at < w->line.count && !w->line.items[at].space &&
	       !w->line.items[at].breakable)
		width += width_of(w->line.items[at].text);
	return width;
}

static void set_ink(struct writer *w, enum ink *now, enum ink ink)
{
	if (*now == ink || !w->colour)
		return;
	if (*now != INK_NONE)
		buf_add_lit(w->out, INK_OFF);
	buf_add(w->out, inks[ink], strlen(inks[ink]));
	*now = ink;
}

static void begin_line(struct writer *w, int indent)
{
	if (w->out->len && w->out->ptr[w->out->len - 1] != '\n')
		buf_add_char(w->out, '\n');
	for (int i = 0; i < indent; i++)
		buf_add_char(w->out, ' ');
}

/* Prints the line, broken where it must be; further lines stand HANGING deeper. */
static void end_line(struct writer *w, int indent, int hanging)
{
	enum ink now = INK_NONE;
	int column = indent;

	begin_line(w, indent);
	for (size_t i = 0; i < w->line.count; i++) {
		const struct fragment *f = &w->line.items[i];
		bool can_break = i && (f->space || f->breakable);

		if (can_break && column + f->space + chunk_width(w, i) > WIDTH) {
			set_ink(w, &now, INK_NONE);
			begin_line(w, indent + hanging);
			column = indent + hanging;
		} else if (i && f->space) {
			if (now != f->ink)
				set_ink(w, &now, INK_NONE);
			buf_add_char(w->out, ' ');
			column++;
		}
		set_ink(w, &now, f->ink);
		buf_add_str(w->out, f->text);
		column += width_of(f->text);
	}
	set_ink(w, &now, INK_NONE);
	buf_add_char(w->out, '\n');
	w->line.count = 0;
	w->last = '\0';
}

/* ---- prose ---- */

/* A letter as wide as two: where such stand without spaces, a line may end before it. */
static bool is_wide(const struct diff_word *word)
{
	size_t at = 0;

	return word->letters && unicode_width(utf8_next(word->text, &at)) == 2;
}

static void add_kept(struct writer *w, const struct diff_words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		struct diff_words word = {&words->items[i], 1};
		size_t before = w->line.count;

		add_content(w, diff_reading(&w->arena, &word), INK_NONE, false);
		if (w->line.count > before)
			w->line.items[before].breakable = is_wide(&words->items[i]);
	}
}

/* Words with a mark on both sides, or a colour, and the Markdown that sets them. */
static void add_marked(struct writer *w, const struct diff_words *words, enum ink ink,
		       bool space)
{
	bool deleted = ink == INK_DELETED;

	if (w->colour) {
		add_content(w, diff_markup(&w->arena, words), ink, space);
		return;
	}
	add(w, deleted ? STR("[-") : STR("{+"), ink, space);
	w->last = '\0';
	add_content(w, str_trim(diff_markup(&w->arena, words)), ink, false);
	add(w, deleted ? STR("-]") : STR("+}"), ink, false);
	w->last = '\0';
}

static void add_prose(struct writer *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		bool replaces =
			run->type == DIFF_RESTYLED ||
			(i && run->type == DIFF_INSERTED && run[-1].type == DIFF_DELETED);

		if (run->type == DIFF_KEPT)
			add_kept(w, &run->to);
		if (run->type == DIFF_DELETED || run->type == DIFF_RESTYLED)
			add_marked(w, &run->from, INK_DELETED, run->from.items->space);
		if (run->type == DIFF_INSERTED || run->type == DIFF_RESTYLED)
			add_marked(w, &run->to, INK_INSERTED,
				   replaces ? w->colour : run->to.items->space);
	}
}

/* With a space before it: no word brings its own at the start. */
static void add_apart(struct writer *w, const struct diff_prose *prose)
{
	add(w, STR(""), INK_NONE, true);
	add_prose(w, prose);
}

/* Of what was added or removed as a whole, the sign says it already. */
static void add_whole_prose(struct writer *w, const struct diff_prose *prose, enum ink ink)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;

		add_content(w, diff_markup(&w->arena, words), ink, !i || words->items->space);
	}
}

/* ---- entries ---- */

static const char *sign_of(enum diff_change change, enum diff_move move)
{
	static const char *const signs[] = {" ", "~", "+", "-"};

	if (change == DIFF_SAME && move != DIFF_STAYED)
		return move == DIFF_MOVED_UP ? "↑" : "↓";
	return signs[change];
}

static enum ink ink_of(enum diff_change change)
{
	return change == DIFF_ADDED     ? INK_INSERTED
	       : change == DIFF_REMOVED ? INK_DELETED
					: INK_NONE;
}

static void add_note(struct writer *w, enum diff_move move, bool reformatted)
{
	if (move != DIFF_STAYED)
		add(w, move == DIFF_MOVED_UP ? STR("(moved up)") : STR("(moved down)"),
		    INK_FAINT, true);
	if (reformatted)
		add(w, STR("(reads the same, written differently)"), INK_FAINT, true);
}

static void add_text_or_dash(struct writer *w, struct str text, enum ink ink)
{
	if (!text.ptr)
		add(w, STR("—"), ink, true);
	else if (!text.len)
		add(w, STR("(empty)"), ink, true);
	else
		add_content(w, text, ink, true);
}

static void add_change(struct writer *w, struct str from, struct str to)
{
	add_text_or_dash(w, from, INK_DELETED);
	add(w, STR("→"), INK_NONE, true);
	add_text_or_dash(w, to, INK_INSERTED);
}

static void add_name(struct writer *w, struct str name)
{
	if (!name.ptr)
		return;
	add_content(w, name, INK_NONE, true);
	add(w, STR(":"), INK_NONE, false);
}

static void start_entry(struct writer *w, const struct diff_entry *entry)
{
	add(w, str_of(sign_of(entry->change, entry->move)), ink_of(entry->change), false);
}

static int indent_of(const struct diff_entry *entry)
{
	return INDENT + entry->depth * INDENT;
}

static void write_value(struct writer *w, const struct diff_entry *entry)
{
	bool known = entry->change == DIFF_ADDED, unknown = entry->change == DIFF_REMOVED;

	add(w, entry->change == DIFF_SAME ? STR(" ") : STR("~"), INK_NONE, false);
	add_name(w, entry->name);
	if (entry->change == DIFF_SAME)
		add_text_or_dash(w, entry->to, INK_NONE);
	else
		add_change(w, entry->from, entry->to);
	if (known || unknown)
		add(w, known ? STR("(became known)") : STR("(became unknown)"), INK_BOLD,
		    true);
	end_line(w, indent_of(entry), 2 * INDENT);
}

static void write_prose(struct writer *w, const struct diff_entry *entry)
{
	start_entry(w, entry);
	add_name(w, entry->name);
	if (entry->change == DIFF_CHANGED)
		add_apart(w, entry->prose);
	else
		add_whole_prose(w, entry->prose, ink_of(entry->change));
	add_note(w, entry->move, entry->reformatted);
	end_line(w, indent_of(entry), INDENT);
}

static void write_name(struct writer *w, const struct diff_entry *entry)
{
	start_entry(w, entry);
	add_content(w, entry->name, entry->depth ? INK_NONE : INK_BOLD, true);
	if (entry->label.len) {
		add(w, STR(":"), INK_NONE, false);
		add_content(w, entry->label, INK_NONE, true);
	}
	add_note(w, entry->move, entry->reformatted);
	end_line(w, indent_of(entry), INDENT);
}

static void write_lines(struct writer *w, const struct diff_entry *entry)
{
	static const char *const signs[] = {" ", "-", "+"};

	start_entry(w, entry);
	add_content(w, entry->name, INK_NONE, true);
	add_note(w, entry->move, entry->reformatted);
	end_line(w, indent_of(entry), INDENT);
	for (size_t i = 0; i < entry->lines->count; i++) {
		const struct diff_line *line = &entry->lines->items[i];
		enum ink now = INK_NONE;

		begin_line(w, indent_of(entry) + INDENT);
		set_ink(w, &now, line->type == DIFF_DELETED    ? INK_DELETED
				 : line->type == DIFF_INSERTED ? INK_INSERTED
							       : INK_NONE);
		buf_addf(w->out, "%s ", signs[line->type]);
		buf_add_str(w->out, diff_visible(&w->arena, line->text));
		set_ink(w, &now, INK_NONE);
		buf_add_char(w->out, '\n');
	}
}

/* ---- tables ---- */

static bool same_text(const struct diff_cell *cell)
{
	return cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);
}

static void write_cell(struct writer *w, int indent, const struct diff_column *column,
		       const struct diff_row *row, const struct diff_cell *cell)
{
	add(w, STR("~ row"), INK_NONE, false);
	add_name(w, row->key);
	add_name(w, column->name);
	if (same_text(cell))
		add_apart(w, cell->prose);
	else
		add_change(w, cell->from, cell->to);
	end_line(w, indent, INDENT);
}

/* "+ row KEY: COLUMN: cell; COLUMN: cell" */
static void write_row(struct writer *w, int indent, const struct diff_table *table,
		      const struct diff_row *row)
{
	enum ink ink = ink_of(row->change);
	bool any = false;

	add(w, str_of(sign_of(row->change, row->move)), ink, false);
	add(w, STR("row"), INK_NONE, true);
	add_content(w, row->key.len ? row->key : STR("(empty)"), INK_NONE, true);
	for (size_t c = 0; row->change != DIFF_SAME && c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_SAME)
			continue;
		add(w, any ? STR(";") : STR(":"), INK_NONE, false);
		add_name(w, table->columns[c].name);
		add_text_or_dash(w, cell->to.ptr ? cell->to : cell->from, ink);
		any = true;
	}
	add_note(w, row->move, false);
	end_line(w, indent, INDENT);
}

static const char *sign_of_column(const struct diff_column *column)
{
	if (column->change != DIFF_SAME)
		return sign_of(column->change, DIFF_STAYED);
	return column->move == DIFF_MOVED_UP ? "←" : "→";
}

static void write_column(struct writer *w, int indent, const struct diff_table *table,
			 size_t c)
{
	const struct diff_column *column = &table->columns[c];

	if (column->change == DIFF_SAME && column->move == DIFF_STAYED)
		return;
	add(w, str_of(sign_of_column(column)), ink_of(column->change), false);
	add(w, STR("column"), INK_NONE, true);
	if (column->change == DIFF_CHANGED)
		add_apart(w, column->heading);
	else
		add_content(w, column->name.len ? column->name : STR("(empty)"), INK_NONE,
			    true);
	if (column->align.name) {
		add_name(w, str_of(column->align.name));
		add_change(w, column->align.from, column->align.to);
	}
	if (column->move != DIFF_STAYED)
		add(w,
		    column->move == DIFF_MOVED_UP ? STR("(moved left)")
						  : STR("(moved right)"),
		    INK_FAINT, true);
	end_line(w, indent, INDENT);
}

/* A row that stayed, with its cells of columns that came or went. */
static void write_new_cells(struct writer *w, int indent, const struct diff_table *table,
			    const struct diff_row *row)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_cell *cell = &row->cells[c];

		if (cell->change == DIFF_CHANGED)
			write_cell(w, indent, &table->columns[c], row, cell);
		if (cell->change != DIFF_ADDED && cell->change != DIFF_REMOVED)
			continue;
		add(w, str_of(sign_of(cell->change, DIFF_STAYED)), ink_of(cell->change),
		    false);
		add(w, STR("row"), INK_NONE, true);
		add_name(w, row->key);
		add_name(w, table->columns[c].name);
		add_text_or_dash(w, cell->to.ptr ? cell->to : cell->from,
				 ink_of(cell->change));
		end_line(w, indent, INDENT);
	}
}

static void write_table(struct writer *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;
	int indent = indent_of(entry) + INDENT;

	start_entry(w, entry);
	add_content(w, entry->name, INK_NONE, true);
	add_note(w, entry->move, entry->reformatted);
	end_line(w, indent_of(entry), INDENT);
	for (size_t c = 0; entry->change == DIFF_CHANGED && c < table->column_count; c++)
		write_column(w, indent, table, c);
	for (size_t r = 0; r < table->row_count; r++) {
		const struct diff_row *row = &table->rows[r];
		bool whole = row->change == DIFF_ADDED || row->change == DIFF_REMOVED;

		if (whole || row->move != DIFF_STAYED)
			write_row(w, indent, table, row);
		if (!whole)
			write_new_cells(w, indent, table, row);
	}
}

/* ---- the whole ---- */

static void write_part(struct writer *w, const struct diff_entry *entry)
{
	buf_add_char(w->out, '\n');
	add_content(w, entry->name, INK_BOLD, false);
	end_line(w, 0, INDENT);
}

static void write_section(struct writer *w, const struct diff_entry *entry)
{
	buf_add_char(w->out, '\n');
	if (!entry->prose) {
		add(w, STR("Before the first heading"), INK_BOLD, false);
		end_line(w, INDENT, INDENT);
		return;
	}
	add(w, STR("Section:"), INK_FAINT, false);
	if (entry->change == DIFF_CHANGED)
		add_apart(w, entry->prose);
	else
		add_content(w, entry->name, INK_BOLD, true);
	if (entry->change == DIFF_ADDED || entry->change == DIFF_REMOVED)
		add(w, entry->change == DIFF_ADDED ? STR("(added)") : STR("(removed)"),
		    INK_FAINT, true);
	add_note(w, entry->move, false);
	end_line(w, INDENT, INDENT);
}

static void write_entry(struct writer *w, const struct diff_entry *entry)
{
	switch (entry->type) {
	case DIFF_ENTRY_PART: write_part(w, entry); break;
	case DIFF_ENTRY_SECTION: write_section(w, entry); break;
	case DIFF_ENTRY_NAME: write_name(w, entry); break;
	case DIFF_ENTRY_PROSE: write_prose(w, entry); break;
	case DIFF_ENTRY_VALUE: write_value(w, entry); break;
	case DIFF_ENTRY_LINES: write_lines(w, entry); break;
	case DIFF_ENTRY_TABLE: write_table(w, entry); break;
	}
}

void diff_text(struct buf *out, const struct diff *diff, bool colour)
{
	struct writer w = {.arena = ARENA_INIT, .out = out, .colour = colour};
	struct diff_outline outline = diff_outline_make(&w.arena, diff);

	add_content(&w, diff_side_name(&w.arena, &diff->from), INK_BOLD, false);
	add(&w, STR("→"), INK_NONE, true);
	add_content(&w, diff_side_name(&w.arena, &diff->to), INK_BOLD, true);
	end_line(&w, 0, INDENT);
	add_content(&w, diff->summary, INK_NONE, false);
	end_line(&w, 0, INDENT);
	for (size_t i = 0; i < outline.entries.count; i++)
		write_entry(&w, &outline.entries.items[i]);
	arena_release(&w.arena);
}
