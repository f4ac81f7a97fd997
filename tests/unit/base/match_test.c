#include "base/match.h"

#include "../unit.h"

#include <ctype.h>

/* Things by name; the letters of a name are its words, a capital makes a head. */
struct things {
	struct match_unit units[64];
	uint32_t words[64][32];
	size_t count;
};

static int compare(const void *a, const void *b)
{
	return (int)*(const uint32_t *)a - (int)*(const uint32_t *)b;
}

static void add(struct things *things, const char *name, size_t length)
{
	struct match_unit *unit = &things->units[things->count];
	uint32_t *words = things->words[things->count++];

	unit->class = 5381;
	for (size_t i = 0; i < length; i++) {
		unit->class = unit->class * 33 + (unsigned char)name[i];
		words[i] = (uint32_t)tolower((unsigned char)name[i]);
	}
	unit->head = isupper((unsigned char)*name);
	unit->kind = unit->head ? 1 : 2;
	qsort(words, length, sizeof *words, compare);
	unit->words = words;
	unit->word_count = length;
}

/* Names with a space between them. */
static void read_things(struct things *things, const char *names)
{
	memset(things, 0, sizeof *things);
	while (*names) {
		size_t length = strcspn(names, " ");

		add(things, names, length);
		names += length;
		names += strspn(names, " ");
	}
}

/* The partners of the old things: "0 2! ." means 0, 2 which moved, and none. */
static void assert_match(const char *from, const char *to, const char *wanted)
{
	struct arena arena = ARENA_INIT;
	struct things a, b;
	struct matching m;
	char got[256] = "";

	read_things(&a, from);
	read_things(&b, to);
	m = match(&arena, a.units, a.count, b.units, b.count);
	for (size_t i = 0; i < a.count; i++) {
		size_t end = strlen(got);

		if (m.of_a[i] == MATCH_NONE) {
			snprintf(got + end, sizeof got - end, "%s.", i ? " " : "");
			continue;
		}
		assert_int_equal(m.of_b[m.of_a[i]], i);
		assert_int_equal(m.b_moved[m.of_a[i]], m.a_moved[i]);
		snprintf(got + end, sizeof got - end, "%s%zu%s", i ? " " : "", m.of_a[i],
			 m.a_moved[i] ? "!" : "");
	}
	assert_string_equal(got, wanted);
	arena_release(&arena);
}

static void nothing(void **state)
{
	(void)state;
	assert_match("", "", "");
	assert_match("abc", "", ".");
	assert_match("", "abc", "");
}

static void equal(void **state)
{
	(void)state;
	assert_match("abc def ghi", "abc def ghi", "0 1 2");
	assert_match("abc def ghi", "abc ghi", "0 . 1");
	assert_match("abc ghi", "abc def ghi", "0 2");
}

/* What stands more than once is matched beside what is matched already. */
static void repeated(void **state)
{
	(void)state;
	assert_match("x abc x def x", "x def x", ". . 0 1 2");
	assert_match("x x x", "x x", "0 1 .");
	assert_match("x x", "x x x", "0 1");
}

/* The lighter part is what moved. */
static void moved(void **state)
{
	(void)state;
	assert_match("abcdefghqr ij klmnop", "ij klmnop abcdefghqr", "2 0! 1!");
	assert_match("ab cdefgh ijklmn", "cdefgh ijklmn ab", "2! 0 1");
}

static void similar(void **state)
{
	(void)state;
	assert_match("abcdefgh mnopqr", "abcdefgx mnopqr", "0 1");
	assert_match("abcdefgh mnopqr", "mnopqs abcdefgx", "1 0!");
	assert_match("abcdefgh", "stuvwxyz", ".");
}

static void of_one_kind(void **state)
{
	(void)state;
	assert_match("abcd", "Abcd", ".");
}

/* A head keeps what is behind it, whatever it is called now. */
static void heads(void **state)
{
	(void)state;
	assert_match("Abc mnopqr", "Xyz mnopqr", "0 1");
	assert_match("Abc mnopqr stuvwx", "Xyz stuvwx", "0 . 1");
	assert_match("mn Abc op", "mn Xyz op", "0 1 2");
}

/* The same words at the head of something else are no move. */
static void heads_do_not_move_alone(void **state)
{
	(void)state;
	assert_match("Abc mnop Def qrstuv", "Def mnop Xyz qrstuv", "0 1 2 3");
}

static void keys(void **state)
{
	struct arena arena = ARENA_INIT;
	struct match_unit a[] = {{.class = 1, .kind = 1, .key = 7}, {.class = 2, .kind = 1, .key = 8}};
	struct match_unit b[] = {{.class = 3, .kind = 1, .key = 8}, {.class = 4, .kind = 1}};
	struct matching m = match(&arena, a, 2, b, 2);

	(void)state;
	assert_int_equal(m.of_a[0], MATCH_NONE);
	assert_int_equal(m.of_a[1], 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),	 cmocka_unit_test(equal),
		cmocka_unit_test(repeated),	 cmocka_unit_test(moved),
		cmocka_unit_test(similar),	 cmocka_unit_test(of_one_kind),
		cmocka_unit_test(heads),	 cmocka_unit_test(heads_do_not_move_alone),
		cmocka_unit_test(keys),
	};

	return RUN(tests);
}
