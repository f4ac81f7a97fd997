#include "site/chart.h"

#include "format/svg_text.h"
#include "site/chart_axis.h"

#include <stdlib.h>

enum { WIDTH = 360, PLOT = 340, FONT = 14, SMALL = 12 };
enum { TICKS = 5, TICK_BASELINE = 11, ROWS = 24 };
enum { ROW = 46, LABEL = 14, BAR = 21, BAR_HEIGHT = 14, VALUE_MOST = 170, VALUE_GAP = 12 };
enum { LEAST = 2, TIP = 8, SOFT = 16 };
enum { KEY = 28, KEY_STEP = 90, KEY_BAR = 24, KEY_GAP = 12, KEY_LINE = 22, KEY_BOTTOM = 1 };
#define SMALL_TEXT "12" /* SMALL */

/* How the end of a bar is drawn. */
enum end { END_FLAT, END_OPEN, END_ARROW, END_SOFT, END_RANGE, ENDS };

/* ---- which deals, in which order ---- */

static enum amount_kind sorted_kind(const void *context)
{
	return *(const enum amount_kind *)context;
}

/* Largest first; of equal ones the one that is larger at least, then by the bundle. */
static int by_amount(const void *left, const void *right, void *context)
{
	const struct commitment *a = *(const struct commitment *const *)left;
	const struct commitment *b = *(const struct commitment *const *)right;
	const struct amount *first = &a->amounts[sorted_kind(context)];
	const struct amount *second = &b->amounts[sorted_kind(context)];
	int order = decimal_compare(second->high, first->high);

	if (!order)
		order = decimal_compare(second->low, first->low);
	return order ? order : a < b ? -1 : a > b;
}

void bars_sort(struct arena *arena, const struct commitments *commitments,
	       enum amount_kind kind, struct bars *bars)
{
	size_t count = commitments->count;

	*bars = (struct bars){.items = arena_array(arena, const struct commitment *, count),
			      .others = arena_array(arena, const struct commitment *, count),
			      .unknown = arena_array(arena, const struct commitment *, count)};
	for (size_t i = 0; i < count; i++) {
		const struct commitment *commitment = &commitments->items[i];

		if (commitment->amounts[kind].known)
			bars->items[bars->count++] = commitment;
		else if (kind == AMOUNT_MONEY && commitment->elsewhere.ptr)
			bars->others[bars->other_count++] = commitment;
		else
			bars->unknown[bars->unknown_count++] = commitment;
	}
	qsort_r(bars->items, bars->count, sizeof *bars->items, by_amount, &kind);
}

/* ---- drawing ---- */

struct plot {
	const struct chart *chart;
	struct buf *out;
	struct arena *arena;
	struct axis axis;
	struct str name; /* in front of the ids of gradients */
	int height;
	bool ends[ENDS]; /* those that there are, for the key */
};

static enum end end_of(const struct amount *amount)
{
	switch (amount->hedge) {
	case HEDGE_AT_MOST:
	case HEDGE_UNDER: return END_OPEN;
	case HEDGE_AT_LEAST:
	case HEDGE_OVER: return END_ARROW;
	case HEDGE_ABOUT:
	case HEDGE_NEARLY: return END_SOFT;
	default: return END_FLAT;
	}
}

static int along(const struct plot *plot, int units)
{
	return (int)((long)units * PLOT / plot->axis.scale.most);
}

/* TEXT with ATTRIBUTES, which need no escapes. */
static void add_text(struct plot *plot, int x, int y, struct str attributes, struct str text)
{
	svg_text_begin(plot->out, &plot->chart->svg, x, y);
	buf_add_str(plot->out, attributes);
	buf_add_char(plot->out, '>');
	svg_text_end(plot->out, &plot->chart->svg, text);
}

/* Lines at round values, where bars are and not where text is. */
static void draw_ticks(struct plot *plot, int bottom)
{
	svg_addf(plot->out, "<g class=\"ticks\" stroke=\"currentColor\" stroke-opacity=\".25\" "
			    "stroke-dasharray=\"%d %d\">\n", BAR_HEIGHT + 8, ROW - BAR_HEIGHT - 8);
	for (int units = 0; units <= plot->axis.scale.most; units += plot->axis.step)
		svg_addf(plot->out, "<path d=\"M%d %dV%d\"/>\n", along(plot, units),
			 ROWS + BAR - 4, bottom);
	svg_addf(plot->out, "</g>\n<g class=\"muted\" font-size=\"%d\">\n", SMALL);
	for (int units = 0; units <= plot->axis.scale.most; units += plot->axis.step) {
		int x = along(plot, units);
		struct str text = axis_label(plot->arena, &plot->axis, units);
		int half = svg_text_width(text, SMALL, false) / 2;

		add_text(plot, x + half > WIDTH ? WIDTH - half : x, TICK_BASELINE,
			 units ? STR(" text-anchor=\"middle\"") : STR(""), text);
	}
	buf_add_lit(plot->out, "</g>\n");
}

