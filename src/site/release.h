/*
 * A release: the drafts of a topic sealed as its next versions, in one step.
 *
 * The sealed files are written first, then seals.json takes the place of the old
 * one: that is the moment at which the release has happened. A journal of what is
 * being written stands in versions/.release meanwhile, so that whoever comes
 * after an interrupted release can remove what no seal names.
 *
 * The journal has one path a line; above them, for an amendment, "amend N DATE NOTE".
 * An amendment takes the newest release N out of the chain before it seals it again.
 * Interrupted between the two it has to be asked for once more, and this line keeps
 * the date and the note until then.
 */
#ifndef SITE_RELEASE_H
#define SITE_RELEASE_H

#include "base/diag.h"
#include "site/release_plan.h"

/*
 * Releases, in the site of the working directory. What is wrong goes to DIAGS;
 * RESULT lives in ARENA. Returns the exit status: EXIT_CONTENT where check finds
 * errors or nothing has changed, EXIT_USAGE for a topic, version or date that
 * cannot be, EXIT_SYSTEM where the disk or another release is in the way.
 */
int release_make(struct arena *arena, const struct release_options *options,
		 struct diags *diags, struct release_result *result);

#endif
