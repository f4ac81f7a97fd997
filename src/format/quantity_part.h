/*
 * One end of a figure: sign, currency, number, scale and unit, as in −$1.2 billion,
 * 300+ MW, 176-billion-parameter.
 */
#ifndef FORMAT_QUANTITY_PART_H
#define FORMAT_QUANTITY_PART_H

#include "format/quantity_scan.h"
#include "format/quantity_unit.h"

struct part {
	size_t first, at, next; /* tokens: its first, the number, the one behind it */
	struct number number;
	struct quantity_measure measure;
	int scale;     /* the power of ten that is written as a word or a letter */
	bool scaled;   /* there is one, or a power of ten */
	bool letter;   /* it is a letter joined to the number, as in 7B */
	bool currency; /* stands before the number */
	bool sign;     /* a minus before the number */
	bool plus;     /* a + behind the number, the scale or the unit; or -plus */
	bool about;    /* -odd behind the number */
	bool odd;      /* letters are joined to the number, and they are no unit: 5G, 39A */
};

/* The part around the TOKEN_NUMBER at AT, whose tokens do not begin before FROM. */
void part_read(struct scan *scan, size_t at, size_t from, struct part *part);

/* The value with sign and scale, and the place of its last digit. */
struct decimal part_value(const struct part *part);
int part_place(const struct part *part);

#endif
