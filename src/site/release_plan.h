/*
 * What a release is to do: what is asked for, and the plan of what to write, which
 * is worked out before anything is touched.
 */
#ifndef SITE_RELEASE_PLAN_H
#define SITE_RELEASE_PLAN_H

#include "base/progress.h"
#include "base/timing.h"
#include "site/versions.h"

#include <stdbool.h>

struct release_options {
	struct str topic;
	struct date date; /* of the release, to the day */
	bool dated;       /* that date was asked for */
	struct str note;  /* unknown: none */
	bool amend;       /* seal the newest release again */
	bool dry_run;     /* say what would be done */
	struct progress *progress; /* or NULL, */
	struct timing *timing;     /* likewise */

	/* To withdraw a version; unknown: to release. */
	struct str guide; /* "level" */
	int version;
	struct str reason;
};

/* A guide that a release seals. */
struct released {
	enum level guide;
	int version;
	bool first;          /* it had no version */
	bool text, bundle;   /* what differs from the version before */
	struct str path;     /* of the sealed text */
};

struct release_result {
	LIST(struct released) guides;
	int events;          /* number of the bundle */
	bool new_bundle;
	LIST(struct str) withdrawn; /* paths of what only the withdrawn version showed */
	LIST(struct str) written; /* paths */
	bool interrupted;     /* by a signal that waits (base/interrupt.h): nothing was released */
	struct str cleared;   /* what was done about an interrupted release, or unknown */
};

/* A file that is to be written. */
struct planned_file {
	struct str path;
	struct str bytes;
};

struct release {
	struct arena *arena;
	const struct release_options *options;
	struct diags *diags;
	struct release_result *result;
	struct site site;
	struct topic *topic;
	struct versions versions; /* as they are */
	struct content content;   /* the working copy */
	struct seals seals;       /* as they are to be */
	struct seals cut;         /* for an amendment: without the newest release */
	struct date date;
	struct str note;
	LIST(struct planned_file) files;
	LIST(struct str) obsolete; /* files of the release that is sealed again */
	struct str dir;            /* versions/ */
	struct {
		int release;       /* that an interrupted amendment took out; 0: none */
		struct date date;
		struct str note;
	} pending;
	bool unchanged;            /* there is nothing to release */
	int lock;                  /* of the topic's directory, or -1 */
	int status;
};

/* Reports, with rule "release", and sets the exit status. Returns false. */
bool release_fail(struct release *r, int status, struct str path, const char *help,
		  const char *format, ...) __attribute__((format(printf, 5, 6)));

/*
 * Fills in seals, cut, files, obsolete and the result. The versions are loaded,
 * and the site is known to be good. False after an error was reported.
 */
bool release_plan(struct release *r);

/* The same for a version that is to be withdrawn. */
bool release_plan_withdrawal(struct release *r);

#endif
