#include "site/chart_place.h"

#include "../unit.h"

static void who_has_room_stays(void **state)
{
	struct placed items[] = {{0, 10}, {20, 10}, {50, 10}};

	(void)state;
	assert_int_equal(chart_place(items, 3, 2, 100), 60);
	assert_int_equal(items[0].at, 0);
	assert_int_equal(items[1].at, 20);
	assert_int_equal(items[2].at, 50);
}

static void who_overlaps_is_moved_on(void **state)
{
	struct placed items[] = {{-4, 10}, {5, 10}, {6, 10}};

	(void)state;
	assert_int_equal(chart_place(items, 3, 2, 100), 34);
	assert_int_equal(items[0].at, 0);
	assert_int_equal(items[1].at, 12);
	assert_int_equal(items[2].at, 24);
}

static void who_meets_the_end_is_moved_back(void **state)
{
	struct placed items[] = {{0, 10}, {90, 10}, {95, 10}};

	(void)state;
	assert_int_equal(chart_place(items, 3, 2, 100), 100);
	assert_int_equal(items[0].at, 0);
	assert_int_equal(items[1].at, 78);
	assert_int_equal(items[2].at, 90);
}

static void where_there_is_too_little_room_they_take_more(void **state)
{
	struct placed items[] = {{50, 10}, {50, 10}, {50, 10}};

	(void)state;
	assert_int_equal(chart_place(items, 3, 2, 20), 34);
	assert_int_equal(items[0].at, 0);
	assert_int_equal(items[2].at, 24);
	assert_int_equal(chart_place(NULL, 0, 2, 20), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_room_stays),
		cmocka_unit_test(who_overlaps_is_moved_on),
		cmocka_unit_test(who_meets_the_end_is_moved_back),
		cmocka_unit_test(where_there_is_too_little_room_they_take_more),
	};

	return RUN(tests);
}
