#include "site/posts_insert.h"

#include "format/json.h"

#include "../unit.h"

static const struct inserted post = {{
	STR_UNKNOWN, STR_UNKNOWN, STR_UNKNOWN, STR_UNKNOWN, STR_UNKNOWN, STR_UNKNOWN, STR_UNKNOWN,
}};

/* TEXT with ' for ". */
static struct str quoted(struct arena *arena, const char *text)
{
	char *copy = arena_printf(arena, "%s", text);

	for (char *at = copy; *at; at++)
		if (*at == '\'')
			*at = '"';
	return str_of(copy);
}

/* A post in which the value of each member is its number. */
static struct inserted numbered(void)
{
	static const char *const values[] = {"1", "2", "3", "4", "5", "6", "7"};
	struct inserted made = post;

	for (size_t i = 0; i < INSERTED_MEMBERS; i++)
		made.members[i] = str_of(values[i]);
	return made;
}

static void assert_inserted(const char *before, size_t count, const char *wanted)
{
	struct arena arena = ARENA_INIT;
	struct inserted posts[] = {numbered(), numbered()};
	struct source source = {STR("f.json"), quoted(&arena, before)};
	struct str good = quoted(&arena, wanted);
	struct buf out = BUF_INIT;
	struct diags diags;
	struct data data, again;

	diags_init(&diags);
	assert_true(json_read(&arena, &source, &diags, &data));
	assert_true(posts_insert(&arena, &out, source.text, &data, posts, count));
	assert_str_at(buf_str(&out), good.ptr, good.len, __FILE__, __LINE__);
	source.text = buf_str(&out);
	assert_true(json_read(&arena, &source, &diags, &again));
	assert_int_equal(data_get(&again, STR("posts"))->as.list.count,
			 data_get(&data, STR("posts"))->as.list.count + count);
	buf_release(&out);
	diags_release(&diags);
	arena_release(&arena);
}

#define INLINE \
	"{'id': 1, 'score': 2, 'source': 3, 'published': 4, 'url': 5, 'title': 6, 'summary': 7}"
#define TIGHT "{'id':1,'score':2,'source':3,'published':4,'url':5,'title':6,'summary':7}"
/* Every member a line, each behind LINE. */
#define LINES(line, close) \
	"{" line "'id': 1," line "'score': 2," line "'source': 3," line "'published': 4," line \
	"'url': 5," line "'title': 6," line "'summary': 7" close "}"

static void test_no_post_yet(void **state)
{
	(void)state;
	assert_inserted("{\n  'posts': []\n}\n", 1,
			"{\n  'posts': [\n    " LINES("\n      ", "\n    ") "\n  ]\n}\n");
	assert_inserted("{\n  'posts': [\n\n  ],\n  'deals': []\n}\n", 2,
			"{\n  'posts': [\n    " LINES("\n      ", "\n    ") ",\n    " LINES(
				"\n      ", "\n    ") "\n  ],\n  'deals': []\n}\n");
	assert_inserted("{\n\t'deals': [], 'a': 1,\n\t'posts': []}", 1,
			"{\n\t'deals': [], 'a': 1,\n\t'posts': [\n\t\t" LINES("\n\t\t\t", "\n\t\t") "\n\t]}");
	assert_inserted("{'posts':[]}", 2, "{'posts':[" TIGHT "," TIGHT "]}");
	assert_inserted("{'posts': [ ]}", 1, "{'posts': [" INLINE "]}");
	assert_inserted("{'a': 1, 'posts': []}", 2, "{'a': 1, 'posts': [" INLINE ", " INLINE "]}");
	assert_inserted("{\n'posts': []\n}", 1, "{\n'posts': [\n" LINES("\n", "\n") "\n]\n}");
}

