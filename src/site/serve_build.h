/*
 * A build in a process of its own, for one that goes on meanwhile: whatever
 * happens in it, the server lives, and answers, and can be ended.
 */
#ifndef SITE_SERVE_BUILD_H
#define SITE_SERVE_BUILD_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What came of a build. Texts live until the next one begins. */
struct built {
	int status; /* base/fatal.h */
	size_t topics, guides;
	size_t errors, warnings;
	uint64_t took;        /* ns */
	struct str base_path; /* what the site's URLs begin with */
	struct str changed;   /* files of the site that are new, different or gone, a line each */
	struct str said;      /* all messages, as they are printed */
	struct str messages;  /* the errors as JSON: site/serve_messages.h */
};

struct serve_build {
	pid_t child; /* 0: none runs */
	int fd;      /* readable when serve_build_read has something to do, or -1 */
	uint64_t began;
	struct buf bytes;
};

#define SERVE_BUILD_INIT {.fd = -1}

/* Begins a build, with drafts, into OUTPUT. False, with errno, when it cannot. */
bool serve_build_start(struct serve_build *build, struct str output, bool colour);

/* Takes what there is; true when the build has ended, and BUILT is what came of it. */
bool serve_build_read(struct serve_build *build, struct built *built);

/* Ends one that runs, and leaves the site as it was. */
void serve_build_stop(struct serve_build *build);

void serve_build_release(struct serve_build *build);

#endif
