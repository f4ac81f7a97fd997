#include "site/chart_chain.h"

#include "format/svg_text.h"
#include "site/chart_place.h"

#include <limits.h>
#include <stdlib.h>

enum { WIDEST = 30, THINNEST = 2, DASHED = 4 };
enum { BOX_TOP = 7, LANE_LEAST = 18, BOX_GAP = 10, NODE_GAP = 12 };

/* How far a lane may be drawn together with others of its lab or chip. */
enum { REACH = 64 };

/* ---- what there is ---- */

static struct chain_node *node_of(struct arena *arena, struct chain_side *side, struct str name)
{
	struct chain_node *node = name.ptr ? map_get(&side->by_name, name) : NULL;

	if (node)
		return node;
	node = &side->nodes[side->count++];
	node->name = name;
	if (name.ptr)
		map_put(&side->by_name, arena, name, node);
	return node;
}

static int width_of(const struct amount *power, const struct amount_scale *scale)
{
	int width;

	if (!power->known)
		return 0;
	width = (int)((long)amount_units(scale, power->high) * WIDEST / scale->most);
	return width < THINNEST ? THINNEST : width;
}

static void read_lanes(struct arena *arena, const struct commitments *commitments,
		       struct chain *chain)
{
	struct amount_scale scale = amount_scale(commitments, AMOUNT_POWER);

	for (size_t i = 0; i < commitments->count; i++) {
		const struct commitment *commitment = &commitments->items[i];
		const struct str names[] = {commitment->deal->party_a.str,
					    commitment->deal->party_b.str,
					    commitment->deal->platform.str};
		struct chain_lane *lane = &chain->lanes[i];

		lane->commitment = commitment;
		lane->width = width_of(&commitment->amounts[AMOUNT_POWER], &scale);
		for (int column = 0; column < CHAIN_COLUMNS; column++) {
			lane->ends[column] = node_of(arena, &chain->sides[column], names[column]);
			lane->ends[column]->lane_count++;
		}
		lane->ends[CHAIN_PARTNER]->sum += lane->ends[CHAIN_LAB] - chain->sides[0].nodes;
	}
}

static void wrap_names(struct arena *arena, struct chain *chain)
{
	static const int widths[] = {CHAIN_LAB_WIDTH, CHAIN_BOX_WIDTH - 2 * CHAIN_BOX_PAD,
				     CHAIN_WIDTH - CHAIN_CHIP_TEXT};

	for (int column = 0; column < CHAIN_COLUMNS; column++)
		for (size_t i = 0; i < chain->sides[column].count; i++) {
			struct chain_node *node = &chain->sides[column].nodes[i];

			node->line_count = svg_text_wrap(
				arena, node->name.ptr ? node->name : STR("—"), CHAIN_FONT,
				column != CHAIN_CHIP, widths[column], node->lines, CHAIN_LINES);
		}
}

/* ---- partners ---- */

/* By the mean of what was summed; of equal ones the first comes first. */
static int by_mean(const struct chain_node *a, const struct chain_node *b)
{
	long left = a->sum * b->lane_count, right = b->sum * a->lane_count;

	if (left != right)
		return left < right ? -1 : 1;
	return a < b ? -1 : a > b;
}

static int by_partner(const void *left, const void *right)
{
	const struct chain_lane *a = left, *b = right;
	int order = by_mean(a->ends[CHAIN_PARTNER], b->ends[CHAIN_PARTNER]);

	if (!order && a->ends[CHAIN_LAB] != b->ends[CHAIN_LAB])
		order = a->ends[CHAIN_LAB] < b->ends[CHAIN_LAB] ? -1 : 1;
	if (!order)
		order = a->commitment < b->commitment ? -1 : 1;
	return order;
}

static int slot(const struct chain_lane *lane)
{
	return lane->width + 4 > LANE_LEAST ? lane->width + 4 : LANE_LEAST;
}

/* Boxes one below the other, with their lanes in them. */
static void stack_partners(struct chain *chain)
{
	int y = 0;

	for (size_t i = 0; i < chain->lane_count; i++) {
		struct chain_lane *lane = &chain->lanes[i];
		struct chain_node *box = lane->ends[CHAIN_PARTNER];

		if (!i || chain->lanes[i - 1].ends[CHAIN_PARTNER] != box) {
			box->y = y;
			y += BOX_TOP + box->line_count * CHAIN_LINE;
		}
		lane->y[CHAIN_PARTNER] = y + slot(lane) / 2;
		y += slot(lane);
		box->height = y + BOX_TOP - box->y;
		if (i + 1 == chain->lane_count || chain->lanes[i + 1].ends[CHAIN_PARTNER] != box)
			y += BOX_TOP + BOX_GAP;
	}
	chain->height = y ? y - BOX_GAP : 0;
}

