#include "base/watch.h"

#include "base/file.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* Deeper than any site; a circle of links ends sooner, at what is watched already. */
enum { DEEPEST = 32 };

enum {
	ABOUT_ENTRIES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
	WATCHED = ABOUT_ENTRIES | IN_DELETE_SELF | IN_MOVE_SELF | IN_CLOSE_WRITE | IN_MODIFY |
		  IN_ATTRIB
};

/* The watch's number, or -1 where PATH is watched already or cannot be. */
static int add_watch(struct watch *w, struct str path)
{
	int number = inotify_add_watch(w->fd, path.ptr, WATCHED);

	if (number < 0) {
		if (errno != ENOENT && errno != ENOTDIR && !w->error)
			w->error = errno;
		return -1;
	}
	while (w->list.count <= (size_t)number)
		list_add(&w->list, &w->arena);
	if (w->list.items[number].path.ptr)
		return -1;
	w->list.items[number].path = path;
	return number;
}

static bool is_itself(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/*
 * The watch comes first and the reading second, so that nothing falls between. A
 * link is watched where it leads to, be that a file.
 */
static void add_tree(struct watch *w, struct str path, int depth)
{
	struct dirent *entry;
	DIR *dir;

	if (add_watch(w, path) < 0 || depth > DEEPEST)
		return;
	dir = opendir(path.ptr);
	if (!dir)
		return; /* a file, or gone again: then that is news */
	while ((entry = readdir(dir))) {
		struct str below;

		if (entry->d_type == DT_REG || is_itself(entry->d_name))
			continue;
		below = path_join(&w->arena, path, str_of(entry->d_name));
		if (!link_check_last(below.ptr)) /* what leads out of the site is never read */
			add_tree(w, below, depth + 1);
	}
	closedir(dir);
}

/* Watches of what is no longer in the tree end. */
static void forget(struct watch *w, const struct watched *before, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (before[i].path.ptr && (i >= w->list.count || !w->list.items[i].path.ptr))
			inotify_rm_watch(w->fd, (int)i);
}

static void look(struct watch *w)
{
	struct arena arena_before = w->arena;
	struct watched *before = w->list.items;
	size_t count = w->list.count;

	w->arena = (struct arena)ARENA_INIT;
	w->list.items = NULL;
	w->list.count = w->list.room = 0;
	w->stale = false;
	w->error = 0;
	w->here = add_watch(w, STR("."));
	for (const char *const *root = w->roots; *root; root++)
		add_tree(w, str_of(*root), 0);
	forget(w, before, count);
	arena_release(&arena_before);
}

int watch_open(struct watch *w, const char *const *roots)
{
	*w = (struct watch){.roots = roots};
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (w->fd < 0)
		return errno;
	look(w);
	return 0;
}

static bool is_root(const struct watch *w, const char *name)
{
	for (const char *const *root = w->roots; *root; root++)
		if (!strcmp(name, *root))
			return true;
	return false;
}

/* A new name may be that of a link, which is to be watched where it leads to. */
static bool is_link(struct str dir, const char *name)
{
	struct arena scratch = ARENA_INIT;
	struct stat st;
	bool link = lstat(path_join(&scratch, dir, str_of(name)).ptr, &st) == 0 && S_ISLNK(st.st_mode);

	arena_release(&scratch);
	return link;
}

static enum watch_news take(struct watch *w, const struct inotify_event *event)
{
	const struct watched *at = event->wd >= 0 && (size_t)event->wd < w->list.count
		? &w->list.items[event->wd] : NULL;
	const char *name = event->len ? event->name : "";

	if (event->mask & IN_Q_OVERFLOW) {
		w->stale = true;
		return WATCH_CHANGED;
	}
	if (event->mask & IN_IGNORED || !at || !at->path.ptr)
		return WATCH_NOTHING;
	if (event->wd == w->here && !is_root(w, name))
		return WATCH_NOTHING;
	if (!event->len)
		w->stale |= (event->mask & (IN_MODIFY | IN_CLOSE_WRITE)) == 0;
	else if (event->mask & ABOUT_ENTRIES)
		w->stale |= event->mask & IN_ISDIR || is_link(at->path, name);
	return event->mask & IN_MODIFY ? WATCH_WRITING : WATCH_CHANGED;
}

enum watch_news watch_read(struct watch *w)
{
	char bytes[16 * 1024] __attribute__((aligned(__alignof__(struct inotify_event))));
	enum watch_news news = WATCH_NOTHING;
	ssize_t got;

	while ((got = read(w->fd, bytes, sizeof bytes)) > 0) {
		for (char *at = bytes; at < bytes + got;) {
			const struct inotify_event *event = (const void *)at;
			enum watch_news one = take(w, event);

			if (one > news)
				news = one;
			at += sizeof *event + event->len;
		}
	}
	return news;
}

void watch_settle(struct watch *w)
{
	if (w->stale)
		look(w);
}

void watch_close(struct watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	arena_release(&w->arena);
	*w = (struct watch){.fd = -1};
}
