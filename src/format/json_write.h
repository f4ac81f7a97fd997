/*
 * JSON (RFC 8259) written to a buffer, a member or item a line, so that a
 * change of one value is a change of one line.
 *
 *	json_begin(&w, '{');
 *	json_name(&w, "title");
 *	json_text(&w, title);
 *	json_end(&w, '}');
 */
#ifndef FORMAT_JSON_WRITE_H
#define FORMAT_JSON_WRITE_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

/* Appends a string alone, in quotes. */
void json_string(struct buf *out, struct str text);

struct json_writer {
	struct buf *out;
	int depth;
	bool follows; /* an item stands before the next one */
	bool named;   /* a member's name has just been written */
};

/* Begins an object, '{', or a list, '['; json_end takes its closing bracket. */
void json_begin(struct json_writer *writer, char bracket);
void json_end(struct json_writer *writer, char bracket);

/* NAME needs no escapes. */
void json_name(struct json_writer *writer, const char *name);

/* Valid UTF-8; unknown text is null. */
void json_text(struct json_writer *writer, struct str text);
void json_integer(struct json_writer *writer, long long number);
void json_bool(struct json_writer *writer, bool truth);
void json_null(struct json_writer *writer);

/* A name and its text. */
void json_member(struct json_writer *writer, const char *name, struct str text);

#endif
