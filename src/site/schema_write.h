/*
 * The tables of site/schema the other way round: a record as JSON, and the
 * tables themselves as JSON Schema.
 */
#ifndef SITE_SCHEMA_WRITE_H
#define SITE_SCHEMA_WRITE_H

#include "format/json_write.h"
#include "site/schema.h"

/*
 * RECORD, a struct of TYPE, as an object with every member of its type, in
 * their order, unknown ones as null.
 */
void schema_write(struct json_writer *writer, const struct record_type *type,
		  const void *record);

/* TYPE as a JSON Schema (2020-12) whose $id is ID. */
void schema_publish(struct json_writer *writer, const struct record_type *type,
		    struct str id);

#endif
