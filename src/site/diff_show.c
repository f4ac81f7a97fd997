#include "site/diff_show.h"

#include "base/unicode.h"
#include "site/diff_format.h"
#include "site/diff_names.h"
#include "site/diff_words.h"

/*
 * Controls (C0, DEL, C1), separators of lines, embeddings and overrides of
 * direction; and characters that nobody sees, so that a change of one is seen.
 * What joins or selects emoji and letters is none of these.
 */
static bool is_hidden(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},       {0x61c, 0x61c},
		{0x115f, 0x1160}, {0x180e, 0x180e}, {0x200b, 0x200b},   {0x200e, 0x200f},
		{0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},   {0xfeff, 0xfeff},
		{0xffa0, 0xffa0}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f},
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && code >= ranges[i].first; i++)
		if (code <= ranges[i].last)
			return true;
	return false;
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

		if (code == '\n' && at < text.len && text.ptr[at] == '\n') {
			buf_add_lit(&out, "¶");
			at++;
		} else if (code == '\n') {
			buf_add_lit(&out, "↵");
		} else if (is_hidden(code) && code != '\t') {
			buf_addf(&out, "<U+%04X>", (unsigned)code);
		} else {
			utf8_add(&out, code);
		}
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

struct str diff_bare(struct str text)
{
	return str_slice(text, str_starts(text, STR(" ")), text.len);
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

struct str diff_wording(struct arena *arena, const struct diff_words *words)
{
	struct buf out = BUF_INIT;

	for (size_t at = 0, end; at < words->count; at = end) {
		struct diff_words span = {words->items + at, 0};

		end = diff_span_end(words, at);
		span.count = end - at;
		if (!words->items[at].style->picture.ptr) {
			buf_add_str(&out, diff_reading(arena, &span));
			continue;
		}
		if (words->items[at].space)
			buf_add_char(&out, ' ');
		add_span(&out, words, at, end);
	}
	return keep(arena, &out);
}

bool diff_space_before(const struct diff_prose *prose, size_t at)
{
	const struct diff_run *run = &prose->runs[at];
	const struct diff_words *words = run->to.count ? &run->to : &run->from;

	if (!at || words->items->space || !run->from.count || !run->from.items->space)
		return at && words->items->space;
	while (at && !prose->runs[at - 1].to.count)
		at--;
	return !at;
}

bool diff_attaches(const struct diff_words *words)
{
	struct str text = words->count ? words->items->text : STR("");

	return words->count && !words->items->space &&
	       ((text.len == 1 && strchr(",.;:!?)]}%", *text.ptr)) ||
		str_equal(text, STR("”")) || str_equal(text, STR("’")) ||
		str_equal(text, STR("…")));
}

bool diff_takes_space(const struct diff_prose *prose, size_t at)
{
	const struct diff_run *next = &prose->runs[at + 1];

	return prose->runs[at].type == DIFF_DELETED && at + 1 < prose->count &&
	       next->to.count && diff_attaches(&next->to);
}

struct str diff_date(struct arena *arena, struct str iso)
{
	struct date date;

	return iso.ptr && date_parse(iso, &date) ? date_text(arena, date) : iso;
}

static bool all_set(const struct diff_words *words, const struct diff_style *style)
{
	for (size_t i = 0; i < words->count; i++)
		if (!diff_style_equal(words->items[i].style, style))
			return false;
	return true;
}

/* The word of a run that stayed which is nearest to the one before or behind it. */
static struct diff_words nearest(const struct diff_run *kept, bool of_from, bool before)
{
	const struct diff_words *words = of_from ? &kept->from : &kept->to;

	return (struct diff_words){words->items + (before ? words->count - 1 : 0), 1};
}

/* True where the words before RUN, or behind it, are set in STYLE. */
static bool is_set_beside(const struct diff_prose *prose, const struct diff_run *run,
			  const struct diff_style *style, bool before)
{
	const struct diff_run *end = before ? prose->runs : prose->runs + prose->count - 1;
	bool of_from = run->type == DIFF_DELETED;

	for (const struct diff_run *beside = run; beside != end;) {
		struct diff_words kept;

		beside += before ? -1 : 1;
		if (beside->type == DIFF_KEPT) {
			kept = nearest(beside, of_from, before);
			return all_set(&kept, style);
		}
		if (beside->type == DIFF_RESTYLED || beside->type == run->type)
			return false;
		if (all_set(of_from ? &beside->to : &beside->from, style))
			return true;
	}
	return false;
}

bool diff_sets_anew(const struct diff_prose *prose, const struct diff_run *run,
		    const struct diff_style *style)
{
	if (run->type == DIFF_RESTYLED || style->picture.ptr ||
	    (style->marks & (DIFF_NOTE | DIFF_HTML)))
		return true;
	return !is_set_beside(prose, run, style, true) &&
	       !is_set_beside(prose, run, style, false);
}

struct str diff_markup(struct arena *arena, const struct diff_prose *prose,
		       const struct diff_run *run, const struct diff_words *words)
{
	struct buf out = BUF_INIT;

	for (size_t at = 0, end; at < words->count; at = end) {
		end = diff_span_end(words, at);
		if (words->items[at].space)
			buf_add_char(&out, ' ');
		if (diff_sets_anew(prose, run, words->items[at].style))
			add_span(&out, words, at, end);
		else
			add_words(&out, words, at, end);
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
	for (size_t end = at; end > at / 2; end--)
		if (text.ptr[end] == ' ') {
			at = end;
			break;
		}
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

/* Lines that stayed are shown beside a change. */
enum { CONTEXT = 3 };

size_t diff_lines_hidden(const struct diff_lines *lines, size_t at)
{
	size_t before = 0, end = at;

	while (before < CONTEXT && before < at &&
	       lines->items[at - 1 - before].type == DIFF_KEPT)
		before++;
	if (at && before < CONTEXT)
		return at;
	while (end < lines->count && lines->items[end].type == DIFF_KEPT)
		end++;
	if (end < lines->count)
		end = end - at > CONTEXT ? end - CONTEXT : at;
	return end > at + 1 ? end : at;
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

struct str diff_summary(struct arena *arena, const struct diff *diff)
{
	return str_join(arena, diff_capital(arena, diff->summary), STR("."));
}
