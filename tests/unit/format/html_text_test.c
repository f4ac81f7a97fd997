#include "format/html_text.h"

#include "base/unicode.h"
#include "format/html_references.h"
#include "format/html_tokens.h"

#include "../unit.h"

static struct buf out;

static int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	return 0;
}

static struct str text_of(struct str html, size_t most)
{
	buf_reset(&out);
	html_text(&out, html, most);
	return buf_str(&out);
}

static struct str plain(struct str text, size_t most)
{
	buf_reset(&out);
	html_plain(&out, text, most);
	return buf_str(&out);
}

#define text(html) text_of(STR(html), 1000)

static void tags(void **state)
{
	(void)state;
	assert_str(text(""), "");
	assert_str(text("<p>One</p><p>two<br>three</P> f<b>o</b>ur"), "One two three four");
	assert_str(text("<div><ul><li>a<li>b</ul></div>c"), "a b c");
	assert_str(text("a<!-- b -->c<!-->d<!--->e<!-- <b> --!>f"), "acdef");
	assert_str(text("a <b title='>' x=\"<\">c</b>"), "a c");
	assert_str(text("1 < 2, <3, a<=b, x<"), "1 < 2, <3, a<=b, x<");
	assert_str(text("a<b"), "a");
	assert_str(text("a</>b</ c>d<?php x ?>e<!x>f"), "abdef");
	assert_str(text("a<b c='d>e"), "a");
}

static void content_that_is_no_text(void **state)
{
	(void)state;
	assert_str(text("a<script>if (a < b) \"</scripty>\"</script >b"), "ab");
	assert_str(text("a<STYLE>p{}</style/>b<style>c"), "ab");
	assert_str(text("<iframe src=x>no</iframe>yes"), "yes");
	assert_str(text("<textarea>yes</textarea><script/>no"), "yes");
}

static void references(void **state)
{
	(void)state;
	assert_str(text("AT&amp;T &copy; &copy2025 &notit; &nosuch; & &#x20AC;&#8364 &#128;"),
		   "AT&T © ©2025 ¬it; &nosuch; & €€ €");
	assert_str(text("&lt;b&gt; &amp;lt; &#0;&#xD800;&#1114112;&#99999999999;"),
		   "<b> &lt; ����");
	assert_str(text("&fjlig;&acE;&NotEqualTilde;"), "fj∾̳≂̸");
	assert_str(text("&CounterClockwiseContourIntegral; &CounterClockwiseContourIntegra;"),
		   "∳ &CounterClockwiseContourIntegra;");
	assert_str(text("a&nbsp;&#9;&#10;b&#x200b;c"), "a bc");
	assert_str(text("&"), "&");
	assert_str(text("&#"), "&#");
	assert_str(text("&#x"), "&#x");
}

static void references_in_attributes(void **state)
{
	(void)state;
	buf_reset(&out);
	html_unescape(&out, STR("?a=1&copy=2&copy2&copy;&amp&lt"), true);
	assert_str(buf_str(&out), "?a=1&copy=2&copy2©&<");
}

static void what_is_left_out(void **state)
{
	(void)state;
	assert_str(plain(STR("a\033[31m\001\177\r\nb"), 100), "a[31m b");
	assert_str(plain(STR("a\xc2\x85\xc2\x92\xc2\x81z"), 100), "a…’z");
	assert_str(plain(STR("\xe2\x80\xae""a\xe2\x81\xa6 b\xef\xbb\xbf\xc2\xad\xef\xbf\xbf"), 100),
		   "a b");
	assert_str(plain(STR("  <b>&amp;  \n\t x  "), 100), "<b>&amp; x");
	assert_str(plain(STR("\xff\xc3"), 100), "��");
	assert_str(plain(STR_UNKNOWN, 100), "");
}

static void cuts(void **state)
{
	(void)state;
	assert_str(plain(STR("one two three"), 13), "one two three");
	assert_str(plain(STR("one two three"), 12), "one two…");
	assert_str(plain(STR("onetwothree"), 10), "onetwot…");
	assert_str(plain(STR("öööööö"), 9), "ööö…");
	assert_str(text_of(STR("<p>one</p><p>two</p>"), 6), "one…");
	assert_str(plain(STR("abcd"), 3), "…");
}

/* Wherever it is cut, it is valid, no longer than asked for, and not cut again. */
static void every_cut(void **state)
{
	struct str long_text = STR("Zürich – 5 € <b>für</b> &copy; 数据中心 and some more words 🎉🎉🎉");

	(void)state;
	for (size_t most = 3; most < 90; most++) {
		struct arena arena = ARENA_INIT;
		struct str cut = str_copy(&arena, text_of(long_text, most));

		assert_true(cut.len <= most);
		assert_int_equal(utf8_invalid(cut), cut.len);
		assert_true(str_equal(plain(cut, most), cut));
		arena_release(&arena);
	}
}

static void skips_to_the_end_tag(void **state)
{
	struct str html = STR("x</b></TITLE>");
	size_t at = 0;

	(void)state;
	html_skip_raw(html, &at, STR("title"));
	assert_int_equal(at, 5);
	html_skip_raw(html, &at, STR("script"));
	assert_int_equal(at, html.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(tags, tear_down),
		cmocka_unit_test_teardown(content_that_is_no_text, tear_down),
		cmocka_unit_test_teardown(references, tear_down),
		cmocka_unit_test_teardown(references_in_attributes, tear_down),
		cmocka_unit_test_teardown(what_is_left_out, tear_down),
		cmocka_unit_test_teardown(cuts, tear_down),
		cmocka_unit_test_teardown(every_cut, tear_down),
		cmocka_unit_test_teardown(skips_to_the_end_tag, tear_down),
	};

	return RUN(tests);
}
