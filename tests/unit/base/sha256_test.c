#include "base/sha256.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* FIPS 180-4's examples, and the empty text of its test vectors. */
static void examples(void **state)
{
	(void)state;
	assert_str(sha256(&arena, STR("")),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_str(sha256(&arena, STR("abc")),
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_str(sha256(&arena, STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
		   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	assert_str(sha256(&arena, STR("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
				      "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")),
		   "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void a_million(void **state)
{
	size_t count = 1000000;
	char *bytes = arena_alloc(&arena, count);

	(void)state;
	memset(bytes, 'a', count);
	assert_str(sha256(&arena, (struct str){bytes, count}),
		   "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void no_text(void **state)
{
	(void)state;
	assert_str(sha256(&arena, STR_UNKNOWN),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_str(sha256(&arena, (struct str){"\0", 1}),
		   "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void forms(void **state)
{
	struct str good = sha256(&arena, STR("abc"));
	char *bad = arena_copy(&arena, good.ptr, good.len);

	(void)state;
	assert_true(sha256_is_hash(good));
	assert_int_equal(good.len, SHA256_DIGITS);
	assert_false(sha256_is_hash(STR("")));
	assert_false(sha256_is_hash(str_slice(good, 0, SHA256_DIGITS - 1)));
	assert_false(sha256_is_hash(str_join(&arena, good, STR("0"))));
	for (const char *wrong = "Ag/:` \n"; *wrong; wrong++) {
		bad[SHA256_DIGITS - 1] = *wrong;
		assert_false(sha256_is_hash((struct str){bad, SHA256_DIGITS}));
	}
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(examples), TEST(a_million), TEST(no_text),
					   TEST(forms)};

	return RUN(tests);
}
