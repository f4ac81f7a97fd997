#include "site/chart.h"

#include "format/svg_text.h"
#include "site/chart_chain.h"

enum { HEAD = 12, TOP = 26, BOTTOM = 2, BASELINE = 12, SMALL = 12 };

static struct str or_dash(struct str text)
{
	return text.ptr ? text : STR("—");
}

/* ---- lanes ---- */

static void add_lane_title(const struct chart *chart, const struct chain_lane *lane)
{
	const struct deal *deal = lane->commitment->deal;
	struct str arrow = words_get(chart->words, at_words_arrow);

	svg_addf(chart->out, "<title>%.*s %.*s %.*s %.*s %.*s: %.*s</title>",
		 STR_ARG(deal->party_a.str), STR_ARG(arrow), STR_ARG(deal->party_b.str),
		 STR_ARG(arrow), STR_ARG(or_dash(deal->platform.str)),
		 STR_ARG(or_dash(deal->scale.str)));
}

/* From one end to the next: level at both. */
static void add_curve(struct buf *out, int x, int y, int to_x, int to_y)
{
	int middle = (x + to_x) / 2;

	if (y == to_y)
		svg_addf(out, "M%d %dH%d", x, y + TOP, to_x);
	else
		svg_addf(out, "M%d %dC%d %d %d %d %d %d", x, y + TOP, middle, y + TOP, middle,
			 to_y + TOP, to_x, to_y + TOP);
}

static void add_first_half(struct buf *out, const struct chain_lane *lane)
{
	add_curve(out, CHAIN_LAB_BAR + CHAIN_BAR_WIDTH, lane->y[CHAIN_LAB], CHAIN_BOX,
		  lane->y[CHAIN_PARTNER]);
}

static void add_second_half(struct buf *out, const struct chain_lane *lane)
{
	add_curve(out, CHAIN_BOX + CHAIN_BOX_WIDTH, lane->y[CHAIN_PARTNER], CHAIN_CHIP_BAR,
		  lane->y[CHAIN_CHIP]);
}

/* What is known of a lane, as wide as its power. */
static void draw_known(const struct chart *chart, const struct chain_lane *lane)
{
	struct buf *out = chart->out;

	svg_addf(out, "<path stroke-width=\"%d\" d=\"", lane->width);
	add_first_half(out, lane);
	if (lane->ends[CHAIN_CHIP]->name.ptr)
		add_second_half(out, lane);
	buf_add_lit(out, "\">");
	add_lane_title(chart, lane);
	buf_add_lit(out, "</path>\n");
}

static void draw_unknown(const struct chart *chart, const struct chain_lane *lane)
{
	struct buf *out = chart->out;

	buf_add_lit(out, "<path d=\"");
	if (!lane->width)
		add_first_half(out, lane);
	add_second_half(out, lane);
	buf_add_lit(out, "\">");
	add_lane_title(chart, lane);
	buf_add_lit(out, "</path>\n");
}

static void draw_lanes(const struct chart *chart, const struct chain *chain)
{
	struct buf *out = chart->out;

	buf_add_lit(out, "<g class=\"flows\" fill=\"none\" stroke=\"currentColor\" "
			 "stroke-opacity=\".35\">\n");
	for (size_t i = 0; i < chain->lane_count; i++)
		if (chain->lanes[i].width)
			draw_known(chart, &chain->lanes[i]);
	buf_add_lit(out, "</g>\n<g class=\"gaps\" fill=\"none\" stroke=\"currentColor\" "
			 "stroke-dasharray=\"2 4\">\n");
	for (size_t i = 0; i < chain->lane_count; i++)
		if (!chain->lanes[i].width || !chain->lanes[i].ends[CHAIN_CHIP]->name.ptr)
			draw_unknown(chart, &chain->lanes[i]);
	buf_add_lit(out, "</g>\n");
}

/* ---- labs, partners, chips ---- */

static void draw_bars(struct buf *out, const struct chain_side *side, int x)
{
	for (size_t i = 0; i < side->count; i++)
		if (side->nodes[i].name.ptr)
			svg_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x,
				 side->nodes[i].y + TOP, CHAIN_BAR_WIDTH, side->nodes[i].height);
}

static void draw_boxes(struct buf *out, const struct chain_side *side)
{
	buf_add_lit(out, "<g class=\"boxes\" fill=\"none\" stroke=\"currentColor\">\n");
	for (size_t i = 0; i < side->count; i++)
		svg_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", CHAIN_BOX,
			 side->nodes[i].y + TOP, CHAIN_BOX_WIDTH, side->nodes[i].height);
	buf_add_lit(out, "</g>\n");
}

