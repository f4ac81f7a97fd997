#include "base/str.h"

#include "../unit.h"

static void unknown_is_not_empty(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_unknown(STR_UNKNOWN);
	assert_unknown(str_of(NULL));
	assert_unknown(str_copy(&arena, STR_UNKNOWN));
	assert_str(str_of(""), "");
	assert_str(str_copy(&arena, STR("")), "");
	arena_release(&arena);
}

static void unknown_goes_in_everywhere(void **state)
{
	struct str unknown = STR_UNKNOWN;

	(void)state;
	assert_int_equal(str_slice(unknown, 0, 0).len, 0);
	assert_int_equal(str_trim(unknown).len, 0);
	assert_int_equal(str_find(unknown, 'x'), 0);
	assert_true(str_starts(unknown, STR("")));
	assert_true(str_ends(unknown, STR("")));
	assert_true(str_starts(STR("a"), unknown));
	assert_true(str_ends(STR("a"), unknown));
	assert_false(str_starts(unknown, STR("a")));
	assert_int_equal(str_compare(unknown, STR("")), 0);
	assert_true(str_compare(unknown, STR("a")) < 0);
}

static void literals_and_slices(void **state)
{
	struct str s = STR("a\0bc");

	(void)state;
	assert_int_equal(s.len, 4);
	assert_str(str_slice(s, 1, 3), "\0b");
	assert_str(str_slice(s, 0, 4), "a\0bc");
	assert_str(str_slice(s, 4, 4), "");
	assert_str(str_of("abc"), "abc");
}

static void equal(void **state)
{
	(void)state;
	assert_true(str_equal(STR(""), STR("")));
	assert_true(str_equal(STR("a\0b"), STR("a\0b")));
	assert_false(str_equal(STR("a\0b"), STR("a\0c")));
	assert_false(str_equal(STR("a"), STR("ab")));
	assert_false(str_equal(STR("a"), STR("A")));
}

static void ordered_by_bytes(void **state)
{
	static const struct str sorted[] = {
		{"", 0},       {"\0", 1},   {"A", 1},    {"a", 1},
		{"a\0", 2},    {"ab", 2},   {"b", 1},    {"\x7f", 1},
		{"\xc3\xa4", 2}, {"\xff", 1},
	};
	enum { COUNT = sizeof sorted / sizeof *sorted };

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < COUNT; j++) {
			int order = str_compare(sorted[i], sorted[j]);

			assert_int_equal(order < 0, i < j);
			assert_int_equal(order > 0, i > j);
		}
}

static void starts_and_ends(void **state)
{
	(void)state;
	assert_true(str_starts(STR("beginner.md"), STR("beg")));
	assert_true(str_starts(STR("beg"), STR("beg")));
	assert_false(str_starts(STR("be"), STR("beg")));
	assert_false(str_starts(STR("beg"), STR("eg")));
	assert_true(str_ends(STR("beginner.md"), STR(".md")));
	assert_true(str_ends(STR(".md"), STR(".md")));
	assert_false(str_ends(STR("md"), STR(".md")));
	assert_false(str_ends(STR("a.mdx"), STR(".md")));
	assert_true(str_starts(STR("a"), STR("")));
	assert_true(str_ends(STR(""), STR("")));
}

static void finds(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("a/b/c"), '/'), 1);
	assert_int_equal(str_find(STR("abc"), '/'), 3);
	assert_int_equal(str_find(STR(""), '/'), 0);
	assert_int_equal(str_find(STR("ab\0c"), '\0'), 2);
	assert_int_equal(str_find(str_slice(STR("abc"), 0, 2), 'c'), 2);
}

static void trims(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t\n\v\f\r a b \r\n")), "a b");
	assert_str(str_trim(STR("a")), "a");
	assert_str(str_trim(STR("")), "");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_trim(STR("\xc2\xa0x\xc2\xa0")), "\xc2\xa0x\xc2\xa0"); /* ASCII only */
	assert_str(str_trim(STR("\0 ")), "\0");
}

static void copies_end_in_nul(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str s = str_copy(&arena, str_slice(STR("abcdef"), 1, 3));

	(void)state;
	assert_str(s, "bc");
	assert_int_equal(s.ptr[s.len], '\0');
	arena_release(&arena);
}

static void prints(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_str(str_printf(&arena, "%d|%.*s|", 3, STR_ARG(STR("text"))), "3|text|");
	assert_str(str_printf(&arena, "<%.*s>", STR_ARG(STR_UNKNOWN)), "<>");
	assert_str(str_printf(&arena, "%s", ""), "");
	arena_release(&arena);
}

static const char *nearest(const char *name)
{
	static const char *const names[] = {"beginner", "intermediate", "advanced", "id", "a"};

	return str_nearest(str_of(name), names, sizeof names / sizeof *names);
}

static void nearest_names(void **state)
{
	(void)state;
	assert_string_equal(nearest("beginner"), "beginner");
	assert_string_equal(nearest("begginer"), "beginner");
	assert_string_equal(nearest("beginer"), "beginner");
	assert_string_equal(nearest("intermediat"), "intermediate");
	assert_string_equal(nearest("intermidiate"), "intermediate");
	assert_string_equal(nearest("avdanced"), "advanced");
	assert_null(nearest("expert"));
	assert_null(nearest(""));
	assert_null(nearest(NULL));
	assert_null(nearest("ids3"));
	assert_null(nearest("ix")); /* half of it differs */
	assert_null(nearest("b"));
}

static void nearest_of_none_and_of_long_ones(void **state)
{
	static const char *const one[] = {
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" /* 65 */
	};
	static const char *const longest[] = {
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" /* 64 */
	};

	(void)state;
	assert_null(str_nearest(STR("a"), NULL, 0));
	assert_null(str_nearest(str_of(one[0]), longest, 1));
	assert_null(str_nearest(str_of(longest[0]), one, 1));
	assert_string_equal(str_nearest(str_of(longest[0]), longest, 1), longest[0]);
}

static void nearest_is_the_first_of_equals(void **state)
{
	static const char *const names[] = {"cart", "card"};

	(void)state;
	assert_string_equal(str_nearest(STR("carx"), names, 2), "cart");
	assert_string_equal(str_nearest(STR("card"), names, 2), "card");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_is_not_empty),
		cmocka_unit_test(unknown_goes_in_everywhere),
		cmocka_unit_test(literals_and_slices),
		cmocka_unit_test(equal),
		cmocka_unit_test(ordered_by_bytes),
		cmocka_unit_test(starts_and_ends),
		cmocka_unit_test(finds),
		cmocka_unit_test(trims),
		cmocka_unit_test(copies_end_in_nul),
		cmocka_unit_test(prints),
		cmocka_unit_test(nearest_names),
		cmocka_unit_test(nearest_of_none_and_of_long_ones),
		cmocka_unit_test(nearest_is_the_first_of_equals),
	};

	return RUN(tests);
}
