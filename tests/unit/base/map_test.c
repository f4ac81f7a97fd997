#include "base/map.h"

#include "../unit.h"

static void empty(void **state)
{
	struct map map = {0};

	(void)state;
	assert_null(map_get(&map, STR("x")));
	assert_null(map_get(&map, STR("")));
	assert_null(map_get(&map, STR_UNKNOWN));
}

static void the_first_stands(void **state)
{
	struct arena arena = ARENA_INIT;
	struct map map = {0};
	int first, second;

	(void)state;
	assert_ptr_equal(map_put(&map, &arena, STR("a"), &first), &first);
	assert_ptr_equal(map_put(&map, &arena, STR("a"), &second), &first);
	assert_ptr_equal(map_get(&map, STR("a")), &first);
	assert_int_equal(map.count, 1);
	arena_release(&arena);
}

static void keys_of_every_sort(void **state)
{
	struct arena arena = ARENA_INIT;
	struct map map = {0};
	int empty_key, with_nul, shorter;

	(void)state;
	map_put(&map, &arena, STR(""), &empty_key);
	map_put(&map, &arena, STR("a\0b"), &with_nul);
	map_put(&map, &arena, STR("a"), &shorter);
	assert_ptr_equal(map_get(&map, STR("")), &empty_key);
	assert_ptr_equal(map_get(&map, STR("a\0b")), &with_nul);
	assert_ptr_equal(map_get(&map, STR("a")), &shorter);
	assert_null(map_get(&map, STR("a\0c")));
	assert_null(map_get(&map, STR("A")));
	arena_release(&arena);
}

static void grows(void **state)
{
	enum { COUNT = 20000 };
	struct arena arena = ARENA_INIT;
	struct map map = {0};
	static int values[COUNT];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		struct str key = str_printf(&arena, "key-%d", i);

		assert_null(map_get(&map, key));
		assert_ptr_equal(map_put(&map, &arena, key, &values[i]), &values[i]);
	}
	assert_int_equal(map.count, COUNT);
	assert_true(map.room > COUNT);
	assert_int_equal(map.room & (map.room - 1), 0);
	for (int i = 0; i < COUNT; i++)
		assert_ptr_equal(map_get(&map, str_printf(&arena, "key-%d", i)), &values[i]);
	assert_null(map_get(&map, STR("key-20000")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty),
		cmocka_unit_test(the_first_stands),
		cmocka_unit_test(keys_of_every_sort),
		cmocka_unit_test(grows),
	};

	return RUN(tests);
}
