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
#include "site/member.h"

#include <stdbool.h>
#include <stddef.h>

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
