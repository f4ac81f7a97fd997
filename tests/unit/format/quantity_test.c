#include "format/quantity.h"

#include "../unit.h"

/* What is read in TEXT; the arena is freed at the end of each test. */
static struct quantities read_all(struct arena *arena, struct str text)
{
	struct quantities quantities = {0};

	quantity_read(arena, text, &quantities);
	return quantities;
}

/* The only figure in TEXT. */
static struct quantity figure(struct arena *arena, const char *text)
{
	struct quantities all = read_all(arena, str_of(text));

	if (all.list.count != 1)
		fail_msg("%zu figures in \"%s\"", all.list.count, text);
	return all.list.items[0];
}

static void assert_none(const char *text)
{
	struct arena arena = ARENA_INIT;
	struct quantities all = read_all(&arena, str_of(text));

	if (all.list.count)
		fail_msg("\"%.*s\" in \"%s\"",
			 (int)(all.list.items[0].end - all.list.items[0].begin),
			 text + all.list.items[0].begin, text);
	arena_release(&arena);
}

static void assert_span(const char *text, const char *span)
{
	struct arena arena = ARENA_INIT;
	struct quantity one = figure(&arena, text);

	assert_int_equal(one.end - one.begin, strlen(span));
	assert_memory_equal(text + one.begin, span, strlen(span));
	arena_release(&arena);
}

static void assert_compares(const char *prose, const char *backing,
			    enum quantity_relation wanted)
{
	struct arena arena = ARENA_INIT;
	struct quantity a = figure(&arena, prose), b = figure(&arena, backing);

	if (quantity_compare(&a, &b) != wanted)
		fail_msg("\"%s\" for \"%s\": %d", prose, backing, quantity_compare(&a, &b));
	arena_release(&arena);
}

#define EQUAL(prose, backing) assert_compares(prose, backing, QUANTITY_EQUAL)
#define DIFFERS(prose, backing) assert_compares(prose, backing, QUANTITY_DIFFERS)
#define OTHER(prose, backing) assert_compares(prose, backing, QUANTITY_OTHER)

static void units_are_sorted_and_small(void **state)
{
	(void)state;
	for (size_t i = 0; i < quantity_unit_count; i++) {
		assert_true(quantity_units[i].factor < 10000000000000000u);
		if (i)
			assert_true(strcmp(quantity_units[i - 1].form, quantity_units[i].form) < 0);
	}
}

static void every_unit_has_its_dimension(void **state)
{
	struct quantity_measure measure;

	(void)state;
	for (size_t i = 0; i < quantity_unit_count; i++) {
		struct str form = str_of(quantity_units[i].form);

		assert_true(quantity_unit_find(form, &measure));
		assert_ptr_equal(measure.unit, &quantity_units[i]);
		if (quantity_units[i].per)
			assert_non_null(measure.per);
	}
}

static void prefixes(void **state)
{
	struct quantity_measure measure;

	(void)state;
	assert_true(quantity_unit_find(STR("GW"), &measure));
	assert_int_equal(measure.power, 9);
	assert_true(quantity_unit_find(STR("Gigawatts"), &measure));
	assert_int_equal(measure.power, 9);
	assert_true(quantity_unit_find(STR("kilowatt hours"), &measure));
	assert_string_equal(measure.unit->dimension, "Wh");
	assert_true(quantity_unit_find(STR("mW"), &measure));
	assert_int_equal(measure.power, -3);
	assert_true(quantity_unit_find(STR("\u00b5m"), &measure));
	assert_true(quantity_unit_find(STR("\u03bcm"), &measure));
	assert_int_equal(measure.power, -6);
	/* No prefixes of prefixes, and none of units that take none. */
	assert_false(quantity_unit_find(STR("kGW"), &measure));
	assert_false(quantity_unit_find(STR("Mh"), &measure));
	assert_false(quantity_unit_find(STR("has"), &measure));
	assert_false(quantity_unit_find(STR(""), &measure));
	assert_false(quantity_unit_find(STR("k"), &measure));
}

static void divided_units(void **state)
{
	struct quantity_measure a, b;

	(void)state;
	assert_true(quantity_measure_parse(STR("mile/h"), &a));
	assert_true(quantity_measure_parse(STR("mph"), &b));
	assert_true(quantity_measures_agree(a, b));
	assert_true(quantity_measure_parse(STR("mile"), &b));
	assert_false(quantity_measures_agree(a, b));
	assert_false(quantity_measure_parse(STR("m/furlongs"), &a) && !a.per);
	assert_false(quantity_measure_parse(STR("m/x y z"), &a));
}

