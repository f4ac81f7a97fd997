/*
 * A command of the program: one file each, with one entry in the table of
 * src/main.c.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/date.h"
#include "base/diag.h"

#include <getopt.h> /* optarg, optind */
#include <stdbool.h>
#include <stddef.h>

/* What an argument is, for shells that complete it. */
enum command_word {
	WORD_ANY,
	WORD_FILE,
	WORD_DIRECTORY,
	WORD_TOPIC,
	WORD_GUIDE,
	WORD_LEVEL,
	WORD_VERSION, /* of the guide that stands before it */
	WORD_NEW      /* behind "guide": TOPIC/LEVEL, as far as there is no such file */
};

/* Values of options that have no letter are above all characters. */
enum { OPTION_LONG = 256 };

struct command_option {
	const char *name;     /* NULL ends the table */
	int value;            /* its letter, or from OPTION_LONG on */
	const char *argument; /* what --help calls it; NULL: it takes none */
	const char *help;     /* lines of at most 55 characters */
	enum command_word word;
	const char *choices;  /* all that it may be, with spaces between; NULL: see word */
};

struct command {
	const char *name;
	const char *summary;  /* in the list of commands */
	const char *synopsis; /* its arguments */
	const char *help;     /* what --help says below that, with an example */
	const struct command_option *options; /* its own; NULL: none */
	enum command_word words; /* what its first argument is */
	enum command_word then;  /* what those behind it are */
	const char *choices;     /* what the first may be too, with spaces between, or NULL */
	int (*run)(const struct command *self, int argc, char **argv);
};

extern const struct command command_build;
extern const struct command command_check;
extern const struct command command_diff;
extern const struct command command_fetch;
extern const struct command command_new;
extern const struct command command_release;
extern const struct command command_serve;

/* Options that every command takes: -C and -h. */
extern const struct command_option command_common[];

/*
 * Reads the next option as getopt_long does, with its argument in optarg, and does
 * what is common to all: -C changes the directory, --help prints and ends the program
 * with EXIT_GOOD, an unknown option ends it with EXIT_USAGE. Returns the value of one
 * of the command's own options, and -1 at the end.
 */
int command_option(const struct command *self, int argc, char **argv);

/* Prints "almanac NAME: MESSAGE", and how it is used; returns EXIT_USAGE. */
int command_misused(const struct command *self, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * After the last of standard output, where that is what the command was for: STATUS, or
 * EXIT_SYSTEM after a message if not all of it could be written.
 */
int command_printed(const struct command *self, int status);

/* The clock: commands look at it once, and pass on what it says. */
struct date command_today(void);

/* Prints all messages and their count to standard error. */
void command_report(struct diags *diags);

#endif
