#include "site/diff_prose.h"

#include "base/unicode.h"
#include "site/diff_words.h"

enum { SLIDE_FURTHEST = 64 };

/*
 * Words of both sides, in order: as many and the same, kept; or else one side
 * or both have what the other does not.
 */
struct segment {
	size_t from, from_end, to, to_end;
	bool kept;
};

struct comparer {
	struct differ *differ;
	struct diff_words from, to;
	LIST(struct segment) segments;
	LIST(struct diff_run) runs;
	struct diff_prose *prose;
};

static uint32_t *classes_of(struct differ *d, const struct diff_words *words)
{
	uint32_t *classes = arena_array(d->arena, uint32_t, words->count);

	for (size_t i = 0; i < words->count; i++)
		classes[i] = words->items[i].class;
	return classes;
}

/* Adds a segment; what changed in a row is one. */
static void add_segment(struct comparer *c, struct segment s)
{
	struct segment *last =
		c->segments.count ? &c->segments.items[c->segments.count - 1] : NULL;

	if (s.from == s.from_end && s.to == s.to_end)
		return;
	if (last && last->kept == s.kept) {
		last->from_end = s.from_end;
		last->to_end = s.to_end;
	} else {
		*list_add(&c->segments, c->differ->arena) = s;
	}
}

/* True where white space before the word I of a stretch came or went. */
static bool is_respaced(const struct comparer *c, size_t from, size_t to, size_t i)
{
	return i && c->from.items[from + i].space != c->to.items[to + i].space;
}

/*
 * Adds COUNT words that are the same. Two that lost or got the space between
 * them are not: "10 %" and "10%" read differently.
 */
static void add_kept(struct comparer *c, size_t from, size_t to, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool kept = !is_respaced(c, from, to, i) &&
			    !(i + 1 < count && is_respaced(c, from, to, i + 1));

		add_segment(c, (struct segment){from + i, from + i + 1, to + i,
						to + i + 1, kept});
	}
}

static void align_words(struct comparer *c)
{
	struct alignment al = differ_align(c->differ, classes_of(c->differ, &c->from),
					   c->from.count, classes_of(c->differ, &c->to),
					   c->to.count);
	size_t from = 0, to = 0;

	for (size_t i = 0; i < al.count; i++) {
		const struct align_run *run = &al.runs[i];

		add_segment(c, (struct segment){from, run->a, to, run->b, false});
		add_kept(c, run->a, run->b, run->count);
		from = run->a + run->count;
		to = run->b + run->count;
	}
	add_segment(c, (struct segment){from, c->from.count, to, c->to.count, false});
}

/* Characters of words. */
static size_t extent(const struct diff_words *words, size_t begin, size_t end)
{
	size_t count = 0;

	for (; begin < end; begin++)
		count += utf8_count(words->items[begin].text);
	return count;
}

/* The longer side of a replacement; 0 where only one side has words. */
static size_t replaced(const struct comparer *c, const struct segment *s)
{
	size_t from = extent(&c->from, s->from, s->from_end);
	size_t to = extent(&c->to, s->to, s->to_end);

	if (!from || !to)
		return 0;
	return from > to ? from : to;
}

/* True for what is too short to read between its two neighbours. */
static bool is_island(const struct comparer *c, const struct segment *before,
		      const struct segment *s, const struct segment *behind)
{
	size_t size = 4 * extent(&c->from, s->from, s->from_end);

	return size <= replaced(c, before) && size <= replaced(c, behind);
}

/* Joins replacements over islands between them. */
static void join_islands(struct comparer *c)
{
	struct segment *list = c->segments.items;
	size_t count = 0;

	for (size_t i = 0; i < c->segments.count; i++) {
		if (count && list[i].kept && i + 1 < c->segments.count &&
		    is_island(c, &list[count - 1], &list[i], &list[i + 1])) {
			i++;
			list[count - 1].from_end = list[i].from_end;
			list[count - 1].to_end = list[i].to_end;
		} else {
			list[count++] = list[i];
		}
	}
	c->segments.count = count;
}

static bool same_word(const struct diff_word *a, const struct diff_word *b)
{
	return a->class == b->class && a->space == b->space &&
	       diff_style_equal(a->style, b->style);
}

static bool ends_sentence(struct str text)
{
	return str_equal(text, STR(".")) || str_equal(text, STR("!")) ||
	       str_equal(text, STR("?")) || str_equal(text, STR("\n")) ||
	       str_equal(text, STR("。"));
}

/* How good a place AT is for a change to begin. */
static int place_score(const struct diff_words *words, size_t at)
{
	int score = words->items[at].space;

	if (at && ends_sentence(words->items[at - 1].text))
		score += 2;
	return score;
}

/*
 * How far left a change of one side, the words from BEGIN to END, is best put:
 * not over all of the FURTHEST words that were kept before it.
 */
