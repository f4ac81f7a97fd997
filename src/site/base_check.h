/*
 * What is merged stays: every chain of seals in a checkout of the base must be
 * the beginning of the chain here.
 */
#ifndef SITE_BASE_CHECK_H
#define SITE_BASE_CHECK_H

#include "base/diag.h"
#include "base/str.h"

/*
 * Compares with the site in BASE, for the site in the working directory: rule
 * "base". Returns EXIT_GOOD, EXIT_CONTENT where a seal that the base has is gone
 * or changed, EXIT_USAGE where BASE is no site.
 */
int base_check(struct str base, struct diags *diags);

#endif
