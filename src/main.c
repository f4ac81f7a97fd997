/* almanac: the command table, and what stands before a command. */
#include "base/fatal.h"
#include "base/str.h"
#include "command/command.h"
#include "command/complete.h"
#include "format/markdown.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command *const commands[] = {&command_build, &command_check,
						 &command_diff, &command_fetch, &command_new,
						 &command_release, &command_serve};
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

/*
 * A program that was started without standard streams would open its files as these,
 * and print its messages into a page. In their place stands what gives nothing, and
 * what cannot be written to, so that a result that nobody gets is an error.
 */
static void fill_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static int print_on_request(void (*print)(void))
{
	print();
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_GOOD;
	fputs("almanac: the output cannot be written\n", stderr);
	return EXIT_SYSTEM;
}

static void print_version(void)
{
	puts("almanac " PACKAGE_VERSION);
}

static void print_commands(void)
{
	print_usage(stdout);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;

	fill_streams();
	if (!name) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help"))
		return print_on_request(print_commands);
	if (!strcmp(name, "--version"))
		return print_on_request(print_version);
	if (!strcmp(name, "complete"))
		return complete_print(commands, COMMANDS, argc - 2, argv + 2);
	md_init();
	for (size_t i = 0; i < COMMANDS; i++)
		if (!strcmp(name, commands[i]->name))
			return commands[i]->run(commands[i], argc - 1, argv + 1);
	return unknown_command(name);
}
