/*
 * A row of the tables that site/schema reads records by: what a member is.
 */
#ifndef SITE_MEMBER_H
#define SITE_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

enum member_type {
	MEMBER_TEXT,     /* struct text, plain */
	MEMBER_INLINE,   /* struct text, inline Markdown */
	MEMBER_MARKDOWN, /* struct text, Markdown */
	MEMBER_ID,       /* struct text, [a-z0-9-]+ */
	MEMBER_URL,      /* struct text, http or https */
	MEMBER_CHOICE,   /* struct text, one of `choices` */
	MEMBER_DATE,     /* struct dated */
	MEMBER_SCORE,    /* struct score */
	MEMBER_TEXTS,    /* texts, plain */
	MEMBER_INLINES,  /* texts, inline Markdown */
	MEMBER_SETTINGS, /* pointer to the struct data of an object: one of `choices` a name */
	MEMBER_RECORD,   /* pointer to a struct of `record` */
	MEMBER_RECORDS   /* MEMBERS() of `record` */
};

struct member {
	const char *name;
	enum member_type type;
	bool required; /* present and not null */
	size_t offset; /* in the struct */
	const struct record_type *record;
	const char *const *choices; /* ends with NULL */
};

/* A struct's last member is the `const struct data *data` it was read from. */
struct record_type {
	const char *name; /* "a deal" */
	size_t size;
	size_t data; /* offset of that last member */
	const struct member *members;
	size_t count;
};

#endif
