#include "format/xml.h"

#include "base/buf.h"
#include "format/xml_repair.h"

#include "../unit.h"

static struct arena arena;
static struct buf out;
static struct xml_error error;

static int tear_down(void **state)
{
	(void)state;
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

/* 1 for "urn:one", 2 for what nothing declares, 3 for others, 0 for none. */
static int space(struct str prefix, struct str uri)
{
	if (!uri.ptr)
		return prefix.len ? 2 : 0;
	return str_equal(uri, STR("urn:one")) ? 1 : 3;
}

static void on_start(void *context, const struct xml_element *element)
{
	struct str a = xml_attribute(element, STR("a"));

	(void)context;
	buf_addf(&out, "<%d:%.*s", element->space, STR_ARG(element->name));
	if (a.ptr)
		buf_addf(&out, " a=%.*s", STR_ARG(a));
	if (element->base.ptr)
		buf_addf(&out, " base=%.*s", STR_ARG(element->base));
	buf_add_char(&out, '>');
}

static void on_end(void *context, struct str name)
{
	(void)context;
	buf_addf(&out, "</%.*s>", STR_ARG(name));
}

static void on_text(void *context, struct str text)
{
	(void)context;
	buf_add_str(&out, text);
}

/* What is called, as text; on an error its message, and where. */
static struct str parsed(struct str text, struct str base)
{
	const struct xml_handler handler = {space, on_start, on_end, on_text, NULL};

	buf_reset(&out);
	if (!xml_read(str_copy(&arena, text), base, &handler, &error))
		buf_addf(&out, "! %s at %zu%s", error.message, error.offset,
			 error.at_end ? ", the end" : "");
	return buf_str(&out);
}

#define parse(text) parsed(STR(text), STR_UNKNOWN)

static void elements(void **state)
{
	(void)state;
	assert_str(parse("<r>a<b A='1'>c &lt;</b><![CDATA[<&]]><d/></r>"),
		   "<0:r>a<0:b a=1>c <</b><&<0:d></d></r>");
	assert_str(parse("<?xml version='1.0' encoding='koi8-r'?>\n<r>\xc3\xa4</r>"), "<0:r>ä</r>");
	assert_str(parse("<r/> <x> & what follows"), "<0:r></r>");
}

static void namespaces(void **state)
{
	(void)state;
	assert_str(parse("<r xmlns='urn:one'><b xmlns='urn:x'><c/></b><p:d/></r>"),
		   "<1:r><3:b><3:c></c></b><2:d></d></r>");
	assert_str(parse("<p:r xmlns:p='urn:x' xmlns:q='urn:one'><q:b xmlns:p='urn:one'><p:c/>"
			 "</q:b><p:c xmlns=''/><d/></p:r>"),
		   "<3:r><1:b><1:c></c></b><3:c></c><0:d></d></r>");
}

static void bases(void **state)
{
	(void)state;
	assert_str(parsed(STR("<r><b xml:base='c/'><d xml:base='../e'/></b><f/></r>"),
			  STR("https://a.example/")),
		   "<0:r base=https://a.example/><0:b base=https://a.example/c/>"
		   "<0:d base=https://a.example/e></d></b><0:f base=https://a.example/></f></r>");
	assert_str(parse("<r xml:base='https://b.example/'/>"), "<0:r base=https://b.example/></r>");
}

static void errors(void **state)
{
	(void)state;
	assert_str(parse("<r><a></b></r>"), "<0:r><0:a>! mismatched tag at 8");
	assert_str(parse("<r><a>"), "<0:r><0:a>! no element found at 6, the end");
	assert_str(parse("<r><a "), "<0:r>! unclosed token at 3, the end");
	assert_str(parse("<r><![CDATA[a"), "<0:r>a! unclosed CDATA section at 13, the end");
	assert_str(parse(""), "! no element found at 0, the end");
	assert_str(parse("<r>&nbsp;</r>"), "<0:r>! undefined entity at 3");
	assert_str(parse("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>"),
		   "! a document type declaration, which is refused at 0");
	assert_str(parse("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>"),
		   "! a document type declaration, which is refused at 0");
}

static void depth(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < XML_DEEPEST; i++)
		buf_add_lit(&text, "<a>");
	parsed(buf_str(&text), STR_UNKNOWN);
	assert_string_equal(error.message, "no element found");
	buf_add_lit(&text, "<a/>");
	parsed(buf_str(&text), STR_UNKNOWN);
	assert_string_equal(error.message, "nested too deep");
	assert_int_equal(error.offset, 3 * XML_DEEPEST);
	buf_release(&text);
}

