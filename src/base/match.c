#include "base/match.h"

#include "base/align.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

enum {
	COMMON = 64,   /* words in more things than this propose no candidates */
	PROPOSED = 6,  /* candidates a thing, by shared words */
	SCALE = 1024,  /* of similarities */
	LEAST = 420,   /* similarity of what became another */
	NEIGHBOUR = 120, /* what standing beside a matched thing adds to it */
};

struct side {
	const struct match_unit *units;
	size_t count;
	size_t *of; /* partners */
};

struct matcher {
	struct arena scratch;
	struct side a, b;
};

static void pair(struct matcher *m, size_t i, size_t j)
{
	m->a.of[i] = j;
	m->b.of[j] = i;
}

/* ---- equal things ---- */

/* What the units of one side are grouped by. */
typedef uint32_t name_of(const struct match_unit *unit);

static uint32_t class_of(const struct match_unit *unit)
{
	return unit->class;
}

static uint32_t key_of(const struct match_unit *unit)
{
	return unit->key;
}

/* A unit that has no partner yet, under its name. */
struct entry {
	uint32_t name;
	size_t index;
};

struct entries {
	struct entry *items;
	size_t count;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static struct entries list_entries(struct matcher *m, const struct side *side, name_of *name)
{
	struct entries list = {arena_array(&m->scratch, struct entry, side->count), 0};

	for (size_t i = 0; i < side->count; i++)
		if (side->of[i] == MATCH_NONE && name(&side->units[i])) /* 0 is none */
			list.items[list.count++] = (struct entry){name(&side->units[i]), i};
	if (list.count)
		qsort(list.items, list.count, sizeof *list.items, compare_entries);
	return list;
}

static size_t group_end(const struct entries *list, size_t at)
{
	size_t end = at;

	while (end < list->count && list->items[end].name == list->items[at].name)
		end++;
	return end;
}

/* Pairs what has the same name: once on both sides, or as often as it can be. */
static void pair_named(struct matcher *m, name_of *name, bool once)
{
	struct entries a = list_entries(m, &m->a, name), b = list_entries(m, &m->b, name);
	size_t i = 0, j = 0;

	while (i < a.count && j < b.count) {
		size_t i_end = group_end(&a, i), j_end = group_end(&b, j);

		if (a.items[i].name < b.items[j].name) {
			i = i_end;
			continue;
		}
		if (a.items[i].name > b.items[j].name) {
			j = j_end;
			continue;
		}
		if (once && (i_end - i > 1 || j_end - j > 1))
			j = j_end;
		for (; i < i_end && j < j_end; i++, j++)
			if (m->a.units[a.items[i].index].kind ==
			    m->b.units[b.items[j].index].kind)
				pair(m, a.items[i].index, b.items[j].index);
		i = i_end;
		j = j_end;
	}
}

static bool can_pair_equal(const struct matcher *m, size_t i, size_t j)
{
	return i < m->a.count && j < m->b.count && m->a.of[i] == MATCH_NONE &&
	       m->b.of[j] == MATCH_NONE && m->a.units[i].class == m->b.units[j].class;
}

/* Equal neighbours of pairs are pairs (Heckel, 1978). */
static void spread_equal(struct matcher *m)
{
	for (size_t i = 0; i < m->a.count; i++)
		if (m->a.of[i] != MATCH_NONE && can_pair_equal(m, i + 1, m->a.of[i] + 1))
			pair(m, i + 1, m->a.of[i] + 1);
	for (size_t i = m->a.count; i-- > 1;)
		if (m->a.of[i] != MATCH_NONE && m->a.of[i] &&
		    can_pair_equal(m, i - 1, m->a.of[i] - 1))
			pair(m, i - 1, m->a.of[i] - 1);
}

/* ---- similar things ---- */

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
	uint64_t *totals[2];      /* by thing of a and of b: the weight of all its words */
	uint64_t *shared;         /* by thing of a: the weight shared; all 0 */
	LIST(size_t) touched;     /* whose `shared` is not 0 */
	LIST(struct candidate) candidates;
};

static int compare_words(const void *left, const void *right)
{
	uint32_t a = ((const struct word *)left)->class,
		 b = ((const struct word *)right)->class;

	return a < b ? -1 : a > b;
}

static size_t count_words(const struct side *side)
{
	size_t count = 0;

	for (size_t i = 0; i < side->count; i++)
		if (side->of[i] == MATCH_NONE)
			count += side->units[i].word_count;
	return count;
}

static void add_words(struct similar *s, const struct side *side)
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
			     const struct side *side)
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

/* True where what stands before I and J is matched, or there is nothing. */
static bool same_before(const struct matcher *m, size_t i, size_t j)
{
	return i && j ? m->a.of[i - 1] == j - 1 : i == j;
}

static bool same_behind(const struct matcher *m, size_t i, size_t j)
{
	if (i + 1 < m->a.count && j + 1 < m->b.count)
		return m->a.of[i + 1] == j + 1;
	return i + 1 == m->a.count && j + 1 == m->b.count;
}

