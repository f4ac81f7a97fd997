#include "site/reading.h"

/* What people read of such a text in a minute. */
enum { WORDS_A_MINUTE = 220 };

static size_t gaps(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == ' ' || text.ptr[i] == '\n';
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
