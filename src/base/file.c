#include "base/file.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int read_all(int fd, char *bytes, size_t size)
{
	for (size_t at = 0; at < size;) {
		ssize_t got = read(fd, bytes + at, size - at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (!got)
			return EIO; /* it became shorter while we read */
		at += (size_t)got;
	}
	return 0;
}

int link_check(const char *path)
{
	char *here = realpath(".", NULL), *there = realpath(path, NULL);
	size_t length = here ? strlen(here) : 0;
	int error = there && here ? 0 : errno;

	if (error == ENOENT)
		error = ENOLINK;
	if (!error && length > 1 &&
	    (strncmp(there, here, length) != 0 || (there[length] && there[length] != '/')))
		error = EXDEV;
	free(here);
	free(there);
	return error;
}

int link_check_last(const char *path)
{
	struct stat st;

	if (lstat(path, &st) < 0 || !S_ISLNK(st.st_mode))
		return 0;
	return link_check(path);
}

static uint64_t nanoseconds(struct timespec time)
{
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static struct stamp stamp_from(const struct stat *st)
{
	return (struct stamp){(uint64_t)st->st_size, nanoseconds(st->st_mtim),
			      nanoseconds(st->st_ctim), (uint64_t)st->st_ino};
}

/* Opens a regular file of at most LARGEST bytes, and takes its stamp. */
static int open_regular(const char *path, size_t largest, int *fd, struct stamp *stamp)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
	struct stat st;
	int error;

	*fd = open(path, flags | O_NOFOLLOW);
	if (*fd < 0 && errno == ELOOP) {
		error = link_check(path);
		if (error)
			return error;
		*fd = open(path, flags);
	}
	if (*fd < 0)
		return errno;
	if (fstat(*fd, &st) < 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	if (!S_ISREG(st.st_mode))
		return EINVAL;
	if ((uintmax_t)st.st_size > largest)
		return EFBIG;
	*stamp = stamp_from(&st);
	return 0;
}

int file_read_stamped(struct arena *arena, const char *path, size_t largest,
		      struct str *text, struct stamp *stamp)
{
	int fd, error = open_regular(path, largest, &fd, stamp);

	if (!error) {
		size_t size = (size_t)stamp->size;
		char *bytes = arena_alloc(arena, size + 1);

		bytes[size] = '\0';
		error = read_all(fd, bytes, size);
		*text = (struct str){bytes, size};
	}
	if (fd >= 0)
		close(fd);
	return error;
}

int file_read(struct arena *arena, const char *path, size_t largest,
	      struct str *text)
{
	struct stamp stamp;

	return file_read_stamped(arena, path, largest, text, &stamp);
}

bool file_holds(const char *path, struct str bytes)
{
	char part[16 * 1024];
	struct stamp stamp;
	size_t at = 0;
	int fd, error = open_regular(path, bytes.len, &fd, &stamp);

	if (!error && stamp.size != bytes.len)
		error = EFBIG;
	while (!error && at < bytes.len) {
		size_t left = bytes.len - at, count = left < sizeof part ? left : sizeof part;

		error = read_all(fd, part, count);
		if (!error && memcmp(part, bytes.ptr + at, count))
			error = EINVAL;
		at += count;
	}
	if (fd >= 0)
		close(fd);
	return !error;
}

/* Writes BYTES into what was opened, and closes it. 0 or errno. */
static int write_whole(int fd, struct str bytes, struct stamp *stamp)
{
	struct stat st;
	int error = 0;

	for (size_t at = 0; at < bytes.len && !error;) {
		ssize_t put = write(fd, bytes.ptr + at, bytes.len - at);

		if (put >= 0)
			at += (size_t)put;
		else if (errno != EINTR)
			error = errno;
	}
	if (stamp && !error && fstat(fd, &st) == 0)
		*stamp = stamp_from(&st);
	if (close(fd) < 0 && !error)
		error = errno;
	return error;
}

int file_write(const char *path, struct str bytes, struct stamp *stamp)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	return fd < 0 ? errno : write_whole(fd, bytes, stamp);
}

int file_create(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int error = fd < 0 ? errno : write_whole(fd, bytes, NULL);

	if (error && fd >= 0)
		unlink(path);
	return error;
}

struct str file_replace_part(struct arena *arena, const char *path)
{
	struct str dir = path_dir(str_of(path)), name = path_base(str_of(path));

	return path_join(arena, dir, str_join3(arena, STR("."), name, STR(".new")));
}

static int sync_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 || fsync(fd) < 0 ? errno : 0;

	if (fd >= 0)
		close(fd);
	return error;
}

int file_replace(const char *path, struct str bytes)
{
	struct arena arena = ARENA_INIT;
	struct str part = file_replace_part(&arena, path);
	struct str dir = str_copy(&arena, path_dir(str_of(path)));
	int error = file_write(part.ptr, bytes, NULL);

	if (!error)
		error = sync_path(part.ptr);
	if (!error && rename(part.ptr, path) < 0)
		error = errno;
	if (error)
		unlink(part.ptr);
	else
		sync_path(dir.len ? dir.ptr : "."); /* some file systems cannot */
	arena_release(&arena);
	return error;
}

static enum entry_type entry_type(DIR *dir, const struct dirent *entry, bool follow)
{
	struct stat st;

