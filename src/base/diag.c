#include "base/diag.h"

#include "base/buf.h"
#include "base/map.h"
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

void diag_set(struct diags *diags, const char *rule, enum severity severity)
{
	*list_add(&diags->settings, &diags->arena) = (struct diag_setting){rule, severity};
}

/* The last word counts. */
static enum severity severity_of(const struct diags *diags, enum severity severity,
				 const char *rule)
{
	for (size_t i = diags->settings.count; i-- > 0 && rule;)
		if (!strcmp(diags->settings.items[i].rule, rule))
			return diags->settings.items[i].severity;
	return severity;
}

/* A message that is to be filled in; NULL when its rule is off. */
static struct diag *add(struct diags *diags, enum severity severity,
			const char *rule, struct str path, const char *help)
{
	struct diag *diag;

	severity = severity_of(diags, severity, rule);
	if (severity == SEVERITY_OFF)
		return NULL;
	diag = list_add(&diags->list, &diags->arena);
	diag->severity = severity;
	diag->rule = rule;
	diag->path = str_copy(&diags->arena, path);
	diag->help = str_copy(&diags->arena, str_of(help));
	diag->subject = str_copy(&diags->arena, diags->subject);
	diag->order = diags->list.count;
	diags->errors += severity == SEVERITY_ERROR;
	diags->warnings += severity == SEVERITY_WARNING;
	return diag;
}

bool diag_at(struct diags *diags, enum severity severity, const char *rule,
	     struct place place, const char *help, const char *format, ...)
{
	struct diag *diag = add(diags, severity, rule, place.source->path, help);
	va_list args;

	if (!diag)
		return true;
	va_start(args, format);
	diag->message = str_of(arena_vprintf(&diags->arena, format, args));
	va_end(args);
	if (place.source->text.ptr)
		locate(diags, diag, place);
	return diag->severity != SEVERITY_ERROR;
}

bool diag_file(struct diags *diags, enum severity severity, const char *rule,
	       struct str path, const char *help, const char *format, ...)
{
	struct diag *diag = add(diags, severity, rule, path, help);
	va_list args;

	if (!diag)
		return true;
	va_start(args, format);
	diag->message = str_of(arena_vprintf(&diags->arena, format, args));
	va_end(args);
	return diag->severity != SEVERITY_ERROR;
}

