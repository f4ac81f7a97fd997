/* Files and directories, whole and by name. Errors are values of errno. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>

/*
 * Reads a regular file into the arena, with a NUL behind it. Returns 0, or
 * errno: EISDIR for a directory, EFBIG for more than LARGEST bytes.
 */
int file_read(struct arena *arena, const char *path, size_t largest,
	      struct str *text);

/* True when PATH holds exactly BYTES. */
bool file_holds(const char *path, struct str bytes);

/* Writes a new file, or replaces what is in it; not atomic. 0 or errno. */
int file_write(const char *path, struct str bytes);

enum entry_type { ENTRY_FILE, ENTRY_DIR, ENTRY_OTHER };

struct dir_entry {
	struct str name; /* NUL-terminated */
	enum entry_type type;
};

struct dir_list {
	LIST(struct dir_entry) list;
};

/*
 * The entries of a directory without "." and "..", sorted by bytes, so that
 * the order of the disk decides nothing. Symbolic links are ENTRY_OTHER
 * unless FOLLOW. 0 or errno.
 */
int dir_read(struct arena *arena, const char *path, bool follow,
	     struct dir_list *entries);

/* Makes a directory and those above it; one that exists is no error. */
int dir_make(const char *path);

/* Removes a directory with all that is in it; one that is not there is no error. */
int dir_remove(const char *path);

#endif