static void propose(struct matcher *m, struct similar *s, size_t i, size_t j)
{
	uint32_t score;

	if (i >= m->a.count || m->a.of[i] != MATCH_NONE ||
	    m->a.units[i].kind != m->b.units[j].kind)
		return;
	score = similarity(m, s, i, j);
	if (score && (same_before(m, i, j) || same_behind(m, i, j)))
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

static void pair_similar(struct matcher *m)
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
			pair(m, found->a, found->b);
	}
}

/* ---- what moved, and heads ---- */

static size_t weight(const struct match_unit *unit)
{
	return unit->word_count + 1;
}

static void find_moved(struct matcher *m, struct matching *result)
{
	size_t *order = arena_array(&m->scratch, size_t, m->a.count), count = 0;
	size_t *weights = arena_array(&m->scratch, size_t, m->a.count);
	size_t *index = arena_array(&m->scratch, size_t, m->a.count);
	bool *kept = arena_array(&m->scratch, bool, m->a.count);

	for (size_t i = 0; i < m->a.count; i++) {
		if (m->a.of[i] == MATCH_NONE)
			continue;
		index[count] = i;
		weights[count] = weight(&m->a.units[i]) + weight(&m->b.units[m->a.of[i]]);
		order[count++] = m->a.of[i];
	}
	align_rising(order, weights, count, m->b.count, kept);
	for (size_t k = 0; k < count; k++)
		result->a_moved[index[k]] = result->b_moved[order[k]] = !kept[k];
}

static bool moves_alone(const struct matcher *m, size_t i)
{
	size_t j = m->a.of[i];

	return !(i && j && m->a.of[i - 1] == j - 1) &&
	       !(i + 1 < m->a.count && m->a.of[i + 1] == j + 1);
}

/* A head that moved without what was behind it is only the same words. */
static void part_heads(struct matcher *m, const struct matching *result)
{
	for (size_t i = 0; i < m->a.count; i++) {
		if (m->a.of[i] == MATCH_NONE || !m->a.units[i].head || !result->a_moved[i] ||
		    !moves_alone(m, i))
			continue;
		m->b.of[m->a.of[i]] = MATCH_NONE;
		m->a.of[i] = MATCH_NONE;
	}
}

/* The head that I belongs to: the nearest before it of KIND, or MATCH_NONE. */
static size_t head_of(const struct side *side, size_t i, uint32_t kind)
{
	while (i--)
		if (side->units[i].head && side->units[i].kind == kind)
			return i;
	return MATCH_NONE;
}

/* The first thing behind the head J, before the next one, that has a partner. */
static size_t first_behind(const struct side *side, size_t j)
{
	for (size_t k = j + 1; k < side->count; k++) {
		if (side->units[k].head && side->units[k].kind == side->units[j].kind)
			return MATCH_NONE;
		if (side->of[k] != MATCH_NONE)
			return k;
	}
	return MATCH_NONE;
}

/* The head of a that J took the place of, or MATCH_NONE. */
static size_t head_before(const struct matcher *m, size_t j)
{
	const struct match_unit *head = &m->b.units[j];
	size_t behind = first_behind(&m->b, j), last = j ? m->b.of[j - 1] : MATCH_NONE, i;

	if (behind != MATCH_NONE)
		return head_of(&m->a, m->b.of[behind], head->kind);
	i = !j ? 0 : last == MATCH_NONE ? MATCH_NONE : last + 1;
	if (i >= m->a.count || !same_before(m, i, j) || !same_behind(m, i, j))
		return MATCH_NONE;
	return i;
}

static void pair_heads(struct matcher *m)
{
	for (size_t j = 0; j < m->b.count; j++) {
		size_t i;

		if (!m->b.units[j].head || m->b.of[j] != MATCH_NONE)
			continue;
		i = head_before(m, j);
		if (i != MATCH_NONE && m->a.of[i] == MATCH_NONE && m->a.units[i].head &&
		    m->a.units[i].kind == m->b.units[j].kind)
			pair(m, i, j);
	}
}

static void start_side(struct arena *arena, struct side *side, const struct match_unit *units,
		       size_t count)
{
	*side = (struct side){units, count, arena_array(arena, size_t, count)};
	for (size_t i = 0; i < count; i++)
		side->of[i] = MATCH_NONE;
}

struct matching match(struct arena *arena, const struct match_unit *a, size_t a_count,
		      const struct match_unit *b, size_t b_count)
{
	struct matcher m = {.scratch = ARENA_INIT};
	struct matching result = {.a_moved = arena_array(arena, bool, a_count),
				  .b_moved = arena_array(arena, bool, b_count)};

	start_side(arena, &m.a, a, a_count);
	start_side(arena, &m.b, b, b_count);
	pair_named(&m, class_of, true);
	spread_equal(&m);
	pair_named(&m, class_of, false);
	pair_named(&m, key_of, true);
	pair_similar(&m);
	find_moved(&m, &result);
	part_heads(&m, &result);
	pair_heads(&m);
	find_moved(&m, &result);
	arena_release(&m.scratch);
	result.of_a = m.a.of;
	result.of_b = m.b.of;
	return result;
}
