#include "site/diff.h"

#include "format/json.h"
#include "site/diff_format.h"
#include "site/schema.h"

#include "../unit.h"

/* The two sides of a test, from texts. */
struct sides {
	struct arena arena;
	struct diags diags;
	struct diff_side from, to;
};

static void start(struct sides *s)
{
	memset(s, 0, sizeof *s);
	diags_init(&s->diags);
	s->from.name = STR("v1");
	s->to.name = STR("v2");
}

static void end(struct sides *s)
{
	diags_release(&s->diags);
	arena_release(&s->arena);
}

static void set_text(struct sides *s, struct diff_side *side, struct str text)
{
	side->text = text;
	side->md = md_read(&s->arena, text);
}

static void set_bundle(struct sides *s, struct diff_side *side, const char *json)
{
	struct source *source = arena_new(&s->arena, struct source);
	struct data *data = arena_new(&s->arena, struct data);
	struct bundle *bundle = arena_new(&s->arena, struct bundle);

	source->text = str_of(json);
	assert_true(json_read(&s->arena, source, &s->diags, data));
	assert_true(schema_read(&record_bundle, &s->arena, source, data, &s->diags, bundle));
	side->bundle = bundle;
}

/* Sets the text of both sides, and compares. */
static const struct diff *compare(struct sides *s, const char *from, const char *to)
{
	start(s);
	set_text(s, &s->from, str_of(from));
	set_text(s, &s->to, str_of(to));
	return diff_make(&s->arena, &s->from, &s->to);
}

static void assert_summary(const char *from, const char *to, const char *wanted)
{
	struct sides s;
	const struct diff *diff = compare(&s, from, to);

	assert_string_equal(arena_printf(&s.arena, "%.*s", STR_ARG(diff->summary)), wanted);
	end(&s);
}

#define BUNDLE(deals, timeline) \
	"{\"as_of\":\"2026\",\"deals\":[" deals "],\"facts\":[],\"timeline\":[" timeline \
	"],\"faq\":[],\"posts\":[]}"

static void assert_bundle_summary(const char *from, const char *to, const char *wanted)
{
	struct sides s;

	start(&s);
	set_bundle(&s, &s.from, from);
	set_bundle(&s, &s.to, to);
	assert_string_equal(arena_printf(&s.arena, "%.*s",
					 STR_ARG(diff_make(&s.arena, &s.from, &s.to)->summary)),
			    wanted);
	end(&s);
}

/* The words of a prose, as "kept[-deleted-]{+inserted+}". */
static void assert_marked(const char *from, const char *to, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct sides s;
	const char *line;

	diff_text(&out, compare(&s, from, to), false);
	buf_add_char(&out, '\0');
	line = strstr(out.ptr, "  ~ ");
	assert_non_null(line);
	*strchrnul(line, '\n') = '\0';
	assert_string_equal(line + strlen("  ~ "), wanted);
	buf_release(&out);
	end(&s);
}

static void nothing_changed(void **state)
{
	(void)state;
	assert_summary("", "", "nothing changed");
	assert_summary("# A\n\nB c.\n", "# A\n\nB c.\n", "nothing changed");
	assert_summary("A b.\n", "A b.\n\n\n", "only white space changed");
}

/* Neither side has to have anything. */
static void sides_that_are_empty(void **state)
{
	struct sides s;
	const struct diff *diff;

	(void)state;
	start(&s);
	diff = diff_make(&s.arena, &s.from, &s.to);
	assert_true(diff->same);
	assert_str(diff->summary, "nothing changed");
	set_text(&s, &s.to, STR("# A\n\nText.\n"));
	diff = diff_make(&s.arena, &s.from, &s.to);
	assert_false(diff->same);
	assert_str(diff->summary, "1 section added");
	end(&s);
}

static void one_and_many(void **state)
{
	(void)state;
	assert_summary("One two three four.\n", "One six three four.\n",
		       "1 word changed in 1 section");
	assert_summary("One two three four five six.\n\n# H\n\nOne two three four five six.\n",
		       "One ten three four five six.\n\n# H\n\nTwo two three four six.\n",
		       "3 words changed in 2 sections");
	assert_summary("One two three.\n", "One two three!\n", "1 character changed in 1 section");
	assert_summary("One, two, three four.\n", "One; two; five four.\n",
		       "1 word and 1 character changed in 1 section");
	assert_summary("Aa.\n", "Aa.\n\nBb.\n\nCc.\n", "2 paragraphs added");
	assert_summary("```\na\nb\n```\n", "```\na\nc\nd\n```\n",
		       "1 line of code added and 1 changed");
}

