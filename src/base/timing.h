/*
 * Where the time of a run goes: by stage, and which files took the most.
 *
 * A stopwatch that always runs for one stage: entering the next one ends the last.
 * Every function does nothing where TIMING is NULL, so that a run which nobody
 * measures pays for a comparison.
 */
#ifndef BASE_TIMING_H
#define BASE_TIMING_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

enum { TIMING_STAGES = 16, TIMING_SLOWEST = 10 };

struct timing_stage {
	const char *name;
	uint64_t wall, cpu; /* in ns */
};

struct timing_file {
	struct str path;
	uint64_t wall;
};

struct timing {
	struct arena arena;
	struct timing_stage stages[TIMING_STAGES]; /* as they were entered first */
	size_t count;
	size_t current;
	uint64_t wall, cpu; /* when it was entered */
	uint64_t lap;       /* since the last file */
	struct timing_file slowest[TIMING_SLOWEST]; /* the slowest first */
	size_t slow;
};

/* Starts in the stage NAME; names are literals. */
void timing_begin(struct timing *timing, const char *name);

/* Goes over to a stage; returns the one before it, to come back to. */
const char *timing_enter(struct timing *timing, const char *name);

/* A file took the time since the last lap, or since the last file. */
void timing_lap(struct timing *timing);
void timing_file(struct timing *timing, struct str path);

/* The table, with the last stage ended now. */
void timing_print(struct timing *timing, struct buf *out);

void timing_release(struct timing *timing);

#endif
