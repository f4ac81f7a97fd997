/*
 * Decimal numbers as people write them: exact up to thirty digits, and of any length.
 *
 * The value is digits × 10^exponent. What a longer number has beyond thirty digits
 * is kept as a hash, so that two of them are equal only if all their digits are.
 */
#ifndef FORMAT_QUANTITY_DECIMAL_H
#define FORMAT_QUANTITY_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

struct decimal {
	unsigned __int128 digits;
	uint64_t rest; /* of the digits that do not fit; 0: there are none */
	int exponent;
	bool negative;
};

/* Appends a digit from 0 to 9 in the place of the ones. */
void decimal_digit(struct decimal *number, unsigned digit);

/* Times FACTOR, which is below 10^16. */
struct decimal decimal_times(struct decimal number, uint64_t factor);

/* Times 10^POWER. */
static inline struct decimal decimal_shift(struct decimal number, int power)
{
	number.exponent += power;
	return number;
}

struct decimal decimal_minus(struct decimal a, struct decimal b);

/* Negative, 0 or positive. */
int decimal_compare(struct decimal a, struct decimal b);

/* The exponent of the first digit that is not 0: 2 for 123; 0 for 0. */
int decimal_first(struct decimal number);

/* The exponent of the last digit that is not 0: 1 for 120; 0 for 0. */
int decimal_last(struct decimal number);

#endif
