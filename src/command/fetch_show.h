/*
 * What `almanac fetch` shows: progress while it runs, and a table at the end.
 *
 * On a terminal each subscription has a line that changes in place, and all of them
 * are gone at the end; where there are more than fit, those that are being asked.
 * Elsewhere each is one line, when it is done.
 */
#ifndef COMMAND_FETCH_SHOW_H
#define COMMAND_FETCH_SHOW_H

#include "base/buf.h"
#include "site/fetch.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct fetch_line {
	const struct fetch_row *row;
	enum http_state state;
};

struct fetch_show {
	FILE *stream;
	bool terminal;
	struct arena arena;
	LIST(struct fetch_line) lines; /* in the order of the file */
	size_t done;
	size_t drawn; /* lines on the screen */
	int64_t when; /* in ms */
	struct buf out;
};

void fetch_show_init(struct fetch_show *show, FILE *stream);
void fetch_show_release(struct fetch_show *show);

/* Progress for the options of fetch_run. */
struct fetch_listener fetch_show_listener(struct fetch_show *show);

/* Takes what is left of progress off the terminal. */
void fetch_show_end(struct fetch_show *show);

/* The table: subscription, result, new posts, next due. */
void fetch_show_table(FILE *stream, const struct fetch_result *result);

#endif