static void spans_have_all_but_the_noun(void **state)
{
	(void)state;
	assert_span("It has more than 3,000 NVIDIA H200 GPUs.", "more than 3,000");
	assert_span("It has 300+ MW.", "300+ MW");
	assert_span("It costs \u2212US$1.5 million a year.", "\u2212US$1.5 million");
	assert_span("A load between about 5 and 10\u00a0GW.", "between about 5 and 10\u00a0GW");
	assert_span("A 12\u2011hour shift.", "12\u2011hour");
	assert_span("The 300-bed hospital.", "300-bed");
	assert_span("a figure of 5 GW or more", "5 GW or more");
	assert_span("(up to 5 GW)", "up to 5 GW");
	assert_span("5", "5");
	/* Powers that are too large, or none, are left where they are. */
	assert_span("about 10^1000 atoms", "about 10");
	assert_span("about 10^2\u00bd kg", "about 10");
}

static void nouns(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_str(figure(&arena, "the 220,000+ NVIDIA GPUs of it").noun, "GPUs");
	assert_str(figure(&arena, "with 40 Model 3 cars").noun, "cars");
	assert_str(figure(&arena, "with 12 high-speed trains").noun, "trains");
	assert_str(figure(&arena, "has 30 of the data centers").noun, "centers");
	assert_str(figure(&arena, "has 40 sales offices").noun, "offices");
	assert_str(figure(&arena, "has 40 systems").noun, "systems");
	assert_str(figure(&arena, "has 40 crew members").noun, "members");
	assert_str(figure(&arena, "has 40 crew on it").noun, "crew");
	assert_str(figure(&arena, "5 million passenger-kilometres").noun, "passenger-kilometres");
	assert_str(figure(&arena, "5 million tonne-kilometres").noun, "tonne-kilometres");
	assert_unknown(figure(&arena, "has 40, GPUs aside").noun);
	assert_unknown(figure(&arena, "rose by 40 in all").noun);
	assert_true(quantity_same_noun(STR("GPU"), STR("GPUs")));
	assert_true(quantity_same_noun(STR("Cities"), STR("city")));
	assert_true(quantity_same_noun(STR("persons"), STR("people")));
	assert_true(quantity_same_noun(STR("virus"), STR("Virus")));
	assert_false(quantity_same_noun(STR("GPU"), STR("TPU")));
	arena_release(&arena);
}

static void precision(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_int_equal(figure(&arena, "it has 12 GW").low.place, 0);
	assert_int_equal(figure(&arena, "it has 12.50 GW").low.place, -2);
	assert_int_equal(figure(&arena, "$1.2 billion").low.place, 8);
	assert_int_equal(figure(&arena, "220K chips").low.place, 3);
	assert_int_equal(figure(&arena, "2\u00bd years").low.place, -1);
	assert_int_equal(figure(&arena, "1.20e9 records").low.place, 7);
	arena_release(&arena);
}

static void conversion(void **state)
{
	(void)state;
	EQUAL("0.3 GW", "300 MW");
	EQUAL("300 MW", "0.3 GW");
	EQUAL("$0.5B", "$500 million");
	EQUAL("$500m", "US$0.5 billion");
	EQUAL("90 minutes", "1.5 hours");
	EQUAL("24 months", "2 years");
	EQUAL("5 km", "5,000 metres");
	EQUAL("3.6 MB/s", "3600 kB/s");
	EQUAL("50 basis points", "0.5 percentage points");
	EQUAL("1 TiB", "1024 GiB");
	EQUAL("5 t", "5,000 kg");
	OTHER("365 days", "1 year");
	OTHER("5 GW", "5 GWh");
	OTHER("$5", "\u20ac5");
	OTHER("5%", "5 percentage points");
	OTHER("5 km", "5 km/h");
	OTHER("5x", "5%");
}

static void equal_as_printed(void **state)
{
	(void)state;
	EQUAL("about 10 GW", "9.8 GW");
	EQUAL("10 GW", "9.8 GW");
	DIFFERS("10.2 GW", "9.8 GW");
	DIFFERS("9.8 GW", "10 GW");
	EQUAL("47%", "47.3%");
	EQUAL("47.0%", "47%");
	DIFFERS("47.0%", "47.3%");
	DIFFERS("47.5%", "47%");
	EQUAL("$1.2 billion", "$1,249 million");
	DIFFERS("$1.2 billion", "$1,251 million");
	EQUAL("1 hour", "80 minutes");
	DIFFERS("1.0 hours", "80 minutes");
	DIFFERS("220,000 GPUs", "219,700 GPUs");
	EQUAL("220K GPUs", "219,700 GPUs");
	EQUAL("by a factor of 10", "10\u00d7");
	EQUAL("\u22125 \u00b0C", "\u22125 \u00b0C");
	DIFFERS("5 \u00b0C", "\u22125 \u00b0C");
}

