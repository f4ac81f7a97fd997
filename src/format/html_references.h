/*
 * Character references as browsers read them (HTML standard, "Character
 * reference state"): named ones with and without semicolon, the longest that
 * fits; numbers, with those that mean windows-1252.
 */
#ifndef FORMAT_HTML_REFERENCES_H
#define FORMAT_HTML_REFERENCES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends what the reference at TEXT's byte AT, a "&", stands for, and returns
 * its length; "&" and 1 where it is none. In an attribute's value a name
 * without semicolon is none before "=", a letter or a digit.
 */
size_t html_reference(struct buf *out, struct str text, size_t at, bool attribute);

/* Appends TEXT with all its references replaced. */
void html_unescape(struct buf *out, struct str text, bool attribute);

#endif
