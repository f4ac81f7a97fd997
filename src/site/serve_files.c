#include "site/serve_files.h"

#include "format/ascii.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The bytes of one step of a path; false where no file can have such a name. */
static bool decode(struct arena *arena, struct str sent, struct str *name)
{
	char *bytes = arena_alloc(arena, sent.len + 1);
	size_t length = 0;

	for (size_t at = 0; at < sent.len; at++) {
		char c = sent.ptr[at];

		if (c == '%') {
			int high = at + 2 < sent.len ? ascii_hex(sent.ptr[at + 1]) : -1;
			int low = high < 0 ? -1 : ascii_hex(sent.ptr[at + 2]);

			if (low < 0)
				return false;
			c = (char)(high * 16 + low);
			at += 2;
		}
		if (!c || c == '/')
			return false;
		bytes[length++] = c;
	}
	bytes[length] = '\0';
	*name = (struct str){bytes, length};
	return length && bytes[0] != '.';
}

/* NAME in the directory AT, which is closed; -1 where it is not there. */
static int step(int at, struct str name, int flags)
{
	int below = openat(at, name.ptr, flags | O_NOFOLLOW | O_CLOEXEC);

	close(at);
	return below;
}

/* A whole regular file; FD is closed. */
static bool read_file(int fd, struct buf *body)
{
	struct stat st;
	ssize_t got = -1;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		size_t most = (size_t)st.st_size + 1;

		do {
			got = read(fd, buf_reserve(body, most), most);
			body->len += got > 0 ? (size_t)got : 0;
		} while (got > 0 || (got < 0 && errno == EINTR));
	}
	if (fd >= 0)
		close(fd);
	return got == 0;
}

static bool is_dir(int at, struct str name)
{
	struct stat st;

	return fstatat(at, name.ptr, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

/* The last step, in the directory AT, which is closed. */
static enum serve_found open_last(int at, struct str name, struct buf *body)
{
	bool dir = is_dir(at, name);
	int fd = step(at, name, O_RDONLY | O_NONBLOCK);

	if (!dir)
		return read_file(fd, body) ? SERVE_FILE : SERVE_MISSING;
	if (fd >= 0)
		close(fd);
	return SERVE_MOVED;
}

static enum serve_found walk(struct arena *arena, struct str dir, struct str rest,
			     struct str *file, struct buf *body)
{
	int at = open(str_copy(arena, dir).ptr, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct str name;

	*file = STR("");
	while (at >= 0) {
		size_t end = str_find(rest, '/');
		bool last = end == rest.len;

		if (last && !rest.len)
			name = STR("index.html");
		else if (!decode(arena, str_slice(rest, 0, end), &name))
			break;
		*file = file->len ? str_join3(arena, *file, STR("/"), name) : name;
		if (last)
			return open_last(at, name, body);
		at = step(at, name, O_PATH | O_DIRECTORY);
		rest = str_slice(rest, end + 1, rest.len);
	}
	if (at >= 0)
		close(at);
	return SERVE_MISSING;
}

enum serve_found serve_file(struct arena *arena, struct str dir, struct str base, struct str path,
			    struct str *file, struct buf *body)
{
	enum serve_found found;

	if (str_equal(path, STR("/")) && !str_equal(base, path)) {
		*file = base;
		return SERVE_MOVED;
	}
	if (!str_starts(path, base)) {
		*file = base;
		return base.len == path.len + 1 && str_starts(base, path) ? SERVE_MOVED : SERVE_MISSING;
	}
	found = walk(arena, dir, str_slice(path, base.len, path.len), file, body);
	if (found == SERVE_MOVED)
		*file = str_join(arena, path, STR("/"));
	return found;
}
