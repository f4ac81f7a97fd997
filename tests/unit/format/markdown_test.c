#include "format/markdown.h"

#include "base/buf.h"
#include "format/markdown_html.h"
#include "format/markdown_pieces.h"

#include "../unit.h"

static struct arena arena;
static struct buf out, wanted;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&out);
	buf_release(&wanted);
	return 0;
}

/* Every link leads where it says. */
static struct md_context context_of(const struct md_document *document)
{
	struct md_link *links = arena_array(&arena, struct md_link, document->link_count);

	for (size_t i = 0; i < document->link_count; i++)
		links[i] = (struct md_link){.kind = MD_LINK_OUTSIDE, .url = document->links[i]->text};
	return (struct md_context){.links = links};
}

static struct str inline_html(struct str text)
{
	const struct md_document *document = md_read_inline(&arena, text);
	struct md_context context = context_of(document);

	assert_null(document->refusal.why);
	buf_reset(&out);
	md_html_inline(&out, document, &context);
	return buf_str(&out);
}

static void inline_text_begins_like_a_block(void **state)
{
	static const char *const texts[] = {
		"2019. A year", "1) one", "# x",     "###### x", "- y",      "* y",  "+ y",
		"z",            "| a |", "---",      "===",      "***",      "```",  "~~~",
		"    four",     "\tx",   "[a]: b",   "[^1]: b",  "- [ ] to", "_ _ _", "1.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct md_document *document = md_read_inline(&arena, str_of(texts[i]));

		assert_int_equal(document->root->first->type, MD_PARAGRAPH);
		assert_null(document->root->first->next);
		assert_true(str_equal(md_plain(&arena, document->root), str_of(texts[i])));
	}
	assert_str(inline_html(STR("> z")), "&gt; z");
}

static void inline_markup_at_the_start(void **state)
{
	(void)state;
	assert_str(inline_html(STR("`code` x")), "<code>code</code> x");
	assert_str(inline_html(STR("*a* x")), "<em>a</em> x");
	assert_str(inline_html(STR("**a** x")), "<strong>a</strong> x");
	assert_str(inline_html(STR("_a_ x")), "<em>a</em> x");
	assert_str(inline_html(STR("*\"a\"* x")), "<em>&quot;a&quot;</em> x");
	assert_str(inline_html(STR("**(a)** x")), "<strong>(a)</strong> x");
	assert_str(inline_html(STR("~~a~~ x")), "<del>a</del> x");
	assert_str(inline_html(STR("[a](/b) x")), "<a href=\"/b\">a</a> x");
	assert_str(inline_html(STR("![a](/b) x")), "<img src=\"/b\" alt=\"a\" loading=\"lazy\"> x");
	assert_str(inline_html(STR("\\*a\\* x")), "*a* x");
	assert_str(inline_html(STR("&amp; x")), "&amp; x");
	assert_str(inline_html(STR("\\(a")), "(a");
	assert_str(inline_html(STR("(a)")), "(a)");
	assert_str(inline_html(STR(") a (")), ") a (");
}

static void autolinks_at_the_start(void **state)
{
	(void)state;
	assert_str(inline_html(STR("https://a.example/b")),
		   "<a href=\"https://a.example/b\">https://a.example/b</a>");
	assert_str(inline_html(STR("<https://a.example/> b")),
		   "<a href=\"https://a.example/\">https://a.example/</a> b");
	assert_str(inline_html(STR("www.a.example b")),
		   "<a href=\"http://www.a.example\">www.a.example</a> b");
	assert_str(inline_html(STR("a@b.example c")),
		   "<a href=\"mailto:a@b.example\">a@b.example</a> c");
	assert_str(inline_html(STR("https://a.example/(b)")),
		   "<a href=\"https://a.example/(b)\">https://a.example/(b)</a>");
	assert_str(inline_html(STR("https://a.example/b).")),
		   "<a href=\"https://a.example/b\">https://a.example/b</a>).");
}

static void inline_lines_are_one(void **state)
{
	(void)state;
	assert_str(inline_html(STR("a\nb\r\nc\rd")), "a b  c d");
	assert_str(inline_html(STR("a  \nb")), "a   b");
	assert_str(inline_html(STR("a\n\n- b\n\n# c")), "a  - b  # c");
	assert_str(inline_html(STR("a\n===\n| b |\n|---|")), "a === | b | |---|");
	assert_str(inline_html(STR("a \n")), "a");
	assert_str(inline_html(STR("")), "");
}

