#include "site/figures.h"

#include "format/markdown.h"

#include <math.h>

/* ---- what backs ---- */

enum { KEY_MOST = 64 };

static size_t append(char *key, size_t length, struct str text)
{
	size_t count = text.len < KEY_MOST - length ? text.len : KEY_MOST - length;

	if (count)
		memcpy(key + length, text.ptr, count);
	return length + count;
}

/* What a quantity measures or counts, in KEY: figures with other keys never compare. */
static struct str key_of(const struct quantity *quantity, char key[KEY_MOST])
{
	const struct quantity_measure *measure = &quantity->high.measure;
	size_t length = 1;

	switch (quantity->kind) {
	case QUANTITY_MEASURE:
		key[0] = measure->per ? '/' : '.';
		length = append(key, length, str_of(measure->unit->dimension));
		if (measure->per)
			length = append(key, length, str_of(measure->per->dimension));
		return (struct str){key, length};
	case QUANTITY_COUNT:
		key[0] = '#';
		return (struct str){key, 1 + quantity_singular(quantity->noun, key + 1,
							       KEY_MOST - 1)};
	default: return STR("number");
	}
}

static void add_backing(struct backings *b, const struct quantity *quantity, struct str whole,
			bool platform, const struct backing_record *record)
{
	char room[KEY_MOST];
	struct str key = key_of(quantity, room);
	struct backing_bucket *bucket = map_get(&b->buckets, key);
	struct backing *backing = arena_new(b->arena, struct backing);

	*backing = (struct backing){*quantity, str_slice(whole, quantity->begin, quantity->end),
				    whole, record->id, platform, record};
	if (!bucket) {
		bucket = arena_new(b->arena, struct backing_bucket);
		map_put(&b->buckets, b->arena, str_copy(b->arena, key), bucket);
	}
	*list_add(&bucket->list, b->arena) = backing;
	*list_add(&b->list, b->arena) = backing;
}

const struct quantities *figures_of_deal(struct arena *arena, const struct deal *deal,
					 struct quantities *room)
{
	if (deal->figures)
		return deal->figures;
	room->list.count = 0;
	if (deal->scale.str.ptr)
		quantity_read(arena, deal->scale.str, room);
	return room;
}

static void add_figures(struct backings *b, const struct quantities *figures, struct str whole,
			bool platform, const struct backing_record *record)
{
	for (size_t i = 0; i < figures->list.count; i++)
		if (figures->list.items[i].kind != QUANTITY_WORDS)
			add_backing(b, &figures->list.items[i], whole, platform, record);
}

static void add_text(struct backings *b, struct str text, bool platform,
		     const struct backing_record *record)
{
	if (!text.ptr)
		return;
	b->read.list.count = 0;
	quantity_read(b->arena, text, &b->read);
	add_figures(b, &b->read, text, platform, record);
}

static struct backing_record *begin_record(struct backings *b, struct str id)
{
	struct backing_record *record = arena_new(b->arena, struct backing_record);

	*record = (struct backing_record){.id = id, .first = b->list.count};
	map_put(&b->records, b->arena, id, record);
	return record;
}

/* All that a deal says in words, with a space between its members. */
static struct str subject_of(struct arena *arena, const struct deal *deal)
{
	const struct str members[] = {deal->party_a.str, deal->party_b.str, deal->platform.str,
				    deal->scale.str};
	size_t length = 0;
	char *subject;

	for (size_t i = 0; i < 4; i++)
		length += members[i].len + 1;
	subject = arena_alloc(arena, length);
	length = 0;
	for (size_t i = 0; i < 4; i++) {
		if (members[i].len)
			memcpy(subject + length, members[i].ptr, members[i].len);
		length += members[i].len;
		subject[length++] = ' ';
	}
	return (struct str){subject, length - 1};
}

static void add_deal(struct backings *b, const struct deal *deal)
{
	struct backing_record *record;

	if (!deal->id.str.ptr)
		return;
	record = begin_record(b, deal->id.str);
	record->a = deal->party_a.str;
	record->b = deal->party_b.str;
	record->subject = subject_of(b->arena, deal);
	add_figures(b, figures_of_deal(b->arena, deal, &b->read), deal->scale.str, false, record);
	add_text(b, deal->platform.str, true, record);
}

