/* The named character references of HTML ("Named character references"), sorted. */
#ifndef FORMAT_HTML_ENTITIES_H
#define FORMAT_HTML_ENTITIES_H

#include <stddef.h>
#include <stdint.h>

enum { HTML_ENTITIES = 2231, HTML_ENTITY_LONGEST = 32 };

/*
 * The name at INDEX, without "&" and with its ";" where it has one, NUL-terminated;
 * behind that what it stands for, in UTF-8, NUL-terminated too. In order of bytes.
 */
const char *html_entity_name(size_t index);

#endif