/* ---- labs and chips ---- */

static int thickness(const struct chain_lane *lane)
{
	return (lane->width ? lane->width : DASHED) + 2;
}

/* The lanes of each node, from the top, and where it would like to be. */
static void link_lanes(struct chain *chain, enum chain_column column)
{
	for (size_t i = 0; i < chain->sides[column].count; i++)
		chain->sides[column].nodes[i].sum = 0;
	for (size_t i = 0; i < chain->lane_count; i++) {
		struct chain_lane *lane = &chain->lanes[i];
		struct chain_node *node = lane->ends[column];

		if (node->last)
			node->last->next[column] = lane;
		else
			node->first = lane;
		node->last = lane;
		node->sum += lane->y[CHAIN_PARTNER];
	}
}

/* Lanes drawn together around the middle; returns how far one of them is moved. */
static int draw_together(struct chain_node *node, enum chain_column column)
{
	int total = 0, y, farthest = 0;

	for (struct chain_lane *lane = node->first; lane; lane = lane->next[column])
		total += thickness(lane);
	y = (int)(node->sum / node->lane_count) - total / 2;
	for (struct chain_lane *lane = node->first; lane; lane = lane->next[column]) {
		lane->y[column] = y + thickness(lane) / 2;
		y += thickness(lane);
		if (abs(lane->y[column] - lane->y[CHAIN_PARTNER]) > farthest)
			farthest = abs(lane->y[column] - lane->y[CHAIN_PARTNER]);
	}
	return farthest;
}

/* The node around its lanes, none of which is moved farther than REACH. */
static void shape(struct chain_node *node, enum chain_column column, int reach)
{
	int farthest = draw_together(node, column), text = node->line_count * CHAIN_LINE;

	for (struct chain_lane *lane = node->first; lane && farthest > reach;
	     lane = lane->next[column]) {
		int from = lane->y[CHAIN_PARTNER];

		lane->y[column] = from + (int)((long)(lane->y[column] - from) * reach / farthest);
	}
	node->y = node->first->y[column] - thickness(node->first) / 2;
	node->height = node->last->y[column] - node->y + (thickness(node->last) + 1) / 2;
	if (node->height < text) {
		node->y -= (text - node->height) / 2;
		node->height = text;
	}
}

static int shape_all(struct chain_side *side, enum chain_column column, int reach)
{
	int height = -NODE_GAP;

	for (size_t i = 0; i < side->count; i++) {
		shape(&side->nodes[i], column, reach);
		height += side->nodes[i].height + NODE_GAP;
	}
	return height;
}

static int nodes_by_mean(const void *left, const void *right)
{
	return by_mean(*(struct chain_node *const *)left, *(struct chain_node *const *)right);
}

/* Nodes of a column beside their lanes, none over another. */
static void stack_side(struct arena *arena, struct chain *chain, enum chain_column column)
{
	struct chain_side *side = &chain->sides[column];
	struct chain_node **order = arena_array(arena, struct chain_node *, side->count);
	struct placed *placed = arena_array(arena, struct placed, side->count);
	int end;

	link_lanes(chain, column);
	if (shape_all(side, column, REACH) > chain->height)
		shape_all(side, column, INT_MAX);
	for (size_t i = 0; i < side->count; i++)
		order[i] = &side->nodes[i];
	qsort(order, side->count, sizeof *order, nodes_by_mean);
	for (size_t i = 0; i < side->count; i++)
		placed[i] = (struct placed){order[i]->y, order[i]->height};
	end = chart_place(placed, side->count, NODE_GAP, chain->height);
	for (size_t i = 0; i < side->count; i++) {
		int by = placed[i].at - order[i]->y;

		order[i]->y += by;
		for (struct chain_lane *lane = order[i]->first; lane; lane = lane->next[column])
			lane->y[column] += by;
	}
	if (chain->height < end)
		chain->height = end;
}

void chain_layout(struct arena *arena, const struct commitments *commitments,
		  struct chain *chain)
{
	size_t count = commitments->count;

	*chain = (struct chain){.lane_count = count};
	chain->lanes = arena_array(arena, struct chain_lane, count);
	for (int column = 0; column < CHAIN_COLUMNS; column++)
		chain->sides[column].nodes = arena_array(arena, struct chain_node, count);
	read_lanes(arena, commitments, chain);
	wrap_names(arena, chain);
	qsort(chain->lanes, count, sizeof *chain->lanes, by_partner);
	stack_partners(chain);
	stack_side(arena, chain, CHAIN_LAB);
	stack_side(arena, chain, CHAIN_CHIP);
}
