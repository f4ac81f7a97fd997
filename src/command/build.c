/* almanac build: content, bundles and templates into the site. */
#include "base/fatal.h"
#include "base/path.h"
#include "command/command.h"
#include "command/report.h"
#include "site/build.h"

#include <stdlib.h>

enum { OPTION_ALL = OPTION_LONG, OPTION_DRAFTS, OPTION_FORMAT };

static void print_result(struct str output, const struct build_result *result)
{
	printf("%.*s: %zu topic%s, %zu guide%s; %zu files, %zu written, %zu removed\n",
	       STR_ARG(output), result->topics, result->topics == 1 ? "" : "s",
	       result->guides, result->guides == 1 ? "" : "s", result->files,
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

static int run(const struct command *self, int argc, char **argv)
{
	struct build_options build = {.output = STR_UNKNOWN, .name_drafts = true};
	struct report_options reporting = {0};
	struct build_result result;
	struct diags diags;
	int option, status;

	while ((option = command_option(self, argc, argv)) != -1) {
		if (option == 'o')
			build.output = str_of(optarg);
		else if (option == OPTION_DRAFTS)
			build.drafts = true;
		else if (option == OPTION_ALL)
			reporting.all = true;
		else if (!report_parse(optarg, &reporting.format))
			return command_misused(self, "there is no format \"%s\"; write text, json "
					       "or github", optarg);
	}
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	if (build.output.ptr && !build.output.len)
		return command_misused(self, "-o needs the name of a directory");
	if (!build.output.ptr)
		build.output = build.drafts ? STR(".almanac/drafts") : STR("site");
	if (build.drafts && is_in_site(build.output))
		return command_misused(self, "drafts never go into site/; give another directory with -o");
	diags_init(&diags);
	status = build_site(&build, &diags, &result);
	report(&diags, &reporting);
	diags_release(&diags);
	if (status == EXIT_GOOD && reporting.format == REPORT_TEXT)
		print_result(build.output, &result);
	return status;
}

static const struct command_option options[] = {
	{.name = "output", .value = 'o', .argument = "DIR", .word = WORD_DIRECTORY,
	 .help = "write there (default: site; drafts: .almanac/drafts);\n"
		 "relative to the site's directory"},
	{.name = "drafts", .value = OPTION_DRAFTS, .help = "show working copies"},
	{.name = "all", .value = OPTION_ALL,
	 .help = "show each message, however many say the same"},
	{.name = "format", .value = OPTION_FORMAT, .argument = "FORMAT", .choices = REPORT_FORMATS,
	 .help = "of messages, as for check"},
	{0},
};

const struct command command_build = {
	.name = "build",
	.summary = "make the site from content, bundles and templates",
	.synopsis = "[-C DIR] [-o DIR] [--drafts] [--all] [--format FORMAT]",
	.help = "Reads content/, templates/ and assets/ and writes the site: only files that\n"
		"changed, each whole or not at all. When anything is wrong, all of it is\n"
		"reported, and the site stays as it was. The network is never used.\n"
		"\n"
		"  almanac build -C ~/guides -o /srv/www\n"
		"\n",
	.options = options,
	.run = run,
};
