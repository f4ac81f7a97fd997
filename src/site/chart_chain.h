/*
 * Where the supply-chain diagram has its labs, partners and chips. A deal is a lane from
 * one to the other; deals of one lab, partner or chip meet there. What is unknown is a
 * chip of its own each time: two unknown ones are not known to be the same.
 */
#ifndef SITE_CHART_CHAIN_H
#define SITE_CHART_CHAIN_H

#include "base/arena.h"
#include "base/map.h"
#include "site/chart_amount.h"

enum chain_column { CHAIN_LAB, CHAIN_PARTNER, CHAIN_CHIP, CHAIN_COLUMNS };
enum { CHAIN_LINES = 3, CHAIN_LINE = 16, CHAIN_FONT = 13 };

struct chain_node {
	struct str name;               /* unknown: of an unknown chip */
	struct str lines[CHAIN_LINES]; /* the name in the room that it has */
	int line_count;
	int y, height;
	long sum;                      /* of where its lanes would like it to be */
	int lane_count;
	struct chain_lane *first, *last;
};

struct chain_lane {
	const struct commitment *commitment;
	struct chain_node *ends[CHAIN_COLUMNS];
	struct chain_lane *next[CHAIN_COLUMNS]; /* the one below it at that end */
	int width;                              /* by its power; 0: unknown */
	int y[CHAIN_COLUMNS];                   /* its middle at each end */
};

struct chain_side {
	struct chain_node *nodes; /* from the top */
	size_t count;
	struct map by_name;
};

struct chain {
	struct chain_side sides[CHAIN_COLUMNS];
	struct chain_lane *lanes; /* from the top, as they pass the partners */
	size_t lane_count;
	int height;
};

/* Columns, from left to right; a box has its text inside, others have a bar beside it. */
enum {
	CHAIN_LAB_WIDTH = 92, CHAIN_LAB_BAR = 98,
	CHAIN_BOX = 196, CHAIN_BOX_WIDTH = 196, CHAIN_BOX_PAD = 10,
	CHAIN_CHIP_BAR = 482, CHAIN_CHIP_TEXT = 493, CHAIN_WIDTH = 640,
	CHAIN_BAR_WIDTH = 5,
};

void chain_layout(struct arena *arena, const struct commitments *commitments,
		  struct chain *chain);

#endif
