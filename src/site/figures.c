#include "site/figures.h"

#include "format/markdown.h"
#include "format/quantity_words.h"

#include <math.h>
#include <strings.h>

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
	if (deal->figures)
		add_figures(b, deal->figures, deal->scale.str, false, record);
	else
		add_text(b, deal->scale.str, false, record);
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

/* Whether BACKING is of another record than the figure's, and backs it as closely. */
static bool is_rival(const struct figure *figure, const struct backing *backing)
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

static const struct backing_bucket *bucket_of(const struct backings *b,
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
		if (is_rival(figure, bucket->list.items[i]))
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
	const struct backing_bucket *bucket = bucket_of(b, figure->quantity);

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

/* ---- choosing among several records ---- */

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
	const struct backing_bucket *bucket = bucket_of(b, figure->quantity);
	struct rivals rivals = {{figure->backing}, 1};

	for (size_t i = 0; i < bucket->list.count && rivals.count < RIVALS_MOST; i++)
		if (is_rival(figure, bucket->list.items[i]) &&
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
