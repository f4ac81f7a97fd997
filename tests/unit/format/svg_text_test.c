#include "format/svg_text.h"

#include "../unit.h"

static struct arena arena;

static void wider_letters_take_more(void **state)
{
	(void)state;
	assert_true(svg_text_width(STR("iii"), 12, false) < svg_text_width(STR("mmm"), 12, false));
	assert_true(svg_text_width(STR("abc"), 12, false) < svg_text_width(STR("abc"), 12, true));
	assert_true(svg_text_width(STR("abc"), 12, false) < svg_text_width(STR("研究所"), 12, false));
	assert_int_equal(svg_text_width(STR("a\u0301"), 12, false), svg_text_width(STR("a"), 12, false));
	assert_int_equal(svg_text_width(STR("\u2068a\u2069"), 12, false), svg_text_width(STR("a"), 12, false));
}

static void what_is_cut_fits(void **state)
{
	static const char *const texts[] = {"Institute for the Study of Very Large Models",
					    "深層計算研究所と電力基盤", "معهد الواحات لبحوث المياه",
					    "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (int width = 20; width < 400; width += 7) {
			struct str fit = svg_text_fit(&arena, str_of(texts[i]), 13, true, width);

			assert_true(svg_text_width(fit, 13, true) <= width + 2);
			assert_true(str_ends(fit, STR("…")) || str_equal(fit, str_of(texts[i])));
			assert_false(str_starts(fit, STR("\u0301")));
		}
}

static void lines_break_at_spaces_where_there_are(void **state)
{
	struct str lines[3];

	(void)state;
	assert_int_equal(svg_text_wrap(&arena, STR("one two"), 12, false, 200, lines, 3), 1);
	assert_int_equal(svg_text_wrap(&arena, STR("one two three"), 12, false, 45, lines, 3), 3);
	assert_str(lines[0], "one");
	assert_str(lines[2], "three");
	assert_int_equal(svg_text_wrap(&arena, STR("onetwothreefourfive"), 12, false, 45, lines, 3), 3);
	assert_true(str_ends(lines[2], STR("…")) || lines[2].len < 10);
	assert_int_equal(svg_text_wrap(&arena, STR(""), 12, false, 45, lines, 3), 1);
	assert_int_equal(lines[0].len, 0);
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
		cmocka_unit_test(wider_letters_take_more),
		cmocka_unit_test(what_is_cut_fits),
		cmocka_unit_test(lines_break_at_spaces_where_there_are),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
