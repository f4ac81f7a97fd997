#include "format/quantity_part.h"

#include "format/quantity_money.h"
#include "format/quantity_words.h"

enum { UNIT_LONGEST = 48 };

/* ---- before the number ---- */

static bool is_sign(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	return token->kind == TOKEN_MARK &&
	       (token->code == '-' || token->code == 0x2212 || token->code == 0x2013);
}

/* A minus, not the dash of a range: nothing is joined to it from the left. */
static bool is_minus(struct scan *scan, size_t index)
{
	return is_sign(scan, index) && scan_is_joined(scan, index + 1) &&
	       (!scan_is_joined(scan, index) || scan_is_mark(scan, index - 1, '('));
}

static void read_before(struct scan *scan, struct part *part)
{
	size_t index = part->at - 1, first;

	if (scan_is_joined(scan, part->at) && is_minus(scan, index)) {
		part->sign = true;
		part->first = index--;
	}
	part->currency = money_before(scan, index, &part->measure, &first);
	if (part->currency)
		part->first = first;
	else
		part->measure = (struct quantity_measure){0};
	if (part->currency && is_minus(scan, part->first - 1)) {
		part->sign = true;
		part->first--;
	}
}

/* ---- behind it: powers of ten ---- */

static int superscript(uint32_t code)
{
	if (code == 0xb9)
		return 1;
	if (code == 0xb2 || code == 0xb3)
		return (int)(code - 0xb0);
	return code == 0x2070 || (code >= 0x2074 && code <= 0x2079) ? (int)(code - 0x2070) : -1;
}

/* A whole number below 1000; 0 where TEXT is another, as the 2½ of 10^2½. */
static int small_number(struct str text)
{
	int number = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return 0;
		number = number * 10 + (text.ptr[i] - '0');
		if (number >= 1000)
			return 0;
	}
	return number;
}

/* 10²⁵ or 10^25, the ten being at AT; the power is 0 where there is none. */
static size_t skip_power(struct scan *scan, size_t at, int *power)
{
	size_t next = at + 1;

	*power = 0;
	if (!str_equal(scan_text_at(scan, at), STR("10")))
		return at;
	if (scan_is_mark(scan, next, '^') && scan_token(scan, next + 1)->kind == TOKEN_NUMBER) {
		*power = small_number(scan_text_at(scan, next + 1));
		return *power ? next + 2 : at;
	}
	for (; scan_token(scan, next)->kind == TOKEN_MARK && *power < 100; next++) {
		int digit = superscript(scan_token(scan, next)->code);

		if (digit < 0 || !scan_is_joined(scan, next))
			break;
		*power = *power * 10 + digit;
	}
	return *power ? next : at;
}

static bool is_times(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	if (token->kind == TOKEN_MARK)
		return token->code == 0xd7 || token->code == 0xb7 || token->code == 0x22c5;
	return scan_is(scan, index, "x");
}

static void read_power(struct scan *scan, struct part *part)
{
	int power;
	size_t next = skip_power(scan, part->at, &power);

	if (power) {
		/* The ten itself is the first of them. */
		part->scale = power - 1;
		part->scaled = true;
		part->next = next;
		return;
	}
	if (!is_times(scan, part->at + 1))
		return;
	next = skip_power(scan, part->at + 2, &power);
	if (!power)
		return;
	part->scale = power;
	part->scaled = true;
	part->next = next;
}

/* ---- behind it: thousand, million, k, M, bn ---- */

/* By bytes of the form. */
static const struct {
	char form[KEY_ROOM];
	signed char power;
	bool joined; /* a letter that is a scale behind a number or with money only */
	bool money;  /* with money only */
} scales[] = {
	{"B", 9, true, false}, {"BN", 9, false, false}, {"Billion", 9, false, false},
	{"Bn", 9, false, false}, {"Cr", 7, false, true}, {"K", 3, true, false},
	{"M", 6, true, false}, {"MM", 6, true, true}, {"Million", 6, false, false},
	{"Mn", 6, false, false}, {"T", 12, true, false}, {"Trillion", 12, false, false},
	{"b", 9, true, true}, {"billion", 9, false, false}, {"billions", 9, false, true},
	{"bln", 9, false, false}, {"bn", 9, false, false}, {"cr", 7, false, true},
	{"crore", 7, false, false}, {"hundred", 2, false, false}, {"k", 3, true, false},
	{"lac", 5, false, false}, {"lakh", 5, false, false}, {"m", 6, true, true},
	{"million", 6, false, false}, {"millions", 6, false, true}, {"mln", 6, false, false},
	{"mm", 6, true, true}, {"mn", 6, false, false}, {"quadrillion", 15, false, false},
	{"quintillion", 18, false, false}, {"septillion", 24, false, false},
	{"sextillion", 21, false, false}, {"t", 12, true, true}, {"thousand", 3, false, false},
	{"tn", 12, false, false}, {"trillion", 12, false, false}, {"trn", 12, false, false},
};

