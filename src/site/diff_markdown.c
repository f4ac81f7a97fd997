#include "site/diff_format.h"

#include "base/unicode.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

struct writer {
	struct arena arena;
	struct buf *out;
	bool list;  /* the last entry was an item of a list */
	bool start; /* what is written next stands where a block could begin */
};

/* ---- text that is nothing but text ---- */

/* Splits what GitHub would make a mention, a reference, an emoji or a link of. */
#define SPLIT "<!-- -->"

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* True for a byte that, at the start of a block, could make it one of another kind. */
static bool begins_block(struct str text, size_t at)
{
	size_t digits = 0;

	while (digits < at && is_digit(text.ptr[digits]))
		digits++;
	if (at && digits == at)
		return text.ptr[at] == '.' || text.ptr[at] == ')';
	return !at && strchr("-+=#", text.ptr[0]);
}

static void escape_byte(struct buf *out, char c, char next)
{
	if (c == '<')
		buf_add_lit(out, "&lt;");
	else if (c == '>')
		buf_add_lit(out, "&gt;");
	else if (c == '&')
		buf_add_lit(out, "&amp;");
	else if (c == '@' || (c == '#' && is_digit(next)) ||
		 (c == ':' && (is_alphanumeric(next) || (next && strchr("/+-_", next)))))
		buf_addf(out, "%c" SPLIT, c);
	else if (c == '$' && !is_digit(next)) /* the end of a formula */
		buf_add_lit(out, "<span>$</span>");
	else if (strchr("\\`*_[]~|#", c))
		buf_addf(out, "\\%c", c);
	else
		buf_add_char(out, c);
}

static void add(struct writer *w, const char *markdown)
{
	buf_add(w->out, markdown, strlen(markdown));
	w->start = false;
}

static void add_text(struct writer *w, struct str text)
{
	text = diff_visible(&w->arena, text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';

		if (w->start && begins_block(text, i) && c != '#')
			buf_addf(w->out, "\\%c", c);
		else if (c == 'w' && str_starts(str_slice(text, i, text.len), STR("www.")))
			buf_add_lit(w->out, "w" SPLIT);
		else if (c)
			escape_byte(w->out, c, next);
	}
	w->start &= !text.len;
}

/* ---- changes ---- */

/* What stands around a change: white space, or the end of a line. */
struct around {
	bool before, behind;
};

/* Connectors are part of words, and punctuation all the same. */
static bool is_connector(uint32_t code)
{
	return code == '_' || (code >= 0x203f && code <= 0x2054) ||
	       (code >= 0xfe33 && code <= 0xfe4f) || code == 0xff3f;
}

/* True when a mark can stand beside CODE, with white space or not on its other side. */
static bool takes_mark(uint32_t code, bool space)
{
	if (unicode_is_word(code) && !is_connector(code))
		return true;
	return space && code > ' ' && code < 0x7f && !strchr("*~_`\\", (int)code);
}

/* What flanks a mark decides whether it is one (CommonMark, section 6.2). */
static bool takes_marks(struct str text, struct around around)
{
	size_t at = 0, last = text.len;

	if (!text.len || !takes_mark(utf8_next(text, &at), around.before))
		return false;
	do
		last--;
	while (last && ((unsigned char)text.ptr[last] & 0xc0) == 0x80);
	return takes_mark(utf8_next(text, &last), around.behind);
}

static void add_marked(struct writer *w, struct str text, bool inserted, struct around around)
{
	bool marks = takes_marks(text, around);

	add(w, inserted ? marks ? "**" : "<ins>" : marks ? "~~" : "<del>");
	add_text(w, text);
	add(w, inserted ? marks ? "**" : "</ins>" : marks ? "~~" : "</del>");
}

/* As code, which GitHub leaves alone. */
static void add_url(struct writer *w, struct str url, bool inserted)
{
	add(w, inserted ? "**`" : "~~`");
	buf_add_str(w->out, diff_visible(&w->arena, url));
	add(w, inserted ? "`**" : "`~~");
}

