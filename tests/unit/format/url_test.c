#include "format/url.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void parts(void **state)
{
	struct url url = url_parse(STR("https://me@a.example:80/b/c;d?e=f#g?h"));

	(void)state;
	assert_str(url.scheme, "https");
	assert_str(url.authority, "me@a.example:80");
	assert_str(url.path, "/b/c;d");
	assert_str(url.query, "e=f");
	assert_str(url.fragment, "g?h");
	assert_str(url_host(url), "a.example");
	url = url_parse(STR("mailto:a@b.example"));
	assert_str(url.scheme, "mailto");
	assert_unknown(url.authority);
	assert_str(url.path, "a@b.example");
	url = url_parse(STR("//a.example"));
	assert_unknown(url.scheme);
	assert_str(url.authority, "a.example");
	assert_str(url.path, "");
	assert_unknown(url.query);
	url = url_parse(STR("a/b:c"));
	assert_unknown(url.scheme);
	assert_str(url.path, "a/b:c");
	assert_str(url_parse(STR_UNKNOWN).path, "");
	assert_str(url_host(url_parse(STR("http://[::1]:80/"))), "[::1]");
	assert_str(url_host(url_parse(STR("http://a@b@c.example/"))), "c.example");
}

/* RFC 3986, sections 5.4.1 and 5.4.2. */
static void examples_of_the_standard(void **state)
{
	static const char *const cases[][2] = {
		{"g:h", "g:h"},
		{"g", "http://a/b/c/g"},
		{"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"},
		{"//g", "http://g"},
		{"?y", "http://a/b/c/d;p?y"},
		{"g?y", "http://a/b/c/g?y"},
		{"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"},
		{"g?y#s", "http://a/b/c/g?y#s"},
		{";x", "http://a/b/c/;x"},
		{"g;x", "http://a/b/c/g;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"},
		{"", "http://a/b/c/d;p?q"},
		{".", "http://a/b/c/"},
		{"./", "http://a/b/c/"},
		{"..", "http://a/b/"},
		{"../", "http://a/b/"},
		{"../g", "http://a/b/g"},
		{"../..", "http://a/"},
		{"../../", "http://a/"},
		{"../../g", "http://a/g"},
		{"../../../g", "http://a/g"},
		{"../../../../g", "http://a/g"},
		{"/./g", "http://a/g"},
		{"/../g", "http://a/g"},
		{"g.", "http://a/b/c/g."},
		{".g", "http://a/b/c/.g"},
		{"g..", "http://a/b/c/g.."},
		{"..g", "http://a/b/c/..g"},
		{"./../g", "http://a/b/g"},
		{"./g/.", "http://a/b/c/g/"},
		{"g/./h", "http://a/b/c/g/h"},
		{"g/../h", "http://a/b/c/h"},
		{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
		{"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/./x", "http://a/b/c/g?y/./x"},
		{"g?y/../x", "http://a/b/c/g?y/../x"},
		{"g#s/./x", "http://a/b/c/g#s/./x"},
		{"g#s/../x", "http://a/b/c/g#s/../x"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got = url_resolve(&arena, STR("http://a/b/c/d;p?q"), str_of(cases[i][0]));

		if (!str_equal(got, str_of(cases[i][1])))
			fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", cases[i][0], STR_ARG(got),
				 cases[i][1]);
	}
}

static void other_bases(void **state)
{
	(void)state;
	assert_str(url_resolve(&arena, STR("http://a"), STR("b")), "http://a/b");
	assert_str(url_resolve(&arena, STR("http://a?q"), STR("?r")), "http://a?r");
	assert_str(url_resolve(&arena, STR("file:///a/b"), STR("../../c")), "file:///c");
	assert_str(url_resolve(&arena, STR_UNKNOWN, STR("b")), "b");
	assert_str(url_resolve(&arena, STR("/a/b"), STR("c")), "c");
}

static void the_web(void **state)
{
	(void)state;
	assert_true(url_is_web(STR("http://a")));
	assert_true(url_is_web(STR("HTTPS://a/")));
	assert_false(url_is_web(STR("https:a")));
	assert_false(url_is_web(STR("https:///a")));
	assert_false(url_is_web(STR("https://@:80/")));
	assert_false(url_is_web(STR("httpsx://a")));
	assert_false(url_is_web(STR("//a")));
	assert_false(url_is_web(STR("javascript:https://a")));
	assert_false(url_is_web(STR_UNKNOWN));
}

#define link(base, text) url_link(&arena, STR(base), STR(text))

static void links(void **state)
{
	(void)state;
	assert_str(link("https://a.example/b/", " c\n"), "https://a.example/b/c");
	assert_str(link("http://a.example/", "www.b.example/c"), "http://www.b.example/c");
	assert_str(link("http://a.example/", "A.example/c"), "http://A.example/c");
	assert_str(link("http://a.example/", "b.example/c"), "http://a.example/b.example/c");
	assert_str(url_link(&arena, STR_UNKNOWN, STR("www.b.example")), "https://www.b.example");
	assert_str(link("https://a.example", "b c\"<>"), "https://a.example/b%20c%22%3C%3E");
	assert_str(link("https://a.example/x`y/", "z"), "https://a.example/x%60y/z");
	assert_unknown(link("https://a.example", "java\nscript:x"));
	assert_unknown(link("https://a.example", "javascript:x"));
	assert_unknown(link("https://a.example", "  "));
	assert_unknown(url_link(&arena, STR_UNKNOWN, STR("b")));
	assert_unknown(url_link(&arena, STR("https://a.example"), STR_UNKNOWN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(parts, tear_down),
		cmocka_unit_test_teardown(examples_of_the_standard, tear_down),
		cmocka_unit_test_teardown(other_bases, tear_down),
		cmocka_unit_test_teardown(the_web, tear_down),
		cmocka_unit_test_teardown(links, tear_down),
	};

	return RUN(tests);
}