static void test_as_another_list(void **state)
{
	(void)state;
	assert_inserted("{\n  'faq': [\n    {'id': 'a', 'q': 1}\n  ],\n  'posts': []\n}\n", 2,
			"{\n  'faq': [\n    {'id': 'a', 'q': 1}\n  ],\n  'posts': [\n    " INLINE
			",\n    " INLINE "\n  ]\n}\n");
	assert_inserted("{ 'deals': [ { 'id': 'a' } ], 'posts': [ ] }", 1,
			"{ 'deals': [ { 'id': 'a' } ], 'posts': [ { 'id': 1, 'score': 2, 'source': 3, "
			"'published': 4, 'url': 5, 'title': 6, 'summary': 7 } ] }");
	/* What has no members shows nothing. */
	assert_inserted("{\n  'faq': [{}, 1],\n  'posts': []}", 1,
			"{\n  'faq': [{}, 1],\n  'posts': [\n    " LINES("\n      ", "\n    ") "\n  ]}");
}

static void test_before_the_first(void **state)
{
	(void)state;
	assert_inserted("{'posts':[{'id':0}]}", 1, "{'posts':[" TIGHT ",{'id':0}]}");
	assert_inserted("{'posts': [{'id': 0}]}", 2, "{'posts': [" INLINE ", " INLINE ", {'id': 0}]}");
	assert_inserted("{\n\t'posts': [\n\t\t{'id': 0, 'url': null},\n\t\t{}\n\t]\n}", 1,
			"{\n\t'posts': [\n\t\t" INLINE ",\n\t\t{'id': 0, 'url': null},\n\t\t{}\n\t]\n}");
	assert_inserted("{'posts' : [\n{'id' : 0 , 'url' : 1} , {'id' : 2}\n]}", 1,
			"{'posts' : [\n{'id' : 1 , 'score' : 2 , 'source' : 3 , 'published' : 4 , "
			"'url' : 5 , 'title' : 6 , 'summary' : 7} , {'id' : 0 , 'url' : 1} , "
			"{'id' : 2}\n]}");
	/* An item that is no object is passed by. */
	assert_inserted("{'posts': [0]}", 1, "{'posts': [" INLINE ", 0]}");
}

static void test_members_on_lines_of_several(void **state)
{
	(void)state;
	assert_inserted("{\n  'posts': [\n    {\n      'id': 0, 'score': 9, 'url': null,\n"
			"      'title': 'x',\n      'summary': 'y'\n    }\n  ]\n}\n",
			1,
			"{\n  'posts': [\n    {\n      'id': 1, 'score': 2, 'source': 3, 'published': 4, "
			"'url': 5,\n      'title': 6,\n      'summary': 7\n    },\n    {\n      'id': 0, "
			"'score': 9, 'url': null,\n      'title': 'x',\n      'summary': 'y'\n    }\n  ]\n}\n");
}

static void test_line_ends_and_mark(void **state)
{
	(void)state;
	assert_inserted("\xef\xbb\xbf{\r\n  'posts': []\r\n}\r\n", 1,
			"\xef\xbb\xbf{\r\n  'posts': [\r\n    " LINES("\r\n      ",
								      "\r\n    ") "\r\n  ]\r\n}\r\n");
	assert_inserted("{\r\n'posts': [\r\n\t{\r\n\t\t'id': 0,\r\n\t\t'url': 1\r\n\t}\r\n]}", 1,
			"{\r\n'posts': [\r\n\t" LINES("\r\n\t\t", "\r\n\t") ",\r\n\t{\r\n\t\t'id': 0,"
			"\r\n\t\t'url': 1\r\n\t}\r\n]}");
}

static void test_without_the_list(void **state)
{
	static const char *const texts[] = {"{}", "{\"posts\": null}", "{\"posts\": {}}", "[]", "1"};
	struct arena arena = ARENA_INIT;
	struct inserted one = numbered();
	struct buf out = BUF_INIT;
	struct diags diags;
	struct data data;

	(void)state;
	diags_init(&diags);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct source source = {STR("f.json"), str_of(texts[i])};

		assert_true(json_read(&arena, &source, &diags, &data));
		assert_false(posts_insert(&arena, &out, source.text, &data, &one, 1));
	}
	assert_int_equal(out.len, 0);
	diags_release(&diags);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_post_yet),
		cmocka_unit_test(test_as_another_list),
		cmocka_unit_test(test_before_the_first),
		cmocka_unit_test(test_members_on_lines_of_several),
		cmocka_unit_test(test_line_ends_and_mark),
		cmocka_unit_test(test_without_the_list),
	};

	return RUN(tests);
}
