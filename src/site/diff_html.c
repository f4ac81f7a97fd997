#include "site/diff_format.h"

#include "site/diff_html_words.h"
#include "site/diff_names.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

/* ---- entries ---- */

static const char *const change_classes[] = {"", " class=\"diff-changed\"",
					     " class=\"diff-added\"",
					     " class=\"diff-removed\""};

/* Closes and opens lists, so that what comes next stands at DEPTH. */
static void go_to(struct diff_html_writer *w, int depth)
{
	for (; w->open > depth; w->open--)
		diff_html_add(w, "</li>\n</ul>\n");
	if (w->open == depth && depth)
		diff_html_add(w, "</li>\n");
	if (w->open < depth && w->out->len && w->out->ptr[w->out->len - 1] != '\n')
		diff_html_add(w, "\n");
	for (bool first = true; w->open < depth; w->open++, first = false)
		diff_html_add(w, first ? "<ul>\n" : "<li>\n<ul>\n");
}

static int depth_of(const struct diff_entry *entry)
{
	return entry->depth + entry->listed;
}

/* Begins a paragraph, or an item of a list; what is no text stands in a DIV. */
static void begin_entry(struct diff_html_writer *w, const struct diff_entry *entry, bool div)
{
	enum diff_change change = entry->change;

	if (entry->type == DIFF_ENTRY_VALUE && change != DIFF_SAME)
		change = DIFF_CHANGED; /* by becoming known, too */
	go_to(w, depth_of(entry));
	diff_html_add(w, depth_of(entry) ? "<li" : div ? "<div" : "<p");
	diff_html_add(w, change == DIFF_SAME && entry->move != DIFF_STAYED ? " class=\"diff-moved\""
								 : change_classes[change]);
	diff_html_add(w, ">");
}

static void end_entry(struct diff_html_writer *w, const struct diff_entry *entry, bool div)
{
	if (depth_of(entry))
		return; /* go_to closes it */
	diff_html_add(w, div ? "</div>\n" : "</p>\n");
}

static void add_notes(struct diff_html_writer *w, const struct diff_entry *entry)
{
	if (entry->move != DIFF_STAYED)
		diff_html_add(w, entry->move == DIFF_MOVED_UP
			       ? " <span class=\"diff-note\">(moved up)</span>"
			       : " <span class=\"diff-note\">(moved down)</span>");
	if (entry->reformatted)
		diff_html_add(w,
		    " <span class=\"diff-note\">(reads the same, written differently)</span>");
}

/* "Source: a; b", each with a link to what it is where it has one. */
static void add_sources(struct diff_html_writer *w, const struct diff_entry *entry)
{
	diff_html_add(w, entry->sources.count > 1 ? "Sources: " : "Source: ");
	for (size_t i = 0; i < entry->sources.count; i++) {
		const struct diff_citation *source = &entry->sources.items[i];

		diff_html_add(w, i ? "; " : "");
		diff_html_link(w, source->title, source->url);
	}
}

static void add_own_sources(struct diff_html_writer *w, const struct diff_entry *entry)
{
	if (!entry->sources.count)
		return;
	diff_html_add(w, " <span class=\"diff-note\">");
	add_sources(w, entry);
	diff_html_add(w, "</span>");
}

static void add_name(struct diff_html_writer *w, const struct diff_entry *entry)
{
	if (!entry->name.ptr)
		return;
	diff_html_text(w, entry->name);
	diff_html_add(w, ": ");
}

static void write_value(struct diff_html_writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry, false);
	add_name(w, entry);
	if (entry->change == DIFF_SAME)
		diff_html_value(w, entry->to, entry->to_iso);
	else
		diff_html_change(w, entry->from, entry->from_iso, entry->to, entry->to_iso);
	if (entry->change == DIFF_ADDED)
		diff_html_add(w, " <strong class=\"diff-known\">became known</strong>");
	if (entry->change == DIFF_REMOVED)
		diff_html_add(w, " <strong class=\"diff-known\">became unknown</strong>");
	end_entry(w, entry, false);
}