static void sections(void **state)
{
	(void)state;
	assert_summary("# A\n\none two\n\n# B\n\nthree four five\n",
		       "# B\n\nthree four five\n\n# A\n\none two\n", "1 section moved");
	assert_summary("# A\n\n## Aa\n\none two\n\n# B\n\nthree four five six\n",
		       "# B\n\nthree four five six\n\n# A\n\n## Aa\n\none two\n",
		       "1 section moved");
	assert_summary("# A\n\none two\n", "# A\n\none two\n\n# B\n\n## C\n\nthree\n",
		       "1 section added");
	assert_summary("# A b\n\none two\n", "# Quite other\n\none two\n", "1 heading changed");
	assert_summary("# A\n\none two\n", "## A\n\none two\n", "1 heading changed");
}

static void what_moved_in_a_moved_section(void **state)
{
	(void)state;
	assert_summary("# A\n\none two\n\nthree four\n\n# B\n\nfive six seven eight nine ten\n",
		       "# B\n\nfive six seven eight nine ten\n\n# A\n\nthree four\n\none two\n",
		       "1 section moved, 1 paragraph moved");
}

static void words(void **state)
{
	(void)state;
	assert_marked("A small spring.\n", "A tiny spring.\n", "A [-small-]{+tiny+} spring.");
	assert_marked("It costs $1,000.50 now.\n", "It costs $1,000.75 now.\n",
		      "It costs $[-1,000.50-]{+1,000.75+} now.");
	assert_marked("That isn't so.\n", "That wasn't so.\n", "That [-isn't-]{+wasn't+} so.");
	assert_marked("One. Two.\n", "One. New. Two.\n", "One. {+New.+} Two.");
	assert_marked("A river runs 10 % slower.\n", "A river runs 10% slower.\n",
		      "A river runs [-10 %-]{+10%+} slower.");
}

static void words_of_other_scripts(void **state)
{
	(void)state;
	assert_marked("长江是中国的河流。\n", "长江是亚洲的河流。\n", "长江是[-中国-]{+亚洲+}的河流。");
	assert_marked("Straße für alle.\n", "Gasse für alle.\n", "[-Straße-]{+Gasse+} für alle.");
	assert_marked("een cafe\xcc\x81 hier\n", "een cafe hier\n",
		      "een [-cafe\xcc\x81-]{+cafe+} hier");
}

/* A short word between two long changes is part of them. */
static void islands(void **state)
{
	(void)state;
	assert_marked("We saw provisions of electricity there.\n",
		      "We saw deliveries of cooling water there.\n",
		      "We saw [-provisions of electricity-]{+deliveries of cooling water+} there.");
}

static void styles(void **state)
{
	(void)state;
	assert_marked("See [it](a.md) now.\n", "See [it](b.md) now.\n",
		      "See [-[it](a.md)-]{+[it](b.md)+} now.");
	assert_marked("Very *very* good.\n", "Very **very** good.\n",
		      "Very [-*very*-]{+**very**+} good.");
	assert_summary("See [it](a.md).\n", "See [it](b.md).\n", "1 link changed");
	assert_summary("See [it](a.md).\n", "See it.\n", "1 link removed");
	assert_summary("See ![it](a.png).\n", "See ![it](b.png).\n", "1 picture changed");
	assert_summary("See *it*.\n", "See _it_.\n", "1 block reformatted");
}

static void tables(void **state)
{
	(void)state;
	assert_summary("|a|b|\n|-|-|\n|x|1|\n|y|2|\n", "|a|b|\n|-|-|\n|x|1|\n|y|3|\n",
		       "1 cell changed");
	assert_summary("|a|b|\n|-|-|\n|x|1|\n|y|2|\n", "|a|c|b|\n|-|-|-|\n|x|9|1|\n|y|9|2|\n",
		       "1 column added");
	assert_summary("|a|b|\n|-|-|\n|x|1|\n|y|2|\n", "|a|b|\n|-|-|\n|x|1|\n|z|7|\n|y|2|\n",
		       "1 row added");
	assert_summary("|a|b|\n|-|-|\n|x|1|\n|y|2|\n|z|3|\n",
		       "|a|b|\n|-|-|\n|y|2|\n|z|3|\n|x|1|\n", "1 row moved");
	assert_summary("|a|b|\n|-|-|\n|x|1|\n", "|a|b|\n|:-|-|\n|x|1|\n", "1 column changed");
}

static void footnotes(void **state)
{
	(void)state;
	assert_summary("A[^a] b[^b].\n\n[^a]: One.\n[^b]: Two.\n",
		       "B[^c] A[^a] b[^b].\n\n[^a]: One.\n[^b]: Two.\n[^c]: Three.\n",
		       "1 footnote added, 1 word changed in 1 section");
}

