/*
 * Figures: what backs each number in the prose.
 *
 * Deals (scale, platform) and facts (statement) back figures. A figure in the text,
 * TL;DR, takeaways, FAQ answers and timeline is bound to one of them by a link
 * ([up to 5 GW](fact:anthropic-amazon)), or must equal some figure of the bundle, or
 * stands alone, with a reason ([5 GW](fact:none "our estimate")). Posts are
 * quotations, and not looked at.
 */
#ifndef SITE_FIGURES_H
#define SITE_FIGURES_H

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "format/quantity.h"
#include "site/model.h"

/* A deal or fact. */
struct backing_record {
	struct str id;
	size_t first;       /* its first figure in the list */
	struct str a, b;    /* the parties of a deal, or unknown */
	struct str subject; /* its words tell of it: all of a deal, or a fact's statement */
};

/* A figure of the bundle. */
struct backing {
	struct quantity quantity;
	struct str text;  /* the figure as it stands */
	struct str whole; /* the member that it stands in, in plain text */
	struct str id;    /* of the deal or fact */
	bool platform;    /* it stands in a deal's platform */
	const struct backing_record *record;
};

/* Those that can be compared with each other: one dimension, or one noun. */
struct backing_bucket {
	LIST(const struct backing *) list;
};

struct backings {
	struct arena *arena;
	LIST(struct backing *) list; /* those of a record stand together */
	struct map buckets;          /* struct backing_bucket by what is measured */
	struct map records;          /* struct backing_record by id */
	struct quantities read;      /* those of the text that was added last */
};

/* The figures of a deal's scale: those that it has, or else those read into ROOM. */
const struct quantities *figures_of_deal(struct arena *arena, const struct deal *deal,
					 struct quantities *room);

void figures_index(struct arena *arena, const struct bundle *bundle,
		   struct backings *backings);

enum figure_state {
	FIGURE_BOUND,        /* by a link, to a record that says the same */
	FIGURE_MATCHED,      /* it equals a figure of the bundle */
	FIGURE_ALONE,        /* by a link, with a reason */
	FIGURE_CONTRADICTED, /* by a link, to a record that says something else */
	FIGURE_UNBACKED,     /* no figure of the bundle equals it */
	FIGURE_UNCHECKED,    /* a number in words, or a count of what nothing counts */
	FIGURE_STATES
};

/* What there is to say of one figure of the prose. */
struct figure {
	enum figure_state state;
	const struct quantity *quantity;
	struct str text;     /* as it stands, in plain text */
	struct str bound;    /* id that it is bound to, or unknown */
	struct str reason;   /* of one that stands alone */
	const struct backing *backing; /* that backs it; of a contradicted or unbacked one
					  the nearest, or NULL */
	const struct backing *other;   /* of another record, which backs it as well and as
					  closely; or NULL */
	enum hedge_relation hedge;     /* to the backing, where there is one that backs it */
};

/* Judges a figure of the prose; LINK_URL and LINK_TITLE are of the link around it. */
struct figure figures_judge(const struct backings *backings, const struct quantity *quantity,
			    struct str text, struct str link_url, struct str link_title);

/* The figures of the bundle that QUANTITY can be compared with, or NULL. */
const struct backing_bucket *figures_bucket(const struct backings *backings,
					    const struct quantity *quantity);

/* Whether BACKING is of another record than that of FIGURE, and backs it as closely. */
bool figures_rival(const struct figure *figure, const struct backing *backing);

/*
 * Chooses among the records that back FIGURE, which has an `other`: DEAL, where it is
 * one of them. A fact that names both parties of a deal says the same as the deal, and
 * goes. Then those stay of which each of the COUNT texts of AROUND tells most, by a name
 * or two words; the first text first. With one left, there is no `other`.
 */
void figures_settle(const struct backings *backings, struct figure *figure, struct str deal,
		    const struct str *around, size_t count);

#endif