/* What md_read makes of the text behind a parenthesis, which is the general way. */
static struct str general(struct str text)
{
	const struct md_document *document;
	struct md_context context;

	document = md_read(&arena, str_printf(&arena, "(%.*s", STR_ARG(text)));
	context = context_of(document);
	buf_reset(&wanted);
	md_html(&wanted, document, &context);
	assert_true(str_starts(buf_str(&wanted), STR("<p>(")));
	assert_true(str_ends(buf_str(&wanted), STR("</p>\n")));
	return str_slice(buf_str(&wanted), 4, wanted.len - 5);
}

static uint32_t random_below(uint32_t count)
{
	static uint64_t seed = 1;

	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33) % count;
}

/* Plain text takes a short way, which may make no difference. */
static void the_short_way_is_the_general_one(void **state)
{
	static const char *const parts[] = {
		"a", "w", "ww", "www", ".", "-", "+", "#", "# ", " ", "  ", "\t", "|", "1.",
		"(", ")", "\"", "'", "=", "$", "%", "^", "{", "}", "/", "//", ";", "?", ">",
		",", "http", "ftp", "mailto", "amp;", "\xc3\xa4", "\xe6\xb0\xb4",
		"\xc2\xa0", "\xe2\x80\x94", "\v", "\f", "\x01", "\x7f", "x.example",
		/* from here on, what markup begins with */
		"*", "_", "`", "[", "]", "!", "<", "&", "\\", "~", "~~", ":", "://", "@",
		"[a](b)", "&amp;", "**", "www.",
	};
	enum { PARTS = sizeof parts / sizeof *parts, PLAIN = 43 };

	(void)state;
	assert_string_equal(parts[PLAIN], "*");
	for (int round = 0; round < 100000; round++) {
		uint32_t count = 1 + random_below(10), from = round % 4 ? PLAIN : PARTS;
		struct str text = STR(""), fast, slow;

		for (uint32_t i = 0; i < count; i++)
			text = str_printf(&arena, "%.*s%s", STR_ARG(text),
					  parts[random_below(from)]);
		fast = inline_html(text);
		slow = general(text);
		if (!str_equal(fast, slow)) {
			fprintf(stderr, "text    \"%.*s\"\ninline  \"%.*s\"\ngeneral \"%.*s\"\n",
				STR_ARG(text), STR_ARG(fast), STR_ARG(slow));
			fail();
		}
		arena_reset(&arena);
	}
}

/* Both have the same nodes, and the same places for them but for the parenthesis of SLOW. */
static void assert_same_tree(const struct md_document *fast, struct str text,
			     const struct md_document *slow, struct str whole)
{
	const struct md_node *a = fast->root, *b = slow->root;

	for (; a && b; a = md_next(fast->root, a), b = md_next(slow->root, b)) {
		size_t at = md_offset(slow, whole, b), from = b == slow->root->first->first;

		assert_int_equal(a->type, b->type);
		assert_true(str_equal(a->text, str_slice(b->text, from, b->text.len)));
		assert_true(str_equal(a->title, b->title));
		assert_int_equal(a->number, b->number);
		if (a != fast->root)
			assert_int_equal(md_offset(fast, text, a), at ? at - 1 : 0);
	}
	assert_true(!a && !b);
	assert_int_equal(fast->link_count, slow->link_count);
}

