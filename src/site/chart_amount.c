#include "site/chart_amount.h"

#include "site/figures.h"

/* What is smaller or larger than this is a slip of the pen, and not drawn. */
enum { FIRST_LEAST = -3, FIRST_MOST = 17 };
enum { DIGITS = 6 };

static struct decimal in_units(const struct quantity_end *end)
{
	const struct quantity_unit *unit = end->measure.unit;

	return decimal_shift(decimal_times(end->value, unit->factor),
			     unit->power + end->measure.power);
}

/* Which of the kinds a quantity is; AMOUNT_KINDS: neither. */
static enum amount_kind kind_of(const struct quantity *quantity)
{
	const struct quantity_measure *measure = &quantity->high.measure;

	if (quantity->kind != QUANTITY_MEASURE || !measure->unit || !quantity->low.measure.unit ||
	    measure->per || measure->unit->per)
		return AMOUNT_KINDS;
	if (!strcmp(measure->unit->dimension, "W"))
		return AMOUNT_POWER;
	return strcmp(measure->unit->dimension, "USD") ? AMOUNT_KINDS : AMOUNT_MONEY;
}

/* Dimensions of three capitals are. */
static bool is_currency(const char *dimension)
{
	return strlen(dimension) == 3 && strspn(dimension, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

/* Money, but not dollars. */
static bool is_elsewhere(const struct quantity *quantity)
{
	const struct quantity_measure *measure = &quantity->high.measure;

	return quantity->kind == QUANTITY_MEASURE && measure->unit && !measure->per &&
	       !measure->unit->per && is_currency(measure->unit->dimension) &&
	       strcmp(measure->unit->dimension, "USD");
}

static bool can_be_drawn(const struct amount *amount)
{
	int first = decimal_first(amount->high);

	return amount->high.digits && !amount->high.negative && !amount->low.negative &&
	       first >= FIRST_LEAST && first <= FIRST_MOST;
}

static void add_quantity(struct commitment *commitment, const struct quantity *quantity,
			 struct str text)
{
	enum amount_kind kind = kind_of(quantity);
	struct amount amount, *known;

	if (is_elsewhere(quantity) && !commitment->elsewhere.ptr)
		commitment->elsewhere = str_slice(text, quantity->begin, quantity->end);
	if (kind == AMOUNT_KINDS)
		return;
	amount = (struct amount){true, quantity->hedge, in_units(&quantity->low),
				 in_units(&quantity->high),
				 str_slice(text, quantity->begin, quantity->end)};
	known = &commitment->amounts[kind];
	if (can_be_drawn(&amount) &&
	    (!known->known || decimal_compare(amount.high, known->high) > 0))
		*known = amount;
}

void commitments_read(struct arena *arena, const struct bundle *bundle,
		      struct commitments *commitments)
{
	*commitments = (struct commitments){
		arena_array(arena, struct commitment, bundle->deals.count), bundle->deals.count};
	for (size_t i = 0; i < commitments->count; i++) {
		struct commitment *commitment = &commitments->items[i];
		const struct deal *deal = &bundle->deals.items[i];
		struct quantities room = {0};
		const struct quantities *figures = figures_of_deal(arena, deal, &room);

		commitment->deal = deal;
		for (size_t j = 0; j < figures->list.count; j++)
			add_quantity(commitment, &figures->list.items[j], deal->scale.str);
	}
}

int amount_units(const struct amount_scale *scale, struct decimal value)
{
	int shift = value.exponent - scale->exponent;

	for (; shift > 0 && value.digits; shift--)
		value.digits *= 10;
	for (; shift < 0 && value.digits; shift++)
		value.digits /= 10;
	return (int)value.digits;
}

/* The kind, where the first digit stands, and six digits from there on. */
struct str commitment_order(struct arena *arena, const struct commitment *commitment)
{
	for (int kind = 0; kind < AMOUNT_KINDS; kind++) {
		const struct amount *amount = &commitment->amounts[kind];
		int first = decimal_first(amount->high);
		const struct amount_scale scale = {.exponent = first - (DIGITS - 1)};

		if (amount->known)
			return str_printf(arena, "%d%02d%06d", kind, first - FIRST_LEAST,
					  amount_units(&scale, amount->high));
	}
	return (struct str){0};
}

struct amount_scale amount_scale(const struct commitments *commitments, enum amount_kind kind)
{
	struct amount_scale scale = {0};
	struct decimal most = {0};

	for (size_t i = 0; i < commitments->count; i++) {
		const struct amount *amount = &commitments->items[i].amounts[kind];

		if (amount->known && decimal_compare(amount->high, most) > 0)
			most = amount->high;
	}
	scale.exponent = decimal_first(most) - (DIGITS - 1);
	scale.most = amount_units(&scale, most);
	return scale;
}
