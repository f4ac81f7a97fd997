#include "base/diag.h"

#include "../unit.h"

static struct diags diags;

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
	return 0;
}

/* All that is printed, and nothing else. */
#define assert_prints(wanted) assert_prints_as(false, (wanted), sizeof(wanted) - 1, __LINE__)

static void assert_prints_as(bool colour, const char *wanted, size_t length, int line)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	assert_non_null(stream);
	diags_print(&diags, stream, colour);
	fclose(stream);
	if (size != length || memcmp(text, wanted, size)) {
		fprintf(stderr, "printed:\n%s\nwanted:\n%s\n", text, wanted);
		free(text);
		_fail(__FILE__, line);
	}
	free(text);
}

/* Reports an error at the LENGTH bytes at OFFSET in TEXT. */
static void error_at(struct str text, size_t offset, size_t length)
{
	struct source source = {STR("f"), text};

	diag_at(&diags, SEVERITY_ERROR, "rule", (struct place){&source, offset, length},
		NULL, "wrong");
}

static void as_the_header_shows(void **state)
{
	static const char text[] = "---\ntitle: Infrastructure\nlevel: expert\n---\n";
	struct source source = {STR("content/t/beginner.md"), str_of(text)};
	size_t offset = (size_t)(strstr(text, "expert") - text);

	(void)state;
	diag_at(&diags, SEVERITY_ERROR, "choice", (struct place){&source, offset, 6},
		"write beginner, intermediate or advanced", "unknown level \"%s\"", "expert");
	assert_prints("content/t/beginner.md:3:8: error: unknown level \"expert\" [choice]\n"
		      "    3 | level: expert\n"
		      "      |        ^~~~~~\n"
		      "      = write beginner, intermediate or advanced\n");
}

static void nothing(void **state)
{
	(void)state;
	assert_prints("");
	assert_int_equal(diags.errors, 0);
	assert_int_equal(diags.warnings, 0);
}

static void files_and_the_run(void **state)
{
	(void)state;
	diag_file(&diags, SEVERITY_WARNING, "seal", STR("content/t"), NULL, "no version");
	diag_file(&diags, SEVERITY_NOTE, NULL, STR_UNKNOWN, "look at them with --drafts",
		  "%d drafts not published", 2);
	assert_prints("almanac: note: 2 drafts not published\n"
		      "      = look at them with --drafts\n"
		      "content/t: warning: no version [seal]\n");
	assert_int_equal(diags.errors, 0);
	assert_int_equal(diags.warnings, 1);
}

static void a_source_without_text_is_the_whole_file(void **state)
{
	(void)state;
	error_at(STR_UNKNOWN, 0, 0);
	assert_prints("f: error: wrong [rule]\n");
}

static void an_empty_file_has_a_first_line(void **state)
{
	(void)state;
	error_at(STR(""), 0, 0);
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | \n"
		      "      | ^\n");
}

static void first_and_last_byte(void **state)
{
	(void)state;
	error_at(STR("ab\ncd"), 0, 1);
	error_at(STR("ab\ncd"), 4, 1);
	error_at(STR("ab\ncd"), 5, 1); /* the end */
	error_at(STR("ab\n"), 3, 1);   /* the line behind the last */
	error_at(STR("ab\n"), 999, 9); /* past the end: as the end */
	error_at(STR("ab\n"), 2, 5);   /* the end of the line itself */
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | ab\n"
		      "      | ^\n"
		      "f:1:3: error: wrong [rule]\n"
		      "    1 | ab\n"
		      "      |   ^\n"
		      "f:2:1: error: wrong [rule]\n"
		      "    2 | \n"
		      "      | ^\n"
		      "f:2:1: error: wrong [rule]\n"
		      "    2 | \n"
		      "      | ^\n"
		      "f:2:2: error: wrong [rule]\n"
		      "    2 | cd\n"
		      "      |  ^\n"
		      "f:2:3: error: wrong [rule]\n"
		      "    2 | cd\n"
		      "      |   ^\n");
}

static void underlines_stop_at_the_line(void **state)
{
	(void)state;
	error_at(STR("ab cd\nef"), 3, 100);
	error_at(STR("ab cd\r\nef"), 3, 100);
	error_at(STR("ab\r\nef"), 2, 1); /* at the CR itself */
	assert_prints("f:1:3: error: wrong [rule]\n"
		      "    1 | ab\n"
		      "      |   ^\n"
		      "f:1:4: error: wrong [rule]\n"
		      "    1 | ab cd\n"
		      "      |    ^~\n"
		      "f:1:4: error: wrong [rule]\n"
		      "    1 | ab cd\n"
		      "      |    ^~\n");
}

