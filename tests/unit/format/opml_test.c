#include "format/opml.h"

#include "../unit.h"

static struct arena arena;
static struct diags diags;
static struct source source;
static subscriptions list;
static struct buf out;

static int set_up(void **state)
{
	(void)state;
	diags_init(&diags);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

static bool read_opml(struct str text)
{
	source = (struct source){STR("s.opml"), str_copy(&arena, text)};
	diags_release(&diags);
	return opml_read(&arena, &source, &diags, &list);
}

#define BODY(outlines) STR("<opml version='2.0'>\n<head/>\n<body>\n" outlines "</body></opml>")

/* One error, at this line and column, that says this. */
#define refused(text, at_line, at_column, says) \
	do { \
		assert_false(read_opml(text)); \
		assert_int_equal(diags.list.count, 1); \
		assert_int_equal(diags.list.items[0].line, (at_line)); \
		assert_int_equal(diags.list.items[0].column, (at_column)); \
		assert_str(diags.list.items[0].message, says); \
	} while (0)

static void reads(void **state)
{
	(void)state;
	assert_true(read_opml(STR(
		"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<opml version=\"1.0\"><head><title>x</title>"
		"<outline text='no' xmlUrl='https://no.example/'/></head><body>\n"
		"<outline text='Group' title='Group'>\n"
		"  <outline type='rss' text=' OpenAI  news ' xmlUrl=' https://o.example/rss&#38;x '"
		" htmlUrl='https://o.example/'/>\n"
		"  <outline text='deeper'><outline title='arXiv cs.LG' text=''"
		" XMLURL='http://rss.example/cs.LG' htmlUrl='javascript:x'/></outline>\n"
		"</outline>\n<outline type='link' text='no feed' url='https://l.example/'/>\n"
		"</body></opml>\n")));
	assert_int_equal(list.count, 2);
	assert_str(list.items[0].name, "openai-news");
	assert_str(list.items[0].text, "OpenAI news");
	assert_str(list.items[0].url, "https://o.example/rss&x");
	assert_str(list.items[0].home, "https://o.example/");
	assert_str(list.items[1].name, "arxiv-cs-lg");
	assert_str(list.items[1].url, "http://rss.example/cs.LG");
	assert_unknown(list.items[1].home);
	assert_true(read_opml(STR("<opml><body/></opml>")));
	assert_int_equal(list.count, 0);
}

static void trusts(void **state)
{
	static const char *const wrong[] = {"", "11", "-1", "high", "100", "7.5"};
	static const int wanted[] = {5, 0, 7, 10};

	(void)state;
	assert_true(read_opml(BODY("<outline text='A' xmlUrl='https://a.example/'/>"
				   "<outline text='B' xmlUrl='https://b.example/' almanacTrust='0'/>"
				   "<outline text='C' xmlUrl='https://c.example/' almanacTrust=' 7 '/>"
				   "<outline text='D' xmlUrl='https://d.example/' almanacTrust='10'/>")));
	assert_int_equal(list.count, 4);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.items[i].trust, wanted[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char text[200];

		snprintf(text, sizeof text,
			 "<opml><body><outline text='A' xmlUrl='https://a.example/' almanacTrust='%s'/>"
			 "</body></opml>", wrong[i]);
		refused(str_of(text), 1, 13,
			"the almanacTrust of this subscription is no number from 0 to 10");
		assert_int_equal(list.count, 0);
	}
}

static void refuses(void **state)
{
	(void)state;
	refused(BODY("<outline text='A b' xmlUrl='https://a.example/'/>\n"
		     "  <outline text='a-B!' xmlUrl='https://b.example/'/>\n"),
		5, 3, "the name \"a-b\" is that of the subscription in line 4 too");
	assert_int_equal(list.count, 1);
	refused(BODY("<outline text='A' xmlUrl='https://a.example/'/>\n"
		     "<outline text='B' xmlUrl='https://a.example/'/>\n"),
		5, 1, "the xmlUrl \"https://a.example/\" is that of the subscription in line 4 too");
	refused(BODY("<outline xmlUrl='https://a.example/'/>\n"), 4, 1,
		"this subscription has no text");
	refused(BODY("<outline text='…' xmlUrl='https://a.example/'/>\n"), 4, 1,
		"the text of this subscription has neither letters nor digits");
	refused(BODY("<outline text='A' xmlUrl='file:///etc/passwd'/>\n"), 4, 1,
		"the xmlUrl of this subscription does not lead to a feed");
	refused(BODY("<outline text='A' xmlUrl=''/>\n"), 4, 1,
		"the xmlUrl of this subscription does not lead to a feed");
	refused(STR("<?xml version='1.0'?>\n<!DOCTYPE opml SYSTEM 'x'>\n<opml/>"), 2, 1,
		"this is no good OPML: a document type declaration, which is refused");
	refused(BODY("<outline text='A & B'/>\n"), 4, 19,
		"this is no good OPML: not well-formed (invalid token)");
	refused(STR("<rss/>"), 1, 1, "this is XML, but no OPML");
	refused(STR("<opml>\n\xff</opml>"), 2, 1, "this byte is not UTF-8");
	refused(STR(""), 1, 1, "this is no good OPML: no element found");
}

static void all_errors_at_once(void **state)
{
	(void)state;
	assert_false(read_opml(BODY("<outline xmlUrl='https://a.example/'/>\n"
				    "<outline text='B' xmlUrl='x'/>\n"
				    "<outline text='C' xmlUrl='https://c.example/'/>\n")));
	assert_int_equal(diags.list.count, 2);
	assert_int_equal(list.count, 1);
}

static void names(void **state)
{
	struct str name;

	(void)state;
	assert_str(opml_name(&arena, STR("Simon Willison's Weblog!")), "simon-willison-s-weblog");
	assert_str(opml_name(&arena, STR("..//../etc/passwd")), "etc-passwd");
	assert_str(opml_name(&arena, STR("Ünïcode 数据_x")), "ünïcode-数据-x");
	assert_str(opml_name(&arena, STR("--")), "");
	name = opml_name(&arena, STR("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
				     "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"));
	assert_int_equal(name.len, 80);
}

static struct str added(struct str text)
{
	const struct subscription s = {
		.text = STR("A \"b\" & c"),
		.url = STR("https://a.example/?x=1&y"),
		.home = STR("https://a.example/"),
	};

	buf_reset(&out);
	return opml_add(&out, text, &s) ? buf_str(&out) : STR_UNKNOWN;
}

#define LINE \
	"<outline text=\"A &quot;b&quot; &amp; c\" type=\"rss\"" \
	" xmlUrl=\"https://a.example/?x=1&amp;y\" htmlUrl=\"https://a.example/\"/>\n"

static void adds(void **state)
{
	(void)state;
	assert_str(added(STR("<opml>\n<body>\n\t<outline/>\n</body>\n</opml>\n")),
		   "<opml>\n<body>\n\t<outline/>\n\t" LINE "</body>\n</opml>\n");
	assert_str(added(STR("<opml>\n  <body>\n  </body></opml>")),
		   "<opml>\n  <body>\n    " LINE "  </body></opml>");
	assert_str(added(STR("<opml><body></body></opml>")),
		   "<opml><body>\n  " LINE "</body></opml>");
	assert_unknown(added(STR("<opml><body/></opml>")));
	assert_true(read_opml(added(STR(""))));
	assert_int_equal(list.count, 1);
	assert_str(list.items[0].text, "A \"b\" & c");
	assert_str(list.items[0].url, "https://a.example/?x=1&y");
	assert_str(list.items[0].home, "https://a.example/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads, set_up, tear_down),
		cmocka_unit_test_setup_teardown(trusts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refuses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_errors_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(adds, set_up, tear_down),
	};

	return RUN(tests);
}
