#include "site/diff_split.h"

#include "site/diff_words.h"

/* Words that a part must share with another to be the same, or told by it. */
enum { FEWEST = 3 };

/* ---- paragraphs that grew, or were cut short ---- */

/* The words of a paragraph, or of an item that is one; none for other parts. */
static struct diff_words words_of(const struct diff_part *part)
{
	if (part->type == MD_ITEM && part->count == 1)
		part = part->parts;
	return part->type == MD_PARAGRAPH ? part->words : (struct diff_words){0};
}

static uint32_t *classes_of(struct differ *d, const struct diff_words *words)
{
	uint32_t *classes = arena_array(d->arena, uint32_t, words->count);

	for (size_t i = 0; i < words->count; i++)
		classes[i] = words->items[i].class;
	return classes;
}

/* True when three quarters of the shorter one are in the longer one, half in a row. */
static bool is_within(struct differ *d, const struct diff_part *from,
		      const struct diff_part *to)
{
	struct diff_words old = words_of(from), new = words_of(to);
	size_t shorter = old.count < new.count ? old.count : new.count;
	size_t kept = 0, longest = 0;
	struct alignment al;

	if (from->type != to->type || shorter < FEWEST)
		return false;
	al = differ_align(d, classes_of(d, &old), old.count, classes_of(d, &new), new.count);
	for (size_t i = 0; i < al.count; i++) {
		kept += al.runs[i].count;
		longest = al.runs[i].count > longest ? al.runs[i].count : longest;
	}
	return 4 * kept >= 3 * shorter && 2 * longest >= shorter;
}

/* Pairs I and J, beside a pair that moved or not, if neither has a partner. */
static void pair_within(struct differ *d, const struct diff_parts *from,
			const struct diff_parts *to, struct matching *m, size_t i, size_t j,
			bool moved)
{
	if (i >= from->count || j >= to->count || m->of_a[i] != MATCH_NONE ||
	    m->of_b[j] != MATCH_NONE || !is_within(d, &from->items[i], &to->items[j]))
		return;
	m->of_a[i] = j;
	m->of_b[j] = i;
	m->a_moved[i] = m->b_moved[j] = moved;
}

void diff_splits_pair(struct differ *d, const struct diff_parts *from,
		      const struct diff_parts *to, struct matching *m)
{
	pair_within(d, from, to, m, 0, 0, false);
	for (size_t i = 0; i < from->count; i++)
		if (m->of_a[i] != MATCH_NONE)
			pair_within(d, from, to, m, i + 1, m->of_a[i] + 1, m->a_moved[i]);
	for (size_t i = from->count; i--;)
		if (i && m->of_a[i] != MATCH_NONE && m->of_a[i])
			pair_within(d, from, to, m, i - 1, m->of_a[i] - 1, m->a_moved[i]);
	if (from->count && to->count)
		pair_within(d, from, to, m, from->count - 1, to->count - 1, false);
}

/* ---- several for one ---- */

/* The side that may have several paragraphs where the other has one. */
struct several {
	const struct diff_parts *parts;
	const size_t *partners;
	size_t *of;
};

/* Sorted classes of words. */
struct bag {
	uint32_t *items;
	size_t count;
};

/* How many words of PART are in BAG, each as often as it stands in both. */
static size_t count_shared(const struct bag *bag, const struct diff_part *part)
{
	size_t shared = 0;

	for (size_t i = 0, k = 0; i < bag->count && k < part->vocabulary_count;) {
		uint32_t left = bag->items[i], right = part->vocabulary[k];

		shared += left == right;
		i += left <= right;
		k += left >= right;
	}
	return shared;
}

/* Takes these words out of BAG. */
static void take(struct bag *bag, const struct diff_part *part)
{
	size_t kept = 0, k = 0;

	for (size_t i = 0; i < bag->count; i++) {
		while (k < part->vocabulary_count && part->vocabulary[k] < bag->items[i])
			k++;
		if (k < part->vocabulary_count && part->vocabulary[k] == bag->items[i])
			k++;
		else
			bag->items[kept++] = bag->items[i];
	}
	bag->count = kept;
}

