#include "format/language.h"

#include "../unit.h"

static void tags_have_their_form(void **state)
{
	static const char *const good[] = {"en", "pt-BR", "zh-Hant", "de-CH-1996", "ckb", "es-419"};
	static const char *const bad[] = {"", "e", "en-", "-en", "e-n", "en_GB", "en--GB", "Deutsch sprache", "abcdefghi"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(language_is_tag(str_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(language_is_tag(str_of(bad[i])));
	assert_false(language_is_tag(STR_UNKNOWN));
}

static void direction_is_the_scripts_or_the_languages(void **state)
{
	static const char *const right[] = {"ar", "he", "fa-IR", "AR-eg", "ur", "az-Arab", "pa-Arab-PK", "zh-cmn-Hebr"};
	static const char *const left[] = {"en", "de-CH", "ar-Latn", "he-Latn-IL", "zh-Hant", "de-1996", "arn", "az"};

	(void)state;
	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		assert_true(language_from_right(str_of(right[i])));
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		assert_false(language_from_right(str_of(left[i])));
	assert_false(language_from_right(STR_UNKNOWN));
}

static void a_tag_is_widened_from_its_end(void **state)
{
	(void)state;
	assert_str(language_wider(STR("de-CH-1996")), "de-CH");
	assert_str(language_wider(STR("de-CH")), "de");
	assert_unknown(language_wider(STR("de")));
	assert_unknown(language_wider(STR_UNKNOWN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_have_their_form),
		cmocka_unit_test(direction_is_the_scripts_or_the_languages),
		cmocka_unit_test(a_tag_is_widened_from_its_end),
	};

	return RUN(tests);
}
