#include "site/seals.h"

#include "base/sha256.h"

#include "../unit.h"

static struct arena arena;
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
	arena_release(&arena);
	return 0;
}

/* Version VERSION of LEVEL in release RELEASE, with the bundle EVENTS. */
static struct seal entry(enum level level, int version, int release, int events)
{
	struct seal seal = {.guide = level, .version = version, .release = release,
			    .date = {2026, 1, release % 28 + 1}, .format = 1, .events = events};

	if (release > 28)
		seal.date = (struct date){2026, 2, 1};
	seal.text = sha256(&arena, str_printf(&arena, "text %d %d", (int)level, version));
	seal.bundle = sha256(&arena, str_printf(&arena, "bundle %d", events));
	return seal;
}

static struct seal withdrawal(enum level level, int version, int day)
{
	return (struct seal){.guide = level, .version = version, .date = {2026, 2, day},
			     .withdrawn = STR("A court has ordered it.")};
}

/* As it is, with seals that are right, whatever else is wrong with it. */
static void put(struct seals *seals, struct seal seal)
{
	size_t count = seals->list.count;

	seal.previous = count ? seals->list.items[count - 1].seal : STR_UNKNOWN;
	seal.seal = seals_hash(&arena, &seal);
	*list_add(&seals->list, &arena) = seal;
}

static struct str text_of(const struct seals *seals)
{
	struct buf text = BUF_INIT;
	struct str copy;

