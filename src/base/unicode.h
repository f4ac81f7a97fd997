/*
 * UTF-8 and what Unicode says of its characters (utf8proc's tables; the
 * machine's locale decides nothing).
 */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Offset of the first byte that is not valid UTF-8 (RFC 3629), or s.len. */
size_t utf8_invalid(struct str s);

/* True for UTF-8 without a control character or a break between lines or paragraphs. */
bool utf8_is_line(struct str s);

/* Number of code points; S is valid. */
size_t utf8_count(struct str s);

/*
 * The code point at *AT, which moves behind it. A byte that is not valid gives
 * U+FFFD and moves by one.
 */
uint32_t utf8_next(struct str s, size_t *at);

/* Appends CODE in UTF-8; U+FFFD where it is not a character (a surrogate). */
void utf8_add(struct buf *buf, uint32_t code);

/* Letters, marks, decimal digits and connectors: what \p{Word} matches. */
bool unicode_is_word(uint32_t code);
uint32_t unicode_lower(uint32_t code);

/* Columns on a terminal: 0, 1 or 2. */
int unicode_width(uint32_t code);

#endif
