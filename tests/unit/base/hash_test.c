#include "base/hash.h"

#include "../unit.h"

static void equal_text_equal_hash(void **state)
{
	char copy[] = "xtraining-infrastructure";

	(void)state;
	for (size_t length = 0; length < sizeof copy - 1; length++) {
		struct str a = {"training-infrastructure", length};
		struct str b = {copy + 1, length}; /* aligned in another way */

		assert_true(hash_str(a) == hash_str(b));
	}
	assert_true(hash_str(STR_UNKNOWN) == hash_str(STR("")));
}

static void length_and_each_byte_count(void **state)
{
	char bytes[20] = {0};

	(void)state;
	for (size_t length = 1; length <= sizeof bytes; length++) {
		struct str s = {bytes, length};
		uint64_t hash = hash_str(s);

		assert_true(hash != hash_str(str_slice(s, 1, length)));
		for (size_t i = 0; i < length; i++) {
			bytes[i] = 1;
			assert_true(hash != hash_str(s));
			bytes[i] = 0;
		}
	}
}

/* A table uses the low bits: names that differ little must not share them. */
static void low_bits_spread(void **state)
{
	enum { NAMES = 4096 };
	unsigned char taken[NAMES] = {0};
	int used = 0;

	(void)state;
	for (int i = 0; i < NAMES; i++) {
		char name[32];
		uint64_t hash;

		snprintf(name, sizeof name, "deal-%d", i);
		hash = hash_str(str_of(name));
		used += !taken[hash % NAMES];
		taken[hash % NAMES] = 1;
	}
	assert_true(used > NAMES / 2); /* a perfect hash fills 63 % */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_text_equal_hash),
		cmocka_unit_test(length_and_each_byte_count),
		cmocka_unit_test(low_bits_spread),
	};

	return RUN(tests);
}
