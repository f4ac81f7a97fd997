#include "site/schema.h"

#include "base/buf.h"
#include "format/json.h"
#include "format/markdown.h"
#include "site/model.h"

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

/* JSON with ' in place of ", as a record of TYPE. */
static bool read_record(const struct record_type *type, const char *text, void *out)
{
	char *json = arena_printf(&arena, "%s", text);

	for (char *at = json; *at; at++)
		if (*at == '\'')
			*at = '"';
	diags_release(&diags);
	source = (struct source){STR("f.json"), str_of(json)};
	assert_true(json_read(&arena, &source, &diags, &data));
	return schema_read(type, &arena, &source, &data, &diags, out);
}

static struct bundle bundle;

static bool read_bundle(const char *text)
{
	bundle = (struct bundle){0};
	return read_record(&record_bundle, text, &bundle);
}

/* A bundle with this as its list NAME, and nothing else. */
static bool read_list(const char *name, const char *items)
{
	static const char *const names[] = {"deals", "facts", "timeline", "faq", "posts"};
	struct buf text = BUF_INIT;
	bool good;

	buf_addf(&text, "{'as_of': '2026'");
	for (size_t i = 0; i < 5; i++)
		buf_addf(&text, ", '%s': %s", names[i], strcmp(names[i], name) ? "[]" : items);
	buf_add(&text, "}", 2);
	good = read_bundle(text.ptr);
	buf_release(&text);
	return good;
}

/* That there is one message, and what it says. */
#define assert_wrong(read, wanted) assert_wrong_at((read), (wanted), __LINE__)

static void assert_wrong_at(bool good, const char *message, int line)
{
	if (!good && diags.errors == 1 &&
	    str_equal(diags.list.items[0].message, str_of(message)))
		return;
	fprintf(stderr, "%s, %zu errors", good ? "good" : "wrong", diags.errors);
	for (size_t i = 0; i < diags.list.count; i++)
		fprintf(stderr, "; %.*s", STR_ARG(diags.list.items[i].message));
	fputc('\n', stderr);
	_fail(__FILE__, line);
}

static void all_members(void **state)
{
	const struct deal *deal;

	(void)state;
	assert_true(read_bundle(
		"{'as_of': '2026-01-31', 'deals': [{'id': 'a-1', 'party_a': 'A', 'party_b': 'B',"
		" 'scale': '3 MW', 'platform': 'P', 'announced': '2025-11',"
		" 'sources': [{'title': 'T', 'url': 'https://a.example/'}]}],"
		" 'facts': [{'id': 'f', 'statement': '*s*', 'sources': []}],"
		" 'timeline': [{'id': 'e', 'date': '2019', 'event': 'E', 'deal': 'a-1'}],"
		" 'faq': [{'id': 'q', 'question': 'Q', 'answer': 'A'}],"
		" 'posts': [{'id': 'p', 'score': 7, 'source': 'S', 'published': '2026-01-20',"
		" 'url': 'http://a.example', 'title': 'T', 'summary': 'U'}]}"));
	assert_int_equal(bundle.as_of.date.day, 31);
	deal = &bundle.deals.items[0];
	assert_str(deal->id.str, "a-1");
	assert_str(deal->scale.str, "3 MW");
	assert_int_equal(deal->announced.date.month, 11);
	assert_int_equal(deal->announced.date.day, 0);
	assert_str(deal->sources.items[0].url.str, "https://a.example/");
	assert_str(md_plain(&arena, bundle.facts.items[0].statement.md->root), "s");
	assert_str(bundle.timeline.items[0].deal.str, "a-1");
	assert_non_null(bundle.faq.items[0].answer.md);
	assert_true(bundle.posts.items[0].score.known);
	assert_int_equal(bundle.posts.items[0].score.value, 7);
	assert_ptr_equal(bundle.data, &data);
	assert_ptr_equal(deal->data, &bundle.deals.data->as.list.items[0]);
}

