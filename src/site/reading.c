#include "site/reading.h"

#include "base/bytes.h"

/* What people read of such a text in a minute. */
enum { WORDS_A_MINUTE = 220 };

static size_t gaps_in(bytes16 bytes)
{
	return (size_t)__builtin_popcount(bytes16_high_bits((bytes16)(bytes == ' ') |
							    (bytes16)(bytes == '\n')));
}

static size_t gaps(struct str text)
{
	size_t count = 0, at = 0;

	for (; at + 16 <= text.len; at += 16)
		count += gaps_in(bytes16_load(text.ptr + at));
	if (at < text.len)
		count += gaps_in(bytes16_load_part(text.ptr + at, text.len - at));
	return count;
}

size_t reading_words(const struct md_document *document)
{
	const struct md_node *root = document->root;
	size_t words = 0;

	for (const struct md_node *node = root; node; node = md_next(root, node))
		switch (node->type) {
		case MD_TEXT:
		case MD_CODE:
		case MD_CODE_BLOCK: words += gaps(node->text); break;
		case MD_PARAGRAPH:
		case MD_HEADING:
		case MD_CELL: words += node->first != NULL; break;
		case MD_SOFT_BREAK:
		case MD_HARD_BREAK: words++; break;
		default: break;
		}
	return words;
}

size_t reading_minutes(const struct md_document *document)
{
	return (reading_words(document) + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}
