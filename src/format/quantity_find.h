/*
 * Where in a text a number may begin: nearly all of it is passed over here, sixteen bytes
 * at a time.
 */
#ifndef FORMAT_QUANTITY_FIND_H
#define FORMAT_QUANTITY_FIND_H

#include "base/str.h"

/*
 * The first byte from AT on with which a number may begin, in digits or in words; the
 * text's length where there is none.
 */
size_t quantity_find(struct str text, size_t at);

#endif
