#include "base/match_similar.h"

#include "base/list.h"

#include <stdlib.h>

enum {
	COMMON = 64,     /* words in more things than this propose no candidates */
	PROPOSED = 6,    /* candidates a thing, by shared words */
	SCALE = 1024,    /* of similarities */
	LEAST = 420,     /* similarity of what became another */
	NEIGHBOUR = 120, /* what standing beside a matched thing adds to it */
};

/* A word of the things without a partner, on both sides. */
struct word {
	uint32_t class;
	uint32_t weight; /* more for a rare word */
	size_t first;    /* in `holders`: the things of a that hold it, once each */
	size_t holders;
};

struct candidate {
	size_t a, b;
	uint32_t score;
};

struct similar {
	struct word *words; /* sorted by class */
	size_t count;
	size_t *holders;
	uint64_t *totals[2];  /* by thing of a and of b: the weight of all its words */
	uint64_t *shared;     /* by thing of a: the weight shared; all 0 */
	LIST(size_t) touched; /* whose `shared` is not 0 */
	LIST(struct candidate) candidates;
};

static int compare_words(const void *left, const void *right)
{
	uint32_t a = ((const struct word *)left)->class,
		 b = ((const struct word *)right)->class;

	return a < b ? -1 : a > b;
}

static size_t count_words(const struct match_side *side)
{
	size_t count = 0;

	for (size_t i = 0; i < side->count; i++)
		if (side->of[i] == MATCH_NONE)
			count += side->units[i].word_count;
	return count;
}

static void add_words(struct similar *s, const struct match_side *side)
{
	for (size_t i = 0; i < side->count; i++)
		for (size_t k = 0;
		     side->of[i] == MATCH_NONE && k < side->units[i].word_count; k++)
			s->words[s->count++].class = side->units[i].words[k];
}

/* Two thirds for each time that a word stands twice as often. */
static uint32_t weight_of(size_t times)
{
	uint32_t weight = SCALE;

	for (; times > 2 && weight > 1; times /= 2)
		weight = weight * 2 / 3;
	return weight;
}

static void find_words(struct matcher *m, struct similar *s)
{
	size_t count = 0;

	s->words = arena_array(&m->scratch, struct word,
			       count_words(&m->a) + count_words(&m->b));
	add_words(s, &m->a);
	add_words(s, &m->b);
	if (s->count)
		qsort(s->words, s->count, sizeof *s->words, compare_words);
	for (size_t i = 0, end; i < s->count; i = end) {
		for (end = i; end < s->count && s->words[end].class == s->words[i].class;
		     end++)
			;
		s->words[count].class = s->words[i].class;
		s->words[count++].weight = weight_of(end - i);
	}
	s->count = count;
}

static struct word *find_word(const struct similar *s, uint32_t class)
{
	struct word wanted = {.class = class};

	return bsearch(&wanted, s->words, s->count, sizeof *s->words, compare_words);
}

static uint64_t *find_totals(struct matcher *m, const struct similar *s,
			     const struct match_side *side)
{
	uint64_t *totals = arena_array(&m->scratch, uint64_t, side->count);

	for (size_t i = 0; i < side->count; i++)
		for (size_t k = 0;
		     side->of[i] == MATCH_NONE && k < side->units[i].word_count; k++)
			totals[i] += find_word(s, side->units[i].words[k])->weight;
	return totals;
}

/* True for the first of equal words. */
static bool is_first(const struct match_unit *unit, size_t k)
{
	return !k || unit->words[k] != unit->words[k - 1];
}

/* Lists, for each word, the things of a that hold it. */
static void find_holders(struct matcher *m, struct similar *s)
{
	size_t total = 0;

	s->holders = arena_array(&m->scratch, size_t, count_words(&m->a));
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < m->a.count; i++) {
			const struct match_unit *unit = &m->a.units[i];

			for (size_t k = 0;
			     m->a.of[i] == MATCH_NONE && k < unit->word_count; k++) {
				struct word *word = find_word(s, unit->words[k]);

				if (is_first(unit, k) && pass)
					s->holders[word->first + word->holders] = i;
				word->holders += is_first(unit, k);
			}
		}
		for (size_t w = 0; !pass && w < s->count; w++) {
			s->words[w].first = total;
			total += s->words[w].holders;
			s->words[w].holders = 0;
		}
	}
}

