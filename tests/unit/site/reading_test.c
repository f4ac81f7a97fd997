#include "site/reading.h"

#include "../unit.h"

static struct arena arena;

static size_t words(const char *text)
{
	return reading_words(md_read(&arena, str_of(text)));
}

static void words_are_counted(void **state)
{
	(void)state;
	assert_int_equal(words(""), 0);
	assert_int_equal(words("one"), 1);
	assert_int_equal(words("one *two* three\nfour"), 4);
	assert_int_equal(words("# one two\n\nthree\n\n- four five\n- six"), 6);
	assert_int_equal(words("| one | two |\n| - | - |\n| three four | |"), 4);
	assert_int_equal(words("```\none two\nthree\n```"), 3);
}

static void minutes_are_rounded_up(void **state)
{
	char text[2 * 221 + 1];

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? ' ' : 'a';
	text[2 * 220 - 1] = '\0';
	assert_int_equal(reading_minutes(md_read(&arena, str_of(text))), 1);
	text[2 * 220 - 1] = ' ';
	text[2 * 221 - 1] = '\0';
	assert_int_equal(reading_minutes(md_read(&arena, str_of(text))), 2);
	assert_int_equal(reading_minutes(md_read(&arena, STR(""))), 0);
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
		cmocka_unit_test(words_are_counted),
		cmocka_unit_test(minutes_are_rounded_up),
	};

	md_init();
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
