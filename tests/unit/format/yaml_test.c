#include "format/yaml.h"

#include "../unit.h"

static struct arena arena;
static struct diags diags;
static struct source source;
static struct data data;

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
	arena_release(&arena);
	return 0;
}

/* As front matter stands in a file: between two lines. */
static bool read_yaml(const char *text)
{
	source = (struct source){STR("f.md"), str_printf(&arena, "---\n%s---\nend\n", text)};
	return yaml_read(&arena, &source, 4, source.text.len - 8, &diags, &data);
}

static const struct data *member(const char *name)
{
	const struct data *found = data_get(&data, str_of(name));

	assert_non_null(found);
	return found;
}

static struct str bytes(const struct data *value)
{
	return str_slice(source.text, value->offset, value->offset + value->length);
}

/* Reading fails with one error; the line is counted from the first of the text. */
#define refused(text, line, column, message) \
	refused_at((text), (line), (column), (message), __LINE__)

static void refused_at(const char *text, size_t line, size_t column, const char *message,
		       int test_line)
{
	const struct diag *diag;
	bool good;

	diags_release(&diags);
	good = read_yaml(text);
	diag = diags.list.items;
	if (!good && diags.errors == 1 && diag->line == line + 1 && diag->column == column &&
	    str_equal(diag->message, str_of(message)))
		return;
	fprintf(stderr, "%s: %s, %zu errors", text, good ? "read" : "refused", diags.errors);
	if (diags.errors)
		fprintf(stderr, ", %zu:%zu %.*s", diag->line - 1, diag->column,
			STR_ARG(diag->message));
	fputc('\n', stderr);
	_fail(__FILE__, test_line);
}

/* Nothing is a number, a date or a truth before the schema says so. */
static void every_scalar_is_text(void **state)
{
	static const char *const texts[] = {"no",    "1.10", "2019-01-02", "true", "0x1f", "1e3",
					    ".inf",  "012",  "Null",       "NULL", "off",  "y",
					    "12:30", "=",    "text"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(read_yaml(arena_printf(&arena, "a: %s\n", texts[i])));
		assert_int_equal(member("a")->type, DATA_TEXT);
		assert_true(str_equal(member("a")->as.text.str, str_of(texts[i])));
	}
}

static void null(void **state)
{
	static const char *const nulls[] = {"", " ", "~", "null", "# comment", "null # comment"};

	(void)state;
	for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
		assert_true(read_yaml(arena_printf(&arena, "a: %s\nb: c\n", nulls[i])));
		assert_int_equal(member("a")->type, DATA_NULL);
	}
	assert_true(read_yaml("a: 'null'\nb: \"~\"\nc: ''\n"));
	assert_str(member("a")->as.text.str, "null");
	assert_str(member("b")->as.text.str, "~");
	assert_str(member("c")->as.text.str, "");
}

static void containers(void **state)
{
	const struct data *list;

	(void)state;
	assert_true(read_yaml("list:\n  - a\n  -\n  - [b, 'c, d']\n  - e: f\n    g:\n"
			      "flow: {h: i, j: }\nempty: []\n"));
	assert_int_equal(data.as.map.count, 3);
	list = member("list");
	assert_int_equal(list->as.list.count, 4);
	assert_str(list->as.list.items[0].as.text.str, "a");
	assert_int_equal(list->as.list.items[1].type, DATA_NULL);
	assert_str(list->as.list.items[2].as.list.items[1].as.text.str, "c, d");
	assert_int_equal(list->as.list.items[3].as.map.count, 2);
	assert_int_equal(member("flow")->as.map.count, 2);
	assert_int_equal(member("empty")->as.list.count, 0);
}

static void nothing_is_an_empty_map(void **state)
{
	(void)state;
	assert_true(read_yaml(""));
	assert_int_equal(data.type, DATA_MAP);
	assert_int_equal(data.as.map.count, 0);
	assert_true(read_yaml("# a comment\n\n"));
	assert_int_equal(data.type, DATA_MAP);
}

static void other_roots(void **state)
{
	(void)state;
	assert_true(read_yaml("- a\n- b\n"));
	assert_int_equal(data.type, DATA_LIST);
	assert_true(read_yaml("text\n"));
	assert_int_equal(data.type, DATA_TEXT);
}

static void styles(void **state)
{
	(void)state;
	assert_true(read_yaml("plain: over\n  two lines\nsingle: 'it''s'\n"
			      "double: \"a\\tb\\u00e4\\\"\"\nliteral: |\n  a\n  b\nfolded: >-\n  a\n  b\n"));
	assert_str(member("plain")->as.text.str, "over two lines");
	assert_str(member("single")->as.text.str, "it's");
	assert_str(member("double")->as.text.str, "a\tb\xc3\xa4\"");
	assert_str(member("literal")->as.text.str, "a\nb\n");
	assert_str(member("folded")->as.text.str, "a b");
}

