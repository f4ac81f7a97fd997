#include "site/chart.h"

#include "format/svg_text.h"
#include "site/chart_place.h"

enum { WIDTH = 640, LEFT = 12, PLOT = 616, FONT = 12 };
enum { RADIUS = 11, BASELINE = 16, GAP = 2, LEADER = 28 };
enum { BAND = 54, BAND_HEIGHT = 10, POINT = 4, LEAST = 3, LABEL = 84, HEIGHT = 88 };
enum { TICKS_MOST = 12 };

/* Entries that share a disc: there is one for each as long as there is room. */
struct disc {
	size_t first, last; /* numbers in the list */
	int x;              /* of its first date, in the middle */
};

struct scale {
	const struct chart *chart;
	struct buf *out;
	struct arena *arena;
	long first, last; /* days, the last one not in it */
	int from, to;     /* years, the last one not in it */
};

static int along(const struct scale *scale, long day)
{
	return LEFT + (int)((day - scale->first) * PLOT / (scale->last - scale->first));
}

static bool find_years(struct scale *scale, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->timeline.count; i++) {
		int year = bundle->timeline.items[i].date.date.year;

		if (year && (!scale->from || year < scale->from))
			scale->from = year;
		if (year >= scale->to)
			scale->to = year + 1;
	}
	scale->first = date_first_day((struct date){scale->from, 0, 0});
	scale->last = date_first_day((struct date){scale->to, 0, 0});
	return scale->from != 0;
}

/* ---- the axis ---- */

static void draw_text(const struct scale *scale, int x, int y, struct str text)
{
	svg_text_begin(scale->out, &scale->chart->svg, x, y);
	buf_add_char(scale->out, '>');
	svg_text_end(scale->out, &scale->chart->svg, text);
}

static void draw_label(const struct scale *scale, int x, struct str text)
{
	int half = svg_text_width(text, FONT, false) / 2 + 1;

	if (x + half > WIDTH)
		x = WIDTH - half;
	draw_text(scale, x < half ? half : x, LABEL, text);
}

static int years_between(const struct scale *scale)
{
	static const int steps[] = {1, 2, 5};
	int years = scale->to - scale->from;

	for (int power = 1;; power *= 10)
		for (int i = 0; i < 3; i++)
			if (years / (steps[i] * power) <= TICKS_MOST)
				return steps[i] * power;
}

/* The name of a year stands below the year where each has one, and else where it begins. */
static void draw_years(const struct scale *scale)
{
	int step = years_between(scale);

	for (int year = (scale->from + step - 1) / step * step; year < scale->to; year += step) {
		int x = along(scale, date_first_day((struct date){year, 0, 0}));
		int end = along(scale, date_first_day((struct date){year + 1, 0, 0}));

		draw_label(scale, step == 1 ? (x + end) / 2 : x,
			   str_number(scale->arena, (unsigned long)year));
	}
}

static void draw_months(const struct scale *scale)
{
	for (int month = 1; month <= 12; month++) {
		struct date date = {scale->from, month, 0};
		struct str name = words_get(scale->chart->words, at_words_jan + month - 1);

		if (month == 1)
			name = str_join3(scale->arena, name, STR(" "),
					 str_number(scale->arena, (unsigned)scale->from));
		draw_label(scale, (along(scale, date_first_day(date)) +
				   along(scale, date_end_day(date))) / 2, name);
	}
}

/* All ticks are one path. */
static void draw_ticks(const struct scale *scale)
{
	bool months = scale->to - scale->from == 1;
	int step = months ? 1 : years_between(scale);

	svg_addf(scale->out, "<path class=\"axis\" fill=\"none\" stroke=\"currentColor\" "
			     "stroke-opacity=\".6\" d=\"M%d %dH%d", LEFT, BAND + BAND_HEIGHT, LEFT + PLOT);
	for (int month = 1; months && month <= 12; month++)
		svg_addf(scale->out, "M%d %dv5",
			 along(scale, date_first_day((struct date){scale->from, month, 0})),
			 BAND + BAND_HEIGHT);
	for (int year = (scale->from + step - 1) / step * step; year <= scale->to; year += step)
		svg_addf(scale->out, "M%d %dv5", along(scale, date_first_day((struct date){year, 0, 0})),
			 BAND + BAND_HEIGHT);
	buf_add_lit(scale->out, "\"/>\n<g class=\"muted\" text-anchor=\"middle\">\n");
	if (months)
		draw_months(scale);
	else
		draw_years(scale);
	buf_add_lit(scale->out, "</g>\n");
}

/* ---- the entries ---- */

static void draw_span(const struct scale *scale, struct date date)
{
	int x = along(scale, date_first_day(date)), end = along(scale, date_end_day(date));

	if (end - x >= 2 * LEAST) /* so that two years in a row are two */
		end--;
	svg_addf(scale->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x, BAND,
		 end - x < LEAST ? LEAST : end - x, BAND_HEIGHT);
}