	seals_write(&text, seals);
	copy = str_copy(&arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

static bool reads(struct str text, struct seals *seals)
{
	bool good;

	diags_release(&diags);
	*seals = (struct seals){.source = {STR("seals.json"), text}};
	good = seals_read(&arena, &diags, seals);
	assert_int_equal(good, diags.errors == 0);
	return good;
}

/* The only message holds WANTED. */
static void refuses(struct str text, const char *wanted)
{
	struct seals seals;
	bool good = reads(text, &seals);
	struct diag *said = diags.list.items;

	if (good || diags.list.count != 1 || !strstr(said->message.ptr, wanted))
		print_error("wanted \"%s\", got \"%.*s\" for\n%.*s", wanted,
			    good ? 0 : (int)said->message.len, good ? "" : said->message.ptr,
			    STR_ARG(text));
	assert_false(good);
	assert_int_equal(diags.list.count, 1);
	assert_non_null(strstr(said->message.ptr, wanted));
}

/* Three releases of two guides; the second one has pictures, figures and a note. */
static void put_good(struct seals *seals)
{
	struct seal rich = entry(LEVEL_BEGINNER, 2, 2, 2), last = entry(LEVEL_BEGINNER, 3, 3, 2);

	put(seals, entry(LEVEL_BEGINNER, 1, 1, 1));
	put(seals, entry(LEVEL_ADVANCED, 1, 1, 1));
	rich.note = STR("A \"quoted\" \\ note, größer — 数");
	rich.figures = (struct figure_counts){true, 1, 2, 3, 4, 5, 6};
	*list_add(&rich.pictures, &arena) =
		(struct sealed_picture){STR("a.png"), sha256(&arena, STR("a"))};
	*list_add(&rich.pictures, &arena) =
		(struct sealed_picture){STR("b \"c\".png"), sha256(&arena, STR("b"))};
	put(seals, rich);
	put(seals, withdrawal(LEVEL_BEGINNER, 2, 1));
	last.date = (struct date){2026, 2, 1};
	put(seals, last);
}

static void round_trip(void **state)
{
	struct seals made = {0}, read;
	const struct seal *rich;

	(void)state;
	put_good(&made);
	assert_true(reads(text_of(&made), &read));
	assert_true(str_equal(text_of(&made), text_of(&read)));
	assert_int_equal(read.list.count, 5);
	assert_int_equal(read.releases, 3);
	assert_int_equal(read.bundles, 2);
	rich = seals_version(&read, LEVEL_BEGINNER, 2);
	assert_str(rich->note, "A \"quoted\" \\ note, größer — 数");
	assert_int_equal(rich->pictures.count, 2);
	assert_str(rich->pictures.items[1].name, "b \"c\".png");
	assert_true(rich->figures.known);
	assert_int_equal(rich->figures.unchecked, 6);
	assert_unknown(read.list.items[0].note);
	assert_unknown(read.list.items[0].previous);
}

static void looks_up(void **state)
{
	struct seals made = {0}, read;

	(void)state;
	put_good(&made);
	assert_true(reads(text_of(&made), &read));
	assert_null(seals_version(&read, LEVEL_BEGINNER, 0));
	assert_null(seals_version(&read, LEVEL_BEGINNER, 4));
	assert_null(seals_version(&read, LEVEL_INTERMEDIATE, 1));
	assert_null(seals_newest(&read, LEVEL_INTERMEDIATE));
	assert_null(seals_live(&read, LEVEL_INTERMEDIATE));
	assert_int_equal(seals_newest(&read, LEVEL_BEGINNER)->version, 3);
	assert_int_equal(seals_live(&read, LEVEL_BEGINNER)->version, 3);
	assert_str(seals_withdrawal(&read, LEVEL_BEGINNER, 2)->withdrawn,
		   "A court has ordered it.");
	assert_null(seals_withdrawal(&read, LEVEL_BEGINNER, 1));
	assert_int_equal(seals_live_bundle(&read), 2);
	assert_true(seals_bundle_stands(&read, 1));
	assert_true(seals_bundle_stands(&read, 2));
	assert_false(seals_bundle_stands(&read, 3));
}

static void lives_on_after_withdrawals(void **state)
{
	struct seals seals = {0};
	struct seal first = entry(LEVEL_BEGINNER, 1, 1, 1), second = entry(LEVEL_BEGINNER, 2, 2, 2);
	struct seal gone = withdrawal(LEVEL_BEGINNER, 2, 1), all = withdrawal(LEVEL_BEGINNER, 1, 2);

	(void)state;
	seals_add(&arena, &seals, &first);
	seals_add(&arena, &seals, &second);
	seals_add(&arena, &seals, &gone);
	assert_int_equal(seals_live(&seals, LEVEL_BEGINNER)->version, 1);
	assert_int_equal(seals_newest(&seals, LEVEL_BEGINNER)->version, 2);
	assert_int_equal(seals_live_bundle(&seals), 1);
	assert_false(seals_bundle_stands(&seals, 2));
	seals_add(&arena, &seals, &all);
	assert_null(seals_live(&seals, LEVEL_BEGINNER));
	assert_int_equal(seals_live_bundle(&seals), 0);
	assert_true(reads(text_of(&seals), &seals));
}

static void none(void **state)
{
	struct seals seals = {0};

	(void)state;
	assert_str(text_of(&seals), "[\n]\n");
	assert_true(reads(STR("[\n]\n"), &seals));
	refuses(STR("[]"), "not how almanac writes seals");
	refuses(STR("[]\n"), "not how almanac writes seals");
	refuses(STR("{}\n"), "not a list");
	refuses(STR("[\n1\n]\n"), "no entry");
	assert_false(reads(STR(""), &seals));
}

/* TEXT with TO in place of the first FROM. */
static struct str replaced(struct str text, const char *from, const char *to)
{
	const char *at = strstr(text.ptr, from);
	size_t before = (size_t)(at - text.ptr);

	assert_non_null(at);
	return str_join3(&arena, str_slice(text, 0, before), str_of(to),
			 str_slice(text, before + strlen(from), text.len));
}

static void every_byte_is_canonical(void **state)
{
	static const struct {
		const char *from, *to, *said;
	} cases[] = {
		{"[\n{", "[{", "not how"},
		{"[\n{", "\n[\n{", "not how"},
		{"},\n{", "},{", "not how"},
		{"},\n{", "},\r\n{", "not how"},
		{"\n]\n", "\n]", "not how"},
		{"\n]\n", "\n]\n\n", "not how"},
		{"\"version\":1", "\"version\": 1", "not how"},
		{"\"version\":1", "\"version\":1.0", "not how"},
		{"\"version\":1", "\"version\":1e0", "not how"},
		{"\"version\":1,\"release\":1", "\"release\":1,\"version\":1", "not how"},
		{"\"note\":null", "\"note\":null,\"more\":1", "not how"},
		{"größer", "gr\\u00f6\\u00dfer", "not how"},
		{"{\"a.png\"", "{ \"a.png\"", "not how"},
		{"{\"bound\":1,\"matched\":2", "{\"matched\":2,\"bound\":1", "not how"},
		{"\"note\":null", "\"note\":\"\"", "changed since it was sealed"},
		{"2026-01-02", "2026-01-01", "changed since it was sealed"},
		{"\"bound\":1", "\"bound\":9", "changed since it was sealed"},
		{"\"a.png\"", "\"a.gif\"", "changed since it was sealed"},
		{"A court", "A Court", "changed since it was sealed"},
		{"\"guide\":\"beginner\"", "\"guide\":\"novice\"", "no such level"},
		{"\"version\":1", "\"version\":0", "not a number that a seal has"},
		{"\"version\":1", "\"version\":-1", "not a number that a seal has"},
		{"\"version\":1", "\"version\":1.5", "not a number that a seal has"},
		{"\"version\":1", "\"version\":\"1\"", "should be"},
		{"\"events\":1", "\"events\":1000000001", "not a number that a seal has"},
		{"\"events\":1", "\"events\":1000000000", "not the next bundle"},
		{"2026-01-02", "2026-01", "not a day"},
		{"2026-01-02", "2026-02-30", "not a day"},
		{"\"text\":\"", "\"text\":\"0", "not a SHA-256"},
		{"\"note\":null,", "", "should be"},
		{"\"pictures\":{}", "\"pictures\":[]", "should be"},
		{"\"pictures\":{}", "\"pictures\":{\"x\":1}", "not a SHA-256"},
		{"\"figures\":null", "\"figures\":{}", "not a count of figures"},
		{"\"figures\":null", "\"figures\":1", "should be"},
		{"\"previous\":null", "\"previous\":\"\"", "not the seal of the entry before"},
		{"\"bound\":1", "\"bound\":-1", "not a count of figures"},
		{"\"format\":1", "\"format\":2", "formats up to 1"},
	};
	struct seals made = {0};

	(void)state;
	put_good(&made);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		refuses(replaced(text_of(&made), cases[i].from, cases[i].to), cases[i].said);
}

/* Chains whose seals are right, and whose entries are not. */
static void order(void **state)
{
	struct seal later = entry(LEVEL_BEGINNER, 1, 1, 1);
	struct seal other = entry(LEVEL_BEGINNER, 2, 2, 1);
	struct seal unsorted = entry(LEVEL_BEGINNER, 1, 1, 1);
	struct {
		struct seal entries[4];
		const char *said;
	} cases[] = {
		{{entry(0, 2, 1, 1)}, "not the next version"},
		{{entry(0, 1, 1, 1), entry(0, 1, 2, 1)}, "not the next version"},
		{{entry(0, 1, 1, 1), entry(0, 3, 2, 1)}, "not the next version"},
		{{entry(0, 1, 2, 1)}, "not the next release"},
		{{entry(0, 1, 1, 1), entry(0, 2, 3, 1)}, "not the next release"},
		{{entry(0, 1, 1, 1), entry(0, 2, 1, 1)}, "not the next release"},
		{{entry(2, 1, 1, 1), entry(0, 1, 1, 1)}, "not the next release"},
		{{entry(0, 1, 1, 1), withdrawal(0, 1, 1), entry(2, 1, 1, 1)}, "earlier date"},
		{{entry(0, 1, 1, 2)}, "not the next bundle"},
		{{entry(0, 1, 1, 1), entry(0, 2, 2, 3)}, "not the next bundle"},
		{{withdrawal(0, 1, 1)}, "was not there"},
		{{entry(0, 1, 1, 1), withdrawal(0, 2, 1)}, "was not there"},
		{{entry(0, 1, 1, 1), withdrawal(2, 1, 1)}, "was not there"},
		{{entry(0, 1, 1, 1), withdrawal(0, 1, 1), withdrawal(0, 1, 1)},
		 "was withdrawn before"},
		{{entry(0, 1, 1, 1), other}, "not the next bundle"},
		{{entry(0, 1, 1, 1), withdrawal(0, 1, 1), later}, "not the next release"},
		{{unsorted}, "order of their names"},
	};

	(void)state;
	cases[14].entries[1].bundle = sha256(&arena, STR("another"));
	cases[15].entries[2].guide = LEVEL_ADVANCED;
	cases[15].entries[2].date = (struct date){2026, 2, 2};
	for (int i = 0; i < 2; i++)
		*list_add(&cases[16].entries[0].pictures, &arena) = (struct sealed_picture){
			i ? STR("a.png") : STR("b.png"), sha256(&arena, STR("a"))};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seals seals = {0};

		for (size_t j = 0; j < 4 && cases[i].entries[j].version; j++)
			put(&seals, cases[i].entries[j]);
		refuses(text_of(&seals), cases[i].said);
	}
}

static void the_seal_before(void **state)
{
	struct seals made = {0}, cut = {0};

	(void)state;
	put_good(&made);
	for (size_t i = 1; i < made.list.count; i++)
		*list_add(&cut.list, &arena) = made.list.items[i];
	refuses(text_of(&cut), "not the seal of the entry before");
	cut.list.items[0] = made.list.items[0];
	refuses(text_of(&cut), "not the seal of the entry before");
}

/* A chain of thousands of entries, every other one a withdrawal. */
static void a_long_chain(void **state)
{
	enum { VERSIONS = 2000 };
	struct seals made = {0}, read;

	(void)state;
	for (int i = 1; i <= VERSIONS; i++) {
		struct seal seal = entry(LEVEL_BEGINNER, i, i, i);
		struct seal gone = withdrawal(LEVEL_BEGINNER, i, 1);

		seal.date = (struct date){2026, 2, 1};
		seals_add(&arena, &made, &seal);
		if (i < VERSIONS)
			seals_add(&arena, &made, &gone);
	}
	assert_true(reads(text_of(&made), &read));
	assert_int_equal(read.list.count, 2 * VERSIONS - 1);
	assert_int_equal(read.bundles, VERSIONS);
	assert_int_equal(seals_live(&read, LEVEL_BEGINNER)->version, VERSIONS);
	for (int i = 1; i < VERSIONS; i++)
		assert_non_null(seals_withdrawal(&read, LEVEL_BEGINNER, i));
}

static void names_of_files(void **state)
{
	static const char *const bad[] = {"",       "v.md",  "v0.md",  "v01.md",         "v1.txt",
					  "x1.md",  "v1",    "v1.mdx", "v123456789.md",  "v1a.md",
					  "v-1.md", "v+1.md"};

	(void)state;
	assert_int_equal(seals_file_number(STR("v1.md"), STR(".md")), 1);
	assert_int_equal(seals_file_number(STR("v1234.json"), STR(".json")), 1234);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(seals_file_number(str_of(bad[i]), STR(".md")), 0);
	assert_str(seals_text_path(&arena, STR("t"), LEVEL_ADVANCED, 12),
		   "content/t/versions/advanced/v12.md");
	assert_str(seals_bundle_path(&arena, STR("t"), 3), "content/t/versions/events/v3.json");
	assert_str(seals_path(&arena, STR("t")), "content/t/versions/seals.json");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(round_trip), TEST(looks_up), TEST(lives_on_after_withdrawals),
		TEST(none), TEST(every_byte_is_canonical), TEST(order),
		TEST(the_seal_before), TEST(a_long_chain), TEST(names_of_files),
	};

	return RUN(tests);
}
