#include "site/chart.h"

#include "format/svg_text.h"

#include "../unit.h"

/* What every chart is drawn of here: each in turn, then any of them. */
static const char *const parties[] = {
	"North Lab",
	"Institute for the Study of Very Large Models and of Very Small Ones, of the North, Ltd",
	"深層計算研究所",
	"معهد الواحات لبحوث المياه والطاقة في الصحراء الكبرى",
	"Donaudampfschifffahrtsgesellschaftskapitänsrechenzentrumsverwaltungsgebäude",
	"Ada",
	"River & <Grid>",
};
static const char *const scales[] = {
	"Up to 5 GW, $100B", "About 400 MW", "At least 1 GW", "Over 750 MW", "5–10 GW", "120 kW",
	"$3 billion", "$10–15 billion", "€4 billion", "multi-GW", NULL, "nearly $1.2 trillion",
};
static const char *const chips[] = {"Flint 3", NULL, "自社製チップ",
				    "Ridgeback Ultra with optical interconnect and more", "M1"};
static const struct date dates[] = {{2019, 0, 0},   {2020, 5, 0},  {2024, 2, 29}, {0},
				    {2024, 11, 0},  {2025, 1, 21}, {2025, 6, 0},  {2025, 6, 30},
				    {2025, 12, 31}, {2026, 1, 1}};
enum { MOST = 40 };

static struct arena arena;
static unsigned long seed;

static unsigned draw(size_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((seed >> 33) % below);
}

#define ONE_OF(list) (list)[draw(sizeof(list) / sizeof *(list))]

static int by_date(const void *left, const void *right)
{
	const struct event *a = left, *b = right;

	return date_order(a->date.date, b->date.date);
}

static struct bundle random_bundle(size_t count)
{
	struct bundle bundle = {0};

	bundle.deals.items = arena_array(&arena, struct deal, count);
	bundle.timeline.items = arena_array(&arena, struct event, count);
	bundle.deals.count = bundle.timeline.count = count;
	for (size_t i = 0; i < count; i++) {
		struct deal *deal = &bundle.deals.items[i];

		deal->party_a.str = str_of(ONE_OF(parties));
		deal->party_b.str = str_of(ONE_OF(parties));
		deal->scale.str = str_of(ONE_OF(scales));
		deal->platform.str = str_of(ONE_OF(chips));
		bundle.timeline.items[i].date.date = ONE_OF(dates);
	}
	qsort(bundle.timeline.items, count, sizeof *bundle.timeline.items, by_date);
	return bundle;
}

/* ---- what was drawn ---- */

enum what { DIAGRAM, POWER, MONEY, TIMELINE, CHARTS };

static struct str drawn(enum what what, const struct bundle *bundle, bool from_right)
{
	struct buf out = BUF_INIT;
	struct chart chart = {&out, &arena, NULL, {.from_right = from_right}};
	enum amount_kind kind = what == POWER ? AMOUNT_POWER : AMOUNT_MONEY;
	struct commitments commitments;
	struct bars bars;
	struct str svg;

	commitments_read(&arena, bundle, &commitments);
	bars_sort(&arena, &commitments, kind, &bars);
	assert_int_equal(bars.count + bars.other_count + bars.unknown_count, commitments.count);
	if (what == DIAGRAM)
		chart_diagram(&chart, &commitments);
	else if (what == TIMELINE)
		chart_timeline(&chart, bundle);
	else
		chart_bars(&chart, &commitments, kind, &bars);
	svg = str_copy(&arena, buf_str(&out));
	buf_release(&out);
	return svg;
}

static bool has(struct str svg, const char *what)
{
	return memmem(svg.ptr, svg.len, what, strlen(what));
}

/* The whole number of the attribute NAME of the element at LINE, or OTHER. */
static int number_of(struct str line, const char *name, int other)
{
	struct str element = str_slice(line, 0, str_find(line, '>'));
	const char *at = memmem(element.ptr, element.len, name, strlen(name));

	return at ? atoi(at + strlen(name)) : other;
}

struct box {
	int left, right, top, bottom;
};

static bool overlap(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom &&
	       b->top < a->bottom;
}

/* What a group gives to the texts in it. */
struct group {
	int size;
	bool bold, middle;
};

static struct group group_of(struct str line, struct group outer)
{
	struct str element = str_slice(line, 0, str_find(line, '>'));

	outer.size = number_of(line, " font-size=\"", outer.size);
	outer.bold |= has(element, "font-weight=\"600\"");
	outer.middle |= has(element, "text-anchor=\"middle\"");
	return outer;
}

/* The letters of a text element, with references as the one letter that they are. */
static struct str content_of(struct str line)
{
	const char *title = memmem(line.ptr, line.len, "</title>", 8);
	size_t from = title ? (size_t)(title - line.ptr) + 8 : str_find(line, '>') + 1, length = 0;
	struct str rest = str_slice(line, from, line.len);
	char *text = arena_alloc(&arena, rest.len);

