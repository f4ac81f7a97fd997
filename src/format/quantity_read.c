#include "format/quantity.h"

#include "format/quantity_find.h"
#include "format/quantity_hedge.h"
#include "format/quantity_noun.h"
#include "format/quantity_part.h"
#include "format/quantity_range.h"
#include "format/quantity_scan.h"
#include "format/quantity_which.h"
#include "format/quantity_words.h"

/* Bytes: how far before a number words are looked at. */
enum { CONTEXT = 40 };

/* How a figure hangs together with the one before it. */
enum link { LINK_NONE, LINK_COMMA, LINK_AND, LINK_COMMA_AND };

struct reader {
	struct arena *arena;
	struct scan scan;
	struct quantities *out;
	LIST(enum link) links; /* one for each figure of out that was read here */
	size_t first_out;      /* the first of these */
	size_t taken;          /* tokens before it belong to a figure already */
	bool ended;            /* no list goes on behind the last figure */
	size_t listed;         /* behind a number whose list says which; 0: none */
};

static const struct token *token_at(struct reader *reader, size_t index)
{
	return scan_token(&reader->scan, index);
}

static struct str text_at(struct reader *reader, size_t index)
{
	return scan_text(&reader->scan, token_at(reader, index));
}

static bool is_word(struct reader *reader, size_t index)
{
	return token_at(reader, index)->kind == TOKEN_WORD;
}

/* ---- lists: 10, 20 and 40 mg ---- */

/* How the figure that begins at FIRST hangs on what ends before the token BEHIND. */
static enum link link_between(struct reader *reader, size_t behind, size_t first)
{
	struct scan *scan = &reader->scan;
	bool comma = scan_is_mark(scan, behind, ',');

	if (first <= behind || first - behind > 4)
		return LINK_NONE;
	if (first - behind == 1 && comma)
		return LINK_COMMA;
	behind += comma;
	if (scan_is(scan, behind, "and") || scan_is(scan, behind, "or") ||
	    scan_is(scan, behind, "to") || scan_is_mark(scan, behind, '/'))
		return first - behind > 1 ? LINK_NONE : comma ? LINK_COMMA_AND : LINK_AND;
	return !comma && scan_is(scan, behind, "of") ? LINK_AND : LINK_NONE;
}

/* The 10 of "8 out of 10 and 4 stars" has nothing to do with what follows. */
static bool is_whole_of(struct reader *reader, size_t first)
{
	return scan_is(&reader->scan, first - 1, "of") && scan_is(&reader->scan, first - 2, "out");
}

/* Gives the last figure's unit or noun to those that are listed before it. */
static void share_unit(struct reader *reader)
{
	size_t last = reader->out->list.count - 1;
	const struct quantity *from = &reader->out->list.items[last];
	enum link link = reader->links.items[last - reader->first_out];

	if (link == LINK_COMMA_AND && last > reader->first_out &&
	    reader->links.items[last - 1 - reader->first_out] == LINK_COMMA)
		link = LINK_AND;
	if (link != LINK_AND || (from->kind != QUANTITY_MEASURE && from->kind != QUANTITY_COUNT))
		return;
	for (size_t i = last; i > reader->first_out; i--) {
		struct quantity *to = &reader->out->list.items[i - 1];

		if (to->kind != QUANTITY_NUMBER || (i < last && link != LINK_COMMA))
			return;
		to->kind = from->kind;
		to->noun = from->noun;
		to->low.measure = from->low.measure;
		to->high.measure = from->high.measure;
		to->inherits = true;
		link = reader->links.items[i - 1 - reader->first_out];
	}
}

/* Adds a figure of the tokens from FIRST to before NEXT. */
static struct quantity *add(struct reader *reader, size_t first, size_t next)
{
	struct quantity *quantity = list_add(&reader->out->list, reader->arena);

	*list_add(&reader->links, reader->arena) = reader->ended ? LINK_NONE
						 : link_between(reader, reader->taken, first);
	reader->ended = is_whole_of(reader, first);
	*quantity = (struct quantity){.begin = token_at(reader, first)->begin,
				      .end = token_at(reader, next - 1)->end};
	reader->taken = next;
	return quantity;
}

