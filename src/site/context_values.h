/* What all values for templates are made of. */
#ifndef SITE_CONTEXT_VALUES_H
#define SITE_CONTEXT_VALUES_H

#include "base/arena.h"
#include "base/buf.h"
#include "format/value.h"
#include "site/model.h"
#include "site/words.h"

/* What every function here goes by; values are made in ARENA. */
struct context {
	const struct site *site;
	struct arena *arena;
	struct buf *scratch; /* for HTML that is being made */
	struct timing *timing; /* or NULL */
};

/* Sets the list member INDEX of OBJECT, and has_… and …_count behind it. */
void context_set_list(struct context *c, struct object *object, size_t index,
		      struct value list);

/* The word of that index in the site's language: see site/words.h. */
static inline struct str context_word(const struct context *c, int index)
{
	return words_get(c->site->words, index);
}

/* Room for the items of a list, which is filled in place. */
struct value *context_items(struct context *c, size_t count);

/* What stands in the scratch buffer, which is empty afterwards. */
struct value context_made(struct context *c);

struct value context_inline(struct context *c, const struct text *text);
struct value context_block(struct context *c, const struct md_document *md,
			   const struct md_context *context);
struct value context_date(struct context *c, struct date date);

/* The id in the page of the record ID: PREFIX is "deal-" and so on. */
struct value context_anchor(struct context *c, struct str prefix, struct str id);

#endif
