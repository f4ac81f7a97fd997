/*
 * Records as tables: which members an object may have, of what type, and where
 * they go in a struct. One reader serves the bundle, the front matter and
 * site.json, and what is published as JSON Schema is made of the same tables.
 */
#ifndef SITE_SCHEMA_H
#define SITE_SCHEMA_H

#include "base/arena.h"
#include "base/diag.h"
#include "format/data.h"

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

/*
 * Reads the object DATA of SOURCE into OUT, a zeroed struct of TYPE. Reports
 * everything that is wrong, and sets what is right. False after an error.
 */
bool schema_read(const struct record_type *type, struct arena *arena,
		 const struct source *source, const struct data *data,
		 struct diags *diags, void *out);

/* Warns of a picture without text: rule "picture-alt". */
void schema_report_alt(struct diags *diags, struct place place);

/* True for "", "N/A", "TBD" and their like, which are no values of a member. */
bool schema_says_nothing(struct str text);

/* The tables. */
extern const struct record_type record_config;
extern const struct record_type record_follow;
extern const struct record_type record_topic_front;
extern const struct record_type record_guide_front;
extern const struct record_type record_bundle;

#endif
