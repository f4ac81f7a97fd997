#include "site/history.h"

#include "base/sha256.h"

#include "../unit.h"

static struct arena arena;
static struct versions versions;

static int set_up(void **state)
{
	(void)state;
	versions = (struct versions){.arena = &arena};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* A version of the beginner guide on day RELEASE, with a bundle of its own: JSON with ' for ". */
static void release(const char *deals, const char *facts)
{
	int number = versions.seals.releases + 1;
	struct str text = str_printf(&arena, "{'as_of':'2026','deals':[%s],'facts':[%s],"
				     "'timeline':[],'faq':[],'posts':[]}", deals, facts);
	struct sealed_file *files = arena_array(&arena, struct sealed_file, (size_t)number);
	char *json = arena_copy(&arena, text.ptr, text.len);
	struct seal seal = {.guide = LEVEL_BEGINNER, .version = number, .release = number,
			    .date = {2026, 1, number}, .format = 1, .events = number};

	for (char *at = json; *at; at++)
		if (*at == '\'')
			*at = '"';
	for (int i = 1; i < number; i++)
		files[i - 1] = versions.bundles[i - 1];
	files[number - 1].path = STR("v.json");
	files[number - 1].text = str_of(json);
	versions.bundles = files;
	seal.text = seal.bundle = sha256(&arena, str_of(json));
	seals_add(&arena, &versions.seals, &seal);
}

static void withdraw(int version)
{
	struct seal seal = {.guide = LEVEL_BEGINNER, .version = version, .date = {2026, 2, 1},
			    .withdrawn = STR("Why")};

	seals_add(&arena, &versions.seals, &seal);
	versions.bundles[version - 1] = (struct sealed_file){0};
}

#define DEAL(scale) "{'id':'d','party_a':'A','party_b':'B','scale':" scale "}"
#define FACT(text) "{'id':'f','statement':'" text "'}"

static void nothing_changed(void **state)
{
	(void)state;
	assert_int_equal(history_make(&arena, NULL, &versions).records.count, 0);
	release(DEAL("'1 GW'"), FACT("One"));
	assert_int_equal(history_make(&arena, NULL, &versions).records.count, 0);
	release(DEAL("'1 GW'"), FACT("One"));
	assert_int_equal(history_make(&arena, NULL, &versions).records.count, 0);
}

static void became_known(void **state)
{
	struct history history;
	struct fact_history *record;

	(void)state;
	release(DEAL("null"), FACT("One"));
	release(DEAL("null"), FACT("One"));
	release(DEAL("'1 GW'"), FACT("*Two*"));
	history = history_make(&arena, NULL, &versions);
	assert_int_equal(history.records.count, 2);
	record = &history.records.items[0];
	assert_str(record->label, "A and B");
	assert_str(record->anchor, "deal-d");
	assert_int_equal(record->states.count, 2);
	assert_unknown(record->states.items[0].scale);
	assert_int_equal(record->states.items[0].date.day, 1);
	assert_false(record->states.items[0].added);
	assert_str(record->states.items[1].scale, "1 GW");
	assert_int_equal(record->states.items[1].date.day, 3);
	assert_str(history.records.items[1].label, "Two");
	assert_str(history.records.items[1].states.items[0].scale, "One");
}

static void removed_and_there_again(void **state)
{
	struct history history;
	struct fact_history *record;

	(void)state;
	release(DEAL("'1 GW'"), "");
	release("", "");
	history = history_make(&arena, NULL, &versions);
	assert_int_equal(history.records.count, 1);
	assert_unknown(history.records.items[0].anchor);
	release(DEAL("'1 GW'"), "");
	history = history_make(&arena, NULL, &versions);
	record = &history.records.items[0];
	assert_int_equal(record->states.count, 3);
	assert_true(record->states.items[1].removed);
	assert_false(record->states.items[2].removed);
	assert_false(record->states.items[2].added);
	assert_str(record->anchor, "deal-d");
}

/* A fact that was added stands with what its version changed. */
static void added(void **state)
{
	struct history history;

	(void)state;
	release("", "");
	release(DEAL("'1 GW'"), FACT("One"));
	history = history_make(&arena, NULL, &versions);
	assert_int_equal(history.records.count, 1);
	assert_true(history.records.items[0].states.items[0].added);
	assert_int_equal(history.records.items[0].states.items[0].date.day, 2);
}

/* What only a withdrawn version said is said nowhere. */
static void withdrawn(void **state)
{
	struct history history;

	(void)state;
	release(DEAL("'1 GW'"), FACT("One"));
	release(DEAL("'2 GW'"), FACT("Secret"));
	release(DEAL("'3 GW'"), FACT("One"));
	withdraw(2);
	history = history_make(&arena, NULL, &versions);
	assert_int_equal(history.records.count, 1);
	assert_int_equal(history.records.items[0].states.count, 2);
	assert_str(history.records.items[0].states.items[0].scale, "1 GW");
	assert_str(history.records.items[0].states.items[1].scale, "3 GW");
	withdraw(1);
	assert_int_equal(history_make(&arena, NULL, &versions).records.count, 0);
	withdraw(3);
	assert_int_equal(history_make(&arena, NULL, &versions).records.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(nothing_changed), TEST(became_known),
					   TEST(removed_and_there_again), TEST(added),
					   TEST(withdrawn)};

	md_init();
	return RUN(tests);
}
