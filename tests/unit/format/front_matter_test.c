#include "format/front_matter.h"

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
	};

	return RUN(tests);
}
