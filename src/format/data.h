/*
 * Structured data as it was read: JSON and YAML become the same tree, each
 * value with its place in the source. What a value should have been is
 * somebody else's question (site/schema).
 */
#ifndef FORMAT_DATA_H
#define FORMAT_DATA_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum data_type {
	DATA_NULL,
	DATA_BOOL,
	DATA_NUMBER,
	DATA_TEXT,
	DATA_LIST,
	DATA_MAP
};

struct data {
	enum data_type type;
	size_t offset; /* of the value in the source, quotes included */
	size_t length; /* bytes */
	union {
		bool truth;
		double number; /* finite, less than 2^53 either way */
		struct {
			struct str str;
			bool exact;     /* the source holds these very bytes, */
			size_t content; /* from this offset on */
		} text;
		struct {
			struct data *items;
			size_t count;
		} list;
		struct {
			struct data_member *members; /* in the order of the source */
			size_t count;
		} map;
	} as;
};

struct data_member {
	struct str name; /* unique in its map */
	size_t offset;   /* of the name */
	size_t length;
	struct data value;
};

/* The value of the member NAME, or NULL. */
const struct data *data_get(const struct data *map, struct str name);

/* "text", "a number", "a list" …, for messages. */
const char *data_type_name(enum data_type type);

/* Where a value stands. */
static inline struct place data_place(const struct source *source,
				      const struct data *data)
{
	return (struct place){source, data->offset, data->length};
}

/*
 * Reports members of MAP with a name that an earlier one has: rule RULE. JSON
 * (RFC 8259, section 4) leaves their meaning open, and YAML forbids them.
 */
void data_report_repeats(const struct data *map, const struct source *source,
			 const char *rule, struct diags *diags);

#endif
