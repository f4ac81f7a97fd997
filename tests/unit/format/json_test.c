#include "format/json.h"

#include "base/buf.h"

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

/* A copy that ends where its memory does, so that reading past it is noticed. */
static bool read_json(struct str text)
{
	source = (struct source){STR("f.json"), str_copy(&arena, text)};
	return json_read(&arena, &source, &diags, &data);
}

static const struct data *member(const char *name)
{
	const struct data *found = data_get(&data, str_of(name));

	assert_non_null(found);
	return found;
}

/* The bytes of the source that VALUE stands for. */
static struct str bytes(const struct data *value)
{
	return str_slice(source.text, value->offset, value->offset + value->length);
}

/* Reading fails with one error, at this line and column. */
#define refused(text, line, column, message) \
	refused_at(STR(text), (line), (column), (message), __LINE__)

static void refused_at(struct str text, size_t line, size_t column, const char *message,
		       int test_line)
{
	const struct diag *diag;
	bool good;

	diags_release(&diags);
	good = read_json(text);
	diag = diags.list.items;
	if (!good && diags.errors == 1 && diag->line == line && diag->column == column &&
	    str_equal(diag->message, str_of(message)))
		return;
	fprintf(stderr, "\"%.*s\": %s, %zu errors", STR_ARG(text), good ? "read" : "refused",
		diags.errors);
	if (diags.errors)
		fprintf(stderr, ", %zu:%zu %.*s", diag->line, diag->column,
			STR_ARG(diag->message));
	fputc('\n', stderr);
	_fail(__FILE__, test_line);
}

static void values(void **state)
{
	(void)state;
	assert_true(read_json(STR("{\"n\":null,\"t\":true,\"f\":false,\"i\":-12,\"d\":1.5e2,"
				  "\"s\":\"text\",\"l\":[],\"m\":{}}")));
	assert_int_equal(data.type, DATA_MAP);
	assert_int_equal(data.as.map.count, 8);
	assert_int_equal(member("n")->type, DATA_NULL);
	assert_int_equal(member("t")->type, DATA_BOOL);
	assert_true(member("t")->as.truth);
	assert_false(member("f")->as.truth);
	assert_true(member("i")->as.number == -12);
	assert_true(member("d")->as.number == 150);
	assert_str(member("s")->as.text.str, "text");
	assert_int_equal(member("l")->as.list.count, 0);
	assert_int_equal(member("m")->as.map.count, 0);
	assert_null(data_get(&data, STR("none")));
}

static void a_value_alone(void **state)
{
	(void)state;
	assert_true(read_json(STR("\"a\"")));
	assert_str(data.as.text.str, "a");
	assert_true(read_json(STR("0")));
	assert_true(data.as.number == 0);
	assert_true(read_json(STR(" \t\r\n null \t\r\n ")));
	assert_int_equal(data.type, DATA_NULL);
	assert_int_equal(data.offset, 5);
	assert_true(read_json(STR("[[[]]]")));
}

/* Every value knows the bytes that it was read from, quotes and brackets included. */
static void places(void **state)
{
	const struct data *list;

	(void)state;
	assert_true(read_json(STR("{ \"a\" : [ 1 , \"\\u00e4\" ,\n[ ] , { \"b\" : null } ] , "
				  "\"c\" : -1.5e-2 }")));
	assert_str(bytes(&data), "{ \"a\" : [ 1 , \"\\u00e4\" ,\n[ ] , { \"b\" : null } ] , "
				 "\"c\" : -1.5e-2 }");
	list = member("a");
	assert_str(bytes(list), "[ 1 , \"\\u00e4\" ,\n[ ] , { \"b\" : null } ]");
	assert_str(bytes(&list->as.list.items[0]), "1");
	assert_str(bytes(&list->as.list.items[1]), "\"\\u00e4\"");
	assert_str(bytes(&list->as.list.items[2]), "[ ]");
	assert_str(bytes(&list->as.list.items[3]), "{ \"b\" : null }");
	assert_str(bytes(member("c")), "-1.5e-2");
	assert_int_equal(data.as.map.members[0].offset, 2);
	assert_int_equal(data.as.map.members[0].length, 3);
}

