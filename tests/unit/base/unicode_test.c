#include "base/unicode.h"

#include "../unit.h"

/* The lowest and highest of each length, and what borders on the surrogates. */
static const struct {
	uint32_t code;
	const char *bytes;
} characters[] = {
	{0x01, "\x01"},
	{'a', "a"},
	{0x7f, "\x7f"},
	{0x80, "\xc2\x80"},
	{0xe4, "\xc3\xa4"},
	{0x7ff, "\xdf\xbf"},
	{0x800, "\xe0\xa0\x80"},
	{0x2014, "\xe2\x80\x94"},
	{0xd7ff, "\xed\x9f\xbf"},
	{0xe000, "\xee\x80\x80"},
	{0xfffd, "\xef\xbf\xbd"},
	{0xffff, "\xef\xbf\xbf"},
	{0x10000, "\xf0\x90\x80\x80"},
	{0x1f600, "\xf0\x9f\x98\x80"},
	{0xfffff, "\xf3\xbf\xbf\xbf"},
	{0x100000, "\xf4\x80\x80\x80"},
	{0x10ffff, "\xf4\x8f\xbf\xbf"},
};
enum { CHARACTERS = sizeof characters / sizeof *characters };

static const char *const invalid[] = {
	/* bytes that begin nothing */
	"\x80", "\xbf", "\xfe", "\xff", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80",
	/* longer than needed */
	"\xc0\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x80\xaf", "\xe0\x9f\xbf",
	"\xf0\x80\x80\x80", "\xf0\x80\x80\xaf", "\xf0\x8f\xbf\xbf",
	/* surrogates */
	"\xed\xa0\x80", "\xed\xaf\xbf", "\xed\xb0\x80", "\xed\xbf\xbf",
	/* past U+10FFFF */
	"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf7\xbf\xbf\xbf",
	/* cut short, by the end and by another byte */
	"\xc3", "\xe2\x80", "\xe2", "\xf0\x9f\x98", "\xf0\x9f", "\xf0",
	"\xc3" "a", "\xe2\x80" "a", "\xe2" "a\x80", "\xf0\x9f\x98" "a", "\xf0\x9f" "a\x80",
	"\xf0" "a\x98\x80", "\xc3\xc3\xa4", "\xe2\x80\xe2\x80\x94",
};
enum { INVALID = sizeof invalid / sizeof *invalid };

static void valid_at_every_offset(void **state)
{
	(void)state;
	for (size_t i = 0; i < CHARACTERS; i++)
		for (size_t before = 0; before < 20; before++) {
			struct buf buf = BUF_INIT;

			buf_add(&buf, "....................", before);
			buf_add_str(&buf, str_of(characters[i].bytes));
			buf_add(&buf, "....................", 20 - before);
			assert_int_equal(utf8_invalid(buf_str(&buf)), buf.len);
			assert_int_equal(utf8_count(buf_str(&buf)), 21);
			buf_release(&buf);
		}
	assert_int_equal(utf8_invalid(STR("")), 0);
	assert_int_equal(utf8_invalid(STR_UNKNOWN), 0);
	assert_int_equal(utf8_invalid(STR("a\0b")), 3);
}

static void invalid_at_every_offset(void **state)
{
	(void)state;
	for (size_t i = 0; i < INVALID; i++)
		for (size_t before = 0; before < 20; before++) {
			struct buf buf = BUF_INIT;

			buf_add(&buf, "....................", before);
			buf_add_str(&buf, str_of(invalid[i]));
			assert_int_equal(utf8_invalid(buf_str(&buf)), before);
			buf_add_lit(&buf, "12345678 and more");
			assert_int_equal(utf8_invalid(buf_str(&buf)), before);
			buf_release(&buf);
		}
	assert_int_equal(utf8_invalid(STR("12345678\xe2\x80\x94" "abc\xff")), 14);
}

/* Never past the end, though the bytes go on behind it. */
static void stops_at_the_end(void **state)
{
	size_t at = 0;

	(void)state;
	assert_int_equal(utf8_invalid(str_slice(STR("\xe2\x80\x94"), 0, 2)), 0);
	assert_int_equal(utf8_next(str_slice(STR("\xe2\x80\x94"), 0, 2), &at), 0xfffd);
	assert_int_equal(at, 1);
}

static void reads_and_writes(void **state)
{
	(void)state;
	for (size_t i = 0; i < CHARACTERS; i++) {
		struct str bytes = str_of(characters[i].bytes);
		struct buf buf = BUF_INIT;
		size_t at = 0;

		assert_int_equal(utf8_next(bytes, &at), characters[i].code);
		assert_int_equal(at, bytes.len);
		utf8_add(&buf, characters[i].code);
		assert_true(str_equal(buf_str(&buf), bytes));
		buf_release(&buf);
	}
}