static int middle(const struct scale *scale, struct date date)
{
	return (along(scale, date_first_day(date)) + along(scale, date_end_day(date))) / 2;
}

/* Spans first: what is known to the day is drawn over them. */
static void draw_dates(const struct scale *scale, const struct bundle *bundle)
{
	buf_add_lit(scale->out, "<g class=\"spans\" fill-opacity=\".35\">\n");
	for (size_t i = 0; i < bundle->timeline.count; i++) {
		struct date date = bundle->timeline.items[i].date.date;

		if (date_known(date) && !date.day)
			draw_span(scale, date);
	}
	buf_add_lit(scale->out, "</g>\n<g class=\"days\">\n");
	for (size_t i = 0; i < bundle->timeline.count; i++) {
		struct date date = bundle->timeline.items[i].date.date;

		if (date.day)
			svg_addf(scale->out, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n",
				 middle(scale, date), BAND + BAND_HEIGHT / 2, POINT);
	}
	buf_add_lit(scale->out, "</g>\n");
}

static struct str disc_text(const struct scale *scale, const struct disc *disc)
{
	struct str first = str_number(scale->arena, disc->first);

	if (disc->first == disc->last)
		return first;
	return str_join3(scale->arena, first, STR("–"), str_number(scale->arena, disc->last));
}

static int disc_size(struct str text)
{
	int size = svg_text_width(text, FONT, true) + 6;

	return size < 2 * RADIUS ? 2 * RADIUS : size;
}

/* How wide a part of the scale is whose entries share a disc; 0: each has its own. */
static int shared_width(const struct scale *scale, const struct bundle *bundle)
{
	size_t count = bundle->timeline.count;
	struct disc widest = {count, count + 1, 0};
	int alone = disc_size(str_number(scale->arena, count)) + GAP;

	if (count <= (size_t)(WIDTH / alone))
		return 0;
	return disc_size(disc_text(scale, &widest)) + GAP;
}

static size_t make_discs(const struct scale *scale, const struct bundle *bundle,
			 struct disc *discs)
{
	int width = shared_width(scale, bundle);
	size_t count = 0;

	for (size_t i = 0; i < bundle->timeline.count; i++) {
		struct date date = bundle->timeline.items[i].date.date;
		struct disc *last = count ? &discs[count - 1] : NULL;
		int x = middle(scale, date);

		if (!date_known(date))
			continue;
		if (width && last && last->x / width == x / width)
			last->last = i + 1;
		else
			discs[count++] = (struct disc){i + 1, i + 1, x};
	}
	return count;
}

/* A disc, and the line from it to its date. */
static void draw_disc(const struct scale *scale, const struct disc *disc,
		      const struct placed *place, struct str text)
{
	int x = place->at + place->size / 2;

	svg_addf(scale->out, "<path d=\"M%d %dV%dL%d %dV%d\"/>\n", x, 2 * RADIUS + 1, LEADER, disc->x,
		 BAND - 8, BAND - 2);
	svg_addf(scale->out, "<rect x=\"%d\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n",
		 place->at, place->size, 2 * RADIUS, RADIUS);
	draw_text(scale, x, BASELINE, text);
}

static void draw_discs(const struct scale *scale, const struct bundle *bundle)
{
	size_t count = bundle->timeline.count;
	struct disc *discs = arena_array(scale->arena, struct disc, count);
	struct placed *places = arena_array(scale->arena, struct placed, count);
	struct str *labels = arena_array(scale->arena, struct str, count);

	count = make_discs(scale, bundle, discs);
	for (size_t i = 0; i < count; i++) {
		labels[i] = disc_text(scale, &discs[i]);
		places[i].size = disc_size(labels[i]);
		places[i].at = discs[i].x - places[i].size / 2;
	}
	chart_place(places, count, GAP, WIDTH);
	buf_add_lit(scale->out, "<g class=\"numbers\" fill=\"none\" stroke=\"currentColor\" "
				"text-anchor=\"middle\">\n");
	for (size_t i = 0; i < count; i++)
		draw_disc(scale, &discs[i], &places[i], labels[i]);
	buf_add_lit(scale->out, "</g>\n");
}

static void begin(struct chart *chart)
{
	const struct svg svg = {"dates", "dates", WIDTH, HEIGHT, FONT, chart->svg.from_right};

	chart->svg = svg;
	svg_begin(chart->out, &svg, words_get(chart->words, at_words_timeline_to_scale),
		  words_get(chart->words, at_words_timeline_shows));
}

void chart_timeline(struct chart *chart, const struct bundle *bundle)
{
	struct scale scale = {.chart = chart, .out = chart->out, .arena = chart->arena};

	if (!find_years(&scale, bundle))
		return;
	begin(chart);
	draw_ticks(&scale);
	draw_dates(&scale, bundle);
	draw_discs(&scale, bundle);
	svg_end(chart->out, &chart->svg);
}