static void write_prose(struct diff_html_writer *w, const struct diff_entry *entry)
{
	bool strong = entry->title && !entry->listed;

	begin_entry(w, entry, false);
	add_name(w, entry);
	diff_html_add(w, strong ? "<strong>" : "");
	diff_html_prose(w, entry->prose);
	diff_html_add(w, strong ? "</strong>" : "");
	add_notes(w, entry);
	add_own_sources(w, entry);
	end_entry(w, entry, false);
}

static const char *const opens[] = {"", "", "<ins>", "<del>"};
static const char *const closes[] = {"", "", "</ins>", "</del>"};

static void write_sources(struct diff_html_writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry, false);
	diff_html_add(w, opens[entry->change]);
	if (entry->change == DIFF_ADDED)
		diff_html_add(w, DIFF_HTML_HIDDEN("inserted: "));
	if (entry->change == DIFF_REMOVED)
		diff_html_add(w, DIFF_HTML_HIDDEN("deleted: "));
	add_sources(w, entry);
	diff_html_add(w, closes[entry->change]);
	add_notes(w, entry);
	end_entry(w, entry, false);
}

static void add_verb(struct diff_html_writer *w, const struct diff_entry *entry)
{
	if (entry->change == DIFF_ADDED)
		diff_html_add(w, " <span class=\"diff-note\">added</span>");
	if (entry->change == DIFF_REMOVED)
		diff_html_add(w, " <span class=\"diff-note\">removed</span>");
}

static void write_name(struct diff_html_writer *w, const struct diff_entry *entry)
{
	bool strong = entry->depth || !entry->listed;

	begin_entry(w, entry, false);
	diff_html_add(w, opens[entry->change]);
	diff_html_add(w, strong ? "<strong>" : "");
	diff_html_text(w, entry->name);
	diff_html_add(w, strong ? "</strong>" : "");
	diff_html_add(w, closes[entry->change]);
	add_verb(w, entry);
	if (entry->label.len) {
		diff_html_add(w, ": ");
		diff_html_text(w, entry->label);
	}
	add_notes(w, entry);
	add_own_sources(w, entry);
	end_entry(w, entry, false);
}

/* The head of an entry that is more than a line. */
static void add_head(struct diff_html_writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry, true);
	diff_html_add(w, "\n<p>");
	diff_html_text(w, diff_capital(&w->arena, entry->name));
	add_verb(w, entry);
	add_notes(w, entry);
	diff_html_add(w, "</p>\n");
}

static void add_line(struct diff_html_writer *w, const struct diff_line *line, bool first)
{
	static const char *const marks[] = {"", "<del>", "<ins>"};
	static const char *const ends[] = {"", "</del>", "</ins>"};

	diff_html_add(w, marks[line->type]);
	if (first && line->type == DIFF_DELETED)
		diff_html_add(w, DIFF_HTML_HIDDEN("deleted: "));
	if (first && line->type == DIFF_INSERTED)
		diff_html_add(w, DIFF_HTML_HIDDEN("inserted: "));
	if (first && line->type == DIFF_KEPT)
		diff_html_add(w, DIFF_HTML_HIDDEN("the same: "));
	diff_html_text(w, line->text);
	diff_html_add(w, ends[line->type]);
	diff_html_add(w, "\n");
}

static void write_lines(struct diff_html_writer *w, const struct diff_entry *entry)
{
	const struct diff_lines *lines = entry->lines;

	add_head(w, entry);
	diff_html_add(w, "<pre tabindex=\"0\"><code>");
	for (size_t i = 0, end; i < lines->count; i = end) {
		end = diff_lines_hidden(lines, i);
		if (end > i) {
			buf_addf(w->out, "<span class=\"diff-note\">… %zu lines</span>\n",
				 end - i);
			continue;
		}
		add_line(w, &lines->items[i],
			 i ? lines->items[i].type != lines->items[i - 1].type
			   : lines->items[i].type != DIFF_KEPT);
		end = i + 1;
	}
	diff_html_add(w, "</code></pre>\n");
	end_entry(w, entry, true);
}

/* ---- tables ---- */

static void add_texts(struct diff_html_writer *w, struct str from, struct str to)
{
	diff_html_change(w, from, STR_UNKNOWN, to, STR_UNKNOWN);
}

