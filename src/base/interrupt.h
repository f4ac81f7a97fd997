/*
 * SIGINT, SIGTERM and SIGHUP kept waiting, so that whoever does long work stops at a moment
 * of its own choosing, with nothing torn. Signals that whoever started the program
 * has it ignore stay ignored.
 *
 * There is no handler: the signals are blocked, and looked for where it is good to
 * stop. interrupt_end lets them through, and the program ends by the signal, as a
 * shell expects it. SIGKILL, of course, waits for nobody.
 */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct interrupt {
	sigset_t before; /* signals that were blocked already */
};

void interrupt_begin(struct interrupt *interrupt);

/* True once one of them is waiting; always false where nobody has them wait. */
bool interrupt_pending(void);

/* Where one was waiting, this does not return. */
void interrupt_end(struct interrupt *interrupt);

#endif
