#include "format/quantity_which.h"

#include "format/quantity_words.h"

enum { ADDRESS_WORDS = 4, YEAR_FIRST = 1000, YEAR_LAST = 2199, DAY_LAST = 31, HOUR_LAST = 12 };

static bool is_number(struct scan *scan, size_t index)
{
	enum token_kind kind = scan_token(scan, index)->kind;

	return kind == TOKEN_NUMBER || kind == TOKEN_DIGITS;
}

static bool is_mark_of(struct scan *scan, size_t index, const char *marks)
{
	const struct token *token = scan_token(scan, index);

	return token->kind == TOKEN_MARK && token->code && token->code < 0x80 &&
	       strchr(marks, (char)token->code);
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool has_capital(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (is_capital(word.ptr[i]))
			return true;
	return word.len && (unsigned char)word.ptr[0] & 0x80;
}

static bool part_is_bare(const struct part *part)
{
	return !part->measure.unit && !part->scaled && !part->currency;
}

bool candidate_is_bare(const struct candidate *candidate)
{
	return part_is_bare(&candidate->low) && part_is_bare(&candidate->high);
}

/* 39A, 221B: a capital that is joined to it and is a unit, or a part of a name. */
static bool has_short_unit(struct scan *scan, const struct candidate *c)
{
	const struct part *part = &c->low;
	struct str unit = scan_text_at(scan, part->at + 1);

	return !part->currency && part->next == part->at + 2 && unit.len == 1 &&
	       scan_is_joined(scan, part->at + 1) && is_capital(unit.ptr[0]);
}

bool candidate_is_lettered(struct scan *scan, const struct candidate *c)
{
	return has_short_unit(scan, c) || (c->low.letter && !c->low.currency && !c->range &&
					   !c->low.measure.unit && !c->noun.ptr);
}

static bool is_whole(const struct part *part)
{
	return !part->number.point && !part->number.grouped && !part->sign && !part->plus;
}

/* The value of a whole number; -1 above a million. */
static long small_value(const struct part *part)
{
	if (part->number.value.exponent || part->number.value.digits > 1000000)
		return -1;
	return (long)part->number.value.digits;
}

static bool is_between(long value, long least, long most)
{
	return value >= least && value <= most;
}

/* ---- what is joined to it ---- */

/* A dash that parts sentences, and no names. */
static bool is_em_dash(struct scan *scan, size_t index)
{
	return scan_token(scan, index)->code == 0x2014 || scan_token(scan, index)->code == 0x2015;
}

/* Letters, a hyphen and the number: GPT-4, FT-2041, Trainium2–4; not sub-10 or mid-40. */
static bool is_tail_of_name(struct scan *scan, const struct candidate *c)
{
	size_t dash = c->first - 1;
	struct str word = scan_text_at(scan, dash - 1);

	if (!scan_is_dash(scan, dash) || !scan_is_joined(scan, dash) || is_em_dash(scan, dash))
		return false;
	if (is_number(scan, dash - 1))
		return true;
	if (!scan_is_word(scan, dash - 1))
		return false;
	if (!scan_is_hyphen(scan, dash) && !candidate_is_bare(c))
		return false;
	return has_capital(word) || candidate_is_bare(c) || !(quantity_word(word) & WORD_BEFORE);
}

/* Whether what is joined to it from the left makes it a part of something else. */
static bool is_joined_left(struct scan *scan, const struct candidate *c)
{
	const struct token *before = scan_token(scan, c->first - 1);

	if (!scan_is_joined(scan, c->first) || before->kind == TOKEN_END)
		return false;
	if (before->kind != TOKEN_MARK)
		return true;
	if (scan_is_mark(scan, c->first - 1, '/'))
		return candidate_is_bare(c) || is_number(scan, c->first - 2);
	if (scan_is_mark(scan, c->first - 1, '+'))
		return scan_is_joined(scan, c->first - 1) || candidate_is_bare(c);
	if (is_mark_of(scan, c->first - 1, "#:.@\\&?')]_^") || before->code == 0x2019 ||
	    before->code == 0xfffc || before->code == 0xa7)
		return true;
	return is_tail_of_name(scan, c);
}

/* 10-K, 3-D, 747-MAX, 555-0199: what a hyphen joins to it is no unit and no noun. */
static bool is_head_of_name(struct scan *scan, const struct candidate *c)
{
	struct str word = scan_text_at(scan, c->next + 1);

	if (!scan_is_dash(scan, c->next) || !scan_is_joined(scan, c->next) ||
	    !scan_is_joined(scan, c->next + 1) || is_em_dash(scan, c->next))
		return false;
	if (is_number(scan, c->next + 1))
		return true;
	return candidate_is_bare(c) && !c->noun.ptr && scan_is_word(scan, c->next + 1) &&
	       (has_capital(word) || word.len == 1);
}

static bool is_joined_right(struct scan *scan, const struct candidate *c)
{
	bool figure_behind;

	if (!scan_is_joined(scan, c->next))
		return false;
	figure_behind = is_number(scan, c->next + 1) && scan_is_joined(scan, c->next + 1);
	if (scan_is_mark(scan, c->next, ':'))
		return figure_behind;
	if (scan_is_mark(scan, c->next, '/'))
		return figure_behind && candidate_is_bare(c);
	if (is_mark_of(scan, c->next, "(@\\_"))
		return candidate_is_bare(c);
	if (scan_is_mark(scan, c->next, '.'))
		return scan_is_joined(scan, c->next + 1) && scan_is_word(scan, c->next + 1) &&
		       candidate_is_bare(c);
	if (scan_token(scan, c->next)->code == 0xfffc)
		return candidate_is_bare(c);
	return is_head_of_name(scan, c);
}

static bool is_times(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	if (token->kind == TOKEN_MARK)
		return token->code == 0xd7 || token->code == '*';
	return token->kind == TOKEN_WORD && (token->code | 0x20) == 'x' &&
	       token->end - token->begin == 1;
}

/* 4×4, 30 x 12 m. */
static bool is_size(struct scan *scan, const struct candidate *c)
{
	if (is_times(scan, c->first - 1) && is_number(scan, c->first - 2))
		return true;
	return is_times(scan, c->next) && is_number(scan, c->next + 1);
}

/* The 0.02 of 12.04 ± 0.02 mg. */
static bool is_tolerance(struct scan *scan, const struct candidate *c)
{
	const struct token *before = scan_token(scan, c->first - 2);

	return scan_is_mark(scan, c->first - 1, 0xb1) &&
	       (before->kind == TOKEN_NUMBER || scan_is_joined(scan, c->first - 1));
}

/* ---- marks around it ---- */

/* [12], [12, 13], (2) and the "3." before an item of a list. */
static enum which is_marked(struct scan *scan, const struct candidate *c)
{
	if (!candidate_is_bare(c) || !is_whole(&c->low) || c->noun.ptr)
		return WHICH_NOT;
	if (scan_is_mark(scan, c->first - 1, '[') && is_mark_of(scan, c->next, "],"))
		return WHICH_LIST;
	if (scan_is_mark(scan, c->first - 1, '(') && scan_is_mark(scan, c->next, ')'))
		return WHICH_ALONE;
	if (scan_token(scan, c->first)->line && is_mark_of(scan, c->next, ".)") &&
	    scan_is_joined(scan, c->next) && scan_token(scan, c->next + 1)->kind != TOKEN_END)
		return WHICH_ALONE;
	return WHICH_NOT;
}

/* Groups of digits as in 020 7946 0958, and all that begins with a zero. */
static enum which is_telephone(struct scan *scan, const struct candidate *c)
{
	bool next = is_number(scan, c->next) && !scan_is_joined(scan, c->next);

	if (!candidate_is_bare(c))
		return WHICH_NOT;
	if ((c->low.number.zero && !c->low.number.point) || (c->high.number.zero && c->dash))
		return WHICH_LIST;
	if (!next || c->low.number.grouped)
		return WHICH_NOT;
	if (scan_number(scan_text_at(scan, c->next)).zero || is_number(scan, c->next + 1))
		return WHICH_LIST;
	return WHICH_NOT;
}

/* +49 30 901820. */
static bool is_abroad(struct scan *scan, const struct candidate *c)
{
	return scan_is_mark(scan, c->first - 1, '+') && scan_is_joined(scan, c->first) &&
	       candidate_is_bare(c) && is_number(scan, c->next);
}

/* ---- dates and times ---- */

/* The word before it; the point of an abbreviation is left out, and said in POINT. */
static struct str word_before(struct scan *scan, const struct candidate *c, bool *point)
{
	size_t index = c->first - 1;

	*point = scan_is_mark(scan, index, '.') && scan_is_joined(scan, index) &&
		 scan_text_at(scan, index - 1).len <= 4;
	index -= *point;
	return scan_is_word(scan, index) ? scan_text_at(scan, index) : STR_UNKNOWN;
}

static bool is_month(struct str word)
{
	return word.len && is_capital(word.ptr[0]) && quantity_word(word) & WORD_MONTH;
}

/* May 6; 6 May; 3–5 May; the 3 of "3 and 5 May". */
static bool is_day(struct scan *scan, const struct candidate *c)
{
	bool point;

	if (!candidate_is_bare(c) || !is_whole(&c->low) || !is_whole(&c->high) ||
	    !is_between(small_value(&c->high), 1, DAY_LAST))
		return false;
	if (is_month(word_before(scan, c, &point)) || is_month(scan_text_at(scan, c->next)))
		return true;
	return (scan_is(scan, c->next, "and") || scan_is(scan, c->next, "or") ||
		scan_is(scan, c->next, "to")) &&
	       is_number(scan, c->next + 1) && is_month(scan_text_at(scan, c->next + 2));
}

/* At 8; at 8.30 on Monday. */
static bool is_hour(struct scan *scan, const struct candidate *c)
{
	static const char *const days[] = {"on", "every", "each", "sharp", "today", "tomorrow"};

	if (!scan_is(scan, c->first - 1, "at") || c->noun.ptr || c->range)
		return false;
	if (is_whole(&c->low))
		return is_between(small_value(&c->low), 1, HOUR_LAST);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		if (c->low.number.place == -2 && scan_is(scan, c->next, days[i]))
			return true;
	return false;
}

static bool is_time(struct scan *scan, const struct candidate *c)
{
	static const char *const words[] = {"am", "pm", "a.m.", "p.m.", "o'clock", "o\u2019clock",
					    "noon", "midnight", "gmt", "utc", "cet", "est", "bc",
					    "ad", "bce", "ce", "hrs"};

	if (!candidate_is_bare(c))
		return false;
	if (is_hour(scan, c))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(scan, c->next, words[i]))
			return true;
	return scan_is(scan, c->first - 1, "ad") &&
	       is_capital(scan_text_at(scan, c->first - 1).ptr[0]);
}

