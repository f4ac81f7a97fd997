#include "format/quantity_decimal.h"

/* How many digits are kept, and how many fit into 128 bits. */
enum { DIGITS_MOST = 30, DIGITS_FIT = 38 };

static unsigned __int128 ten_to(int power)
{
	unsigned __int128 result = 1;

	while (power-- > 0)
		result *= 10;
	return result;
}

static int count_digits(unsigned __int128 digits)
{
	int count = 0;
	uint64_t small;

	for (; digits >> 64; digits /= 10)
		count++;
	for (small = (uint64_t)digits; small; small /= 10)
		count++;
	return count;
}

/* FNV-1a, made never 0. */
static uint64_t hash(uint64_t rest, unsigned digit)
{
	rest = ((rest ? rest : 14695981039346656037u) ^ (digit + 1)) * 1099511628211u;
	return rest ? rest : 1;
}

void decimal_digit(struct decimal *number, unsigned digit)
{
	static const unsigned __int128 full = (unsigned __int128)1000000000000000 *
					      100000000000000; /* 10^29 */

	if (number->digits >= full) {
		number->rest = hash(number->rest, digit);
		number->exponent++;
		return;
	}
	number->digits = number->digits * 10 + digit;
}

/* Without its last digit. */
static void drop(struct decimal *number)
{
	unsigned digit = (unsigned)(number->digits % 10);

	if (digit || number->rest)
		number->rest = hash(number->rest, digit);
	number->digits /= 10;
	number->exponent++;
}

struct decimal decimal_times(struct decimal number, uint64_t factor)
{
	int most;

	if (factor == 1)
		return number;
	most = DIGITS_FIT - count_digits(factor);
	while (count_digits(number.digits) > most)
		drop(&number);
	number.digits *= factor;
	while (count_digits(number.digits) > DIGITS_MOST)
		drop(&number);
	return number;
}

/*
 * Brings A to the exponent of B, which is lower; false when the digits do not fit,
 * and A is then so much the larger that B does not count.
 */
static bool align(struct decimal *a, const struct decimal *b)
{
	int by = a->exponent - b->exponent;

	if (!a->digits)
		by = 0;
	if (by + count_digits(a->digits) >= DIGITS_FIT)
		return false;
	a->digits *= ten_to(by);
	a->exponent = b->exponent;
	return true;
}

/* Both at one exponent. Rests that differ are the least that can be seen. */
static struct decimal difference(struct decimal a, struct decimal b)
{
	struct decimal result = a;

	result.rest = 0;
	if (a.negative != b.negative) {
		result.digits = a.digits + b.digits;
	} else if (a.digits >= b.digits) {
		result.digits = a.digits - b.digits;
	} else {
		result.digits = b.digits - a.digits;
		result.negative = !a.negative;
	}
	if (!result.digits && a.rest != b.rest)
		result.digits = 1;
	return result;
}

struct decimal decimal_minus(struct decimal a, struct decimal b)
{
	if (a.exponent >= b.exponent)
		return align(&a, &b) ? difference(a, b) : a;
	if (align(&b, &a))
		return difference(a, b);
	b.negative = !b.negative;
	return b;
}

int decimal_compare(struct decimal a, struct decimal b)
{
	struct decimal d = decimal_minus(a, b);

	return !d.digits ? 0 : d.negative ? -1 : 1;
}

int decimal_first(struct decimal number)
{
	return number.digits ? number.exponent + count_digits(number.digits) - 1 : 0;
}

int decimal_last(struct decimal number)
{
	if (!number.digits)
		return 0;
	for (; number.digits % 10 == 0; number.digits /= 10)
		number.exponent++;
	return number.exponent;
}
