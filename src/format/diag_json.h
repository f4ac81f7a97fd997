/*
 * Messages as JSON, an object on a line for each (NDJSON): docs/check-json.md
 * describes them, docs/check-message.schema.json is their schema.
 */
#ifndef FORMAT_DIAG_JSON_H
#define FORMAT_DIAG_JSON_H

#include "base/buf.h"
#include "base/diag.h"

/* Appends DIAG and a line break. */
void diag_json(struct buf *out, const struct diag *diag);

#endif
