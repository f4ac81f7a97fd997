/* What a file's name says of its media type (RFC 6838), for a server. */
#ifndef FORMAT_MEDIA_TYPE_H
#define FORMAT_MEDIA_TYPE_H

#include "base/str.h"

/*
 * The value of Content-Type for a file of this name: text with its charset, which
 * is UTF-8 everywhere here. "application/octet-stream" where the name says nothing.
 */
const char *media_type_of(struct str name);

#endif
