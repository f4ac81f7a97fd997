/*
 * What commands that work for long have in common: --quiet, --verbose and --timings,
 * a line of progress on a terminal, and signals that wait until it is good to stop.
 */
#ifndef COMMAND_WATCH_H
#define COMMAND_WATCH_H

#include "base/interrupt.h"
#include "base/progress.h"
#include "base/timing.h"
#include "command/command.h"
#include "command/report.h"
#include "site/build.h"

#include <stdbool.h>

enum { OPTION_TIMINGS = 2 * OPTION_LONG };

/* Rows of a command's table. */
#define WATCH_QUIET \
	{.name = "quiet", .value = 'q', .help = "print errors only"}
#define WATCH_VERBOSE \
	{.name = "verbose", .value = 'v', .help = "print each step, and each file written"}
#define WATCH_TIMINGS \
	{.name = "timings", .value = OPTION_TIMINGS, .help = "print where the time went"}

struct watch {
	bool quiet, verbose, timings;
	struct progress progress;
	struct timing timing;
	struct output_listener listener; /* --verbose: names each file */
	struct interrupt interrupt;
};

/* Takes an option if it is one of the rows above. */
bool watch_option(struct watch *watch, int option);

/* Before the work, once all options are read. */
void watch_begin(struct watch *watch);

/* Has a build tell of its progress. */
void watch_build(struct watch *watch, struct build_options *build);
struct timing *watch_timing(struct watch *watch);

/* Right after the work: what is printed from here on stands alone on its line. */
void watch_stop(struct watch *watch);

/* All messages, or the errors alone; and what the watch was for. OPTIONS: NULL is text. */
void watch_report(struct watch *watch, struct diags *diags, const struct report_options *options);

/* A signal that has waited ends the program here. */
void watch_end(struct watch *watch);

#endif