/* First letters of the forms above. */
static const bool begins_scale[256] = {
	['h'] = true, ['t'] = true, ['m'] = true, ['b'] = true, ['q'] = true, ['s'] = true,
	['l'] = true, ['c'] = true, ['k'] = true, ['K'] = true, ['M'] = true, ['B'] = true,
	['T'] = true, ['C'] = true,
};

/* The row of the scale at INDEX, or -1. */
static int find_scale(struct scan *scan, size_t index, const struct part *part)
{
	struct str text = scan_text_at(scan, index);
	const size_t count = sizeof scales / sizeof *scales;
	static _Thread_local struct keys_known known;
	struct key key;
	size_t row;

	if (!scan_is_word(scan, index) || !begins_scale[(unsigned char)text.ptr[0]] ||
	    !key_set(&key, text))
		return -1;
	row = key_search(&key, &known, scales, count, sizeof *scales);
	if (row == count || key_compare(scales[row].form, key.bytes))
		return -1;
	if ((scales[row].joined || scales[row].money) && !part->currency &&
	    (scales[row].money || !scan_is_joined(scan, index) || index != part->at + 1))
		return -1;
	return (int)row;
}

/* The word behind a hyphen, or directly behind: 5-million, 5 million, 5m. */
static size_t next_word(struct scan *scan, size_t index)
{
	if (scan_is_hyphen(scan, index) && scan_is_joined(scan, index) &&
	    scan_is_joined(scan, index + 1))
		index++;
	return scan_is_word(scan, index) ? index : SIZE_MAX;
}

static bool read_scale(struct scan *scan, struct part *part)
{
	size_t index = next_word(scan, part->next);
	int row = index == SIZE_MAX ? -1 : find_scale(scan, index, part);

	if (row < 0)
		return false;
	/* 10-K is a form of paper; a letter behind a hyphen is no scale. */
	if (scales[row].joined && index != part->next)
		return false;
	part->letter = scales[row].joined && scan_is_joined(scan, index);
	part->scale += scales[row].power;
	part->scaled = true;
	part->next = index + 1;
	return true;
}

/* ---- behind it: units ---- */

/* The first WORDS words from INDEX on as one form, with a space between them; 0: no. */
static size_t join_words(struct scan *scan, size_t index, size_t words, char *to)
{
	size_t length = 0;

	for (size_t i = 0; i < words; i++) {
		struct str text;

		if (i && next_word(scan, index) == SIZE_MAX)
			return 0;
		index = i ? next_word(scan, index) : index;
		text = scan_text_at(scan, index);
		if (!scan_is_word(scan, index) || length + text.len + 1 > UNIT_LONGEST)
			return 0;
		if (i)
			to[length++] = ' ';
		memcpy(to + length, text.ptr, text.len);
		length += text.len;
		index++;
	}
	return length;
}

static size_t skip_words(struct scan *scan, size_t index, size_t words)
{
	for (size_t i = 1; i < words; i++)
		index = next_word(scan, index + 1);
	return index + 1;
}

/* How many words the unit at INDEX may have; of three, "parts per million" only. */
static size_t longest_unit(struct scan *scan, size_t index)
{
	if (scan_is(scan, index + 1, "per"))
		return 3;
	return quantity_unit_goes_on(scan_text_at(scan, index)) ? 2 : 1;
}

/* The longest unit of words at INDEX; moves behind it. */
static bool read_unit_words(struct scan *scan, size_t *index, struct quantity_measure *measure)
{
	char form[UNIT_LONGEST];

	for (size_t words = longest_unit(scan, *index); words > 1; words--) {
		size_t length = join_words(scan, *index, words, form);

		if (!length || !quantity_unit_find((struct str){form, length}, measure))
			continue;
		*index = skip_words(scan, *index, words);
		return true;
	}
	if (!quantity_unit_find(scan_text_at(scan, *index), measure))
		return false;
	++*index;
	return true;
}

