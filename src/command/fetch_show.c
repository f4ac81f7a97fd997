#include "command/fetch_show.h"

#include "base/unicode.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MS = 100, NAME_WIDEST = 40 };

static const char *const outcome_words[] = {
	[FETCH_NOT_DUE] = "not due", [FETCH_SAME] = "unchanged", [FETCH_NEW] = "new posts",
	[FETCH_FAILED] = "failed",   [FETCH_GONE] = "gone",
};

/* ---- text in columns ---- */

static size_t columns_of(struct str text)
{
	size_t columns = 0;

	for (size_t at = 0; at < text.len;)
		columns += (size_t)unicode_width(utf8_next(text, &at));
	return columns;
}

/* Appends TEXT in WIDTH columns: filled up with spaces, or cut. */
static void add_column(struct buf *out, struct str text, size_t width)
{
	size_t used = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		size_t more = (size_t)unicode_width(code);

		if (used + more > width)
			break;
		utf8_add(out, code);
		used += more;
	}
	for (; used < width; used++)
		buf_add_char(out, ' ');
}

/* ---- progress ---- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void add_bytes(struct buf *out, size_t bytes)
{
	if (bytes < 10000)
		buf_addf(out, "%zu B", bytes);
	else
		buf_addf(out, "%zu kB", (bytes + 500) / 1000);
}

static void add_state(struct buf *out, const struct fetch_line *line)
{
	const struct fetch_row *row = line->row;

	switch (line->state) {
	case HTTP_WAITING: buf_add_lit(out, "waiting"); return;
	case HTTP_ASKING: buf_add_lit(out, "asking"); return;
	case HTTP_RECEIVING:
		add_bytes(out, row->bytes);
		return;
	case HTTP_DONE: break;
	}
	if (row->outcome == FETCH_FAILED || row->outcome == FETCH_GONE)
		buf_addf(out, "%s: %.*s", outcome_words[row->outcome], STR_ARG(row->failure));
	else if (row->added)
		buf_addf(out, "%zu new, ", row->added);
	else
		buf_addf(out, "%s, ", outcome_words[row->outcome]);
	if (row->outcome == FETCH_SAME || row->outcome == FETCH_NEW)
		add_bytes(out, row->bytes);
}

/* Cut at WIDTH columns; 0: not cut. */
static void add_line(struct fetch_show *show, const struct fetch_line *line, size_t width)
{
	struct buf text = BUF_INIT;

	add_column(&text, line->row->name, columns_of(line->row->name) < NAME_WIDEST / 2
						   ? NAME_WIDEST / 2 : NAME_WIDEST);
	buf_add_char(&text, ' ');
	add_state(&text, line);
	if (width)
		add_column(&show->out, buf_str(&text), width);
	else
		buf_add_str(&show->out, buf_str(&text));
	while (show->out.len && show->out.ptr[show->out.len - 1] == ' ')
		show->out.len--;
	buf_add_char(&show->out, '\n');
	buf_release(&text);
}

static void erase(struct fetch_show *show)
{
	if (show->drawn)
		buf_addf(&show->out, "\033[%zuA\033[J", show->drawn);
	show->drawn = 0;
}

static void flush(struct fetch_show *show)
{
	fwrite(show->out.ptr ? show->out.ptr : "", 1, show->out.len, show->stream);
	fflush(show->stream);
	buf_reset(&show->out);
}

static void draw(struct fetch_show *show)
{
	struct winsize size = {0};
	size_t height, width;
	bool all;

	if (ioctl(fileno(show->stream), TIOCGWINSZ, &size) < 0)
		size.ws_row = size.ws_col = 0;
	height = size.ws_row > 4 ? size.ws_row - 3u : 20;
	width = size.ws_col > 20 ? size.ws_col - 1u : 79;
	all = show->lines.count <= height;
	erase(show);
	for (size_t i = 0; i < show->lines.count && show->drawn < height; i++) {
		const struct fetch_line *line = &show->lines.items[i];

		if (!all && line->state != HTTP_ASKING && line->state != HTTP_RECEIVING)
			continue;
		add_line(show, line, width);
		show->drawn++;
	}
	buf_addf(&show->out, "%zu of %zu done\n", show->done, show->lines.count);
	show->drawn++;
	flush(show);
	show->when = milliseconds();
}

