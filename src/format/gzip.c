#include "format/gzip.h"

#include "base/buf.h"
#include "base/fatal.h"

#include <limits.h>
#include <stdint.h>
#include <zlib.h>

/* For inflateInit2: a gzip header and nothing else, the largest window. */
enum { GZIP_WINDOW = 16 + MAX_WBITS };

bool gzip_is(struct str bytes)
{
	return str_starts(bytes, STR("\x1f\x8b\x08"));
}

/* Inflates until the stream ends, breaks, or gives more than MOST bytes. */
static void inflate_all(z_stream *stream, struct buf *out, size_t most)
{
	unsigned char part[16384];
	int status = Z_OK;

	while (status == Z_OK && out->len <= most) {
		stream->next_out = part;
		stream->avail_out = sizeof part;
		status = inflate(stream, Z_NO_FLUSH);
		buf_add(out, (const char *)part, sizeof part - stream->avail_out);
	}
}

struct str gzip_read(struct arena *arena, struct str bytes, size_t most)
{
	z_stream stream = {0};
	struct buf out = BUF_INIT;
	struct str text;

	if (inflateInit2(&stream, GZIP_WINDOW) != Z_OK)
		fatal("out of memory");
	stream.next_in = (unsigned char *)(uintptr_t)bytes.ptr;
	stream.avail_in = bytes.len < UINT_MAX ? (unsigned)bytes.len : UINT_MAX;
	inflate_all(&stream, &out, most);
	inflateEnd(&stream);
	text = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return text;
}
