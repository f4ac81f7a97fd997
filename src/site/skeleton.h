/*
 * What `almanac new` writes: a site, a topic or a guide to begin with. Their files
 * are those of skeleton/ in Almanac's own source, compiled into the program.
 *
 * Nothing is ever overwritten, and what could not be made whole is removed again.
 * Each returns the exit status: EXIT_USAGE where something is in the way or the name
 * cannot be, EXIT_SYSTEM where the disk says no; what is wrong goes to DIAGS.
 */
#ifndef SITE_SKELETON_H
#define SITE_SKELETON_H

#include "base/date.h"
#include "base/diag.h"
#include "base/str.h"

struct skeleton_options {
	struct str title; /* unknown: made from the name */
	struct date date; /* of what is known, and of a site's release: to the day */
};

/*
 * A site in DIR, a new directory or one with nothing in it but .git, whose topic is released as v1.
 * The working directory is DIR after that.
 */
int skeleton_site(struct str dir, const struct skeleton_options *options, struct diags *diags);

/* content/NAME/ in the site of the working directory. */
int skeleton_topic(struct str name, const struct skeleton_options *options, struct diags *diags);

/* content/NAME.md there; NAME is topic/level. */
int skeleton_guide(struct str name, const struct skeleton_options *options, struct diags *diags);

#endif
