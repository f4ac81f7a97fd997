/* What stands in the elements of feeds, made into values. */
#ifndef FORMAT_FEEDS_VALUE_H
#define FORMAT_FEEDS_VALUE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/*
 * The name in what RSS calls an author: "me@example.com (Name)", "Name
 * <me@example.com>", "Name (me@example.com)". An address alone is no name:
 * unknown. Part of TEXT.
 */
struct str feed_author_name(struct str text);

/* Minutes of sy:updatePeriod; 0 for a word that it does not have. */
long feed_period(struct str text);

/* Appends what TEXT is the base64 of (RFC 4648); what is no digit is passed over. */
void feed_base64(struct buf *out, struct str text);

#endif
