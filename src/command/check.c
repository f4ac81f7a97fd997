/* almanac check: a build without the writing. */
#include "base/fatal.h"
#include "command/command.h"
#include "command/watch.h"
#include "site/base_check.h"
#include "site/build.h"
#include "site/figures_report.h"

#include <string.h>

enum { OPTION_BASE = OPTION_LONG, OPTION_FIGURES, OPTION_SINCE };

static int worse(int a, int b)
{
	return a > b ? a : b;
}

static int run(const struct command *self, int argc, char **argv)
{
	struct build_options build = {.output = STR_UNKNOWN, .strangers = true, .name_drafts = true};
	struct build_result result;
	struct str base = STR_UNKNOWN;
	struct buf figures = BUF_INIT;
	struct watch watch = {0};
	struct diags diags, since;
	int option, status;

	diags_init(&diags);
	diags_init(&since);
	while ((option = command_option(self, argc, argv)) != -1) {
		if (watch_option(&watch, option))
			continue;
		if (option == OPTION_BASE)
			base = str_of(optarg);
		else if (option == OPTION_FIGURES)
			build.figures = &figures;
		else if (!strcmp(optarg, "live"))
			build.since = &since;
		else
			return command_misused(self, "--since takes the word live");
	}
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	if (base.ptr && !base.len)
		return command_misused(self, "--base needs the name of a directory");
	if (build.figures)
		figures_print_head(&figures);
	watch_begin(&watch);
	watch_build(&watch, &build);
	status = build_site(&build, &diags, &result);
	if (base.ptr && !result.interrupted)
		status = worse(status, base_check(base, &diags));
	watch_stop(&watch);
	watch_end(&watch);
	diags_print(&since, stdout, false);
	if (build.since && !since.list.count)
		puts("no figure rests on what has changed since the live versions");
	fwrite(figures.ptr ? figures.ptr : "", 1, figures.len, stdout);
	if (build.since || build.figures)
		status = command_printed(self, status);
	watch_report(&watch, &diags);
	diags_release(&diags);
	diags_release(&since);
	buf_release(&figures);
	if (status == EXIT_GOOD && !watch.quiet)
		printf("%zu topics, %zu guides, %zu files: nothing is wrong\n",
		       result.topics, result.guides, result.files);
	return status;
}

static const struct command_option options[] = {
	{.name = "base", .value = OPTION_BASE, .argument = "DIR", .word = WORD_DIRECTORY,
	 .help = "fail unless every seal of the site in DIR is here too;\n"
		 "relative to the site's directory"},
	{.name = "figures", .value = OPTION_FIGURES,
	 .help = "say what backs the figures of each guide"},
	{.name = "since", .value = OPTION_SINCE, .argument = "live", .choices = "live",
	 .help = "list each figure whose backing has changed since then"},
	WATCH_QUIET,
	WATCH_VERBOSE,
	WATCH_TIMINGS,
	{0},
};

const struct command command_check = {
	.name = "check",
	.summary = "find everything that is wrong, and write nothing",
	.synopsis = "[-C DIR] [--base DIR] [--figures] [--since live]",
	.help = "Does all that a build does, but for the writing, and looks at all files of\n"
		"released versions.\n"
		"\n"
		"  almanac check -C ~/guides --base ~/guides-main\n"
		"\n",
	.options = options,
	.run = run,
};