/* Text without escapes stands in the source as it is. */
static void exact_text(void **state)
{
	const struct data *text;

	(void)state;
	assert_true(read_json(STR("[\"a\xc3\xa4\", \"a\\n\", \"\"]")));
	text = &data.as.list.items[0];
	assert_true(text->as.text.exact);
	assert_int_equal(text->as.text.content, 2);
	assert_str(text->as.text.str, "a\xc3\xa4");
	text = &data.as.list.items[1];
	assert_false(text->as.text.exact);
	assert_str(text->as.text.str, "a\n");
	assert_true(data.as.list.items[2].as.text.exact);
	assert_str(data.as.list.items[2].as.text.str, "");
}

static void escapes(void **state)
{
	(void)state;
	assert_true(read_json(STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00E4\\u6c34\\ud83c\\uDF0A\"")));
	assert_str(data.as.text.str, "\"\\/\b\f\n\r\tA\xc3\xa4\xe6\xb0\xb4\xf0\x9f\x8c\x8a");
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	(void)state;
	assert_true(read_json(STR("\xef\xbb\xbf{\"a\": 1}")));
	assert_true(member("a")->as.number == 1);
	assert_int_equal(data.offset, 3);
	refused("\xef\xbb\xbf\xef\xbb\xbf" "1", 1, 2, "a value belongs here");
	refused("\xef\xbb\xbf", 1, 2, "the file ends where a value belongs");
}

static void refused_syntax(void **state)
{
	(void)state;
	refused("", 1, 1, "the file ends where a value belongs");
	refused("nul", 1, 1, "a value belongs here");
	refused("[1 2]", 1, 4, "a comma is missing before this");
	refused("[1,]", 1, 3, "a comma stands behind the last item");
	refused("{\"a\":1,}", 1, 7, "a comma stands behind the last item");
	refused("[,1]", 1, 2, "a value belongs here");
	refused("[1,,2]", 1, 4, "a value belongs here");
	refused("{1:2}", 1, 2, "a member's name belongs here");
	refused("{\"a\"}", 1, 5, "a colon belongs here");
	refused("{\"a\":}", 1, 6, "a value belongs here");
	refused("{\"a\":1", 1, 7, "the file ends inside an object");
	refused("[1", 1, 3, "the file ends inside a list");
	refused("[1}", 1, 3, "a comma is missing before this");
	refused("{\"a", 1, 2, "this string is not closed");
	refused("\"a\\", 1, 3, "there is no such escape in JSON");
	refused("\"a\\\"", 1, 1, "this string is not closed");
	refused("\"a\nb\"", 1, 1, "this string is not closed");
	refused("1 1", 1, 3, "this stands behind the end of the JSON value");
	refused("// a\n1", 1, 1, "a value belongs here");
}

static void refused_numbers(void **state)
{
	(void)state;
	refused("012", 1, 1, "a number does not begin with 0");
	refused("-012", 1, 2, "a number does not begin with 0");
	refused("00", 1, 1, "a number does not begin with 0");
	refused("1.", 1, 3, "a digit belongs here");
	refused(".5", 1, 1, "a value belongs here");
	refused("-", 1, 2, "a digit belongs here");
	refused("+1", 1, 1, "a value belongs here");
	refused("1e", 1, 3, "a digit belongs here");
	refused("1e+", 1, 4, "a digit belongs here");
	refused("0x10", 1, 2, "this stands behind the end of the JSON value");
	refused("NaN", 1, 1, "a value belongs here");
	refused("[1e400]", 1, 2, "this number is too large");
	refused("-1e400", 1, 1, "this number is too large");
	refused("9007199254740992", 1, 1, "this number is too large");
	refused("-9007199254740993", 1, 1, "this number is too large");
	assert_true(read_json(STR("[9007199254740991, -9007199254740991, 1e-400, -0, 0.1]")));
	assert_true(data.as.list.items[0].as.number == 9007199254740991);
	assert_true(data.as.list.items[1].as.number == -9007199254740991);
}

static void long_numbers(void **state)
{
	char digits[64];

	(void)state;
	for (size_t length = 1; length < sizeof digits; length++) {
		memset(digits, '1', length);
		digits[0] = '0';
		digits[1] = '.';
		diags_release(&diags);
		assert_int_equal(read_json((struct str){digits, length}),
				 length != 2 && length <= 60);
	}
}

