#include "base/align.h"

#include "base/list.h"

#include <stdlib.h>
#include <string.h>

/* Cuts at unique items that may lie within each other; then it is halves. */
enum { CUTS_DEEPEST = 32, STRIP = 64 };

struct aligner {
	struct arena *arena;        /* of the result */
	const uint32_t *a, *b;      /* renumbered: below `kinds` where in b */
	size_t kinds;
	uint64_t *masks;            /* by number: its columns in a strip; all 0 */
	unsigned char *carries;     /* by row */
	uint32_t *before, *behind;  /* lengths, by columns taken */
	LIST(struct align_run) runs;
};

/* A part of both sequences. */
struct range {
	size_t a, a_end, b, b_end;
};

static void add_run(struct aligner *al, size_t a, size_t b, size_t count)
{
	struct align_run *last = al->runs.count ? &al->runs.items[al->runs.count - 1] : NULL;

	if (!count)
		return;
	if (last && last->a + last->count == a && last->b + last->count == b)
		last->count += count;
	else
		*list_add(&al->runs, al->arena) = (struct align_run){a, b, count};
}

/*
 * LENGTHS[j] becomes the length of the longest common subsequence of the ROWS
 * items at A and the first j of the COLUMNS items at B; both are read in steps
 * of STEP, 1 or -1. Bit j of a row is 0 where its length grows from column j to
 * j + 1; a strip of columns goes through all rows at once, and hands the carry
 * of each row to the strip behind it.
 */
static void find_lengths(struct aligner *al, const uint32_t *a, size_t rows,
			 const uint32_t *b, size_t columns, ptrdiff_t step,
			 uint32_t *lengths)
{
	memset(al->carries, 0, rows);
	lengths[0] = 0;
	for (size_t strip = 0; strip < columns; strip += STRIP) {
		size_t width = columns - strip < STRIP ? columns - strip : STRIP;
		const uint32_t *first = b + (ptrdiff_t)strip * step;
		uint64_t row = UINT64_MAX;

		for (size_t j = 0; j < width; j++)
			al->masks[first[(ptrdiff_t)j * step]] |= UINT64_C(1) << j;
		for (size_t i = 0; i < rows; i++) {
			uint64_t mask = al->masks[a[(ptrdiff_t)i * step]], sum;
			bool over = __builtin_add_overflow(row, row & mask, &sum);

			over |= __builtin_add_overflow(sum, al->carries[i], &sum);
			al->carries[i] = over;
			row = sum | (row & ~mask);
		}
		for (size_t j = 0; j < width; j++) {
			lengths[strip + j + 1] = lengths[strip + j] + !(row >> j & 1);
			al->masks[first[(ptrdiff_t)j * step]] = 0;
		}
	}
}

/*
 * Where b is best cut when a is cut at MIDDLE: among cuts that keep as many
 * items, one inside a common stretch, so that stretches stay whole. False where
 * nothing is common.
 */
static bool find_cut(struct aligner *al, struct range r, size_t middle, size_t *cut)
{
	size_t columns = r.b_end - r.b;
	uint32_t most = 0;
	int best = -1;

	find_lengths(al, al->a + r.a, middle - r.a, al->b + r.b, columns, 1, al->before);
	find_lengths(al, al->a + r.a_end - 1, r.a_end - middle, al->b + r.b_end - 1, columns,
		     -1, al->behind);
	for (size_t j = 0; j <= columns; j++) {
		uint32_t length = al->before[j] + al->behind[columns - j];
		int inside;

		if (length < most)
			continue;
		inside = (j && al->a[middle - 1] == al->b[r.b + j - 1]) +
			 (j < columns && al->a[middle] == al->b[r.b + j]);
		if (length > most || inside > best) {
			most = length;
			best = inside;
			*cut = r.b + j;
		}
	}
	return most > 0;
}

static void align_one(struct aligner *al, struct range r)
{
	for (size_t j = r.b; j < r.b_end; j++)
		if (al->b[j] == al->a[r.a]) {
			add_run(al, r.a, j, 1);
			return;
		}
}

static void align_range(struct aligner *al, struct range r, int cuts);

static void align_exact(struct aligner *al, struct range r, int cuts)
{
	size_t middle = r.a + (r.a_end - r.a) / 2, cut;

	if (!find_cut(al, r, middle, &cut))
		return;
	align_range(al, (struct range){r.a, middle, r.b, cut}, cuts);
	align_range(al, (struct range){middle, r.a_end, cut, r.b_end}, cuts);
}

