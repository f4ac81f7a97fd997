/* almanac check: a build without the writing. */
#include "base/fatal.h"
#include "base/rules.h"
#include "command/command.h"
#include "command/report.h"
#include "command/watch.h"
#include "site/base_check.h"
#include "site/build.h"
#include "site/figures_report.h"

#include <string.h>

enum {
	OPTION_ALL = OPTION_LONG,
	OPTION_BASE,
	OPTION_FIGURES,
	OPTION_FORMAT,
	OPTION_RULES,
	OPTION_SINCE
};

static int worse(int a, int b)
{
	return a > b ? a : b;
}

/* What the command line asks for. */
struct request {
	struct build_options build;
	struct report_options report;
	struct watch watch;
	struct str base; /* or unknown */
	bool figures, since;
	struct buf table;   /* of figures */
	struct diags diags, changed; /* what is wrong; what rests on changed figures */
};

/* The table of rules, for people and for programs that take its first words. */
static int print_rules(void)
{
	for (size_t i = 0; i < rule_count; i++) {
		const struct rule *rule = &rules[i];

		printf("%-20s %-8s %-6s %s\n", rule->name,
		       rule->severity == SEVERITY_OFF ? "off" : severity_names[rule->severity],
		       rule->fixed ? "always" : "", rule->summary);
	}
	return EXIT_GOOD;
}

/* False after a misuse was reported. */
static bool read_options(const struct command *self, int argc, char **argv, struct request *r,
			 bool *rules_only)
{
	int option;

	while ((option = command_option(self, argc, argv)) != -1) {
		if (watch_option(&r->watch, option))
			continue;
		switch (option) {
		case OPTION_ALL: r->report.all = true; break;
		case OPTION_BASE: r->base = str_of(optarg); break;
		case OPTION_FIGURES: r->figures = true; break;
		case OPTION_RULES: *rules_only = true; break;
		case OPTION_FORMAT:
			if (report_parse(optarg, &r->report.format))
				break;
			command_misused(self, "there is no format \"%s\"; write text, json or github",
					optarg);
			return false;
		default:
			r->since = true;
			if (!strcmp(optarg, "live"))
				break;
			command_misused(self, "--since takes the word live");
			return false;
		}
	}
	if (optind < argc)
		command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	else if (r->base.ptr && !r->base.len)
		command_misused(self, "--base needs the name of a directory");
	else if (r->figures && r->report.format != REPORT_TEXT)
		command_misused(self, "--figures prints a table; leave out --format");
	else
		return true;
	return false;
}

static bool is_said(const struct diags *diags, const struct diag *diag)
{
	for (size_t i = 0; i < diags->list.count; i++) {
		const struct diag *said = &diags->list.items[i];

		if (said->line == diag->line && said->column == diag->column &&
		    str_equal(said->path, diag->path) && str_equal(said->message, diag->message))
			return true;
	}
	return false;
}

/* Pages of drafts are not published yet; an error in them would be found too late. */
static int check_drafts(struct request *r)
{
	struct build_options build = {.drafts = true};
	struct build_result result;
	struct diags heard;
	int status;

	diags_init(&heard);
	watch_build(&r->watch, &build);
	status = build_site(&build, &heard, &result);
	for (size_t i = 0; i < heard.list.count; i++) {
		const struct diag *diag = &heard.list.items[i];

		if (!is_said(&r->diags, diag))
			diag_pass_on(&r->diags, diag->severity, diag->rule, diag, diag->help.ptr);
	}
	diags_release(&heard);
	return status;
}

static int check(struct request *r, struct build_result *result)
{
	int status;

	if (r->figures) {
		r->build.figures = &r->table;
		figures_print_head(&r->table);
	}
	if (r->since)
		r->build.since = &r->changed;
	watch_begin(&r->watch);
	watch_build(&r->watch, &r->build);
	status = build_site(&r->build, &r->diags, result);
	if (result->drafts && !result->interrupted)
		status = worse(status, check_drafts(r));
	if (r->base.ptr && !result->interrupted)
		status = worse(status, base_check(r->base, &r->diags));
	watch_stop(&r->watch);
	watch_end(&r->watch);
	return status;
}

static void print_since(struct request *r)
{
	if (r->report.format != REPORT_TEXT)
		report_messages(&r->changed, r->report.format);
	else if (r->changed.list.count)
		diags_print(&r->changed, stdout, false);
	else
		puts("no figure rests on what has changed since the live versions");
}

static int print_result(const struct command *self, struct request *r,
			const struct build_result *result, int status)
{
	if (r->since)
		print_since(r);
	fwrite(r->table.ptr ? r->table.ptr : "", 1, r->table.len, stdout);
	if (r->since || r->figures)
		status = command_printed(self, status);
	fflush(stdout);
	watch_report(&r->watch, &r->diags, &r->report);
	if (r->report.format != REPORT_TEXT)
		return command_printed(self, status);
	if (status == EXIT_GOOD && !r->watch.quiet)
		printf("%zu topic%s, %zu guide%s, %zu files: %s\n", result->topics,
		       str_plural(result->topics), result->guides,
		       str_plural(result->guides), result->files,
		       r->diags.warnings ? "no errors" : "nothing is wrong");
	return status;
}

static int run(const struct command *self, int argc, char **argv)
{
	struct request r = {.build = {.strangers = true, .name_drafts = true}};
	bool rules_only = false;
	struct build_result result;
	int status;

	if (!read_options(self, argc, argv, &r, &rules_only))
		return EXIT_USAGE;
	if (rules_only)
		return command_printed(self, print_rules());
	diags_init(&r.diags);
	diags_init(&r.changed);
	status = check(&r, &result);
	status = print_result(self, &r, &result, status);
	diags_release(&r.diags);
	diags_release(&r.changed);
	buf_release(&r.table);
	return status;
}

static const struct command_option options[] = {
	{.name = "all", .value = OPTION_ALL,
	 .help = "show each message, however many say the same"},
	{.name = "base", .value = OPTION_BASE, .argument = "DIR", .word = WORD_DIRECTORY,
	 .help = "fail unless every seal of the site in DIR is here too;\n"
		 "relative to the site's directory"},
	{.name = "figures", .value = OPTION_FIGURES,
	 .help = "say what backs the figures of each guide"},
	{.name = "format", .value = OPTION_FORMAT, .argument = "FORMAT", .choices = REPORT_FORMATS,
	 .help = "text; or on standard output json, an object a message\n"
		 "(docs/check-json.md), or github, annotations"},
	{.name = "rules", .value = OPTION_RULES,
	 .help = "list the rules that messages belong to, and end"},
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
	.synopsis = "[-C DIR] [--all] [--base DIR] [--figures] [--format FORMAT]\n"
		    "                     [--rules] [--since live]",
	.help = "Does all that a build does, but for the writing, and looks at all files of\n"
		"released versions.\n"
		"\n"
		"  almanac check -C ~/guides --base ~/guides-main\n"
		"\n",
	.options = options,
	.run = run,
};