/* ---- numbers in words ---- */

static bool is_number_word(struct reader *reader, size_t index)
{
	return is_word(reader, index) && quantity_word(text_at(reader, index)) & WORD_NUMBER;
}

/* "One" is a number before a unit only. */
static bool is_one_alone(struct reader *reader, size_t index)
{
	struct quantity_measure measure;
	struct scan *scan = &reader->scan;

	if (!scan_is(scan, index, "one"))
		return false;
	index += scan_is_hyphen(scan, index + 1) ? 2 : 1;
	if (is_number_word(reader, index) && !scan_is(scan, index, "one"))
		return false;
	return !is_word(reader, index) || text_at(reader, index).len < 3 ||
	       scan_is(scan, index, "time") ||
	       !quantity_unit_find(text_at(reader, index), &measure);
}

/* The thirds of two-thirds; quarters are also parts of a year. */
static bool is_part(struct reader *reader, size_t index)
{
	static const char *const words[] = {"thirds", "quarters", "fifths", "sixths", "sevenths",
					    "eighths", "ninths", "tenths", "hundredths", "halves"};

	if (scan_is(&reader->scan, index, "quarters") && !scan_is_hyphen(&reader->scan, index - 1) &&
	    !scan_is(&reader->scan, index + 1, "of"))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(&reader->scan, index, words[i]))
			return true;
	return false;
}

static bool is_ordinal(struct reader *reader, size_t index)
{
	static const char *const words[] = {"first", "second", "third", "fourth", "fifth", "sixth",
					    "seventh", "eighth", "ninth"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(&reader->scan, index, words[i]))
			return true;
	return false;
}

/* Behind the run of number words from INDEX on: twenty-one, tens of billions. */
static size_t skip_number_words(struct reader *reader, size_t index)
{
	struct scan *scan = &reader->scan;

	for (;;) {
		size_t next = index + 1;

		if (scan_is_hyphen(scan, next) || scan_is(scan, next, "and") ||
		    scan_is(scan, next, "of"))
			next++;
		if (is_part(reader, next))
			return next + 1;
		if (!is_number_word(reader, next) ||
		    (is_one_alone(reader, next) && !scan_is_hyphen(scan, next - 1)))
			return index + 1;
		index = next;
	}
}

static bool begins_with_capital(struct reader *reader, size_t index)
{
	struct str text = text_at(reader, index);

	return is_word(reader, index) && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z';
}

/* Nineteen Eighty-Four, Twenty-One Pilots: a title, not Two Million. */
static bool is_title(struct reader *reader, size_t first, size_t next)
{
	return next - first > 1 && begins_with_capital(reader, first) &&
	       scan_is_hyphen(&reader->scan, next - 2) && begins_with_capital(reader, next - 1);
}

static size_t read_words(struct reader *reader, size_t index)
{
	struct scan *scan = &reader->scan;
	size_t next;

	if (!is_number_word(reader, index) || is_one_alone(reader, index))
		return index + 1;
	/* A loss of $(12) million. */
	if (scan_is_mark(scan, index - 1, ')') && token_at(reader, index - 2)->kind == TOKEN_NUMBER)
		return index + 1;
	next = skip_number_words(reader, index);
	if (scan_is_hyphen(scan, index - 1) && scan_is_joined(scan, index))
		return next; /* multi-million */
	if (scan_is_hyphen(scan, next) && is_ordinal(reader, next + 1))
		return next + 2; /* twenty-first */
	if (is_title(reader, index, next))
		return next;
	add(reader, index, next)->kind = QUANTITY_WORDS;
	return next;
}

/* ---- numbers in digits ---- */

/* Of numbers of parameters: the 7B of "the 7B model". */
static bool is_model_size(struct reader *reader, const struct part *part)
{
	static const char *const words[] = {"model", "models", "variant", "variants", "llm", "llms",
					    "checkpoint", "checkpoints", "transformer"};
	struct str letter = text_at(reader, part->at + 1);

	if (!part->letter || part->currency || part->measure.unit ||
	    !(str_equal(letter, STR("B")) || str_equal(letter, STR("M"))))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (size_t j = 0; j < 3; j++)
			if (scan_is(&reader->scan, part->next + j, words[i]))
				return true;
	return false;
}

