#include "format/markdown_html.h"

#include "format/html.h"

struct renderer {
	struct buf *out;
	const struct md_context *context; /* NULL: links as their text */
	const struct md_words *words;
	size_t heading;                   /* index of the next one */
	int notes;                        /* footnotes so far */
};

static void render(struct renderer *r, const struct md_node *node);

static void render_children(struct renderer *r, const struct md_node *node)
{
	for (const struct md_node *child = node->first; child; child = child->next)
		render(r, child);
}

static void wrap(struct renderer *r, const struct md_node *node, struct str open,
		 struct str close)
{
	buf_add_str(r->out, open);
	render_children(r, node);
	buf_add_str(r->out, close);
}

static void render_paragraph(struct renderer *r, const struct md_node *node)
{
	if (node->parent->type == MD_ITEM && node->parent->tight)
		render_children(r, node);
	else
		wrap(r, node, STR("<p>"), STR("</p>\n"));
}

static bool has_links(const struct md_node *heading)
{
	for (const struct md_node *node = heading; node; node = md_next(heading, node))
		if (node->type == MD_LINK || node->type == MD_FOOTNOTE_MARK)
			return true;
	return false;
}

/* The text of a heading is a link to itself, unless links are in it. */
static void render_permalink(struct renderer *r, const struct md_node *node, struct str id)
{
	bool whole = node->first && !has_links(node);

	buf_add_lit(r->out, " id=\"");
	html_escape(r->out, id);
	buf_add_lit(r->out, "\">");
	if (whole) {
		buf_add_lit(r->out, "<a class=\"permalink\" href=\"#");
		html_escape_url(r->out, id);
		buf_add_lit(r->out, "\">");
	}
	render_children(r, node);
	if (whole)
		buf_add_lit(r->out, "</a>");
}

static void render_heading(struct renderer *r, const struct md_node *node)
{
	char level = (char)('0' + node->number);

	buf_add_lit(r->out, "<h");
	buf_add_char(r->out, level);
	if (r->context && r->context->heading_ids) {
		render_permalink(r, node, r->context->heading_ids[r->heading++]);
	} else {
		buf_add_char(r->out, '>');
		render_children(r, node);
	}
	buf_add_lit(r->out, "</h");
	buf_add_char(r->out, level);
	buf_add_lit(r->out, ">\n");
}

static void render_list(struct renderer *r, const struct md_node *node)
{
	bool tasks = node->first && node->first->task;

	if (node->ordered && node->number != 1)
		buf_addf(r->out, "<ol start=\"%d\">\n", node->number);
	else
		buf_add_str(r->out, node->ordered ? STR("<ol>\n")
				    : tasks	  ? STR("<ul class=\"tasks\">\n")
						  : STR("<ul>\n"));
	render_children(r, node);
	buf_add_str(r->out, node->ordered ? STR("</ol>\n") : STR("</ul>\n"));
}

static void add_label(struct renderer *r, struct str label)
{
	buf_add_lit(r->out, " aria-label=\"");
	html_escape(r->out, label);
	buf_add_char(r->out, '"');
}

static void render_task(struct renderer *r, bool checked)
{
	buf_add_lit(r->out, "<input type=\"checkbox\" disabled");
	if (checked)
		buf_add_lit(r->out, " checked");
	add_label(r, checked ? r->words->done : r->words->to_do);
	buf_add_lit(r->out, "> ");
}

/* A tight item is one line; what follows its text in it begins a new one. */
static void render_item(struct renderer *r, const struct md_node *node)
{
	buf_add_lit(r->out, "<li>");
	if (node->task)
		render_task(r, node->checked);
	for (const struct md_node *child = node->first; child; child = child->next) {
		bool inside = child->type == MD_PARAGRAPH && node->tight;

		if (!inside && r->out->ptr[r->out->len - 1] != '\n')
			buf_add_char(r->out, '\n');
		render(r, child);
	}
	buf_add_lit(r->out, "</li>\n");
}

