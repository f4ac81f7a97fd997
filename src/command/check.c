/* almanac check: a build without the writing. */
#include "base/fatal.h"
#include "command/command.h"
#include "site/build.h"

static int run(const struct command *self, int argc, char **argv)
{
	static const struct option options[] = {COMMAND_OPTIONS};
	const struct build_options build = {.output = STR_UNKNOWN};
	struct build_result result;
	struct diags diags;
	int status;

	while (command_option(self, argc, argv, ":" COMMAND_LETTERS, options) != -1)
		continue;
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	diags_init(&diags);
	status = build_site(&build, &diags, &result);
	command_report(&diags);
	diags_release(&diags);
	if (status == EXIT_GOOD)
		printf("%zu topics, %zu guides, %zu files: nothing is wrong\n",
		       result.topics, result.guides, result.files);
	return status;
}

const struct command command_check = {
	.name = "check",
	.summary = "find everything that is wrong, and write nothing",
	.synopsis = "[-C DIR]",
	.help = "Does all that a build does, but for the writing.\n"
		"\n"
		"  almanac check -C ~/guides\n",
	.run = run,
};
