/*
 * almanac complete WORD…: what the last of these words, which stand behind "almanac"
 * on a command line, can be completed to. The shells' scripts in completions/ ask it;
 * people do not.
 *
 * One a line, a tab and what it means behind it where that is known; ":file" and
 * ":directory" ask the shell for those.
 */
#ifndef COMMAND_COMPLETE_H
#define COMMAND_COMPLETE_H

#include "command/command.h"

/* ARGC words from ARGV; commands are completed from COUNT of them. Returns EXIT_GOOD. */
int complete_print(const struct command *const *commands, size_t count, int argc, char **argv);

#endif
