#include "site/chart_axis.h"

#include "../unit.h"

static struct arena arena;

static struct axis axis_of(int most, int exponent, enum amount_kind kind)
{
	return axis_make((struct amount_scale){exponent, most}, kind, 5);
}

static void ticks_are_round_and_few(void **state)
{
	static const int numbers[] = {100000, 120000, 199999, 250000, 333333, 500000, 999999, 1};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct axis axis = axis_of(numbers[i], 4, AMOUNT_POWER);
		int first = axis.step;

		while (first % 10 == 0)
			first /= 10;
		assert_true(first == 1 || first == 2 || first == 5);
		assert_true(numbers[i] / axis.step >= 1);
		assert_true(numbers[i] / axis.step <= 5);
	}
}

static void labels_have_the_unit_that_fits(void **state)
{
	struct axis giga = axis_of(600000, 4, AMOUNT_POWER), kilo = axis_of(120000, 0, AMOUNT_POWER);
	struct axis money = axis_of(100000, 6, AMOUNT_MONEY), small = axis_of(500000, -3, AMOUNT_MONEY);

	(void)state;
	assert_str(axis_label(&arena, &giga, 0), "0");
	assert_str(axis_label(&arena, &giga, 200000), "2 GW");
	assert_str(axis_label(&arena, &giga, 250000), "2.5 GW");
	assert_str(axis_label(&arena, &kilo, 50000), "50 kW");
	assert_str(axis_label(&arena, &money, 50000), "$50B");
	assert_str(axis_label(&arena, &small, 500000), "$500");
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
		cmocka_unit_test(ticks_are_round_and_few),
		cmocka_unit_test(labels_have_the_unit_that_fits),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
