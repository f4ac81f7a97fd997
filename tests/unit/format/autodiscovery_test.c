#include "format/autodiscovery.h"

#include "base/buf.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define find(html) autodiscovery_read(&arena, STR(html), STR("https://a.example/b/c.html"))

static void links(void **state)
{
	feed_links found = find(
		"<!doctype html><html><head><title>x</title>\n"
		"<link rel=stylesheet href=style.css>\n"
		"<link rel=\"alternate\" type=\"application/rss+xml\" title=\"News &amp; more\""
		" href=\"feed.xml?a=1&amp;b&copy=2\">\n"
		"<LINK HREF='//f.example/atom' TYPE='Application/Atom+XML; charset=utf-8'"
		" REL='home ALTERNATE'/>\n"
		"<link rel=alternate type=application/feed+json href=/feed.json>\n"
		"<link rel=alternate hreflang=de href=/de>\n"
		"<link rel=alternate type=application/json href=/wp-json>\n"
		"<link rel=alternative type=text/xml href=/x>\n"
		"<link rel=alternate type=application/rss+xml href=feed.json>\n"
		"<link rel=alternate type=application/rss+xml href=/feed.json>\n"
		"<link rel=alternate type=application/rss+xml href=javascript:x>\n"
		"<link rel=alternate type=application/rss+xml>\n");

	(void)state;
	assert_int_equal(found.count, 4);
	assert_str(found.items[0].url, "https://a.example/b/feed.xml?a=1&b&copy=2");
	assert_str(found.items[0].title, "News & more");
	assert_str(found.items[0].type, "application/rss+xml");
	assert_str(found.items[1].url, "https://f.example/atom");
	assert_str(found.items[1].title, "");
	assert_str(found.items[2].url, "https://a.example/feed.json");
	assert_str(found.items[3].url, "https://a.example/b/feed.json");
}

static void base(void **state)
{
	feed_links found = find("<base target=_top><base href='/d/'><base href='/e/'>"
				"<link rel=alternate type=text/xml href=f>");

	(void)state;
	assert_int_equal(found.count, 1);
	assert_str(found.items[0].url, "https://a.example/d/f");
}

static void what_is_no_element(void **state)
{
	(void)state;
	assert_int_equal(find("<!-- <link rel=alternate type=text/xml href=a> -->"
			      "<script>'<link rel=alternate type=text/xml href=b>'</script>"
			      "<p title='<link rel=alternate type=text/xml href=c>'>"
			      "<link rel=alternate type=text/xml href=d").count, 0);
	assert_int_equal(find("").count, 0);
}

static void at_most_a_hundred(void **state)
{
	struct buf html = BUF_INIT;

	(void)state;
	for (int i = 0; i < 150; i++)
		buf_addf(&html, "<link rel=alternate type=text/xml href=%d>", i);
	assert_int_equal(autodiscovery_read(&arena, buf_str(&html), STR("http://a.example")).count,
			 100);
	buf_release(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(links, tear_down),
		cmocka_unit_test_teardown(base, tear_down),
		cmocka_unit_test_teardown(what_is_no_element, tear_down),
		cmocka_unit_test_teardown(at_most_a_hundred, tear_down),
	};

	return RUN(tests);
}