static bool is_url(struct str text)
{
	return (str_starts(text, STR("http://")) || str_starts(text, STR("https://"))) &&
	       str_find(text, '`') == text.len && str_find(text, ' ') == text.len &&
	       str_find(text, '|') == text.len;
}

static void add_value(struct writer *w, struct str text, bool inserted)
{
	if (!text.ptr)
		add(w, "—");
	else if (!text.len)
		add(w, "(empty)");
	else if (is_url(text))
		add_url(w, text, inserted);
	else
		add_marked(w, text, inserted, (struct around){true, true});
}

static void add_change(struct writer *w, struct str from, struct str to)
{
	add_value(w, from, false);
	add(w, " → ");
	add_value(w, to, true);
}

static void add_run(struct writer *w, const struct diff_run *run, struct around around)
{
	bool restyled = run->type == DIFF_RESTYLED;

	if (run->type == DIFF_KEPT)
		add_text(w, str_trim(diff_reading(&w->arena, &run->to)));
	if (run->type == DIFF_DELETED || restyled)
		add_marked(w, str_trim(diff_markup(&w->arena, &run->from)), false,
			   (struct around){around.before, around.behind || restyled});
	if (restyled)
		add(w, " ");
	if (run->type == DIFF_INSERTED || restyled)
		add_marked(w, str_trim(diff_markup(&w->arena, &run->to)), true,
			   (struct around){around.before || restyled, around.behind});
}

/* True when a space goes before RUN: changes that meet stand apart. */
static bool stands_apart(const struct diff_prose *prose, size_t i)
{
	const struct diff_run *run = &prose->runs[i];
	const struct diff_words *words = run->to.count ? &run->to : &run->from;

	return words->items->space || (run->type != DIFF_KEPT && run[-1].type != DIFF_KEPT);
}

static void add_prose(struct writer *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		struct around around = {!i || stands_apart(prose, i),
					i + 1 == prose->count || stands_apart(prose, i + 1)};

		if (i && around.before)
			add(w, " ");
		add_run(w, &prose->runs[i], around);
	}
}

/* ---- entries ---- */

static void indent(struct writer *w, int columns)
{
	while (columns-- > 0)
		buf_add_char(w->out, ' ');
}

/* Begins a paragraph, or an item of a list. */
static void begin_entry(struct writer *w, const struct diff_entry *entry)
{
	if (!entry->depth || !w->list)
		buf_add_char(w->out, '\n');
	w->list = entry->depth > 0;
	if (entry->depth) {
		indent(w, 2 * (entry->depth - 1));
		buf_add_lit(w->out, "- ");
	}
	w->start = true;
}

static void add_notes(struct writer *w, const struct diff_entry *entry)
{
	if (entry->move != DIFF_STAYED)
		add(w, entry->move == DIFF_MOVED_UP ? " *(moved up)*" : " *(moved down)*");
	if (entry->reformatted)
		add(w, " *(reads the same, written differently)*");
}

static void add_verb(struct writer *w, const struct diff_entry *entry)
{
	if (entry->change == DIFF_ADDED)
		add(w, " added");
	if (entry->change == DIFF_REMOVED)
		add(w, " removed");
}

static void add_name(struct writer *w, const struct diff_entry *entry)
{
	if (!entry->name.ptr)
		return;
	add_text(w, entry->name);
	add(w, ": ");
}

static void write_value(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add_name(w, entry);
	if (entry->change != DIFF_SAME)
		add_change(w, entry->from, entry->to);
	else if (entry->to.ptr)
		add_text(w, entry->to);
	else
		add(w, "—");
	if (entry->change == DIFF_ADDED)
		add(w, " *(became known)*");
	if (entry->change == DIFF_REMOVED)
		add(w, " *(became unknown)*");
	add(w, "\n");
}

static void write_prose(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add_name(w, entry);
	add_prose(w, entry->prose);
	add_notes(w, entry);
	add(w, "\n");
}

static void write_name(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add(w, "**");
	add_text(w, entry->name);
	add(w, "**");
	add_verb(w, entry);
	if (entry->label.len) {
		add(w, ": ");
		add_text(w, entry->label);
	}
	add_notes(w, entry);
	add(w, "\n");
}

