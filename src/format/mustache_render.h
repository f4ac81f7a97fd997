/*
 * What the rendering of a page carries along. mustache_render.c has its text,
 * variables and sections, mustache_include.c its partials, parents and blocks,
 * mustache_report.c the errors. Internal to mustache.
 */
#ifndef FORMAT_MUSTACHE_RENDER_H
#define FORMAT_MUSTACHE_RENDER_H

#include "base/buf.h"
#include "format/mustache_tree.h"
#include "format/value.h"

enum {
	INCLUDES_DEEPEST = 100, /* templates in each other */
	RENDER_DEEPEST = 1000,  /* sections and blocks in each other */
	FRAMES_MOST = RENDER_DEEPEST + 2 /* the page's, and one found too deep */
};

/* A value of the context stack. */
struct frame {
	const struct value *value;
	const int32_t *row; /* an object's: see names_row */
};

/* The blocks that a parent is given. */
struct passed {
	struct template *template; /* that the parent's tag stands in */
	struct node *parent;
	const struct passed *outer;
};

/* What each template that is included has of its own. */
struct scope {
	struct template *template;
	const struct passed *passed; /* to the parents around it, inmost first */
	size_t indent;               /* offset in indents of what goes before lines */
	bool in_tag;                 /* it is included inside an HTML tag */
};

struct render {
	struct mustache *set;
	struct buf *out;
	struct str subject;
	struct scope scope;
	struct buf indents; /* of the scope, from its offset to the end; outer ones */
	size_t skip;        /* bytes of the next indentation that stand there already */
	size_t includes;
	size_t depth;
	struct frame *frames; /* FRAMES_MOST of them, HEIGHT in use */
	size_t height;
	bool failed;
	bool stopped;
};

/* What mustache_render does, with a template that is not broken. */
bool render_page(struct mustache *set, struct template *template,
		 const struct value *context, struct str subject, struct buf *out);

/* The value that PATH names, or NULL where nothing defines it. */
const struct value *render_find(const struct render *render,
				const struct path *path);

/* The same; NULL is an error at NODE if strict. */
const struct value *render_value(struct render *render, struct node *node,
				 const struct path *path);

/* Renders NODE and those behind it up to END. */
void render_nodes(struct render *render, struct node *node,
		  const struct node *end);

/* What stands within NODE. */
void render_within(struct render *render, struct node *node);

/* The indentation in force, and what of it is to be written yet. */
struct str render_indent(const struct render *render);
void render_line_begin(struct render *render);

/* A partial or a parent; a block. */
void render_include(struct render *render, struct node *node);
void render_block(struct render *render, struct node *node);

/* An error at NODE: a name of its PATH that nothing in the context defines. */
void render_undefined(struct render *render, struct node *node,
		      const struct path *path);

/* A value that is not text where text should stand. */
void render_not_text(struct render *render, struct node *node,
		     const struct path *path, const struct value *value);

/* A template that does not exist. */
void render_missing(struct render *render, struct node *node, struct str name);

/* A template that includes itself without end: the page is given up. */
void render_endless(struct render *render, struct node *node);

#endif
