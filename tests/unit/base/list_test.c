#include "base/list.h"

#include "../unit.h"

struct item {
	int number;
	char name[13];
};

static void grows_and_keeps(void **state)
{
	struct arena arena = ARENA_INIT;
	LIST(struct item) list = {0};

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct item *item = list_add(&list, &arena);

		assert_int_equal(item->number, 0);
		assert_string_equal(item->name, "");
		item->number = i;
		snprintf(item->name, sizeof item->name, "item %d", i);
		assert_int_equal(list.count, i + 1);
		assert_true(list.room >= list.count);
	}
	for (int i = 0; i < 5000; i++) {
		assert_int_equal(list.items[i].number, i);
		assert_int_equal(list.items[i].name[5], i < 10 ? '0' + i : list.items[i].name[5]);
	}
	arena_release(&arena);
}

/* Memory that had other bytes before gives zeroed items all the same. */
static void new_items_are_zero(void **state)
{
	struct arena arena = ARENA_INIT;
	LIST(unsigned char) list = {0};

	(void)state;
	memset(arena_alloc(&arena, 60000), 0xff, 60000);
	arena_reset(&arena);
	for (int i = 0; i < 1000; i++) {
		unsigned char *item = list_add(&list, &arena);

		assert_int_equal(*item, 0);
		*item = 0xff;
	}
	arena_release(&arena);
}

static void two_lists_in_one_arena(void **state)
{
	struct arena arena = ARENA_INIT;
	LIST(int) a = {0}, b = {0};

	(void)state;
	for (int i = 0; i < 100; i++) {
		*list_add(&a, &arena) = i;
		*list_add(&b, &arena) = -i;
	}
	for (int i = 0; i < 100; i++)
		assert_int_equal(a.items[i] + b.items[i], 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_keeps),
		cmocka_unit_test(new_items_are_zero),
		cmocka_unit_test(two_lists_in_one_arena),
	};

	return RUN(tests);
}
