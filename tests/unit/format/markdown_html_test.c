#include "format/markdown_html.h"

#include "../unit.h"

static struct arena arena;
static struct buf out;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&out);
	return 0;
}

/* The blocks of TEXT, with what a test says of its links and headings. */
static struct str html(struct str text, const struct md_link *links, const struct str *ids)
{
	struct md_context context = {links, ids, NULL};

	buf_reset(&out);
	md_html(&out, md_read(&arena, text), &context);
	return buf_str(&out);
}

#define assert_html(text, wanted) assert_str(html(STR(text), NULL, NULL), wanted)

static void a_line_a_block(void **state)
{
	(void)state;
	assert_html("a\nb\n\nc\\\nd", "<p>a b</p>\n<p>c<br>d</p>\n");
	assert_html("> a\n>\n> b", "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n");
	assert_html("***", "<hr>\n");
	assert_html("", "");
}

static void inlines(void **state)
{
	(void)state;
	assert_html("*a* **b** ~~c~~ `d`",
		    "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n");
	assert_html("***a***", "<p><em><strong>a</strong></em></p>\n");
	assert_html("`<&>\"`", "<p><code>&lt;&amp;&gt;&quot;</code></p>\n");
	assert_html("&lt; &#x26; \\<", "<p>&lt; &amp; &lt;</p>\n");
}

static void headings(void **state)
{
	static const struct str ids[] = {{"a", 1}, {"b\"<", 3}};

	(void)state;
	assert_str(html(STR("# A\n\nB *b*\n---"), NULL, ids),
		   "<h1 id=\"a\"><a class=\"permalink\" href=\"#a\">A</a></h1>\n"
		   "<h2 id=\"b&quot;&lt;\"><a class=\"permalink\" href=\"#b%22%3C\">B <em>b</em></a></h2>\n");
	assert_str(html(STR("# [A](b) c\n\n#"), NULL, ids),
		   "<h1 id=\"a\">A c</h1>\n<h1 id=\"b&quot;&lt;\"></h1>\n");
	assert_html("###### A", "<h6>A</h6>\n");
}

