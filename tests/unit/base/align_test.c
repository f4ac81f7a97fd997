#include "base/align.h"

#include "../unit.h"

/* A generator of our own: the same cases on every machine. */
static uint64_t chance = 1;

static uint32_t pick(uint32_t below)
{
	chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(chance >> 33) % below;
}

/* True when the runs are in order, apart, and hold what both sides have. */
static bool is_sound(const struct alignment *al, const uint32_t *a, size_t n,
		     const uint32_t *b, size_t m)
{
	size_t at_a = 0, at_b = 0;

	for (size_t i = 0; i < al->count; i++) {
		const struct align_run *run = &al->runs[i];

		if (run->a < at_a || run->b < at_b || !run->count ||
		    (i && run->a == at_a && run->b == at_b))
			return false;
		at_a = run->a + run->count;
		at_b = run->b + run->count;
		if (at_a > n || at_b > m ||
		    memcmp(a + run->a, b + run->b, run->count * sizeof *a) != 0)
			return false;
	}
	return true;
}

static size_t kept(const struct alignment *al)
{
	size_t count = 0;

	for (size_t i = 0; i < al->count; i++)
		count += al->runs[i].count;
	return count;
}

/* The length of a longest common subsequence, from the whole table. */
static size_t longest(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t *row = calloc(m + 1, sizeof *row), result;

	assert_non_null(row);
	for (size_t i = 0; i < n; i++) {
		size_t corner = 0;

		for (size_t j = 0; j < m; j++) {
			size_t above = row[j + 1];

			if (a[i] == b[j])
				row[j + 1] = corner + 1;
			else if (row[j] > above)
				row[j + 1] = row[j];
			corner = above;
		}
	}
	result = row[m];
	free(row);
	return result;
}

static void nothing(void **state)
{
	struct arena arena = ARENA_INIT;
	uint32_t one[] = {7};

	(void)state;
	assert_int_equal(align(&arena, NULL, 0, NULL, 0).count, 0);
	assert_int_equal(align(&arena, one, 1, NULL, 0).count, 0);
	assert_int_equal(align(&arena, NULL, 0, one, 1).count, 0);
	arena_release(&arena);
}

static void the_same(void **state)
{
	struct arena arena = ARENA_INIT;
	uint32_t a[] = {3, 1, 4, 1, 5, 9, 2, 6};
	struct alignment al = align(&arena, a, 8, a, 8);

	(void)state;
	assert_int_equal(al.count, 1);
	assert_int_equal(al.runs[0].a, 0);
	assert_int_equal(al.runs[0].b, 0);
	assert_int_equal(al.runs[0].count, 8);
	arena_release(&arena);
}

static void an_item_in_the_middle(void **state)
{
	struct arena arena = ARENA_INIT;
	uint32_t a[] = {1, 2, 3, 4}, b[] = {1, 2, 9, 9, 3, 4};
	struct alignment al = align(&arena, a, 4, b, 6);

	(void)state;
	assert_int_equal(al.count, 2);
	assert_int_equal(al.runs[1].a, 2);
	assert_int_equal(al.runs[1].b, 4);
	assert_int_equal(al.runs[1].count, 2);
	arena_release(&arena);
}

/* Lengths around the strips of 64 columns, and few kinds of items or many. */
static void as_long_as_can_be(void **state)
{
	enum { LONGEST = 200 };
	struct arena arena = ARENA_INIT;
	uint32_t a[LONGEST], b[LONGEST];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n = pick(LONGEST + 1), m = pick(LONGEST + 1);
		uint32_t kinds = 1 + pick(round % 2 ? 4 : 100);
		struct alignment al;

		for (size_t i = 0; i < n; i++)
			a[i] = pick(kinds);
		for (size_t i = 0; i < m; i++)
			b[i] = pick(kinds);
		al = align(&arena, a, n, b, m);
		assert_true(is_sound(&al, a, n, b, m));
		assert_int_equal(kept(&al), longest(a, n, b, m));
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* Past ALIGN_EXACT: a text of many items of which every hundredth is another. */
static void long_sequences(void **state)
{
	enum { COUNT = 120000 };
	struct arena arena = ARENA_INIT;
	uint32_t *a = arena_array(&arena, uint32_t, COUNT),
		 *b = arena_array(&arena, uint32_t, COUNT);
	struct alignment al;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		a[i] = pick(50000);
		b[i] = i % 100 ? a[i] : pick(50000);
	}
	al = align(&arena, a, COUNT, b, COUNT);
	assert_true(is_sound(&al, a, COUNT, b, COUNT));
	assert_true(kept(&al) >= COUNT / 100 * 99 - 10);
	arena_release(&arena);
}

/* Past ALIGN_EXACT without a single item that could be an anchor. */
static void long_and_without_anchors(void **state)
{
	enum { COUNT = 100000 };
	struct arena arena = ARENA_INIT;
	uint32_t *a = arena_array(&arena, uint32_t, COUNT),
		 *b = arena_array(&arena, uint32_t, COUNT);
	struct alignment al;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		a[i] = pick(3);
		b[i] = pick(3);
	}
	al = align(&arena, a, COUNT, b, COUNT);
	assert_true(is_sound(&al, a, COUNT, b, COUNT));
	assert_true(kept(&al) > COUNT / 2);
	arena_release(&arena);
}

/* Stretches stay whole where the length allows it. */
static void one_stretch(void **state)
{
	struct arena arena = ARENA_INIT;
	uint32_t a[] = {1, 2, 3}, b[] = {1, 7, 7, 7, 1, 2, 3, 7, 7, 3};
	struct alignment al = align(&arena, a, 3, b, 10);

	(void)state;
	assert_int_equal(kept(&al), 3);
	assert_true(al.count <= 2);
	arena_release(&arena);
}

static void rising(void **state)
{
	size_t order[] = {4, 5, 6, 0, 1, 2, 3}, weights[] = {5, 5, 5, 1, 1, 1, 1};
	bool stays[7];

	(void)state;
	align_rising(order, NULL, 7, 7, stays);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(stays[i], i >= 3);
	align_rising(order, weights, 7, 7, stays);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(stays[i], i < 3);
	align_rising(order, NULL, 0, 0, stays);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(the_same),
		cmocka_unit_test(an_item_in_the_middle),
		cmocka_unit_test(as_long_as_can_be),
		cmocka_unit_test(long_sequences),
		cmocka_unit_test(long_and_without_anchors),
		cmocka_unit_test(one_stretch),
		cmocka_unit_test(rising),
	};

	return RUN(tests);
}
