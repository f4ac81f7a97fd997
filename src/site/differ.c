#include "site/differ.h"

uint32_t differ_class(struct differ *d, struct str text)
{
	void *fresh = (void *)((uintptr_t)d->class_count + 1);
	void *found = map_put(&d->classes, d->arena, text, fresh);

	if (found == fresh)
		d->class_count++;
	return (uint32_t)(uintptr_t)found;
}

/* A byte that no text begins with keeps numbers and texts apart. */
uint32_t differ_class_of(struct differ *d, const uint32_t *numbers, size_t count)
{
	char *key = arena_alloc(d->arena, 1 + count * sizeof *numbers);

	key[0] = (char)0xff;
	if (count)
		memcpy(key + 1, numbers, count * sizeof *numbers);
	return differ_class(d, (struct str){key, 1 + count * sizeof *numbers});
}

struct alignment differ_align(struct differ *d, const uint32_t *from, size_t from_count,
			      const uint32_t *to, size_t to_count)
{
	struct alignment al;

	if (!d->reversed)
		return align(d->arena, from, from_count, to, to_count);
	al = align(d->arena, to, to_count, from, from_count);
	for (size_t i = 0; i < al.count; i++) {
		struct align_run *run = &al.runs[i];

		*run = (struct align_run){run->b, run->a, run->count};
	}
	return al;
}

struct matching differ_match(struct differ *d, const struct match_unit *from,
			     size_t from_count, const struct match_unit *to, size_t to_count)
{
	struct matching m;

	if (!d->reversed)
		return match(d->arena, from, from_count, to, to_count);
	m = match(d->arena, to, to_count, from, from_count);
	return (struct matching){m.of_b, m.of_a, m.b_moved, m.a_moved};
}

/* Where each removed item is shown: behind a new index, or before all. */
struct placing {
	size_t *first; /* by new index + 1: the first removed item that is shown there */
	size_t *next;  /* by old index: the one behind it */
	size_t *last;
};

static bool goes_along(const struct matching *m, size_t from_count, const size_t *parts,
		       size_t before, size_t i)
{
	size_t behind = i;

	if (parts && parts[before] == parts[i])
		return true;
	while (behind < from_count && m->of_a[behind] == MATCH_NONE)
		behind++;
	return behind < from_count && m->a_moved[behind] &&
	       m->of_a[behind] > m->of_a[before];
}

static void place(struct placing *p, size_t at, size_t i)
{
	if (p->first[at] == MATCH_NONE)
		p->first[at] = i;
	else
		p->next[p->last[at]] = i;
	p->last[at] = i;
}

static void place_removed(struct placing *p, const struct matching *m, size_t from_count,
			  const size_t *parts)
{
	size_t stayed = 0, before = MATCH_NONE; /* new index + 1; old index of a pair */

	for (size_t i = 0; i < from_count; i++) {
		if (m->of_a[i] != MATCH_NONE) {
			before = i;
			stayed = m->a_moved[i] ? stayed : m->of_a[i] + 1;
		} else if (before != MATCH_NONE && m->a_moved[before] &&
			   goes_along(m, from_count, parts, before, i)) {
			place(p, m->of_a[before] + 1, i);
		} else {
			place(p, stayed, i);
		}
	}
}

static size_t *none(struct differ *d, size_t count)
{
	size_t *array = arena_array(d->arena, size_t, count);

	for (size_t i = 0; i < count; i++)
		array[i] = MATCH_NONE;
	return array;
}

/* By old index: how many items before it stayed. */
static size_t *count_stayed(struct differ *d, const struct matching *m, size_t from_count)
{
	size_t *counts = arena_array(d->arena, size_t, from_count), count = 0;

	for (size_t i = 0; i < from_count; i++) {
		counts[i] = count;
		count += m->of_a[i] != MATCH_NONE && !m->a_moved[i];
	}
	return counts;
}

struct walk {
	struct differ_step *steps;
	size_t count;
};

static void walk_removed(struct walk *walk, const struct placing *p, size_t at)
{
	for (size_t i = p->first[at]; i != MATCH_NONE; i = p->next[i])
		walk->steps[walk->count++] = (struct differ_step){i, MATCH_NONE, DIFF_STAYED};
}

size_t differ_walk(struct differ *d, const struct matching *m, size_t from_count,
		   size_t to_count, const size_t *parts, struct differ_step **steps)
{
	struct placing p = {none(d, to_count + 1), none(d, from_count),
			    none(d, to_count + 1)};
	struct walk walk = {
		arena_array(d->arena, struct differ_step, from_count + to_count), 0};
	size_t *before = count_stayed(d, m, from_count), stayed = 0;

	place_removed(&p, m, from_count, parts);
	walk_removed(&walk, &p, 0);
	for (size_t j = 0; j < to_count; j++) {
		size_t i = m->of_b[j];
		enum diff_move move = DIFF_STAYED;

		if (i != MATCH_NONE && m->b_moved[j])
			move = before[i] > stayed ? DIFF_MOVED_UP : DIFF_MOVED_DOWN;
		else
			stayed += i != MATCH_NONE;
		walk.steps[walk.count++] = (struct differ_step){i, j, move};
		walk_removed(&walk, &p, j + 1);
	}
	*steps = walk.steps;
	return walk.count;
}