static void length_nought_is_one_character(void **state)
{
	(void)state;
	error_at(STR("abc"), 1, 0);
	assert_prints("f:1:2: error: wrong [rule]\n"
		      "    1 | abc\n"
		      "      |  ^\n");
}

static void tabs_are_one_column(void **state)
{
	(void)state;
	error_at(STR("\t\tx\ty z"), 2, 3);
	assert_prints("f:1:3: error: wrong [rule]\n"
		      "    1 |   x y z\n"
		      "      |   ^~~\n");
}

/* Columns count characters; the caret counts what a terminal shows. */
static void wide_and_combining_characters(void **state)
{
	struct str text = STR("\xe4\xb8\xad\xe6\x96\x87 e\xcc\x81 \xf0\x9f\x98\x80!");

	(void)state;
	error_at(text, 0, 6);
	error_at(text, 7, 3);
	error_at(text, 11, 4);
	error_at(text, 15, 1);
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xe6\x96\x87 e\xcc\x81 \xf0\x9f\x98\x80!\n"
		      "      | ^~~~\n"
		      "f:1:4: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xe6\x96\x87 e\xcc\x81 \xf0\x9f\x98\x80!\n"
		      "      |      ^\n"
		      "f:1:7: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xe6\x96\x87 e\xcc\x81 \xf0\x9f\x98\x80!\n"
		      "      |        ^~\n"
		      "f:1:8: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xe6\x96\x87 e\xcc\x81 \xf0\x9f\x98\x80!\n"
		      "      |          ^\n");
}

/* Bytes that are not UTF-8 show as U+FFFD, controls as ?, a NUL as one of them. */
static void bytes_that_do_not_show(void **state)
{
	(void)state;
	error_at(STR("a\xff\x1b[0m\x07\xc2\x9b" "b"), 9, 1);
	assert_prints("f:1:9: error: wrong [rule]\n"
		      "    1 | a\xef\xbf\xbd?[0m??b\n"
		      "      |         ^\n");
}

static void nul_in_the_line(void **state)
{
	(void)state;
	error_at(STR("ab\0cd\0ef"), 4, 2);
	assert_prints("f:1:5: error: wrong [rule]\n"
		      "    1 | ab?cd?ef\n"
		      "      |     ^~\n");
}

static void texts_do_not_command_the_terminal(void **state)
{
	(void)state;
	diag_file(&diags, SEVERITY_ERROR, "rule", STR("a\x1b]b\n"), "one\ntwo", "x\x1b[2Jy\x7f");
	assert_prints("a?]b?: error: x?[2Jy? [rule]\n"
		      "      = one?two\n");
}

#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN

static void long_lines_are_cut_around_the_caret(void **state)
{
	struct str text = STR(FIFTY FIFTY "x" FIFTY FIFTY);

	(void)state;
	error_at(text, 0, 1);
	error_at(text, 100, 1);
	error_at(text, 200, 1);
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | " FIFTY FIFTY "x" FIFTY "012345678...\n"
		      "      | ^\n"
		      "f:1:101: error: wrong [rule]\n"
		      "    1 | ..." FIFTY TEN TEN TEN "x" FIFTY TEN TEN "012345678...\n"
		      "      | " /* 3 and 80 */
		      "                                                  "
		      "                                 ^\n"
		      "f:1:201: error: wrong [rule]\n"
		      "    1 | ...9" FIFTY TEN TEN TEN "\n"
		      "      | "
		      "                                                  "
		      "                                 ^\n");
}

static void lines_that_just_fit(void **state)
{
	(void)state;
	error_at(STR(FIFTY FIFTY FIFTY TEN), 159, 1);
	assert_prints("f:1:160: error: wrong [rule]\n"
		      "    1 | " FIFTY FIFTY FIFTY TEN "\n"
		      "      | "
		      "                                                  "
		      "                                                  "
		      "                                                  "
		      "         ^\n");
}

