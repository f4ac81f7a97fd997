/*
 * Any valid UTF-8 as prose: figures lie in the text, in order, and say what they are;
 * each is equal to itself, and comparing any two ends.
 */
#include "fuzz.h"

#include "base/unicode.h"
#include "format/quantity.h"

#include <stdlib.h>

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void look_at(struct str text, const struct quantity *quantity, size_t from)
{
	must(quantity->begin >= from && quantity->begin < quantity->end);
	must(quantity->end <= text.len);
	if (quantity->kind == QUANTITY_WORDS)
		return;
	must(quantity->number >= quantity->begin && quantity->number < quantity->end);
	must((quantity->kind == QUANTITY_MEASURE) == (quantity->high.measure.unit != NULL));
	must((quantity->kind == QUANTITY_COUNT) == (quantity->noun.ptr != NULL));
	must(quantity_compare(quantity, quantity) == QUANTITY_EQUAL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena arena = ARENA_INIT;
	struct quantities all = {0};
	size_t end = 0;

	text.len = utf8_invalid(text);
	quantity_read(&arena, text, &all);
	for (size_t i = 0; i < all.list.count; i++) {
		look_at(text, &all.list.items[i], end);
		end = all.list.items[i].end;
		if (i)
			quantity_compare(&all.list.items[i - 1], &all.list.items[i]);
	}
	arena_release(&arena);
	return 0;
}