static void refused_characters(void **state)
{
	(void)state;
	refused("\"\xff\"", 1, 2, "this byte is not UTF-8");
	refused("\"\xc3\"", 1, 2, "this byte is not UTF-8");
	refused("\"\xed\xa0\x80\"", 1, 2, "this byte is not UTF-8");
	refused("\"\xc0\x80\"", 1, 2, "this byte is not UTF-8");
	refused("\"\xf4\x90\x80\x80\"", 1, 2, "this byte is not UTF-8");
	refused("\xff\xfe{\x00}\x00", 1, 1, "this byte is not UTF-8");
	refused("\"a\0b\"", 1, 3, "a control character stands in a string");
	refused("[1,\0 2]", 1, 4, "a value belongs here");
	refused("1\0", 1, 2, "this stands behind the end of the JSON value");
	refused("\"\t\"", 1, 2, "a control character stands in a string");
	refused("\"\x1f\"", 1, 2, "a control character stands in a string");
	assert_true(read_json(STR("\"\x7f\xc2\x80\"")));
}

static void refused_escapes(void **state)
{
	(void)state;
	refused("\"\\x41\"", 1, 2, "there is no such escape in JSON");
	refused("\"\\u12G4\"", 1, 2, "this escape is not complete");
	refused("\"\\u12\"", 1, 2, "this escape is not complete");
	refused("\"\\u", 1, 2, "this escape is not complete");
	refused("\"\\u0000\"", 1, 2, "a NUL character cannot be part of a text");
	refused("\"\\ud83c\"", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\udf0a\"", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\ud83c\\ud83c\"", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\ud83cx\"", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\ud83c\\", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\ud83c\\u", 1, 2, "half of a surrogate pair is not a character");
	refused("\"\\ud83c\\udf\"", 1, 2, "half of a surrogate pair is not a character");
}

/* DEPTH lists around nothing. */
static bool read_nested(size_t depth)
{
	char text[2 * (JSON_DEEPEST + 1)];

	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	return read_json((struct str){text, 2 * depth});
}

static void depth(void **state)
{
	(void)state;
	assert_true(read_nested(JSON_DEEPEST));
	assert_int_equal(data.length, 2 * JSON_DEEPEST);
	assert_false(read_nested(JSON_DEEPEST + 1));
	assert_int_equal(diags.list.items[0].column, JSON_DEEPEST + 1);
}

static void lines_and_columns(void **state)
{
	(void)state;
	refused("{\n  \"\xc3\xa4\xe6\xb0\xb4\": x}", 2, 9, "a value belongs here");
	refused("{\r\n\"a\": 1,\r\n}", 2, 7, "a comma stands behind the last item");
}

/* Members that come again are all reported, few or many. */
static void repeats(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	refused("{\"a\":1,\"b\":2,\"a\":3}", 1, 14, "\"a\" stands here a second time");
	refused("{\"a\":1,\"\\u0061\":2}", 1, 8, "\"a\" stands here a second time");
	refused("[{\"a\":1},{\"a\":2,\"a\":3}]", 1, 17, "\"a\" stands here a second time");
	assert_true(read_json(STR("[{\"a\":1},{\"a\":2}]")));
	diags_release(&diags);
	buf_add_char(&text, '{');
	for (int i = 0; i < 1000; i++)
		buf_addf(&text, "%s\"%d\":0", i ? "," : "", i % 999);
	buf_add_char(&text, '}');
	assert_false(read_json(buf_str(&text)));
	assert_int_equal(diags.errors, 1);
	assert_int_equal(data.as.map.count, 1000);
	buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values),
		TEST(a_value_alone),
		TEST(places),
		TEST(exact_text),
		TEST(escapes),
		TEST(a_byte_order_mark_is_passed_over),
		TEST(refused_syntax),
		TEST(refused_numbers),
		TEST(long_numbers),
		TEST(refused_characters),
		TEST(refused_escapes),
		TEST(depth),
		TEST(lines_and_columns),
		TEST(repeats),
	};

	return RUN(tests);
}
