/*
 * Figures in English prose: "up to 5 GW", "$11–13B", "220,000+ NVIDIA GPUs", "47 %",
 * "between 10 and 14 days", "1.77×".
 *
 * A figure is a number in digits that says how much or how many. Numbers that say
 * which are none: dates, years, times of day, versions and names (Claude 3, H200,
 * Boeing 747), ordinals, labels (chapter 4, No. 5), ids, telephone numbers, addresses,
 * scores, sizes as 4×4, footnote marks, URLs. Numbers in words are noticed and not
 * read. tests/spec/quantity/README.md has the rules with examples.
 *
 * The text is plain: emphasis and links are taken out of it, and code stands there as
 * U+FFFC. Time is linear in the text.
 */
#ifndef FORMAT_QUANTITY_H
#define FORMAT_QUANTITY_H

#include "base/list.h"
#include "base/str.h"
#include "format/quantity_decimal.h"
#include "format/quantity_unit.h"

enum quantity_kind {
	QUANTITY_MEASURE, /* with a unit: 5 GW, $50B, 47%, 3x */
	QUANTITY_COUNT,   /* with a noun: 3,000 GPUs */
	QUANTITY_NUMBER,  /* with neither: a rho of 0.81 */
	QUANTITY_WORDS,   /* "ten", "tens of billions": nothing else is filled in but the span */
};

enum quantity_hedge {
	HEDGE_NONE,
	HEDGE_ABOUT,    /* about, around, roughly, some, ~ */
	HEDGE_NEARLY,   /* nearly, almost, close to, just under */
	HEDGE_AT_MOST,  /* up to, no more than, as many as */
	HEDGE_AT_LEAST, /* at least, or more, + */
	HEDGE_UNDER,    /* less than, fewer than, below */
	HEDGE_OVER,     /* more than, over, above */
};

/* A number as printed: "1.5 million" is 15 × 10^5, and its place is 5. */
struct quantity_end {
	struct decimal value;
	int place;                       /* the exponent of the last printed digit */
	struct quantity_measure measure; /* what the value is in; no unit but for measures */
};

struct quantity {
	enum quantity_kind kind;
	enum quantity_hedge hedge;
	size_t begin, end;   /* bytes: with hedge, sign, currency, scale and unit */
	size_t number;       /* where its first digit stands */
	struct quantity_end low, high; /* the same, unless it is a range */
	struct str noun;     /* of a count: the head of its noun phrase, as it stands */
	bool inherits;       /* takes its unit from the next: the 5 in "5 and 10 GW" */
};

struct quantities {
	LIST(struct quantity) list;
};

/* Adds all figures of TEXT, which is valid UTF-8, in order; nouns point into it. */
void quantity_read(struct arena *arena, struct str text, struct quantities *quantities);

/* Whether two nouns name the same things: GPU and GPUs, Person and people. */
bool quantity_same_noun(struct str a, struct str b);

enum quantity_relation {
	QUANTITY_EQUAL,   /* at the precision with which the prose prints it */
	QUANTITY_DIFFERS,
	QUANTITY_OTHER,   /* another unit, another noun, or not read: cannot be compared */
};

enum hedge_relation {
	HEDGE_SAME,   /* also over and at least; under and at most */
	HEDGE_ADDED,  /* prose hedges what its backing does not: no loss */
	HEDGE_LOST,   /* "5 GW" for "up to 5 GW" */
	HEDGE_TURNED, /* "nearly 840" for "840+" */
};

/*
 * Whether BACKING backs what PROSE says, both as read. Values are converted, and equal
 * when the backing one rounds to the printed one: 47% for 47.3, 9.8 GW for 10 GW and not
 * the other way round. "About" gives leave to round to two digits; "over 800" holds
 * for 840 and "nearly 840" for 838, up to a tenth away. Ranges agree end by end. A count
 * needs the same noun.
 */
enum quantity_relation quantity_compare(const struct quantity *prose,
					const struct quantity *backing);

enum hedge_relation quantity_compare_hedges(enum quantity_hedge prose,
					    enum quantity_hedge backing);

#endif
