#include "site/explain_data.h"
#include "site/explain_file.h"

#include "../unit.h"

static void records_by_id(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str a = STR("{\"as_of\": \"2026\", \"deals\": [{\"id\": \"x\", \"n\": [1]}, {\"id\": \"y\"}]}");

	(void)state;
	assert_unknown(explain_bundle(&arena, a, a));
	assert_unknown(explain_bundle(&arena, a, STR("{\"deals\": [{\"n\": [1], \"id\": \"x\"}, {\"id\": \"y\"}],"
						     " \"as_of\": \"2026\"}")));
	assert_str(explain_bundle(&arena, a, STR("{\"as_of\": null, \"deals\": [{\"id\": \"x\", \"n\": [2]},"
						 " {\"id\": \"z\"}]}")),
		   "as_of changed, deals/x changed, deals/z added and 1 more");
	assert_str(explain_bundle(&arena, a, STR("{\"as_of\": \"2026\", \"deals\": [{\"id\": \"x\", \"n\": [1]}]}")),
		   "deals/y removed");
	assert_str(explain_bundle(&arena, a, STR("{\"as_of\": \"2026\", \"deals\": [{\"id\": \"y\"},"
						 " {\"id\": \"x\", \"n\": [1]}]}")),
		   "deals in another order");
	assert_str(explain_bundle(&arena, a, STR("{\"as_of\": \"2026\", \"deals\": null}")),
		   "deals/x removed, deals/y removed");
	arena_release(&arena);
}

static void what_cannot_be_read_says_nothing(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_unknown(explain_bundle(&arena, STR("{"), STR("{}")));
	assert_unknown(explain_bundle(&arena, STR("{}"), STR("[]")));
	assert_unknown(explain_guide(&arena, STR(""), STR("{}")));
	assert_unknown(explain_config(&arena, STR("1"), STR("{}")));
	arena_release(&arena);
}

static void members_of_the_configuration(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_str(explain_config(&arena, STR("{\"title\": \"a\", \"old\": 1}"),
				  STR("{\"title\": \"b\", \"new\": {}}")),
		   "title changed, new added, old removed");
	arena_release(&arena);
}

static void sections_of_a_text(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str a = STR("{\"title\": \"t\", \"body\": \"Opening.\\n\\n## One\\n\\nText.\\n\\n## Two\\n\\nText.\"}");

	(void)state;
	assert_unknown(explain_guide(&arena, a, a));
	assert_str(explain_guide(&arena, a, STR("{\"title\": \"u\", \"body\": \"Opened.\\n\\n## One\\n\\nText.\\n\\n"
						"## Three\\n\\nText.\"}")),
		   "title changed, the opening changed, section “Three” added and 1 more");
	assert_str(explain_guide(&arena, a, STR("{\"title\": \"t\", \"body\": \"Opening.\\n\\n## One\\n\\nTexts.\\n\\n"
						"## Two\\n\\nText.\"}")),
		   "section “One” changed");
	assert_str(explain_guide(&arena, a, STR("{\"title\": \"t\", \"body\": \"Opening.\\n\\n## Two\\n\\nText.\\n\\n"
						"## One\\n\\nText.\"}")),
		   "the text changed");
	assert_str(explain_guide(&arena, a, STR("{\"title\": \"t\", \"body\": \"\"}")),
		   "the opening changed, section “One” removed, section “Two” removed");
	arena_release(&arena);
}

static void files_by_their_paths(void **state)
{
	static const struct {
		const char *path;
		enum explain_kind kind;
		const char *template;
	} cases[] = {
		{"index.html", EXPLAIN_SITE, "home"},
		{"sitemap-2.xml", EXPLAIN_SITE, "sitemap"},
		{"search.json", EXPLAIN_SITE, NULL},
		{"_headers", EXPLAIN_FIXED, NULL},
		{"t/index.html", EXPLAIN_TOPIC, "topic"},
		{"t/feed.xml", EXPLAIN_FEED, "feed"},
		{"t/feed.json", EXPLAIN_FEED, NULL},
		{"t/events.json", EXPLAIN_BUNDLE, NULL},
		{"t/pictures/a.png", EXPLAIN_PICTURE, NULL},
		{"t/beginner/index.html", EXPLAIN_GUIDE, "guide"},
		{"t/advanced/index.json", EXPLAIN_GUIDE, NULL},
		{"t/advanced/v2/index.html", EXPLAIN_VERSION, "guide"},
		{"t/advanced/v2/changes/index.html", EXPLAIN_CHANGES, "changes"},
		{"t/advanced/v2/changes/index.md", EXPLAIN_CHANGES, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct explain_file file = explain_file_of(str_of(cases[i].path));

		assert_int_equal(file.kind, cases[i].kind);
		if (cases[i].template)
			assert_string_equal(file.templates[0], cases[i].template);
		else
			assert_null(file.templates[0]);
	}
	assert_int_equal(explain_file_of(STR("t/advanced/index.json")).level, 2);
	assert_int_equal(explain_file_of(STR("t/index.html")).level, -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_by_id),
		cmocka_unit_test(what_cannot_be_read_says_nothing),
		cmocka_unit_test(members_of_the_configuration),
		cmocka_unit_test(sections_of_a_text),
		cmocka_unit_test(files_by_their_paths),
	};

	return RUN(tests);
}
