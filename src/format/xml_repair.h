/*
 * What is done to the text of a feed that is not well-formed XML before it is
 * given to expat: only what 200 real feeds needed, and nothing that would have
 * to guess where an element ends.
 */
#ifndef FORMAT_XML_REPAIR_H
#define FORMAT_XML_REPAIR_H

#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>

/*
 * The byte at which the first element begins that has one of COUNT names, any
 * prefix in front and without case; text.len where there is none. What stands
 * before it, be it a declaration, a warning of PHP or the banner of a browser,
 * is not for the parser.
 */
size_t xml_find_root(struct str text, const char *const *names, size_t count);

/*
 * Appends TEXT, valid UTF-8 that begins with its root element, with
 *
 *	- comments, processing instructions and declarations taken out;
 *	- HTML's named references replaced by the characters, and a "&" that
 *	  begins no reference, a "<" that begins no tag and "]]>" escaped;
 *	- characters that XML does not allow, and references to them, replaced
 *	  by spaces.
 */
void xml_repair(struct buf *out, struct str text);

#endif
