/* almanac fetch: what the subscriptions have to say, and what is made of it. */
#include "base/fatal.h"
#include "command/command.h"
#include "command/fetch_show.h"
#include "command/watch.h"
#include "format/url.h"
#include "site/fetch.h"
#include "site/fetch_try.h"
#include "site/posts_candidates.h"
#include "site/posts_take.h"

#include <stdlib.h>
#include <time.h>

enum {
	OPTION_ADD = OPTION_LONG,
	OPTION_TITLE,
	OPTION_NOW,
	OPTION_PRIVATE,
	OPTION_TIMEOUT,
	OPTION_PRINT,
	OPTION_URL,
	OPTION_TAKE,
	OPTION_EXPLAIN,
	OPTION_CANDIDATES
};

enum { SECONDS = 60, SECONDS_MOST = 600, TAKEN_MOST = 1000 };

/* What the command line asks for. */
struct asked {
	struct fetch_options fetch;
	struct str add, title, print, url, take;
	bool candidates, explain;
	size_t count; /* to take */
	struct str topic; /* of candidates */
	struct watch watch;
};

/* A number from 1 to MOST, or 0. */
static long number_of(const char *text, long most)
{
	char *end;
	long number = strtol(text, &end, 10);

	return *end || end == text || number < 1 || number > most ? 0 : number;
}

/* ---- what is done ---- */

static int run_all(struct arena *arena, struct asked *asked, struct diags *diags)
{
	struct fetch_show show;
	struct fetch_listener listener;
	struct fetch_result result;
	int status;

	watch_begin(&asked->watch);
	fetch_show_init(&show, stderr);
	show.terminal = asked->watch.progress.mode == PROGRESS_LINE;
	listener = fetch_show_listener(&show);
	asked->fetch.listener = asked->watch.quiet ? NULL : &listener;
	status = fetch_run(arena, &asked->fetch, diags, &result);
	fetch_show_end(&show);
	fetch_show_release(&show);
	if (result.interrupted)
		fputs("almanac fetch: interrupted: what had been answered is saved\n", stderr);
	watch_end(&asked->watch);
	watch_report(&asked->watch, diags, NULL);
	if (!asked->watch.quiet)
		fetch_show_table(stdout, &result);
	return status;
}

static int run_add(struct arena *arena, struct asked *asked, struct diags *diags)
{
	struct subscription added;
	size_t posts = 0;
	int status = fetch_add(arena, &asked->fetch, asked->add, asked->title, diags, &added, &posts);

	watch_report(&asked->watch, diags, NULL);
	if (status == EXIT_GOOD && !asked->watch.quiet)
		printf("%.*s is subscribed to, with %zu post%s: %.*s\n", STR_ARG(added.name), posts,
		       str_plural(posts), STR_ARG(added.url));
	return status;
}

static int run_printing(const struct command *self, struct arena *arena, struct asked *asked, struct diags *diags)
{
	const struct posts_take_options take = {asked->take, asked->count, asked->explain};
	const struct posts_candidates_options candidates = {asked->topic};
	struct interrupt taking;
	struct buf out = BUF_INIT;
	int status;

	if (asked->print.ptr) {
		status = fetch_print(arena, &asked->fetch, asked->print, asked->url, diags, &out);
	} else if (asked->take.ptr) {
		interrupt_begin(&taking); /* the bundle and seen.txt go together */
		status = posts_take(arena, &take, diags, &out);
		interrupt_end(&taking);
	} else {
		status = posts_candidates(arena, &candidates, diags, &out);
	}
	fwrite(out.ptr ? out.ptr : "", 1, out.len, stdout);
	status = command_printed(self, status);
	watch_report(&asked->watch, diags, NULL);
	buf_release(&out);
	return status;
}

static int run_asked(const struct command *self, struct asked *asked)
{
	struct arena arena = ARENA_INIT;
	struct diags diags;
	int status;

	diags_init(&diags);
	if (asked->add.ptr)
		status = run_add(&arena, asked, &diags);
	else if (asked->print.ptr || asked->take.ptr || asked->candidates)
		status = run_printing(self, &arena, asked, &diags);
	else
		status = run_all(&arena, asked, &diags);
	diags_release(&diags);
	arena_release(&arena);
	return status;
}

/* ---- the command line ---- */

static int check_options(const struct command *self, const struct asked *asked)
{
	if ((asked->add.ptr != NULL) + (asked->print.ptr != NULL) + (asked->take.ptr != NULL) +
		    asked->candidates > 1)
		return command_misused(self, "--add, --print, --take and --candidates go one at a time");
	if (asked->add.ptr && !url_is_web(asked->add))
		return command_misused(self, "\"%.*s\" is no address; it begins with https:// or http://",
				       STR_ARG(asked->add));
	if (asked->title.ptr && !asked->add.ptr)
		return command_misused(self, "--title goes with --add");
	if (asked->url.ptr && !asked->print.ptr)
		return command_misused(self, "--url goes with --print");
	if (asked->url.ptr && !url_is_web(asked->url))
		return command_misused(self, "--url takes an address that begins with https:// or http://");
	if (asked->explain && !asked->take.ptr)
		return command_misused(self, "--explain goes with --take");
	return EXIT_GOOD;
}