static void render_code_block(struct renderer *r, const struct md_node *node)
{
	size_t word = str_find(node->title, ' ');

	buf_add_lit(r->out, "<pre tabindex=\"0\"><code");
	if (word) {
		buf_add_lit(r->out, " class=\"language-");
		html_escape(r->out, str_slice(node->title, 0, word));
		buf_add_char(r->out, '"');
	}
	buf_add_char(r->out, '>');
	html_escape(r->out, node->text);
	buf_add_lit(r->out, "</code></pre>\n");
}

static void render_table(struct renderer *r, const struct md_node *node)
{
	const struct md_node *row = node->first;

	buf_add_lit(r->out, "<div class=\"table\" role=\"group\"");
	add_label(r, r->words->table);
	buf_add_lit(r->out, " tabindex=\"0\">\n<table>\n<thead>\n");
	for (; row && row->header; row = row->next)
		render(r, row);
	buf_add_lit(r->out, "</thead>\n");
	if (row) {
		buf_add_lit(r->out, "<tbody>\n");
		for (; row; row = row->next)
			render(r, row);
		buf_add_lit(r->out, "</tbody>\n");
	}
	buf_add_lit(r->out, "</table>\n</div>\n");
}

static void render_cell(struct renderer *r, const struct md_node *node)
{
	const struct str classes[] = {STR(""), STR(" class=\"left\""), STR(" class=\"center\""),
				      STR(" class=\"right\"")};
	bool header = node->parent->header;

	buf_add_str(r->out, header ? STR("<th scope=\"col\"") : STR("<td"));
	buf_add_str(r->out, classes[node->align]);
	buf_add_char(r->out, '>');
	render_children(r, node);
	buf_add_str(r->out, header ? STR("</th>\n") : STR("</td>\n"));
}

/* Links back from a footnote to each of its marks. */
static void render_returns(struct renderer *r, const struct md_node *node)
{
	for (int i = 1; i <= node->repeat; i++) {
		buf_addf(r->out, " <a href=\"#fnref-%d", node->number);
		if (i > 1)
			buf_addf(r->out, "-%d", i);
		buf_add_char(r->out, '"');
		add_label(r, r->words->back_to_text);
		buf_add_lit(r->out, ">↩</a>");
	}
}

static void render_footnote(struct renderer *r, const struct md_node *node)
{
	if (!r->notes++) {
		buf_add_lit(r->out, "<section class=\"footnotes\"");
		add_label(r, r->words->footnotes);
		buf_add_lit(r->out, ">\n<ol>\n");
	}
	buf_addf(r->out, "<li id=\"fn-%d\">\n", node->number);
	render_children(r, node);
	/* The arrows stand in the last paragraph, where there is one. */
	if (str_ends(buf_str(r->out), STR("</p>\n"))) {
		r->out->len -= strlen("</p>\n");
		render_returns(r, node);
		buf_add_lit(r->out, "</p>\n");
	} else {
		render_returns(r, node);
	}
	buf_add_lit(r->out, "</li>\n");
	if (!node->next)
		buf_add_lit(r->out, "</ol>\n</section>\n");
}

static void render_mark(struct renderer *r, const struct md_node *node)
{
	if (!node->repeat || !r->context)
		return; /* among the contents its id would stand twice */
	buf_addf(r->out, "<sup><a href=\"#fn-%d\" id=\"fnref-%d", node->number, node->number);
	if (node->repeat > 1)
		buf_addf(r->out, "-%d", node->repeat);
	buf_addf(r->out, "\">%d</a></sup>", node->number);
}

static void add_title(struct renderer *r, const struct md_node *node)
{
	if (!node->title.len)
		return;
	buf_add_lit(r->out, " title=\"");
	html_escape(r->out, node->title);
	buf_add_char(r->out, '"');
}

static void render_link(struct renderer *r, const struct md_node *node)
{
	const struct md_link *link = r->context && r->context->links ?
						 &r->context->links[node->number] : NULL;

	if (!link || link->kind == MD_LINK_TEXT) {
		render_children(r, node);
		return;
	}
	buf_add_lit(r->out, "<a href=\"");
	html_escape_url(r->out, link->url);
	buf_add_char(r->out, '"');
	if (link->kind == MD_LINK_RECORD)
		buf_add_lit(r->out, " class=\"record\"");
	if (link->note.ptr) {
		buf_add_lit(r->out, " data-source=\"");
		html_escape(r->out, link->note);
		buf_add_char(r->out, '"');
	}
	add_title(r, node);
	buf_add_char(r->out, '>');
	render_children(r, node);
	buf_add_lit(r->out, "</a>");
}

