#include "base/fatal.h"

#include "../unit.h"

static void exits_with_its_message(void **state)
{
	char message[200] = "";
	int ends[2], status;
	ssize_t count;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		dup2(ends[1], STDERR_FILENO);
		fatal("cannot read %s: %d", "x", 5);
	}
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	count = read(ends[0], message, sizeof message - 1);
	close(ends[0]);
	assert_true(count >= 0);
	assert_string_equal(message, "almanac: cannot read x: 5\n");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
}

static void statuses_are_the_manuals(void **state)
{
	(void)state;
	assert_int_equal(EXIT_GOOD, 0);
	assert_int_equal(EXIT_CONTENT, 1);
	assert_int_equal(EXIT_USAGE, 2);
	assert_int_equal(EXIT_SYSTEM, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exits_with_its_message),
		cmocka_unit_test(statuses_are_the_manuals),
	};

	return RUN(tests);
}
