#include "base/timing.h"

#include <string.h>
#include <time.h>

static uint64_t now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

/* The stage's index; what is one too many counts as the last. */
static size_t stage_of(struct timing *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (!strcmp(t->stages[i].name, name))
			return i;
	if (t->count == TIMING_STAGES)
		return t->count - 1;
	t->stages[t->count].name = name;
	return t->count++;
}

/* What has passed counts for the present stage. */
static void credit(struct timing *t)
{
	uint64_t wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);

	t->stages[t->current].wall += wall - t->wall;
	t->stages[t->current].cpu += cpu - t->cpu;
	t->lap += wall - t->wall;
	t->wall = wall;
	t->cpu = cpu;
}

void timing_begin(struct timing *t, const char *name)
{
	*t = (struct timing){.wall = now(CLOCK_MONOTONIC), .cpu = now(CLOCK_PROCESS_CPUTIME_ID)};
	t->current = stage_of(t, name);
}

const char *timing_enter(struct timing *t, const char *name)
{
	const char *before;

	if (!t)
		return NULL;
	credit(t);
	before = t->stages[t->current].name;
	t->current = stage_of(t, name);
	return before;
}

void timing_lap(struct timing *t)
{
	if (!t)
		return;
	credit(t);
	t->lap = 0;
}

void timing_file(struct timing *t, struct str path)
{
	size_t at;

	if (!t)
		return;
	credit(t);
	for (at = t->slow; at && t->slowest[at - 1].wall < t->lap; at--)
		if (at < TIMING_SLOWEST)
			t->slowest[at] = t->slowest[at - 1];
	if (at < TIMING_SLOWEST) {
		t->slowest[at] = (struct timing_file){str_copy(&t->arena, path), t->lap};
		t->slow += t->slow < TIMING_SLOWEST;
	}
	t->lap = 0;
}

static double milliseconds(uint64_t ns)
{
	return (double)ns / 1e6;
}

static void print_stage(struct buf *out, const struct timing_stage *stage, uint64_t wall)
{
	buf_addf(out, "%-14s %10.1f %10.1f %6.1f %%\n", stage->name, milliseconds(stage->wall),
		 milliseconds(stage->cpu), wall ? 100.0 * (double)stage->wall / (double)wall : 0.0);
}

void timing_print(struct timing *t, struct buf *out)
{
	struct timing_stage all = {.name = "all"};

	credit(t);
	for (size_t i = 0; i < t->count; i++) {
		all.wall += t->stages[i].wall;
		all.cpu += t->stages[i].cpu;
	}
	buf_addf(out, "%-14s %10s %10s %8s\n", "stage", "wall ms", "CPU ms", "share");
	for (size_t i = 0; i < t->count; i++)
		print_stage(out, &t->stages[i], all.wall);
	print_stage(out, &all, all.wall);
	if (t->slow)
		buf_addf(out, "\n%-14s %10s\n", "slowest files", "wall ms");
	for (size_t i = 0; i < t->slow; i++)
		buf_addf(out, "%25.1f  %.*s\n", milliseconds(t->slowest[i].wall),
			 STR_ARG(t->slowest[i].path));
}

void timing_release(struct timing *t)
{
	arena_release(&t->arena);
}
