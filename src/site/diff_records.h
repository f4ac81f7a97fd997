/*
 * Records side by side, member by member, as their tables in site/schema say: a
 * new member needs nothing here.
 */
#ifndef SITE_DIFF_RECORDS_H
#define SITE_DIFF_RECORDS_H

#include "site/diff.h"
#include "site/differ.h"

/* FROM and TO are structs of TYPE; one of them, or both, may be NULL. */
struct diff_record diff_record_make(struct differ *differ, const struct record_type *type,
				    const void *from, const void *to);

#endif