bool diag_pass_on(struct diags *diags, enum severity severity, const char *rule,
		  const struct diag *said, const char *help)
{
	struct diag *diag = add(diags, severity, rule, said->path, help);

	if (!diag)
		return true;
	diag->line = said->line;
	diag->column = said->column;
	diag->excerpt = str_copy(&diags->arena, said->excerpt);
	diag->caret = said->caret;
	diag->underlined = said->underlined;
	diag->message = str_copy(&diags->arena, said->message);
	diag->subject = str_copy(&diags->arena, said->subject);
	return diag->severity != SEVERITY_ERROR;
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

const char *const severity_names[] = {"note", "warning", "error"};
static const char *const colours[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};

/* Marks that turn the direction of text could show a line other than it is. */
static bool turns_direction(uint32_t code)
{
	return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/*
 * One character of the excerpt as a terminal may see it: a tab as a space,
 * and nothing that could command the terminal. Returns its columns.
 */
static int add_visible(struct buf *out, uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0) || turns_direction(code)) {
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

/*
 * The columns before the caret and under its tail. A mark that combines with the
 * character before it stands in that character's columns, and so does its caret.
 */
static void add_line(struct buf *out, const struct diag *diag, int *before, int *under)
{
	struct str line = diag->excerpt;
	size_t end = diag->caret + diag->underlined;
	int base = 0; /* columns of the last character that has any */

	*before = *under = 0;
	for (size_t at = 0; at < line.len;) {
		size_t begin = at;
		int width = add_visible(out, utf8_next(line, &at));

		if (begin == diag->caret && !width && base) {
			*before -= base;
			*under += base;
		}
		if (begin < diag->caret)
			*before += width;
		else if (begin < end)
			*under += width;
		base = width ? width : base;
	}
}

/* The excerpt, and under it a caret with a tail of the same width. */
static void add_excerpt(struct buf *out, const struct diag *diag,
			const char *on, const char *off)
{
	int before, under, margin = snprintf(NULL, 0, "%5zu", diag->line);

	buf_addf(out, "%5zu | ", diag->line);
	add_line(out, diag, &before, &under);
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
	buf_addf(out, ":%s %s%s:%s ", off, on, severity_names[diag->severity], off);
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
	if (diag->subject.ptr) {
		buf_add_lit(out, "      = while making ");
		add_text(out, diag->subject);
		buf_add_char(out, '\n');
	}
}

void diags_sort(struct diags *diags)
{
	if (diags->list.count)
		qsort(diags->list.items, diags->list.count, sizeof(struct diag), by_place);
}

/* Messages of one rule that say the same. */
struct cause {
	size_t count, shown;
};

static struct cause *find_cause(struct map *causes, struct arena *arena, const struct diag *diag)
{
	struct str key = str_printf(arena, "%s\n%s\n%.*s", severity_names[diag->severity],
				    diag->rule ? diag->rule : "", STR_ARG(diag->message));
	struct cause *cause = map_get(causes, key);

	if (cause)
		return cause;
	cause = arena_new(arena, struct cause);
	map_put(causes, arena, key, cause);
	return cause;
}

/* The cause of each message, with its count. */
static struct cause **find_causes(struct arena *arena, const struct diags *diags)
{
	struct cause **list = arena_array(arena, struct cause *, diags->list.count);
	struct map causes = {0};

	for (size_t i = 0; i < diags->list.count; i++) {
		list[i] = find_cause(&causes, arena, &diags->list.items[i]);
		list[i]->count++;
	}
	return list;
}

static void print(struct diags *diags, FILE *stream, bool colour, struct cause **causes,
		  size_t most)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < diags->list.count; i++) {
		struct cause *cause = causes ? causes[i] : NULL;

		if (cause && ++cause->shown > most)
			continue;
		add_diag(&out, &diags->list.items[i], colour);
		if (cause && cause->shown == most && cause->count > most)
			buf_addf(&out, "      = and %zu more like it; --all shows them\n",
				 cause->count - most);
		fwrite(out.ptr, 1, out.len, stream);
		buf_reset(&out);
	}
	buf_release(&out);
}

void diags_print(struct diags *diags, FILE *stream, bool colour)
{
	diags_sort(diags);
	print(diags, stream, colour, NULL, 0);
}

void diags_print_folded(struct diags *diags, FILE *stream, bool colour, size_t most)
{
	struct arena scratch = ARENA_INIT;

	diags_sort(diags);
	print(diags, stream, colour, find_causes(&scratch, diags), most);
	arena_release(&scratch);
}

/* Files with an error or a warning, of messages that are sorted. */
static size_t count_files(const struct diags *diags)
{
	struct str last = STR_UNKNOWN;
	size_t count = 0;

	for (size_t i = 0; i < diags->list.count; i++) {
		const struct diag *diag = &diags->list.items[i];

		if (diag->severity < SEVERITY_WARNING || !diag->path.ptr ||
		    (last.ptr && str_equal(diag->path, last)))
			continue;
		last = diag->path;
		count++;
	}
	return count;
}

void diags_print_count(struct diags *diags, FILE *stream)
{
	size_t files;

	if (!diags->errors && !diags->warnings)
		return;
	diags_sort(diags);
	files = count_files(diags);
	if (diags->errors)
		fprintf(stream, "%zu error%s", diags->errors, str_plural(diags->errors));
	if (diags->warnings)
		fprintf(stream, "%s%zu warning%s", diags->errors ? ", " : "", diags->warnings,
			str_plural(diags->warnings));
	if (files)
		fprintf(stream, " in %zu file%s", files, str_plural(files));
	fputc('\n', stream);
}