static bool looks_like_year(const struct part *part)
{
	return part_is_bare(part) && is_whole(part) && part->number.digits == 4 &&
	       is_between(small_value(part), YEAR_FIRST, YEAR_LAST);
}

/* A count of things may look like a year: "on 2048 GPUs", and not "the 2026 plans". */
static bool is_year(struct scan *scan, const struct candidate *c)
{
	struct str before = scan_text_at(scan, c->first - 1);
	long value = small_value(&c->low);

	if (!looks_like_year(&c->low) || (c->range && !looks_like_year(&c->high)))
		return false;
	if (!c->noun.ptr)
		return true;
	if (c->hedged || !is_between(value, 1900, 2099))
		return false;
	if (!scan_is_word(scan, c->first - 1) || has_capital(before))
		return true;
	return quantity_word(before) & WORD_YEAR || before.ptr[before.len - 1] == 's';
}

/* 2024.1, and 48213 without a word that says of what. */
static bool is_id(const struct candidate *c)
{
	const struct number *number = &c->low.number;

	if (!candidate_is_bare(c) || c->noun.ptr || number->grouped || c->range)
		return false;
	if (number->point)
		return number->digits == 4 && decimal_first(number->value) == 3 &&
		       number->value.digits > 0 && number->place == -1 &&
		       is_between((long)(number->value.digits / 10), 1900, 2099);
	return number->digits > 4;
}

