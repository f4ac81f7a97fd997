/* One fetch of a site at a time. */
#ifndef SITE_FETCH_LOCK_H
#define SITE_FETCH_LOCK_H

#include "base/diag.h"

/*
 * Locks feeds/, and removes what a killed fetch has left there. *LOCK is to be
 * closed. Returns the exit status; an error was reported where it is not good.
 */
int fetch_lock(struct diags *diags, int *lock);

#endif
