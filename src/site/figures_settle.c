#include "site/figures.h"

#include "format/quantity_words.h"

#include <strings.h>

enum { RIVALS_MOST = 32, WORDS_MOST = 64, WORD_LEAST = 5, NAME_COUNTS = 2 };

struct rivals {
	const struct backing *items[RIVALS_MOST];
	size_t count;
};

static bool is_name_char(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26 || (c >= '0' && c <= '9') || (c & 0x80);
}

/* The next run of letters and digits in TEXT from *AT on; empty behind the last. */
static struct str next_word(struct str text, size_t *at)
{
	size_t begin = *at;

	while (begin < text.len && !is_name_char(text.ptr[begin]))
		begin++;
	for (*at = begin; *at < text.len && is_name_char(text.ptr[*at]);)
		++*at;
	return str_slice(text, begin, *at);
}

static bool has_word(struct str text, struct str word)
{
	for (size_t at = 0; at < text.len;) {
		struct str here = next_word(text, &at);

		if (here.len == word.len && !strncasecmp(here.ptr, word.ptr, word.len))
			return true;
	}
	return false;
}

/* How much it says that a text has WORD: a name (Amazon, AWS, H200, 2026) twice a word. */
static size_t weight(struct str word)
{
	if (word.len < 2 || quantity_word(word) & (WORD_STOP | WORD_NUMBER))
		return 0;
	if (word.ptr[0] >= '0' && word.ptr[0] <= '9')
		return word.len == 4 && word.ptr[0] <= '2' ? NAME_COUNTS : 0;
	if (word.ptr[0] >= 'a' && word.ptr[0] <= 'z')
		return word.len >= WORD_LEAST;
	return NAME_COUNTS;
}

/* Whether TEXT has a name of PARTY, as in "Amazon (AWS)". */
static bool names_party(struct str text, struct str party)
{
	for (size_t at = 0; at < party.len;) {
		struct str word = next_word(party, &at);

		if (weight(word) == NAME_COUNTS && has_word(text, word))
			return true;
	}
	return false;
}

static bool repeats(const struct backing_record *fact, const struct backing_record *deal)
{
	return !fact->a.ptr && deal->a.ptr && names_party(fact->subject, deal->a) &&
	       names_party(fact->subject, deal->b);
}

static void drop_repeated(struct rivals *rivals)
{
	for (size_t i = 0; i < rivals->count; i++)
		for (size_t j = 0; j < rivals->count; j++)
			if (repeats(rivals->items[i]->record, rivals->items[j]->record)) {
				rivals->items[i--] = rivals->items[--rivals->count];
				break;
			}
}

static bool all_have(const struct rivals *rivals, struct str word)
{
	for (size_t i = 0; i < rivals->count; i++)
		if (!has_word(rivals->items[i]->record->subject, word))
			return false;
	return true;
}

/* How much TEXT says of RECORD that tells it from some other. */
static size_t tell(const struct rivals *rivals, const struct backing_record *record,
		   struct str text)
{
	struct str subject = record->subject;
	size_t sum = 0, words = 0;

	for (size_t at = 0; at < subject.len && words < WORDS_MOST;) {
		struct str word = next_word(subject, &at);

		if (!weight(word) || has_word(str_slice(subject, 0, at - word.len), word))
			continue;
		words++;
		if (has_word(text, word) && !all_have(rivals, word))
			sum += weight(word);
	}
	return sum;
}

/* Keeps those of which TEXT tells most: a name or two words more than of the others. */
static void keep_told(struct rivals *rivals, struct str text)
{
	size_t sums[RIVALS_MOST], most = 0, kept = 0;

	for (size_t i = 0; i < rivals->count; i++) {
		sums[i] = tell(rivals, rivals->items[i]->record, text);
		most = sums[i] > most ? sums[i] : most;
	}
	for (size_t i = 0; i < rivals->count; i++)
		if (sums[i] + NAME_COUNTS > most)
			rivals->items[kept++] = rivals->items[i];
	rivals->count = kept;
}

static bool has_record(const struct rivals *rivals, const struct backing_record *record)
{
	for (size_t i = 0; i < rivals->count; i++)
		if (rivals->items[i]->record == record)
			return true;
	return false;
}

static struct rivals find_rivals(const struct backings *b, const struct figure *figure)
{
	const struct backing_bucket *bucket = figures_bucket(b, figure->quantity);
	struct rivals rivals = {{figure->backing}, 1};

	for (size_t i = 0; i < bucket->list.count && rivals.count < RIVALS_MOST; i++)
		if (figures_rival(figure, bucket->list.items[i]) &&
		    !has_record(&rivals, bucket->list.items[i]->record))
			rivals.items[rivals.count++] = bucket->list.items[i];
	return rivals;
}

static void keep_record(struct rivals *rivals, struct str id)
{
	for (size_t i = 0; i < rivals->count; i++)
		if (str_equal(rivals->items[i]->id, id))
			*rivals = (struct rivals){{rivals->items[i]}, 1};
}

void figures_settle(const struct backings *b, struct figure *figure, struct str deal,
		    const struct str *around, size_t count)
{
	struct rivals rivals = find_rivals(b, figure);

	keep_record(&rivals, deal);
	drop_repeated(&rivals);
	for (size_t i = 0; i < count && rivals.count > 1; i++)
		keep_told(&rivals, around[i]);
	figure->backing = rivals.items[0];
	figure->hedge = quantity_compare_hedges(figure->quantity->hedge,
						rivals.items[0]->quantity.hedge);
	figure->other = rivals.count > 1 ? rivals.items[1] : NULL;
}
