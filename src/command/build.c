/* almanac build: content, bundles and templates into the site. */
#include "base/fatal.h"
#include "base/path.h"
#include "command/command.h"
#include "command/report.h"
#include "command/watch.h"
#include "site/build.h"

#include <stdlib.h>

enum { OPTION_ALL = OPTION_LONG, OPTION_DRAFTS, OPTION_FORMAT };

static void print_result(struct str output, const struct build_result *result)
{
	printf("%.*s: %zu topic%s, %zu guide%s; %zu files, %zu written, %zu removed\n",
	       STR_ARG(output), result->topics, str_plural(result->topics),
	       result->guides, str_plural(result->guides), result->files,
	       result->written, result->removed);
}

/* Where PATH really is, or would be made. */
static struct str real_path(struct arena *arena, struct str path)
{
	struct str part = path, plain;
	char *real = NULL;

	while (part.len && !(real = realpath(str_copy(arena, part).ptr, NULL)))
		part = path_dir(part);
	if (!part.len)
		real = realpath(".", NULL);
	plain = real ? str_copy(arena, str_of(real)) : STR("");
	free(real);
	if (part.len == path.len)
		return plain;
	return path_join(arena, plain, str_slice(path, part.len + (part.len > 0), path.len));
}

/* True when DIR is site/, or in it. */
static bool is_in_site(struct str dir)
{
	struct arena scratch = ARENA_INIT;
	struct str site = real_path(&scratch, STR("site")), real = real_path(&scratch, dir);
	bool inside = str_starts(real, site) && (real.len == site.len || real.ptr[site.len] == '/');

	arena_release(&scratch);
	return inside;
}

/* "would create 2, change 5, remove 1 of 83 files", below the list of them. */
static void print_plan(const struct explain *explain, const struct build_result *result, bool all)
{
	const size_t *counts = explain->counts;
	struct buf list = BUF_INIT;

	explain_print(explain, &list, all);
	fwrite(buf_str(&list).ptr, 1, list.len, stdout);
	printf("would create %zu, change %zu, remove %zu of %zu files\n", counts[OUTPUT_CREATE],
	       counts[OUTPUT_CHANGE], counts[OUTPUT_REMOVE], result->files);
	buf_release(&list);
}

/* What the command line asks for. */
struct asked {
	struct build_options build;
	struct explain explain; /* --dry-run */
	struct watch watch;
	struct report_options report;
};

static int run_asked(const struct command *self, struct asked *asked)
{
	struct build_result result;
	struct diags diags;
	int status;

	diags_init(&diags);
	watch_begin(&asked->watch);
	watch_build(&asked->watch, &asked->build);
	status = build_site(&asked->build, &diags, &result);
	watch_stop(&asked->watch);
	watch_end(&asked->watch);
	watch_report(&asked->watch, &diags, &asked->report);
	diags_release(&diags);
	if (status == EXIT_GOOD && asked->build.explain) {
		print_plan(&asked->explain, &result, asked->report.all);
		status = command_printed(self, status);
	} else if (asked->report.format != REPORT_TEXT) {
		status = command_printed(self, status);
	} else if (status == EXIT_GOOD && !asked->watch.quiet) {
		print_result(asked->build.output, &result);
	}
	explain_release(&asked->explain);
	return status;
}

static int read_option(const struct command *self, struct asked *asked, int option)
{
	switch (option) {
	case 'o': asked->build.output = str_of(optarg); break;
	case 'n': asked->build.explain = &asked->explain; break;
	case OPTION_ALL: asked->report.all = true; break;
	case OPTION_DRAFTS: asked->build.drafts = true; break;
	case OPTION_FORMAT:
		if (!report_parse(optarg, &asked->report.format))
			return command_misused(self, "there is no format \"%s\"; write text, json "
					       "or github", optarg);
		break;
	default: watch_option(&asked->watch, option);
	}
	return EXIT_GOOD;
}

static int run(const struct command *self, int argc, char **argv)
{
	struct asked asked = {.build = {.output = STR_UNKNOWN, .name_drafts = true}};
	struct build_options *build = &asked.build;
	int option;

	while ((option = command_option(self, argc, argv)) != -1)
		if (read_option(self, &asked, option) != EXIT_GOOD)
			return EXIT_USAGE;
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	if (build->output.ptr && !build->output.len)
		return command_misused(self, "-o needs the name of a directory");
	if (!build->output.ptr)
		build->output = build->drafts ? STR(".almanac/drafts") : STR("site");
	if (build->drafts && is_in_site(build->output))
		return command_misused(self, "drafts never go into site/; give another directory with -o");
	return run_asked(self, &asked);
}

static const struct command_option options[] = {
	{.name = "output", .value = 'o', .argument = "DIR", .word = WORD_DIRECTORY,
	 .help = "write there (default: site; drafts: .almanac/drafts);\n"
		 "relative to the site's directory"},
	{.name = "drafts", .value = OPTION_DRAFTS, .help = "show working copies"},
	{.name = "dry-run", .value = 'n', .help = "list what would change, and why; write nothing"},
	{.name = "all", .value = OPTION_ALL, .help = "each message and each file, however many are alike"},
	{.name = "format", .value = OPTION_FORMAT, .argument = "FORMAT", .choices = REPORT_FORMATS,
	 .help = "of messages, as for check"},
	WATCH_QUIET,
	WATCH_VERBOSE,
	WATCH_TIMINGS,
	{0},
};

const struct command command_build = {
	.name = "build",
	.summary = "make the site from content, bundles and templates",
	.synopsis = "[-C DIR] [-o DIR] [--drafts] [-n] [--all] [--format FORMAT]",
	.help = "Reads content/, templates/ and assets/ and writes the site: only files that\n"
		"changed, each whole or not at all. When anything is wrong, all of it is\n"
		"reported, and the site stays as it was. The network is never used.\n"
		"\n"
		"  almanac build -C ~/guides -o /srv/www\n"
		"\n",
	.options = options,
	.run = run,
};
