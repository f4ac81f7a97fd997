/* Files and directories, whole and by name. Errors are values of errno. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* What tells that a file is still the one that it was. Times in ns. */
struct stamp {
	uint64_t size, mtime, ctime, inode;
};

/* The stamp of PATH, a file or a directory, following links. 0 or errno. */
int file_stamp(const char *path, struct stamp *stamp);
int file_stamp_of(int descriptor, struct stamp *stamp); /* of one that is open */

/*
 * True when a file with this stamp could be changed once more without its
 * times telling, because they are those of the present tick of the clock.
 */
bool stamp_is_fresh(const struct stamp *stamp);

static inline bool stamp_equal(const struct stamp *a, const struct stamp *b)
{
	return a->size == b->size && a->mtime == b->mtime && a->ctime == b->ctime &&
	       a->inode == b->inode;
}

/*
 * Reads a regular file into the arena, with a NUL behind it. Returns 0, or
 * errno: EISDIR for a directory, EFBIG for more than LARGEST bytes, and for a
 * symbolic link that of link_check.
 */
int file_read(struct arena *arena, const char *path, size_t largest,
	      struct str *text);

/* The same; STAMP is set to that of the file before it was read. */
int file_read_stamped(struct arena *arena, const char *path, size_t largest,
		      struct str *text, struct stamp *stamp);

/* True when PATH holds exactly BYTES. */
bool file_holds(const char *path, struct str bytes);

/*
 * Writes a new file, or replaces what is in it; not atomic. STAMP, where it is
 * not NULL, is set. 0 or errno.
 */
int file_write(const char *path, struct str bytes, struct stamp *stamp);

/* Writes a file that is not there yet, whole or not at all. 0 or errno: EEXIST where it is. */
int file_create(const char *path, struct str bytes);

/*
 * Puts a file of these BYTES in the place of what was at PATH, whole or not at
 * all, and on the disk when it returns. 0 or errno. It is made beside it, under
 * the name that file_replace_part gives: a hidden one.
 */
int file_replace(const char *path, struct str bytes);
struct str file_replace_part(struct arena *arena, const char *path);

enum entry_type { ENTRY_FILE, ENTRY_DIR, ENTRY_OTHER };

struct dir_entry {
	struct str name; /* NUL-terminated */
	enum entry_type type;
	bool link; /* a symbolic link; with FOLLOW, the type is what it leads to */
};

struct dir_list {
	LIST(struct dir_entry) list;
};

/*
 * The entries of a directory without "." and "..", sorted by bytes, so that
 * the order of the disk decides nothing. Symbolic links are ENTRY_OTHER
 * unless FOLLOW. 0 or errno: with FOLLOW that of link_check, should PATH be a
 * symbolic link itself.
 */
int dir_read(struct arena *arena, const char *path, bool follow,
	     struct dir_list *entries);

/* The same; STAMP is set to that of the directory before it was listed. */
int dir_read_stamped(struct arena *arena, const char *path, bool follow,
		     struct dir_list *entries, struct stamp *stamp);

/* Makes a directory and those above it; one that exists is no error. */
int dir_make(const char *path);

/* Removes a directory with all that is in it; one that is not there is no error. */
int dir_remove(const char *path);

/*
 * Looks where a symbolic link in the working directory leads: 0, or errno: EXDEV
 * when out of it, ENOLINK when to nothing. Who writes a file of a site may not
 * have it show what else the machine holds.
 */
int link_check(const char *path);

/* The same where the last part of PATH is a link; 0 where it is none, or not there. */
int link_check_last(const char *path);

/* Lets the program open up to WANTED files, as far as it may; returns how many it can. */
size_t file_limit_raise(size_t wanted);

/* Why that errno came, in words for a message. */
const char *file_error(int error);

#endif
