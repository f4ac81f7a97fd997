/*
 * What a long run is doing, for whoever waits at a terminal: one line on standard
 * error, rewritten in place ("making topics 120/1000"), once the run has taken half
 * a second. Elsewhere nothing is printed. Whoever is to read all of it
 * (PROGRESS_STEPS) gets a line a step in its place, on a terminal or not.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum progress_mode { PROGRESS_SILENT, PROGRESS_LINE, PROGRESS_STEPS };

struct progress {
	FILE *stream;
	enum progress_mode mode;
	const char *step;
	bool drawn;        /* a line is on the terminal */
	int64_t next;      /* when it may be drawn again, in ms */
};

/* A line where STREAM is a terminal that can rewrite one, and silence elsewhere. */
void progress_begin(struct progress *progress, FILE *stream);

/* DONE of COUNT of STEP, a literal; COUNT 0: nobody can say. PROGRESS may be NULL. */
void progress_at(struct progress *progress, const char *step, size_t done, size_t count);

/* Before anything else is printed: takes the line off the terminal. */
void progress_clear(struct progress *progress);

#endif
