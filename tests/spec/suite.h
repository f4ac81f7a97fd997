/*
 * What the programs that run official suites share: cases as TAP, counted, with
 * those that are out of scope by reason at the end; JSON, and files.
 */
#ifndef SPEC_SUITE_H
#define SPEC_SUITE_H

#include "base/fatal.h"
#include "base/file.h"
#include "format/data.h"
#include "format/html_text.h"
#include "format/json.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_LARGEST = 64 << 20, REASONS = 16 };

/* Cases that are out of scope, by reason. */
struct reason {
	const char *why;
	size_t count;
};

struct run {
	struct arena arena;
	size_t cases, failed, skipped;
	struct reason reasons[REASONS];
};

static inline struct str read_or_die(struct arena *arena, struct str path)
{
	struct str text;
	int error = file_read(arena, path.ptr, FILE_LARGEST, &text);

	if (error)
		fatal("%s: %s", path.ptr, file_error(error));
	return text;
}

static inline void report(struct run *run, bool good, struct str name, struct str got,
			  struct str wanted)
{
	run->cases++;
	run->failed += !good;
	printf("%sok %zu - %.*s\n", good ? "" : "not ", run->cases, STR_ARG(name));
	if (!good)
		printf("# got    \"%.*s\"\n# wanted \"%.*s\"\n", STR_ARG(got), STR_ARG(wanted));
}

static inline void skip(struct run *run, const char *why)
{
	size_t i = 0;

	while (run->reasons[i].why && strcmp(run->reasons[i].why, why))
		i++;
	run->reasons[i].why = why;
	run->reasons[i].count++;
	run->skipped++;
}

static inline int finish(struct run *run, const char *suite)
{
	printf("1..%zu\n# %s: %zu ran, %zu out of scope\n", run->cases, suite, run->cases,
	       run->skipped);
	for (size_t i = 0; i < REASONS && run->reasons[i].why; i++)
		printf("# out of scope: %zu: %s\n", run->reasons[i].count, run->reasons[i].why);
	arena_release(&run->arena);
	return run->failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static inline struct data read_json(struct arena *arena, struct str path, struct str text)
{
	struct source source = {path, text};
	struct diags diags;
	struct data data;

	diags_init(&diags);
	if (!json_read(arena, &source, &diags, &data)) {
		diags_print(&diags, stderr, false);
		fatal("%.*s: no good JSON", STR_ARG(path));
	}
	diags_release(&diags);
	return data;
}

static inline const struct data *member(const struct data *map, const char *name)
{
	return map && map->type == DATA_MAP ? data_get(map, str_of(name)) : NULL;
}

static inline struct str text_of(const struct data *data)
{
	return data && data->type == DATA_TEXT ? data->as.text.str : STR_UNKNOWN;
}

static inline struct str text_member(const struct data *map, const char *name)
{
	return text_of(member(map, name));
}

/* Text and HTML, as the reader would make them one line. */
static inline struct str as_text(struct arena *arena, struct str text, bool html)
{
	struct buf out = BUF_INIT;
	struct str result;

	if (html)
		html_text(&out, text, SIZE_MAX / 2);
	else
		html_plain(&out, text, SIZE_MAX / 2);
	result = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

#endif
