/*
 * Whether anything changes in some directories and all that is below them, by
 * inotify.
 *
 * What changed is not told, and nothing relies on it: directories that come, go
 * or are renamed, and a queue that overflows, lead to one new look at all of the
 * tree, and whoever asks reads the files anyway. Symbolic links are followed.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* What is watched, at the index of inotify's number for it. */
struct watched {
	struct str path; /* unknown: no watch has this number */
};

struct watch {
	int fd; /* readable when there is something for watch_read */
	const char *const *roots;
	struct arena arena; /* of this look at the tree */
	LIST(struct watched) list;
	int here;   /* the number of the working directory */
	bool stale; /* the tree is not the one that was looked at */
	int error;  /* errno of the first directory that could not be watched, or 0 */
};

/*
 * Watches ROOTS in the working directory, names that end with NULL, whether they
 * are there yet or not. Returns 0, or errno where nothing can be watched at all.
 * A directory that cannot be watched is no failure: `error` says that changes
 * may be missed.
 */
int watch_open(struct watch *watch, const char *const *roots);

/* What has been noticed, the most telling first. */
enum watch_news {
	WATCH_NOTHING,
	WATCH_WRITING, /* a file is written to, and not closed yet */
	WATCH_CHANGED
};

/* Reads what has come, without waiting. */
enum watch_news watch_read(struct watch *watch);

/*
 * Watches what the tree has become. Before the files are read: then a change
 * that they do not show yet comes as news.
 */
void watch_settle(struct watch *watch);

void watch_close(struct watch *watch);

#endif
