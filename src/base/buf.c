#include "base/buf.h"

#include "base/fatal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_grow(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 4096;

	if (more > BUF_MAX - buf->len)
		fatal("a page or message grows over %zu bytes", BUF_MAX);
	while (room < buf->len + more)
		room *= 2;
	if (room == buf->room)
		return;
	buf->ptr = realloc(buf->ptr, room);
	if (!buf->ptr)
		fatal("out of memory");
	buf->room = room;
}

void buf_add_number(struct buf *buf, long long number)
{
	char digits[24], *at = digits + sizeof digits;
	unsigned long long rest = number < 0 ? 0u - (unsigned long long)number
					     : (unsigned long long)number;

	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		*--at = '-';
	buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(buf->ptr ? buf->ptr + buf->len : NULL, buf->room - buf->len, format,
			   again);
	va_end(again);
	if (length < 0)
		fatal("cannot format a message");
	if ((size_t)length >= buf->room - buf->len) {
		buf_grow(buf, (size_t)length + 1);
		vsnprintf(buf->ptr + buf->len, (size_t)length + 1, format, args);
	}
	va_end(args);
	buf->len += (size_t)length;
}

void buf_release(struct buf *buf)
{
	free(buf->ptr);
	*buf = (struct buf)BUF_INIT;
}