static void places(void **state)
{
	(void)state;
	assert_true(read_yaml("\xc3\xa4: \xe6\xb0\xb4 \xf0\x9f\x8c\x8a\nb: 'q' # c\nlist: [x, {y: z}]\n"
			      "block:\n  - one\n  - two\n"));
	assert_str(bytes(member("\xc3\xa4")), "\xe6\xb0\xb4 \xf0\x9f\x8c\x8a");
	assert_int_equal(data.as.map.members[0].offset, 4);
	assert_int_equal(data.as.map.members[0].length, 2);
	assert_str(bytes(member("b")), "'q'");
	assert_str(bytes(member("list")), "[x, {y: z}]");
	assert_str(bytes(&member("list")->as.list.items[0]), "x");
	assert_str(bytes(&member("list")->as.list.items[1]), "{y: z}");
	assert_str(bytes(&member("block")->as.list.items[1]), "two");
}

static void places_with_carriage_returns(void **state)
{
	(void)state;
	assert_true(read_yaml("a: b\r\n# \xc3\xa4\r\nc: [d,\r\n  e]\r\n"));
	assert_str(bytes(member("a")), "b");
	assert_str(bytes(&member("c")->as.list.items[1]), "e");
}

static void exact_text(void **state)
{
	const struct data *text;

	(void)state;
	assert_true(read_yaml("plain: a b\nsingle: 'a b'\nquote: 'a''b'\ndouble: \"a\\tb\"\n"
			      "lines: a\n  b\nliteral: |\n  a\n"));
	text = member("plain");
	assert_true(text->as.text.exact);
	assert_int_equal(text->as.text.content, text->offset);
	text = member("single");
	assert_true(text->as.text.exact);
	assert_int_equal(text->as.text.content, text->offset + 1);
	assert_false(member("quote")->as.text.exact);
	assert_false(member("double")->as.text.exact);
	assert_false(member("lines")->as.text.exact);
	assert_false(member("literal")->as.text.exact);
}

static void refused_marks(void **state)
{
	const char *anchors = "front matter has no anchors and aliases";
	const char *tags = "front matter has no tags";

	(void)state;
	refused("a: &x b\n", 1, 4, anchors);
	refused("a: &x [b]\n", 1, 4, anchors);
	refused("a: &x {b: c}\n", 1, 4, anchors);
	refused("a: *x\n", 1, 4, anchors);
	refused("&x a: b\n", 1, 1, anchors);
	refused("a:\n  <<: *x\n", 2, 7, anchors);
	refused("a: !!str b\n", 1, 4, tags);
	refused("a: ! b\n", 1, 4, tags);
	refused("a: !!seq [b]\n", 1, 4, tags);
	refused("a: !!map {b: c}\n", 1, 4, tags);
	refused("!!set {a: b}\n", 1, 1, tags);
}

static void refused_syntax(void **state)
{
	(void)state;
	refused("a: b: c\n", 1, 5, "a colon cannot stand here");
	refused("a: b\nc d\ne: f\n", 3, 1, "a colon is missing before this");
	refused("a:\n\tb: c\n", 2, 1, "YAML does not allow a tab here");
	refused("a: 'b\nc: d\n", 1, 4, "this quote is not closed");
	refused("c: d\na: \"b\n", 2, 4, "this quote is not closed");
	refused("\xc3\xa4: [b, c\n", 1, 4, "this list is not closed");
	refused("a: {b: c\n", 1, 4, "this { is not closed");
	refused("a: [b](c) d\n", 1, 7, "the value ends before this");
	refused("a:\n  - [b](c)\n", 2, 8, "the value ends before this");
	refused("a: \"b\" c\n", 1, 8, "the value ends before this");
	refused("a:\n   - b\n  - c\n", 3, 3, "this line is indented in another way than those above it");
	refused("a: b\n c: d\n", 2, 3, "a colon cannot stand here");
	refused("a: *b* c\n", 1, 4, "text cannot begin with this character");
	refused("a: `b`\n", 1, 4, "text cannot begin with this character");
	refused("a: @b\n", 1, 4, "text cannot begin with this character");
	refused("a: - b\n", 1, 4, "a list cannot begin here");
	refused("a: > b\n", 1, 6, "nothing can stand behind > or | on their line");
	refused("a: \"\\q\"\n", 1, 5, "there is no such escape in YAML");
	refused("a: b\n...\nc: d\n", 3, 1, "front matter is one document");
	refused("? [a]\n: b\n", 1, 3, "a member's name belongs here");
	refused("~: b\n", 1, 1, "a member's name belongs here");
	refused("a: \"b\\0\"\n", 1, 4, "a NUL character cannot be part of a text");
	refused("a: b\n\xc3\xa4: c\x01\n", 2, 5, "this character cannot stand in YAML");
}

static void repeats(void **state)
{
	(void)state;
	refused("a: b\n'a': c\n", 2, 1, "\"a\" stands here a second time");
	refused("a:\n  - {b: c, d: e, b: f}\n", 2, 18, "\"b\" stands here a second time");
}

static void depth(void **state)
{
	struct str open = STR("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");

	(void)state;
	assert_true(read_yaml(arena_printf(&arena, "a: %s%.31s\n", open.ptr,
					   "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")));
	refused(arena_printf(&arena, "a: [%s%.32s\n", open.ptr,
			     "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"),
		1, 35, "this is nested too deep");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_scalar_is_text),
		TEST(null),
		TEST(containers),
		TEST(nothing_is_an_empty_map),
		TEST(other_roots),
		TEST(styles),
		TEST(places),
		TEST(places_with_carriage_returns),
		TEST(exact_text),
		TEST(refused_marks),
		TEST(refused_syntax),
		TEST(repeats),
		TEST(depth),
	};

	return RUN(tests);
}
