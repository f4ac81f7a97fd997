#include "site/output.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#define MARKER ".almanac"
#define STAGING ".almanac-new"

static const struct str marker_text =
	{"This directory is made by almanac, which removes from it whatever it did not make.\n",
	 83};

static bool failed(struct output *o, int status, struct str path, const char *help,
		   const char *why)
{
	o->status = status;
	diag_file(o->diags, SEVERITY_ERROR, "output", path, help, "%s", why);
	return false;
}

static bool failed_system(struct output *o, struct str path, int error)
{
	return failed(o, EXIT_SYSTEM, path,
		      error == ENOSPC ? "make room; the site is as it was" : NULL,
		      strerror(error));
}

static struct str in_output(struct output *o, struct arena *arena, struct str path)
{
	return path_join(arena, o->dir, path);
}

/* True when the working directory, the site, is DIR or lies below it. */
static bool holds_site(const char *dir)
{
	char *site = realpath(".", NULL), *real = realpath(dir, NULL);
	size_t length = real ? strlen(real) : 0;
	bool holds = site && real && !strncmp(site, real, length) &&
		     (site[length] == '\0' || site[length] == '/' || length == 1);

	free(site);
	free(real);
	return holds;
}

/* Refuses what is not Almanac's; a directory that is not there yet is fine. */
static bool check_dir(struct output *o, struct arena *scratch)
{
	struct dir_list entries;
	int error = dir_read(scratch, o->dir.ptr, false, &entries);

	if (error == ENOENT)
		return true;
	if (error)
		return failed_system(o, o->dir, error);
	if (holds_site(o->dir.ptr))
		return failed(o, EXIT_USAGE, o->dir, "give another directory with -o",
			      "this directory holds the site's sources");
	for (size_t i = 0; i < entries.list.count; i++)
		if (str_equal(entries.list.items[i].name, STR(MARKER)))
			return true;
	if (!entries.list.count)
		return true;
	return failed(o, EXIT_USAGE, o->dir, "give an empty directory with -o, or one that almanac made",
		      "this directory is not empty, and not almanac's");
}

/* The marker is the lock too: two builds at once would mix their files. */
static bool take(struct output *o, struct arena *scratch)
{
	struct str marker = in_output(o, scratch, STR(MARKER));
	int error = dir_make(o->dir.ptr);

	if (error)
		return failed_system(o, o->dir, error);
	if (!file_holds(marker.ptr, marker_text))
		error = file_write(marker.ptr, marker_text);
	if (error)
		return failed_system(o, marker, error);
	o->lock = open(marker.ptr, O_RDONLY | O_CLOEXEC);
	if (o->lock < 0)
		return failed_system(o, marker, errno);
	if (flock(o->lock, LOCK_EX | LOCK_NB) < 0)
		return failed(o, EXIT_SYSTEM, o->dir, "wait until it is done",
			      "another build is writing here");
	return true;
}

bool output_open(struct output *o, struct str dir, struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	bool good;
	int error;

	*o = (struct output){.diags = diags, .lock = -1};
	if (!dir.ptr)
		return true;
	o->dir = str_copy(&o->arena, dir);
	good = check_dir(o, &scratch) && take(o, &scratch);
	if (good) {
		error = dir_remove(in_output(o, &scratch, STR(STAGING)).ptr);
		good = error ? failed_system(o, dir, error) : true;
	}
	arena_release(&scratch);
	return good;
}

static struct str staged_name(struct output *o, struct arena *arena, size_t number)
{
	return str_printf(arena, "%.*s/" STAGING "/%zu", STR_ARG(o->dir), number);
}

static bool begin_staging(struct output *o, struct arena *scratch)
{
	int error = dir_make(in_output(o, scratch, STR(STAGING)).ptr);

	if (error)
		return failed_system(o, o->dir, error);
	o->staging = true;
	return true;
}

/* PATH is a copy in the output's arena. */
static void stage(struct output *o, struct arena *scratch, struct str path,
		  struct str bytes)
{
	int error;

