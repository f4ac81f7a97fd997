/* almanac new: a site, a topic or a guide to begin with. */
#include "base/fatal.h"
#include "base/unicode.h"
#include "command/command.h"
#include "site/schema.h"
#include "site/skeleton.h"

#include <stdio.h>
#include <string.h>

enum { OPTION_TITLE = OPTION_LONG, OPTION_DATE };

/* What is to be made, and what it is called. */
enum kind { NEW_SITE, NEW_TOPIC, NEW_GUIDE };

static int make(enum kind kind, struct str name, const struct skeleton_options *options,
		struct diags *diags)
{
	switch (kind) {
	case NEW_TOPIC: return skeleton_topic(name, options, diags);
	case NEW_GUIDE: return skeleton_guide(name, options, diags);
	default: return skeleton_site(name, options, diags);
	}
}

static void print_result(enum kind kind, struct str name)
{
	switch (kind) {
	case NEW_TOPIC:
		printf("content/%.*s/topic.md\ncontent/%.*s/events.json\n"
		       "next: almanac new guide %.*s/beginner\n",
		       STR_ARG(name), STR_ARG(name), STR_ARG(name));
		break;
	case NEW_GUIDE:
		printf("content/%.*s.md\nnext: write it, and see it with almanac build --drafts\n",
		       STR_ARG(name));
		break;
	default:
		printf("%.*s: a site with an example of each thing, released as v1\n"
		       "next: read %.*s/README.md, and run almanac build there\n",
		       STR_ARG(name), STR_ARG(name));
	}
}

static int read_option(const struct command *self, struct skeleton_options *options, int option)
{
	struct str text = str_of(optarg);

	if (option == OPTION_TITLE) {
		if (!utf8_is_line(text) || schema_says_nothing(text))
			return command_misused(self, "a title is one line of UTF-8");
		options->title = str_trim(text);
	} else if (!date_parse(text, &options->date) || !options->date.day) {
		return command_misused(self, "\"%s\" is no day; write it as 2026-06-15", optarg);
	}
	return EXIT_GOOD;
}

/* What is to be made; *ARGV moves on to its name. */
static enum kind kind_of(int argc, char ***argv)
{
	enum kind kind = NEW_SITE;

	if (argc > 0 && !strcmp(**argv, "topic"))
		kind = NEW_TOPIC;
	else if (argc > 0 && !strcmp(**argv, "guide"))
		kind = NEW_GUIDE;
	*argv += kind != NEW_SITE;
	return kind;
}

static int run_kind(enum kind kind, const char *argument, const struct skeleton_options *options)
{
	struct str name = str_of(argument);
	struct diags diags;
	int status;

	while (kind == NEW_SITE && name.len > 1 && name.ptr[name.len - 1] == '/')
		name.len--;
	diags_init(&diags);
	status = make(kind, name, options, &diags);
	command_report(&diags);
	diags_release(&diags);
	if (status == EXIT_GOOD)
		print_result(kind, name);
	return status;
}

/* For whoever left out the name. */
static const char *question(enum kind kind)
{
	switch (kind) {
	case NEW_TOPIC:
		return "what is the topic's name? (A site in ./topic is made so: "
		       "almanac new ./topic)";
	case NEW_GUIDE:
		return "which guide? It is named TOPIC/LEVEL (a site in ./guide is made so: "
		       "almanac new ./guide)";
	default: return "which directory is the site to be in?";
	}
}

static int run(const struct command *self, int argc, char **argv)
{
	struct skeleton_options options = {.title = STR_UNKNOWN, .date = command_today()};
	char **name;
	enum kind kind;
	int option;

	while ((option = command_option(self, argc, argv)) != -1) {
		int status = read_option(self, &options, option);

		if (status != EXIT_GOOD)
			return status;
	}
	name = argv + optind;
	kind = kind_of(argc - optind, &name);
	if (name == argv + argc || !**name)
		return command_misused(self, "%s", question(kind));
	if (name + 1 < argv + argc)
		return command_misused(self, "\"%s\" is one argument too many", name[1]);
	return run_kind(kind, *name, &options);
}

static const struct command_option options[] = {
	{.name = "title", .value = OPTION_TITLE, .argument = "TEXT",
	 .help = "of the site, topic or guide"},
	{.name = "date", .value = OPTION_DATE, .argument = "DATE",
	 .help = "the day in its bundle, and of a site's first release\n"
		 "(default: today)"},
	{0},
};

const struct command command_new = {
	.name = "new",
	.summary = "make a site, a topic or a guide to begin with",
	.synopsis = "[-C DIR] DIR [--title TEXT] [--date DATE]\n"
		    "       almanac new [-C DIR] topic NAME [--title TEXT] [--date DATE]\n"
		    "       almanac new [-C DIR] guide TOPIC/LEVEL [--title TEXT]",
	.help = "The first makes a small site in a new directory, or in an empty one: it shows\n"
		"each thing once, says in comments what it is, and builds at once. The others\n"
		"add to the site; levels are beginner, intermediate and advanced. What is\n"
		"there already is never overwritten. A directory that is named topic or guide\n"
		"is written ./topic or ./guide.\n"
		"\n"
		"  almanac new my-guides --title \"The Bridge Desk\"\n"
		"  almanac new topic bridges\n"
		"\n",
	.options = options,
	.words = WORD_DIRECTORY,
	.then = WORD_NEW,
	.choices = "topic guide",
	.run = run,
};
