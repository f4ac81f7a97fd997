/*
 * Units: one table, from the forms in which they are written to their dimension and
 * their size. A dimension is named by its own unit: W, byte, USD. Currencies are
 * dimensions of their own; `$` is the US dollar. SI prefixes are taken off first
 * where a unit's row says that it has them.
 *
 * A year is twelve months and no number of days; a day is 24 hours.
 */
#ifndef FORMAT_QUANTITY_UNIT_H
#define FORMAT_QUANTITY_UNIT_H

#include "base/str.h"
#include "format/quantity_key.h"

#include <stdbool.h>
#include <stdint.h>

struct quantity_unit {
	char form[KEY_ROOM];   /* a symbol; or words in small letters, in the singular */
	const char *dimension;
	uint64_t factor;       /* one of this is factor × 10^power of the dimension's */
	signed char power;
	const char *prefixes;  /* symbols of the SI prefixes it takes, or NULL */
	const char *per;       /* what it is divided by, as an hour in mph, or NULL */
};

/* A unit as it stands in a text: with a prefix, and perhaps per another. */
struct quantity_measure {
	const struct quantity_unit *unit, *per; /* NULL: none */
	signed char power, per_power;           /* of the prefixes */
};

/* All units, sorted by form. */
extern const struct quantity_unit quantity_units[];
extern const size_t quantity_unit_count;

/*
 * Reads one form: a symbol as it is, words in any case, one or many. False when
 * FORM is none.
 */
bool quantity_unit_find(struct str form, struct quantity_measure *measure);

/* The same with what it is divided by: GW, km/h, kWh/m², mph. */
bool quantity_measure_parse(struct str text, struct quantity_measure *measure);

/* Whether WORD may begin a form of more words: square, nautical, kilowatt. */
bool quantity_unit_goes_on(struct str word);

/* Whether they measure the same, so that one can be converted into the other. */
bool quantity_measures_agree(struct quantity_measure a, struct quantity_measure b);

/*
 * The singular of an English word, in small letters, into ROOM bytes; its length. A
 * word that is longer is cut.
 */
size_t quantity_singular(struct str word, char *to, size_t room);

#endif
