#include "base/match.h"

#include "base/align.h"
#include "base/match_similar.h"

#include <stdlib.h>

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

static struct entries list_entries(struct matcher *m, const struct match_side *side, name_of *name)
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
				match_pair(m, a.items[i].index, b.items[j].index);
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
			match_pair(m, i + 1, m->a.of[i] + 1);
	for (size_t i = m->a.count; i-- > 1;)
		if (m->a.of[i] != MATCH_NONE && m->a.of[i] &&
		    can_pair_equal(m, i - 1, m->a.of[i] - 1))
			match_pair(m, i - 1, m->a.of[i] - 1);
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
static size_t head_of(const struct match_side *side, size_t i, uint32_t kind)
{
	while (i--)
		if (side->units[i].head && side->units[i].kind == kind)
			return i;
	return MATCH_NONE;
}

/* The first thing behind the head J, before the next one, that has a partner. */
static size_t first_behind(const struct match_side *side, size_t j)
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
	if (i >= m->a.count || !match_same_before(m, i, j) || !match_same_behind(m, i, j))
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
			match_pair(m, i, j);
	}
}

static void start_side(struct arena *arena, struct match_side *side, const struct match_unit *units,
		       size_t count)
{
	*side = (struct match_side){units, count, arena_array(arena, size_t, count)};
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
	match_similar(&m);
	find_moved(&m, &result);
	part_heads(&m, &result);
	pair_heads(&m);
	find_moved(&m, &result);
	arena_release(&m.scratch);
	result.of_a = m.a.of;
	result.of_b = m.b.of;
	return result;
}