static void hedges_give_leave(void **state)
{
	(void)state;
	EQUAL("about 220,000 GPUs", "219,700 GPUs");
	DIFFERS("about 220,000 GPUs", "209,700 GPUs");
	DIFFERS("about 10 GW", "14 GW");
	EQUAL("about 3,000 chips", "2,960 chips");
	EQUAL("over 800 chips", "840 chips");
	DIFFERS("over 800 chips", "790 chips");
	DIFFERS("over 800 chips", "900 chips");
	EQUAL("nearly 840 chips", "838 chips");
	EQUAL("nearly 840 chips", "840 chips");
	DIFFERS("nearly 840 chips", "845 chips");
	EQUAL("less than 10 minutes", "9.5 minutes");
	DIFFERS("up to 840 chips", "838 chips");
	DIFFERS("at least 800 chips", "840 chips");
}

static void ranges_agree_end_by_end(void **state)
{
	(void)state;
	EQUAL("$11\u201313B", "$11 billion to $13 billion");
	EQUAL("between 0.5 and 1 GW", "500\u20131,000 MW");
	DIFFERS("$11\u201313B", "$11\u201314B");
	DIFFERS("$12B", "$11\u201313B");
	DIFFERS("5 GW", "5\u201310 GW");
	EQUAL("from 900 MW to 1.2 GW", "900\u20131,200 MW");
}

static void counts_need_the_noun(void **state)
{
	(void)state;
	EQUAL("220,000+ GPUs", "220,000 NVIDIA GPUs");
	EQUAL("1 GPU", "1 GPU");
	OTHER("220,000 GPUs", "220,000 TPUs");
	OTHER("220,000 in all", "220,000 GPUs");
	EQUAL("a rho of 0.81", "0.81");
	OTHER("ten GPUs", "ten GPUs");
}

static enum hedge_relation hedges(const char *prose, const char *backing)
{
	struct arena arena = ARENA_INIT;
	enum hedge_relation relation = quantity_compare_hedges(figure(&arena, prose).hedge,
							       figure(&arena, backing).hedge);

	arena_release(&arena);
	return relation;
}

static void hedges_are_kept_or_not(void **state)
{
	(void)state;
	assert_int_equal(hedges("up to 5 GW", "up to 5 GW"), HEDGE_SAME);
	assert_int_equal(hedges("5 GW", "up to 5 GW"), HEDGE_LOST);
	assert_int_equal(hedges("nearly 840 chips", "840+ chips"), HEDGE_TURNED);
	assert_int_equal(hedges("over 840 chips", "840+ chips"), HEDGE_SAME);
	assert_int_equal(hedges("at least 5 GW", "up to 5 GW"), HEDGE_TURNED);
	assert_int_equal(hedges("about 10 GW", "9.8 GW"), HEDGE_ADDED);
	assert_int_equal(hedges("10 GW", "about 9.8 GW"), HEDGE_LOST);
	assert_int_equal(hedges("about 10 GW", "nearly 10 GW"), HEDGE_SAME);
}

static void overlapping_hedges(void **state)
{
	struct arena arena = ARENA_INIT;

	(void)state;
	assert_int_equal(figure(&arena, "up to about 5 GW").hedge, HEDGE_AT_MOST);
	assert_int_equal(figure(&arena, "about 5 GW or more").hedge, HEDGE_AT_LEAST);
	assert_int_equal(figure(&arena, "over 840+ chips").hedge, HEDGE_OVER);
	assert_int_equal(figure(&arena, "roughly some about 5 GW").hedge, HEDGE_ABOUT);
	assert_int_equal(figure(&arena, "no more than 5 GW").hedge, HEDGE_AT_MOST);
	assert_int_equal(figure(&arena, "for over 10 years").hedge, HEDGE_OVER);
	assert_int_equal(figure(&arena, "spread over 10 years").hedge, HEDGE_NONE);
	assert_int_equal(figure(&arena, "it adds up to 5 GW").hedge, HEDGE_NONE);
	assert_int_equal(figure(&arena, "it may not exceed 5 GW").hedge, HEDGE_AT_MOST);
	arena_release(&arena);
}

