#include "format/markdown_pieces.h"

/* 0xff for each byte that is special below, and for a few more. */
static inline bytes16 may_be_special(bytes16 bytes)
{
	return (bytes16)(bytes < ' ') | bytes16_are(bytes, '!') | bytes16_are(bytes, '&') |
	       bytes16_are(bytes, '*') | bytes16_are(bytes, '<') | bytes16_are(bytes, '@') |
	       bytes16_between(bytes, '[', '`') | bytes16_are(bytes, '~');
}

/* The first byte from AT on that can begin markup, or an autolink, as the @ of an address. */
static size_t plain_end(struct str text, size_t at)
{
	static const bool special[256] = {
		['\0'] = true, ['\n'] = true, ['\r'] = true, ['!'] = true, ['&'] = true,
		['*'] = true, ['<'] = true, ['@'] = true, ['['] = true,
		['\\'] = true, [']'] = true, ['_'] = true, ['`'] = true, ['~'] = true,
	};

	for (; at < text.len; at++) {
		while (text.len - at >= sizeof(bytes16) &&
		       !bytes16_any(may_be_special(bytes16_load(text.ptr + at))))
			at += sizeof(bytes16);
		if (at < text.len && special[(unsigned char)text.ptr[at]])
			return at;
	}
	return text.len;
}

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* How many asterisks stand at AT: one or two; 0 for more. */
static int count_stars(struct str text, size_t at)
{
	int count = 0;

	while (at < text.len && text.ptr[at] == '*' && count < 3) {
		at++;
		count++;
	}
	return count < 3 ? count : 0;
}

/*
 * The emphasis that begins at AT: between a space and a letter it can only begin, and
 * between a letter and one of these marks it can only end (CommonMark, section 6.2).
 */
static bool read_emphasis(struct str text, size_t at, struct markdown_piece *piece)
{
	int stars = count_stars(text, at);
	size_t begin = at + (size_t)stars, end = plain_end(text, begin);
	size_t behind = end + (size_t)stars;

	*piece = (struct markdown_piece){begin, end, behind, stars, STR_UNKNOWN};
	return stars && at && text.ptr[at - 1] == ' ' && count_stars(text, end) == stars &&
	       is_letter_or_digit(text.ptr[begin]) && is_letter_or_digit(text.ptr[end - 1]) &&
	       (behind == text.len || memchr(" .,;)", text.ptr[behind], 5));
}

/* The link that begins at AT, to a record: [5 GW](fact:some-id). */
static bool read_link(struct str text, size_t at, struct markdown_piece *piece)
{
	size_t begin = at + 1, end = plain_end(text, begin), url = end + 2, behind = url;

	if (end == begin || !str_starts(str_slice(text, end, text.len), STR("](fact:")))
		return false;
	behind += strlen("fact:");
	while (behind < text.len &&
	       (is_letter_or_digit(text.ptr[behind]) || text.ptr[behind] == '-'))
		behind++;
	*piece = (struct markdown_piece){begin, end, behind + 1, 0, str_slice(text, url, behind)};
	return behind < text.len && text.ptr[behind] == ')';
}

bool markdown_pieces(struct arena *arena, struct str text, struct markdown_pieces *pieces)
{
	size_t at = 0;

	/* White space at the end is no part of a paragraph. */
	while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
		text.len--;
	do {
		size_t end = plain_end(text, at);
		struct markdown_piece piece;

		if (end > at || !at)
			*list_add(&pieces->list, arena) =
				(struct markdown_piece){at, end, end, 0, STR_UNKNOWN};
		if (end == text.len)
			break;
		if (!(text.ptr[end] == '[' ? read_link(text, end, &piece)
					   : read_emphasis(text, end, &piece)))
			return false;
		*list_add(&pieces->list, arena) = piece;
		at = piece.behind;
	} while (at < text.len);
	/* www. and :// may begin autolinks. */
	return !bytes_hold_pair(text, 'w', "www") && !bytes_hold_pair(text, '/', "///");
}
