#include "base/timing.h"

#include "../unit.h"

#include <string.h>

static void nobody_measures(void **state)
{
	(void)state;
	assert_null(timing_enter(NULL, "render"));
	timing_lap(NULL);
	timing_file(NULL, STR("a"));
}

static void stages_go_back_and_forth(void **state)
{
	struct timing timing;

	(void)state;
	timing_begin(&timing, "load");
	assert_string_equal(timing_enter(&timing, "render"), "load");
	assert_string_equal(timing_enter(&timing, "write"), "render");
	assert_string_equal(timing_enter(&timing, "render"), "write");
	assert_int_equal(timing.count, 3);
	timing_release(&timing);
}

static void the_slowest_come_first(void **state)
{
	static const char *const names = "abcdefghijklmno";
	struct timing timing;

	(void)state;
	timing_begin(&timing, "render");
	for (size_t i = 0; names[i]; i++) { /* the later, the slower, but for the last */
		timing_lap(&timing);
		timing.lap = names[i + 1] ? (i + 1) * UINT64_C(1000000000000) : 0;
		timing_file(&timing, (struct str){names + i, 1});
	}
	assert_int_equal(timing.slow, TIMING_SLOWEST);
	assert_str(timing.slowest[0].path, "n");
	assert_str(timing.slowest[TIMING_SLOWEST - 1].path, "e");
	timing_release(&timing);
}

static void the_table_adds_up(void **state)
{
	struct buf out = BUF_INIT;
	struct timing timing;

	(void)state;
	timing_begin(&timing, "load");
	timing_enter(&timing, "write");
	timing_file(&timing, STR("index.html"));
	timing_print(&timing, &out);
	buf_add_char(&out, '\0');
	assert_non_null(strstr(out.ptr, "stage             wall ms     CPU ms    share\nload "));
	assert_non_null(strstr(out.ptr, "\nall "));
	assert_non_null(strstr(out.ptr, "100.0 %\n\nslowest files"));
	assert_non_null(strstr(out.ptr, "  index.html\n"));
	buf_release(&out);
	timing_release(&timing);
}

static void too_many_stages_are_one(void **state)
{
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
					    "k", "l", "m", "n", "o", "p", "q", "r"};
	struct timing timing;

	(void)state;
	timing_begin(&timing, "first");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		timing_enter(&timing, names[i]);
	assert_int_equal(timing.count, TIMING_STAGES);
	assert_int_equal(timing.current, TIMING_STAGES - 1);
	timing_release(&timing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_measures),
		cmocka_unit_test(stages_go_back_and_forth),
		cmocka_unit_test(the_slowest_come_first),
		cmocka_unit_test(the_table_adds_up),
		cmocka_unit_test(too_many_stages_are_one),
	};

	return RUN(tests);
}
