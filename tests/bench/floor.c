/*
 * floor SITE MODEL DIR: the least that making a site can cost.
 *
 * For each topic of SITE it reads topic.md, guide and bundle, makes HTML of the
 * guide and a tree of the bundle, and writes to the new directory DIR files of
 * the names and sizes that MODEL lists, a line "SIZE PATH" each. Nothing is
 * checked, and there are no templates: a file holds the guide's HTML, cut or
 * with any bytes behind it, at its size.
 */
#include <cjson/cJSON.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LONGEST = 4096 };

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "floor: %s: %s\n", what, errno ? strerror(errno) : "not as expected");
	exit(3);
}

/* ---- memory: one piece, filled from the front and empty again for each topic ---- */

enum { MEMORY = 64 << 20, ALIGN = alignof(max_align_t) };

static char *memory;
static size_t used;

struct block {
	size_t size;
	alignas(max_align_t) char bytes[];
};

static void *take(size_t size)
{
	struct block *block = (struct block *)(memory + used);

	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	used += sizeof *block + size;
	if (used > MEMORY)
		fail("memory");
	block->size = size;
	return block->bytes;
}

static void *take_zeroed(size_t count, size_t size)
{
	return memset(take(count * size), 0, count * size);
}

static void *take_more(void *old, size_t size)
{
	void *new = take(size);
	size_t before = old ? ((struct block *)((char *)old - sizeof(struct block)))->size : 0;

	if (before)
		memcpy(new, old, before < size ? before : size);
	return new;
}

static void give_back(void *old)
{
	(void)old;
}

/* ---- reading and writing ---- */

struct text {
	char *bytes;
	size_t length;
};

static struct text read_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct text text;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		fail(path);
	text.length = (size_t)st.st_size;
	text.bytes = take(text.length + 1);
	if (read(fd, text.bytes, text.length) != (ssize_t)text.length)
		fail(path);
	text.bytes[text.length] = '\0';
	close(fd);
	return text;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0 || write(fd, bytes, length) != (ssize_t)length || close(fd) < 0)
		fail(path);
}

/* Makes the directories of PATH, of which the last is most often new. */
static void make_dirs(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash)
		return;
	*slash = '\0';
	if (mkdir(path, 0777) < 0 && errno == ENOENT) {
		make_dirs(path);
		if (mkdir(path, 0777) < 0)
			fail(path);
	}
	*slash = '/';
}

/* ---- a topic ---- */

/* As src/format/markdown.c reads it. */
static struct text make_html(struct text text)
{
	static const char *const extensions[] = {"table", "strikethrough", "autolink",
						 "tasklist"};
	static cmark_mem mem = {take_zeroed, take_more, give_back};
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &mem);
	struct text html;

	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		cmark_parser_attach_syntax_extension(
			parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, text.bytes, text.length);
	html.bytes = cmark_render_html_with_mem(cmark_parser_finish(parser),
						CMARK_OPT_FOOTNOTES,
						cmark_parser_get_syntax_extensions(parser), &mem);
	html.length = strlen(html.bytes);
	return html;
}

/* What stands behind the front matter's second line of hyphens. */
static struct text skip_front_matter(struct text text)
{
	char *end = strstr(text.bytes, "\n---\n");
	size_t skip;

	if (!end)
		fail("front matter");
	skip = (size_t)(end - text.bytes) + strlen("\n---\n");
	return (struct text){text.bytes + skip, text.length - skip};
}

static struct text read_topic(const char *site, const char *topic, size_t length)
{
	char path[PATH_LONGEST];
	struct text bundle, html;
	char *name;

	used = 0;
	name = path + snprintf(path, sizeof path, "%s/content/%.*s/", site, (int)length, topic);
	strcpy(name, "topic.md");
	read_file(path);
	strcpy(name, "events.json");
	bundle = read_file(path);
	if (!cJSON_ParseWithLength(bundle.bytes, bundle.length))
		fail(path);
	strcpy(name, "beginner.md");
	html = make_html(skip_front_matter(read_file(path)));
	return html;
}

/* ---- the site ---- */

/* What is written: HTML in front, and behind it what earlier pages left. */
struct page {
	char *bytes;
	size_t room;
};

static void write_page(struct page *page, const char *path, struct text html, size_t size)
{
	if (size > page->room) {
		page->room = size;
		page->bytes = realloc(page->bytes, size);
		if (!page->bytes)
			fail("memory");
	}
	memcpy(page->bytes, html.bytes, html.length < size ? html.length : size);
	write_file(path, page->bytes, size);
}

static void write_site(const char *site, FILE *model, const char *dir)
{
	char path[PATH_LONGEST], topic[PATH_LONGEST] = "", last[PATH_LONGEST] = "";
	int base = snprintf(path, sizeof path, "%s/", dir);
	struct text html = {memory, 0};
	struct page page = {0};
	size_t size;

	if (strlen(site) > 2000 || base > 2000)
		fail("too long a path");
	/* A topic's files stand together. Its directories are named topic-…. */
	while (fscanf(model, "%zu %2000s\n", &size, path + base) == 2) {
		char *file = path + base;
		size_t length = strcspn(file, "/");
		size_t directory = (size_t)(strrchr(path, '/') - path);

		if (!strncmp(file, "topic-", 6) && strncmp(file, topic, length + 1) != 0) {
			snprintf(topic, sizeof topic, "%.*s/", (int)length, file);
			html = read_topic(site, topic, length);
		}
		if (strlen(last) != directory || strncmp(path, last, directory) != 0) {
			snprintf(last, sizeof last, "%.*s", (int)directory, path);
			make_dirs(path);
		}
		write_page(&page, path, html, size);
	}
	free(page.bytes);
}

int main(int argc, char **argv)
{
	cJSON_Hooks hooks = {take, give_back};
	FILE *model;

	if (argc != 4) {
		fputs("usage: floor SITE MODEL DIR\n", stderr);
		return 2;
	}
	model = fopen(argv[2], "r");
	memory = malloc(MEMORY);
	if (!model || !memory)
		fail(argv[2]);
	cmark_gfm_core_extensions_ensure_registered();
	cJSON_InitHooks(&hooks);
	write_site(argv[1], model, argv[3]);
	fclose(model);
	free(memory);
	return 0;
}