/* A bar to X or, with a tip, a little beyond. */
static void draw_solid(struct plot *plot, int from, int to, int y, bool tip)
{
	if (tip)
		svg_addf(plot->out, "<path d=\"M%d %dH%dl%d %d-%d %dH%dz\"/>\n", from, y, to, TIP,
			 BAR_HEIGHT / 2, TIP, BAR_HEIGHT / 2, from);
	else
		svg_addf(plot->out, "<path d=\"M%d %dH%dv%dH%dz\"/>\n", from, y, to, BAR_HEIGHT,
			 from);
}

/* One that fades out, and one whose last bit does. */
static void draw_open(struct plot *plot, int from, int to, int y)
{
	svg_addf(plot->out, "<path fill=\"url(#%.*s.open)\" d=\"M%d %dH%dv%dH%dz\"/>\n",
		 STR_ARG(plot->name), from, y, to, BAR_HEIGHT, from);
	svg_addf(plot->out, "<path class=\"edge\" fill=\"none\" stroke=\"currentColor\" "
			    "stroke-dasharray=\"3 2\" d=\"M%d %dv%d\"/>\n", to, y - 1, BAR_HEIGHT + 2);
}

static void draw_soft(struct plot *plot, int from, int to, int y)
{
	int begin = to - SOFT / 2 > from ? to - SOFT / 2 : from;

	draw_solid(plot, from, begin, y, false);
	svg_addf(plot->out, "<path fill=\"url(#%.*s.soft)\" d=\"M%d %dh%dv%dh-%dz\"/>\n",
		 STR_ARG(plot->name), begin, y, SOFT, BAR_HEIGHT, SOFT);
}

static void draw_end(struct plot *plot, int from, int to, int y, enum end end)
{
	switch (end) {
	case END_OPEN: draw_open(plot, from, to, y); break;
	case END_SOFT: draw_soft(plot, from, to, y); break;
	default: draw_solid(plot, from, to, y, end == END_ARROW);
	}
}

/* A range is solid as far as it goes at least. */
static void draw_bar(struct plot *plot, int from, int low, int high, int y, enum end end)
{
	if (high - from < LEAST)
		high = from + LEAST;
	if (low >= high) {
		draw_end(plot, from, high, y, end);
		return;
	}
	draw_solid(plot, from, low, y, false);
	buf_add_lit(plot->out, "<g opacity=\".45\">\n");
	draw_end(plot, low, high, y, end);
	buf_add_lit(plot->out, "</g>\n");
}

static void draw_amount(struct plot *plot, const struct amount *amount, int y)
{
	const struct amount_scale *scale = &plot->axis.scale;
	int high = along(plot, amount_units(scale, amount->high));
	int low = along(plot, amount_units(scale, amount->low));

	if (!decimal_compare(amount->low, amount->high))
		low = high + LEAST;
	draw_bar(plot, 0, low, high, y + BAR, end_of(amount));
}

/* "A → B" */
static struct str parties_of(struct plot *plot, const struct deal *deal)
{
	struct str arrow = words_get(plot->chart->words, at_words_arrow);

	return svg_text_row(plot->arena, &plot->chart->svg, deal->party_a.str,
			    str_join3(plot->arena, STR(" "), arrow, STR(" ")), deal->party_b.str);
}

/* The parties at the beginning and what they agreed on at the end, above the bar. */
static void draw_label(struct plot *plot, const struct commitment *commitment,
		       const struct amount *amount, int y)
{
	struct str value = svg_text_fit(plot->arena, amount->text, FONT, true, VALUE_MOST);
	struct str parties = parties_of(plot, commitment->deal);
	int room = WIDTH - VALUE_GAP - svg_text_width(value, FONT, true);

	svg_text_begin(plot->out, &plot->chart->svg, 0, y + LABEL);
	svg_addf(plot->out, "><title>%.*s: %.*s</title>", STR_ARG(parties), STR_ARG(amount->text));
	svg_text_end(plot->out, &plot->chart->svg,
		     svg_text_fit(plot->arena, parties, FONT, false, room));
	add_text(plot, WIDTH, y + LABEL, STR(" text-anchor=\"end\" font-weight=\"600\""), value);
}

/* ---- the key: what the ends mean, of those that there are ---- */

static struct str end_name(const struct plot *plot, enum end end)
{
	static const int words[ENDS] = {
		[END_OPEN] = at_words_up_to,
		[END_ARROW] = at_words_or_more,
		[END_SOFT] = at_words_about,
		[END_RANGE] = at_words_range,
	};