/* A name in its lines from Y on; what has been cut is its title. */
static void draw_name(const struct chart *chart, const struct chain_node *node, int x, int y)
{
	const struct str *last = &node->lines[node->line_count - 1];
	bool cut = node->name.ptr && str_ends(*last, STR("…")) && !str_ends(node->name, STR("…"));

	for (int i = 0; i < node->line_count; i++) {
		svg_text_begin(chart->out, &chart->svg, x, y + TOP + BASELINE + i * CHAIN_LINE);
		buf_add_char(chart->out, '>');
		if (cut)
			svg_addf(chart->out, "<title>%.*s</title>", STR_ARG(node->name));
		svg_text_end(chart->out, &chart->svg, node->lines[i]);
	}
}

static void draw_names(const struct chart *chart, const struct chain_side *side, int x)
{
	for (size_t i = 0; i < side->count; i++) {
		const struct chain_node *node = &side->nodes[i];

		draw_name(chart, node, x,
			  node->y + (node->height - node->line_count * CHAIN_LINE) / 2);
	}
}

/* In its box the name stands at the top. */
static void draw_partners(const struct chart *chart, const struct chain_side *side)
{
	for (size_t i = 0; i < side->count; i++)
		draw_name(chart, &side->nodes[i], CHAIN_BOX + CHAIN_BOX_PAD, side->nodes[i].y + 6);
}

static void draw_text(const struct chart *chart, int x, int y, struct str text)
{
	svg_text_begin(chart->out, &chart->svg, x, y);
	buf_add_char(chart->out, '>');
	svg_text_end(chart->out, &chart->svg, text);
}

/* The power of each lane, where it passes its partner. */
static void draw_amounts(const struct chart *chart, const struct chain *chain)
{
	svg_addf(chart->out, "<g class=\"muted\" font-size=\"%d\">\n", SMALL);
	for (size_t i = 0; i < chain->lane_count; i++) {
		const struct chain_lane *lane = &chain->lanes[i];
		const struct amount *power = &lane->commitment->amounts[AMOUNT_POWER];
		struct str text = power->known ? power->text : STR("—");

		text = svg_text_fit(chart->arena, text, SMALL, false,
				    CHAIN_BOX_WIDTH - 2 * CHAIN_BOX_PAD);
		draw_text(chart, CHAIN_BOX + CHAIN_BOX_PAD, lane->y[CHAIN_PARTNER] + TOP + 4, text);
	}
	buf_add_lit(chart->out, "</g>\n");
}

static void draw_heads(const struct chart *chart)
{
	const struct words *words = chart->words;

	svg_addf(chart->out, "<g class=\"muted\" font-size=\"%d\">\n", SMALL);
	draw_text(chart, 0, HEAD, words_get(words, at_words_lab));
	draw_text(chart, CHAIN_BOX + CHAIN_BOX_PAD, HEAD, words_get(words, at_words_partner));
	draw_text(chart, CHAIN_CHIP_TEXT, HEAD, words_get(words, at_words_chip));
	buf_add_lit(chart->out, "</g>\n");
}

static void begin(struct chart *chart, int height)
{
	const struct svg svg = {"diagram", "diagram", CHAIN_WIDTH, height, CHAIN_FONT,
				chart->svg.from_right};

	chart->svg = svg;
	svg_begin(chart->out, &svg, words_get(chart->words, at_words_supply_chain),
		  words_get(chart->words, at_words_diagram_lines));
}

void chart_diagram(struct chart *chart, const struct commitments *commitments)
{
	struct buf *out = chart->out;
	struct chain chain;

	if (!commitments->count)
		return;
	chain_layout(chart->arena, commitments, &chain);
	begin(chart, chain.height + TOP + BOTTOM);
	draw_heads(chart);
	draw_lanes(chart, &chain);
	draw_boxes(out, &chain.sides[CHAIN_PARTNER]);
	draw_bars(out, &chain.sides[CHAIN_LAB], CHAIN_LAB_BAR);
	draw_bars(out, &chain.sides[CHAIN_CHIP], CHAIN_CHIP_BAR);
	buf_add_lit(out, "<g font-weight=\"600\">\n");
	draw_names(chart, &chain.sides[CHAIN_LAB], 0);
	draw_partners(chart, &chain.sides[CHAIN_PARTNER]);
	buf_add_lit(out, "</g>\n");
	draw_names(chart, &chain.sides[CHAIN_CHIP], CHAIN_CHIP_TEXT);
	draw_amounts(chart, &chain);
	svg_end(out, &chart->svg);
}