/* How often an item stands on each side, and where last. */
struct presence {
	size_t in_a, in_b, b;
};

/* Items that stand once on each side, as runs of one, in the order of a. */
struct anchors {
	struct align_run *runs;
	size_t *order;
	bool *kept;
	size_t count;
};

static struct anchors find_anchors(struct aligner *al, struct arena *scratch, struct range r)
{
	struct presence *found = arena_array(scratch, struct presence, al->kinds + 1);
	struct anchors anchors = {
		.runs = arena_array(scratch, struct align_run, r.a_end - r.a),
		.order = arena_array(scratch, size_t, r.a_end - r.a),
		.kept = arena_array(scratch, bool, r.a_end - r.a),
	};

	for (size_t i = r.a; i < r.a_end; i++)
		found[al->a[i]].in_a++;
	for (size_t j = r.b; j < r.b_end; j++) {
		found[al->b[j]].in_b++;
		found[al->b[j]].b = j;
	}
	for (size_t i = r.a; i < r.a_end; i++) {
		const struct presence *p = &found[al->a[i]];

		if (p->in_a != 1 || p->in_b != 1)
			continue;
		anchors.order[anchors.count] = p->b;
		anchors.runs[anchors.count++] = (struct align_run){i, p->b, 1};
	}
	align_rising(anchors.order, NULL, anchors.count, r.b_end, anchors.kept);
	return anchors;
}

static void align_halves(struct aligner *al, struct range r, int cuts)
{
	size_t a = r.a + (r.a_end - r.a) / 2, b = r.b + (r.b_end - r.b) / 2;

	align_range(al, (struct range){r.a, a, r.b, b}, cuts);
	align_range(al, (struct range){a, r.a_end, b, r.b_end}, cuts);
}

static void align_anchors(struct aligner *al, struct range r, int cuts)
{
	struct arena scratch = ARENA_INIT;
	struct anchors anchors = {0};

	if (cuts < CUTS_DEEPEST)
		anchors = find_anchors(al, &scratch, r);
	if (!anchors.count)
		align_halves(al, r, cuts);
	for (size_t i = 0; i < anchors.count; i++) {
		const struct align_run *run = &anchors.runs[i];

		if (!anchors.kept[i])
			continue;
		align_range(al, (struct range){r.a, run->a, r.b, run->b}, cuts + 1);
		add_run(al, run->a, run->b, 1);
		r.a = run->a + 1;
		r.b = run->b + 1;
	}
	if (anchors.count)
		align_range(al, r, cuts + 1);
	arena_release(&scratch);
}

/* Recursion is bounded: a range is halved, or CUTS_DEEPEST is neared. */
static void align_range(struct aligner *al, struct range r, int cuts)
{
	size_t same = 0;

	while (r.a + same < r.a_end && r.b + same < r.b_end &&
	       al->a[r.a + same] == al->b[r.b + same])
		same++;
	add_run(al, r.a, r.b, same);
	r.a += same;
	r.b += same;
	for (same = 0; r.a < r.a_end && r.b < r.b_end &&
		       al->a[r.a_end - 1] == al->b[r.b_end - 1]; same++) {
		r.a_end--;
		r.b_end--;
	}
	if (r.a + 1 == r.a_end)
		align_one(al, r);
	else if (r.a < r.a_end && r.b < r.b_end &&
		 (uint64_t)(r.a_end - r.a) * (r.b_end - r.b) <= ALIGN_EXACT)
		align_exact(al, r, cuts);
	else if (r.a < r.a_end && r.b < r.b_end)
		align_anchors(al, r, cuts);
	add_run(al, r.a_end, r.b_end, same);
}