static bool is_free(const struct several *s, size_t k)
{
	return k < s->parts->count && s->partners[k] == MATCH_NONE &&
	       s->of[k] == MATCH_NONE && s->parts->items[k].type == MD_PARAGRAPH;
}

/* True when most of the words of PARTS[K], which has no partner, are in BAG. */
static bool is_told(const struct several *s, const struct bag *bag, size_t k)
{
	const struct diff_part *part;
	size_t shared;

	if (!is_free(s, k)) /* K may be one before the first, or behind the last */
		return false;
	part = &s->parts->items[k];
	shared = count_shared(bag, part);
	return shared >= FEWEST && 2 * shared > part->vocabulary_count;
}

/* The words of ONE that are not in I, nor in what was given to I. */
static struct bag find_rest(struct differ *d, const struct several *s, size_t i,
			    const struct diff_part *one)
{
	struct bag rest = {arena_array(d->arena, uint32_t, one->vocabulary_count),
			   one->vocabulary_count};

	for (size_t w = 0; w < rest.count; w++)
		rest.items[w] = one->vocabulary[w];
	take(&rest, &s->parts->items[i]);
	for (size_t k = i + 1; k < s->parts->count && s->of[k] == i; k++)
		take(&rest, &s->parts->items[k]);
	return rest;
}

/* Gives those behind I, or before it, whose words are in ONE and not in I to I. */
static void find_beside(struct differ *d, const struct several *s, size_t i,
			const struct diff_part *one, bool behind)
{
	size_t k = behind ? i + 1 : i - 1; /* of the first one: none */
	struct bag rest;

	if (!is_free(s, k))
		return;
	rest = find_rest(d, s, i, one);
	for (; is_told(s, &rest, k); k += behind ? 1 : SIZE_MAX) {
		take(&rest, &s->parts->items[k]);
		s->of[k] = i;
	}
}

/* What stands behind a pair first: then the order of pairs decides nothing. */
static void find_all(struct differ *d, const struct several *s,
		     const struct diff_parts *ones)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->parts->count; i++) {
			const struct diff_part *one =
				s->partners[i] == MATCH_NONE
					? NULL
					: &ones->items[s->partners[i]];

			if (one && one->type == MD_PARAGRAPH &&
			    one->class != s->parts->items[i].class)
				find_beside(d, s, i, one, !pass);
		}
}

static size_t *none(struct differ *d, size_t count)
{
	size_t *of = arena_array(d->arena, size_t, count);

	for (size_t i = 0; i < count; i++)
		of[i] = MATCH_NONE;
	return of;
}

struct diff_splits diff_splits_find(struct differ *d, const struct diff_parts *from,
				    const struct diff_parts *to, const struct matching *m)
{
	struct diff_splits splits = {none(d, from->count), none(d, to->count)};

	find_all(d, &(struct several){from, m->of_a, splits.of_from}, to);
	find_all(d, &(struct several){to, m->of_b, splits.of_to}, from);
	return splits;
}

static size_t add_words(struct diff_word *words, size_t count,
			const struct diff_words *more)
{
	for (size_t i = 0; i < more->count; i++)
		words[count + i] = more->items[i];
	return count + more->count;
}

struct diff_part diff_splits_join(struct differ *d, const size_t *of,
				  const struct diff_parts *parts, size_t index)
{
	struct diff_part part = parts->items[index];
	size_t begin = index, end = index + 1, count = 0, total = 0;
	struct diff_word *words;

	while (begin && of[begin - 1] == index)
		begin--;
	while (end < parts->count && of[end] == index)
		end++;
	if (begin + 1 == end)
		return part;
	for (size_t i = begin; i < end; i++)
		total += parts->items[i].words.count + 1;
	words = arena_array(d->arena, struct diff_word, total);
	for (size_t i = begin; i < end; i++) {
		if (i > begin)
			words[count++] = diff_words_break(d);
		count = add_words(words, count, &parts->items[i].words);
		if (i > begin && parts->items[i].words.count)
			words[count - parts->items[i].words.count].space = true;
	}
	part.words = (struct diff_words){words, count};
	return part;
}
