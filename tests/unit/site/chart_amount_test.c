#include "site/chart_amount.h"

#include "../unit.h"

static struct arena arena;

/* What a deal of that scale comes to. */
static struct commitment commitment_of(const char *scale)
{
	struct deal deal = {.scale = {.str = str_of(scale)}};
	struct bundle bundle = {0};
	struct commitments commitments;

	bundle.deals.items = &deal;
	bundle.deals.count = 1;
	commitments_read(&arena, &bundle, &commitments);
	return commitments.items[0];
}

static void assert_amount(const struct amount *amount, const char *low, const char *high,
			  enum quantity_hedge hedge)
{
	struct decimal from = {0}, to = {0};

	assert_true(amount->known);
	from.digits = strtoull(low, NULL, 10);
	to.digits = strtoull(high, NULL, 10);
	assert_int_equal(decimal_compare(amount->low, from), 0);
	assert_int_equal(decimal_compare(amount->high, to), 0);
	assert_int_equal(amount->hedge, hedge);
}

/* What the check of figures has read is not read again. */
static void figures_are_taken_as_read(void **state)
{
	struct quantities read = {0};
	struct deal deal = {.scale = {.str = STR("2 GW")}, .figures = &read};
	struct bundle bundle = {0};
	struct commitments commitments;

	(void)state;
	bundle.deals.items = &deal;
	bundle.deals.count = 1;
	commitments_read(&arena, &bundle, &commitments);
	assert_false(commitments.items[0].amounts[AMOUNT_POWER].known);
	quantity_read(&arena, deal.scale.str, &read);
	commitments_read(&arena, &bundle, &commitments);
	assert_true(commitments.items[0].amounts[AMOUNT_POWER].known);
}

static void assert_power(const char *scale, const char *low, const char *high,
			 enum quantity_hedge hedge)
{
	struct commitment commitment = commitment_of(scale);

	assert_amount(&commitment.amounts[AMOUNT_POWER], low, high, hedge);
}

static void assert_money(const char *scale, const char *low, const char *high,
			 enum quantity_hedge hedge)
{
	struct commitment commitment = commitment_of(scale);

	assert_amount(&commitment.amounts[AMOUNT_MONEY], low, high, hedge);
}

static void power_is_in_watts(void **state)
{
	(void)state;
	assert_power("6 GW", "6000000000", "6000000000", HEDGE_NONE);
	assert_power("750 MW", "750000000", "750000000", HEDGE_NONE);
	assert_power("120 kW", "120000", "120000", HEDGE_NONE);
	assert_power("2.5 GW of chips", "2500000000", "2500000000", HEDGE_NONE);
}

static void ranges_and_hedges_are_kept(void **state)
{
	(void)state;
	assert_power("5–10 GW", "5000000000", "10000000000", HEDGE_NONE);
	assert_power("Up to 5 GW", "5000000000", "5000000000", HEDGE_AT_MOST);
	assert_power("At least 1 GW", "1000000000", "1000000000", HEDGE_AT_LEAST);
	assert_power("over 1 GW", "1000000000", "1000000000", HEDGE_OVER);
	assert_power("about 1 GW", "1000000000", "1000000000", HEDGE_ABOUT);
	assert_money("$10–15 billion", "10000000000", "15000000000", HEDGE_NONE);
}

static void the_largest_counts(void **state)
{
	(void)state;
	assert_power("1 GW in 2026, 6 GW in all", "6000000000", "6000000000", HEDGE_NONE);
	assert_power("900 MW, then 1 GW", "1000000000", "1000000000", HEDGE_NONE);
}

static void power_and_money_stand_in_one_scale(void **state)
{
	(void)state;
	assert_power("Up to 5 GW, $100B over 10 years", "5000000000", "5000000000", HEDGE_AT_MOST);
	assert_money("Up to 5 GW, $100B over 10 years", "100000000000", "100000000000", HEDGE_NONE);
}

static void assert_nothing(const char *scale)
{
	struct commitment commitment = commitment_of(scale);

	assert_false(commitment.amounts[AMOUNT_POWER].known);
	assert_false(commitment.amounts[AMOUNT_MONEY].known);
}

static void what_is_no_figure_is_unknown(void **state)
{
	(void)state;
	assert_nothing(NULL);
	assert_nothing("multi-GW");
	assert_nothing("300,000 chips");
	assert_nothing("0 GW");
	assert_nothing("a great deal");
	assert_unknown(commitment_of("multi-GW").elsewhere);
}

static void other_currencies_are_no_dollars(void **state)
{
	(void)state;
	assert_nothing("€5 billion");
	assert_str(commitment_of("€5 billion").elsewhere, "€5 billion");
	assert_str(commitment_of("2 GW, £900 million").elsewhere, "£900 million");
	assert_money("$5 billion (€4.6 billion)", "5000000000", "5000000000", HEDGE_NONE);
	assert_unknown(commitment_of("$5 billion, 2 GW").elsewhere);
}

static void units_have_six_digits(void **state)
{
	struct deal deals[] = {{.scale = {.str = STR("1.5 GW")}}, {.scale = {.str = STR("120 kW")}}, {.id = {.str = STR("c")}}};
	struct bundle bundle = {0};
	struct commitments commitments;
	struct amount_scale scale;

	(void)state;
	bundle.deals.items = deals;
	bundle.deals.count = 3;
	commitments_read(&arena, &bundle, &commitments);
	scale = amount_scale(&commitments, AMOUNT_POWER);
	assert_int_equal(scale.most, 150000);
	assert_int_equal(amount_units(&scale, commitments.items[1].amounts[AMOUNT_POWER].high), 12);
	assert_int_equal(amount_scale(&commitments, AMOUNT_MONEY).most, 0);
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_taken_as_read),
		cmocka_unit_test(power_is_in_watts),
		cmocka_unit_test(ranges_and_hedges_are_kept),
		cmocka_unit_test(the_largest_counts),
		cmocka_unit_test(power_and_money_stand_in_one_scale),
		cmocka_unit_test(what_is_no_figure_is_unknown),
		cmocka_unit_test(other_currencies_are_no_dollars),
		cmocka_unit_test(units_have_six_digits),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