static void every_scalar_value(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		size_t at = 0;

		if (code == 0xd800)
			code = 0xe000;
		buf_reset(&buf);
		utf8_add(&buf, code);
		if (utf8_next(buf_str(&buf), &at) != code || at != buf.len)
			fail_msg("U+%04X", (unsigned)code);
	}
	buf_release(&buf);
}

static void reads_past_what_is_invalid(void **state)
{
	(void)state;
	for (size_t i = 0; i < INVALID; i++) {
		struct str bytes = str_of(invalid[i]);
		size_t at = 0, steps = 0;

		assert_int_equal(utf8_next(bytes, &at), 0xfffd);
		assert_int_equal(at, 1);
		while (at < bytes.len && steps++ < bytes.len)
			utf8_next(bytes, &at);
		assert_int_equal(at, bytes.len);
	}
}

/* What is no character comes out as U+FFFD, so that the text stays valid. */
static void writes_valid_text_only(void **state)
{
	static const uint32_t codes[] = {0xd800, 0xdbff, 0xdc00, 0xdfff, 0x110000, UINT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct buf buf = BUF_INIT;

		utf8_add(&buf, codes[i]);
		assert_str(buf_str(&buf), "\xef\xbf\xbd");
		buf_release(&buf);
	}
}

static void tells_lines(void **state)
{
	(void)state;
	assert_true(utf8_is_line(STR("")));
	assert_true(utf8_is_line(STR("“é” # 1")));
	assert_false(utf8_is_line(STR("a\nb")));
	assert_false(utf8_is_line(STR("a\tb")));
	assert_false(utf8_is_line(STR("a\xc2\x85" "b"))); /* U+0085 */
	assert_false(utf8_is_line(STR("a\xe2\x80\xa8" "b"))); /* U+2028 */
	assert_false(utf8_is_line(STR("a\xff" "b")));
}

static void counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(STR("")), 0);
	assert_int_equal(utf8_count(STR_UNKNOWN), 0);
	assert_int_equal(utf8_count(STR("abc")), 3);
	assert_int_equal(utf8_count(STR("\xc3\xa4\xe2\x80\x94\xf0\x9f\x98\x80x")), 4);
}

static void words(void **state)
{
	/* letter, capital, title case, modifier, CJK, marks, digits, connectors */
	static const uint32_t in[] = {'a', 'Z', 0x1c5, 0x2b0, 0x4e2d, 0x301, 0x903, 0x20dd,
				      '0', 0x663, '_', 0x203f};
	/* space, hyphen, dash, roman numeral, superscript, currency, emoji, private */
	static const uint32_t out[] = {' ',    '-',     0x2014, 0x2160, 0xb2,     '$',
				       0xa0,   0x1f600, 0xe000, 0,      0x10ffff, 0x378,
				       0xd800, 0x110000, UINT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		if (!unicode_is_word(in[i]))
			fail_msg("U+%04X", (unsigned)in[i]);
	for (size_t i = 0; i < sizeof out / sizeof *out; i++)
		if (unicode_is_word(out[i]))
			fail_msg("U+%04X", (unsigned)out[i]);
}

static void lower_case(void **state)
{
	(void)state;
	assert_int_equal(unicode_lower('A'), 'a');
	assert_int_equal(unicode_lower('a'), 'a');
	assert_int_equal(unicode_lower('I'), 'i'); /* in every language */
	assert_int_equal(unicode_lower(0xc4), 0xe4);
	assert_int_equal(unicode_lower(0x3a3), 0x3c3);
	assert_int_equal(unicode_lower(0x10400), 0x10428);
	assert_int_equal(unicode_lower(0x4e2d), 0x4e2d);
	assert_int_equal(unicode_lower(0xdf), 0xdf);
	assert_int_equal(unicode_lower(0x110000), 0x110000);
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(unicode_width('a'), 1);
	assert_int_equal(unicode_width(0xe4), 1);
	assert_int_equal(unicode_width(0x2014), 1);
	assert_int_equal(unicode_width(0x4e2d), 2);
	assert_int_equal(unicode_width(0xff21), 2);
	assert_int_equal(unicode_width(0x1f600), 2);
	assert_int_equal(unicode_width(0x301), 0);
	assert_int_equal(unicode_width(0x200b), 0);
	assert_int_equal(unicode_width(0xfffd), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_at_every_offset),
		cmocka_unit_test(invalid_at_every_offset),
		cmocka_unit_test(stops_at_the_end),
		cmocka_unit_test(reads_and_writes),
		cmocka_unit_test(every_scalar_value),
		cmocka_unit_test(reads_past_what_is_invalid),
		cmocka_unit_test(writes_valid_text_only),
		cmocka_unit_test(tells_lines),
		cmocka_unit_test(counts_characters),
		cmocka_unit_test(words),
		cmocka_unit_test(lower_case),
		cmocka_unit_test(widths),
	};

	return RUN(tests);
}