static void lists(void **state)
{
	(void)state;
	assert_html("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	assert_html("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n");
	assert_html("1. a\n   - b", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n");
	assert_html("7. a", "<ol start=\"7\">\n<li>a</li>\n</ol>\n");
	assert_html("0. a", "<ol start=\"0\">\n<li>a</li>\n</ol>\n");
	assert_html("-", "<ul>\n<li></li>\n</ul>\n");
	assert_html("- > a", "<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n</li>\n</ul>\n");
}

static void task_lists(void **state)
{
	(void)state;
	assert_html("- [x] a\n- [ ] b",
		    "<ul class=\"tasks\">\n"
		    "<li><input type=\"checkbox\" disabled checked aria-label=\"done\"> a</li>\n"
		    "<li><input type=\"checkbox\" disabled aria-label=\"to do\"> b</li>\n</ul>\n");
}

static void code_blocks(void **state)
{
	(void)state;
	assert_html("```\na\n\n<b>\n```",
		    "<pre tabindex=\"0\"><code>a\n\n&lt;b&gt;\n</code></pre>\n");
	assert_html("```c++ {x}\na\n```",
		    "<pre tabindex=\"0\"><code class=\"language-c++\">a\n</code></pre>\n");
	assert_html("``` \"><b>\n```",
		    "<pre tabindex=\"0\"><code class=\"language-&quot;&gt;&lt;b&gt;\"></code></pre>\n");
	assert_html("    a", "<pre tabindex=\"0\"><code>a\n</code></pre>\n");
}

static void tables(void **state)
{
	(void)state;
	assert_html("| a | b | c | d |\n|---|:--|:-:|--:|\n| *1* | 2 | \\| | |",
		    "<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n"
		    "<table>\n<thead>\n<tr>\n"
		    "<th scope=\"col\">a</th>\n<th scope=\"col\" class=\"left\">b</th>\n"
		    "<th scope=\"col\" class=\"center\">c</th>\n<th scope=\"col\" class=\"right\">d</th>\n"
		    "</tr>\n</thead>\n<tbody>\n<tr>\n"
		    "<td><em>1</em></td>\n<td class=\"left\">2</td>\n"
		    "<td class=\"center\">|</td>\n<td class=\"right\"></td>\n"
		    "</tr>\n</tbody>\n</table>\n</div>\n");
	assert_html("| a |\n|---|",
		    "<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n"
		    "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n"
		    "</table>\n</div>\n");
}

static void footnotes(void **state)
{
	(void)state;
	assert_html("a[^x] b[^y] c[^x]\n\n[^y]: Y\n\n[^x]: X\n",
		    "<p>a<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>"
		    " b<sup><a href=\"#fn-2\" id=\"fnref-2\">2</a></sup>"
		    " c<sup><a href=\"#fn-1\" id=\"fnref-1-2\">1</a></sup></p>\n"
		    "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n"
		    "<li id=\"fn-1\">\n<p>X <a href=\"#fnref-1\" aria-label=\"Back to the text\">↩</a>"
		    " <a href=\"#fnref-1-2\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n"
		    "<li id=\"fn-2\">\n<p>Y <a href=\"#fnref-2\" aria-label=\"Back to the text\">↩</a></p>\n</li>\n"
		    "</ol>\n</section>\n");
	assert_html("a[^x]\n", "<p>a[^x]</p>\n");
	assert_html("a\n\n[^x]: X\n", "<p>a</p>\n");
}

static void raw_html_is_left_out(void **state)
{
	(void)state;
	assert_html("<script>alert(1)</script>\n\na <b onclick=\"x\">c</b> <!-- d -->",
		    "<p>a c </p>\n");
}

static void links(void **state)
{
	static const struct md_link links[] = {
		{.kind = MD_LINK_PAGE, .url = {"/t/", 3}},
		{.kind = MD_LINK_RECORD, .url = {"#deal-x", 7}, .note = {"A \"B\"", 5}},
		{.kind = MD_LINK_OUTSIDE, .url = {"https://a.example/?b&\"c\"", 24}},
		{.kind = MD_LINK_TEXT, .url = {"", 0}},
	};

	(void)state;
	assert_str(html(STR("[a](1 \"x\\\"<\") [*b*](2) [c](3) [d `e`](4)"), links, NULL),
		   "<p><a href=\"/t/\" title=\"x&quot;&lt;\">a</a>"
		   " <a href=\"#deal-x\" class=\"record\" data-source=\"A &quot;B&quot;\"><em>b</em></a>"
		   " <a href=\"https://a.example/?b&amp;%22c%22\">c</a> d <code>e</code></p>\n");
	assert_html("[a](b)", "<p>a</p>\n");
}

static void pictures(void **state)
{
	static const struct md_link links[] = {{.kind = MD_LINK_PAGE, .url = {"/p.png", 6}},
					       {.kind = MD_LINK_TEXT, .url = {"", 0}}};

	(void)state;
	assert_str(html(STR("![a *b* `c` & \"d\"\ne](1 \"t\") ![f *g*](2)"), links, NULL),
		   "<p><img src=\"/p.png\" alt=\"a b c &amp; &quot;d&quot; e\" title=\"t\""
		   " loading=\"lazy\"> f g</p>\n");
}

static void a_heading_in_the_contents(void **state)
{
	const struct md_document *document =
		md_read(&arena, STR("# A [b](c) *d* `e` ![f](g)[^h]\n\n[^h]: H\n"));

	(void)state;
	buf_reset(&out);
	md_html_heading(&out, document->headings[0]);
	assert_str(buf_str(&out), "A b <em>d</em> <code>e</code> f");
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_a_block),
		TEST(inlines),
		TEST(headings),
		TEST(lists),
		TEST(task_lists),
		TEST(code_blocks),
		TEST(tables),
		TEST(footnotes),
		TEST(raw_html_is_left_out),
		TEST(links),
		TEST(pictures),
		TEST(a_heading_in_the_contents),
	};

	md_init();
	return RUN(tests);
}
