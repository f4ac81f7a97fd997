/*
 * write: pages onto disk, only what changed, each file whole or not at all.
 *
 * Files that differ from what is there are written into a staging directory
 * inside the output, and renamed into place by output_commit, a whole directory
 * at once where it is new: a build that fails, is killed, or meets a full disk
 * before that leaves the site as it was, and one that is killed during it
 * leaves whole files, which the next build completes.
 *
 * A directory is Almanac's when it holds the file .almanac. What a build does
 * not make is removed from it, so any other directory that is not empty is
 * refused, and so is the site itself or what holds it.
 */
#ifndef SITE_OUTPUT_H
#define SITE_OUTPUT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "base/timing.h"

#include <stdbool.h>

/* A file of the site, as it is on disk once the build is committed. */
struct output_file {
	struct str path;
	struct stamp stamp; /* without ctime, which renaming changes */
};

enum output_change { OUTPUT_CREATE, OUTPUT_CHANGE, OUTPUT_REMOVE };

/* Who is told of each change to the site, before it is made. */
struct output_listener {
	/* BYTES are those that the file is to have, or unknown where nobody has them all. */
	void (*change)(void *context, enum output_change change, struct str path,
		       struct str bytes);
	void *context;
};

struct output {
	struct arena arena;
	struct arena scratch; /* of one call */
	struct diags *diags;
	struct str dir; /* unknown: nothing is written, as in a check */
	bool dry;       /* what would be written is told, and not written */
	const struct output_listener *listener; /* or NULL; set once it is open, */
	struct timing *timing;                  /* as this is */
	int lock;       /* descriptor of .almanac, or -1 */
	struct map made;   /* path to the source that it was made from */
	struct str *owner; /* the source of the last file */
	struct map dirs; /* path to a source of something in it */
	LIST(struct output_file) recent; /* made since output_forget, in this order */
	size_t count;    /* of all files made */
	struct str dir_of_last; /* directory that was looked at last */
	struct str staged_last; /* directory that was written to last */
	bool staging;   /* its directory is there */
	bool empty;     /* nothing but the marker was there */
	int status;     /* EXIT_GOOD, or why it failed */
	size_t written; /* of the files, new or changed */
	size_t removed;
	struct buf *changed; /* gets the path of each of these, a line; or NULL */
};

/*
 * Opens DIR for a build, or nothing for a check when DIR is unknown; if DRY it is
 * only looked at. False after an error was reported (rule "output"): the directory
 * is not one to write into (EXIT_USAGE), or the system failed (EXIT_SYSTEM).
 */
bool output_open(struct output *output, struct str dir, bool dry, struct diags *diags);

/*
 * The file PATH of the site has these BYTES. SUBJECT is what it is made from,
 * and is borrowed: two subjects with one path are an error (rule "url").
 */
void output_put(struct output *output, struct str path, struct str bytes,
		struct str subject);

/*
 * For a file that is not in memory as a whole (site/output_stream): the one that is
 * there, to be read, or -1; a new one, to be written, or -1 after an error was
 * reported; an error in writing it; and, once it is written (FRESH), or found to be
 * as it was, what output_put does.
 */
int output_open_there(struct output *output, struct str path);
int output_open_fresh(struct output *output, struct str path);
void output_failed(struct output *output, struct str path, int error);
void output_put_open(struct output *output, struct str path, int descriptor, bool fresh,
		     struct str subject);

/* Begins the list of recent files anew. */
void output_forget(struct output *output);

/*
 * True when the file that an earlier build made is still as it was then.
 * output_keep makes it a file of this build too, without its bytes.
 */
bool output_holds(struct output *output, const struct output_file *file);
void output_keep(struct output *output, const struct output_file *file,
		 struct str subject);

/* Puts everything in its place, and removes the rest. False after an error. */
bool output_commit(struct output *output);

/* Ends the build, committed or not. */
void output_close(struct output *output);

#endif