	for (size_t i = 0; i < rest.len && rest.ptr[i] != '<'; i++) {
		if (rest.ptr[i] == '&')
			i += str_find(str_slice(rest, i, rest.len), ';');
		text[length++] = rest.ptr[i];
	}
	return (struct str){text, length};
}

/* Where the text of a line stands; as it is read from the left. */
static struct box box_of(struct str line, struct group group)
{
	struct group own = group_of(line, group);
	int width = svg_text_width(content_of(line), own.size, own.bold);
	int x = abs(number_of(line, " x=\"", 0)), y = number_of(line, " y=\"", -1);
	struct str element = str_slice(line, 0, str_find(line, '>'));

	if (has(element, "text-anchor=\"end\""))
		x -= width;
	else if (own.middle)
		x -= width / 2;
	return (struct box){x, x + width, y - own.size * 3 / 4, y + own.size / 5};
}

static struct str next_line(struct str *rest)
{
	size_t end = str_find(*rest, '\n');
	struct str line = str_slice(*rest, 0, end);

	*rest = str_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return line;
}

/* The boxes of all texts, or of rectangles of the partners. */
static size_t boxes_of(struct str svg, struct box *boxes, bool rects)
{
	struct group groups[8] = {{.size = number_of(svg, " font-size=\"", 0)}};
	size_t count = 0, depth = 0;

	while (svg.len) {
		struct str line = next_line(&svg);

		if (str_starts(line, STR("<g "))) {
			groups[depth + 1] = group_of(line, groups[depth]);
			depth++;
		} else if (str_starts(line, STR("</g>"))) {
			depth--;
		} else if (!rects && str_starts(line, STR("<text"))) {
			boxes[count++] = box_of(line, groups[depth]);
		} else if (rects && str_starts(line, STR("<rect"))) {
			int x = number_of(line, " x=\"", 0), y = number_of(line, " y=\"", 0);

			boxes[count++] = (struct box){x, x + number_of(line, " width=\"", 0), y,
						      y + number_of(line, " height=\"", 0)};
		}
		assert_true(depth < 7 && count < 16 * MOST);
	}
	assert_int_equal(depth, 0);
	return count;
}

static void assert_apart(struct str svg, bool rects, int width, int height)
{
	struct box boxes[16 * MOST];
	size_t count = boxes_of(svg, boxes, rects);

	for (size_t i = 0; i < count; i++) {
		if (boxes[i].left < 0 || boxes[i].top < 0 || boxes[i].right > width + 2 ||
		    boxes[i].bottom > height)
			fail_msg("%d,%d–%d,%d lies outside of %d,%d in\n%.*s", boxes[i].left,
				 boxes[i].top, boxes[i].right, boxes[i].bottom, width, height,
				 STR_ARG(svg));
		for (size_t j = 0; j < i; j++)
			if (overlap(&boxes[i], &boxes[j]))
				fail_msg("%d,%d–%d,%d lies over %d,%d–%d,%d in\n%.*s", boxes[i].left,
					 boxes[i].top, boxes[i].right, boxes[i].bottom,
					 boxes[j].left, boxes[j].top, boxes[j].right,
					 boxes[j].bottom, STR_ARG(svg));
	}
}

static void assert_good(enum what what, struct str svg)
{
	int width = 0, height = 0;
	const char *box = memmem(svg.ptr, svg.len, "viewBox=\"0 0 ", 13);

	assert_non_null(box);
	assert_int_equal(sscanf(box + 13, "%d %d", &width, &height), 2);
	assert_true(has(svg, " role=\"img\" aria-labelledby=\""));
	assert_true(has(svg, ".title\">") && has(svg, "<desc id=\""));
	assert_apart(svg, false, width, height);
	if (what == DIAGRAM)
		assert_apart(svg, true, width, height);
}

/* ---- tests ---- */

static void nothing_is_drawn_of_nothing(void **state)
{
	struct bundle bundle = random_bundle(0);

	(void)state;
	for (enum what what = DIAGRAM; what < CHARTS; what++)
		assert_int_equal(drawn(what, &bundle, false).len, 0);
}

static void nothing_lies_over_another(void **state)
{
	(void)state;
	for (size_t count = 1; count <= MOST; count++)
		for (int round = 0; round < 6; round++) {
			struct bundle bundle = random_bundle(count);

			for (enum what what = DIAGRAM; what < CHARTS; what++) {
				struct str svg = drawn(what, &bundle, round % 2);

				if (svg.len)
					assert_good(what, svg);
			}
			arena_reset(&arena);
		}
}

