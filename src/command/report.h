/*
 * What a command has to say, in the format that its user wants: text for people, on
 * standard error; for programs JSON or GitHub's annotations, on standard output.
 */
#ifndef COMMAND_REPORT_H
#define COMMAND_REPORT_H

#include "base/diag.h"

#include <stdbool.h>

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_GITHUB };

/* As struct command_option has them. */
#define REPORT_FORMATS "text json github"

struct report_options {
	enum report_format format;
	bool all; /* text: each message, however many say the same */
};

/* Sets *FORMAT to the one of that NAME; false when there is none. */
bool report_parse(const char *name, enum report_format *format);

/* True where FD is a terminal, and NO_COLOR does not forbid it: see no-color.org. */
bool report_wants_colour(int fd);

/* Prints all messages, and their count to standard error. */
void report(struct diags *diags, const struct report_options *options);

/* Messages alone, in one of the formats for programs. */
void report_messages(struct diags *diags, enum report_format format);

#endif
