/*
 * Markdown (CommonMark 0.29 with GitHub's tables, strikethrough, task lists,
 * autolinks and footnotes) into a tree of our own, which rendering, link
 * checking, figures and diffs all read. Raw HTML is marked as such and never
 * rendered.
 */
#ifndef FORMAT_MARKDOWN_H
#define FORMAT_MARKDOWN_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum md_type {
	/* blocks */
	MD_DOCUMENT,
	MD_PARAGRAPH,
	MD_HEADING,
	MD_LIST,
	MD_ITEM,
	MD_QUOTE,
	MD_CODE_BLOCK,
	MD_RULE,
	MD_TABLE,
	MD_ROW,
	MD_CELL,
	MD_FOOTNOTE,
	MD_HTML_BLOCK,
	/* inlines */
	MD_TEXT,
	MD_SOFT_BREAK,
	MD_HARD_BREAK,
	MD_CODE,
	MD_EMPHASIS,
	MD_STRONG,
	MD_STRIKE,
	MD_LINK,
	MD_PICTURE,
	MD_FOOTNOTE_MARK,
	MD_HTML
};

enum md_align { MD_ALIGN_NONE, MD_ALIGN_LEFT, MD_ALIGN_CENTER, MD_ALIGN_RIGHT };

struct md_node {
	enum md_type type;
	struct md_node *first; /* child */
	struct md_node *next;  /* sibling */
	struct md_node *parent;
	/* Where it begins, as cmark-gfm knows it: from 1, column in bytes; 0: unknown. */
	int line, column;
	struct str text;  /* text, code, code block, raw HTML; URL of link and picture */
	struct str title; /* of link and picture; info string of a code block */
	int number;       /* heading: level; ordered list: first; footnote: its number;
			     mark: the number it points to; link, picture: index in links;
			     row: its cells */
	int repeat;       /* mark: 1 for the first of its footnote; footnote: its marks */
	bool ordered;     /* list */
	bool tight;       /* list, item: paragraphs stand without <p> */
	bool task;        /* item */
	bool checked;     /* task item */
	bool header;      /* row */
	enum md_align align; /* cell */
};

/* Why a text was not read, and what to do. */
struct md_refusal {
	const char *why; /* NULL: it was read */
	const char *help;
	size_t at; /* offset in the text */
};

struct md_document {
	struct md_node *root; /* empty after a refusal */
	struct md_node **links; /* links and pictures, in order */
	size_t link_count;
	struct md_node **headings;
	size_t heading_count;
	size_t footnote_count;
	struct md_node **html; /* raw HTML other than comments */
	size_t html_count;
	size_t *lines; /* where each line of the text begins */
	size_t line_count;
	size_t prefix; /* bytes that were read before the text's own */
	struct md_refusal refusal;
};

/*
 * What is read: levels of nesting; bytes of a text, of a line, and of lines
 * without a blank one among them. cmark-gfm recurses by the first, and takes time
 * that grows with the square of the others on hostile text.
 */
#define MD_DEEPEST 100
#define MD_LONGEST ((size_t)256 << 10)
#define MD_LONGEST_LINE ((size_t)16 << 10)
#define MD_LONGEST_BLOCK ((size_t)64 << 10)

/* Registers the extensions; once, before anything is read. */
void md_init(void);

/* Reads TEXT, valid UTF-8; the tree borrows nothing but ARENA. Cannot fail. */
struct md_document *md_read(struct arena *arena, struct str text);

/*
 * Reads TEXT as the inside of one paragraph: whatever it begins with, it is no
 * list, heading or table, and a line break is a space. The root holds one
 * paragraph.
 */
struct md_document *md_read_inline(struct arena *arena, struct str text);

/*
 * The offset in TEXT, as given to md_read or md_read_inline, where NODE or the
 * nearest node around it with a known place begins.
 */
size_t md_offset(const struct md_document *document, struct str text,
		 const struct md_node *node);

/* The text of NODE without markup. */
struct str md_plain(struct arena *arena, const struct md_node *node);

/* True of a picture without a text that says what it shows. */
bool md_lacks_alt(const struct md_node *node);

/*
 * The id that GitHub gives a heading of this text: lower case, without what is
 * neither word, hyphen nor space, spaces as hyphens.
 */
struct str md_slug(struct arena *arena, struct str text);

/* The node after NODE and all that is in it, in document order within ROOT; or NULL. */
static inline const struct md_node *md_behind(const struct md_node *root,
					      const struct md_node *node)
{
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/* The node after NODE in document order within ROOT, or NULL. */
static inline const struct md_node *md_next(const struct md_node *root,
					    const struct md_node *node)
{
	return node->first ? node->first : md_behind(root, node);
}

#endif
