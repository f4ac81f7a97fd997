#include "format/html.h"

#include "../unit.h"

static struct buf out;

static int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	return 0;
}

static struct str escaped(struct str text)
{
	buf_reset(&out);
	html_escape(&out, text);
	return buf_str(&out);
}

static struct str escaped_url(struct str url)
{
	buf_reset(&out);
	html_escape_url(&out, url);
	return buf_str(&out);
}

static void what_is_escaped(void **state)
{
	(void)state;
	assert_str(escaped(STR("")), "");
	assert_str(escaped(STR_UNKNOWN), "");
	assert_str(escaped(STR("a & b < c > d \" e ' f")), "a &amp; b &lt; c &gt; d &quot; e ' f");
	assert_str(escaped(STR("&amp;")), "&amp;amp;");
	assert_str(escaped(STR("<\0>")), "&lt;\0&gt;");
	assert_str(escaped(STR("\xc3\xa4\xe6\xb0\xb4\xff")), "\xc3\xa4\xe6\xb0\xb4\xff");
}

/* Sixteen bytes are looked at together: each byte, at each place, in texts of each length. */
static void every_byte_at_every_place(void **state)
{
	char text[40];

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		for (size_t at = 0; at < sizeof text; at++) {
			struct str got;
			bool special = byte && strchr("&<>\"", byte);
			size_t length = at + 1 + (size_t)byte * 7 % (sizeof text - at);

			memset(text, byte == 'a' ? 'b' : 'a', sizeof text);
			text[at] = (char)byte;
			got = escaped((struct str){text, length});
			assert_int_equal(got.len > length, special);
			assert_memory_equal(got.ptr, text, at);
			if (special)
				assert_int_equal(got.ptr[at], '&');
			else
				assert_memory_equal(got.ptr, text, length);
		}
	}
}

static void urls(void **state)
{
	(void)state;
	assert_str(escaped_url(STR("https://a.example/b?c=d&e=f#g")),
		   "https://a.example/b?c=d&amp;e=f#g");
	assert_str(escaped_url(STR("/a b\"<>\\^`{|}")), "/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D");
	assert_str(escaped_url(STR("it's")), "it&#x27;s");
	assert_str(escaped_url(STR("%20%zz")), "%20%zz");
	assert_str(escaped_url(STR("#\xc3\xa4")), "#%C3%A4");
	assert_str(escaped_url(STR("a\0b\n\x7f")), "a%00b%0A%7F");
	assert_str(escaped_url(STR("-._~:/?#@!$()*+,;=")), "-._~:/?#@!$()*+,;=");
	assert_str(escaped_url(STR("")), "");
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_escaped),
		TEST(every_byte_at_every_place),
		TEST(urls),
	};

	return RUN(tests);
}
