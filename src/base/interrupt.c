#include "base/interrupt.h"

static const int waiting[] = {SIGINT, SIGTERM, SIGHUP};
enum { WAITING = sizeof waiting / sizeof *waiting };

/* Blocked, an ignored signal would wait as if it were meant. */
static bool is_ignored(int number)
{
	struct sigaction action;

	return sigaction(number, NULL, &action) < 0 || action.sa_handler == SIG_IGN;
}

void interrupt_begin(struct interrupt *interrupt)
{
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; i < WAITING; i++)
		if (!is_ignored(waiting[i]))
			sigaddset(&set, waiting[i]);
	sigprocmask(SIG_BLOCK, &set, &interrupt->before);
}

bool interrupt_pending(void)
{
	sigset_t set;
	bool any = false;

	if (sigpending(&set) < 0)
		return false;
	for (int i = 0; i < WAITING; i++)
		any |= sigismember(&set, waiting[i]) == 1;
	return any;
}

void interrupt_end(struct interrupt *interrupt)
{
	sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}
