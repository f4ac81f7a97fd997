#include "format/quantity_range.h"

#include "format/quantity_words.h"

/* How many words before "from" one of change may stand, and in how many bytes. */
enum { CHANGE_BEFORE = 9, CHANGE_BYTES = 96 };
enum { PREFIX_MOST = 3 };

/* What stands between the ends. */
enum link { LINK_NONE, LINK_DASH, LINK_SPACED_DASH, LINK_TO, LINK_AND };

static bool is_number(struct scan *scan, size_t index)
{
	return scan_token(scan, index)->kind == TOKEN_NUMBER;
}

static enum link read_dash(struct scan *scan, size_t *index)
{
	bool left = scan_is_joined(scan, *index), right = scan_is_joined(scan, *index + 1);

	if (!scan_is_dash(scan, *index) || left != right)
		return LINK_NONE;
	++*index;
	return left ? LINK_DASH : LINK_SPACED_DASH;
}

/* The link at *INDEX, which moves behind it. */
static enum link read_link(struct scan *scan, size_t *index, bool between)
{
	size_t word = *index;

	/* 10- to 14-day, 10-to-14-day. */
	if (scan_is_hyphen(scan, word) && scan_is(scan, word + 1, "to"))
		word++;
	if (scan_is(scan, word, "to")) {
		*index = word + 1;
		if (scan_is_hyphen(scan, *index) && scan_is_joined(scan, *index))
			++*index;
		return LINK_TO;
	}
	if (between && scan_is(scan, word, "and")) {
		++*index;
		return LINK_AND;
	}
	return read_dash(scan, index);
}

/* The part that begins at the token INDEX; false when none does. */
static bool read_part_from(struct scan *scan, size_t index, struct part *part)
{
	for (size_t i = 0; i < PREFIX_MOST; i++) {
		if (!is_number(scan, index + i))
			continue;
		part_read(scan, index + i, index, part);
		return part->first == index;
	}
	return false;
}

static bool has_unit(const struct part *part)
{
	return part->measure.unit;
}

/* Whether the ends can be of one figure, by their units. */
static bool units_fit(const struct part *low, const struct part *high)
{
	if (!has_unit(low))
		return !high->currency;
	if (!has_unit(high))
		return low->currency;
	return quantity_measures_agree(low->measure, high->measure);
}

/* The low end takes what it does not have of its own from the high one, and the other way. */
static void share(struct part *low, struct part *high)
{
	bool alone = !has_unit(low) || low->currency;

	if (high->scaled && !low->scaled && alone &&
	    decimal_compare(low->number.value, high->number.value) < 0) {
		low->scaled = true;
		low->scale = high->scale;
	}
	if (!has_unit(low)) {
		low->measure = high->measure;
	} else if (!has_unit(high)) {
		high->measure = low->measure;
		high->currency = true;
	}
}

static struct decimal converted(const struct part *part)
{
	struct decimal value = part_value(part);

	if (!part->measure.unit)
		return value;
	return decimal_shift(decimal_times(value, part->measure.unit->factor),
			     part->measure.power + part->measure.unit->power);
}

/* A word of change in the same clause before "from": further away than others look. */
static bool changes(const struct scan *scan, const struct token *from)
{
	struct scan before;
	size_t index;

	scan_init(&before, scan->text, CHANGE_BYTES);
	index = scan_near(&before, SCAN_FIRST, from->begin);
	for (size_t i = 1; i <= CHANGE_BEFORE; i++) {
		const struct token *token = scan_token(&before, index - i);

		if (token->kind == TOKEN_END ||
		    (token->kind == TOKEN_MARK && token->code < 0x80 &&
		     strchr(".;:!?", (int)token->code)))
			return false;
		if (token->kind == TOKEN_WORD && quantity_word_is_change(scan_text(&before, token)))
			return true;
	}
	return false;
}

/* "Phase 2 – 5 GW": the low end says which. */
static bool low_is_named(struct scan *scan, const struct candidate *c)
{
	return candidate_is_bare(c) && candidate_is_named(scan, c);
}

static bool is_year_like(const struct part *part)
{
	return part->number.digits == 4 && !part->number.grouped && !part->number.point;
}

/* "In 2022 to 1.8 million in 2023." */
static bool low_is_date(struct scan *scan, const struct candidate *c)
{
	const struct token *before = scan_token(scan, c->first - 1);

	return candidate_is_bare(c) && is_year_like(&c->low) && before->kind == TOKEN_WORD &&
	       quantity_word(scan_text(scan, before)) & WORD_YEAR;
}

static bool is_bare_whole(const struct part *part)
{
	return !has_unit(part) && !part->scaled && !part->number.point && !part->number.grouped;
}

void range_read(struct scan *scan, struct candidate *c, size_t before)
{
	bool between = scan_is(scan, before, "between"), from = scan_is(scan, before, "from");
	size_t index = c->low.next;
	enum link link = read_link(scan, &index, between);
	struct part low = c->low, high;

	if (link == LINK_NONE || low.odd || !read_part_from(scan, index, &high))
		return;
	if (!units_fit(&low, &high) || (link != LINK_DASH && high.odd))
		return;
	if (from && changes(scan, scan_token(scan, before)))
		return;
	if (!is_bare_whole(&high) && (low_is_named(scan, c) || (!from && low_is_date(scan, c))))
		return;
	if (link == LINK_SPACED_DASH && (is_year_like(&low) || !has_unit(&high)))
		return;
	/* "Paid $5 to 10 people." */
	if (link == LINK_TO && !from && low.currency && !has_unit(&high) && !high.scaled &&
	    scan_is_word(scan, high.next) && high.number.place >= 0)
		return;
	share(&low, &high);
	if (decimal_compare(converted(&low), converted(&high)) >= 0 &&
	    !(is_bare_whole(&low) && is_bare_whole(&high) && !from && !between))
		return;
	c->low = low;
	c->high = high;
	c->range = true;
	c->dash = link == LINK_DASH || link == LINK_SPACED_DASH || (link == LINK_TO && !from);
	c->next = high.next;
}
