#include "command/command.h"

#include "base/fatal.h"
#include "command/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HELP_COLUMN = 23, OPTIONS_MOST = 32 };

const struct command_option command_common[] = {
	{.name = "directory", .value = 'C', .argument = "DIR", .word = WORD_DIRECTORY,
	 .help = "the site (default: the working directory)"},
	{.name = "help", .value = 'h', .help = "print this"},
	{0},
};

/* "  -o, --output DIR     ", and the lines of help beside it, or below if it is long. */
static void print_option(const struct command_option *option)
{
	int width = option->value < OPTION_LONG ? printf("  -%c, ", option->value) : printf("      ");

	width += printf("--%s", option->name);
	if (option->argument)
		width += printf(" %s", option->argument);
	if (width >= HELP_COLUMN)
		width = printf("\n") - 1;
	printf("%*s", HELP_COLUMN - width, "");
	for (const char *at = option->help; *at; at++) {
		putchar(*at);
		if (*at == '\n')
			printf("%*s", HELP_COLUMN, "");
	}
	putchar('\n');
}

static void print_options(const struct command_option *options)
{
	for (; options && options->name; options++)
		print_option(options);
}

static void print_help(const struct command *self)
{
	printf("usage: almanac %s %s\n\n%s", self->name, self->synopsis, self->help);
	print_options(self->options);
	print_options(command_common);
}

int command_misused(const struct command *self, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "almanac %s: ", self->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nusage: almanac %s %s\n", self->name, self->synopsis);
	return EXIT_USAGE;
}

int command_printed(const struct command *self, int status)
{
	bool failed = ferror(stdout);

	errno = 0;
	if (fflush(stdout) == 0 && !failed)
		return status;
	fprintf(stderr, "almanac %s: the output cannot be written%s%s\n", self->name,
		errno ? ": " : "", errno ? strerror(errno) : "");
	return status > EXIT_SYSTEM ? status : EXIT_SYSTEM;
}

/* What getopt_long did not know: a letter, a long option, or its value. */
static int unknown_option(const struct command *self, const char *word,
			  const struct option *options)
{
	for (; optopt && options->name; options++)
		if (options->val == optopt && options->has_arg == no_argument)
			return command_misused(self, "--%s takes no value", options->name);
	if (optopt)
		return command_misused(self, "there is no option -%c", optopt);
	return command_misused(self, "there is no option %s", word);
}

/* As getopt_long wants them. */
struct tables {
	struct option options[OPTIONS_MOST + 1];
	char letters[2 * OPTIONS_MOST + 2];
	size_t count, length;
};

static void add_options(struct tables *t, const struct command_option *options)
{
	for (; options && options->name && t->count < OPTIONS_MOST; options++) {
		int argument = options->argument ? required_argument : no_argument;

		t->options[t->count++] =
			(struct option){options->name, argument, NULL, options->value};
		if (options->value >= OPTION_LONG)
			continue;
		t->letters[t->length++] = (char)options->value;
		if (options->argument)
			t->letters[t->length++] = ':';
	}
}

int command_option(const struct command *self, int argc, char **argv)
{
	struct tables tables = {.letters = ":", .length = 1};
	int option;

	add_options(&tables, self->options);
	add_options(&tables, command_common);
	while ((option = getopt_long(argc, argv, tables.letters, tables.options, NULL)) != -1) {
		switch (option) {
		case 'h':
			print_help(self);
			exit(command_printed(self, EXIT_GOOD));
		case 'C':
			if (chdir(optarg) == 0)
				continue;
			exit(command_misused(self, "cannot enter %s: %s", optarg,
					     strerror(errno)));
		case ':':
			exit(command_misused(self, "%s needs an argument", argv[optind - 1]));
		case '?':
			exit(unknown_option(self, argv[optind - 1], tables.options));
		default: return option;
		}
	}
	return -1;
}

struct date command_today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}

void command_report(struct diags *diags)
{
	report(diags, &(struct report_options){.all = true});
}
