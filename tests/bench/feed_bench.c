/*
 * feed_bench FILE: reads a feed of any size, and writes its JSON Feed to standard
 * output. tests/bench/feeds runs it beside sfeed.
 */
#include "base/fatal.h"
#include "format/feed_json.h"
#include "format/feeds_read.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

enum { FILE_LARGEST = 1 << 30 };

/* The file as it lies in the system's cache: reading it is nobody's speed. */
static struct str map_file(const char *path)
{
	struct stat status;
	int file = open(path, O_RDONLY);
	void *bytes;

	if (file < 0 || fstat(file, &status))
		fatal("usage: feed_bench FILE");
	bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
	if (bytes == MAP_FAILED)
		fatal("%s: cannot be mapped", path);
	return (struct str){bytes, (size_t)status.st_size};
}

int main(int argc, char **argv)
{
	const struct feed_limits limits = {FILE_LARGEST, 1 << 24, 256 << 10, 500, 1000, 0};
	struct arena arena = ARENA_INIT;
	struct feed_bytes from = {.path = str_of(argc > 1 ? argv[1] : "")};
	struct buf out = BUF_INIT;
	struct diags diags;
	struct news_feed feed;

	from.bytes = map_file(from.path.ptr);
	diags_init(&diags);
	if (feeds_read(&arena, &from, &limits, &diags, &feed))
		feed_json_write(&out, &feed, NULL, NULL);
	fwrite(out.ptr, 1, out.len, stdout);
	diags_print(&diags, stderr, false);
	fprintf(stderr, "%zu entries\n", feed.entries.count);
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
	return 0;
}
