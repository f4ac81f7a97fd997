/*
 * What the unit tests share: cmocka, which asks for these headers before its
 * own, and assertions for Almanac's types.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fatal.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN(tests) cmocka_run_group_tests((tests), NULL, NULL)

/* A str holds exactly these bytes; it may be a buffer's or an arena's. */
#define assert_str(got, wanted) \
	assert_str_at((got), (wanted), sizeof(wanted) - 1, __FILE__, __LINE__)

static inline void assert_str_at(struct str got, const char *wanted,
				 size_t length, const char *file, int line)
{
	if (got.ptr && got.len == length && !memcmp(got.ptr, wanted, length))
		return;
	fprintf(stderr, "got    \"%.*s\" (%zu bytes)\nwanted \"%s\" (%zu bytes)\n",
		STR_ARG(got), got.len, wanted, length);
	_fail(file, line);
}

static inline void assert_unknown(struct str got)
{
	assert_null(got.ptr);
}

/* Runs ACT in a process of its own; it must end the program by fatal. */
static inline void assert_fatal(void (*act)(void))
{
	int status = 0;
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(99);
		act();
		_exit(EXIT_GOOD);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_SYSTEM);
}

#endif