	if (o->status || (!o->staging && !begin_staging(o, scratch)))
		return;
	error = file_write(staged_name(o, scratch, o->staged.count).ptr, bytes);
	if (error) {
		failed_system(o, in_output(o, scratch, path), error);
		return;
	}
	*list_add(&o->staged, &o->arena) = path;
	o->written++;
}

static void report_twice(struct output *o, struct str path, struct str first,
			 struct str second)
{
	o->status = EXIT_CONTENT;
	diag_file(o->diags, SEVERITY_ERROR, "url", second, "rename one of them",
		  "this and %.*s are both to be the page %.*s", STR_ARG(first), STR_ARG(path));
}

void output_put(struct output *o, struct str path, struct str bytes,
		struct str subject)
{
	struct str kept = str_copy(&o->arena, path);
	struct str *owner = arena_new(&o->arena, struct str), *there;

	*owner = subject;
	there = map_put(&o->made, &o->arena, kept, owner);
	if (there != owner) {
		report_twice(o, path, *there, subject);
		return;
	}
	o->files++;
	arena_reset(&o->scratch);
	if (o->dir.ptr && !file_holds(in_output(o, &o->scratch, path).ptr, bytes))
		stage(o, &o->scratch, kept, bytes);
}

static bool is_ours(const struct output *o, struct str path)
{
	return str_equal(path, STR(MARKER)) || str_equal(path, STR(STAGING)) ||
	       map_get(&o->made, path);
}

/*
 * Removes what this build did not make below PATH, "" for the whole output,
 * and directories that become empty. *LEFT says whether something stays.
 */
static bool remove_strangers(struct output *o, struct str path, bool *left)
{
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read(&scratch, in_output(o, &scratch, path).ptr, false, &entries);

	*left = false;
	for (size_t i = 0; i < entries.list.count && !error; i++) {
		const struct dir_entry *entry = &entries.list.items[i];
		struct str name = path_join(&scratch, path, entry->name);
		struct str disk = in_output(o, &scratch, name);
		bool stays = is_ours(o, name);

		if (entry->type == ENTRY_DIR && !stays) {
			if (!remove_strangers(o, name, &stays))
				break;
			if (!stays && rmdir(disk.ptr) < 0)
				error = errno;
		} else if (entry->type == ENTRY_DIR ? !str_equal(name, STR(STAGING)) : !stays) {
			/* A directory in a file's place goes with all that is in it. */
			error = entry->type == ENTRY_DIR ? dir_remove(disk.ptr)
				: unlink(disk.ptr) < 0 ? errno : 0;
			o->removed++;
			stays = false;
		}
		*left |= stays;
	}
	if (error)
		failed_system(o, in_output(o, &scratch, path), error);
	arena_release(&scratch);
	return !o->status;
}

static int put_in_place(struct output *o, struct arena *scratch, size_t number)
{
	struct str from = staged_name(o, scratch, number);
	struct str to = in_output(o, scratch, o->staged.items[number]);
	int error;

	if (rename(from.ptr, to.ptr) == 0)
		return 0;
	if (errno != ENOENT)
		return errno;
	error = dir_make(str_copy(scratch, path_dir(to)).ptr);
	if (!error && rename(from.ptr, to.ptr) < 0)
		error = errno;
	return error;
}

bool output_commit(struct output *o)
{
	struct arena scratch = ARENA_INIT;
	bool left;

	if (!o->dir.ptr || o->status || !remove_strangers(o, STR(""), &left))
		return !o->status;
	for (size_t i = 0; i < o->staged.count && !o->status; i++) {
		int error = put_in_place(o, &scratch, i);

		if (error)
			failed_system(o, o->staged.items[i], error);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return !o->status;
}

void output_close(struct output *o)
{
	if (o->staging)
		dir_remove(in_output(o, &o->arena, STR(STAGING)).ptr);
	if (o->lock >= 0)
		close(o->lock);
	arena_release(&o->scratch);
	arena_release(&o->arena);
}
