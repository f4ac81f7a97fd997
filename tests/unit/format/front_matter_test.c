#include "format/front_matter.h"

#include "base/buf.h"
#include "format/yaml.h"

#include "../unit.h"

static struct arena arena;
static struct diags diags;
static struct source source;
static struct front_matter front;

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

static bool read_front(struct str text)
{
	diags_release(&diags);
	source = (struct source){STR("f.md"), str_copy(&arena, text)};
	return front_matter_read(&arena, &source, &diags, &front);
}

static struct str body(void)
{
	return str_slice(source.text, front.body, source.text.len);
}

static void assert_title(const char *title)
{
	const struct data *data = data_get(&front.data, STR("title"));

	assert_non_null(data);
	assert_true(str_equal(data->as.text.str, str_of(title)));
}

static void front_and_body(void **state)
{
	(void)state;
	assert_true(read_front(STR("---\ntitle: A\n---\n\n# B\n---\n")));
	assert_title("A");
	assert_str(body(), "\n# B\n---\n");
}

static void line_breaks_and_mark(void **state)
{
	(void)state;
	assert_true(read_front(STR("\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nB\r\n")));
	assert_title("A");
	assert_str(body(), "B\r\n");
	assert_true(read_front(STR("--- \t\ntitle: A\n---  \nB")));
	assert_title("A");
	assert_str(body(), "B");
}

static void nothing_behind_it(void **state)
{
	(void)state;
	assert_true(read_front(STR("---\ntitle: A\n---\n")));
	assert_str(body(), "");
	assert_true(read_front(STR("---\n---\n")));
	assert_int_equal(front.data.as.map.count, 0);
	assert_str(body(), "");
}

/* The last line needs no line break, as in any editor. */
static void a_fence_at_the_end(void **state)
{
	(void)state;
	assert_true(read_front(STR("---\ntitle: A\n---")));
	assert_title("A");
	assert_str(body(), "");
}

static void lines_that_are_no_fence(void **state)
{
	(void)state;
	assert_true(read_front(STR("---\ntitle: >\n  a\n  ---\n  b\n---\nB")));
	assert_str(body(), "B");
	assert_true(read_front(STR("---\n# ----\ntitle: A ---\n---\nB")));
	assert_title("A ---");
}

#define refused(text, line, message) refused_at(STR(text), (line), (message), __LINE__)

static void refused_at(struct str text, size_t line, const char *message, int test_line)
{
	bool good = read_front(text);

	if (!good && diags.errors == 1 && diags.list.items[0].line == line &&
	    str_equal(diags.list.items[0].message, str_of(message)) &&
	    front.data.type == DATA_MAP)
		return;
	fprintf(stderr, "%.*s: %s, %zu errors\n", STR_ARG(text), good ? "read" : "refused",
		diags.errors);
	_fail(__FILE__, test_line);
}

static void refused_fronts(void **state)
{
	const char *missing = "the front matter is missing";
	const char *open = "the front matter is not closed";
	const char *no_map = "the front matter is not a list of names and values";

	(void)state;
	refused("", 1, missing);
	refused("\n---\ntitle: A\n---\n", 1, missing);
	refused(" ---\ntitle: A\n---\n", 1, missing);
	refused("----\ntitle: A\n----\n", 1, missing);
	refused("title: A\n", 1, missing);
	refused("--\n", 1, missing);
	refused("---", 1, open);
	refused("---\n", 1, open);
	refused("---\ntitle: A\n", 1, open);
	refused("---\ntitle: A\n ---\n", 1, open);
	refused("---\n- a\n---\n", 2, no_map);
	refused("---\ntext\n---\n", 2, no_map);
	refused("---\ntitle: \xff\n---\n", 2, "this byte is not UTF-8");
	refused("---\ntitle: A\n---\n\n\0", 5, "a NUL character stands in the text");
}

/* Where the body begins is known even when the front matter cannot be read. */
static void the_body_of_a_broken_one(void **state)
{
	(void)state;
	assert_false(read_front(STR("---\na: b: c\n---\nB")));
	assert_str(body(), "B");
	assert_false(read_front(STR("---\n- a\n---\nB")));
	assert_str(body(), "B");
	assert_false(read_front(STR("---\n- a\n- b: c: d\n---\nB")));
	assert_int_equal(front.data.type, DATA_MAP);
	assert_int_equal(front.data.as.map.count, 0);
	assert_false(read_front(STR("---\n\"a\0\"\n---\nB")));
	assert_int_equal(front.data.type, DATA_MAP);
	assert_false(read_front(STR("# B")));
	assert_str(body(), "");
}

