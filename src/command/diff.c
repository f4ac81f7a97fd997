/* almanac diff: what changed between two states of a guide. */
#include "base/fatal.h"
#include "command/command.h"
#include "command/report.h"
#include "site/compare.h"
#include "site/diff_format.h"

#include <stdlib.h>
#include <unistd.h> /* STDOUT_FILENO */

enum { OPTION_FORMAT = OPTION_LONG, OPTION_LIMIT };

enum format { FORMAT_TEXT, FORMAT_HTML, FORMAT_JSON, FORMAT_MARKDOWN, FORMATS };
static const char *const formats[] = {"text", "html", "json", "markdown"};

static void write_texts(struct buf *out, const struct comparisons *comparisons)
{
	bool colour = report_wants_colour(STDOUT_FILENO);

	for (size_t i = 0; i < comparisons->list.count; i++) {
		const struct diff_titled *made = &comparisons->list.items[i];

		buf_addf(out, "%s%s%.*s%s\n", i ? "\n" : "", colour ? "\033[1m" : "",
			 STR_ARG(made->title), colour ? "\033[0m" : "");
		diff_text(out, made->diff, colour);
	}
}

/* Each difference gets its share of what room is left. */
static void write_markdown(struct buf *out, const struct comparisons *comparisons, size_t limit)
{
	size_t count = comparisons->list.count;

	for (size_t i = 0; i < count; i++) {
		const struct diff_titled *made = &comparisons->list.items[i];
		size_t left = limit > out->len ? limit - out->len : 1;

		buf_addf(out, "%s## %.*s\n\n", i ? "\n" : "", STR_ARG(made->title));
		diff_markdown_within(out, made->diff, 3, limit ? 1 + left / (count - i) : 0);
	}
}

/* A list, each with the guide's name. */
static void write_json(struct buf *out, const struct comparisons *comparisons)
{
	buf_add_lit(out, "[");
	for (size_t i = 0; i < comparisons->list.count; i++) {
		const struct diff_titled *made = &comparisons->list.items[i];

		buf_addf(out, "%s\n{\"guide\": \"%.*s\", \"diff\":\n", i ? "," : "",
			 STR_ARG(made->title));
		diff_json(out, made->diff);
		buf_add_lit(out, "}");
	}
	buf_add_lit(out, "\n]\n");
}

static void write_html(struct buf *out, const struct comparisons *comparisons)
{
	diff_html_page(out, comparisons->list.items, comparisons->list.count);
}

static void print(enum format format, const struct comparisons *comparisons, size_t limit)
{
	struct buf out = BUF_INIT;

	switch (format) {
	case FORMAT_TEXT: write_texts(&out, comparisons); break;
	case FORMAT_HTML: write_html(&out, comparisons); break;
	case FORMAT_JSON: write_json(&out, comparisons); break;
	default: write_markdown(&out, comparisons, limit);
	}
	fwrite(out.ptr ? out.ptr : "", 1, out.len, stdout);
	buf_release(&out);
}

static int format_of(const char *name)
{
	for (int i = 0; i < FORMATS; i++)
		if (!strcmp(name, formats[i]))
			return i;
	return -1;
}

/* As diff(1): 1 says that they differ. */
static int differ(const struct comparisons *comparisons)
{
	for (size_t i = 0; i < comparisons->list.count; i++)
		if (!comparisons->list.items[i].diff->same)
			return EXIT_CONTENT;
	return EXIT_GOOD;
}

static int run(const struct command *self, int argc, char **argv)
{
	struct compare_options compare = {0};
	struct str *const words[] = {&compare.guide, &compare.from, &compare.to};
	struct comparisons comparisons;
	struct arena arena = ARENA_INIT;
	struct diags diags;
	int format = FORMAT_TEXT, status, option;
	unsigned long limit = 0;
	char *end;

	while ((option = command_option(self, argc, argv)) != -1) {
		if (option == OPTION_LIMIT) {
			limit = strtoul(optarg, &end, 10);
			if (*end || !limit || *optarg == '-')
				return command_misused(self, "\"%s\" is no number of bytes", optarg);
			continue;
		}
		format = format_of(optarg);
		if (format < 0)
			return command_misused(self, "there is no format \"%s\"; write text, html, "
						     "json or markdown", optarg);
	}
	if (limit && format != FORMAT_MARKDOWN)
		return command_misused(self, "--limit goes with --format markdown");
	if (argc - optind > 3)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind + 3]);
	for (int i = 0; optind + i < argc; i++)
		*words[i] = str_of(argv[optind + i]);
	diags_init(&diags);
	status = compare_make(&arena, &compare, &diags, &comparisons);
	command_report(&diags);
	diags_release(&diags);
	if (status == EXIT_GOOD) {
		print((enum format)format, &comparisons, limit);
		status = differ(&comparisons);
		if (!comparisons.list.count && !format)
			puts("there are no drafts: every working copy is as it was released");
		status = command_printed(self, status);
	}
	compare_release(&comparisons);
	arena_release(&arena);
	return status;
}

static const struct command_option options[] = {
	{.name = "format", .value = OPTION_FORMAT, .argument = "FORMAT", .choices = "text html json markdown",
	 .help = "text (default), html, json or markdown"},
	{.name = "limit", .value = OPTION_LIMIT, .argument = "BYTES",
	 .help = "of Markdown: leave out, and count, what has no room"},
	{0},
};

const struct command command_diff = {
	.name = "diff",
	.summary = "show what changed between two versions, or in a draft",
	.synopsis = "[-C DIR] [--format FORMAT] [GUIDE [FROM [TO]]]",
	.help = "Compares two states of a guide: v1, v2, …, live, or draft, which is the\n"
		"working copy. Without TO it is the draft, without FROM the live version;\n"
		"without GUIDE every draft is shown. Exits with 1 when they differ.\n"
		"\n"
		"  almanac diff scaling-laws/beginner v1 live\n"
		"\n",
	.options = options,
	.words = WORD_GUIDE,
	.then = WORD_VERSION,
	.run = run,
};