static void add_fact(struct backings *b, const struct fact *fact)
{
	struct backing_record *record;

	if (!fact->id.str.ptr)
		return;
	record = begin_record(b, fact->id.str);
	if (!fact->statement.md)
		return;
	record->subject = md_plain(b->arena, fact->statement.md->root);
	add_text(b, record->subject, false, record);
}

void figures_index(struct arena *arena, const struct bundle *bundle, struct backings *b)
{
	*b = (struct backings){.arena = arena};
	for (size_t i = 0; i < bundle->deals.count; i++)
		add_deal(b, &bundle->deals.items[i]);
	for (size_t i = 0; i < bundle->facts.count; i++)
		add_fact(b, &bundle->facts.items[i]);
}

/* ---- judging ---- */

/* How well a figure of the bundle backs one of the prose; 0 is best. */
struct fit {
	bool equal;
	int hedge; /* the same, added, lost, turned */
	int rough; /* 1: equal as the prose prints it only */
};

static struct fit fit_of(const struct quantity *prose, const struct quantity *backing)
{
	struct fit fit = {.equal = quantity_compare(prose, backing) == QUANTITY_EQUAL};

	if (!fit.equal)
		return fit;
	fit.hedge = (int)quantity_compare_hedges(prose->hedge, backing->hedge);
	fit.rough = quantity_compare(backing, prose) != QUANTITY_EQUAL;
	return fit;
}

static bool is_better(struct fit a, struct fit b)
{
	return a.hedge != b.hedge ? a.hedge < b.hedge : a.rough < b.rough;
}

/* Nothing speaks for B that does not speak for A, too. */
static bool outdoes(struct fit a, struct fit b)
{
	return is_better(a, b) && a.hedge <= b.hedge && a.rough <= b.rough;
}

static double about(const struct quantity_end *end)
{
	const struct quantity_measure *measure = &end->measure;
	double value = (double)end->value.digits * pow(10, end->value.exponent + measure->power);

	if (measure->unit)
		value *= (double)measure->unit->factor * pow(10, measure->unit->power);
	return end->value.negative ? -value : value;
}

/* How far apart two quantities of one key are, for "the nearest". */
static double distance(const struct quantity *a, const struct quantity *b)
{
	double x = about(&a->high), y = about(&b->high), most = fmax(fabs(x), fabs(y));

	return most > 0 ? fabs(x - y) / most : 0;
}

/* What is found among figures of the bundle. */
struct search {
	struct figure *figure;
	struct fit fit; /* of the backing */
	size_t found;
};

/* One more figure of the bundle beside the one that is judged. */
static void consider(struct search *search, const struct backing *backing)
{
	struct figure *figure = search->figure;
	struct fit fit = fit_of(figure->quantity, &backing->quantity);

	if (fit.equal && (!search->found++ || is_better(fit, search->fit))) {
		figure->backing = backing;
		figure->hedge = (enum hedge_relation)fit.hedge;
		search->fit = fit;
	}
}

/* One more of those that do not equal it, for the nearest of them. */
static void consider_nearest(struct figure *figure, const struct backing *backing)
{
	if (!figure->backing || distance(figure->quantity, &backing->quantity) <
					distance(figure->quantity, &figure->backing->quantity))
		figure->backing = backing;
}

bool figures_rival(const struct figure *figure, const struct backing *backing)
{
	struct fit fit = fit_of(figure->quantity, &backing->quantity);

	return fit.equal && backing->record != figure->backing->record &&
	       !outdoes(fit_of(figure->quantity, &figure->backing->quantity), fit);
}

/* ---- ranges whose ends are two figures of one record ---- */

static const struct backing *find_end(const struct backings *b,
				      const struct backing_record *record,
				      const struct quantity *end)
{
	for (size_t i = record->first; i < b->list.count && b->list.items[i]->record == record; i++)
		if (fit_of(end, &b->list.items[i]->quantity).equal)
			return b->list.items[i];
	return NULL;
}

