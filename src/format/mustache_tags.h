/*
 * The tags of a template, as a list: what each says, how they pair up, and
 * which white space around them is theirs. The text lies between them.
 * Internal to mustache.
 */
#ifndef FORMAT_MUSTACHE_TAGS_H
#define FORMAT_MUSTACHE_TAGS_H

#include "base/list.h"
#include "format/mustache_tree.h"

enum tag_type {
	TAG_VARIABLE,
	TAG_UNESCAPED,
	TAG_SECTION,
	TAG_INVERTED,
	TAG_PARTIAL,
	TAG_PARENT,
	TAG_BLOCK,
	TAG_END,
	TAG_COMMENT,
	TAG_DELIMITERS
};

#define TAG_NONE ((size_t)-1)

/* All offsets are bytes of the source. */
struct tag {
	enum tag_type type;
	struct str name;   /* without sigil and the white space around it */
	bool dynamic;      /* the name stood behind an asterisk */
	size_t begin, end; /* the tag itself */
	size_t margin;     /* begin, or the line's where blanks fill it up to there */
	size_t line_end;   /* end, or the next line's begin where blanks fill it */
	bool blank_before; /* only blanks stand before it on its line */
	bool blank_after;

	size_t match;  /* index of the tag that ends or begins what this one does */
	size_t within; /* index of the tag that opened what it stands in */
	size_t from, to;   /* the tag with what it takes of its line */
	bool takes_margin; /* so that no text of its line stands before it */
};

struct tags {
	LIST(struct tag) list;
};

/* Reads the tags of TEMPLATE; its errors are reported. */
void tags_scan(struct tags *tags, struct arena *arena,
	       struct template *template, struct mustache *set);

/* Sets match and within; tags that do not fit are reported. */
void tags_match(struct tags *tags, struct template *template,
		struct mustache *set);

/* Sets from, to and takes_margin of tags that match. */
void tags_trim(struct tags *tags);

/* True for a block that is passed to a parent. */
bool tags_is_argument(const struct tags *tags, const struct tag *tag);

#endif
