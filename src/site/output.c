#include "site/output.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER ".almanac"
#define MARKER_NEW ".almanac.new" /* before it is renamed */
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
	const char *help = NULL;

	if (error == ENOSPC)
		help = "make room; the site is as it was";
	if (error == EACCES || error == EROFS || error == ENOTDIR)
		help = "give another directory with -o";
	return failed(o, EXIT_SYSTEM, path, help, file_error(error));
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

/* What is written there would be read again by the next build. */
static bool is_among_sources(struct arena *scratch, struct str dir)
{
	static const char *const sources[] = {"content", "templates", "assets", "feeds"};
	struct str path;

	if (!path_normalise(scratch, dir, &path))
		return false;
	path.len = str_find(path, '/');
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (str_equal(path, str_of(sources[i])))
			return true;
	return false;
}

/* A marker alone may be half written: the build that began it was killed. */
static bool has_marker(struct output *o, struct arena *scratch,
		       const struct dir_list *entries)
{
	const struct dir_entry *first = entries->list.items;

	if (entries->list.count == 1 && first->type == ENTRY_FILE &&
	    (str_equal(first->name, STR(MARKER)) || str_equal(first->name, STR(MARKER_NEW))))
		return true;
	return file_holds(in_output(o, scratch, STR(MARKER)).ptr, marker_text);
}

/* Refuses what is not Almanac's; a directory that is not there yet is fine. */
static bool check_dir(struct output *o, struct arena *scratch)
{
	struct dir_list entries;
	int error = dir_read(scratch, o->dir.ptr, false, &entries);

	o->empty = entries.list.count <= 1;
	if (is_among_sources(scratch, o->dir))
		return failed(o, EXIT_USAGE, o->dir, "give another directory with -o",
			      "this directory is one of the site's sources");
	if (error == ENOENT)
		return true;
	if (error)
		return failed_system(o, o->dir, error);
	if (holds_site(o->dir.ptr))
		return failed(o, EXIT_USAGE, o->dir, "give another directory with -o",
			      "this directory holds the site's sources");
	if (!entries.list.count || has_marker(o, scratch, &entries))
		return true;
	return failed(o, EXIT_USAGE, o->dir, "give an empty directory with -o, or one that almanac made",
		      "this directory is not empty, and not almanac's");
}

/* Whole or not there, as every file. */
static int write_marker(struct output *o, struct arena *scratch, const char *marker)
{
	struct str fresh = in_output(o, scratch, STR(MARKER_NEW));
	int error = file_write(fresh.ptr, marker_text, NULL);

	if (!error && rename(fresh.ptr, marker) < 0)
		error = errno;
	return error;
}