	if (entry->d_type == DT_REG)
		return ENTRY_FILE;
	if (entry->d_type == DT_DIR)
		return ENTRY_DIR;
	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return ENTRY_OTHER;
	if (fstatat(dirfd(dir), entry->d_name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0)
		return ENTRY_OTHER;
	if (S_ISREG(st.st_mode))
		return ENTRY_FILE;
	return S_ISDIR(st.st_mode) ? ENTRY_DIR : ENTRY_OTHER;
}

static bool is_link(DIR *dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_LNK;
	return fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISLNK(st.st_mode);
}

static int by_name(const void *left, const void *right)
{
	const struct dir_entry *a = left, *b = right;

	return str_compare(a->name, b->name);
}

/* Opens a directory; with FOLLOW a link is looked at, without it is none of ours. */
static int open_dir(const char *path, bool follow, int *fd)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK;
	struct stat st;
	int error;

	*fd = open(path, flags | (follow ? O_NOFOLLOW : 0));
	if (*fd >= 0)
		return 0;
	error = errno;
	if (!follow || lstat(path, &st) < 0 || !S_ISLNK(st.st_mode))
		return error;
	error = link_check(path);
	if (!error)
		*fd = open(path, flags);
	return error ? error : *fd < 0 ? errno : 0;
}

static void read_entries(struct arena *arena, DIR *dir, bool follow, struct dir_list *entries)
{
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL) {
		struct dir_entry *added;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		added = list_add(&entries->list, arena);
		added->name = str_copy(arena, str_of(entry->d_name));
		added->type = entry_type(dir, entry, follow);
		added->link = is_link(dir, entry);
	}
	if (entries->list.count)
		qsort(entries->list.items, entries->list.count,
		      sizeof(struct dir_entry), by_name);
}

int dir_read_stamped(struct arena *arena, const char *path, bool follow,
		     struct dir_list *entries, struct stamp *stamp)
{
	struct stat st;
	DIR *dir = NULL;
	int fd, error = open_dir(path, follow, &fd);

	*entries = (struct dir_list){0};
	if (error)
		return error;
	if (fstat(fd, &st) == 0)
		dir = fdopendir(fd);
	if (!dir) {
		error = errno;
		close(fd);
		return error;
	}
	*stamp = stamp_from(&st);
	read_entries(arena, dir, follow, entries);
	closedir(dir);
	return 0;
}

int dir_read(struct arena *arena, const char *path, bool follow,
	     struct dir_list *entries)
{
	struct stamp stamp;

	return dir_read_stamped(arena, path, follow, entries, &stamp);
}

int dir_make(const char *path)
{
	struct arena arena = ARENA_INIT;
	struct str parent = path_dir(str_of(path));
	int error = mkdir(path, 0777) < 0 ? errno : 0;
	struct stat st;

	if (error == ENOENT && parent.len) {
		error = dir_make(str_copy(&arena, parent).ptr);
		if (!error && mkdir(path, 0777) < 0)
			error = errno;
	}
	arena_release(&arena);
	if (error == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	return error;
}

static int remove_entries(struct arena *arena, const char *path,
			  const struct dir_list *entries)
{
	int error = 0;

	for (size_t i = 0; i < entries->list.count; i++) {
		const struct dir_entry *entry = &entries->list.items[i];
		struct str name = path_join(arena, str_of(path), entry->name);

		if (entry->type == ENTRY_DIR)
			error = dir_remove(name.ptr);
		else if (unlink(name.ptr) < 0)
			error = errno;
		if (error)
			return error;
	}
	return 0;
}

int dir_remove(const char *path)
{
	struct arena arena = ARENA_INIT;
	struct dir_list entries;
	struct stat st;
	int error = lstat(path, &st) < 0 ? errno : 0;

	if (!error && !S_ISDIR(st.st_mode))
		error = ENOTDIR; /* what a link points to is not ours */
	if (!error)
		error = dir_read(&arena, path, false, &entries);
	if (!error)
		error = remove_entries(&arena, path, &entries);
	if (!error && rmdir(path) < 0)
		error = errno;
	arena_release(&arena);
	return error == ENOENT ? 0 : error;
}

size_t file_limit_raise(size_t wanted)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) < 0)
		return 0;
	if (files.rlim_cur < wanted) {
		rlim_t before = files.rlim_cur;

		files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
		if (setrlimit(RLIMIT_NOFILE, &files) < 0)
			files.rlim_cur = before;
	}
	return files.rlim_cur < wanted ? (size_t)files.rlim_cur : wanted;
}

const char *file_error(int error)
{
	switch (error) {
	case EACCES: return "the permission is missing";
	case EFBIG: return "this file is too large";
	case EINVAL: return "this is not an ordinary file";
	case EISDIR: return "this is a directory, and should be a file";
	case ELOOP: return "this link leads back to itself";
	case ENOENT: return "this does not exist";
	case ENOLINK: return "this link leads to nothing";
	case ENOSPC: return "the disk is full";
	case ENOTDIR: return "a file stands where a directory should";
	case EROFS: return "this disk cannot be written to";
	case EXDEV: return "this link leads out of the site";
	default: return strerror(error);
	}
}

int file_stamp(const char *path, struct stamp *stamp)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return errno;
	*stamp = stamp_from(&st);
	return 0;
}

int file_stamp_of(int descriptor, struct stamp *stamp)
{
	struct stat st;

	if (fstat(descriptor, &st) < 0)
		return errno;
	*stamp = stamp_from(&st);
	return 0;
}

/*
 * Linux takes the times of files from a clock that ticks every 1 to 10 ms; some
 * file systems keep whole seconds, or two of them.
 */
bool stamp_is_fresh(const struct stamp *stamp)
{
	const uint64_t second = 1000000000U, tick = second / 50;
	uint64_t latest = stamp->mtime > stamp->ctime ? stamp->mtime : stamp->ctime;
	uint64_t grain = stamp->mtime % second ? tick : 2 * second;
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return latest + grain >= nanoseconds(now);
}
