#include "site/diff_show.h"

#include "base/unicode.h"

/* Controls (C0, DEL, C1), separators of lines, embeddings and overrides of direction. */
static bool is_hidden(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
	       (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static struct str keep(struct arena *arena, struct buf *out)
{
	struct str text = str_copy(arena, buf_str(out));

	buf_release(out);
	return text;
}

struct str diff_visible(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (code == '\n')
			buf_add_lit(&out, "↵");
		else if (is_hidden(code) && code != '\t')
			buf_addf(&out, "<U+%04X>", (unsigned)code);
		else
			utf8_add(&out, code);
	}
	return keep(arena, &out);
}

size_t diff_span_end(const struct diff_words *words, size_t at)
{
	size_t end = at + 1;

	while (end < words->count && words->items[end].style == words->items[at].style)
		end++;
	return end;
}

static void add_words(struct buf *out, const struct diff_words *words, size_t begin,
		      size_t end)
{
	for (size_t i = begin; i < end; i++) {
		if (words->items[i].space && i > begin)
			buf_add_char(out, ' ');
		buf_add_str(out, words->items[i].text);
	}
}

struct str diff_reading(struct arena *arena, const struct diff_words *words)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < words->count; i++) {
		const struct diff_word *word = &words->items[i];

		if (word->space)
			buf_add_char(&out, ' ');
		if (word->style->marks & DIFF_NOTE)
			buf_addf(&out, "[^%.*s]", STR_ARG(word->text));
		else
			buf_add_str(&out, word->text);
	}
	return keep(arena, &out);
}

struct str diff_plain(struct arena *arena, const struct diff_words *words)
{
	struct buf out = BUF_INIT;

	if (words->count && words->items[0].space)
		buf_add_char(&out, ' ');
	add_words(&out, words, 0, words->count);
	return keep(arena, &out);
}

static void add_target(struct buf *out, struct str url, struct str title)
{
	buf_addf(out, "](%.*s", STR_ARG(url));
	if (title.len)
		buf_addf(out, " \"%.*s\"", STR_ARG(title));
	buf_add_char(out, ')');
}

/* Marks around words, in the order in which they open. */
static const struct {
	unsigned mark;
	const char *open, *close;
} style_marks[] = {
	{DIFF_STRONG, "**", "**"}, {DIFF_EMPHASIS, "*", "*"}, {DIFF_STRIKE, "~~", "~~"},
	{DIFF_CODE, "`", "`"},     {DIFF_NOTE, "[^", "]"},
};
enum { STYLE_MARKS = sizeof style_marks / sizeof *style_marks };

static void add_span(struct buf *out, const struct diff_words *words, size_t begin,
		     size_t end)
{
	const struct diff_style *style = words->items[begin].style;

	if (style->link.ptr)
		buf_add_char(out, '[');
	for (int i = 0; i < STYLE_MARKS; i++)
		if (style->marks & style_marks[i].mark)
			buf_add(out, style_marks[i].open, strlen(style_marks[i].open));
	if (style->picture.ptr)
		buf_add_lit(out, "![");
	add_words(out, words, begin, end);
	if (style->picture.ptr)
		add_target(out, style->picture, style->picture_title);
	for (int i = STYLE_MARKS; i--;)
		if (style->marks & style_marks[i].mark)
			buf_add(out, style_marks[i].close, strlen(style_marks[i].close));
	if (style->link.ptr)
		add_target(out, style->link, style->link_title);
}

struct str diff_markup(struct arena *arena, const struct diff_words *words)
{
	struct buf out = BUF_INIT;

	for (size_t at = 0, end; at < words->count; at = end) {
		end = diff_span_end(words, at);
		if (words->items[at].space)
			buf_add_char(&out, ' ');
		add_span(&out, words, at, end);
	}
	return keep(arena, &out);
}

struct str diff_excerpt(struct arena *arena, struct str text, int columns)
{
	int width = 0;
	size_t at = 0;

	while (at < text.len) {
		size_t behind = at;

		width += unicode_width(utf8_next(text, &behind));
		if (width > columns)
			break;
		at = behind;
	}
	if (at == text.len)
		return text;
	return str_printf(arena, "%.*s…", STR_ARG(str_trim(str_slice(text, 0, at))));
}

enum { EXCERPT = 60 };

static struct str prose_text(struct arena *arena, const struct diff_prose *prose)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < prose->count && out.len < (size_t)4 * EXCERPT; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;

		if (run->type != DIFF_DELETED || prose->count == 1)
			buf_add_str(&out, diff_plain(arena, words));
	}
	return keep(arena, &out);
}

struct str diff_block_excerpt(struct arena *arena, const struct diff_block *block)
{
	struct str text = STR("");

	while (!block->prose && block->children.count)
		block = &block->children.items[0];
	if (block->prose)
		text = prose_text(arena, block->prose);
	else if (block->lines && block->lines->count)
		text = block->lines->items[0].text;
	else if (block->table && block->table->column_count)
		text = block->table->columns[0].name;
	return diff_excerpt(arena, str_trim(text), EXCERPT);
}

bool diff_row_shown(const struct diff_table *table, const struct diff_row *row)
{
	bool shown = row->change != DIFF_SAME || row->move != DIFF_STAYED;

	for (size_t c = 0; c < table->column_count; c++)
		shown |= row->cells[c].change != DIFF_SAME;
	return shown;
}

struct str diff_side_name(struct arena *arena, const struct diff_side *side)
{
	if (!date_known(side->date))
		return side->name.ptr ? side->name : STR("—");
	return str_printf(arena, "%.*s (%.*s)", STR_ARG(side->name),
			  STR_ARG(date_iso(arena, side->date)));
}

struct str diff_capital(struct arena *arena, struct str text)
{
	char *copy = arena_copy(arena, text.ptr, text.len);

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return (struct str){copy, text.len};
}