/* What is read without the parser is what the parser would have made of it. */
static void simple_markup(void **state)
{
	static const char *const parts[] = {
		"a", "In 5 GW", " ", ", ", "; ", ". ", ": ", "\xc3\xa4", "(", ")", "\"", "*b*", "*b c*",
		" *d e* ", " **f** ", "**g**", "*", " **", "** ", "[5 GW](fact:a-b)",
		" [up to $5](fact:c) ", "[d](fact:)", "[e](f)", "[", "]", "](fact:x)", "_", "-",
	};
	size_t simple = 0;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		struct str text = STR("A");
		struct markdown_pieces pieces = {0};
		struct str whole;

		for (uint32_t i = 0, count = random_below(8); i < count; i++)
			text = str_printf(&arena, "%.*s%s", STR_ARG(text),
					  parts[random_below(sizeof parts / sizeof *parts)]);
		whole = str_printf(&arena, "(%.*s", STR_ARG(text));
		if (markdown_pieces(&arena, text, &pieces)) {
			simple += pieces.list.count > 2;
			assert_same_tree(md_read(&arena, text), text, md_read(&arena, whole), whole);
			assert_same_tree(md_read_inline(&arena, text), text,
					 md_read(&arena, whole), whole);
		}
		arena_reset(&arena);
	}
	assert_in_range(simple, 5000, 100000);
}

/* The bytes of TEXT at which each link begins. */
#define assert_links(text, ...) assert_links_at(md_read, STR(text), (const size_t[]){__VA_ARGS__}, \
						sizeof(size_t[]){__VA_ARGS__} / sizeof(size_t), __LINE__)
#define assert_inline_links(text, ...) \
	assert_links_at(md_read_inline, STR(text), (const size_t[]){__VA_ARGS__}, \
			sizeof(size_t[]){__VA_ARGS__} / sizeof(size_t), __LINE__)

static void assert_links_at(struct md_document *(*read)(struct arena *, struct str),
			    struct str text, const size_t *offsets, size_t count, int line)
{
	const struct md_document *document = read(&arena, text);

	for (size_t i = 0; i < document->link_count && i < count; i++) {
		size_t offset = md_offset(document, text, document->links[i]);

		if (offset == offsets[i])
			continue;
		fprintf(stderr, "link %zu is at %zu, not at %zu\n", i, offset, offsets[i]);
		_fail(__FILE__, line);
	}
	assert_int_equal(document->link_count, count);
}

static void places_of_links(void **state)
{
	(void)state;
	assert_links("[a](b) [c](d)", 0, 7);
	assert_links("\xc3\xa4 [a](b)\n\n\xe6\xb0\xb4 [c](d)\n", 3, 15);
	assert_links("a\r\n[b](c)\r\n\r\n[d](e)", 3, 13);
	assert_links("a\r[b](c)", 2);
	assert_links("a\n[b](c) d\n[e](f)", 2, 11);
	assert_links("a\n[b](c) <https://d.example>", 2, 9);
	assert_links("[over\ntwo](a) [b](c)", 0, 14);
	assert_links("![a](b) ![over\ntwo](c)", 0, 8);
	assert_links("<https://a.example>\n<https://b.example>", 0, 20);
	assert_links("> - [a](b)\n> - <https://c.example>", 4, 15);
	assert_links("[*a*](b) [`c`](d) [**e**](f)", 0, 9, 18);
	assert_links("- a\n\n  [b](c)\n", 7);
	assert_links("| a | b |\n|---|---|\n| [c](d) | [e](f) |", 22, 31);
	assert_links("[a]\n\n[a]: b", 0);
	assert_links("## [a](b)", 3);
	assert_links("www.a.example", 0);
}

static void places_of_inline_links(void **state)
{
	(void)state;
	assert_inline_links("[a](b)", 0);
	assert_inline_links("\xc3\xa4 [a](b)", 3);
	assert_inline_links("a\n[b](c)", 2);
	assert_inline_links("<https://a.example> [b](c)", 0, 20);
	assert_inline_links("- [a](b)", 2);
	assert_inline_links("www.a.example", 0);
}