/* A cut never falls inside a character. */
static void long_lines_are_cut_between_characters(void **state)
{
	struct arena arena = ARENA_INIT;
	char *text = arena_alloc(&arena, 900);

	(void)state;
	for (size_t i = 0; i < 900; i += 3)
		memcpy(text + i, "\xe2\x80\x94", 3);
	for (size_t offset = 0; offset < 900; offset += 3) {
		struct diag *diag;

		error_at((struct str){text, 900}, offset, 3);
		diag = &diags.list.items[diags.list.count - 1];
		for (size_t at = 0; at < diag->excerpt.len;) {
			bool dot = diag->excerpt.ptr[at] == '.';

			assert_true(dot || !memcmp(diag->excerpt.ptr + at, "\xe2\x80\x94", 3));
			at += dot ? 1 : 3;
		}
		assert_int_equal(diag->column, offset / 3 + 1);
		assert_memory_equal(diag->excerpt.ptr + diag->caret, "\xe2\x80\x94", 3);
	}
	arena_release(&arena);
}

static void line_numbers_of_any_length(void **state)
{
	struct arena arena = ARENA_INIT;
	char *lines = arena_alloc(&arena, 200001);

	(void)state;
	for (size_t i = 0; i < 200000; i += 2)
		memcpy(lines + i, "x\n", 2);
	error_at((struct str){lines, 200000}, 9999 * 2, 1);
	error_at((struct str){lines, 200000}, 99998 * 2, 1);
	error_at((struct str){lines, 200000}, 99999 * 2, 1);
	assert_prints("f:10000:1: error: wrong [rule]\n"
		      "10000 | x\n"
		      "      | ^\n"
		      "f:99999:1: error: wrong [rule]\n"
		      "99999 | x\n"
		      "      | ^\n"
		      "f:100000:1: error: wrong [rule]\n"
		      "100000 | x\n"
		      "       | ^\n");
	arena_release(&arena);
}

static void sorted_by_place_then_order(void **state)
{
	struct source b = {STR("b"), STR("one\ntwo\n")}, a = {STR("a"), STR("x")};

	(void)state;
	diag_at(&diags, SEVERITY_ERROR, NULL, (struct place){&b, 5, 1}, NULL, "1");
	diag_at(&diags, SEVERITY_ERROR, NULL, (struct place){&b, 5, 1}, NULL, "2");
	diag_at(&diags, SEVERITY_NOTE, NULL, (struct place){&b, 4, 1}, NULL, "3");
	diag_at(&diags, SEVERITY_WARNING, NULL, (struct place){&b, 2, 1}, NULL, "4");
	diag_file(&diags, SEVERITY_ERROR, NULL, STR("b"), NULL, "5");
	diag_at(&diags, SEVERITY_ERROR, NULL, (struct place){&a, 0, 1}, NULL, "6");
	diag_file(&diags, SEVERITY_ERROR, NULL, STR_UNKNOWN, NULL, "7");
	assert_prints("almanac: error: 7\n"
		      "a:1:1: error: 6\n    1 | x\n      | ^\n"
		      "b: error: 5\n"
		      "b:1:3: warning: 4\n    1 | one\n      |   ^\n"
		      "b:2:1: note: 3\n    2 | two\n      | ^\n"
		      "b:2:2: error: 1\n    2 | two\n      |  ^\n"
		      "b:2:2: error: 2\n    2 | two\n      |  ^\n");
	assert_int_equal(diags.errors, 5);
	assert_int_equal(diags.warnings, 1);
}

static void prints_the_same_again(void **state)
{
	(void)state;
	error_at(STR("ab"), 1, 1);
	diag_file(&diags, SEVERITY_ERROR, NULL, STR("e"), NULL, "x");
	for (int i = 0; i < 2; i++)
		assert_prints("e: error: x\n"
			      "f:1:2: error: wrong [rule]\n"
			      "    1 | ab\n"
			      "      |  ^\n");
}

static void colours(void **state)
{
	static const char wanted[] =
		"\033[1mf:1:1:\033[0m \033[1;31merror:\033[0m wrong [rule]\n"
		"    1 | ab\n"
		"      | \033[1;31m^~\033[0m\n"
		"\033[1mg:\033[0m \033[1;35mwarning:\033[0m x\n"
		"\033[1mh:\033[0m \033[1;36mnote:\033[0m y\n"
		"      = z\n";

	(void)state;
	error_at(STR("ab"), 0, 2);
	diag_file(&diags, SEVERITY_WARNING, NULL, STR("g"), NULL, "x");
	diag_file(&diags, SEVERITY_NOTE, NULL, STR("h"), "z", "y");
	assert_prints_as(true, wanted, sizeof wanted - 1, __LINE__);
}