static int compare_items(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

/* The items of FROM as indexes into the COUNT sorted KINDS; COUNT: none of them. */
static const uint32_t *renumber(struct arena *scratch, const uint32_t *from, size_t length,
				const uint32_t *kinds, size_t count)
{
	uint32_t *to = arena_array(scratch, uint32_t, length);

	for (size_t i = 0; i < length; i++) {
		const uint32_t *found = count ? bsearch(&from[i], kinds, count,
							sizeof *kinds, compare_items)
					      : NULL;

		to[i] = (uint32_t)(found ? (size_t)(found - kinds) : count);
	}
	return to;
}

static size_t sort_kinds(uint32_t *kinds, size_t count)
{
	size_t different = 0;

	if (count)
		qsort(kinds, count, sizeof *kinds, compare_items);
	for (size_t i = 0; i < count; i++)
		if (!i || kinds[i] != kinds[i - 1])
			kinds[different++] = kinds[i];
	return different;
}

static void prepare(struct aligner *al, struct arena *scratch, const uint32_t *a,
		    size_t a_count, const uint32_t *b, size_t b_count)
{
	uint32_t *kinds = arena_array(scratch, uint32_t, b_count);

	if (b_count)
		memcpy(kinds, b, b_count * sizeof *kinds);
	al->kinds = sort_kinds(kinds, b_count);
	al->a = renumber(scratch, a, a_count, kinds, al->kinds);
	al->b = renumber(scratch, b, b_count, kinds, al->kinds);
	al->masks = arena_array(scratch, uint64_t, al->kinds + 1);
	al->carries = arena_array(scratch, unsigned char, a_count);
	al->before = arena_array(scratch, uint32_t, b_count + 1);
	al->behind = arena_array(scratch, uint32_t, b_count + 1);
}

/*
 * True when COUNT items behind a gap of GAP items are those with which the gap
 * begins, so that it can stand COUNT items later; AT is where it begins.
 */
static bool can_slide(const uint32_t *items, size_t at, size_t gap, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (items[at + i] != items[at + gap + i])
			return false;
	return true;
}

/*
 * Joins RUN to LAST, before it, where one side alone has a gap between them
 * that can stand before LAST or behind RUN instead.
 */
static bool join(const struct aligner *al, struct align_run *last,
		 const struct align_run *run)
{
	size_t a = last->a + last->count, b = last->b + last->count;
	const uint32_t *items = run->a == a ? al->b : al->a;
	size_t at = run->a == a ? b : a, gap = (run->a - a) + (run->b - b);

	if (run->a != a && run->b != b)
		return false;
	if (can_slide(items, at - last->count, gap, last->count)) {
		last->a = run->a - last->count;
		last->b = run->b - last->count;
		last->count += run->count;
		return true;
	}
	if (!can_slide(items, at, gap, run->count))
		return false;
	last->count += run->count;
	return true;
}

/* Makes fewer and longer runs that keep as many items. */
static struct alignment join_runs(const struct aligner *al)
{
	struct alignment joined = {al->runs.items, 0};

	for (size_t i = 0; i < al->runs.count; i++) {
		struct align_run run = al->runs.items[i];

		if (!joined.count || !join(al, &joined.runs[joined.count - 1], &run))
			joined.runs[joined.count++] = run;
	}
	return joined;
}

struct alignment align(struct arena *arena, const uint32_t *a, size_t a_count,
		       const uint32_t *b, size_t b_count)
{
	struct arena scratch = ARENA_INIT;
	struct aligner al = {.arena = arena};
	struct alignment result;

	prepare(&al, &scratch, a, a_count, b, b_count);
	align_range(&al, (struct range){0, a_count, 0, b_count}, 0);
	result = join_runs(&al);
	arena_release(&scratch);
	return result;
}

/* The heaviest rising chain that ends with an item. */
struct chain {
	size_t weight;
	size_t last; /* the item before it, or SIZE_MAX */
};

/* The end of the heaviest chain of numbers below LIMIT, of a Fenwick tree. */
static size_t heaviest_below(const size_t *tree, const struct chain *chains, size_t limit)
{
	size_t best = SIZE_MAX;

	for (size_t at = limit; at; at &= at - 1)
		if (tree[at] != SIZE_MAX &&
		    (best == SIZE_MAX || chains[tree[at]].weight > chains[best].weight))
			best = tree[at];
	return best;
}

void align_rising(const size_t *order, const size_t *weights, size_t count, size_t limit,
		  bool *kept)
{
	struct arena scratch = ARENA_INIT;
	struct chain *chains = arena_array(&scratch, struct chain, count);
	size_t *tree = arena_array(&scratch, size_t, limit + 1), end;

	for (size_t i = 0; i <= limit; i++)
		tree[i] = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		size_t last = heaviest_below(tree, chains, order[i]);

		chains[i].last = last;
		chains[i].weight = (weights ? weights[i] : 1) +
				   (last == SIZE_MAX ? 0 : chains[last].weight);
		for (size_t at = order[i] + 1; at <= limit; at += at & -at)
			if (tree[at] == SIZE_MAX ||
			    chains[tree[at]].weight < chains[i].weight)
				tree[at] = i;
	}
	memset(kept, 0, count * sizeof *kept);
	for (end = heaviest_below(tree, chains, limit); end != SIZE_MAX;
	     end = chains[end].last)
		kept[end] = true;
	arena_release(&scratch);
}