/* What stands behind the options: N of --take, TOPIC of --candidates. */
static int read_arguments(const struct command *self, struct asked *asked, int argc, char **argv)
{
	if (asked->take.ptr && optind < argc) {
		asked->count = (size_t)number_of(argv[optind], TAKEN_MOST);
		if (!asked->count)
			return command_misused(self, "\"%s\" is not how many posts to take", argv[optind]);
		optind++;
	} else if (asked->candidates && optind < argc) {
		asked->topic = str_of(argv[optind++]);
	}
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	return EXIT_GOOD;
}

static int read_option(const struct command *self, struct asked *asked, int option)
{
	switch (option) {
	case OPTION_ADD: asked->add = str_of(optarg); break;
	case OPTION_TITLE: asked->title = str_of(optarg); break;
	case OPTION_NOW: asked->fetch.all = true; break;
	case OPTION_PRIVATE: asked->fetch.allow_private = true; break;
	case OPTION_PRINT: asked->print = str_of(optarg); break;
	case OPTION_URL: asked->url = str_of(optarg); break;
	case OPTION_TAKE: asked->take = str_of(optarg); break;
	case OPTION_EXPLAIN: asked->explain = true; break;
	case OPTION_CANDIDATES: asked->candidates = true; break;
	default:
		asked->fetch.seconds = number_of(optarg, SECONDS_MOST);
		if (!asked->fetch.seconds)
			return command_misused(self, "--timeout takes from 1 to %d seconds", SECONDS_MOST);
	}
	return EXIT_GOOD;
}

static int run(const struct command *self, int argc, char **argv)
{
	/* The clock is looked at here, and passed on. */
	struct asked asked = {.fetch = {.now = time(NULL), .seconds = SECONDS}};
	int option, status = EXIT_GOOD;

	asked.fetch.ca_file = str_of(getenv("SSL_CERT_FILE"));
	while ((option = command_option(self, argc, argv)) != -1) {
		if (watch_option(&asked.watch, option))
			continue;
		status = read_option(self, &asked, option);
		if (status != EXIT_GOOD)
			return status;
	}
	status = read_arguments(self, &asked, argc, argv);
	if (status == EXIT_GOOD)
		status = check_options(self, &asked);
	return status == EXIT_GOOD ? run_asked(self, &asked) : status;
}

static const struct command_option options[] = {
	{.name = "add", .value = OPTION_ADD, .argument = "URL",
	 .help = "subscribe to the feed there, or that of the page there"},
	{.name = "title", .value = OPTION_TITLE, .argument = "TEXT",
	 .help = "with --add: call it so"},
	{.name = "now", .value = OPTION_NOW, .help = "ask all, also those that are not due"},
	{.name = "allow-private", .value = OPTION_PRIVATE,
	 .help = "ask hosts in private networks too"},
	{.name = "timeout", .value = OPTION_TIMEOUT, .argument = "N",
	 .help = "wait N seconds for an answer (default: 60)"},
	{.name = "print", .value = OPTION_PRINT, .argument = "WHAT", .word = WORD_FILE,
	 .help = "print the feed at a URL, or in a file, and save nothing"},
	{.name = "url", .value = OPTION_URL, .argument = "BASE",
	 .help = "with --print: where the file came from"},
	{.name = "take", .value = OPTION_TAKE, .argument = "TOPIC [N]", .word = WORD_TOPIC,
	 .help = "move the best new posts into the topic's bundle"},
	{.name = "explain", .value = OPTION_EXPLAIN,
	 .help = "with --take: print how each score comes about only"},
	{.name = "candidates", .value = OPTION_CANDIDATES,
	 .help = "list posts that name parties or figures of deals"},
	WATCH_QUIET,
	{.name = "verbose", .value = 'v', .help = "print a line for each answer"},
	{0},
};

const struct command command_fetch = {
	.name = "fetch",
	.summary = "pull the subscriptions into feeds/, and take posts from them",
	.synopsis = "[-C DIR] [--now] [--allow-private] [--timeout SECONDS]\n"
		    "       almanac fetch [-C DIR] --add URL [--title TEXT]|--print WHAT [--url BASE]\n"
		    "       almanac fetch [-C DIR] --take TOPIC [N] [--explain]|--candidates [TOPIC]",
	.help = "Asks the subscriptions of feeds/subscriptions.opml that are due, and saves\n"
		"what they have as feeds/NAME.json. Nothing else uses the network.\n"
		"\n"
		"  almanac fetch --add https://example.org/blog/\n"
		"\n",
	.options = options,
	.words = WORD_TOPIC,
	.run = run,
};
