#include "site/words.h"

#include "site/embedded.h"

#include "../unit.h"

static struct arena arena;
static const struct source nowhere = {{"content/site.json", 17}, {"", 0}};

/* The words of LANGUAGE; COUNT messages are said of them. */
static const struct words *load(const char *language, size_t count)
{
	const struct words *words;
	struct diags diags;

	diags_init(&diags);
	words = words_load(&arena, str_of(language), (struct place){&nowhere, 0, 0}, &diags);
	if (diags.list.count != count)
		diags_print(&diags, stderr, false);
	assert_int_equal(diags.list.count, count);
	diags_release(&diags);
	return words;
}

/* The tag of a catalogue that is compiled in, or nothing. */
static struct str language_of(const struct embedded_file *file)
{
	struct str path = str_of(file->path), dir = STR("templates/words/");

	if (!str_starts(path, dir))
		return STR_UNKNOWN;
	return str_slice(path, dir.len, path.len - strlen(".json"));
}

static void catalogues_have_every_word(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < embedded_file_count; i++) {
		struct str language = language_of(&embedded_files[i]);

		if (!language.ptr)
			continue;
		load(str_copy(&arena, language).ptr, 0);
		count++;
	}
	assert_int_equal(count, 4);
}

static void a_region_has_the_words_of_its_language(void **state)
{
	(void)state;
	assert_str(words_get(load("de-CH-1996", 0), at_words_topics), "Themen");
	assert_str(words_get(load("en-GB", 0), at_words_topics), "Topics");
	assert_str(words_get(load("tlh", 1), at_words_topics), "Topics");
	assert_str(words_get(NULL, at_words_topics), "Topics");
}

static void dates_are_as_coarse_as_they_are_known(void **state)
{
	const struct words *french = load("fr", 0), *german = load("de", 0), *spanish = load("es", 0);

	(void)state;
	assert_str(words_date(&arena, NULL, (struct date){2025, 1, 21}), "21 January 2025");
	assert_str(words_date(&arena, NULL, (struct date){2025, 1, 0}), "January 2025");
	assert_str(words_date(&arena, NULL, (struct date){800, 0, 0}), "800");
	assert_str(words_date(&arena, german, (struct date){2025, 3, 1}), "1. März 2025");
	assert_str(words_date(&arena, french, (struct date){2025, 8, 1}), "1er août 2025");
	assert_str(words_date(&arena, french, (struct date){2025, 8, 11}), "11 août 2025");
	assert_str(words_date(&arena, spanish, (struct date){2025, 9, 5}), "5 de septiembre de 2025");
	assert_str(words_date(&arena, spanish, (struct date){2025, 9, 0}), "septiembre de 2025");
	assert_str(words_date(&arena, load("ar", 0), (struct date){2025, 12, 5}), "5 ديسمبر 2025");
}

static void forms_are_filled(void **state)
{
	(void)state;
	assert_str(WORDS_FILL(&arena, STR("{b} of {a}{a}, {c} {"), {"a", STR("x")}, {"b", STR("{a}")}),
		   "{a} of xx, {c} {");
	assert_str(WORDS_FILL(&arena, STR(""), {"a", STR("x")}), "");
}

static void scripts_get_what_is_not_english(void **state)
{
	const struct words *german = load("de", 0);
	struct str json = words_get(german, at_words_script);

	(void)state;
	assert_true(str_starts(json, STR("{\"Colours\":\"Farben\",")));
	assert_true(str_ends(json, STR("\"Fact\":\"Fakt\"}")));
	assert_unknown(words_get(load("en", 0), at_words_script));
}

static bool is_word_of_scripts(struct str text)
{
	for (int i = at_words_colours; i < at_words_script; i++)
		if (str_equal(text, words_get(NULL, i)))
			return true;
	return false;
}

/* How many texts the script says; each is among the words. */
static size_t said_in(struct str script)
{
	const struct str call = STR("say('");
	size_t count = 0;

	for (size_t at = 0; at + call.len < script.len; at++) {
		struct str rest = str_slice(script, at, script.len), text;

		if (!str_starts(rest, call))
			continue;
		text = str_slice(rest, call.len, rest.len);
		text = str_slice(text, 0, str_find(text, '\''));
		if (!is_word_of_scripts(text))
			fail_msg("no word is \"%.*s\"", STR_ARG(text));
		count++;
	}
	return count;
}

static void what_scripts_say_is_among_the_words(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < embedded_file_count; i++)
		if (str_ends(str_of(embedded_files[i].path), STR(".js")))
			count += said_in((struct str){embedded_files[i].bytes, embedded_files[i].length});
	assert_true(count > 12);
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(catalogues_have_every_word),
		cmocka_unit_test(a_region_has_the_words_of_its_language),
		cmocka_unit_test(dates_are_as_coarse_as_they_are_known),
		cmocka_unit_test(forms_are_filled),
		cmocka_unit_test(scripts_get_what_is_not_english),
		cmocka_unit_test(what_scripts_say_is_among_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