/* The text of a picture's children: its alternative. */
static void add_alternative(struct renderer *r, const struct md_node *picture)
{
	for (const struct md_node *node = picture->first; node; node = md_next(picture, node))
		if (node->type == MD_TEXT || node->type == MD_CODE)
			html_escape(r->out, node->text);
		else if (node->type == MD_SOFT_BREAK || node->type == MD_HARD_BREAK)
			buf_add_char(r->out, ' ');
}

static void render_picture(struct renderer *r, const struct md_node *node)
{
	const struct md_link *link = r->context && r->context->links ?
						 &r->context->links[node->number] : NULL;

	if (!link || link->kind == MD_LINK_TEXT) {
		add_alternative(r, node);
		return;
	}
	buf_add_lit(r->out, "<img src=\"");
	html_escape_url(r->out, link->url);
	buf_add_lit(r->out, "\" alt=\"");
	add_alternative(r, node);
	buf_add_char(r->out, '"');
	add_title(r, node);
	buf_add_lit(r->out, " loading=\"lazy\">");
}

static void render_code(struct renderer *r, const struct md_node *node)
{
	buf_add_lit(r->out, "<code>");
	html_escape(r->out, node->text);
	buf_add_lit(r->out, "</code>");
}

/* Recursion is bounded: md_read refuses what is nested deeper than MD_DEEPEST. */
static void render(struct renderer *r, const struct md_node *node)
{
	switch (node->type) {
	case MD_DOCUMENT: render_children(r, node); break;
	case MD_PARAGRAPH: render_paragraph(r, node); break;
	case MD_HEADING: render_heading(r, node); break;
	case MD_LIST: render_list(r, node); break;
	case MD_ITEM: render_item(r, node); break;
	case MD_QUOTE: wrap(r, node, STR("<blockquote>\n"), STR("</blockquote>\n")); break;
	case MD_CODE_BLOCK: render_code_block(r, node); break;
	case MD_RULE: buf_add_lit(r->out, "<hr>\n"); break;
	case MD_TABLE: render_table(r, node); break;
	case MD_ROW: wrap(r, node, STR("<tr>\n"), STR("</tr>\n")); break;
	case MD_CELL: render_cell(r, node); break;
	case MD_FOOTNOTE: render_footnote(r, node); break;
	case MD_TEXT: html_escape(r->out, node->text); break;
	case MD_SOFT_BREAK: buf_add_char(r->out, ' '); break;
	case MD_HARD_BREAK: buf_add_lit(r->out, "<br>"); break;
	case MD_CODE: render_code(r, node); break;
	case MD_EMPHASIS: wrap(r, node, STR("<em>"), STR("</em>")); break;
	case MD_STRONG: wrap(r, node, STR("<strong>"), STR("</strong>")); break;
	case MD_STRIKE: wrap(r, node, STR("<del>"), STR("</del>")); break;
	case MD_LINK: render_link(r, node); break;
	case MD_PICTURE: render_picture(r, node); break;
	case MD_FOOTNOTE_MARK: render_mark(r, node); break;
	case MD_HTML_BLOCK:
	case MD_HTML: break;
	}
}

void md_html(struct buf *out, const struct md_document *document,
	     const struct md_context *context)
{
	static const struct md_words english = {
		.table = {"Table", 5},
		.footnotes = {"Footnotes", 9},
		.back_to_text = {"Back to the text", 16},
		.done = {"done", 4},
		.to_do = {"to do", 5},
	};
	struct renderer r = {.out = out, .context = context, .words = &english};

	if (context && context->words)
		r.words = context->words;
	render_children(&r, document->root);
}

void md_html_inline(struct buf *out, const struct md_document *document,
		    const struct md_context *context)
{
	struct renderer r = {.out = out, .context = context};

	if (document->root->first)
		render_children(&r, document->root->first);
}

void md_html_heading(struct buf *out, const struct md_node *heading)
{
	struct renderer r = {.out = out};

	render_children(&r, heading);
}
