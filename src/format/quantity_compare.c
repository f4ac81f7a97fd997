#include "format/quantity.h"

/* VALUE in the dimension's own unit. */
static struct decimal converted(struct decimal value, const struct quantity_measure *measure)
{
	if (!measure->unit)
		return value;
	return decimal_shift(decimal_times(value, measure->unit->factor),
			     measure->power + measure->unit->power);
}

/* 5 × 10^(PLACE − 1): half a step of the last printed digit. */
static struct decimal half_step(int place)
{
	return (struct decimal){.digits = 5, .exponent = place - 1};
}

/* "About" leaves two digits, or fewer where fewer are printed; "about 10" is not 14. */
static int about_place(const struct quantity_end *end)
{
	int last = decimal_last(end->value), second = decimal_first(end->value) - 1;
	int place = last < second ? last : second;

	return place > end->place ? place : end->place;
}

static struct decimal magnitude(struct decimal value)
{
	value.negative = false;
	return value;
}

/* Whether BACKING lies within half a step of PLACE, in which PROSE is printed. */
static bool rounds_to(const struct quantity_end *prose, int place, struct decimal backing)
{
	struct decimal off = decimal_minus(converted(prose->value, &prose->measure), backing);
	struct decimal step = converted(half_step(place), &prose->measure);

	return decimal_compare(magnitude(off), step) <= 0;
}

/* BACKING lies between PROSE and TENTHS tenths of it: "over 800" of 840, "nearly" of 760. */
static bool lies_beside(const struct quantity_end *prose, uint64_t tenths, struct decimal backing)
{
	struct decimal value = converted(prose->value, &prose->measure);
	struct decimal limit = decimal_shift(decimal_times(value, tenths), -1);
	int from = decimal_compare(backing, value), to = decimal_compare(backing, limit);

	return !from || (from < 0) != (to < 0);
}

/* To the digit, in the same unit, as most figures of the prose are. */
static bool is_same(const struct quantity_end *a, const struct quantity_end *b)
{
	return a->value.digits == b->value.digits && a->value.exponent == b->value.exponent &&
	       a->value.rest == b->value.rest && a->value.negative == b->value.negative &&
	       a->measure.unit == b->measure.unit && a->measure.power == b->measure.power;
}

static bool ends_agree(const struct quantity_end *prose, enum quantity_hedge hedge,
		       const struct quantity_end *backing)
{
	struct decimal value;

	if (is_same(prose, backing))
		return true;
	value = converted(backing->value, &backing->measure);
	if (rounds_to(prose, prose->place, value))
		return true;
	switch (hedge) {
	case HEDGE_ABOUT: return rounds_to(prose, about_place(prose), value);
	case HEDGE_OVER: return lies_beside(prose, 11, value);
	case HEDGE_NEARLY: case HEDGE_UNDER: return lies_beside(prose, 9, value);
	default: return false;
	}
}

/* With the same unit, or the same noun. */
static bool comparable(const struct quantity *prose, const struct quantity *backing)
{
	if (prose->kind != backing->kind || prose->kind == QUANTITY_WORDS)
		return false;
	if (prose->kind == QUANTITY_COUNT)
		return quantity_same_noun(prose->noun, backing->noun);
	return prose->kind == QUANTITY_NUMBER ||
	       (quantity_measures_agree(prose->low.measure, backing->low.measure) &&
		quantity_measures_agree(prose->high.measure, backing->high.measure));
}

enum quantity_relation quantity_compare(const struct quantity *prose,
					const struct quantity *backing)
{
	if (!comparable(prose, backing))
		return QUANTITY_OTHER;
	if (ends_agree(&prose->low, prose->hedge, &backing->low) &&
	    ends_agree(&prose->high, prose->hedge, &backing->high))
		return QUANTITY_EQUAL;
	return QUANTITY_DIFFERS;
}

/* At least and over say nearly the same; so do at most and under. */
static enum quantity_hedge family(enum quantity_hedge hedge)
{
	return hedge == HEDGE_OVER ? HEDGE_AT_LEAST : hedge == HEDGE_UNDER ? HEDGE_AT_MOST : hedge;
}

enum hedge_relation quantity_compare_hedges(enum quantity_hedge prose,
					    enum quantity_hedge backing)
{
	prose = family(prose);
	backing = family(backing);
	/* What is nearly so much is also about so much. */
	if (prose == backing || (prose == HEDGE_ABOUT && backing == HEDGE_NEARLY))
		return HEDGE_SAME;
	if (backing == HEDGE_NONE)
		return HEDGE_ADDED;
	return prose == HEDGE_NONE ? HEDGE_LOST : HEDGE_TURNED;
}
