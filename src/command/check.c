/* almanac check: a build without the writing. */
#include "base/fatal.h"
#include "command/command.h"
#include "site/base_check.h"
#include "site/build.h"

enum { OPTION_BASE = 256 };

static int worse(int a, int b)
{
	return a > b ? a : b;
}

static int run(const struct command *self, int argc, char **argv)
{
	static const struct option options[] = {
		{"base", required_argument, NULL, OPTION_BASE}, COMMAND_OPTIONS};
	const struct build_options build = {.output = STR_UNKNOWN, .strangers = true, .name_drafts = true};
	struct build_result result;
	struct str base = STR_UNKNOWN;
	struct diags diags;
	int status;

	while (command_option(self, argc, argv, ":" COMMAND_LETTERS, options) != -1)
		base = str_of(optarg);
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	diags_init(&diags);
	status = build_site(&build, &diags, &result);
	if (base.ptr)
		status = worse(status, base_check(base, &diags));
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
	.synopsis = "[-C DIR] [--base DIR]",
	.help = "Does all that a build does, but for the writing, and looks at all files of\n"
		"released versions.\n"
		"\n"
		"  almanac check -C ~/guides --base ~/guides-main\n"
		"\n"
		"      --base DIR       fail unless every seal of the site in DIR is here too",
	.run = run,
};
