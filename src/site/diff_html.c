#include "site/diff_format.h"

#include "format/html.h"
#include "site/diff_outline.h"
#include "site/diff_show.h"

struct writer {
	struct arena arena;
	struct buf *out;
	int open; /* lists */
};

#define HIDDEN(text) "<span class=\"visually-hidden\">" text "</span>"

static void add(struct writer *w, const char *html)
{
	buf_add(w->out, html, strlen(html));
}

static void add_text(struct writer *w, struct str text)
{
	html_escape(w->out, diff_visible(&w->arena, text));
}

/* As templates show what is not known. */
static void add_value(struct writer *w, struct str text)
{
	if (!text.ptr)
		add(w, "<span class=\"unknown\"><span aria-hidden=\"true\">—</span>"
		       HIDDEN("unknown") "</span>");
	else if (!text.len)
		add(w, "(empty)");
	else
		add_text(w, text);
}

/* ---- words ---- */

static const struct {
	unsigned mark;
	const char *open, *close;
} style_marks[] = {
	{DIFF_STRONG, "<strong>", "</strong>"}, {DIFF_EMPHASIS, "<em>", "</em>"},
	{DIFF_STRIKE, "<s>", "</s>"},           {DIFF_CODE, "<code>", "</code>"},
	{DIFF_HTML, "<code>", "</code>"},       {DIFF_NOTE, "<sup>", "</sup>"},
};
enum { STYLE_MARKS = sizeof style_marks / sizeof *style_marks };

static void add_target(struct writer *w, const char *before, struct str url, struct str title)
{
	if (!url.ptr)
		return;
	add(w, " <span class=\"diff-target\">(");
	add(w, before);
	add_text(w, url);
	if (title.len) {
		add(w, ", “");
		add_text(w, title);
		add(w, "”");
	}
	add(w, ")</span>");
}

/* Words that are set alike; where they lead to is shown with TARGETS. */
static void add_span(struct writer *w, const struct diff_words *span, bool targets)
{
	const struct diff_style *style = span->items->style;

	for (int i = 0; i < STYLE_MARKS; i++)
		if (style->marks & style_marks[i].mark)
			add(w, style_marks[i].open);
	add_text(w, diff_bare(diff_plain(&w->arena, span)));
	for (int i = STYLE_MARKS; i--;)
		if (style->marks & style_marks[i].mark)
			add(w, style_marks[i].close);
	if (!targets)
		return;
	add_target(w, "picture: ", style->picture, style->picture_title);
	add_target(w, "link: ", style->link, style->link_title);
}

/*
 * The words of RUN on one side, without the space before the first one. Where
 * links lead to is shown if that is new.
 */
static void add_words(struct writer *w, const struct diff_prose *prose,
		      const struct diff_run *run, const struct diff_words *words)
{
	for (size_t at = 0, end; at < words->count; at = end) {
		struct diff_words span = {words->items + at, 0};

		end = diff_span_end(words, at);
		span.count = end - at;
		if (at && span.items->space)
			buf_add_char(w->out, ' ');
		add_span(w, &span,
			 run->type != DIFF_KEPT &&
				 diff_sets_anew(prose, run, span.items->style));
	}
}

/* A change ends where nothing else changed directly behind it. */
static void add_marked(struct writer *w, const struct diff_prose *prose,
		       const struct diff_run *run, bool inserted, bool ends)
{
	add(w, inserted ? "<ins>" HIDDEN("inserted: ") : "<del>" HIDDEN("deleted: "));
	add_words(w, prose, run, inserted ? &run->to : &run->from);
	if (ends)
		add(w, HIDDEN(" end of change"));
	add(w, inserted ? "</ins>" : "</del>");
}

static void add_run(struct writer *w, const struct diff_prose *prose,
		    const struct diff_run *run, bool ends)
{
	if (run->type == DIFF_KEPT)
		add_words(w, prose, run, &run->to);
	if (run->type == DIFF_DELETED || run->type == DIFF_RESTYLED)
		add_marked(w, prose, run, false, ends && run->type == DIFF_DELETED);
	if (run->type == DIFF_RESTYLED)
		buf_add_char(w->out, ' ');
	if (run->type == DIFF_INSERTED || run->type == DIFF_RESTYLED)
		add_marked(w, prose, run, true, ends);
}

static void add_prose(struct writer *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;
		bool replaces = i && run->type == DIFF_INSERTED &&
				run[-1].type == DIFF_DELETED;
		bool ends = i + 1 < prose->count && run[1].type == DIFF_KEPT;

		if ((i && words->items->space) || replaces)
			buf_add_char(w->out, ' ');
		add_run(w, prose, run, ends);
	}
}