static bool same(const struct data *a, const struct data *b);

static bool same_text(const struct data *a, const struct data *b)
{
	return str_equal(a->as.text.str, b->as.text.str) && a->as.text.exact == b->as.text.exact &&
	       a->as.text.content == b->as.text.content &&
	       a->as.text.str.ptr[a->as.text.str.len] == '\0';
}

static bool same_members(const struct data *a, const struct data *b)
{
	bool good = a->as.map.count == b->as.map.count;

	for (size_t i = 0; good && i < a->as.map.count; i++) {
		const struct data_member *one = &a->as.map.members[i];
		const struct data_member *other = &b->as.map.members[i];

		good = str_equal(one->name, other->name) && one->offset == other->offset &&
		       one->length == other->length && same(&one->value, &other->value);
	}
	return good;
}

static bool same(const struct data *a, const struct data *b)
{
	bool good = a->type == b->type && a->offset == b->offset && a->length == b->length;

	if (good && a->type == DATA_TEXT)
		return same_text(a, b);
	if (good && a->type == DATA_MAP)
		return same_members(a, b);
	if (good && a->type == DATA_LIST)
		good = a->as.list.count == b->as.list.count;
	for (size_t i = 0; good && a->type == DATA_LIST && i < a->as.list.count; i++)
		good = same(&a->as.list.items[i], &b->as.list.items[i]);
	return good;
}

/* Reads LINES with and without the short way for simple ones. */
static void compare(struct str lines)
{
	struct str text = str_join3(&arena, STR("---\n"), lines, STR("---\n"));
	struct diags others;
	struct data data;
	bool good, other;
	size_t reported;

	diags_init(&others);
	good = read_front(text);
	other = yaml_read(&arena, &source, 4, 4 + lines.len, &others, &data);
	reported = others.list.count;
	diags_release(&others);
	if (data.type == DATA_MAP && good == other && diags.list.count == reported &&
	    (!good || same(&front.data, &data)))
		return;
	if (data.type != DATA_MAP && !good)
		return;
	fail_msg("read in another way than libyaml does:\n%.*s", STR_ARG(lines));
}

/* Any lines, simple ones more often: the same data, or as many errors. */
static void as_libyaml_reads_it(void **state)
{
	static const char *const lines[] = {
		"title: A b", "title: \"A: b\"", "level: beginner", "tldr: >-", "  one two",
		"  three", "  - a b", "  - \"q [x](y)\"", "related:", "takeaways:", "  - x/y",
		"a_b: 1.5", "  - a: b", "x: \"a\\\"b\"", "x: null", "null: a", "a: b #c",
		"a: b#c", "a: b:c", "a: b: c", "a: b:", "a:b", "a :b", "# c", "", "a: 'x'", "  ",
		"   more", "a: |", "a: \"\"", "a: >-  ", "a: \"x\" ", "  -  a", "- a", "a: x ",
		"n: \xc3\xa9", "n: et\xc3\xa9 \xe2\x80\x94 x", "n: a\xe2\x80\xa8z", "n: a\xc2\x85z",
		"n: a\xef\xbb\xbfz", "n: a\tb", "a: \"b\" c", "a: \"b", "  - \"\"", "  -", "a: ~",
		"  - null", "a: [x, y]", "a: {b: c}", "a: b\r", "a: x - y", "a: x, y", "  #no",
		"  - #no", "  - a #no", "%YAML 1.1", "...", "a: x\\y", "x: \"a\\nb\"", "  - &a",
		"  : a", "? a", "a: x&y *c !d", "n: x\xf0\x9f\x98\x80",
	};
	const unsigned count = sizeof lines / sizeof *lines, simple = 12;
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct buf text = BUF_INIT;

		for (int line = 0; line <= round % 6; line++) {
			unsigned number;

			seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
			number = (unsigned)(seed >> 33);
			number = number % 2 ? number / 2 % simple : number / 2 % count;
			buf_add_str(&text, str_of(lines[number]));
			buf_add_char(&text, '\n');
		}
		compare(buf_str(&text));
		buf_release(&text);
		arena_reset(&arena);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(front_and_body),
		TEST(line_breaks_and_mark),
		TEST(nothing_behind_it),
		TEST(a_fence_at_the_end),
		TEST(lines_that_are_no_fence),
		TEST(refused_fronts),
		TEST(the_body_of_a_broken_one),
		TEST(as_libyaml_reads_it),
	};

	return RUN(tests);
}
