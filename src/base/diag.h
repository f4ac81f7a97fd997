/*
 * Everything that Almanac has to say about its input: collected while the
 * stages run, sorted by place, and printed as compilers do.
 *
 *	content/t/beginner.md:12:8: error: unknown level "expert" [choice]
 *	   12 | level: expert
 *	      |        ^~~~~~
 *	      = write beginner, intermediate or advanced
 *
 * Every message belongs to a rule of the table in base/rules.
 *
 * Stages report a byte offset; line, column and caret are worked out here.
 * Columns count code points from 1. The text of the line is copied when the
 * message is reported, so that sources need not outlive it.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>

/* A text that messages can point into. */
struct source {
	struct str path; /* as the user knows it: relative to the site */
	struct str text;
};

/* A stretch of a source; the place of a whole file has no source text. */
struct place {
	const struct source *source;
	size_t offset; /* bytes */
	size_t length; /* bytes; 0 is shown as one character */
};

enum severity { SEVERITY_OFF = -1, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
extern const char *const severity_names[]; /* "note", "warning", "error" */

struct diag {
	enum severity severity;
	const char *rule;    /* its name in base/rules, such as "date" */
	struct str path;     /* unknown: the run as a whole */
	size_t line, column; /* from 1; 0: the file as a whole */
	struct str excerpt;  /* the line, or unknown */
	size_t caret;        /* bytes before the caret in excerpt */
	size_t underlined;   /* bytes under the caret and its tail */
	struct str message;
	struct str help; /* what to do, or unknown */
	struct str subject; /* the page that was being made, or unknown */
	size_t order;    /* of being reported */
};

/* Where the last message stands: the next one of its text is counted from there. */
struct diag_cursor {
	struct str path;
	struct str text;
	size_t at, line, column;
	size_t begin, end; /* of that line */
};

/* The severity that a site gives a rule. */
struct diag_setting {
	const char *rule;
	enum severity severity;
};

struct diags {
	struct arena arena;
	LIST(struct diag) list;
	size_t errors;
	size_t warnings;
	struct diag_cursor cursor;
	struct str subject; /* of what is reported from now on; borrowed */
	LIST(struct diag_setting) settings;
};

void diags_init(struct diags *diags);
void diags_release(struct diags *diags);

/*
 * From now on messages of RULE have that severity, whatever they are reported with;
 * with SEVERITY_OFF they are dropped. RULE is borrowed.
 */
void diag_set(struct diags *diags, const char *rule, enum severity severity);

/*
 * Reports at a place. HELP says what to do, or is NULL. The message and the
 * help begin with a small letter and end without a full stop. False when it is
 * an error, by now.
 */
bool diag_at(struct diags *diags, enum severity severity, const char *rule,
	     struct place place, const char *help, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Reports about a file, or about the run when PATH is unknown. */
bool diag_file(struct diags *diags, enum severity severity, const char *rule,
	       struct str path, const char *help, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* Reports what was said to others, as a message of another severity, rule and help. */
bool diag_pass_on(struct diags *diags, enum severity severity, const char *rule,
		  const struct diag *said, const char *help);

/* Sorts by path, line and column. */
void diags_sort(struct diags *diags);

/* Prints all, sorted; colours if COLOUR. */
void diags_print(struct diags *diags, FILE *stream, bool colour);

/*
 * The same, but of messages of one rule that say the same the first MOST alone, and
 * how many more there are.
 */
void diags_print_folded(struct diags *diags, FILE *stream, bool colour, size_t most);

/* Prints "3 errors, 1 warning in 2 files" on a line, where there are any; sorts. */
void diags_print_count(struct diags *diags, FILE *stream);

#endif
