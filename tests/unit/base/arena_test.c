#include "base/arena.h"

#include "../unit.h"

#include <stdalign.h>

static void aligned_and_apart(void **state)
{
	struct arena arena = ARENA_INIT;
	char *before = NULL;

	(void)state;
	for (size_t size = 0; size < 300; size++) {
		char *bytes = arena_alloc(&arena, size);

		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
		assert_ptr_not_equal(bytes, before);
		memset(bytes, (int)size, size);
		if (before && size > 1)
			assert_int_equal((unsigned char)before[size - 2], (size - 1) & 0xff);
		before = bytes;
	}
	arena_release(&arena);
}

static void nothing_is_not_null(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_non_null(arena_alloc(&arena, 0));
	arena_reset(&arena);
	assert_non_null(arena_zalloc(&arena, 0, 8));
	assert_non_null(arena_zalloc(&arena, 8, 0));
	arena_release(&arena);
}

static void zeroed(void **state)
{
	struct arena arena = ARENA_INIT;
	unsigned char *bytes;

	(void)state;
	memset(arena_alloc(&arena, 4000), 0xff, 4000);
	arena_reset(&arena);
	bytes = arena_zalloc(&arena, 40, 100);
	for (size_t i = 0; i < 4000; i++)
		assert_int_equal(bytes[i], 0);
	arena_release(&arena);
}

static void larger_than_a_block(void **state)
{
	struct arena arena = ARENA_INIT;
	size_t size = 3 * 1024 * 1024;
	char *small = arena_copy(&arena, "first", 5);
	char *large = arena_alloc(&arena, size);
	char *after = arena_copy(&arena, "after", 5);

	(void)state;
	memset(large, 'x', size);
	assert_string_equal(small, "first");
	assert_string_equal(after, "after");
	arena_release(&arena);
}

static void a_block_exactly(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	for (size_t size = 64 * 1024 - 40; size < 64 * 1024 + 40; size++)
		memset(arena_alloc(&arena, size), 1, size);
	arena_release(&arena);
}

static void reset_keeps_the_blocks(void **state)
{
	struct arena arena = ARENA_INIT;
	char *first = arena_alloc(&arena, 10);

	(void)state;
	arena_alloc(&arena, 200 * 1024);
	arena_reset(&arena);
	assert_ptr_equal(arena_alloc(&arena, 20), first);
	arena_release(&arena);
}

/* A kept block that is too small is passed over, and used again later. */
static void reset_then_larger(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	for (int round = 1; round < 6; round++) {
		size_t size = (size_t)round * 50 * 1024;
		char *large = arena_alloc(&arena, size);
		char *small = arena_alloc(&arena, 1000);

		memset(large, 'l', size);
		memset(small, 's', 1000);
		assert_int_equal(large[size - 1], 'l');
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void released_is_empty(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	arena_release(&arena);
	arena_alloc(&arena, 5);
	arena_release(&arena);
	assert_null(arena.first);
	arena_reset(&arena);
	assert_string_equal(arena_copy(&arena, "again", 5), "again");
	arena_release(&arena);
}

static void copies(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
	assert_memory_equal(arena_copy(&arena, "a\0b", 3), "a\0b", 4);
	arena_release(&arena);
}

static void formats(void **state)
{
	struct arena arena = ARENA_INIT;
	char *text;

	(void)state;
	assert_string_equal(arena_printf(&arena, "%s", ""), "");
	assert_string_equal(arena_printf(&arena, "%d-%s", 5, "x"), "5-x");
	text = arena_printf(&arena, "%0100000d", 7);
	assert_int_equal(strlen(text), 100000);
	arena_release(&arena);
}

static void take_too_much(void)
{
	struct arena arena = ARENA_INIT;

	arena_alloc(&arena, SIZE_MAX);
}

static void take_too_many(void)
{
	struct arena arena = ARENA_INIT;

	arena_zalloc(&arena, SIZE_MAX / 4, 16);
}

static void too_much_is_fatal(void **state)
{
	(void)state;
	assert_fatal(take_too_much);
	assert_fatal(take_too_many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligned_and_apart),
		cmocka_unit_test(nothing_is_not_null),
		cmocka_unit_test(zeroed),
		cmocka_unit_test(larger_than_a_block),
		cmocka_unit_test(a_block_exactly),
		cmocka_unit_test(reset_keeps_the_blocks),
		cmocka_unit_test(reset_then_larger),
		cmocka_unit_test(released_is_empty),
		cmocka_unit_test(copies),
		cmocka_unit_test(formats),
		cmocka_unit_test(too_much_is_fatal),
	};

	return RUN(tests);
}