static void add_head(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry);
	add_text(w, diff_capital(&w->arena, entry->name));
	add_verb(w, entry);
	add_notes(w, entry);
	add(w, ":\n\n");
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

static void add_fence(struct writer *w, int columns, int length, const char *language)
{
	indent(w, columns);
	while (length-- > 0)
		buf_add_char(w->out, '`');
	buf_addf(w->out, "%s\n", language);
}

static void write_lines(struct writer *w, const struct diff_entry *entry)
{
	static const char signs[] = {' ', '-', '+'};
	int length = fence_length(entry->lines), columns = 2 * entry->depth;

	add_head(w, entry);
	add_fence(w, columns, length, "diff");
	for (size_t i = 0; i < entry->lines->count; i++) {
		const struct diff_line *line = &entry->lines->items[i];

		indent(w, columns);
		buf_add_char(w->out, signs[line->type]);
		buf_add_str(w->out, diff_visible(&w->arena, line->text));
		buf_add_char(w->out, '\n');
	}
	add_fence(w, columns, length, "");
}

/* ---- tables ---- */

static void add_moved(struct writer *w, enum diff_move move)
{
	const struct diff_entry entry = {.move = move};

	add_notes(w, &entry);
}

static void add_moved_column(struct writer *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		add(w, move == DIFF_MOVED_UP ? " *(moved left)*" : " *(moved right)*");
}

static void add_cell(struct writer *w, const struct diff_cell *cell)
{
	bool same = cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);

	if (cell->change == DIFF_CHANGED && !same)
		add_change(w, cell->from, cell->to);
	else if (cell->prose)
		add_prose(w, cell->prose);
}

static void write_row(struct writer *w, int columns, const struct diff_table *table,
		      const struct diff_row *row)
{
	indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++) {
		add(w, c ? " | " : "| ");
		add_cell(w, &row->cells[c]);
		if (!c)
			add_moved(w, row->move);
	}
	add(w, " |\n");
}

static void write_columns(struct writer *w, int columns, const struct diff_table *table)
{
	indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		add(w, c ? " | " : "| ");
		add_prose(w, column->heading);
		if (column->align.name) {
			add(w, " (align: ");
			add_change(w, column->align.from, column->align.to);
			add(w, ")");
		}
		add_moved_column(w, column->move);
	}
	add(w, " |\n");
	indent(w, columns);
	for (size_t c = 0; c < table->column_count; c++)
		add(w, c ? " --- |" : "| --- |");
	add(w, "\n");
}

/* The rows that are not the same, below the names of all columns. */
static void write_table(struct writer *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;
	int columns = 2 * entry->depth;

	add_head(w, entry);
	write_columns(w, columns, table);
	for (size_t r = 0; r < table->row_count; r++)
		if (diff_row_shown(table, &table->rows[r]))
			write_row(w, columns, table, &table->rows[r]);
}

/* ---- the whole ---- */

static void write_part(struct writer *w, const struct diff_entry *entry)
{
	w->list = false;
	add(w, "\n### ");
	add_text(w, entry->name);
	add(w, "\n");
}

static void write_section(struct writer *w, const struct diff_entry *entry)
{
	w->list = false;
	add(w, "\n#### ");
	if (!entry->prose)
		add(w, "Before the first heading");
	else if (entry->change == DIFF_SAME)
		add_text(w, entry->name);
	else
		add_prose(w, entry->prose);
	add_notes(w, entry);
	add(w, "\n");
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

void diff_markdown(struct buf *out, const struct diff *diff)
{
	struct writer w = {.arena = ARENA_INIT, .out = out, .start = true};
	struct diff_outline outline = diff_outline_make(&w.arena, diff);

	add_text(&w, diff_side_name(&w.arena, &diff->from));
	add(&w, " → ");
	add_text(&w, diff_side_name(&w.arena, &diff->to));
	add(&w, "\n\n**");
	add_text(&w, diff_capital(&w.arena, diff->summary));
	add(&w, ".**\n");
	for (size_t i = 0; i < outline.entries.count; i++)
		write_entry(&w, &outline.entries.items[i]);
	arena_release(&w.arena);
}