static void known_and_unknown(void **state)
{
	(void)state;
	assert_bundle_summary(
		BUNDLE("{\"id\":\"d\",\"party_a\":\"A\",\"party_b\":\"B\",\"scale\":null}", ""),
		BUNDLE("{\"id\":\"d\",\"party_a\":\"A\",\"party_b\":\"B\",\"scale\":\"5 GW\"}", ""),
		"1 became known");
	assert_bundle_summary(
		BUNDLE("{\"id\":\"d\",\"party_a\":\"A\",\"party_b\":\"B\",\"scale\":\"5 GW\"}", ""),
		BUNDLE("{\"id\":\"d\",\"party_a\":\"A\",\"party_b\":\"C\"}", ""),
		"1 cell changed, 1 became unknown");
}

static void bundles(void **state)
{
	(void)state;
	assert_bundle_summary(
		BUNDLE("{\"id\":\"d\",\"party_a\":\"A\",\"party_b\":\"B\"}", ""),
		BUNDLE("{\"id\":\"e\",\"party_a\":\"A\",\"party_b\":\"B\"},"
		       "{\"id\":\"f\",\"party_a\":\"A\",\"party_b\":\"B\"}", ""),
		"2 deals added and 1 removed");
	assert_bundle_summary(
		BUNDLE("", "{\"id\":\"a\",\"event\":\"A.\"},{\"id\":\"b\",\"event\":\"B.\"},"
			   "{\"id\":\"c\",\"event\":\"C.\"}"),
		BUNDLE("", "{\"id\":\"b\",\"event\":\"B.\"},{\"id\":\"c\",\"event\":\"C!\"},"
			   "{\"id\":\"a\",\"event\":\"A.\"}"),
		"1 timeline entry changed and 1 moved");
}

/* The sources of the blocks of a side, in order behind its lead, are its text. */
static void assert_partition(const struct diff *diff, bool old, struct str text)
{
	struct buf out = BUF_INIT;
	size_t next = 0;
	bool found = true;

	buf_add_str(&out, old ? diff->body.from_lead : diff->body.to_lead);
	while (found) {
		found = false;
		for (size_t i = 0; i < diff->body.blocks.count; i++) {
			const struct diff_block *block = &diff->body.blocks.items[i];
			const struct diff_source *source = old ? &block->from : &block->to;

			if (!source->text.ptr || source->index != next || found)
				continue;
			assert_int_equal(source->at, out.len);
			buf_add_str(&out, source->text);
			found = true;
		}
		next++;
	}
	assert_true(str_equal(buf_str(&out), text));
	buf_release(&out);
}

static void sources_are_the_text(void **state)
{
	static const char *const cases[] = {
		"", "\n\n", "A.", "\nA.\n\nB.\n", "[a]: http://x\n\n[b]: http://y\n",
		"[a]: http://x\n\nSee [a].\n\n[b]: http://y\n\n    code\n",
		"A paragraph\n| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd.",
		"A paragraph\n| a | b |\n|---|---|\n\nEnd.",
		"A[^1] b[^2].\n\n[^2]: Second.\n\n# H\n\n[^1]: First.\n    More.\n\nEnd.\n",
		"A\r\nb\r\n\r\nC\r\n===\r\n- x\r\n- y\r\n", "A\rb\r\rC\r",
		"<div>\n\nA\n\n</div>\n***\n> q\nlazy\n\n\n\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sides s;
		const struct diff *diff = compare(&s, cases[i], "B.\n\nA.\n");

		assert_partition(diff, true, s.from.text);
		assert_partition(diff, false, s.to.text);
		end(&s);
	}
}

/* ---- what content must not be able to do ---- */

static uint64_t chance = 1;

static uint32_t pick(uint32_t below)
{
	chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(chance >> 33) % below;
}

/* A value in which every mark of Markdown and HTML is likely. */
static const char *hostile(struct arena *arena)
{
	static const char *const pieces[] = {
		"*", "**", "_", "~~", "`", "```", "[x](y)", "![", "](", ")", "<b>", "</ins>", "</del>",
		"<!--", "-->", "|", "\\", "\\\\", "#1", "# ", "@all", ":tada:", "https://x.example/",
		"www.x.example", "a@b.example", "\n", "\n\n", "> ", "- ", "1. ", "&lt;", "&", "[^1]",
		"\x1b[31m", "\xc2\x9b", "\xe2\x80\xae", "word", "two words", " ", "$", "$1", "---", "\t",
		"é", "—", "“", "\xc2\xa0", "[ ]", "[a]: b", "=", "+",
		"\xe2\x80\x8d", "\xcc\x81", "\xf0\x9f\x91\xa9", "水",
	};
	struct buf out = BUF_INIT;
	const char *text;

	for (uint32_t i = 1 + pick(8); i--;)
		buf_addf(&out, "%s", pieces[pick(sizeof pieces / sizeof *pieces)]);
	text = arena_copy(arena, out.ptr, out.len);
	buf_release(&out);
	return text;
}

