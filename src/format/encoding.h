/*
 * Bytes of any encoding that feeds come in, to UTF-8.
 *
 * What feeds say of their encoding is often wrong, so the bytes are asked too:
 *
 *	1. a byte order mark, or the pattern that "<" makes in UTF-16 and UTF-32;
 *	2. UTF-8 of more than ASCII, unless a charset of several bytes a
 *	   character is claimed: nothing else looks like it by chance;
 *	3. what is claimed, first by the server, then by the XML declaration, if
 *	   the bytes are that;
 *	4. UTF-8 with a few bytes broken, or cut off at the end: those become U+FFFD;
 *	5. windows-1252, which every text can be.
 *
 * As in browsers, ISO-8859-1 and US-ASCII mean windows-1252, and the narrow
 * East Asian sets mean the wide ones.
 */
#ifndef FORMAT_ENCODING_H
#define FORMAT_ENCODING_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/*
 * BYTES as valid UTF-8 without a byte order mark, borrowed where they are that
 * already. CHARSET is the server's claim (Content-Type), or unknown.
 */
struct str encoding_to_utf8(struct arena *arena, struct str bytes, struct str charset);

/* The charset parameter of a Content-Type (RFC 9110, section 8.3), or unknown. */
struct str encoding_of_content_type(struct str content_type);

/*
 * The character that a byte of windows-1252 stands for; bytes from 0x80 to 0x9f
 * that it leaves open stand for themselves, as in browsers.
 */
uint32_t encoding_windows_1252(unsigned char byte);

#endif
