#include "command/complete.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "site/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands before the word that is completed, and that word. */
struct line {
	struct arena arena;
	const struct command *command;
	const struct command_option *option; /* whose value is missing, or NULL */
	size_t arguments;
	const char *first; /* of the arguments */
	bool ended; /* by "--": what follows is no option */
	struct str prefix; /* that each word has: "--format=" */
	struct str typed;  /* behind that */
};

static void offer(const struct line *line, struct str word, const char *help)
{
	if (!str_starts(word, line->typed))
		return;
	printf("%.*s%.*s", STR_ARG(line->prefix), STR_ARG(word));
	if (help)
		printf("\t%.*s", (int)strcspn(help, "\n"), help);
	putchar('\n');
}

static void offer_words(const struct line *line, const char *words)
{
	while (words && *words) {
		size_t length = strcspn(words, " ");

		offer(line, (struct str){words, length}, NULL);
		words += length + (words[length] == ' ');
	}
}

/* ---- the site ---- */

static bool is_there(struct str path)
{
	return access(path.ptr, F_OK) == 0;
}

/* Guides of a topic that are there, or those that are not. */
static void offer_guides(struct line *line, struct str topic, bool there)
{
	for (size_t i = 0; i < LEVELS; i++) {
		struct str guide = str_join3(&line->arena, topic, STR("/"), str_of(level_names[i]));
		struct str path = str_join3(&line->arena, STR("content/"), guide, STR(".md"));

		if (is_there(path) == there)
			offer(line, guide, NULL);
	}
}

static void offer_of_topics(struct line *line, enum command_word word)
{
	struct dir_list topics;

	if (dir_read(&line->arena, "content", true, &topics) != 0)
		return;
	for (size_t i = 0; i < topics.list.count; i++) {
		struct str name = topics.list.items[i].name;

		if (!is_there(str_join3(&line->arena, STR("content/"), name, STR("/topic.md"))))
			continue;
		if (word == WORD_TOPIC)
			offer(line, name, NULL);
		else
			offer_guides(line, name, word == WORD_GUIDE);
	}
}

/* Versions of the guide that is the first argument. */
static void offer_versions(struct line *line)
{
	struct str guide = str_of(line->first);
	size_t slash = str_find(guide, '/');
	struct dir_list files;
	struct str dir;

	offer_words(line, "live draft");
	if (slash == guide.len)
		return;
	dir = str_join3(&line->arena, STR("content/"), str_slice(guide, 0, slash), STR("/versions"));
	dir = str_join(&line->arena, dir, str_slice(guide, slash, guide.len));
	if (dir_read(&line->arena, dir.ptr, false, &files) != 0)
		return;
	for (size_t i = 0; i < files.list.count; i++) {
		struct str name = files.list.items[i].name;

		if (str_ends(name, STR(".md")))
			offer(line, str_slice(name, 0, name.len - 3), NULL);
	}
}

static void offer_kind(struct line *line, enum command_word word)
{
	switch (word) {
	case WORD_ANY: break;
	case WORD_FILE: puts(":file"); break;
	case WORD_DIRECTORY: puts(":directory"); break;
	case WORD_LEVEL: offer_words(line, "beginner intermediate advanced"); break;
	case WORD_VERSION: offer_versions(line); break;
	case WORD_NEW:
		if (strcmp(line->first, "guide") == 0)
			offer_of_topics(line, word);
		break;
	case WORD_TOPIC:
	case WORD_GUIDE: offer_of_topics(line, word);
	}
}

/* ---- options ---- */

static const struct command_option *find_in(const struct command_option *options, struct str name,
					    int letter)
{
	for (; options && options->name; options++)
		if (name.ptr ? str_equal(name, str_of(options->name)) : options->value == letter)
			return options;
	return NULL;
}

/* By its name, or where that is unknown by its letter. */
static const struct command_option *find(const struct line *line, struct str name, int letter)
{
	const struct command_option *own = find_in(line->command->options, name, letter);

	return own ? own : find_in(command_common, name, letter);
}

