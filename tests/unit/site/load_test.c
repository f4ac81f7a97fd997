#include "site/load.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void normal(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{"", ""},
		{"a\nb", "a\nb"},
		{"a\r\nb\r\n", "a\nb\n"},
		{"\r\n", "\n"},
		{"\r", "\r"},
		{"a\rb", "a\rb"},
		{"a\r", "a\r"},
		{"a\r\r\nb\r\r\r\n", "a\nb\n"},
		{"\r\n\r\n", "\n\n"},
		{"\r\r\n\r", "\n\r"},
		{"\xef\xbb\xbf", ""},
		{"\xef\xbb\xbf" "a\r\n", "a\n"},
		{"a\xef\xbb\xbf", "a\xef\xbb\xbf"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str once = load_normal(&arena, str_of(cases[i].text));

		assert_true(str_equal(once, str_of(cases[i].wanted)));
		assert_true(str_equal(load_normal(&arena, once), once));
	}
}

/* Those of git, each at the beginning of a line, in their order. */
static void conflicts(void **state)
{
	static const char *const without[] = {
		"", "<<<<<<<", "<<<<<<< a\n", "<<<<<<< a\n=======\n", "=======\n>>>>>>> b\n",
		"x <<<<<<< a\n=======\n>>>>>>> b\n", ">>>>>>> b\n=======\n<<<<<<< a\n",
		"Title\n=======\ntext\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		assert_int_equal(load_conflict(str_of(without[i])), strlen(without[i]));
	assert_int_equal(load_conflict(STR("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")), 0);
	assert_int_equal(load_conflict(STR("one\n<<<<<<< a\n=======\n>>>>>>> b")), 4);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(normal), TEST(conflicts)};

	return RUN(tests);
}
