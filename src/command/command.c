#include "command/command.h"

#include "base/fatal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_help(const struct command *self)
{
	printf("usage: almanac %s %s\n\n%s\n", self->name, self->synopsis, self->help);
	puts("  -C, --directory DIR  the site (default: the working directory)\n"
	     "  -h, --help           print this");
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

int command_option(const struct command *self, int argc, char **argv,
		   const char *letters, const struct option *options)
{
	int option;

	while ((option = getopt_long(argc, argv, letters, options, NULL)) != -1) {
		switch (option) {
		case 'h':
			print_help(self);
			exit(EXIT_GOOD);
		case 'C':
			if (chdir(optarg) == 0)
				continue;
			exit(command_misused(self, "cannot enter %s: %s", optarg,
					     strerror(errno)));
		case ':':
			exit(command_misused(self, "%s needs an argument", argv[optind - 1]));
		case '?':
			exit(unknown_option(self, argv[optind - 1], options));
		default: return option;
		}
	}
	return -1;
}

bool command_wants_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return isatty(STDERR_FILENO) && !(no && *no);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

void command_report(struct diags *diags)
{
	diags_print(diags, stderr, command_wants_colour());
	if (diags->errors || diags->warnings)
		fprintf(stderr, "%zu error%s, %zu warning%s\n", diags->errors,
			plural(diags->errors), diags->warnings, plural(diags->warnings));
}
