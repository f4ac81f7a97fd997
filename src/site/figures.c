#include "site/figures.h"

#include "format/markdown.h"

#include <math.h>

/* ---- what backs ---- */

/* What a quantity measures or counts: figures with other keys never compare. */
static struct str key_of(struct arena *arena, const struct quantity *quantity)
{
	const struct quantity_measure *measure = &quantity->high.measure;
	char noun[64];
	size_t length;

	switch (quantity->kind) {
	case QUANTITY_MEASURE:
		return str_printf(arena, "%s/%s", measure->unit ? measure->unit->dimension : "",
				  measure->per ? measure->per->dimension : "");
	case QUANTITY_COUNT:
		length = quantity_singular(quantity->noun, noun, sizeof noun);
		return str_printf(arena, "#%.*s", (int)length, noun);
	default: return STR("number");
	}
}

static void add_backing(struct backings *b, const struct quantity *quantity, struct str whole,
			struct str id)
{
	struct str key = key_of(b->arena, quantity);
	struct backing_bucket *bucket = map_get(&b->buckets, key);
	struct backing *backing = arena_new(b->arena, struct backing);

	*backing = (struct backing){*quantity, str_slice(whole, quantity->begin, quantity->end),
				    whole, id};
	if (!bucket) {
		bucket = arena_new(b->arena, struct backing_bucket);
		map_put(&b->buckets, b->arena, key, bucket);
	}
	*list_add(&bucket->list, b->arena) = backing;
	*list_add(&b->list, b->arena) = backing;
}

static void add_text(struct backings *b, struct str text, struct str id)
{
	struct quantities quantities = {0};

	if (!text.ptr)
		return;
	quantity_read(b->arena, text, &quantities);
	for (size_t i = 0; i < quantities.list.count; i++)
		if (quantities.list.items[i].kind != QUANTITY_WORDS)
			add_backing(b, &quantities.list.items[i], text, id);
}

static void begin_record(struct backings *b, struct str id)
{
	size_t *first = arena_new(b->arena, size_t);

	*first = b->list.count;
	map_put(&b->records, b->arena, id, first);
}

void figures_index(struct arena *arena, const struct bundle *bundle, struct backings *b)
{
	*b = (struct backings){.arena = arena};
	for (size_t i = 0; i < bundle->deals.count; i++) {
		const struct deal *deal = &bundle->deals.items[i];

		if (!deal->id.str.ptr)
			continue;
		begin_record(b, deal->id.str);
		add_text(b, deal->scale.str, deal->id.str);
		add_text(b, deal->platform.str, deal->id.str);
	}
	for (size_t i = 0; i < bundle->facts.count; i++) {
		const struct fact *fact = &bundle->facts.items[i];

		if (!fact->id.str.ptr)
			continue;
		begin_record(b, fact->id.str);
		if (fact->statement.md)
			add_text(b, md_plain(arena, fact->statement.md->root), fact->id.str);
	}
}

/* ---- judging ---- */

/* Lost is better than turned, and both are worse than what holds. */
static int badness(enum hedge_relation relation)
{
	return relation == HEDGE_TURNED ? 2 : relation == HEDGE_LOST;
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

/* One more figure of the bundle beside the one that is judged. */
static void consider(struct figure *figure, const struct backing *backing, bool *found)
{
	const struct quantity *quantity = figure->quantity;
	enum hedge_relation hedge;

	if (quantity_compare(quantity, &backing->quantity) != QUANTITY_EQUAL) {
		if (!*found && (!figure->backing ||
				distance(quantity, &backing->quantity) <
					distance(quantity, &figure->backing->quantity)))
			figure->backing = backing;
		return;
	}
	hedge = quantity_compare_hedges(quantity->hedge, backing->quantity.hedge);
	if (*found && !str_equal(backing->id, figure->backing->id))
		figure->other = backing;
	if (!*found || badness(hedge) < badness(figure->hedge)) {
		if (*found && !str_equal(backing->id, figure->backing->id))
			figure->other = figure->backing;
		figure->backing = backing;
		figure->hedge = hedge;
	}
	*found = true;
}

static bool judge_record(const struct backings *b, struct figure *figure, struct str id)
{
	const size_t *first = map_get(&b->records, id);
	bool found = false;

	for (size_t i = first ? *first : b->list.count;
	     i < b->list.count && str_equal(b->list.items[i]->id, id); i++)
		consider(figure, b->list.items[i], &found);
	figure->other = NULL;
	return found;
}

static enum figure_state judge_bound(const struct backings *b, struct figure *figure)
{
	if (!map_get(&b->records, figure->bound))
		return FIGURE_UNCHECKED; /* that there is no such record has been said */
	return judge_record(b, figure, figure->bound) ? FIGURE_BOUND : FIGURE_CONTRADICTED;
}

static enum figure_state judge_free(const struct backings *b, struct figure *figure)
{
	struct arena scratch = ARENA_INIT;
	const struct backing_bucket *bucket =
		map_get(&b->buckets, key_of(&scratch, figure->quantity));
	bool found = false;

	arena_release(&scratch);
	for (size_t i = 0; bucket && i < bucket->list.count; i++)
		consider(figure, bucket->list.items[i], &found);
	if (found)
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
