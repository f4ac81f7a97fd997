#include "base/diag.h"

#include "base/buf.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdlib.h>

void diags_init(struct diags *diags)
{
	*diags = (struct diags){0};
}

void diags_release(struct diags *diags)
{
	arena_release(&diags->arena);
	diags_init(diags);
}

/* Longest part of a line that is shown, in bytes. */
enum { EXCERPT_LONGEST = 160 };

static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/*
 * Cuts LINE to what fits, around the caret, at whole characters; a cut is
 * shown as "...".
 */
static void set_excerpt(struct diag *diag, struct arena *arena, struct str line,
			size_t caret)
{
	size_t from = 0, to = line.len;
	struct str dots = STR("...");
	struct buf shown = BUF_INIT;

	if (line.len > EXCERPT_LONGEST) {
		from = caret > EXCERPT_LONGEST / 2 ? caret - EXCERPT_LONGEST / 2 : 0;
		to = from + EXCERPT_LONGEST < line.len ? from + EXCERPT_LONGEST : line.len;
		while (from && continues(line.ptr[from]))
			from--;
		while (to < line.len && continues(line.ptr[to]))
			to++;
	}
	buf_add_str(&shown, from ? dots : STR(""));
	buf_add_str(&shown, str_slice(line, from, to));
	buf_add_str(&shown, to < line.len ? dots : STR(""));
	diag->excerpt = str_copy(arena, buf_str(&shown));
	diag->caret = caret - from + (from ? dots.len : 0);
	buf_release(&shown);
}

/* The end of the line at AT, without its line break. */
static size_t line_end(struct str text, size_t at)
{
	size_t end = at + str_find(str_slice(text, at, text.len), '\n');

	return end > at && text.ptr[end - 1] == '\r' ? end - 1 : end;
}

/* Moves the cursor to AT; thousands of messages of one text take one walk. */
static void move_cursor(struct diag_cursor *c, struct str path, struct str text, size_t at)
{
	if (c->text.ptr != text.ptr || c->text.len != text.len || at < c->at ||
	    !str_equal(c->path, path))
		*c = (struct diag_cursor){path, text, 0, 1, 1, 0, line_end(text, 0)};
	for (; c->at < at; c->at++) {
		c->column += !continues(text.ptr[c->at]);
		if (text.ptr[c->at] != '\n')
			continue;
		c->line++;
		c->column = 1;
		c->begin = c->at + 1;
	}
	if (c->end < at || c->end < c->begin)
		c->end = line_end(text, at);
}

/* Sets line, column and excerpt from an offset into the source's text. */
static void locate(struct diags *diags, struct diag *diag, struct place place)
{
	struct str text = place.source->text;
	size_t at = place.offset < text.len ? place.offset : text.len;
	size_t length = place.length ? place.length : 1;
	struct diag_cursor *c = &diags->cursor;

	move_cursor(c, diag->path, text, at);
	diag->line = c->line;
	diag->column = c->column;
	if (length > c->end - at)
		length = c->end - at;
	set_excerpt(diag, &diags->arena, str_slice(text, c->begin, c->end), at - c->begin);
	diag->underlined = length;
}

static struct diag *add(struct diags *diags, enum severity severity,
			const char *rule, struct str path, const char *help)
{
	struct diag *diag = list_add(&diags->list, &diags->arena);

	diag->severity = severity;
	diag->rule = rule;
	diag->path = str_copy(&diags->arena, path);
	diag->help = str_copy(&diags->arena, str_of(help));
	diag->order = diags->list.count;
	diags->errors += severity == SEVERITY_ERROR;
	diags->warnings += severity == SEVERITY_WARNING;
	return diag;
}

void diag_at(struct diags *diags, enum severity severity, const char *rule,
	     struct place place, const char *help, const char *format, ...)
{
	struct diag *diag = add(diags, severity, rule, place.source->path, help);
	va_list args;

	va_start(args, format);
	diag->message = str_of(arena_vprintf(&diags->arena, format, args));
	va_end(args);
	if (place.source->text.ptr)
		locate(diags, diag, place);
}

void diag_file(struct diags *diags, enum severity severity, const char *rule,
	       struct str path, const char *help, const char *format, ...)
{
	struct diag *diag = add(diags, severity, rule, path, help);
	va_list args;

	va_start(args, format);
	diag->message = str_of(arena_vprintf(&diags->arena, format, args));
	va_end(args);
}

static int by_place(const void *left, const void *right)
{
	const struct diag *a = left, *b = right;
	int order = str_compare(a->path, b->path);

	if (order)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static const char *const names[] = {"note", "warning", "error"};
static const char *const colours[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};

/*
 * One character of the excerpt as a terminal may see it: a tab as a space,
 * and nothing that could command the terminal. Returns its columns.
 */
static int add_visible(struct buf *out, uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
		buf_add_char(out, code == '\t' ? ' ' : '?');
		return 1;
	}
	utf8_add(out, code);
	return unicode_width(code);
}

static void add_text(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;)
		add_visible(out, utf8_next(text, &at));
}

/* The excerpt, and under it a caret with a tail of the same width. */
static void add_excerpt(struct buf *out, const struct diag *diag,
			const char *on, const char *off)
{
	struct str line = diag->excerpt;
	size_t end = diag->caret + diag->underlined;
	int before = 0, under = 0, margin = snprintf(NULL, 0, "%5zu", diag->line);

	buf_addf(out, "%5zu | ", diag->line);
	for (size_t at = 0; at < line.len;) {
		size_t begin = at;
		int width = add_visible(out, utf8_next(line, &at));

		if (begin < diag->caret)
			before += width;
		else if (begin < end)
			under += width;
	}
	buf_addf(out, "\n%*s | %*s%s^", margin, "", before, "", on);
	while (--under > 0)
		buf_add_char(out, '~');
	buf_addf(out, "%s\n", off);
}

static void add_diag(struct buf *out, const struct diag *diag, bool colour)
{
	const char *on = colour ? colours[diag->severity] : "";
	const char *bold = colour ? "\033[1m" : "";
	const char *off = colour ? "\033[0m" : "";

	buf_add(out, bold, strlen(bold));
	add_text(out, diag->path.ptr ? diag->path : STR("almanac"));
	if (diag->line)
		buf_addf(out, ":%zu:%zu", diag->line, diag->column);
	buf_addf(out, ":%s %s%s:%s ", off, on, names[diag->severity], off);
	add_text(out, diag->message);
	if (diag->rule)
		buf_addf(out, " [%s]", diag->rule);
	buf_add_char(out, '\n');
	if (diag->line)
		add_excerpt(out, diag, on, off);
	if (diag->help.ptr) {
		buf_add_lit(out, "      = ");
		add_text(out, diag->help);
		buf_add_char(out, '\n');
	}
}

void diags_print(struct diags *diags, FILE *stream, bool colour)
{
	struct buf out = BUF_INIT;

	if (diags->list.count)
		qsort(diags->list.items, diags->list.count, sizeof(struct diag), by_place);
	for (size_t i = 0; i < diags->list.count; i++) {
		add_diag(&out, &diags->list.items[i], colour);
		fwrite(out.ptr, 1, out.len, stream);
		buf_reset(&out);
	}
	buf_release(&out);
}