/* Path, line and help are copied: what they came from may be gone. */
static void outlives_its_source(void **state)
{
	struct arena arena = ARENA_INIT;
	struct source *source = arena_new(&arena, struct source);
	char *help = arena_copy(&arena, "help", 4);

	(void)state;
	source->path = str_copy(&arena, STR("path"));
	source->text = str_copy(&arena, STR("text"));
	diag_at(&diags, SEVERITY_ERROR, NULL, (struct place){source, 0, 4}, help, "wrong");
	memset(help, '!', 4);
	arena_release(&arena);
	assert_prints("path:1:1: error: wrong\n"
		      "    1 | text\n"
		      "      | ^~~~\n"
		      "      = help\n");
}

static void released_is_empty(void **state)
{
	(void)state;
	error_at(STR("ab"), 0, 2);
	diags_release(&diags);
	assert_int_equal(diags.errors, 0);
	assert_prints("");
}

/* A mark stands in the columns of what it combines with, and so does its caret. */
static void caret_at_a_mark(void **state)
{
	struct str text = STR("\xe4\xb8\xad\xcc\x81x");

	(void)state;
	error_at(text, 3, 2);
	error_at(text, 0, 5);
	error_at(text, 3, 3);
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xcc\x81x\n"
		      "      | ^~\n"
		      "f:1:2: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xcc\x81x\n"
		      "      | ^~\n"
		      "f:1:2: error: wrong [rule]\n"
		      "    1 | \xe4\xb8\xad\xcc\x81x\n"
		      "      | ^~~\n");
}

static void a_mark_without_a_character(void **state)
{
	(void)state;
	error_at(STR("\xcc\x81x"), 0, 2);
	assert_prints("f:1:1: error: wrong [rule]\n"
		      "    1 | \xcc\x81x\n"
		      "      | ^\n");
}

/* U+202E would show what follows it from right to left. */
static void directions_are_not_turned(void **state)
{
	(void)state;
	error_at(STR("a\xe2\x80\xae" "b\xe2\x81\xa6" "c"), 8, 1);
	assert_prints("f:1:5: error: wrong [rule]\n"
		      "    1 | a?b?c\n"
		      "      |     ^\n");
}

static void errors_are_told_apart(void **state)
{
	(void)state;
	assert_false(diag_file(&diags, SEVERITY_ERROR, "a", STR("f"), NULL, "x"));
	assert_true(diag_file(&diags, SEVERITY_WARNING, "b", STR("f"), NULL, "x"));
	assert_true(diag_file(&diags, SEVERITY_NOTE, "c", STR("f"), NULL, "x"));
	assert_true(diag_file(&diags, SEVERITY_OFF, "d", STR("f"), NULL, "x"));
	assert_prints("f: error: x [a]\nf: warning: x [b]\nf: note: x [c]\n");
}

static void severities_can_be_set(void **state)
{
	struct source source = {STR("f"), STR("ab")};
	struct place place = {&source, 0, 1};

	(void)state;
	diag_set(&diags, "lower", SEVERITY_NOTE);
	diag_set(&diags, "higher", SEVERITY_WARNING);
	diag_set(&diags, "higher", SEVERITY_ERROR);
	diag_set(&diags, "off", SEVERITY_OFF);
	assert_true(diag_at(&diags, SEVERITY_ERROR, "lower", place, NULL, "x"));
	assert_false(diag_file(&diags, SEVERITY_WARNING, "higher", STR("g"), NULL, "x"));
	assert_true(diag_at(&diags, SEVERITY_ERROR, "off", place, NULL, "x"));
	assert_true(diag_file(&diags, SEVERITY_ERROR, "off", STR("h"), NULL, "x"));
	diag_file(&diags, SEVERITY_WARNING, "other", STR("i"), NULL, "x");
	assert_int_equal(diags.errors, 1);
	assert_int_equal(diags.warnings, 1);
	assert_prints("f:1:1: note: x [lower]\n    1 | ab\n      | ^\n"
		      "g: error: x [higher]\ni: warning: x [other]\n");
}

static void what_was_being_made(void **state)
{
	(void)state;
	diags.subject = STR("/t/ of content/t/topic.md");
	diag_file(&diags, SEVERITY_ERROR, "a", STR("f"), "do it", "x");
	diags.subject = STR_UNKNOWN;
	diag_file(&diags, SEVERITY_ERROR, "b", STR("f"), NULL, "y");
	assert_prints("f: error: x [a]\n      = do it\n"
		      "      = while making /t/ of content/t/topic.md\n"
		      "f: error: y [b]\n");
}