/* ---- names ---- */

static bool is_nameable(struct scan *scan, const struct candidate *c)
{
	return (candidate_is_bare(c) || candidate_is_lettered(scan, c)) &&
	       !c->low.sign && !c->low.plus && !c->hedged;
}

/* chapter 4, No. 5, step 2; "day 3 trains" counts trains. */
static bool is_labelled(struct scan *scan, const struct candidate *c)
{
	bool point;
	struct str word = word_before(scan, c, &point);
	unsigned flags;

	if (!word.ptr || !is_nameable(scan, c) || c->low.number.grouped)
		return false;
	if (word.len == 2 && (word.ptr[0] | 32) == 'n' && (word.ptr[1] | 32) == 'o')
		return point;
	flags = quantity_label(word);
	if (flags & WORD_WEAK)
		return flags & WORD_LABEL || !c->noun.ptr || is_capital(word.ptr[0]);
	return flags & WORD_LABEL;
}

static bool begins_sentence(struct scan *scan, size_t index)
{
	const struct token *before = scan_token(scan, index - 1);

	return scan_token(scan, index)->line || before->kind == TOKEN_END ||
	       is_mark_of(scan, index - 1, ".!?:;(\"*|") || before->code >= 0x2010;
}

static bool ends(struct str word, struct str suffix)
{
	return word.len > suffix.len + 1 && str_ends(word, suffix);
}