/* RECORD says "1 GW in 2026 and 5 GW in 2030", and the prose "from 1 to 5 GW". */
static bool backs_ends(const struct backings *b, struct figure *figure,
		       const struct backing_record *record)
{
	struct quantity low = *figure->quantity, high = low;
	const struct backing *first, *last;

	low.high = low.low;
	high.low = high.high;
	first = find_end(b, record, &low);
	last = find_end(b, record, &high);
	if (!first || !last || first == last)
		return false;
	figure->backing = last;
	figure->hedge = quantity_compare_hedges(high.hedge, last->quantity.hedge);
	return true;
}

static bool is_range(const struct quantity *quantity)
{
	return decimal_compare(quantity->low.value, quantity->high.value) ||
	       quantity->low.measure.unit != quantity->high.measure.unit ||
	       quantity->low.measure.power != quantity->high.measure.power;
}

/* ---- one record, or all ---- */

static bool judge_record(const struct backings *b, struct figure *figure,
			 const struct backing_record *record)
{
	struct search search = {.figure = figure};

	for (size_t i = record->first; i < b->list.count && b->list.items[i]->record == record; i++)
		consider(&search, b->list.items[i]);
	if (search.found || (is_range(figure->quantity) && backs_ends(b, figure, record)))
		return true;
	for (size_t i = record->first; i < b->list.count && b->list.items[i]->record == record; i++)
		consider_nearest(figure, b->list.items[i]);
	return false;
}

static enum figure_state judge_bound(const struct backings *b, struct figure *figure)
{
	const struct backing_record *record = map_get(&b->records, figure->bound);

	if (!record)
		return FIGURE_UNCHECKED; /* that there is no such record has been said */
	return judge_record(b, figure, record) ? FIGURE_BOUND : FIGURE_CONTRADICTED;
}

const struct backing_bucket *figures_bucket(const struct backings *b,
					    const struct quantity *quantity)
{
	char room[KEY_MOST];

	return map_get(&b->buckets, key_of(quantity, room));
}

static bool judge_bucket(const struct backings *b, struct figure *figure,
			 const struct backing_bucket *bucket)
{
	struct search search = {.figure = figure};

	for (size_t i = 0; i < bucket->list.count; i++)
		consider(&search, bucket->list.items[i]);
	for (size_t i = 0; search.found > 1 && !figure->other && i < bucket->list.count; i++)
		if (figures_rival(figure, bucket->list.items[i]))
			figure->other = bucket->list.items[i];
	if (search.found)
		return true;
	for (size_t i = 0; is_range(figure->quantity) && i < bucket->list.count; i++)
		if (backs_ends(b, figure, bucket->list.items[i]->record))
			return true;
	for (size_t i = 0; i < bucket->list.count; i++)
		consider_nearest(figure, bucket->list.items[i]);
	return false;
}

static enum figure_state judge_free(const struct backings *b, struct figure *figure)
{
	const struct backing_bucket *bucket = figures_bucket(b, figure->quantity);

	if (bucket && judge_bucket(b, figure, bucket))
		return FIGURE_MATCHED;
	if (figure->quantity->kind == QUANTITY_NUMBER ||
	    (figure->quantity->kind == QUANTITY_COUNT && !bucket))
		return FIGURE_UNCHECKED;
	return FIGURE_UNBACKED;
}

struct figure figures_judge(const struct backings *b, const struct quantity *quantity,
			    struct str text, struct str url, struct str title)
{
	struct figure figure = {.quantity = quantity, .text = text};
	const struct str scheme = STR("fact:");

	if (str_starts(url, scheme))
		figure.bound = str_slice(url, scheme.len, url.len);
	if (quantity->kind == QUANTITY_WORDS) {
		figure.state = FIGURE_UNCHECKED;
	} else if (!figure.bound.ptr) {
		figure.state = judge_free(b, &figure);
	} else if (str_equal(figure.bound, STR("none"))) {
		figure.state = FIGURE_ALONE;
		figure.reason = title;
	} else {
		figure.state = judge_bound(b, &figure);
	}
	return figure;
}
