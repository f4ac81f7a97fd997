/*
 * Templates as they are kept: a tree, written down in one array in the order
 * of the text, so that rendering walks memory forwards. Internal to mustache.
 */
#ifndef FORMAT_MUSTACHE_TREE_H
#define FORMAT_MUSTACHE_TREE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "base/str.h"
#include "format/mustache_names.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	TREE_DEEPEST = 100, /* sections, parents and blocks in each other */
	ERRORS_MOST = 100   /* that are reported of one template */
};

enum node_type {
	NODE_TEXT,
	NODE_VARIABLE,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
	NODE_PARENT, /* its children are the blocks that it passes */
	NODE_BLOCK
};

/* A dotted name; no parts are the implicit iterator {{.}}. */
struct path {
	uint32_t count;
	uint32_t first;       /* numbers of names */
	const uint32_t *rest; /* count - 1 of them */
};

/* What a partial or a parent includes. */
struct include {
	struct str name;         /* of the template, unless dynamic */
	bool dynamic;
	struct path path;        /* what holds the name, if dynamic */
	struct template *target; /* once it has been found */
	bool alone;              /* on its line: it is indented */
	struct str indent;
};

struct block {
	uint32_t name;
	bool alone;        /* on its lines: what replaces it is indented */
	bool starts_line;  /* what stands in it begins on a new line */
	struct str indent;
};

struct node {
	unsigned type : 8;
	unsigned escaped : 1;     /* variable: for HTML */
	unsigned starts_line : 1; /* text: its first byte begins a line */
	unsigned in_tag : 1;      /* it stands inside an HTML tag */
	unsigned reported : 1;    /* an error of its own */
	uint32_t span;            /* nodes, itself and all within it */
	uint32_t offset, length;  /* of the tag in the source */
	union {
		struct str text;
		struct path path; /* variable, section, inverted */
		struct include *include;
		struct block *block;
	} as;
};

struct template {
	struct str name;
	const struct source *source;
	struct node *nodes;
	size_t count;
	size_t errors; /* reported of it */
	bool broken;   /* could not be compiled */
	bool used;     /* by one of the pages that mustache_find_used was asked for */
	enum { CHECK_NEW, CHECK_OPEN, CHECK_DONE } check;
};

struct mustache {
	struct arena *arena;
	struct diags *diags;
	bool strict; /* and these are struct mustache_options */
	struct str null_text;
	struct str null_plain;
	struct names names;
	struct map by_name;                /* struct template */
	LIST(struct template *) templates; /* in order of being added */
	struct map absent; /* names that were to be rendered and are reported */
};

/* Fills in the nodes of TEMPLATE from its source; sets broken after an error. */
void template_compile(struct template *template, struct mustache *set);

/* What mustache_check does. */
bool templates_check(struct mustache *set);

/* The template called NAME, or NULL. */
struct template *mustache_find(const struct mustache *set, struct str name);

/* What INCLUDE names in so many words, or NULL where there is none. */
struct template *mustache_target(const struct mustache *set,
				 struct include *include);

/*
 * Reports an error in TEMPLATE, at LENGTH bytes from OFFSET; no more than
 * ERRORS_MOST of them, so that rubbish does not take for ever.
 */
void template_error(struct template *template, struct mustache *set,
		    size_t offset, size_t length, const char *rule,
		    const char *help, const char *format, ...)
	__attribute__((format(printf, 7, 8)));

/* The same for a tag that has become a node, once however often it is met. */
void node_error(struct node *node, struct template *template,
		struct mustache *set, const char *rule, const char *help,
		const char *message);

/* "did you mean ...", or NULL where no template is called nearly so. */
const char *mustache_nearest(const struct mustache *set, struct str name);

#endif