/*
 * A word with a capital that is no name: "The", "Over", "Monday"; and "Installing" where
 * it BEGINS a sentence.
 */
static bool is_common(struct str word, bool begins)
{
	unsigned flags = quantity_word(word);

	if (flags & (WORD_STOP | WORD_ORDER | WORD_DAY | WORD_YEAR | WORD_NUMBER))
		return true;
	return begins && (ends(word, STR("ing")) || ends(word, STR("ly")));
}

/* Op. 125, Sgt. 5, K. 626: a short name or an initial with a point. */
static bool is_abbreviated(struct scan *scan, const struct candidate *c)
{
	bool point;
	struct str word = word_before(scan, c, &point);

	return point && word.ptr && word.len < 4 && is_capital(word.ptr[0]) &&
	       is_nameable(scan, c) && is_whole(&c->low) && !c->noun.ptr;
}

/* Node.js, Wi-Fi: the words that end at INDEX, with what joins them. */
static struct str compound_before(struct scan *scan, size_t index)
{
	struct str word = scan_text_at(scan, index);

	for (int i = 0; i < 3 && scan_is_joined(scan, index) && scan_is_joined(scan, index - 1) &&
			scan_is_word(scan, index - 2); i++) {
		index -= 2;
		word.len += (size_t)(word.ptr - scan_text_at(scan, index).ptr);
		word.ptr = scan_text_at(scan, index).ptr;
	}
	return word;
}

/* Claude 3, Boeing 747, Python 3.12, macOS 14, Llama 70B. */
static bool is_name(struct scan *scan, const struct candidate *c)
{
	struct str word = compound_before(scan, c->first - 1);

	if (!scan_is_word(scan, c->first - 1) || !is_nameable(scan, c) || !has_capital(word))
		return false;
	if (c->low.number.grouped)
		return !c->noun.ptr && word.len > 1 && is_capital(word.ptr[1]);
	return !is_common(word, begins_sentence(scan, c->first - 1));
}

