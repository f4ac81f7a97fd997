/*
 * A Markdown tree into HTML: one line a block and a table cell, so that a
 * line-based diff of two pages reads well. No style, no script, no raw HTML.
 */
#ifndef FORMAT_MARKDOWN_HTML_H
#define FORMAT_MARKDOWN_HTML_H

#include "base/buf.h"
#include "format/markdown.h"

enum md_link_kind {
	MD_LINK_TEXT,   /* its target is gone: the text alone */
	MD_LINK_PAGE,   /* inside the site */
	MD_LINK_RECORD, /* a row of the bundle on this page */
	MD_LINK_OUTSIDE
};

/* What a link or picture of the tree became. */
struct md_link {
	enum md_link_kind kind;
	struct str url;
	struct str note; /* of a record: where it was read; or unknown */
};

/* What a reader is told who does not see. */
struct md_words {
	struct str table, footnotes, back_to_text, done, to_do;
};

/* What the tree alone does not know, by index. */
struct md_context {
	const struct md_link *links;
	const struct str *heading_ids;
	const struct md_words *words; /* NULL: English */
};

/* Appends the children of ROOT, a document, as blocks. */
void md_html(struct buf *out, const struct md_document *document,
	     const struct md_context *context);

/* Appends the inside of the first paragraph. */
void md_html_inline(struct buf *out, const struct md_document *document,
		    const struct md_context *context);

/* Appends the inside of a heading for the contents: links as their text, no marks. */
void md_html_heading(struct buf *out, const struct md_node *heading);

#endif