/* The marker is the lock too: two builds at once would mix their files. */
static bool take(struct output *o, struct arena *scratch)
{
	struct str marker = in_output(o, scratch, STR(MARKER));
	int error = dir_make(o->dir.ptr);

	if (error)
		return failed_system(o, o->dir, error);
	if (!file_holds(marker.ptr, marker_text))
		error = write_marker(o, scratch, marker.ptr);
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

bool output_open(struct output *o, struct str dir, bool dry, struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	bool good;
	int error;

	*o = (struct output){.diags = diags, .dry = dry, .lock = -1};
	if (!dir.ptr)
		return true;
	o->dir = str_copy(&o->arena, dir);
	good = check_dir(o, &scratch) && (dry || take(o, &scratch));
	if (good && !dry) {
		error = dir_remove(in_output(o, &scratch, STR(STAGING)).ptr);
		good = error ? failed_system(o, dir, error) : true;
	}
	arena_release(&scratch);
	return good;
}

/* Where PATH is written before it is put in its place. */
static struct str staged(struct output *o, struct arena *arena, struct str path)
{
	return str_join3(arena, o->dir, STR("/" STAGING "/"), path);
}

/* Files of one directory mostly follow each other: it is made for the first. */
static int make_staged_dir(struct output *o, struct arena *scratch, struct str path)
{
	struct str dir = path_dir(path);
	int error;

	if (str_equal(dir, o->staged_last))
		return 0;
	o->staging = true;
	error = dir_make(str_copy(scratch, dir).ptr);
	if (!error)
		o->staged_last = str_copy(&o->arena, dir);
	return error;
}

static int write_staged(struct output *o, struct arena *scratch, struct str path,
			struct str bytes, struct stamp *stamp)
{
	int error = make_staged_dir(o, scratch, path);

	return error ? error : file_write(path.ptr, bytes, stamp);
}

static void note_change(struct output *o, struct str path)
{
	if (!o->changed)
		return;
	buf_add_str(o->changed, path);
	buf_add_char(o->changed, '\n');
}

/* The file at PATH is to be written. */
static void tell(struct output *o, struct str path, struct str bytes)
{
	struct stat there;
	bool is_file;

	o->written++;
	note_change(o, path);
	if (!o->listener)
		return;
	is_file = lstat(in_output(o, &o->scratch, path).ptr, &there) == 0 && S_ISREG(there.st_mode);
	o->listener->change(o->listener->context, is_file ? OUTPUT_CHANGE : OUTPUT_CREATE, path,
			    bytes);
}

/* Writes BYTES beside the site, unless it holds them already. */
static void stage(struct output *o, struct output_file *file, struct str bytes)
{
	struct str path = in_output(o, &o->scratch, file->path);
	int error = 0;

	if (o->empty || !file_holds(path.ptr, bytes)) {
		tell(o, file->path, bytes);
		path = staged(o, &o->scratch, file->path);
		if (!o->dry)
			error = write_staged(o, &o->scratch, path, bytes, &file->stamp);
		if (error)
			failed_system(o, in_output(o, &o->scratch, file->path), error);
	} else {
		file_stamp(path.ptr, &file->stamp);
	}
	file->stamp.ctime = 0;
}

static void report_twice(struct output *o, struct str path, struct str first,
			 struct str second)
{
	o->status = EXIT_CONTENT;
	diag_file(o->diags, SEVERITY_ERROR, "url-clash", second, "rename one of them",
		  "this and %.*s are both to be %.*s", STR_ARG(first), STR_ARG(path));
}

static bool report_in_the_way(struct output *o, struct str path, struct str file,
			      struct str other)
{
	o->status = EXIT_CONTENT;
	diag_file(o->diags, SEVERITY_ERROR, "url-clash", file, "rename one of them",
		  "this is to be the file %.*s, where %.*s needs a directory",
		  STR_ARG(path), STR_ARG(other));
	return true;
}

/* True when PATH is a directory of another file, or one of its own is a file. */
static bool is_in_the_way(struct output *o, struct str path, struct str *subject)
{
	struct str *other = map_get(&o->dirs, path);

	if (other)
		return report_in_the_way(o, path, *subject, *other);
	if (str_equal(path_dir(path), o->dir_of_last))
		return false; /* so was the file before */
	o->dir_of_last = path_dir(path);
	for (size_t i = 0; i < path.len; i++) {
		struct str dir = str_slice(path, 0, i);

		if (path.ptr[i] != '/')
			continue;
		other = map_get(&o->made, dir);
		if (other)
			return report_in_the_way(o, dir, *other, *subject);
		map_put(&o->dirs, &o->arena, dir, subject);
	}
	return false;
}

/* SUBJECT where it stays: files of one subject mostly follow each other. */
static struct str *owner_of(struct output *o, struct str subject)
{
	if (!o->owner || o->owner->ptr != subject.ptr) {
		o->owner = arena_new(&o->arena, struct str);
		*o->owner = subject;
	}
	return o->owner;
}

/* Notes that PATH is a file of this build; NULL when it is one already. */
static struct output_file *add_file(struct output *o, struct str path, struct str subject)
{
	struct str kept = str_copy(&o->arena, path);
	struct str *owner = owner_of(o, subject), *there;
	size_t before = o->made.count;
	struct output_file *file;

	there = map_put(&o->made, &o->arena, kept, owner);
	if (o->made.count == before) {
		report_twice(o, path, *there, subject);
		return NULL;
	}
	if (is_in_the_way(o, kept, owner))
		return NULL;
	o->count++;
	file = list_add(&o->recent, &o->arena);
	*file = (struct output_file){.path = kept};
	return file;
}

void output_forget(struct output *o)
{
	o->recent.count = 0;
}

void output_put(struct output *o, struct str path, struct str bytes,
		struct str subject)
{
	const char *stage_before = timing_enter(o->timing, "write");
	struct output_file *file = add_file(o, path, subject);

	arena_reset(&o->scratch);
	if (file && o->dir.ptr && !o->status)
		stage(o, file, bytes);
	timing_file(o->timing, path);
	timing_enter(o->timing, stage_before);
}

int output_open_there(struct output *o, struct str path)
{
	arena_reset(&o->scratch);
	return open(in_output(o, &o->scratch, path).ptr, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

int output_open_fresh(struct output *o, struct str path)
{
	struct str name;
	int error, fd = -1;

	if (o->dry)
		return open("/dev/null", O_WRONLY | O_CLOEXEC);
	arena_reset(&o->scratch);
	name = staged(o, &o->scratch, path);
	error = make_staged_dir(o, &o->scratch, name);
	if (!error)
		fd = open(name.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		output_failed(o, path, error ? error : errno);
	return fd;
}

void output_failed(struct output *o, struct str path, int error)
{
	arena_reset(&o->scratch);
	failed_system(o, in_output(o, &o->scratch, path), error);
}

void output_put_open(struct output *o, struct str path, int fd, bool fresh, struct str subject)
{
	struct output_file *file = add_file(o, path, subject);
	int error;

	if (!file || !o->dir.ptr || o->status)
		return;
	error = file_stamp_of(fd, &file->stamp);
	if (error)
		output_failed(o, path, error);
	file->stamp.ctime = 0;
	arena_reset(&o->scratch);
	if (fresh)
		tell(o, path, STR_UNKNOWN);
}

bool output_holds(struct output *o, const struct output_file *file)
{
	struct stamp stamp;

	arena_reset(&o->scratch);
	if (file_stamp(in_output(o, &o->scratch, file->path).ptr, &stamp))
		return false;
	stamp.ctime = 0;
	return stamp_equal(&stamp, &file->stamp);
}

void output_keep(struct output *o, const struct output_file *file, struct str subject)
{
	struct output_file *kept = add_file(o, file->path, subject);

	if (kept)
		kept->stamp = file->stamp;
}

static bool is_ours(const struct output *o, struct str path)
{
	return str_equal(path, STR(MARKER)) || str_equal(path, STR(STAGING)) ||
	       map_get(&o->made, path);
}

/* Removes a file, or a directory in a file's place with all that is in it. */
static int take_away(struct output *o, struct arena *scratch, struct str path, bool is_dir)
{
	struct str disk = in_output(o, scratch, path);

	o->removed++;
	note_change(o, path);
	if (o->listener)
		o->listener->change(o->listener->context, OUTPUT_REMOVE, path, STR_UNKNOWN);
	if (o->dry)
		return 0;
	if (is_dir)
		return dir_remove(disk.ptr);
	return unlink(disk.ptr) < 0 ? errno : 0;
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
		bool stays = is_ours(o, name);

		if (entry->type == ENTRY_DIR && !stays) {
			if (!remove_strangers(o, name, &stays))
				break;
			if (!stays && !o->dry && rmdir(in_output(o, &scratch, name).ptr) < 0)
				error = errno;
		} else if (entry->type == ENTRY_DIR ? !str_equal(name, STR(STAGING)) : !stays) {
			error = take_away(o, &scratch, name, entry->type == ENTRY_DIR);
			stays = false;
		}
		*left |= stays;
	}
	if (error && !(o->dry && error == ENOENT)) /* the output itself may not be there yet */
		failed_system(o, in_output(o, &scratch, path), error);
	arena_release(&scratch);
	return !o->status;
}

/*
 * Renames what is staged below PATH, "" for all, into its place: a directory
 * at once where there is none yet.
 */
static int put_in_place(struct output *o, struct str path)
{
	struct arena scratch = ARENA_INIT;
	struct dir_list entries;
	int error = dir_read(&scratch, staged(o, &scratch, path).ptr, false, &entries);

	for (size_t i = 0; i < entries.list.count && !error; i++) {
		struct str name = path_join(&scratch, path, entries.list.items[i].name);

		if (rename(staged(o, &scratch, name).ptr, in_output(o, &scratch, name).ptr) == 0)
			continue;
		error = errno;
		if (error == ENOTEMPTY || error == EEXIST)
			error = put_in_place(o, name);
	}
	arena_release(&scratch);
	return error;
}

bool output_commit(struct output *o)
{
	bool left;
	int error;

	if (!o->dir.ptr || o->status || !remove_strangers(o, STR(""), &left))
		return !o->status;
	error = o->staging ? put_in_place(o, STR("")) : 0;
	if (error)
		failed_system(o, o->dir, error);
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