/* Left out and null are the same: unknown. */
static void unknown_members(void **state)
{
	const struct deal *deals;

	(void)state;
	assert_true(read_list("deals", "[{'id': 'a', 'party_a': 'A', 'party_b': 'B'},"
				       " {'id': 'b', 'party_a': 'A', 'party_b': 'B', 'scale': null,"
				       " 'announced': null, 'sources': null}]"));
	deals = bundle.deals.items;
	for (size_t i = 0; i < 2; i++) {
		assert_unknown(deals[i].scale.str);
		assert_unknown(deals[i].platform.str);
		assert_false(date_known(deals[i].announced.date));
		assert_int_equal(deals[i].sources.count, 0);
	}
	assert_true(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T'}]"));
	assert_false(bundle.posts.items[0].score.known);
}

static void spellings_of_unknown(void **state)
{
	static const char *const wrong[] = {"",     " ",   "N/A", "n/a", "TBD",     "tbd",
					    "-",    "—",   "–",   " - ", "Unknown", "UNKNOWN",
					    "\\t", "\\n"};
	static const char *const right[] = {"unknown to us", "N/A.", "--", "0", "none", "tb",
					    "unknowns", "—a", "null"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(read_list("deals", arena_printf(&arena, "[{'id': 'a', 'party_a': 'A',"
			" 'party_b': 'B', 'scale': '%s'}]", wrong[i])));
		assert_int_equal(diags.errors, 1);
		assert_string_equal(diags.list.items[0].rule, "unknown");
		assert_unknown(bundle.deals.items[0].scale.str);
	}
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_true(read_list("deals", arena_printf(&arena, "[{'id': 'a', 'party_a': 'A',"
			" 'party_b': 'B', 'scale': '%s'}]", right[i])));
}

static void ids(void **state)
{
	static const char *const wrong[] = {"A", "a_b", "a b", "a.b", "a/b", "ä", "a#"};
	static const char *const right[] = {"a", "0", "a-b", "--", "a-", "-1"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_wrong(read_list("facts", arena_printf(&arena, "[{'id': '%s', 'statement': 'S'}]",
							     wrong[i])),
			     arena_printf(&arena, "\"%s\" is not an id", wrong[i]));
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_true(read_list("facts", arena_printf(&arena, "[{'id': '%s', 'statement': 'S'}]",
							    right[i])));
	assert_wrong(read_list("facts", "[{'id': 'a', 'statement': 'S'}, {'id': 'b', 'statement': 'S'},"
					" {'id': 'a', 'statement': 'S'}]"),
		     "\"a\" is the id of an earlier entry");
}

static void urls(void **state)
{
	static const char *const wrong[] = {"a.example", "//a.example/", "ftp://a.example/",
					    "javascript:alert(1)", "https:", "https://", "http:///a",
					    "HTTPS://a.example/", "mailto:a@b.example", "/a",
					    " https://a.example/"};
	static const char *const right[] = {"https://a.example", "http://a.example/b?c=d#e",
					    "https://[::1]:8080/", "https://ä.example/ö"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_wrong(read_list("posts", arena_printf(&arena, "[{'id': 'p', 'source': 'S',"
			" 'title': 'T', 'url': '%s'}]", wrong[i])),
			     arena_printf(&arena, "\"%s\" is not an http or https URL", wrong[i]));
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_true(read_list("posts", arena_printf(&arena, "[{'id': 'p', 'source': 'S',"
			" 'title': 'T', 'url': '%s'}]", right[i])));
	assert_wrong(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T',"
					" 'url': 'https://a.example/b\\tc'}]"),
		     "white space stands in a URL");
}

static void scores(void **state)
{
	(void)state;
	for (int score = 0; score <= 10; score++) {
		assert_true(read_list("posts", arena_printf(&arena, "[{'id': 'p', 'source': 'S',"
			" 'title': 'T', 'score': %d}]", score)));
		assert_int_equal(bundle.posts.items[0].score.value, score);
	}
	assert_true(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T', 'score': 7.0}]"));
	assert_wrong(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T', 'score': 11}]"),
		     "a score of 11 does not exist");
	assert_wrong(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T', 'score': -1}]"),
		     "a score of -1 does not exist");
	assert_wrong(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T', 'score': 7.5}]"),
		     "a score of 7.5 does not exist");
	assert_wrong(read_list("posts", "[{'id': 'p', 'source': 'S', 'title': 'T', 'score': 4e9}]"),
		     "a score of 4e+09 does not exist");
}

static void types(void **state)
{
	(void)state;
	assert_wrong(read_list("deals", "{}"), "deals is an object, and should be a list");
	assert_wrong(read_list("deals", "[null]"), "a deal is an object, not null");
	assert_wrong(read_list("deals", "[[]]"), "a deal is an object, not a list");
	assert_wrong(read_list("facts", "[{'id': 'a', 'statement': 1}]"),
		     "statement is a number, and should be text");
	assert_wrong(read_list("facts", "[{'id': true, 'statement': 'S'}]"),
		     "id is true or false, and should be text");
	assert_wrong(read_list("facts", "[{'id': 'a', 'statement': 'S', 'sources': 'S'}]"),
		     "sources is text, and should be a list");
	assert_wrong(read_list("timeline", "[{'id': 'a', 'event': 'E', 'date': 2019}]"),
		     "date is a number, and should be a date");
	assert_wrong(read_bundle("[]"), "a bundle is an object, not a list");
	assert_wrong(read_bundle("'text'"), "a bundle is an object, not text");
}

/* Everything that is missing is reported, at the record that lacks it. */
static void missing_members(void **state)
{
	(void)state;
	assert_false(read_bundle("{}"));
	assert_int_equal(diags.errors, 6);
	assert_wrong(read_list("deals", "[{'id': 'a', 'party_a': 'A'}]"), "a deal lacks \"party_b\"");
	assert_wrong(read_list("deals", "[{'id': 'a', 'party_a': 'A', 'party_b': null}]"),
		     "party_b must be known");
	assert_wrong(read_list("facts", "null"), "facts must be known");
}

/* What is right is there, whatever stands beside it. */
static void the_right_beside_the_wrong(void **state)
{
	(void)state;
	assert_wrong(read_list("deals", "[{'id': 'a', 'party_a': 'A', 'party_b': 'B', 'scal': 'S',"
					" 'platform': 'P'}, {'id': 'b', 'party_a': 'A', 'party_b': 'B'}]"),
		     "a deal has no member \"scal\"");
	assert_int_equal(bundle.deals.count, 2);
	assert_str(bundle.deals.items[0].platform.str, "P");
	assert_str(bundle.deals.items[1].id.str, "b");
}

static void markdown_members(void **state)
{
	(void)state;
	assert_wrong(read_list("faq", "[{'id': 'q', 'question': 'Q', 'answer': '# A'}]"),
		     "answer cannot hold a heading");
	assert_wrong(read_list("faq", "[{'id': 'q', 'question': 'Q', 'answer': 'a[^1]\\n\\n[^1]: b'}]"),
		     "answer cannot hold a footnote");
	assert_true(read_list("faq", "[{'id': 'q', 'question': '# Q', 'answer': '- a\\n- b'}]"));
	assert_null(bundle.faq.items[0].question.md);
	assert_true(read_list("facts", "[{'id': 'f', 'statement': '# no heading'}]"));
	assert_true(read_list("facts", "[{'id': 'f', 'statement': 'a <b>c</b>'}]"));
	assert_int_equal(diags.warnings, 1);
}

static void front_matter(void **state)
{
	struct guide_front front = {0};

	(void)state;
	assert_true(read_record(&record_guide_front,
				"{'title': 'no', 'level': 'advanced', 'status': 'archived', 'tldr': '*t*',"
				" 'takeaways': ['a', '*b*'], 'related': ['t/beginner']}", &front));
	assert_int_equal(front.takeaways.count, 2);
	assert_non_null(front.takeaways.items[1].md);
	assert_null(front.related.items[0].md);
	front = (struct guide_front){0};
	assert_wrong(read_record(&record_guide_front,
				 "{'title': 'T', 'level': 'expert', 'status': 'active'}", &front),
		     "unknown level \"expert\"");
	front = (struct guide_front){0};
	assert_wrong(read_record(&record_guide_front,
				 "{'title': 'T', 'level': 'beginner', 'status': 'active',"
				 " 'takeaways': ['a', null]}", &front),
		     "an item of takeaways is null, and should be text");
	front = (struct guide_front){0};
	assert_wrong(read_record(&record_guide_front,
				 "{'title': 'T', 'level': 'beginner', 'status': 'active',"
				 " 'takeaways': ['a', '']}", &front),
		     "an item of takeaways is \"\", which says nothing");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_members),
		TEST(unknown_members),
		TEST(spellings_of_unknown),
		TEST(ids),
		TEST(urls),
		TEST(scores),
		TEST(types),
		TEST(missing_members),
		TEST(the_right_beside_the_wrong),
		TEST(markdown_members),
		TEST(front_matter),
	};

	md_init();
	return RUN(tests);
}
