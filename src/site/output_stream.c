#include "site/output_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

static bool is_open(const struct output_stream *s)
{
	return s->output->dir.ptr && !s->output->status;
}

void output_stream_open(struct output_stream *s, struct output *output, struct str path)
{
	*s = (struct output_stream){.output = output, .path = path, .old = -1, .fresh = -1};
	if (is_open(s))
		s->old = output_open_there(output, path);
}

static void flush(struct output_stream *s)
{
	struct str rest = buf_str(&s->pending);

	while (rest.len && is_open(s)) {
		ssize_t put = write(s->fresh, rest.ptr, rest.len);

		if (put < 0)
			output_failed(s->output, s->path, errno);
		else
			rest = str_slice(rest, (size_t)put, rest.len);
	}
	buf_reset(&s->pending);
}

static void put(struct output_stream *s, struct str bytes)
{
	buf_add_str(&s->pending, bytes);
	if (s->pending.len >= CHUNK)
		flush(s);
}

/* As much of the old file from OFFSET on as there is, LENGTH bytes at most. */
static size_t read_old(struct output_stream *s, char *to, size_t offset, size_t length)
{
	size_t got = 0;
	ssize_t more = 1;

	while (s->old >= 0 && got < length && more > 0) {
		more = pread(s->old, to + got, length - got, (off_t)(offset + got));
		if (more > 0)
			got += (size_t)more;
	}
	return got;
}

static void copy_old(struct output_stream *s, struct output_piece from)
{
	char chunk[CHUNK];

	while (from.length && is_open(s)) {
		size_t want = from.length < CHUNK ? from.length : CHUNK;

		if (read_old(s, chunk, from.offset, want) < want)
			output_failed(s->output, s->path, EIO);
		put(s, (struct str){chunk, want});
		from.offset += want;
		from.length -= want;
	}
}

/* From here on the file is another one: begins it with what was the same. */
static void differ(struct output_stream *s)
{
	if (s->fresh >= 0)
		return;
	s->fresh = output_open_fresh(s->output, s->path);
	if (s->fresh >= 0)
		copy_old(s, (struct output_piece){0, s->length});
}

static bool old_holds(struct output_stream *s, struct str bytes)
{
	char chunk[CHUNK];

	for (size_t at = 0; at < bytes.len; at += CHUNK) {
		size_t want = bytes.len - at < CHUNK ? bytes.len - at : CHUNK;

		if (read_old(s, chunk, s->length + at, want) < want ||
		    memcmp(chunk, bytes.ptr + at, want))
			return false;
	}
	return true;
}

static struct output_piece grow(struct output_stream *s, size_t length)
{
	struct output_piece piece = {s->length, length};

	s->length += length;
	return piece;
}

struct output_piece output_stream_add(struct output_stream *s, struct str bytes)
{
	if (is_open(s) && (s->fresh >= 0 || !old_holds(s, bytes))) {
		differ(s);
		put(s, bytes);
	}
	return grow(s, bytes.len);
}

struct output_piece output_stream_take(struct output_stream *s, struct output_piece piece)
{
	if (is_open(s) && piece.length && (s->fresh >= 0 || piece.offset != s->length)) {
		differ(s);
		copy_old(s, piece);
	}
	return grow(s, piece.length);
}

bool output_stream_end(struct output_stream *s, struct str subject)
{
	struct stat there;
	int fd;

	if (is_open(s) && s->fresh < 0 &&
	    (s->old < 0 || fstat(s->old, &there) < 0 || (size_t)there.st_size != s->length))
		differ(s);
	if (s->fresh >= 0)
		flush(s);
	fd = s->fresh >= 0 ? s->fresh : s->old;
	output_put_open(s->output, s->path, fd, s->fresh >= 0, subject);
	return s->fresh >= 0;
}

void output_stream_close(struct output_stream *s)
{
	if (s->old >= 0)
		close(s->old);
	if (s->fresh >= 0)
		close(s->fresh);
	buf_release(&s->pending);
}
