/*
 * Bytes that grow at the end, up to a maximum: what a page is rendered into.
 *
 * Reset and filled again for each page, so that a run allocates for its
 * largest page only. Growing past the maximum ends the program: nothing that
 * Almanac makes is meant to be that large.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <stddef.h>
#include <string.h>

struct buf {
	char *ptr;
	size_t len;
	size_t room;
};

#define BUF_INIT {0}
#define BUF_MAX ((size_t)1 << 30)

/* Makes room for MORE bytes behind the last one. */
void buf_grow(struct buf *buf, size_t more);

/* The same; returns where they go. They count once LEN is moved. */
static inline char *buf_reserve(struct buf *buf, size_t more)
{
	if (buf->room - buf->len < more)
		buf_grow(buf, more);
	return buf->ptr + buf->len;
}

static inline void buf_add(struct buf *buf, const char *bytes, size_t count)
{
	if (!count)
		return;
	if (buf->room - buf->len < count)
		buf_grow(buf, count);
	memcpy(buf->ptr + buf->len, bytes, count);
	buf->len += count;
}

static inline void buf_add_str(struct buf *buf, struct str s)
{
	buf_add(buf, s.ptr, s.len);
}

static inline void buf_add_char(struct buf *buf, char c)
{
	if (buf->len == buf->room)
		buf_grow(buf, 1);
	buf->ptr[buf->len++] = c;
}

#define buf_add_lit(buf, literal) buf_add((buf), "" literal, sizeof(literal) - 1)

/* As "%lld" does; made often, so without a format. */
void buf_add_number(struct buf *buf, long long number);

void buf_addf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->ptr ? buf->ptr : "", buf->len};
}

/* Empty again; the memory is kept. */
static inline void buf_reset(struct buf *buf)
{
	buf->len = 0;
}

void buf_release(struct buf *buf);

#endif