/* %, ‰, °, °C, ℃, €, ×, Ω. */
static bool read_unit_mark(struct scan *scan, size_t *index, struct quantity_measure *measure)
{
	const struct token *token = scan_token(scan, *index), *letter;
	struct str text = scan_text(scan, token);

	if (token->kind != TOKEN_MARK || token->code == '$')
		return false;
	if (token->code == 0xff05)
		text = STR("%");
	letter = scan_token(scan, *index + 1);
	if (token->code == 0xb0 && letter->kind == TOKEN_WORD && letter->end - letter->begin == 1) {
		struct str degree = {letter->spaced ? NULL : text.ptr, letter->end - token->begin};

		if (letter->spaced)
			degree = scan_text(scan, letter).ptr[0] == 'C' ? STR("\u00b0C")
			       : scan_text(scan, letter).ptr[0] == 'F' ? STR("\u00b0F") : text;
		if (degree.len > text.len && quantity_unit_find(degree, measure)) {
			*index += 2;
			return true;
		}
	}
	if (!quantity_unit_find(text, measure))
		return false;
	++*index;
	return true;
}

static bool is_unit(const struct quantity_measure *measure, const char *dimension)
{
	return measure->unit && !strcmp(measure->unit->dimension, dimension);
}

/* km/h, kWh/m². Money is not divided: $5/month is five dollars. */
static void read_slash(struct scan *scan, struct part *part)
{
	struct quantity_measure per;
	size_t index = part->next + 1;

	if (!scan_is_mark(scan, part->next, '/') || !scan_is_joined(scan, part->next) ||
	    !scan_is_joined(scan, index) || part->measure.per)
		return;
	if (!scan_is_word(scan, index) || !quantity_unit_find(scan_text_at(scan, index), &per) ||
	    is_unit(&part->measure, "%"))
		return;
	part->measure.per = per.unit;
	part->measure.per_power = per.power;
	part->next = index + 1;
}

/* 20 megabits per second, 60 miles per hour, 5 metres a second: speeds only. */
static void read_per(struct scan *scan, struct part *part)
{
	struct quantity_measure per;

	if (part->measure.per || !scan_is(scan, part->next, "per") ||
	    !(is_unit(&part->measure, "m") || is_unit(&part->measure, "bit") ||
	      is_unit(&part->measure, "byte")))
		return;
	if (!(scan_is(scan, part->next + 1, "second") || scan_is(scan, part->next + 1, "hour") ||
	      scan_is(scan, part->next + 1, "minute")))
		return;
	if (!quantity_unit_find(scan_text_at(scan, part->next + 1), &per))
		return;
	part->measure.per = per.unit;
	part->next += 2;
}

/* The 1970s; the 90s, her 40s; the under-15s. */
static bool is_decade(struct scan *scan, const struct part *part)
{
	static const char *const before[] = {"the", "early", "late", "mid", "his", "her", "their"};

	if (part->number.point || part->number.grouped || part->scaled)
		return false;
	if (scan_is_joined(scan, part->at) && scan_is_hyphen(scan, part->at - 1) &&
	    (scan_is(scan, part->at - 2, "under") || scan_is(scan, part->at - 2, "over")))
		return true;
	if (part->number.digits != 2)
		return part->number.digits == 4;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (scan_is(scan, part->at - 1, before[i]) ||
		    (scan_is_hyphen(scan, part->at - 1) && scan_is(scan, part->at - 2, before[i])))
			return part->number.value.digits % 10 == 0;
	return false;
}

/* Whether the short unit found at INDEX is what stands there. */
static bool unit_fits(struct scan *scan, size_t index, const struct part *part)
{
	struct str text = scan_text_at(scan, index);
	bool joined = index == part->next && scan_is_joined(scan, index);

	if (str_equal(text, STR("x")) || str_equal(text, STR("X")) || str_equal(text, STR("p")))
		return joined && !part->scaled;
	if (str_equal(text, STR("s")) && joined && is_decade(scan, part))
		return false;
	/* Grade 5 A players, a 3-D film: letters that are often names. */
	if (text.len == 1 && strchr("ABJKLNTVW", text.ptr[0]))
		return index == part->next || strchr("VW", text.ptr[0]);
	/* 10 × 20 is no ratio. */
	if (part->next == index && scan_is_mark(scan, index, 0xd7))
		return scan_token(scan, index + 1)->kind != TOKEN_NUMBER;
	return true;
}

/* The tonnes of tonne-kilometres, which are counted. */
static bool is_half_of_unit(struct scan *scan, size_t behind)
{
	struct quantity_measure measure;

	return scan_is_hyphen(scan, behind) && next_word(scan, behind) != SIZE_MAX &&
	       scan_text_at(scan, behind + 1).len > 3 &&
	       quantity_unit_find(scan_text_at(scan, behind + 1), &measure);
}

