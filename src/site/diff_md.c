#include "site/diff_md.h"

#include "base/unicode.h"
#include "site/diff_show.h"

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

void diff_md_add(struct diff_md *w, const char *markdown)
{
	buf_add(w->out, markdown, strlen(markdown));
	w->start = false;
}

void diff_md_text(struct diff_md *w, struct str text)
{
	text = diff_visible(&w->arena, text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';

		if (w->start && begins_block(text, i) && c != '#')
			buf_addf(w->out, "\\%c", c);
		else if (c == 'w' &&
			 str_starts(str_slice(text, i, text.len), STR("www.")))
			buf_add_lit(w->out, "w" SPLIT);
		else if (c == 'G' && str_starts(str_slice(text, i, text.len), STR("GH-")))
			buf_add_lit(w->out, "G" SPLIT);
		else if (c)
			escape_byte(w->out, c, next);
	}
	w->start &= !text.len;
}

void diff_md_indent(struct diff_md *w, int columns)
{
	while (columns-- > 0)
		buf_add_char(w->out, ' ');
}

void diff_md_heading(struct diff_md *w, int level)
{
	w->list = false;
	buf_add_char(w->out, '\n');
	for (int i = 0; i < level; i++)
		buf_add_char(w->out, '#');
	diff_md_add(w, " ");
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

static void add_marked(struct diff_md *w, struct str text, bool inserted,
		       struct around around)
{
	bool marks = takes_marks(text, around);

	diff_md_add(w, inserted ? marks ? "**" : "<ins>" : marks ? "~~" : "<del>");
	diff_md_text(w, text);
	diff_md_add(w, inserted ? marks ? "**" : "</ins>" : marks ? "~~" : "</del>");
}

/* As code, which GitHub leaves alone. */
static void add_url(struct diff_md *w, struct str url, bool inserted)
{
	diff_md_add(w, inserted ? "**`" : "~~`");
	buf_add_str(w->out, diff_visible(&w->arena, url));
	diff_md_add(w, inserted ? "`**" : "`~~");
}

static bool can_be_code(struct str text)
{
	return text.len && str_find(text, '`') == text.len && str_find(text, ' ') == text.len &&
	       str_find(text, '|') == text.len;
}

static bool is_url(struct str text)
{
	return (str_starts(text, STR("http://")) || str_starts(text, STR("https://"))) &&
	       can_be_code(text);
}

static void add_value(struct diff_md *w, struct str text, bool inserted)
{
	if (!text.ptr)
		diff_md_add(w, "—");
	else if (!text.len)
		diff_md_add(w, "(empty)");
	else if (is_url(text))
		add_url(w, text, inserted);
	else
		add_marked(w, text, inserted, (struct around){true, true});
}

void diff_md_change(struct diff_md *w, struct str from, struct str to)
{
	add_value(w, from, false);
	diff_md_add(w, " → ");
	add_value(w, to, true);
}

/* How words are set, and where they lead to, is said where that is what changed. */
static struct str changed_text(struct diff_md *w, const struct diff_prose *prose,
			       const struct diff_run *run, const struct diff_words *words)
{
	if (run->type == DIFF_RESTYLED)
		return diff_bare(diff_markup(&w->arena, prose, run, words));
	return diff_bare(diff_wording(&w->arena, words));
}

static bool can_show_link(const struct diff_style *style)
{
	return !style->picture.ptr && !style->link_title.len &&
	       (!style->link.ptr || can_be_code(style->link));
}

/* True where words stayed and nothing changed but where they lead to. */
static bool is_relinked(const struct diff_run *run)
{
	const struct diff_style *from, *to;

	if (run->type != DIFF_RESTYLED)
		return false;
	from = run->from.items->style;
	to = run->to.items->style;
	return from->marks == to->marks && can_show_link(from) && can_show_link(to);
}

static void add_target(struct diff_md *w, struct str url, bool inserted)
{
	if (url.ptr)
		add_url(w, url, inserted);
	else
		diff_md_add(w, "—");
}

/* "300 MW (link: a → b)" */
static void add_relinked(struct diff_md *w, const struct diff_run *run)
{
	diff_md_text(w, diff_bare(diff_reading(&w->arena, &run->to)));
	diff_md_add(w, " (link: ");
	add_target(w, run->from.items->style->link, false);
	diff_md_add(w, " → ");
	add_target(w, run->to.items->style->link, true);
	diff_md_add(w, ")");
}

static void add_run(struct diff_md *w, const struct diff_prose *prose,
		    const struct diff_run *run, struct around around)
{
	bool restyled = run->type == DIFF_RESTYLED;

	if (is_relinked(run)) {
		add_relinked(w, run);
		return;
	}
	if (run->type == DIFF_KEPT)
		diff_md_text(w, diff_bare(diff_reading(&w->arena, &run->to)));
	if (run->type == DIFF_DELETED || restyled)
		add_marked(w, changed_text(w, prose, run, &run->from), false,
			   (struct around){around.before, around.behind || restyled});
	if (restyled)
		diff_md_add(w, " ");
	if (run->type == DIFF_INSERTED || restyled)
		add_marked(w, changed_text(w, prose, run, &run->to), true,
			   (struct around){around.before || restyled, around.behind});
}

/* True when a space goes before RUN: changes that meet stand apart, but for a comma. */
static bool stands_apart(const struct diff_prose *prose, size_t i)
{
	const struct diff_run *run = &prose->runs[i];

	return diff_space_before(prose, i) ||
	       (run->type != DIFF_KEPT && run[-1].type != DIFF_KEPT &&
		!(run[-1].type == DIFF_DELETED && diff_attaches(&run->to)));
}

/* " (gone)": no mark of Markdown can stand before white space, but HTML can. */
static void add_with_space(struct diff_md *w, const struct diff_prose *prose,
			   const struct diff_run *run)
{
	diff_md_add(w, "<del> ");
	diff_md_text(w, changed_text(w, prose, run, &run->from));
	diff_md_add(w, "</del>");
}

void diff_md_prose(struct diff_md *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		struct around around = {!i || stands_apart(prose, i),
					i + 1 == prose->count ||
						stands_apart(prose, i + 1)};

		if (diff_space_before(prose, i) && diff_takes_space(prose, i)) {
			add_with_space(w, prose, &prose->runs[i]);
			continue;
		}
		if (i && around.before)
			diff_md_add(w, " ");
		add_run(w, prose, &prose->runs[i], around);
	}
}
