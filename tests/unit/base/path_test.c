#include "base/path.h"

#include "../unit.h"

static void joins(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_str(path_join(&arena, STR("a"), STR("b")), "a/b");
	assert_str(path_join(&arena, STR("a/b"), STR("c/d")), "a/b/c/d");
	assert_str(path_join(&arena, STR("a/"), STR("b")), "a/b");
	assert_str(path_join(&arena, STR(""), STR("b")), "b");
	assert_str(path_join(&arena, STR("."), STR("b")), "b");
	assert_str(path_join(&arena, STR(".."), STR("b")), "../b");
	assert_str(path_join(&arena, STR("/"), STR("b")), "/b");
	assert_str(path_join(&arena, STR("a"), STR("/b")), "/b");
	assert_str(path_join(&arena, STR_UNKNOWN, STR("b")), "b");
	arena_release(&arena);
}

static void joined_ends_in_nul(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_string_equal(path_join(&arena, STR("a"), str_slice(STR("bcd"), 0, 1)).ptr, "a/b");
	assert_string_equal(path_join(&arena, STR(""), str_slice(STR("bcd"), 0, 1)).ptr, "b");
	arena_release(&arena);
}

static void takes_apart(void **state)
{
	(void)state;
	assert_str(path_dir(STR("a/b/c")), "a/b");
	assert_str(path_base(STR("a/b/c")), "c");
	assert_str(path_dir(STR("c")), "");
	assert_str(path_base(STR("c")), "c");
	assert_str(path_dir(STR("/c")), "");
	assert_str(path_base(STR("/c")), "c");
	assert_str(path_dir(STR("a/")), "a");
	assert_str(path_base(STR("a/")), "");
	assert_str(path_dir(STR("")), "");
	assert_str(path_base(STR("")), "");
	assert_str(path_dir(STR_UNKNOWN), "");
	assert_int_equal(path_base(STR_UNKNOWN).len, 0);
}

static void normalises(void **state)
{
	static const struct {
		const char *path, *result; /* NULL: refused */
	} cases[] = {
		{"", ""},
		{".", ""},
		{"a", "a"},
		{"a/b", "a/b"},
		{"./a", "a"},
		{"a/.", "a"},
		{"a/./b", "a/b"},
		{"a//b", "a/b"},
		{"a///", "a"},
		{"a/", "a"},
		{"a/..", ""},
		{"a/../b", "b"},
		{"a/b/../../c", "c"},
		{"a/b/../c/./d//e/..", "a/c/d"},
		{"..a", "..a"},
		{"a..", "a.."},
		{"...", "..."},
		{".a", ".a"},
		{"a/...", "a/..."},
		{"..", NULL},
		{"../a", NULL},
		{"a/../..", NULL},
		{"a/../../b", NULL},
		{"./..", NULL},
		{"a/b/../../../a/b", NULL},
		{"/", NULL},
		{"/a", NULL},
		{"//a", NULL},
		{"/..", NULL},
	};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str result = STR("untouched");
		bool good = path_normalise(&arena, str_of(cases[i].path), &result);

		if (!cases[i].result)
			assert_false(good);
		else if (!good || !str_equal(result, str_of(cases[i].result)))
			fail_msg("\"%s\" gives \"%.*s\"", cases[i].path, STR_ARG(result));
	}
	arena_release(&arena);
}

static void normalises_unknown_to_the_root(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str result;

	(void)state;
	assert_true(path_normalise(&arena, STR_UNKNOWN, &result));
	assert_str(result, "");
	arena_release(&arena);
}

/* A NUL is a byte like others here; who opens the file must refuse it. */
static void keeps_every_byte(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str result;

	(void)state;
	assert_true(path_normalise(&arena, STR("a\0/..\\/b\xff"), &result));
	assert_str(result, "a\0/..\\/b\xff");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins),
		cmocka_unit_test(joined_ends_in_nul),
		cmocka_unit_test(takes_apart),
		cmocka_unit_test(normalises),
		cmocka_unit_test(normalises_unknown_to_the_root),
		cmocka_unit_test(keeps_every_byte),
	};

	return RUN(tests);
}