/* From one value to another. */
static void add_change(struct writer *w, struct str from, struct str to)
{
	add(w, "<del>" HIDDEN("deleted: "));
	add_value(w, from);
	add(w, "</del> <ins>" HIDDEN("inserted: "));
	add_value(w, to);
	add(w, "</ins>");
}

/* ---- entries ---- */

static const char *const change_classes[] = {"", " class=\"diff-changed\"",
					     " class=\"diff-added\"",
					     " class=\"diff-removed\""};

/* Closes and opens lists, so that what comes next stands at DEPTH. */
static void go_to(struct writer *w, int depth)
{
	for (; w->open > depth; w->open--)
		add(w, "</li>\n</ul>\n");
	if (w->open == depth && depth)
		add(w, "</li>\n");
	if (w->open < depth && w->out->len && w->out->ptr[w->out->len - 1] != '\n')
		add(w, "\n");
	for (bool first = true; w->open < depth; w->open++, first = false)
		add(w, first ? "<ul>\n" : "<li>\n<ul>\n");
}

/* Begins a paragraph, or an item of a list; what is no text stands in a DIV. */
static void begin_entry(struct writer *w, const struct diff_entry *entry, bool div)
{
	enum diff_change change = entry->change;

	if (entry->type == DIFF_ENTRY_VALUE && change != DIFF_SAME)
		change = DIFF_CHANGED; /* by becoming known, too */
	go_to(w, entry->depth);
	add(w, entry->depth ? "<li" : div ? "<div" : "<p");
	add(w, change == DIFF_SAME && entry->move != DIFF_STAYED ? " class=\"diff-moved\""
								 : change_classes[change]);
	add(w, ">");
}

static void end_entry(struct writer *w, const struct diff_entry *entry, bool div)
{
	if (entry->depth)
		return; /* go_to closes it */
	add(w, div ? "</div>\n" : "</p>\n");
}

static void add_notes(struct writer *w, const struct diff_entry *entry)
{
	if (entry->move != DIFF_STAYED)
		add(w, entry->move == DIFF_MOVED_UP
			       ? " <span class=\"diff-note\">(moved up)</span>"
			       : " <span class=\"diff-note\">(moved down)</span>");
	if (entry->reformatted)
		add(w,
		    " <span class=\"diff-note\">(reads the same, written differently)</span>");
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
	begin_entry(w, entry, false);
	add_name(w, entry);
	if (entry->change == DIFF_SAME)
		add_value(w, entry->to);
	else
		add_change(w, entry->from, entry->to);
	if (entry->change == DIFF_ADDED)
		add(w, " <strong class=\"diff-known\">became known</strong>");
	if (entry->change == DIFF_REMOVED)
		add(w, " <strong class=\"diff-known\">became unknown</strong>");
	end_entry(w, entry, false);
}

static void write_prose(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry, false);
	add_name(w, entry);
	add_prose(w, entry->prose);
	add_notes(w, entry);
	end_entry(w, entry, false);
}

static void add_verb(struct writer *w, const struct diff_entry *entry)
{
	if (entry->change == DIFF_ADDED)
		add(w, " <span class=\"diff-note\">added</span>");
	if (entry->change == DIFF_REMOVED)
		add(w, " <span class=\"diff-note\">removed</span>");
}

static void write_name(struct writer *w, const struct diff_entry *entry)
{
	static const char *const opens[] = {"", "", "<ins>", "<del>"};
	static const char *const closes[] = {"", "", "</ins>", "</del>"};

	begin_entry(w, entry, false);
	add(w, opens[entry->change]);
	add(w, "<strong>");
	add_text(w, entry->name);
	add(w, "</strong>");
	add(w, closes[entry->change]);
	add_verb(w, entry);
	if (entry->label.len) {
		add(w, ": ");
		add_text(w, entry->label);
	}
	add_notes(w, entry);
	end_entry(w, entry, false);
}

/* The head of an entry that is more than a line. */
static void add_head(struct writer *w, const struct diff_entry *entry)
{
	begin_entry(w, entry, true);
	add(w, "\n<p>");
	add_text(w, diff_capital(&w->arena, entry->name));
	add_verb(w, entry);
	add_notes(w, entry);
	add(w, "</p>\n");
}

static void add_line(struct writer *w, const struct diff_line *line, bool first)
{
	static const char *const opens[] = {"", "<del>", "<ins>"};
	static const char *const closes[] = {"", "</del>", "</ins>"};

	add(w, opens[line->type]);
	if (first && line->type == DIFF_DELETED)
		add(w, HIDDEN("deleted: "));
	if (first && line->type == DIFF_INSERTED)
		add(w, HIDDEN("inserted: "));
	if (first && line->type == DIFF_KEPT)
		add(w, HIDDEN("the same: "));
	add_text(w, line->text);
	add(w, closes[line->type]);
	add(w, "\n");
}

