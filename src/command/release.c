/* almanac release: the drafts of a topic become its next versions. */
#include "base/fatal.h"
#include "base/unicode.h"
#include "command/command.h"
#include "command/watch.h"
#include "site/release.h"

#include <stdlib.h>

enum { OPTION_NOTE = OPTION_LONG, OPTION_DATE, OPTION_AMEND, OPTION_WITHDRAW, OPTION_REASON };

/* "3" or "v3"; 0 when it is neither. */
static int version_number(const char *text)
{
	char *end;
	long number = strtol(text + (*text == 'v'), &end, 10);

	return *end || number < 1 || number > 999999 ? 0 : (int)number;
}

static const char *what_differs(const struct released *guide)
{
	if (guide->first)
		return "the first version";
	if (guide->text && guide->bundle)
		return "its text and the events bundle differ";
	return guide->text ? "its text differs" : "the events bundle differs";
}

static void print_withdrawn(const struct release_options *options,
			    const struct release_result *result)
{
	printf("v%d of %.*s/%.*s %s withdrawn; its seal stays, and this may be deleted:",
	       options->version, STR_ARG(options->topic), STR_ARG(options->guide),
	       options->dry_run ? "would be" : "is");
	for (size_t i = 0; i < result->withdrawn.count; i++)
		printf("%s %.*s", i ? "," : "", STR_ARG(result->withdrawn.items[i]));
	putchar('\n');
}

static void print_result(const struct release_options *options,
			 const struct release_result *result)
{
	const char *sealed = options->dry_run ? "would be sealed" : "sealed";

	if (result->withdrawn.count)
		print_withdrawn(options, result);
	for (size_t i = 0; i < result->guides.count; i++) {
		const struct released *guide = &result->guides.items[i];

		printf("%.*s/%s v%d %s: %s\n", STR_ARG(options->topic), level_names[guide->guide],
		       guide->version, sealed, what_differs(guide));
	}
	if (result->guides.count)
		printf("with events v%d%s\n", result->events,
		       result->new_bundle ? "" : ", as it was released before");
}

/* What the options say must fit together; EXIT_GOOD where it does. */
static int check_options(const struct command *self, const struct release_options *options,
			 const char *version)
{
	if (!options->guide.ptr && options->reason.ptr)
		return command_misused(self, "--reason goes with --withdraw");
	if (!options->guide.ptr)
		return EXIT_GOOD;
	if (!version || !options->version)
		return command_misused(self, "--withdraw takes a guide, and TOPIC a version behind it: "
					     "TOPIC --withdraw beginner 2 --reason TEXT");
	if (!options->reason.ptr)
		return command_misused(self, "--withdraw needs --reason TEXT, which the page shows");
	if (options->amend || options->note.ptr)
		return command_misused(self, "--withdraw goes with neither --amend nor --note");
	return EXIT_GOOD;
}

/* A note or a reason; one of nothing but space is none. */
static struct str line_of(const char *text)
{
	struct str line = str_trim(str_of(text));

	return line.len ? line : STR_UNKNOWN;
}

static int run_release(const struct command *self, struct release_options *release,
		       struct watch *watch)
{
	struct arena arena = ARENA_INIT;
	struct release_result result;
	struct diags diags;
	int status;

	diags_init(&diags);
	watch_begin(watch);
	release->progress = &watch->progress;
	release->timing = watch_timing(watch);
	status = release_make(&arena, release, &diags, &result);
	watch_stop(watch);
	if (result.interrupted)
		fputs("almanac release: interrupted: nothing was released\n", stderr);
	watch_end(watch);
	for (size_t i = 0; i < result.written.count && watch->verbose; i++)
		fprintf(stderr, "write  %.*s\n", STR_ARG(result.written.items[i]));
	watch_report(watch, &diags, NULL);
	diags_release(&diags);
	if (result.cleared.ptr && !watch->quiet)
		fprintf(stderr, "almanac release: %.*s\n", STR_ARG(result.cleared));
	if (status == EXIT_GOOD && (!watch->quiet || release->dry_run))
		print_result(release, &result);
	if (release->dry_run)
		status = command_printed(self, status);
	arena_release(&arena);
	return status;
}

static int run(const struct command *self, int argc, char **argv)
{
	struct release_options release = {.date = command_today()};
	struct watch watch = {0};
	const char *version;
	int option, status;

	while ((option = command_option(self, argc, argv)) != -1) {
		if (watch_option(&watch, option))
			continue;
		if (optarg && !utf8_is_line(str_of(optarg)))
			return command_misused(self, "a note or a reason is one line of UTF-8");
		switch (option) {
		case OPTION_NOTE: release.note = line_of(optarg); break;
		case OPTION_DATE:
			release.dated = true;
			if (!date_parse(str_of(optarg), &release.date) || !release.date.day)
				return command_misused(self, "\"%s\" is no day; write it as 2026-06-15",
						       optarg);
			break;
		case OPTION_AMEND: release.amend = true; break;
		case OPTION_WITHDRAW: release.guide = str_of(optarg); break;
		case OPTION_REASON: release.reason = line_of(optarg); break;
		default: release.dry_run = true;
		}
	}
	if (optind == argc)
		return command_misused(self, "which topic? It is named after its directory in content/");
	release.topic = str_of(argv[optind]);
	version = release.guide.ptr && optind + 1 < argc ? argv[++optind] : NULL;
	release.version = version ? version_number(version) : 0;
	if (optind + 1 < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind + 1]);
	status = check_options(self, &release, version);
	return status == EXIT_GOOD ? run_release(self, &release, &watch) : status;
}

static const struct command_option options[] = {
	{.name = "note", .value = OPTION_NOTE, .argument = "TEXT",
	 .help = "what is new, in a line, for the list of versions"},
	{.name = "date", .value = OPTION_DATE, .argument = "DATE",
	 .help = "the day of the release (default: today)"},
	{.name = "amend", .value = OPTION_AMEND,
	 .help = "seal the newest release again, before it is merged"},
	{.name = "withdraw", .value = OPTION_WITHDRAW, .argument = "LEVEL", .word = WORD_LEVEL,
	 .help = "show version N of that guide no longer, and say why"},
	{.name = "reason", .value = OPTION_REASON, .argument = "TEXT",
	 .help = "with --withdraw: why, in a line"},
	{.name = "dry-run", .value = 'n', .help = "say what would be done, and do nothing"},
	WATCH_QUIET,
	WATCH_VERBOSE,
	WATCH_TIMINGS,
	{0},
};

const struct command command_release = {
	.name = "release",
	.summary = "seal the drafts of a topic as its next versions",
	.synopsis = "[-C DIR] TOPIC [--note TEXT] [--date DATE] [--amend] [-n]\n"
		    "       almanac release [-C DIR] TOPIC --withdraw LEVEL N --reason TEXT",
	.help = "Seals every guide of the topic whose text or bundle differs from its live\n"
		"version, all or none of them. What was released never changes again; its\n"
		"seals are in content/TOPIC/versions/seals.json.\n"
		"\n"
		"  almanac release scaling-laws --note \"The figures of the June report\"\n"
		"\n",
	.options = options,
	.words = WORD_TOPIC,
	.run = run,
};