static bool is_ours(struct str html)
{
	static const char *const ours[] = {"<ins>", "</ins>", "<del>", "</del>", "<span>", "</span>"};

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (str_equal(html, str_of(ours[i])))
			return true;
	return str_equal(html, STR("<!-- -->"));
}

/* What GitHub would make a mention of. */
static bool mentions(struct str text)
{
	size_t at = str_find(text, '@');

	return at + 1 < text.len;
}

/* How often C stands in TEXT; ESCAPED: behind a backslash that makes it text. */
static size_t count(struct str text, char c, bool escaped)
{
	size_t found = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool behind = text.ptr[i] == '\\' && i + 1 < text.len;

		found += escaped ? behind && text.ptr[i + 1] == c : text.ptr[i] == c;
		i += escaped && behind;
	}
	return found;
}

/* Every mark that is ours is one: what shows as a mark was content, and escaped. */
static void assert_marks_work(const struct md_document *md, struct str markdown)
{
	size_t stars = 0, tildes = 0;

	if (memmem(markdown.ptr, markdown.len, "```", 3) ||
	    memmem(markdown.ptr, markdown.len, "`http", 5))
		return; /* code, in which nothing is escaped */
	for (const struct md_node *node = md->root; node; node = md_next(md->root, node)) {
		if (node->type != MD_TEXT)
			continue;
		stars += count(node->text, '*', false);
		tildes += count(node->text, '~', false);
	}
	assert_int_equal(stars, count(markdown, '*', true));
	assert_int_equal(tildes, count(markdown, '~', true));
}

static void assert_harmless_markdown(struct arena *arena, struct str markdown)
{
	const struct md_document *md = md_read(arena, markdown);

	assert_marks_work(md, markdown);

	assert_int_equal(md->link_count, 0);
	assert_int_equal(md->footnote_count, 0);
	for (size_t i = 0; i < md->html_count; i++)
		assert_true(is_ours(md->html[i]->text));
	for (const struct md_node *node = md->root; node; node = md_next(md->root, node)) {
		assert_true(node->type != MD_HTML_BLOCK && node->type != MD_QUOTE &&
			    node->type != MD_PICTURE && node->type != MD_RULE &&
			    !(node->type == MD_LIST && node->ordered));
		assert_false(node->type == MD_TEXT && mentions(node->text));
		assert_true(node->type != MD_HEADING || node->number >= 3);
	}
}

static void assert_no_controls(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		assert_true((unsigned char)text.ptr[i] >= ' ' || text.ptr[i] == '\n' ||
			    text.ptr[i] == '\t');
	assert_null(memmem(text.ptr, text.len, "\xe2\x80\xae", 3));
	assert_null(memmem(text.ptr, text.len, "\xc2\x9b", 2));
}

/* Front matter whose every member is what somebody wrote to do harm. */
static const struct guide_front *hostile_front(struct sides *s)
{
	struct guide_front *front = arena_new(&s->arena, struct guide_front);
	struct text *members[] = {&front->title, &front->level, &front->status, &front->tldr};

	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		members[i]->str = str_of(hostile(&s->arena));
	front->tldr.md = md_read_inline(&s->arena, front->tldr.str);
	return front;
}

static void hostile_content(void **state)
{
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf out = BUF_INIT;
		const struct diff *diff;
		struct sides s;

		start(&s);
		s.from.front = hostile_front(&s);
		s.to.front = hostile_front(&s);
		set_text(&s, &s.from, str_of(hostile(&s.arena)));
		set_text(&s, &s.to, str_of(hostile(&s.arena)));
		diff = diff_make(&s.arena, &s.from, &s.to);
		diff_markdown(&out, diff);
		assert_no_controls(buf_str(&out));
		assert_harmless_markdown(&s.arena, buf_str(&out));
		buf_reset(&out);
		diff_text(&out, diff, false);
		diff_html_page(&out, &(struct diff_titled){.diff = diff}, 1);
		assert_no_controls(buf_str(&out));
		diff_json(&out, diff);
		buf_release(&out);
		end(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changed),
		cmocka_unit_test(sides_that_are_empty),
		cmocka_unit_test(one_and_many),
		cmocka_unit_test(sections),
		cmocka_unit_test(what_moved_in_a_moved_section),
		cmocka_unit_test(words),
		cmocka_unit_test(words_of_other_scripts),
		cmocka_unit_test(islands),
		cmocka_unit_test(styles),
		cmocka_unit_test(tables),
		cmocka_unit_test(footnotes),
		cmocka_unit_test(known_and_unknown),
		cmocka_unit_test(bundles),
		cmocka_unit_test(sources_are_the_text),
		cmocka_unit_test(hostile_content),
	};

	md_init();
	return RUN(tests);
}
