/* How long a text takes to read. */
#ifndef SITE_READING_H
#define SITE_READING_H

#include "format/markdown.h"

#include <stddef.h>

/* Words of a text, tables and code included: about as many as it has gaps. */
size_t reading_words(const struct md_document *document);

/* Whole minutes, rounded up; 0 of a text without words. */
size_t reading_minutes(const struct md_document *document);

#endif
