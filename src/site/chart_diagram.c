#include "site/chart.h"

#include "format/svg.h"
#include "format/svg_text.h"
#include "site/chart_chain.h"

enum { HEAD = 12, TOP = 26, BOTTOM = 2, BASELINE = 12, SMALL = 12 };

static struct str or_dash(struct str text)
{
	return text.ptr ? text : STR("—");
}

/* ---- lanes ---- */

static void add_lane_title(struct buf *out, const struct chain_lane *lane)
{
	const struct deal *deal = lane->commitment->deal;

	svg_addf(out, "<title>%.*s → %.*s → %.*s: %.*s</title>", STR_ARG(deal->party_a.str),
		 STR_ARG(deal->party_b.str), STR_ARG(or_dash(deal->platform.str)),
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
static void draw_known(struct buf *out, const struct chain_lane *lane)
{
	svg_addf(out, "<path stroke-width=\"%d\" d=\"", lane->width);
	add_first_half(out, lane);
	if (lane->ends[CHAIN_CHIP]->name.ptr)
		add_second_half(out, lane);
	buf_add_lit(out, "\">");
	add_lane_title(out, lane);
	buf_add_lit(out, "</path>\n");
}

static void draw_unknown(struct buf *out, const struct chain_lane *lane)
{
	buf_add_lit(out, "<path d=\"");
	if (!lane->width)
		add_first_half(out, lane);
	add_second_half(out, lane);
	buf_add_lit(out, "\">");
	add_lane_title(out, lane);
	buf_add_lit(out, "</path>\n");
}

static void draw_lanes(struct buf *out, const struct chain *chain)
{
	buf_add_lit(out, "<g class=\"flows\" fill=\"none\" stroke=\"currentColor\" "
			 "stroke-opacity=\".35\">\n");
	for (size_t i = 0; i < chain->lane_count; i++)
		if (chain->lanes[i].width)
			draw_known(out, &chain->lanes[i]);
	buf_add_lit(out, "</g>\n<g class=\"gaps\" fill=\"none\" stroke=\"currentColor\" "
			 "stroke-dasharray=\"2 4\">\n");
	for (size_t i = 0; i < chain->lane_count; i++)
		if (!chain->lanes[i].width || !chain->lanes[i].ends[CHAIN_CHIP]->name.ptr)
			draw_unknown(out, &chain->lanes[i]);
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
static void draw_name(struct buf *out, const struct chain_node *node, int x, int y)
{
	const struct str *last = &node->lines[node->line_count - 1];
	bool cut = node->name.ptr && str_ends(*last, STR("…")) && !str_ends(node->name, STR("…"));

	for (int i = 0; i < node->line_count; i++) {
		svg_addf(out, "<text x=\"%d\" y=\"%d\">", x,
			 y + TOP + BASELINE + i * CHAIN_LINE);
		if (cut)
			svg_addf(out, "<title>%.*s</title>", STR_ARG(node->name));
		svg_addf(out, "%.*s</text>\n", STR_ARG(node->lines[i]));
	}
}

static void draw_names(struct buf *out, const struct chain_side *side, int x)
{
	for (size_t i = 0; i < side->count; i++) {
		const struct chain_node *node = &side->nodes[i];

		draw_name(out, node, x, node->y + (node->height - node->line_count * CHAIN_LINE) / 2);
	}
}

/* In its box the name stands at the top. */
static void draw_partners(struct buf *out, const struct chain_side *side)
{
	for (size_t i = 0; i < side->count; i++)
		draw_name(out, &side->nodes[i], CHAIN_BOX + CHAIN_BOX_PAD, side->nodes[i].y + 6);
}

/* The power of each lane, where it passes its partner. */
static void draw_amounts(struct buf *out, struct arena *arena, const struct chain *chain)
{
	svg_addf(out, "<g class=\"muted\" font-size=\"%d\">\n", SMALL);
	for (size_t i = 0; i < chain->lane_count; i++) {
		const struct chain_lane *lane = &chain->lanes[i];
		const struct amount *power = &lane->commitment->amounts[AMOUNT_POWER];
		struct str text = power->known ? power->text : STR("—");

		text = svg_text_fit(arena, text, SMALL, false,
				    CHAIN_BOX_WIDTH - 2 * CHAIN_BOX_PAD);
		svg_addf(out, "<text x=\"%d\" y=\"%d\">%.*s</text>\n", CHAIN_BOX + CHAIN_BOX_PAD,
			 lane->y[CHAIN_PARTNER] + TOP + 4, STR_ARG(text));
	}
	buf_add_lit(out, "</g>\n");
}

static void draw_heads(struct buf *out)
{
	svg_addf(out, "<g class=\"muted\" font-size=\"%d\">\n", SMALL);
	svg_addf(out, "<text x=\"0\" y=\"%d\">Lab</text>\n", HEAD);
	svg_addf(out, "<text x=\"%d\" y=\"%d\">Partner</text>\n", CHAIN_BOX + CHAIN_BOX_PAD, HEAD);
	svg_addf(out, "<text x=\"%d\" y=\"%d\">Chip</text>\n", CHAIN_CHIP_TEXT, HEAD);
	buf_add_lit(out, "</g>\n");
}

void chart_diagram(struct buf *out, struct arena *arena, const struct commitments *commitments)
{
	struct chain chain;

	if (!commitments->count)
		return;
	chain_layout(arena, commitments, &chain);
	svg_begin(out, &(struct svg){"diagram", "diagram", CHAIN_WIDTH,
				     chain.height + TOP + BOTTOM, CHAIN_FONT},
		  STR("Supply chain"),
		  STR("Lines from each lab to its partners and on to their chips, as wide as the "
		      "power committed; thin and dashed where it is unknown. The table of "
		      "commitments has the same in words."));
	draw_heads(out);
	draw_lanes(out, &chain);
	draw_boxes(out, &chain.sides[CHAIN_PARTNER]);
	draw_bars(out, &chain.sides[CHAIN_LAB], CHAIN_LAB_BAR);
	draw_bars(out, &chain.sides[CHAIN_CHIP], CHAIN_CHIP_BAR);
	buf_add_lit(out, "<g font-weight=\"600\">\n");
	draw_names(out, &chain.sides[CHAIN_LAB], 0);
	draw_partners(out, &chain.sides[CHAIN_PARTNER]);
	buf_add_lit(out, "</g>\n");
	draw_names(out, &chain.sides[CHAIN_CHIP], CHAIN_CHIP_TEXT);
	draw_amounts(out, arena, &chain);
	svg_end(out);
}