static size_t find_slide(const struct diff_words *words, size_t begin, size_t end,
			 size_t furthest)
{
	int best = place_score(words, begin);
	size_t slide = 0;

	for (size_t k = 1; k < furthest && k < SLIDE_FURTHEST; k++) {
		if (!same_word(&words->items[begin - k], &words->items[end - k]))
			break;
		if (place_score(words, begin - k) > best) {
			best = place_score(words, begin - k);
			slide = k;
		}
	}
	return slide;
}

static void slide_segments(struct comparer *c)
{
	for (size_t i = 1; i + 1 < c->segments.count; i++) {
		struct segment *s = &c->segments.items[i];
		size_t kept = s[-1].to_end - s[-1].to, by = 0;

		if (s->kept)
			continue;
		if (s->from == s->from_end)
			by = find_slide(&c->to, s->to, s->to_end, kept);
		else if (s->to == s->to_end)
			by = find_slide(&c->from, s->from, s->from_end, kept);
		s[-1].from_end = s->from -= by;
		s[-1].to_end = s->to -= by;
		s[1].from = s->from_end -= by;
		s[1].to = s->to_end -= by;
	}
}

static struct diff_words slice(const struct diff_words *words, size_t begin, size_t end)
{
	return (struct diff_words){words->items ? words->items + begin : NULL, end - begin};
}

static void add_run(struct comparer *c, enum diff_run_type type, struct diff_words from,
		    struct diff_words to)
{
	if (from.count || to.count)
		*list_add(&c->runs, c->differ->arena) = (struct diff_run){type, from, to};
}

static void add_changed(struct comparer *c, const struct segment *s)
{
	add_run(c, DIFF_DELETED, slice(&c->from, s->from, s->from_end), (struct diff_words){0});
	add_run(c, DIFF_INSERTED, (struct diff_words){0}, slice(&c->to, s->to, s->to_end));
}

static bool same_link(const struct diff_style *a, const struct diff_style *b)
{
	return !a->link.ptr == !b->link.ptr && str_equal(a->link, b->link) &&
	       str_equal(a->link_title, b->link_title);
}

/* True where the Kth words go on as the first ones: restyled in the same way, or not. */
static bool goes_on(const struct diff_word *from, const struct diff_word *to, size_t k,
		    bool restyled)
{
	if (!restyled)
		return diff_style_equal(from[k].style, to[k].style);
	return diff_style_equal(from[k].style, from[0].style) &&
	       diff_style_equal(to[k].style, to[0].style);
}

/* Adds words that were kept, in runs that are set the same on each side. */
static void add_same(struct comparer *c, const struct segment *s)
{
	size_t count = s->to_end - s->to;

	for (size_t i = 0, end; i < count; i = end) {
		const struct diff_word *from = &c->from.items[s->from + i];
		const struct diff_word *to = &c->to.items[s->to + i];
		bool restyled = !diff_style_equal(from->style, to->style);

		for (end = i + 1; end < count && goes_on(from, to, end - i, restyled); end++)
			;
		add_run(c, restyled ? DIFF_RESTYLED : DIFF_KEPT,
			slice(&c->from, s->from + i, s->from + end),
			slice(&c->to, s->to + i, s->to + end));
	}
}

static bool share_link(const struct diff_words *before, const struct diff_words *behind)
{
	const struct diff_style *a, *b;

	if (!before->count || !behind->count)
		return false;
	a = before->items[before->count - 1].style;
	b = behind->items->style;
	return a->link.ptr && same_link(a, b);
}

/* All words of the runs from FIRST to LAST on one side, which are next to each other. */
static struct diff_words joined(const struct diff_run *first, const struct diff_run *last,
				bool of_from)
{
	struct diff_words all = {0};

	for (const struct diff_run *run = first; run <= last; run++) {
		const struct diff_words *words = of_from ? &run->from : &run->to;

		if (!all.count)
			all = *words;
		else
			all.count += words->count;
	}
	return all;
}

/* The end of the run AT, or of two of which one replaces the other. */
static size_t pair_end(const struct comparer *c, size_t at)
{
	const struct diff_run *runs = c->runs.items;

	return at + 1 < c->runs.count && runs[at].type == DIFF_DELETED &&
			       runs[at + 1].type == DIFF_INSERTED
		       ? at + 2
		       : at + 1;
}

/* True where the runs from AT to MIDDLE, and from there to END, change one link. */
static bool change_link(const struct diff_run *runs, size_t at, size_t middle, size_t end)
{
	for (int of_from = 0; of_from < 2; of_from++) {
		struct diff_words before = joined(&runs[at], &runs[middle - 1], of_from);
		struct diff_words behind = joined(&runs[middle], &runs[end - 1], of_from);

		if (share_link(&before, &behind))
			return runs[at].type != DIFF_KEPT && runs[middle].type != DIFF_KEPT;
	}
	return false;
}

