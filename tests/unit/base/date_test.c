#include "base/date.h"

#include "../unit.h"

static struct date parsed(const char *text)
{
	struct date date = {0};

	if (!date_parse(str_of(text), &date))
		fail_msg("\"%s\" is a date", text);
	return date;
}

static void dates_that_exist(void **state)
{
	static const char *const texts[] = {
		"0001",       "9999",       "2019",       "2020-01",    "2020-12",
		"2025-01-21", "2024-02-29", "2000-02-29", "2023-02-28", "2025-01-31",
		"2025-04-30", "9999-12-31", "0001-01-01",
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date = parsed(texts[i]);

		assert_true(date_known(date));
		assert_true(str_equal(date_iso(&arena, date), str_of(texts[i])));
	}
	arena_release(&arena);
}

static void members(void **state)
{
	struct date date = parsed("2025-01-21");

	(void)state;
	assert_int_equal(date.year, 2025);
	assert_int_equal(date.month, 1);
	assert_int_equal(date.day, 21);
	date = parsed("2020-11");
	assert_int_equal(date.month, 11);
	assert_int_equal(date.day, 0);
	assert_int_equal(parsed("2020").month, 0);
}

static void dates_that_do_not(void **state)
{
	static const char *const texts[] = {
		"",           "0",           "0000",        "999",        "20190",
		"2019-",      "2019-1",      "2019-00",     "2019-13",    "2019-1x",
		"2019/01",    "2019-01-",    "2019-01-1",   "2019-01-00", "2019-01-32",
		"2019-02-29", "1900-02-29",  "2100-02-29",  "2024-02-30", "2025-04-31",
		"2025-06-31", "2025-09-31",  "2025-11-31",  "2019-0101",  "201901-01",
		"2019.01.01", "2019-01/01",  "-019",        "+019",       " 2019",
		"2019 ",      "2019-01-01T", "2019-01-01Z", "20x9",       "0000-01-01",
		"2019--1",    "2019-01--1",  "２０１９",    "Q1 2025",    "unknown",
	};
	struct date date = {1, 2, 3};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (date_parse(str_of(texts[i]), &date))
			fail_msg("\"%s\" is no date", texts[i]);
	assert_false(date_parse(STR_UNKNOWN, &date));
	assert_false(date_parse(STR("2019\0"), &date));
	assert_int_equal(date.year, 1); /* and nothing was written */
	assert_int_equal(date.month, 2);
	assert_int_equal(date.day, 3);
}

static void reads_no_further(void **state)
{
	struct date date;

	(void)state;
	assert_true(date_parse(str_slice(STR("2019-05-06"), 0, 7), &date));
	assert_int_equal(date.month, 5);
	assert_int_equal(date.day, 0);
}

static void compares(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{"2019", "2020", -1},
		{"2019", "2019", 0},
		{"2019", "2019-12", 0},
		{"2019", "2019-12-31", 0},
		{"2019", "2020-01-01", -1},
		{"2019-12", "2020", -1},
		{"2020-01", "2020-02", -1},
		{"2020-01", "2020-01-31", 0},
		{"2020-01", "2020-02-01", -1},
		{"2020-01-31", "2020-02", -1},
		{"2020-01-01", "2020-01-02", -1},
		{"2020-01-02", "2020-01-02", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct date a = parsed(cases[i].a), b = parsed(cases[i].b);

		assert_int_equal(date_compare(a, b), cases[i].order);
		assert_int_equal(date_compare(b, a), -cases[i].order);
	}
}

static void orders(void **state)
{
	static const char *const sorted[] = {
		"0001",       "2019",       "2019-01", "2019-01-01", "2019-01-31",
		"2019-02",    "2019-12-31", "2020",    "2020-01",    "9999-12-31",
	};
	enum { COUNT = sizeof sorted / sizeof *sorted };
	struct date unknown = {0};

	(void)state;
	assert_int_equal(date_order(unknown, unknown), 0);
	for (size_t i = 0; i < COUNT; i++) {
		assert_true(date_order(unknown, parsed(sorted[i])) < 0);
		assert_true(date_order(parsed(sorted[i]), unknown) > 0);
		for (size_t j = 0; j < COUNT; j++) {
			int order = date_order(parsed(sorted[i]), parsed(sorted[j]));

			assert_int_equal(order, i < j ? -1 : i > j);
		}
	}
}

static void unknown_is_not_known(void **state)
{
	(void)state;
	assert_false(date_known((struct date){0}));
}

static void in_english(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_str(date_text(&arena, parsed("2019")), "2019");
	assert_str(date_text(&arena, parsed("0800")), "800");
	assert_str(date_text(&arena, parsed("2020-01")), "January 2020");
	assert_str(date_text(&arena, parsed("2020-12")), "December 2020");
	assert_str(date_text(&arena, parsed("2025-01-21")), "21 January 2025");
	assert_str(date_text(&arena, parsed("2025-05-01")), "1 May 2025");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_that_exist),
		cmocka_unit_test(members),
		cmocka_unit_test(dates_that_do_not),
		cmocka_unit_test(reads_no_further),
		cmocka_unit_test(compares),
		cmocka_unit_test(orders),
		cmocka_unit_test(unknown_is_not_known),
		cmocka_unit_test(in_english),
	};

	return RUN(tests);
}
