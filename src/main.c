/* almanac: the command table, and what stands before a command. */
#include "base/fatal.h"
#include "base/str.h"
#include "command/command.h"
#include "command/complete.h"
#include "format/markdown.h"

#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {&command_build, &command_check,
						 &command_diff, &command_fetch,
						 &command_new, &command_release};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_usage(FILE *stream)
{
	fputs("usage: almanac COMMAND [OPTION…]\n\n"
	      "Versioned topic guides from Markdown and an events bundle, as a static site.\n\n",
	      stream);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(stream, "  %-8s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n`almanac COMMAND --help` says more of each.\n", stream);
}

static int unknown_command(const char *name)
{
	const char *names[COMMANDS], *near;

	for (size_t i = 0; i < COMMANDS; i++)
		names[i] = commands[i]->name;
	near = str_nearest(str_of(name), names, COMMANDS);
	fprintf(stderr, "almanac: there is no command \"%s\"", name);
	if (near)
		fprintf(stderr, "; did you mean %s?", near);
	fputs("\n\n", stderr);
	print_usage(stderr);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;

	if (!name) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help")) {
		print_usage(stdout);
		return EXIT_GOOD;
	}
	if (!strcmp(name, "--version")) {
		puts("almanac " PACKAGE_VERSION);
		return EXIT_GOOD;
	}
	if (!strcmp(name, "complete"))
		return complete_print(commands, COMMANDS, argc - 2, argv + 2);
	md_init();
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(name, commands[i]->name))
			return commands[i]->run(commands[i], argc - 1, argv + 1);
	return unknown_command(name);
}
