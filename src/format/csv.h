/*
 * CSV (RFC 4180) that a spreadsheet opens without running a formula: a cell
 * that begins like one gets an apostrophe before it, as OWASP advises.
 */
#ifndef FORMAT_CSV_H
#define FORMAT_CSV_H

#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>

/* Appends a record of COUNT cells and its line break; unknown is empty. */
void csv_record(struct buf *out, const struct str *cells, size_t count);

#endif
