/*
 * A view of bytes that somebody else owns: a slice of a file, an arena's copy,
 * a literal. Not NUL-terminated. A view whose ptr is NULL is *unknown*, which
 * is not the same as empty.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len; /* bytes */
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_UNKNOWN ((struct str){0})

/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline struct str str_of(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

static inline struct str str_slice(struct str s, size_t from, size_t to)
{
	return (struct str){s.ptr ? s.ptr + from : NULL, to - from};
}

static inline bool str_equal(struct str a, struct str b)
{
	/* B's length, which is most often a constant. */
	return a.len == b.len && (!b.len || !memcmp(a.ptr, b.ptr, b.len));
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && (!prefix.len || !memcmp(s.ptr, prefix.ptr, prefix.len));
}

static inline bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       (!suffix.len || !memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len));
}

/* Order by bytes: negative, 0 or positive. */
int str_compare(struct str a, struct str b);

/* Offset of the first C, or s.len. */
size_t str_find(struct str s, char c);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

struct str str_copy(struct arena *arena, struct str s);
struct str str_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Two or three in one, and a number in decimal: made often, so without a format. */
struct str str_join(struct arena *arena, struct str a, struct str b);
struct str str_join3(struct arena *arena, struct str a, struct str b, struct str c);
struct str str_number(struct arena *arena, unsigned long number);

/* What English puts behind a noun that COUNT things are counted by. */
static inline const char *str_plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/*
 * The name among COUNT names that is nearest to NAME by edit distance, for
 * "did you mean"; NULL when none is near (more than a third of it differs).
 */
const char *str_nearest(struct str name, const char *const *names, size_t count);

#endif