static void namespaces_at_one_place(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	buf_add_lit(&text, "<a");
	for (int i = 0; i < XML_NAMESPACES; i++)
		buf_addf(&text, " xmlns:a%d='b'", i);
	buf_add_lit(&text, ">");
	parsed(buf_str(&text), STR_UNKNOWN);
	assert_string_equal(error.message, "no element found");
	buf_add_lit(&text, "<b xmlns='c'/>");
	parsed(buf_str(&text), STR_UNKNOWN);
	assert_string_equal(error.message, "too many namespaces");
	buf_release(&text);
}

/* Bases that make each other longer without end do not count. */
static void long_bases(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 10; i++) {
		buf_add_lit(&text, "<a xml:base='");
		for (int j = 0; j < 1000; j++)
			buf_add_char(&text, 'x');
		buf_add_lit(&text, "/'>");
	}
	assert_true(parsed(buf_str(&text), STR("https://a.example/")).len < 10 * 4200);
	buf_release(&text);
}

static size_t root_of(struct str text)
{
	static const char *const names[] = {"rss", "feed"};

	return xml_find_root(str_copy(&arena, text), names, 2);
}

static void roots(void **state)
{
	(void)state;
	assert_int_equal(root_of(STR("<rss>")), 0);
	assert_int_equal(root_of(STR(" <a:RSS v='2'>")), 1);
	assert_int_equal(root_of(STR("<?xml?><!-- <rss> --><feed/>")), 21);
	assert_int_equal(root_of(STR("<rssx><a:rss-b><x.feed><:rss><feed")), 29);
	assert_int_equal(root_of(STR("")), 0);
	assert_int_equal(root_of(STR("<!-- <rss>")), 10);
	assert_int_equal(root_of(STR("a < b <")), 7);
}

static struct str repaired(struct str text)
{
	buf_reset(&out);
	xml_repair(&out, str_copy(&arena, text));
	return buf_str(&out);
}

#define repair(text) repaired(STR(text))

static void repairs(void **state)
{
	(void)state;
	assert_str(repair("<a>b &amp; c</a>"), "<a>b &amp; c</a>");
	assert_str(repair("a & b &; &x; &#; &#x; &#xg; &#5"),
		   "a &amp; b &amp;; &amp;x; &amp;#; &amp;#x; &amp;#xg; &amp;#5");
	assert_str(repair("&lt;&gt;&quot;&apos;&LT;&amp &copy &copy; &#38; &#x26; &nbsp;"),
		   "&lt;&gt;&quot;&apos;&amp;LT;&amp;amp &amp;copy © &#38; &#x26; \xc2\xa0");
	assert_str(repair("&#0;&#31;&#xD800;&#xFFFE;&#x110000;&#99999999999;&#9;"), "      &#9;");
	assert_str(repair("a\001b\0c\xef\xbf\xbf""d\xef\xbb\xbf\t"), "a b c d\xef\xbb\xbf\t");
	assert_str(repair("1 < 2 <3 <a> </a> <"), "1 &lt; 2 &lt;3 <a> </a> &lt;");
	assert_str(repair("a<!-- b\n -- c -->d<?e\n?>f<!DOCTYPE g>h"), "a\nd\nfh");
	assert_str(repair("a<!-- b"), "a");
	assert_str(repair("<![CDATA[a & b <c> &nbsp;\001]]>&]]>x"),
		   "<![CDATA[a & b <c> &nbsp; ]]>&amp;]]&gt;x");
	assert_str(repair("<![CDATA[a"), "<![CDATA[a");
	assert_str(repair(""), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(elements, tear_down),
		cmocka_unit_test_teardown(namespaces, tear_down),
		cmocka_unit_test_teardown(bases, tear_down),
		cmocka_unit_test_teardown(errors, tear_down),
		cmocka_unit_test_teardown(depth, tear_down),
		cmocka_unit_test_teardown(namespaces_at_one_place, tear_down),
		cmocka_unit_test_teardown(long_bases, tear_down),
		cmocka_unit_test_teardown(roots, tear_down),
		cmocka_unit_test_teardown(repairs, tear_down),
	};

	return RUN(tests);
}