/* 14.3m containers: millions of them. */
static bool is_metre_by_mistake(struct reader *reader, const struct part *part)
{
	size_t next = part->next;

	return !part->scaled && !part->currency && part->measure.unit && !part->measure.power &&
	       !part->measure.per && part->next == part->at + 2 + part->plus &&
	       str_equal(text_at(reader, part->at + 1), STR("m")) &&
	       scan_is_joined(&reader->scan, part->at + 1) &&
	       noun_behind(&reader->scan, &next, false).ptr;
}

static void mend(struct reader *reader, struct part *part)
{
	if (is_metre_by_mistake(reader, part)) {
		part->measure = (struct quantity_measure){0};
		part->scaled = part->letter = true;
		part->scale = 6;
	}
	if (is_model_size(reader, part))
		quantity_unit_find(STR("parameter"), &part->measure);
}

/* 4K video, a 5K run: not thousands. */
static bool is_format(struct reader *reader, const struct candidate *c)
{
	static const char *const words[] = {"video", "videos", "run", "runs", "race", "races",
					    "resolution", "tv", "tvs", "display", "displays", "screen",
					    "screens", "monitor", "monitors", "camera", "footage"};
	const struct part *part = &c->high;
	struct str letter = text_at(reader, part->at + 1);

	if (!part->letter || part->currency || part->number.digits > 2 || part->measure.unit ||
	    !(str_equal(letter, STR("k")) || str_equal(letter, STR("K"))))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(&reader->scan, part->next, words[i]))
			return true;
	return !c->noun.ptr && part->number.digits == 1;
}

static struct hedged hedged_of(struct reader *reader, size_t first, const struct part *part)
{
	const char *dimension = part->measure.unit ? part->measure.unit->dimension : "";
	bool may_be = *dimension == 's' || *dimension == 'm';

	return (struct hedged){
		.first = first,
		.next = part->next,
		.taken = reader->taken,
		.duration = may_be && (!strcmp(dimension, "s") || !strcmp(dimension, "month")),
		.length = may_be && !strcmp(dimension, "m"),
	};
}

/* What is before it and belongs to it: hedges, "between" and "from" of a range. */
static size_t read_before(struct reader *reader, const struct candidate *c,
			  enum quantity_hedge *hedge)
{
	struct hedged figure = hedged_of(reader, c->first, &c->high);
	size_t first = c->hedge_first;

	*hedge = c->hedge;
	if (c->range)
		first = hedge_before(&reader->scan, &figure, hedge);
	if (c->range && !c->dash && (scan_is(&reader->scan, first - 1, "between") ||
				     scan_is(&reader->scan, first - 1, "from"))) {
		figure.first = first - 1;
		first = hedge_before(&reader->scan, &figure, hedge);
	}
	if (first >= reader->taken)
		return first;
	*hedge = HEDGE_NONE;
	return c->first;
}

static struct quantity_end end_of(const struct part *part)
{
	return (struct quantity_end){part_value(part), part_place(part), part->measure};
}

static void emit(struct reader *reader, const struct candidate *c)
{
	enum quantity_hedge hedge = HEDGE_NONE;
	size_t first = read_before(reader, c, &hedge);
	size_t next = hedge_behind(&reader->scan, c->next, &hedge);
	struct quantity *quantity;

	if ((c->low.plus || c->high.plus) &&
	    (hedge == HEDGE_NONE || hedge == HEDGE_ABOUT || hedge == HEDGE_NEARLY))
		hedge = HEDGE_AT_LEAST;
	if ((c->low.about || c->high.about) && hedge == HEDGE_NONE)
		hedge = HEDGE_ABOUT;
	quantity = add(reader, first, next);
	quantity->kind = c->high.measure.unit ? QUANTITY_MEASURE
		       : c->noun.ptr ? QUANTITY_COUNT : QUANTITY_NUMBER;
	quantity->hedge = hedge;
	quantity->number = token_at(reader, c->low.at)->begin;
	quantity->low = end_of(&c->low);
	quantity->high = end_of(&c->high);
	quantity->noun = c->noun;
	if (!c->low.currency)
		share_unit(reader);
}