static void places_of_headings(void **state)
{
	struct str text = STR("# A\n\nb\n\n## \xc3\x89\n\nC\n===\n\n> ### D\n");
	const size_t offsets[] = {0, 8, 15, 24};
	const struct md_document *document = md_read(&arena, text);

	(void)state;
	assert_int_equal(document->heading_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(md_offset(document, text, document->headings[i]), offsets[i]);
}

static void footnotes(void **state)
{
	struct str text = STR("a[^x] b[^y] a[^x] c[^none]\n\n[^y]: Y[^x]\n\n[^x]: X\n\n[^z]: Z\n");
	const struct md_document *document = md_read(&arena, text);
	const struct md_node *x, *y;
	int marks[3] = {0};

	(void)state;
	assert_int_equal(document->footnote_count, 2);
	for (const struct md_node *node = document->root; node; node = md_next(document->root, node))
		if (node->type == MD_FOOTNOTE_MARK)
			assert_int_equal(node->repeat, ++marks[node->number]);
	assert_int_equal(marks[1], 3);
	assert_int_equal(marks[2], 1);
	x = document->root->first->next;
	y = x->next;
	assert_int_equal(x->type, MD_FOOTNOTE);
	assert_int_equal(x->number, 1);
	assert_int_equal(x->repeat, 3);
	assert_str(md_plain(&arena, x), "X");
	assert_int_equal(y->number, 2);
	assert_int_equal(y->repeat, 1);
	assert_null(y->next);
}

static void task_lists(void **state)
{
	const struct md_document *document =
		md_read(&arena, STR("- [x] a\n- [ ] b\n- c\n- [X] d\n- [y] e\n"));
	const struct md_node *item = document->root->first->first;
	static const bool task[] = {true, true, false, true, false};
	static const bool checked[] = {true, false, false, true, false};

	(void)state;
	for (size_t i = 0; i < 5; i++, item = item->next) {
		assert_int_equal(item->type, MD_ITEM);
		assert_int_equal(item->task, task[i]);
		assert_int_equal(item->checked, checked[i]);
	}
	assert_null(item);
}

static void tables(void **state)
{
	const struct md_document *document = md_read(
		&arena, STR("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 |\n| 1 | 2 | 3 | 4 | 5 |\n"));
	const struct md_node *table = document->root->first, *cell;
	size_t rows = 0;

	(void)state;
	assert_int_equal(table->type, MD_TABLE);
	for (const struct md_node *row = table->first; row; row = row->next, rows++) {
		enum md_align align = MD_ALIGN_NONE;

		assert_int_equal(row->header, rows == 0);
		for (cell = row->first; cell; cell = cell->next)
			assert_int_equal(cell->align, align++);
		assert_int_equal(align, MD_ALIGN_RIGHT + 1);
	}
	assert_int_equal(rows, 3);
}

static void lists(void **state)
{
	const struct md_document *document = md_read(&arena, STR("7. a\n8. b\n\n* c\n\n* d\n"));
	const struct md_node *list = document->root->first;

	(void)state;
	assert_true(list->ordered && list->tight);
	assert_int_equal(list->number, 7);
	assert_true(list->first->tight);
	list = list->next;
	assert_false(list->ordered || list->tight);
}

static void raw_html(void **state)
{
	struct str text = STR("<div>\n\na <b>c</b> <!-- d -->\n\n<!-- e -->\n");
	const struct md_document *document = md_read(&arena, text);
	const size_t offsets[] = {0, 9, 13};

	(void)state;
	assert_int_equal(document->html_count, 3); /* without comments */
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(md_offset(document, text, document->html[i]), offsets[i]);
}

/* As GitHub makes them: its own examples, and those of github-slugger's tests. */
static void slugs(void **state)
{
	static const char *const slugs[][2] = {
		{"Hello, World!", "hello-world"},
		{"This is a test", "this-is-a-test"},
		{"a-b_c", "a-b_c"},
		{"a  b", "a--b"},
		{" a ", "-a-"},
		{"1. First: & last", "1-first--last"},
		{"C++ / C#", "c--c"},
		{"\xc3\x9c" "ber \xc3\x96" "l", "\xc3\xbc" "ber-\xc3\xb6l"},
		{"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82 non-latin \xe4\xbd\xa0\xe5\xa5\xbd",
		 "\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82-non-latin-\xe4\xbd\xa0\xe5\xa5\xbd"},
		{"\xf0\x9f\x98\x84 emoji", "-emoji"},
		{"I \xe2\x99\xa5 unicode", "i--unicode"},
		{"Dash\xe2\x80\x93" "dash", "dashdash"},
		{"em\xe2\x80\x94" "dash", "emdash"},
		{"\xe6\xb0\xb4\xe6\xba\x90\xef\xbc\x9f", "\xe6\xb0\xb4\xe6\xba\x90"},
		{"50% of \xe2\x82\xac" "9", "50-of-9"},
		{"x\xc2\xb2", "x"},
		{"!?", ""},
		{"", ""},
		{"tab\there", "tabhere"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++) {
		struct str slug = md_slug(&arena, str_of(slugs[i][0]));

		if (str_equal(slug, str_of(slugs[i][1])))
			continue;
		fprintf(stderr, "\"%s\" gives \"%.*s\", not \"%s\"\n", slugs[i][0], STR_ARG(slug),
			slugs[i][1]);
		fail();
	}
}

static void plain_text(void **state)
{
	const struct md_document *document = md_read(
		&arena, STR("# a *b* `c` [d](e) ![f](g)\nh\\\ni &amp; <b>j</b> ~~k~~ \\*"));

	(void)state;
	assert_str(md_plain(&arena, document->headings[0]), "a b c d f");
	assert_str(md_plain(&arena, document->root->first->next), "h i & j k *");
}

static struct str repeated(const char *text, size_t count)
{
	struct buf buf = BUF_INIT;
	struct str result;

	for (size_t i = 0; i < count; i++)
		buf_add(&buf, text, strlen(text));
	result = str_copy(&arena, buf_str(&buf));
	buf_release(&buf);
	return result;
}

static void assert_refused(struct str text, const char *why, size_t at)
{
	const struct md_document *document = md_read(&arena, text);

	if (!why) {
		assert_null(document->refusal.why);
		return;
	}
	assert_non_null(document->refusal.why);
	assert_string_equal(document->refusal.why, why);
	assert_int_equal(document->refusal.at, at);
	assert_null(document->root->first);
	assert_int_equal(document->link_count + document->heading_count, 0);
}

static void what_is_not_read(void **state)
{
	const char *deep = "this is nested too deep", *line = "this line is longer than 16 kB";
	const char *block = "no blank line comes for 64 kB";
	struct str lines = repeated("0123456\n", MD_LONGEST_BLOCK / 8);

	(void)state;
	assert_refused(repeated("> ", MD_DEEPEST - 1), NULL, 0);
	assert_refused(str_printf(&arena, "# a\n\n[a](b)\n\n%s", repeated("> ", MD_DEEPEST + 9).ptr),
		       deep, 13 + 2 * MD_DEEPEST - 2);
	assert_refused(repeated("a", MD_LONGEST_LINE), NULL, 0);
	assert_refused(repeated("a", MD_LONGEST_LINE + 1), line, 0);
	assert_refused(str_printf(&arena, "b\r\r\n%s\n",
				  repeated("a", MD_LONGEST_LINE + 1).ptr), line, 4);
	assert_refused(lines, NULL, 0);
	assert_refused(str_printf(&arena, "a\n\n%s", lines.ptr), NULL, 0);
	assert_refused(str_printf(&arena, "a\n \t> \n%sb", lines.ptr), block, 7);
	assert_refused(repeated("a\n\n", MD_LONGEST / 3), NULL, 0);
	assert_refused(repeated("a\n\n", MD_LONGEST / 3 + 1), "this text is longer than 256 kB", 0);
}

/* Inline text is refused as a whole; plain text has nothing to be refused for. */
static void inline_text_that_is_not_read(void **state)
{
	const struct md_document *document;
	struct str text = repeated("a ", MD_LONGEST_LINE);

	(void)state;
	assert_null(md_read_inline(&arena, text)->refusal.why);
	document = md_read_inline(&arena, str_printf(&arena, "%s*", text.ptr));
	assert_non_null(document->refusal.why);
	assert_null(document->root->first);
	assert_str(md_plain(&arena, document->root), "");
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(inline_text_begins_like_a_block),
		TEST(inline_markup_at_the_start),
		TEST(autolinks_at_the_start),
		TEST(inline_lines_are_one),
		TEST(the_short_way_is_the_general_one),
		TEST(simple_markup),
		TEST(places_of_links),
		TEST(places_of_inline_links),
		TEST(places_of_headings),
		TEST(footnotes),
		TEST(task_lists),
		TEST(tables),
		TEST(lists),
		TEST(raw_html),
		TEST(slugs),
		TEST(plain_text),
		TEST(what_is_not_read),
		TEST(inline_text_that_is_not_read),
	};

	md_init();
	return RUN(tests);
}
