/*
 * A command of the program: one file each, with one entry in the table of
 * src/main.c.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/diag.h"

#include <getopt.h>
#include <stdbool.h>

struct command {
	const char *name;
	const char *summary;  /* in the list of commands */
	const char *synopsis; /* its arguments */
	const char *help;     /* what --help says below that */
	int (*run)(const struct command *self, int argc, char **argv);
};

extern const struct command command_build;
extern const struct command command_check;
extern const struct command command_diff;
extern const struct command command_fetch;
extern const struct command command_release;
extern const struct command command_serve;

/* Options that every command takes; put at the end of its table. */
#define COMMAND_OPTIONS \
	{"directory", required_argument, NULL, 'C'}, {"help", no_argument, NULL, 'h'}, \
	{NULL, 0, NULL, 0}
#define COMMAND_LETTERS "C:h"

/*
 * Reads the next option as getopt_long does, and does what is common to all:
 * -C changes the directory, --help prints and ends the program with EXIT_GOOD,
 * an unknown option ends it with EXIT_USAGE. Returns the command's own
 * options, and -1 at the end.
 */
int command_option(const struct command *self, int argc, char **argv,
		   const char *letters, const struct option *options);

/* Prints "almanac NAME: MESSAGE", and how it is used; returns EXIT_USAGE. */
int command_misused(const struct command *self, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* True where messages go to a terminal, and nobody asked for none. */
bool command_wants_colour(void);

/* Prints all messages and their count to standard error. */
void command_report(struct diags *diags);

#endif