	return words_get(plot->chart->words, words[end]);
}

static void draw_key_item(struct plot *plot, int x, int y, enum end end)
{
	draw_bar(plot, x, end == END_RANGE ? x + KEY_BAR / 2 : WIDTH, x + KEY_BAR, y,
		 end == END_RANGE ? END_FLAT : end);
	add_text(plot, x + KEY_BAR + KEY_GAP, y + SMALL - 1,
		 STR(" class=\"muted\" font-size=\"" SMALL_TEXT "\""), end_name(plot, end));
}

/* From Y on, in lines as long as there is room; returns how many, and draws if DRAWN. */
static int lay_key(struct plot *plot, int y, bool drawn)
{
	int x = 0, lines = 0;

	for (enum end end = END_OPEN; end < ENDS; end++) {
		int size = KEY_BAR + KEY_GAP + svg_text_width(end_name(plot, end), SMALL, false);

		if (!plot->ends[end])
			continue;
		if (!lines || x + size > WIDTH) {
			x = 0;
			lines++;
		}
		if (drawn)
			draw_key_item(plot, x, y + (lines - 1) * KEY_LINE, end);
		x += size + KEY_GAP > KEY_STEP ? size + KEY_GAP : KEY_STEP;
	}
	return lines;
}

/*
 * What fades: a bar over all its length, or its end. FROM is where it begins, LEAST how
 * much is left of it in the end, both in tenths.
 */
static void draw_gradient(struct plot *plot, struct str end, int from, int least)
{
	svg_addf(plot->out, "<linearGradient id=\"%.*s.%.*s\">\n", STR_ARG(plot->name),
		 STR_ARG(end));
	svg_addf(plot->out, "<stop offset=\".%d\" stop-color=\"currentColor\"/>\n", from);
	svg_addf(plot->out, "<stop offset=\"1\" stop-color=\"currentColor\" "
			    "stop-opacity=\".%d\"/>\n</linearGradient>\n", least);
}

static void draw_defs(struct plot *plot)
{
	if (!plot->ends[END_OPEN] && !plot->ends[END_SOFT])
		return;
	buf_add_lit(plot->out, "<defs>\n");
	if (plot->ends[END_OPEN])
		draw_gradient(plot, STR("open"), 2, 1);
	if (plot->ends[END_SOFT])
		draw_gradient(plot, STR("soft"), 0, 0);
	buf_add_lit(plot->out, "</defs>\n");
}

/* Which ends there are, before any is drawn. */
static void find_ends(struct plot *plot, const struct bars *bars)
{
	for (size_t i = 0; i < bars->count; i++) {
		const struct amount *amount = &bars->items[i]->amounts[plot->axis.kind];

		plot->ends[end_of(amount)] = true;
		if (decimal_compare(amount->low, amount->high))
			plot->ends[END_RANGE] = true;
	}
}

static void begin(struct chart *chart, bool power, int height)
{
	const struct svg svg = {power ? "power" : "money", "bars", WIDTH, height, FONT,
				chart->svg.from_right};

	chart->svg = svg;
	svg_begin(chart->out, &svg,
		  words_get(chart->words, power ? at_words_power_committed : at_words_money_committed),
		  words_get(chart->words, at_words_bars_show));
}

static void draw_rows(struct plot *plot, const struct bars *bars, enum amount_kind kind)
{
	for (size_t i = 0; i < bars->count; i++)
		draw_label(plot, bars->items[i], &bars->items[i]->amounts[kind],
			   ROWS + (int)i * ROW);
	buf_add_lit(plot->out, "<g class=\"amounts\">\n");
	for (size_t i = 0; i < bars->count; i++)
		draw_amount(plot, &bars->items[i]->amounts[kind], ROWS + (int)i * ROW);
}

void chart_bars(struct chart *chart, const struct commitments *commitments,
		enum amount_kind kind, const struct bars *bars)
{
	bool power = kind == AMOUNT_POWER;
	struct plot plot = {chart, chart->out, chart->arena,
			    .name = power ? STR("power") : STR("money")};
	int bottom = ROWS + (int)bars->count * ROW, key;

	if (!bars->count)
		return;
	plot.axis = axis_make(amount_scale(commitments, kind), kind, TICKS);
	find_ends(&plot, bars);
	key = lay_key(&plot, 0, false);
	begin(chart, power, key ? bottom + KEY + (key - 1) * KEY_LINE : bottom);
	draw_ticks(&plot, bottom);
	draw_rows(&plot, bars, kind);
	lay_key(&plot, bottom + KEY - KEY_BOTTOM - BAR_HEIGHT, true);
	buf_add_lit(chart->out, "</g>\n");
	draw_defs(&plot);
	svg_end(chart->out, &chart->svg);
}