static void the_same_bundle_has_the_same_bytes(void **state)
{
	struct bundle bundle = random_bundle(MOST);

	(void)state;
	for (enum what what = DIAGRAM; what < CHARTS; what++) {
		struct str first = drawn(what, &bundle, false);

		assert_true(first.len && str_equal(first, drawn(what, &bundle, false)));
		assert_false(str_equal(first, drawn(what, &bundle, true)));
	}
}

static struct bundle bundle_of(struct deal *deals, size_t count)
{
	struct bundle bundle = {0};

	bundle.deals.items = deals;
	bundle.deals.count = count;
	return bundle;
}

static void the_unknown_is_no_bar_and_a_dashed_lane(void **state)
{
	struct deal deals[] = {
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("B")}, .scale = {.str = STR("multi-GW")}},
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("C")}},
	};
	struct bundle bundle = bundle_of(deals, 2);
	struct str svg = drawn(DIAGRAM, &bundle, false);

	(void)state;
	assert_false(has(svg, "stroke-width"));
	assert_true(has(svg, "stroke-dasharray"));
	assert_true(has(svg, "A → B → —: multi-GW"));
	assert_int_equal(drawn(POWER, &bundle, false).len, 0);
	assert_int_equal(drawn(MONEY, &bundle, false).len, 0);
}

static void one_lab_can_be_its_partner(void **state)
{
	struct deal deals[] = {
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("A")}, .scale = {.str = STR("1 GW")}},
		{.party_a = {.str = STR("B")}, .party_b = {.str = STR("A")}, .scale = {.str = STR("2 GW")}},
	};
	struct bundle bundle = bundle_of(deals, 2);

	(void)state;
	assert_good(DIAGRAM, drawn(DIAGRAM, &bundle, false));
	assert_good(POWER, drawn(POWER, &bundle, false));
}

static void hedges_end_each_in_their_way(void **state)
{
	struct deal deals[] = {
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("B")}, .scale = {.str = STR("up to 4 GW")}},
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("B")}, .scale = {.str = STR("over 3 GW")}},
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("B")}, .scale = {.str = STR("about 2 GW")}},
		{.party_a = {.str = STR("A")}, .party_b = {.str = STR("B")}, .scale = {.str = STR("1–2 GW")}},
	};
	struct bundle bundle = bundle_of(deals, 4), plain = bundle_of(deals, 1);
	struct str svg = drawn(POWER, &bundle, false), open = drawn(POWER, &plain, false);

	(void)state;
	assert_true(has(svg, ">up to<") && has(svg, ">or more<"));
	assert_true(has(svg, ">about<") && has(svg, ">a range<"));
	assert_true(has(open, "url(#power.open)") && has(open, "id=\"power.open\""));
	assert_false(has(open, "or more") || has(open, "power.soft"));
}

static struct str timeline_of(struct date first, struct date second)
{
	struct event *events = arena_array(&arena, struct event, 2);
	struct bundle bundle = {0};

	events[0].date.date = first;
	events[1].date.date = second;
	bundle.timeline.items = events;
	bundle.timeline.count = date_known(second) ? 2 : 1;
	return drawn(TIMELINE, &bundle, false);
}

static void dates_are_drawn_as_far_as_they_are_known(void **state)
{
	const struct date none = {0};
	struct str day = timeline_of((struct date){2025, 6, 30}, none);
	struct str year = timeline_of((struct date){2025, 0, 0}, none);
	struct str ages = timeline_of((struct date){1, 0, 0}, (struct date){9999, 12, 31});

	(void)state;
	assert_good(TIMELINE, day);
	assert_good(TIMELINE, year);
	assert_good(TIMELINE, ages);
	assert_true(has(day, "<circle") && has(day, ">Jan 2025<"));
	assert_false(has(year, "<circle"));
	assert_true(has(ages, ">9000<"));
	assert_int_equal(timeline_of(none, none).len, 0);
}

static void from_the_right_it_is_mirrored(void **state)
{
	struct bundle bundle = random_bundle(3);
	struct str svg = drawn(DIAGRAM, &bundle, true);

	(void)state;
	assert_true(has(svg, " direction=\"rtl\""));
	assert_true(has(svg, "<g transform=\"translate(640) scale(-1 1)\">"));
	assert_true(has(svg, "<text transform=\"scale(-1 1)\" x=\"-206\""));
	assert_false(has(drawn(DIAGRAM, &bundle, false), "transform"));
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
		cmocka_unit_test(nothing_is_drawn_of_nothing),
		cmocka_unit_test(nothing_lies_over_another),
		cmocka_unit_test(the_same_bundle_has_the_same_bytes),
		cmocka_unit_test(the_unknown_is_no_bar_and_a_dashed_lane),
		cmocka_unit_test(one_lab_can_be_its_partner),
		cmocka_unit_test(hedges_end_each_in_their_way),
		cmocka_unit_test(dates_are_drawn_as_far_as_they_are_known),
		cmocka_unit_test(from_the_right_it_is_mirrored),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
