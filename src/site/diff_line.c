#include "site/diff_line.h"

#include "base/unicode.h"
#include "site/diff_show.h"

enum { WIDTH = 80 };

static const char *const inks[] = {"", "\033[31;9m", "\033[32m", "\033[1m", "\033[2m"};
#define INK_OFF "\033[0m"

static bool is_mark(char first, char second)
{
	return (first == '[' && second == '-') || (first == '-' && second == ']') ||
	       (first == '{' && second == '+') || (first == '+' && second == '}');
}

/* Puts a backslash into what would look like our marks. */
static struct str without_marks(struct diff_line_writer *w, struct str text, bool space)
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

struct diff_fragment *diff_line_add(struct diff_line_writer *w, struct str text,
				    enum diff_ink ink, bool space)
{
	struct diff_fragment *fragment = list_add(&w->line, &w->arena);

	*fragment = (struct diff_fragment){text, ink, space, false};
	w->last = text.len ? text.ptr[text.len - 1] : w->last;
	return fragment;
}

/* What content says, broken into pieces at its spaces. */
void diff_line_content(struct diff_line_writer *w, struct str text, enum diff_ink ink,
		       bool space)
{
	text = diff_visible(&w->arena, text);
	space |= str_starts(text, STR(" "));
	for (text = str_trim(text); text.len;) {
		size_t end = str_find(text, ' ');
		struct str piece = str_slice(text, 0, end);

		if (!w->colour)
			piece = without_marks(w, piece, space);
		diff_line_add(w, piece, ink, space);
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
static int chunk_width(const struct diff_line_writer *w, size_t at)
{
	int width = width_of(w->line.items[at].text);

	while (++at < w->line.count && !w->line.items[at].space &&
	       !w->line.items[at].breakable)
		width += width_of(w->line.items[at].text);
	return width;
}

void diff_line_ink(struct diff_line_writer *w, enum diff_ink *now, enum diff_ink ink)
{
	if (*now == ink || !w->colour)
		return;
	if (*now != DIFF_INK_NONE)
		buf_add_lit(w->out, INK_OFF);
	buf_add(w->out, inks[ink], strlen(inks[ink]));
	*now = ink;
}

void diff_line_begin(struct diff_line_writer *w, int indent)
{
	if (w->out->len && w->out->ptr[w->out->len - 1] != '\n')
		buf_add_char(w->out, '\n');
	for (int i = 0; i < indent; i++)
		buf_add_char(w->out, ' ');
}

/* Prints the line, broken where it must be; further lines stand HANGING deeper. */
void diff_line_end(struct diff_line_writer *w, int indent, int hanging)
{
	enum diff_ink now = DIFF_INK_NONE;
	int column = indent;

	diff_line_begin(w, indent);
	for (size_t i = 0; i < w->line.count; i++) {
		const struct diff_fragment *f = &w->line.items[i];
		bool can_break = i && (f->space || f->breakable);

		if (can_break && column + f->space + chunk_width(w, i) > WIDTH) {
			diff_line_ink(w, &now, DIFF_INK_NONE);
			diff_line_begin(w, indent + hanging);
			column = indent + hanging;
		} else if (i && f->space) {
			if (now != f->ink)
				diff_line_ink(w, &now, DIFF_INK_NONE);
			buf_add_char(w->out, ' ');
			column++;
		}
		diff_line_ink(w, &now, f->ink);
		buf_add_str(w->out, f->text);
		column += width_of(f->text);
	}
	diff_line_ink(w, &now, DIFF_INK_NONE);
	buf_add_char(w->out, '\n');
	w->line.count = 0;
	w->last = '\0';
}