static void on_tick(void *context)
{
	struct fetch_show *show = context;

	if (show->terminal && show->lines.count && milliseconds() - show->when >= REDRAW_MS)
		draw(show);
}

static struct fetch_line *line_of(struct fetch_show *show, const struct fetch_row *row)
{
	for (size_t i = 0; i < show->lines.count; i++)
		if (show->lines.items[i].row == row)
			return &show->lines.items[i];
	*list_add(&show->lines, &show->arena) = (struct fetch_line){row, HTTP_WAITING};
	return &show->lines.items[show->lines.count - 1];
}

static void on_progress(void *context, const struct fetch_row *row, enum http_state state)
{
	struct fetch_show *show = context;
	struct fetch_line *line = line_of(show, row);

	line->state = state;
	if (state == HTTP_DONE)
		show->done++;
	if (show->terminal) {
		if (state != HTTP_WAITING) /* all that will be asked is known by then */
			on_tick(show);
	} else if (state == HTTP_DONE) {
		add_line(show, line, 0);
		flush(show);
	}
}

void fetch_show_init(struct fetch_show *show, FILE *stream)
{
	*show = (struct fetch_show){.stream = stream, .terminal = isatty(fileno(stream))};
}

void fetch_show_release(struct fetch_show *show)
{
	arena_release(&show->arena);
	buf_release(&show->out);
}

struct fetch_listener fetch_show_listener(struct fetch_show *show)
{
	return (struct fetch_listener){on_progress, on_tick, show};
}

void fetch_show_end(struct fetch_show *show)
{
	erase(show);
	flush(show);
}

/* ---- the table ---- */

/* "2026-11-21 05:10", in UTC, up to the minute. */
static void add_due(struct buf *out, const struct fetch_row *row)
{
	struct arena scratch = ARENA_INIT;
	struct str due = feed_time_rfc3339(&scratch, row->due);

	if (row->outcome == FETCH_GONE)
		buf_add_lit(out, "never");
	else if (due.len < 16)
		buf_add_lit(out, "at once");
	else
		buf_addf(out, "%.10s %.5s UTC", due.ptr, due.ptr + 11);
	arena_release(&scratch);
}

static const char *result_words(const struct fetch_row *row)
{
	if (row->outcome == FETCH_NOT_DUE && row->failure.ptr)
		return "failed before";
	return outcome_words[row->outcome];
}

static void add_row(struct buf *out, const struct fetch_row *row, size_t width)
{
	add_column(out, row->name, width);
	buf_addf(out, "  %-13s  ", result_words(row));
	if (row->outcome == FETCH_NEW || row->outcome == FETCH_SAME)
		buf_addf(out, "%5zu  ", row->added);
	else
		buf_add_lit(out, "    -  ");
	add_due(out, row);
	buf_add_char(out, '\n');
}

void fetch_show_table(FILE *stream, const struct fetch_result *result)
{
	struct buf out = BUF_INIT;
	size_t width = sizeof "subscription" - 1;

	if (!result->count)
		return;
	for (size_t i = 0; i < result->count; i++) {
		size_t columns = columns_of(result->rows[i].name);

		width = columns > width ? columns : width;
	}
	add_column(&out, STR("subscription"), width);
	buf_add_lit(&out, "  result           new  next due\n");
	for (size_t i = 0; i < result->count; i++)
		add_row(&out, &result->rows[i], width);
	fwrite(out.ptr, 1, out.len, stream);
	fflush(stream);
	buf_release(&out);
}