static void add_cell(struct diff_html_writer *w, const struct diff_cell *cell)
{
	bool same = cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);

	if (cell->change == DIFF_CHANGED && !same)
		add_texts(w, cell->from, cell->to);
	else if (cell->prose)
		diff_html_prose(w, cell->prose);
}

static void add_moved(struct diff_html_writer *w, enum diff_move move)
{
	const struct diff_entry entry = {.move = move};

	add_notes(w, &entry);
}

static void add_moved_column(struct diff_html_writer *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		diff_html_add(w, move == DIFF_MOVED_UP
			       ? " <span class=\"diff-note\">(moved left)</span>"
			       : " <span class=\"diff-note\">(moved right)</span>");
}

static void write_row(struct diff_html_writer *w, const struct diff_table *table,
		      const struct diff_row *row)
{
	diff_html_add(w, "<tr");
	diff_html_add(w, change_classes[row->change]);
	diff_html_add(w, ">\n");
	for (size_t c = 0; c < table->column_count; c++) {
		diff_html_add(w, c ? "<td>" : "<th scope=\"row\">");
		add_cell(w, &row->cells[c]);
		if (!c)
			add_moved(w, row->move);
		diff_html_add(w, c ? "</td>\n" : "</th>\n");
	}
	diff_html_add(w, "</tr>\n");
}

static void write_columns(struct diff_html_writer *w, const struct diff_table *table)
{
	diff_html_add(w, "<thead>\n<tr>\n");
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		diff_html_add(w, "<th scope=\"col\">");
		diff_html_prose(w, column->heading);
		if (column->align.name) {
			diff_html_add(w, " <span class=\"diff-note\">align: ");
			add_texts(w, column->align.from, column->align.to);
			diff_html_add(w, "</span>");
		}
		add_moved_column(w, column->move);
		diff_html_add(w, "</th>\n");
	}
	diff_html_add(w, "</tr>\n</thead>\n");
}

/* The rows that are not the same, below the names of all columns. */
static void write_table(struct diff_html_writer *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;

	add_head(w, entry);
	diff_html_add(w,
	    "<div class=\"table\" role=\"group\" aria-label=\"Changed rows\" tabindex=\"0\">\n"
	    "<table>\n");
	write_columns(w, table);
	diff_html_add(w, "<tbody>\n");
	for (size_t r = 0; r < table->row_count; r++)
		if (diff_row_shown(table, &table->rows[r]))
			write_row(w, table, &table->rows[r]);
	diff_html_add(w, "</tbody>\n</table>\n</div>\n");
	end_entry(w, entry, true);
}

/* ---- the whole ---- */

static void write_part(struct diff_html_writer *w, const struct diff_entry *entry)
{
	go_to(w, 0);
	diff_html_add(w, "<h2>");
	diff_html_text(w, entry->name);
	if (entry->change == DIFF_ADDED)
		diff_html_add(w, " <span class=\"diff-note\">(added)</span>");
	if (entry->change == DIFF_REMOVED)
		diff_html_add(w, " <span class=\"diff-note\">(removed)</span>");
	diff_html_add(w, "</h2>\n");
}

static void write_section(struct diff_html_writer *w, const struct diff_entry *entry)
{
	go_to(w, 0);
	diff_html_add(w, "<h3>");
	if (!entry->prose)
		diff_html_add(w, "Before the first heading");
	else if (entry->change == DIFF_SAME)
		diff_html_text(w, entry->name);
	else
		diff_html_prose(w, entry->prose);
	add_notes(w, entry);
	diff_html_add(w, "</h3>\n");
}

static void write_entry(struct diff_html_writer *w, const struct diff_entry *entry)
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

void diff_html(struct buf *out, const struct diff *diff)
{
	struct diff_html_writer w = {.arena = ARENA_INIT, .out = out};
	struct diff_outline outline = diff_outline_make(&w.arena, diff);

	diff_html_add(&w, "<p class=\"diff-summary\">");
	diff_html_text(&w, diff_summary(&w.arena, diff));
	diff_html_add(&w, "</p>\n");
	for (size_t i = 0; i < outline.entries.count; i++)
		write_entry(&w, &outline.entries.items[i]);
	go_to(&w, 0);
	arena_release(&w.arena);
}