/* Of SCALE: how much of the words of both is shared, as often as they stand. */
static uint32_t similarity(const struct matcher *m, const struct similar *s, size_t i,
			   size_t j)
{
	const struct match_unit *a = &m->a.units[i], *b = &m->b.units[j];
	uint64_t shared = 0, total = s->totals[0][i] + s->totals[1][j];

	for (size_t k = 0, l = 0; k < a->word_count && l < b->word_count;) {
		if (a->words[k] == b->words[l]) {
			shared += find_word(s, a->words[k])->weight;
			k++;
			l++;
		} else if (a->words[k] < b->words[l]) {
			k++;
		} else {
			l++;
		}
	}
	return total ? (uint32_t)(2 * shared * SCALE / total) : 0;
}

static void propose(struct matcher *m, struct similar *s, size_t i, size_t j)
{
	uint32_t score;

	if (i >= m->a.count || m->a.of[i] != MATCH_NONE ||
	    m->a.units[i].kind != m->b.units[j].kind)
		return;
	score = similarity(m, s, i, j);
	if (score && (match_same_before(m, i, j) || match_same_behind(m, i, j)))
		score += NEIGHBOUR;
	if (score >= LEAST)
		*list_add(&s->candidates, &m->scratch) = (struct candidate){i, j, score};
}

/* Adds up what J shares with the things that hold its words. */
static void add_shared(struct matcher *m, struct similar *s, size_t j)
{
	const struct match_unit *unit = &m->b.units[j];

	s->touched.count = 0;
	for (size_t k = 0; k < unit->word_count; k++) {
		const struct word *word = find_word(s, unit->words[k]);

		if (!is_first(unit, k) || word->holders > COMMON)
			continue;
		for (size_t h = 0; h < word->holders; h++) {
			size_t i = s->holders[word->first + h];

			if (!s->shared[i])
				*list_add(&s->touched, &m->scratch) = i;
			s->shared[i] += word->weight;
		}
	}
}

/*
 * Proposes the thing that shares most with J, the first of several, and forgets
 * it; false: there is none.
 */
static bool propose_next(struct matcher *m, struct similar *s, size_t j)
{
	size_t best = SIZE_MAX;

	for (size_t t = 0; t < s->touched.count; t++) {
		size_t i = s->touched.items[t];

		if (!s->shared[i] || m->a.units[i].kind != m->b.units[j].kind)
			continue;
		if (best == SIZE_MAX || s->shared[i] > s->shared[best] ||
		    (s->shared[i] == s->shared[best] && i < best))
			best = i;
	}
	if (best == SIZE_MAX)
		return false;
	s->shared[best] = 0;
	propose(m, s, best, j);
	return true;
}

static void propose_all(struct matcher *m, struct similar *s, size_t j)
{
	size_t last = j ? m->b.of[j - 1] : MATCH_NONE;
	size_t next = j + 1 < m->b.count ? m->b.of[j + 1] : MATCH_NONE;

	add_shared(m, s, j);
	for (int n = 0; n < PROPOSED && propose_next(m, s, j); n++)
		;
	for (size_t t = 0; t < s->touched.count; t++)
		s->shared[s->touched.items[t]] = 0;
	if (last != MATCH_NONE)
		propose(m, s, last + 1, j);
	if (next != MATCH_NONE && next)
		propose(m, s, next - 1, j);
	if (j < m->a.count)
		propose(m, s, j, j);
}

static size_t distance(const struct candidate *c)
{
	return c->a > c->b ? c->a - c->b : c->b - c->a;
}

/* The most similar first, then the nearest, then in order. */
static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (distance(a) != distance(b))
		return distance(a) < distance(b) ? -1 : 1;
	if (a->b != b->b)
		return a->b < b->b ? -1 : 1;
	return a->a < b->a ? -1 : a->a > b->a;
}

void match_similar(struct matcher *m)
{
	struct similar s = {0};

	find_words(m, &s);
	if (!s.count)
		return;
	find_holders(m, &s);
	s.totals[0] = find_totals(m, &s, &m->a);
	s.totals[1] = find_totals(m, &s, &m->b);
	s.shared = arena_array(&m->scratch, uint64_t, m->a.count);
	for (size_t j = 0; j < m->b.count; j++)
		if (m->b.of[j] == MATCH_NONE)
			propose_all(m, &s, j);
	if (s.candidates.count)
		qsort(s.candidates.items, s.candidates.count, sizeof *s.candidates.items,
		      compare_candidates);
	for (size_t c = 0; c < s.candidates.count; c++) {
		const struct candidate *found = &s.candidates.items[c];

		if (m->a.of[found->a] == MATCH_NONE && m->b.of[found->b] == MATCH_NONE)
			match_pair(m, found->a, found->b);
	}
}
