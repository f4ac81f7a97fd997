#include "site/diff_html_words.h"

#include "format/html.h"
#include "site/diff_show.h"

void diff_html_add(struct diff_html_writer *w, const char *html)
{
	buf_add(w->out, html, strlen(html));
}

void diff_html_text(struct diff_html_writer *w, struct str text)
{
	html_escape(w->out, diff_visible(&w->arena, text));
}

void diff_html_value(struct diff_html_writer *w, struct str text, struct str iso)
{
	if (!text.ptr)
		diff_html_add(w, "<span class=\"unknown\"><span aria-hidden=\"true\">—</span>"
				 DIFF_HTML_HIDDEN("unknown") "</span>");
	else if (!text.len)
		diff_html_add(w, "(empty)");
	if (!text.len)
		return;
	if (iso.ptr)
		buf_addf(w->out, "<time datetime=\"%.*s\">", STR_ARG(iso));
	diff_html_text(w, text);
	if (iso.ptr)
		diff_html_add(w, "</time>");
}

void diff_html_link(struct diff_html_writer *w, struct str text, struct str url)
{
	bool web = str_starts(url, STR("https://")) || str_starts(url, STR("http://"));

	if (web) {
		diff_html_add(w, "<a href=\"");
		diff_html_text(w, url);
		diff_html_add(w, "\">");
	}
	diff_html_text(w, text);
	if (web)
		diff_html_add(w, "</a>");
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

static void add_target(struct diff_html_writer *w, const char *before, struct str url,
		       struct str title)
{
	if (!url.ptr)
		return;
	diff_html_add(w, " <span class=\"diff-target\">(");
	diff_html_add(w, before);
	diff_html_text(w, url);
	if (title.len) {
		diff_html_add(w, ", “");
		diff_html_text(w, title);
		diff_html_add(w, "”");
	}
	diff_html_add(w, ")</span>");
}

/* Words that are set alike; where they lead to is shown with TARGETS. */
static void add_span(struct diff_html_writer *w, const struct diff_words *span, bool targets)
{
	const struct diff_style *style = span->items->style;

	for (int i = 0; i < STYLE_MARKS; i++)
		if (style->marks & style_marks[i].mark)
			diff_html_add(w, style_marks[i].open);
	diff_html_text(w, diff_bare(diff_plain(&w->arena, span)));
	for (int i = STYLE_MARKS; i--;)
		if (style->marks & style_marks[i].mark)
			diff_html_add(w, style_marks[i].close);
	if (!targets)
		return;
	add_target(w, "picture: ", style->picture, style->picture_title);
	add_target(w, "link: ", style->link, style->link_title);
}

/* Where links lead to is noise, unless that is what changed. */
static bool has_targets(const struct diff_prose *prose, const struct diff_run *run,
			const struct diff_style *style)
{
	return run->type == DIFF_RESTYLED ||
	       (run->type != DIFF_KEPT && style->picture.ptr && diff_sets_anew(prose, run, style));
}

/* The words of RUN on one side, without the space before the first one. */
static void add_words(struct diff_html_writer *w, const struct diff_prose *prose,
		      const struct diff_run *run, const struct diff_words *words)
{
	for (size_t at = 0, end; at < words->count; at = end) {
		struct diff_words span = {words->items + at, 0};

		end = diff_span_end(words, at);
		span.count = end - at;
		if (at && span.items->space)
			buf_add_char(w->out, ' ');
		add_span(w, &span, has_targets(prose, run, span.items->style));
	}
}

/*
 * SPACE: white space belongs to it. A change ENDS where nothing else changed
 * directly behind it.
 */
static void add_marked(struct diff_html_writer *w, const struct diff_prose *prose,
		       const struct diff_run *run, bool inserted, bool space, bool ends)
{
	diff_html_add(w, inserted ? "<ins>" : "<del>");
	if (space)
		buf_add_char(w->out, ' ');
	diff_html_add(w, inserted ? DIFF_HTML_HIDDEN("inserted: ") : DIFF_HTML_HIDDEN("deleted: "));
	add_words(w, prose, run, inserted ? &run->to : &run->from);
	if (ends)
		diff_html_add(w, DIFF_HTML_HIDDEN(" end of change"));
	diff_html_add(w, inserted ? "</ins>" : "</del>");
}

static void add_run(struct diff_html_writer *w, const struct diff_prose *prose,
		    const struct diff_run *run, bool space, bool ends)
{
	if (run->type == DIFF_KEPT)
		add_words(w, prose, run, &run->to);
	if (run->type == DIFF_DELETED || run->type == DIFF_RESTYLED)
		add_marked(w, prose, run, false, space, ends && run->type == DIFF_DELETED);
	if (run->type == DIFF_RESTYLED)
		buf_add_char(w->out, ' ');
	if (run->type == DIFF_INSERTED || run->type == DIFF_RESTYLED)
		add_marked(w, prose, run, true, false, ends);
}

void diff_html_prose(struct diff_html_writer *w, const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		const struct diff_words *words = run->to.count ? &run->to : &run->from;
		bool replaces = i && run->type == DIFF_INSERTED &&
				run[-1].type == DIFF_DELETED && !diff_attaches(words);
		bool ends = i + 1 < prose->count && run[1].type == DIFF_KEPT;
		bool space = diff_space_before(prose, i);
		bool inside = space && diff_takes_space(prose, i);

		if ((space && !inside) || replaces)
			buf_add_char(w->out, ' ');
		add_run(w, prose, run, inside, ends);
	}
}

/* From one value to another. */
void diff_html_change(struct diff_html_writer *w, struct str from, struct str from_iso,
		      struct str to, struct str to_iso)
{
	diff_html_add(w, "<del>" DIFF_HTML_HIDDEN("deleted: "));
	diff_html_value(w, from, from_iso);
	diff_html_add(w, "</del> <ins>" DIFF_HTML_HIDDEN("inserted: "));
	diff_html_value(w, to, to_iso);
	diff_html_add(w, "</ins>");
}