/* 21 CFR 314, 42 U.S.C. 1983: a book of law and its section. */
static bool is_code_of_law(struct scan *scan, const struct candidate *c)
{
	struct str book = scan_text_at(scan, c->next);

	if (!scan_is_word(scan, c->next) || book.len < 2 || !is_number(scan, c->next + 1) ||
	    !candidate_is_bare(c) || !is_whole(&c->low) || c->range)
		return false;
	for (size_t i = 0; i < book.len; i++)
		if (!is_capital(book.ptr[i]) && book.ptr[i] != '.')
			return false;
	return true;
}

/* the 737-800, whatever stands behind it. */
static bool is_model(struct scan *scan, const struct candidate *c)
{
	return c->range && c->dash && candidate_is_bare(c) && c->low.number.digits == 3 &&
	       c->high.number.digits == 3 &&
	       (scan_is(scan, c->first - 1, "the") || scan_is(scan, c->first - 1, "a"));
}

/* the 747; the 401 plan. */
static bool is_the(struct scan *scan, const struct candidate *c)
{
	return scan_is(scan, c->first - 1, "the") && candidate_is_bare(c) && is_whole(&c->low) &&
	       !c->noun.ptr && !c->range;
}

/* 14 Wall Street, 221B Baker Street. */
static bool is_address(struct scan *scan, const struct candidate *c)
{
	size_t index = c->next;

	if (!is_nameable(scan, c) && !c->low.letter)
		return false;
	for (size_t i = 0; i < ADDRESS_WORDS; i++, index++) {
		struct str word = scan_text_at(scan, index);

		if (is_number(scan, index) && scan_is_joined(scan, index + 1)) {
			index++;
			continue;
		}
		if (!scan_is_word(scan, index) || !is_capital(word.ptr[0]))
			return false;
		if (i && quantity_word(word) & WORD_STREET)
			return true;
	}
	return false;
}

/* 3–1, pages 10–12 and the like: a dash between two bare numbers. */
static bool is_score(struct scan *scan, const struct candidate *c)
{
	if (!c->range || !c->dash || !candidate_is_bare(c) || c->hedged)
		return false;
	if (scan_is(scan, c->first - 1, "aged"))
		return false;
	if (decimal_compare(part_value(&c->low), part_value(&c->high)) > 0)
		return true;
	return !c->noun.ptr && is_whole(&c->low) && is_whole(&c->high);
}

bool candidate_is_named(struct scan *scan, const struct candidate *c)
{
	return is_labelled(scan, c) || is_name(scan, c);
}

/* With a unit, a scale or a currency, which says how much; and no letter that may be a name's. */
static bool is_measured(struct scan *scan, const struct candidate *c)
{
	return !part_is_bare(&c->low) && !part_is_bare(&c->high) && !c->low.letter &&
	       !candidate_is_lettered(scan, c);
}

enum which which_is(struct scan *scan, const struct candidate *c)
{
	enum which marked;

	if (is_measured(scan, c))
		return c->low.odd || c->high.odd || is_joined_left(scan, c) ||
				       is_joined_right(scan, c) || is_size(scan, c) ||
				       is_tolerance(scan, c)
			       ? WHICH_ALONE : WHICH_NOT;
	if (is_labelled(scan, c) || is_abroad(scan, c))
		return WHICH_LIST;
	if (c->low.odd || c->high.odd || is_joined_left(scan, c) || is_joined_right(scan, c) ||
	    is_size(scan, c) || is_tolerance(scan, c) || is_address(scan, c))
		return WHICH_ALONE;
	marked = is_marked(scan, c);
	if (marked == WHICH_NOT)
		marked = is_telephone(scan, c);
	if (marked != WHICH_NOT)
		return marked;
	if (is_day(scan, c) || is_time(scan, c) || is_year(scan, c))
		return WHICH_ALONE;
	if (is_name(scan, c) || is_abbreviated(scan, c) || is_code_of_law(scan, c))
		return WHICH_LIST;
	if (is_the(scan, c) || is_model(scan, c) || is_id(c) || is_score(scan, c))
		return WHICH_ALONE;
	return WHICH_NOT;
}
