/*
 * Markdown that needs no parser: one paragraph of plain text with *emphasis*,
 * **strong emphasis** and links to records in it, [5 GW](fact:some-id), as most
 * statements, answers and takeaways are. A parser takes ten thousand instructions for each.
 */
#ifndef FORMAT_MARKDOWN_PIECES_H
#define FORMAT_MARKDOWN_PIECES_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/list.h"
#include "base/str.h"

/* From `begin` to before `end`: plain text, what stands between asterisks, or a link's text. */
struct markdown_piece {
	size_t begin, end;
	size_t behind;  /* the byte behind all of it */
	int stars;      /* how many asterisks stand on each side */
	struct str url; /* of a link, or unknown */
};

struct markdown_pieces {
	LIST(struct markdown_piece) list;
};

/*
 * Takes TEXT, which stands on one line behind a letter or a parenthesis of its
 * paragraph, apart; white space at its end is left out. False where anything in it
 * could be other markup, or where it is not plain to see which asterisks belong
 * together.
 */
bool markdown_pieces(struct arena *arena, struct str text, struct markdown_pieces *pieces);

/* 0xff for each byte that is C. */
static inline bytes16 bytes16_are(bytes16 bytes, char c)
{
	return (bytes16)(bytes == (uint8_t)c);
}

/* True when A stands in TEXT with a byte of NEXT behind it. */
static inline bool bytes_hold_pair(struct str text, char a, const char next[static 3])
{
	size_t at = 0;

	for (; text.len - at > sizeof(bytes16); at += sizeof(bytes16)) {
		bytes16 behind = bytes16_load(text.ptr + at + 1);

		if (bytes16_any(bytes16_are(bytes16_load(text.ptr + at), a) &
				(bytes16_are(behind, next[0]) | bytes16_are(behind, next[1]) |
				 bytes16_are(behind, next[2]))))
			return true;
	}
	for (; at + 1 < text.len; at++)
		if (text.ptr[at] == a && memchr(next, text.ptr[at + 1], 3))
			return true;
	return false;
}

#endif