/* The end of the runs from AT on that change one link; *RESTYLED: one of them. */
static size_t change_end(const struct comparer *c, size_t at, bool *restyled)
{
	const struct diff_run *runs = c->runs.items;
	size_t middle = pair_end(c, at), end;

	*restyled = runs[at].type == DIFF_RESTYLED;
	for (; middle < c->runs.count; at = middle, middle = end) {
		end = pair_end(c, middle);
		if (!change_link(runs, at, middle, end))
			break;
		*restyled |= runs[middle].type == DIFF_RESTYLED;
	}
	return middle;
}

/* A link with another target and another word in it is replaced as a whole. */
static void join_links(struct comparer *c)
{
	struct diff_run *runs = c->runs.items;
	size_t count = 0;
	bool restyled;

	for (size_t at = 0, end; at < c->runs.count; at = end) {
		end = change_end(c, at, &restyled);
		if (restyled && end > at + 1) {
			struct diff_words from = joined(&runs[at], &runs[end - 1], true);
			struct diff_words to = joined(&runs[at], &runs[end - 1], false);

			runs[count++] = (struct diff_run){.type = DIFF_DELETED, .from = from};
			runs[count++] = (struct diff_run){.type = DIFF_INSERTED, .to = to};
			continue;
		}
		while (at < end)
			runs[count++] = runs[at++];
	}
	c->runs.count = count;
}

/* ---- counting ---- */

static size_t count_letters(const struct diff_words *words)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		count += words->items[i].letters;
	return count;
}

static size_t count_pictures(const struct diff_words *words)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		count += words->items[i].style->picture.ptr != NULL;
	return count;
}

static size_t count_breaks(const struct diff_words *words)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		count += str_equal(words->items[i].text, STR("\n\n"));
	return count;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Counts words that were deleted, inserted, or the one for the other. */
static void count_changed(struct diff_prose *prose, const struct diff_words *from,
			  const struct diff_words *to)
{
	size_t words = larger(count_letters(from), count_letters(to));
	size_t old = count_pictures(from), new = count_pictures(to);
	size_t gone = count_breaks(from), come = count_breaks(to);

	prose->words += words;
	prose->pictures[0] += old < new ? old : new;
	prose->pictures[1] += new - (old < new ? old : new);
	prose->pictures[2] += old - (old < new ? old : new);
	prose->breaks[1] += come;
	prose->breaks[2] += gone;
	if (!words && !old && !new && !gone && !come)
		prose->characters += larger(from->count, to->count);
}

/* Counts a run of the same words in two styles; parts of one link are one. */
static void count_restyled(struct diff_prose *prose, const struct diff_run *run)
{
	const struct diff_run *last = run, *first = prose->runs;
	const struct diff_style *from = run->from.items->style, *to = run->to.items->style;

	while (last > first && (last == run || last->type == DIFF_DELETED ||
				last->type == DIFF_INSERTED))
		last--; /* over words of the link that are others now */
	if (from->picture.ptr && to->picture.ptr)
		prose->pictures[0]++;
	else if (same_link(from, to))
		prose->words += larger(count_letters(&run->to), 1);
	else if (last == run || last->type != DIFF_RESTYLED ||
		 !same_link(last->from.items->style, from) ||
		 !same_link(last->to.items->style, to))
		prose->links[!from->link.ptr ? 1 : !to->link.ptr ? 2 : 0]++;
}

/* A link that was replaced with its words is words that changed, and no more. */
static void count_runs(struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++) {
		const struct diff_run *run = &prose->runs[i];
		bool pair = run->type == DIFF_DELETED && i + 1 < prose->count &&
			    run[1].type == DIFF_INSERTED;

		if (run->type == DIFF_RESTYLED)
			count_restyled(prose, run);
		else if (run->type != DIFF_KEPT)
			count_changed(prose, &run->from, pair ? &run[1].to : &run->to);
		i += pair;
	}
}

struct diff_prose *diff_prose_make(struct differ *d, const struct diff_words *from,
				   const struct diff_words *to)
{
	struct comparer c = {.differ = d, .prose = arena_new(d->arena, struct diff_prose)};

	if (from)
		c.from = *from;
	if (to)
		c.to = *to;
	align_words(&c);
	join_islands(&c);
	slide_segments(&c);
	for (size_t i = 0; i < c.segments.count; i++)
		if (c.segments.items[i].kept)
			add_same(&c, &c.segments.items[i]);
		else
			add_changed(&c, &c.segments.items[i]);
	join_links(&c);
	c.prose->runs = c.runs.items;
	c.prose->count = c.runs.count;
	count_runs(c.prose);
	return c.prose;
}

bool diff_prose_same(const struct diff_prose *prose)
{
	for (size_t i = 0; i < prose->count; i++)
		if (prose->runs[i].type != DIFF_KEPT)
			return false;
	return true;
}