/* 300 million in "2.5m tonnes": the m is a scale where a unit follows. */
static bool read_metres_as_million(struct scan *scan, struct part *part)
{
	struct quantity_measure measure;
	size_t index = part->at + 2;

	if (part->scaled || part->currency || !scan_is_joined(scan, part->at + 1) ||
	    !str_equal(scan_text_at(scan, part->at + 1), STR("m")) || !scan_is_word(scan, index) ||
	    quantity_word(scan_text_at(scan, index)) & (WORD_STOP | WORD_SIZE) ||
	    scan_text_at(scan, index).len < 2)
		return false;
	if (!read_unit_words(scan, &index, &measure))
		return false;
	part->scaled = part->letter = true;
	part->scale = 6;
	part->measure = measure;
	part->next = index;
	return true;
}

static void read_unit(struct scan *scan, struct part *part)
{
	size_t index = next_word(scan, part->next), word = index;
	struct quantity_measure measure;

	if (read_metres_as_million(scan, part))
		return;
	if (index == SIZE_MAX)
		index = word = part->next;
	if (!unit_fits(scan, word, part))
		return;
	if (!(scan_is_word(scan, index) ? read_unit_words(scan, &index, &measure)
				   : read_unit_mark(scan, &index, &measure)) ||
	    is_half_of_unit(scan, index))
		return;
	part->measure = measure;
	part->next = index;
	read_slash(scan, part);
	read_per(scan, part);
}

/* By a factor of 10: ten times. */
static void read_factor(struct scan *scan, struct part *part)
{
	if (!part->measure.unit && !part->sign && scan_is(scan, part->at - 1, "of") &&
	    scan_is(scan, part->at - 2, "factor"))
		quantity_unit_find(STR("x"), &part->measure);
}

/* 12.04 ± 0.02 mg: the tolerance has the unit. */
static void read_tolerance(struct scan *scan, struct part *part)
{
	struct part tolerance = {.first = part->next + 1, .at = part->next + 1};

	if (part->measure.unit || !scan_is_mark(scan, part->next, 0xb1) ||
	    scan_token(scan, part->next + 1)->kind != TOKEN_NUMBER)
		return;
	tolerance.next = tolerance.at + 1;
	read_unit(scan, &tolerance);
	part->measure = tolerance.measure;
}

/* 30-plus years, 300-odd km. */
static void read_suffix(struct scan *scan, struct part *part)
{
	size_t word = part->next + 1;

	if (!scan_is_hyphen(scan, part->next) || !scan_is_joined(scan, part->next) ||
	    !scan_is_joined(scan, word) ||
	    !(scan_is(scan, word, "plus") || scan_is(scan, word, "odd")))
		return;
	*(scan_is(scan, word, "plus") ? &part->plus : &part->about) = true;
	part->next += 2;
}

static inline void read_plus(struct scan *scan, struct part *part)
{
	if (!scan_is_mark(scan, part->next, '+') || !scan_is_joined(scan, part->next) ||
	    (scan_is_joined(scan, part->next + 1) &&
	     scan_token(scan, part->next + 1)->kind == TOKEN_NUMBER))
		return;
	part->plus = true;
	part->next++;
}

static void read_behind(struct scan *scan, struct part *part)
{
	read_power(scan, part);
	read_plus(scan, part);
	read_suffix(scan, part);
	while (read_scale(scan, part))
		if (!part->letter && part->scale >= 12)
			break;
	read_plus(scan, part);
	if (!part->currency)
		read_unit(scan, part);
	read_factor(scan, part);
	read_tolerance(scan, part);
	read_plus(scan, part);
}

/* Letters or digits that are joined to it and not understood. */
static bool is_odd(struct scan *scan, const struct part *part)
{
	const struct token *token = scan_token(scan, part->next);

	return part->next == part->at + 1 && scan_is_joined(scan, part->next) &&
	       (token->kind == TOKEN_WORD || token->kind == TOKEN_OPAQUE ||
		token->kind == TOKEN_NUMBER || token->kind == TOKEN_DIGITS);
}

void part_read(struct scan *scan, size_t at, size_t from, struct part *part)
{
	*part = (struct part){.first = at, .at = at, .next = at + 1,
			      .number = scan_number(scan_text_at(scan, at))};
	read_before(scan, part);
	/* What stands before it is the unit of the number before: "5 €, 10 kg". */
	if (part->first < from)
		*part = (struct part){.first = at, .at = at, .next = at + 1, .number = part->number};
	read_behind(scan, part);
	part->odd = is_odd(scan, part);
}

struct decimal part_value(const struct part *part)
{
	struct decimal value = decimal_shift(part->number.value, part->scale);

	value.negative = part->sign;
	return value;
}

int part_place(const struct part *part)
{
	return part->number.place + part->scale;
}
