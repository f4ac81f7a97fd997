/*
 * The whole way, load to write: what `almanac build` and `almanac check` do.
 */
#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/progress.h"
#include "base/str.h"
#include "base/timing.h"
#include "site/explain.h"
#include "site/output.h"

#include <stdbool.h>
#include <stddef.h>

struct build_options {
	struct str output; /* directory; unknown: nothing is written (a check) */
	bool drafts;       /* show working copies */
	bool name_drafts;  /* say which are left out */
	bool releasing;    /* the topic's interrupted release is being cleared up */
	bool strangers;    /* look for files that nothing uses, and that no seal names */
	struct buf *figures;  /* a report of each guide's figures is added here, or NULL */
	struct buf *changed;  /* gets the paths of files that are written or removed, or NULL */
	struct buf *base_path; /* gets what the site's URLs begin with: "/guides/", or NULL */
	struct diags *since;  /* gets figures whose backing changed since the live version, or NULL */
	struct explain *explain; /* nothing is written, and this gets what would be, and why; or NULL */

	/* For whoever watches; each may be NULL. */
	const struct output_listener *listener; /* of what is written */
	struct progress *progress;
	struct timing *timing;
};

struct build_result {
	size_t topics;
	size_t guides;
	size_t drafts;  /* guides whose working copy is none that was released */
	size_t files;   /* of the site */
	size_t written; /* of them, new or changed */
	size_t removed;
	bool interrupted; /* by a signal that waits (base/interrupt.h); nothing has changed */
};

/*
 * Builds the site in the working directory. Everything wrong is reported to
 * DIAGS; after an error nothing in the output has changed. Returns the exit
 * status (base/fatal.h).
 */
int build_site(const struct build_options *options, struct diags *diags,
		struct build_result *result);

#endif