/* LENGTH digits behind BEFORE. */
static struct str giant(struct arena *arena, const char *before, size_t length, char last)
{
	size_t at = strlen(before);
	char *text = arena_alloc(arena, at + length + 4);

	memcpy(text, before, at);
	memset(text + at, '9', length);
	text[at + length - 1] = last;
	memcpy(text + at + length, " GW", 4);
	return (struct str){text, at + length + 3};
}

static void numbers_of_400_digits(void **state)
{
	struct arena arena = ARENA_INIT;
	struct quantities a = read_all(&arena, giant(&arena, "", 400, '9'));
	struct quantities b = read_all(&arena, giant(&arena, "", 400, '8'));
	struct quantities c = read_all(&arena, giant(&arena, "", 401, '9'));
	struct quantities d = read_all(&arena, giant(&arena, "0.", 400, '9'));

	(void)state;
	assert_int_equal(a.list.count, 1);
	assert_int_equal(a.list.items[0].low.place, 0);
	assert_int_equal(d.list.items[0].low.place, -400);
	assert_int_equal(quantity_compare(a.list.items, a.list.items), QUANTITY_EQUAL);
	assert_int_equal(quantity_compare(a.list.items, b.list.items), QUANTITY_DIFFERS);
	assert_int_equal(quantity_compare(a.list.items, c.list.items), QUANTITY_DIFFERS);
	assert_int_equal(quantity_compare(a.list.items, d.list.items), QUANTITY_DIFFERS);
	assert_int_equal(quantity_compare(d.list.items, a.list.items), QUANTITY_DIFFERS);
	arena_release(&arena);
}

static struct decimal decimal_of(const char *digits)
{
	struct decimal number = {0};

	for (; *digits; digits++)
		decimal_digit(&number, (unsigned)(*digits - '0'));
	return number;
}

static void decimals_are_exact(void **state)
{
	struct decimal a = decimal_of("123456789012345678901234567890");
	struct decimal b = decimal_of("123456789012345678901234567891");
	struct decimal one = decimal_of("1");

	(void)state;
	assert_true(decimal_compare(a, b) < 0);
	assert_true(decimal_compare(b, a) > 0);
	assert_int_equal(decimal_compare(decimal_minus(b, a), one), 0);
	assert_int_equal(decimal_compare(decimal_shift(one, 3), decimal_of("1000")), 0);
	assert_int_equal(decimal_compare(decimal_times(one, 3600), decimal_of("3600")), 0);
	assert_true(decimal_compare(decimal_shift(one, 900), decimal_shift(one, -900)) > 0);
	assert_true(decimal_compare(decimal_of("0"), decimal_shift(one, 900)) < 0);
	assert_int_equal(decimal_compare(decimal_of("0"), decimal_shift(decimal_of("0"), 900)), 0);
	assert_int_equal(decimal_first(decimal_of("1200")), 3);
	assert_int_equal(decimal_last(decimal_of("1200")), 2);
}

static void characters(void **state)
{
	(void)state;
	EQUAL("5\u00a0GW", "5 GW");
	EQUAL("5\u202fGW", "5 GW");
	EQUAL("1\u202f200\u202fMW", "1,200 MW");
	EQUAL("\uff11\uff0c\uff12\uff10\uff10 MW", "1200 MW");
	EQUAL("5\u201110 GW", "5\u201310 GW");
	EQUAL("5\u201410 GW", "5-10 GW");
	EQUAL("1.77\u00d7 as fast", "1.77x as fast");
	EQUAL("\uff0414", "$14");
	EQUAL("up\u00a0to\u00a05\u00a0GW", "up to 5 GW");
	EQUAL("5\u2060 GW", "5 GW");
	EQUAL("1,00,000 t", "100,000 t");
	EQUAL("\u20b950 crore", "\u20b9500 million");
	EQUAL("6 \u00d7 10\u00b2\u00b3 kg", "6e23 kg");
}