/* What was said to one is passed on, and outlives it. */
static void passed_on(void **state)
{
	struct diags heard;
	struct source source = {STR("f"), STR("ab cd")};

	(void)state;
	diags_init(&heard);
	diag_at(&heard, SEVERITY_ERROR, "a", (struct place){&source, 3, 2}, "mend it", "wrong");
	assert_true(diag_pass_on(&diags, SEVERITY_WARNING, "b", &heard.list.items[0], "go on"));
	diag_set(&diags, "c", SEVERITY_OFF);
	assert_true(diag_pass_on(&diags, SEVERITY_ERROR, "c", &heard.list.items[0], NULL));
	diags_release(&heard);
	assert_prints("f:1:4: warning: wrong [b]\n"
		      "    1 | ab cd\n"
		      "      |    ^~\n"
		      "      = go on\n");
	assert_int_equal(diags.warnings, 1);
	assert_int_equal(diags.errors, 0);
}

static void assert_folds(size_t most, const char *wanted)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	assert_non_null(stream);
	diags_print_folded(&diags, stream, false, most);
	diags_print_count(&diags, stream);
	fclose(stream);
	assert_string_equal(text, wanted);
	free(text);
}

static void what_says_the_same_is_folded(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++) {
		diag_file(&diags, SEVERITY_ERROR, "a", STR("f"), NULL, "x");
		diag_file(&diags, SEVERITY_WARNING, "a", STR("g"), NULL, "x");
		diag_file(&diags, SEVERITY_WARNING, "a", STR("h"), NULL, "x%d", i);
	}
	diag_file(&diags, SEVERITY_WARNING, "b", STR("g"), NULL, "x");
	assert_folds(2, "f: error: x [a]\nf: error: x [a]\n"
			"      = and 3 more like it; --all shows them\n"
			"g: warning: x [a]\ng: warning: x [a]\n"
			"      = and 3 more like it; --all shows them\n"
			"g: warning: x [b]\n"
			"h: warning: x0 [a]\nh: warning: x1 [a]\nh: warning: x2 [a]\n"
			"h: warning: x3 [a]\nh: warning: x4 [a]\n"
			"5 errors, 11 warnings in 3 files\n");
}

static void few_are_not_folded(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		diag_file(&diags, SEVERITY_ERROR, "a", STR("f"), NULL, "x");
	assert_folds(2, "f: error: x [a]\nf: error: x [a]\n2 errors in 1 file\n");
}

static void counts(void **state)
{
	(void)state;
	assert_folds(3, "");
	diag_file(&diags, SEVERITY_NOTE, "a", STR("f"), NULL, "x");
	assert_folds(3, "f: note: x [a]\n");
	diag_file(&diags, SEVERITY_WARNING, "a", STR_UNKNOWN, NULL, "y");
	assert_folds(3, "almanac: warning: y [a]\nf: note: x [a]\n1 warning\n");
	diag_file(&diags, SEVERITY_ERROR, "a", STR("g"), NULL, "z");
	assert_folds(3, "almanac: warning: y [a]\nf: note: x [a]\ng: error: z [a]\n"
			"1 error, 1 warning in 1 file\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(as_the_header_shows),
		TEST(nothing),
		TEST(files_and_the_run),
		TEST(a_source_without_text_is_the_whole_file),
		TEST(an_empty_file_has_a_first_line),
		TEST(first_and_last_byte),
		TEST(underlines_stop_at_the_line),
		TEST(length_nought_is_one_character),
		TEST(tabs_are_one_column),
		TEST(wide_and_combining_characters),
		TEST(bytes_that_do_not_show),
		TEST(nul_in_the_line),
		TEST(texts_do_not_command_the_terminal),
		TEST(long_lines_are_cut_around_the_caret),
		TEST(lines_that_just_fit),
		TEST(long_lines_are_cut_between_characters),
		TEST(line_numbers_of_any_length),
		TEST(sorted_by_place_then_order),
		TEST(prints_the_same_again),
		TEST(colours),
		TEST(outlives_its_source),
		TEST(released_is_empty),
		TEST(caret_at_a_mark),
		TEST(a_mark_without_a_character),
		TEST(directions_are_not_turned),
		TEST(errors_are_told_apart),
		TEST(severities_can_be_set),
		TEST(what_was_being_made),
		TEST(passed_on),
		TEST(what_says_the_same_is_folded),
		TEST(few_are_not_folded),
		TEST(counts),
	};

	return RUN(tests);
}
