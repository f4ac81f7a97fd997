#include "base/interrupt.h"

#include "../unit.h"

#include <sys/wait.h>

static void nothing_is_pending(void **state)
{
	struct interrupt interrupt;

	(void)state;
	assert_false(interrupt_pending());
	interrupt_begin(&interrupt);
	assert_false(interrupt_pending());
	interrupt_end(&interrupt);
}

/* Runs a child that gets NUMBER while it works; its wait status. */
static int run_child(int number, bool ignored)
{
	struct interrupt interrupt;
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		signal(number, ignored ? SIG_IGN : SIG_DFL);
		interrupt_begin(&interrupt);
		raise(number);
		if (interrupt_pending() == ignored)
			_exit(7);
		interrupt_end(&interrupt);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void a_signal_waits_and_then_ends_the_program(void **state)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		int status = run_child(numbers[i], false);

		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
	}
}

static void an_ignored_one_stays_ignored(void **state)
{
	int status = run_child(SIGINT, true);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_pending),
		cmocka_unit_test(a_signal_waits_and_then_ends_the_program),
		cmocka_unit_test(an_ignored_one_stays_ignored),
	};

	return RUN(tests);
}