static void write_lines(struct writer *w, const struct diff_entry *entry)
{
	const struct diff_lines *lines = entry->lines;

	add_head(w, entry);
	add(w, "<pre tabindex=\"0\"><code>");
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
	add(w, "</code></pre>\n");
	end_entry(w, entry, true);
}

/* ---- tables ---- */

static void add_cell(struct writer *w, const struct diff_cell *cell)
{
	bool same = cell->from.ptr && cell->to.ptr && str_equal(cell->from, cell->to);

	if (cell->change == DIFF_CHANGED && !same)
		add_change(w, cell->from, cell->to);
	else if (cell->prose)
		add_prose(w, cell->prose);
}

static void add_moved(struct writer *w, enum diff_move move)
{
	const struct diff_entry entry = {.move = move};

	add_notes(w, &entry);
}

static void add_moved_column(struct writer *w, enum diff_move move)
{
	if (move != DIFF_STAYED)
		add(w, move == DIFF_MOVED_UP
			       ? " <span class=\"diff-note\">(moved left)</span>"
			       : " <span class=\"diff-note\">(moved right)</span>");
}

static void write_row(struct writer *w, const struct diff_table *table,
		      const struct diff_row *row)
{
	add(w, "<tr");
	add(w, change_classes[row->change]);
	add(w, ">\n");
	for (size_t c = 0; c < table->column_count; c++) {
		add(w, c ? "<td>" : "<th scope=\"row\">");
		add_cell(w, &row->cells[c]);
		if (!c)
			add_moved(w, row->move);
		add(w, c ? "</td>\n" : "</th>\n");
	}
	add(w, "</tr>\n");
}

static void write_columns(struct writer *w, const struct diff_table *table)
{
	add(w, "<thead>\n<tr>\n");
	for (size_t c = 0; c < table->column_count; c++) {
		const struct diff_column *column = &table->columns[c];

		add(w, "<th scope=\"col\">");
		add_prose(w, column->heading);
		if (column->align.name) {
			add(w, " <span class=\"diff-note\">align: ");
			add_change(w, column->align.from, column->align.to);
			add(w, "</span>");
		}
		add_moved_column(w, column->move);
		add(w, "</th>\n");
	}
	add(w, "</tr>\n</thead>\n");
}

/* The rows that are not the same, below the names of all columns. */
static void write_table(struct writer *w, const struct diff_entry *entry)
{
	const struct diff_table *table = entry->table;

	add_head(w, entry);
	add(w,
	    "<div class=\"table\" role=\"group\" aria-label=\"Changed rows\" tabindex=\"0\">\n"
	    "<table>\n");
	write_columns(w, table);
	add(w, "<tbody>\n");
	for (size_t r = 0; r < table->row_count; r++)
		if (diff_row_shown(table, &table->rows[r]))
			write_row(w, table, &table->rows[r]);
	add(w, "</tbody>\n</table>\n</div>\n");
	end_entry(w, entry, true);
}

/* ---- the whole ---- */

static void write_part(struct writer *w, const struct diff_entry *entry)
{
	go_to(w, 0);
	add(w, "<h2>");
	add_text(w, entry->name);
	if (entry->change == DIFF_ADDED)
		add(w, " <span class=\"diff-note\">(added)</span>");
	if (entry->change == DIFF_REMOVED)
		add(w, " <span class=\"diff-note\">(removed)</span>");
	add(w, "</h2>\n");
}

static void write_section(struct writer *w, const struct diff_entry *entry)
{
	go_to(w, 0);
	add(w, "<h3>");
	if (!entry->prose)
		add(w, "Before the first heading");
	else if (entry->change == DIFF_SAME)
		add_text(w, entry->name);
	else
		add_prose(w, entry->prose);
	add_notes(w, entry);
	add(w, "</h3>\n");
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

void diff_html(struct buf *out, const struct diff *diff)
{
	struct writer w = {.arena = ARENA_INIT, .out = out};
	struct diff_outline outline = diff_outline_make(&w.arena, diff);

	add(&w, "<p class=\"diff-summary\">");
	add_text(&w, diff_summary(&w.arena, diff));
	add(&w, "</p>\n");
	for (size_t i = 0; i < outline.entries.count; i++)
		write_entry(&w, &outline.entries.items[i]);
	go_to(&w, 0);
	arena_release(&w.arena);
}