static void what_is_no_figure(void **state)
{
	(void)state;
	assert_none("");
	assert_none("Claude 3, H200, V3.2, Trainium2\u20134, v5e/v5p and GPT-4");
	assert_none("in 2026, on May 6, on 6 May 2026, at 17:30, at 5 p.m. and in the 1990s");
	assert_none("2025\u20132026, 2026-27, 2026-04-20 and 10/23/2025");
	assert_none("the 3rd, No. 5, chapter 4, sections 3, 4 and 5");
	assert_none("+1 555 010 9999, 020 7946 0000, 555-0199");
	assert_none("a 3\u20131 win in the 4\u00d7100 m");
	assert_none("see https://example.com/5GW?x=10% and www.example.com/10 and a9@b.com");
	assert_none("as shown[12] and \ufffc5 \ufffc");
	assert_none("1.2.3, 3,4 and 192.168.0.1");
	assert_none("the 747; 221B Baker Street; order 4711 was 48213");
	assert_none("runway 09R/27L, pad 39A, courtroom 7B, subarea 4 and the 737 MAX 9 jets");
	assert_none("K. 626; 21 CFR 314; dial 112; Nineteen Eighty-Four; 14 Elm Grove");
}

static void numbers_in_words(void **state)
{
	struct arena arena = ARENA_INIT;
	struct quantities all = read_all(&arena, STR("tens of billions in ten years, two-thirds "
						     "within one minute, one of them first"));

	(void)state;
	assert_int_equal(all.list.count, 4);
	for (size_t i = 0; i < all.list.count; i++)
		assert_int_equal(all.list.items[i].kind, QUANTITY_WORDS);
	arena_release(&arena);
}

static void lists_share_a_unit(void **state)
{
	struct arena arena = ARENA_INIT;
	struct quantities all = read_all(&arena, STR("doses of 10, 20 and 40 mg, and 7 of 9 trials"));

	(void)state;
	assert_int_equal(all.list.count, 5);
	assert_true(all.list.items[0].inherits && all.list.items[1].inherits);
	assert_string_equal(all.list.items[0].low.measure.unit->dimension, "g");
	assert_str(all.list.items[3].noun, "trials");
	arena_release(&arena);
}

/* Figures are added behind those that are there. */
/* A word of change tells "from A to B" apart from a range, well before what else is looked at. */
static void changes_are_seen_from_afar(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str far = STR("Demand will grow quite considerably northwards altogether "
			     "unhindered from 5 GW to 10 GW");
	struct str none = STR("Demand will stay quite considerably northwards altogether "
			      "unhindered from 5 GW to 10 GW");

	(void)state;
	assert_int_equal(read_all(&arena, far).list.count, 2);
	assert_int_equal(read_all(&arena, none).list.count, 1);
	arena_release(&arena);
}

/* Words are remembered by where they fall: many of them, again and again. */
static void what_is_remembered_stays_right(void **state)
{
	struct quantity_measure measure;
	char form[8];

	(void)state;
	for (int round = 0; round < 3; round++)
		for (int i = 0; i < 2000; i++) {
			snprintf(form, sizeof form, "q%dW", i);
			assert_false(quantity_unit_find(str_of(form), &measure));
			assert_null(measure.unit);
			assert_true(quantity_unit_find(STR("GW"), &measure));
			assert_int_equal(measure.power, 9);
			assert_true(quantity_unit_find(STR("years"), &measure));
			assert_string_equal(measure.unit->form, "year");
		}
}

static void texts_add_up(void **state)
{
	struct arena arena = ARENA_INIT;
	struct quantities all = read_all(&arena, STR("5"));

	(void)state;
	quantity_read(&arena, STR(", 6 and 7 GW"), &all);
	assert_int_equal(all.list.count, 3);
	assert_int_equal(all.list.items[0].kind, QUANTITY_NUMBER);
	assert_int_equal(all.list.items[1].kind, QUANTITY_MEASURE);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(units_are_sorted_and_small),
		cmocka_unit_test(every_unit_has_its_dimension),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(divided_units),
		cmocka_unit_test(spans_have_all_but_the_noun),
		cmocka_unit_test(nouns),
		cmocka_unit_test(precision),
		cmocka_unit_test(conversion),
		cmocka_unit_test(equal_as_printed),
		cmocka_unit_test(hedges_give_leave),
		cmocka_unit_test(ranges_agree_end_by_end),
		cmocka_unit_test(counts_need_the_noun),
		cmocka_unit_test(hedges_are_kept_or_not),
		cmocka_unit_test(overlapping_hedges),
		cmocka_unit_test(numbers_of_400_digits),
		cmocka_unit_test(decimals_are_exact),
		cmocka_unit_test(characters),
		cmocka_unit_test(what_is_no_figure),
		cmocka_unit_test(numbers_in_words),
		cmocka_unit_test(lists_share_a_unit),
		cmocka_unit_test(changes_are_seen_from_afar),
		cmocka_unit_test(what_is_remembered_stays_right),
		cmocka_unit_test(texts_add_up),
	};

	return RUN(tests);
}
