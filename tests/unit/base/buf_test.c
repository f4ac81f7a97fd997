#include "base/buf.h"

#include "../unit.h"

#include <limits.h>

static void empty(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	assert_str(buf_str(&buf), "");
	buf_add(&buf, NULL, 0);
	buf_add_str(&buf, STR_UNKNOWN);
	buf_add_str(&buf, STR(""));
	buf_add_lit(&buf, "");
	assert_str(buf_str(&buf), "");
	buf_reset(&buf);
	buf_release(&buf);
	buf_release(&buf);
}

static void every_way_of_adding(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_add(&buf, "bytes\0", 6);
	buf_add_str(&buf, STR("str"));
	buf_add_char(&buf, '|');
	buf_add_lit(&buf, "lit\0eral");
	buf_addf(&buf, "%s=%d", "x", -5);
	buf_addf(&buf, "%s", "");
	buf_add_number(&buf, 0);
	buf_add_number(&buf, -120);
	buf_add_number(&buf, LLONG_MAX);
	buf_add_number(&buf, LLONG_MIN);
	assert_str(buf_str(&buf), "bytes\0str|lit\0eralx=-50-1209223372036854775807"
				  "-9223372036854775808");
	buf_release(&buf);
}

static void reset_keeps_the_memory(void **state)
{
	struct buf buf = BUF_INIT;
	char *memory;

	(void)state;
	buf_addf(&buf, "%05000d", 1);
	memory = buf.ptr;
	buf_reset(&buf);
	assert_str(buf_str(&buf), "");
	buf_add_lit(&buf, "x");
	assert_ptr_equal(buf.ptr, memory);
	assert_str(buf_str(&buf), "x");
	buf_release(&buf);
	assert_null(buf.ptr);
}

/* All sizes around those at which the memory grows. */
static void grows(void **state)
{
	(void)state;
	for (size_t size = 4090; size < 4102; size++) {
		struct buf one = BUF_INIT, many = BUF_INIT, format = BUF_INIT;
		char *bytes = test_malloc(size);

		for (size_t i = 0; i < size; i++) {
			bytes[i] = (char)('a' + i % 26);
			buf_add_char(&many, bytes[i]);
		}
		buf_add(&one, bytes, size);
		buf_addf(&format, "%.*s", (int)size, bytes);
		assert_int_equal(one.len, size);
		assert_memory_equal(one.ptr, bytes, size);
		assert_true(str_equal(buf_str(&one), buf_str(&many)));
		assert_true(str_equal(buf_str(&one), buf_str(&format)));
		test_free(bytes);
		buf_release(&one);
		buf_release(&many);
		buf_release(&format);
	}
}

static void makes_room(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_grow(&buf, 100000);
	assert_true(buf.room >= 100000);
	assert_int_equal(buf.len, 0);
	buf_grow(&buf, 0);
	buf_release(&buf);
}

static void grow_past_the_maximum(void)
{
	struct buf buf = {.len = BUF_MAX - 10};

	buf_grow(&buf, 11);
}

static void past_the_maximum_is_fatal(void **state)
{
	(void)state;
	assert_fatal(grow_past_the_maximum);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty),
		cmocka_unit_test(every_way_of_adding),
		cmocka_unit_test(reset_keeps_the_memory),
		cmocka_unit_test(grows),
		cmocka_unit_test(makes_room),
		cmocka_unit_test(past_the_maximum_is_fatal),
	};

	return RUN(tests);
}