/* -C leads to another site; shells leave a "~" to us. */
static void take_value(struct line *line, const struct command_option *option, struct str value)
{
	const char *home = getenv("HOME");

	if (option->value != 'C')
		return;
	if (home && str_starts(value, STR("~/")))
		value = path_join(&line->arena, str_of(home), str_slice(value, 2, value.len));
	if (chdir(str_copy(&line->arena, value).ptr) < 0)
		return; /* the command will say so */
}

static void take_long(struct line *line, struct str word)
{
	size_t end = str_find(word, '=');
	const struct command_option *option = find(line, str_slice(word, 2, end), 0);

	if (!option || !option->argument)
		return;
	if (end < word.len)
		take_value(line, option, str_slice(word, end + 1, word.len));
	else
		line->option = option;
}

static void take_letters(struct line *line, struct str word)
{
	for (size_t i = 1; i < word.len; i++) {
		const struct command_option *option = find(line, STR_UNKNOWN, word.ptr[i]);

		if (!option || !option->argument)
			continue;
		if (i + 1 < word.len)
			take_value(line, option, str_slice(word, i + 1, word.len));
		else
			line->option = option;
		return;
	}
}

static void take(struct line *line, const char *text)
{
	struct str word = str_of(text);

	if (line->option) {
		take_value(line, line->option, word);
		line->option = NULL;
	} else if (!line->ended && str_equal(word, STR("--"))) {
		line->ended = true;
	} else if (!line->ended && str_starts(word, STR("--"))) {
		take_long(line, word);
	} else if (!line->ended && word.len > 1 && word.ptr[0] == '-') {
		take_letters(line, word);
	} else if (line->arguments++ == 0) {
		line->first = text;
	}
}

static void offer_value(struct line *line, const struct command_option *option)
{
	if (option->choices)
		offer_words(line, option->choices);
	else
		offer_kind(line, option->word);
}

static void offer_options(struct line *line, const struct command_option *options)
{
	for (; options && options->name; options++)
		offer(line, str_join(&line->arena, STR("--"), str_of(options->name)), options->help);
}

/* "--format=ht": what stands behind the sign. */
static void offer_behind_sign(struct line *line, size_t sign)
{
	const struct command_option *option = find(line, str_slice(line->typed, 2, sign), 0);

	line->prefix = str_slice(line->typed, 0, sign + 1);
	line->typed = str_slice(line->typed, sign + 1, line->typed.len);
	if (option && option->argument)
		offer_value(line, option);
}

/* ---- the last word ---- */

static void offer_last(struct line *line)
{
	size_t sign = str_find(line->typed, '=');

	if (line->option) {
		offer_value(line, line->option);
	} else if (!line->ended && str_starts(line->typed, STR("--")) && sign < line->typed.len) {
		offer_behind_sign(line, sign);
	} else if (!line->ended && str_starts(line->typed, STR("-"))) {
		offer_options(line, line->command->options);
		offer_options(line, command_common);
	} else if (line->arguments) {
		offer_kind(line, line->command->then);
	} else {
		offer_words(line, line->command->choices);
		offer_kind(line, line->command->words);
	}
}

static void offer_commands(struct line *line, const struct command *const *commands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		offer(line, str_of(commands[i]->name), commands[i]->summary);
	if (str_starts(line->typed, STR("-"))) {
		offer(line, STR("--help"), "list the commands");
		offer(line, STR("--version"), "print the version");
	}
}

int complete_print(const struct command *const *commands, size_t count, int argc, char **argv)
{
	struct line line = {.typed = str_of(argc ? argv[argc - 1] : "")};

	for (size_t i = 0; argc > 1 && i < count; i++)
		if (!strcmp(argv[0], commands[i]->name))
			line.command = commands[i];
	for (int i = 1; line.command && i < argc - 1; i++)
		take(&line, argv[i]);
	if (line.command)
		offer_last(&line);
	else if (argc < 2)
		offer_commands(&line, commands, count);
	arena_release(&line.arena);
	return EXIT_GOOD;
}
