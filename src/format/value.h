/*
 * What a template sees: null, true and false, text, lists, and objects.
 *
 * An object has a *kind*, which names its members; every object holds every
 * member of its kind, unknown ones as null. So a template's name is looked up
 * in a kind once, and found by its index from then on.
 *
 * Values are made in an arena and not changed after that. They borrow the
 * bytes that they show.
 */
#ifndef FORMAT_VALUE_H
#define FORMAT_VALUE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_type {
	VALUE_NULL,
	VALUE_FALSE,
	VALUE_TRUE,
	VALUE_TEXT,
	VALUE_LIST,
	VALUE_OBJECT
};

struct value {
	enum value_type type;
	uint32_t count; /* bytes of text, items of a list */
	union {
		const char *text;
		const struct value *items;
		const struct object *object;
	} as;
};

/* The member names of one sort of object, in the order of its members. */
struct kind {
	const char *name;
	const char *const *members;
	size_t count;
};

struct object {
	const struct kind *kind;
	struct value members[]; /* kind->count of them */
};

static inline struct value value_null(void)
{
	return (struct value){0};
}

static inline struct value value_bool(bool truth)
{
	return (struct value){.type = truth ? VALUE_TRUE : VALUE_FALSE};
}

/* Unknown text is null. */
static inline struct value value_text(struct str s)
{
	if (!s.ptr)
		return value_null();
	return (struct value){VALUE_TEXT, (uint32_t)s.len, {.text = s.ptr}};
}

static inline struct value value_list(const struct value *items, size_t count)
{
	return (struct value){VALUE_LIST, (uint32_t)count, {.items = items}};
}

static inline struct value value_object(const struct object *object)
{
	return (struct value){VALUE_OBJECT, 0, {.object = object}};
}

/* A new object, all members null. */
struct object *object_new(struct arena *arena, const struct kind *kind);

/* The index of NAME among the members of KIND, or -1. */
int kind_find(const struct kind *kind, struct str name);

#endif