/* A bare number that goes on a list of labels: the 4 of "sections 3 and 4". */
static bool is_listed(struct reader *reader, const struct candidate *c)
{
	struct scan *scan = &reader->scan;
	size_t index = reader->listed;

	if (!index || c->noun.ptr || c->first - index > 2 ||
	    !(candidate_is_bare(c) || candidate_is_lettered(scan, c)))
		return false;
	for (; index < c->first; index++)
		if (!scan_is_mark(scan, index, ',') && !scan_is(scan, index, "and") &&
		    !scan_is(scan, index, "or") && !scan_is(scan, index, "to") &&
		    !scan_is(scan, index, "through") && !scan_is_mark(scan, index, '&') &&
		    !scan_is_mark(scan, index, '/') && !scan_is_dash(scan, index))
			return false;
	return true;
}

static bool is_one(const struct part *part)
{
	return !part->number.point && !part->scaled && part->number.value.digits == 1 &&
	       !part->number.value.exponent;
}

/* Of "50 or more workers", too. */
static struct str read_noun(struct reader *reader, struct candidate *c)
{
	enum quantity_hedge hedge = HEDGE_NONE;
	size_t next = hedge_behind(&reader->scan, c->next, &hedge);

	if (next == c->next)
		return noun_behind(&reader->scan, &c->next, is_one(&c->high));
	return noun_behind(&reader->scan, &next, false);
}

static void read_candidate(struct reader *reader, size_t index, struct candidate *c)
{
	struct hedged figure;

	part_read(&reader->scan, index, reader->taken, &c->low);
	c->high = c->low;
	c->range = c->dash = false;
	c->first = c->low.first;
	c->next = c->low.next;
	c->hedge = HEDGE_NONE;
	c->noun = STR_UNKNOWN;
	figure = hedged_of(reader, c->first, &c->low);
	c->hedge_first = hedge_before(&reader->scan, &figure, &c->hedge);
	c->hedged = c->hedge != HEDGE_NONE && c->hedge_first >= reader->taken;
	range_read(&reader->scan, c, c->hedge_first - 1);
	mend(reader, &c->high);
	if (c->range && !c->low.measure.unit)
		c->low.measure = c->high.measure;
	if (!c->range)
		c->low = c->high;
	if (!c->high.measure.unit)
		c->noun = read_noun(reader, c);
}

/* The number at INDEX and all that belongs to it; the token behind. */
static size_t read_number(struct reader *reader, size_t index)
{
	struct candidate c;
	enum which which;

	read_candidate(reader, index, &c);
	which = is_listed(reader, &c) ? WHICH_LIST : which_is(&reader->scan, &c);
	if (which == WHICH_NOT && !is_format(reader, &c)) {
		emit(reader, &c);
		return reader->taken;
	}
	/* The R of 09R/27L. */
	c.next += c.low.odd && c.next == c.low.at + 1;
	reader->listed = which == WHICH_LIST ? c.next : 0;
	return c.next;
}

/* Sets all but the tokens, which are many and not made yet. */
static void reader_init(struct reader *reader, struct arena *arena, struct str text,
			struct quantities *out)
{
	reader->arena = arena;
	scan_init(&reader->scan, text, CONTEXT);
	reader->out = out;
	memset(&reader->links, 0, sizeof reader->links);
	reader->first_out = out->list.count;
	reader->taken = reader->listed = 0;
	reader->ended = false;
}

void quantity_read(struct arena *arena, struct str text, struct quantities *quantities)
{
	struct reader reader;
	size_t index = SCAN_FIRST, at = quantity_find(text, 0);

	if (at == text.len)
		return;
	reader_init(&reader, arena, text, quantities);
	for (; at < text.len; at = quantity_find(text, at)) {
		index = scan_near(&reader.scan, index, at);
		switch (token_at(&reader, index)->kind) {
		case TOKEN_END: return;
		case TOKEN_NUMBER: index = read_number(&reader, index); break;
		case TOKEN_WORD: index = read_words(&reader, index); break;
		default: index++;
		}
		at = token_at(&reader, index)->begin;
		if (token_at(&reader, index)->kind == TOKEN_END)
			return;
	}
}
