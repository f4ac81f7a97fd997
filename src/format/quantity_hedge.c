#include "format/quantity_hedge.h"

#include "format/quantity_key.h"
#include "format/quantity_words.h"

#include <strings.h>

enum { HEDGES_MOST = 3, WORDS_MOST = 5 };

struct row {
	const char *words;
	enum quantity_hedge hedge;
	size_t length; /* of words */
};

/* The same of what stands before a number, found by its last word. */
struct last_row {
	char last[KEY_ROOM];
	const char *words;
	enum quantity_hedge hedge;
};

#define ROW(words, hedge) {words, hedge, sizeof words - 1}

/* By bytes of the last word. */
static const struct last_row before[] = {
	{".", "approx .", HEDGE_ABOUT}, {".", "ca .", HEDGE_ABOUT}, {".", "c .", HEDGE_ABOUT},
	{".", "max .", HEDGE_AT_MOST}, {".", "min .", HEDGE_AT_LEAST},
	{"about", "about", HEDGE_ABOUT}, {"about", "round about", HEDGE_ABOUT},
	{"above", "above", HEDGE_OVER}, {"almost", "almost", HEDGE_NEARLY},
	{"approaching", "approaching", HEDGE_NEARLY}, {"approx", "approx", HEDGE_ABOUT},
	{"approximately", "approximately", HEDGE_ABOUT}, {"around", "around", HEDGE_ABOUT},
	{"around", "somewhere around", HEDGE_ABOUT}, {"as", "as much as", HEDGE_AT_MOST},
	{"as", "as many as", HEDGE_AT_MOST}, {"as", "as high as", HEDGE_AT_MOST},
	{"as", "as long as", HEDGE_AT_MOST}, {"as", "as few as", HEDGE_AT_LEAST},
	{"as", "as little as", HEDGE_AT_LEAST}, {"as", "as low as", HEDGE_AT_LEAST},
	{"at", "estimated at", HEDGE_ABOUT}, {"below", "just below", HEDGE_NEARLY},
	{"below", "slightly below", HEDGE_NEARLY}, {"below", "a little below", HEDGE_NEARLY},
	{"below", "not below", HEDGE_AT_LEAST}, {"below", "below", HEDGE_UNDER},
	{"beyond", "beyond", HEDGE_OVER}, {"ca", "ca", HEDGE_ABOUT},
	{"circa", "circa", HEDGE_ABOUT}, {"estimated", "an estimated", HEDGE_ABOUT},
	{"estimated", "estimated", HEDGE_ABOUT}, {"exceed", "not to exceed", HEDGE_AT_MOST},
	{"exceed", "not exceed", HEDGE_AT_MOST}, {"exceed", "cannot exceed", HEDGE_AT_MOST},
	{"exceed", "never exceed", HEDGE_AT_MOST}, {"exceed", "exceed", HEDGE_OVER},
	{"exceeded", "exceeded", HEDGE_OVER}, {"exceeding", "not exceeding", HEDGE_AT_MOST},
	{"exceeding", "exceeding", HEDGE_OVER}, {"exceeds", "exceeds", HEDGE_OVER},
	{"least", "at least", HEDGE_AT_LEAST}, {"like", "something like", HEDGE_ABOUT},
	{"max", "max", HEDGE_AT_MOST}, {"maximum", "maximum", HEDGE_AT_MOST},
	{"minimum", "minimum", HEDGE_AT_LEAST}, {"minimum", "at minimum", HEDGE_AT_LEAST},
	{"most", "at most", HEDGE_AT_MOST}, {"most", "at the most", HEDGE_AT_MOST},
	{"near", "near", HEDGE_NEARLY}, {"nearing", "nearing", HEDGE_NEARLY},
	{"nearly", "nearly", HEDGE_NEARLY}, {"of", "in the region of", HEDGE_ABOUT},
	{"of", "in the order of", HEDGE_ABOUT}, {"of", "on the order of", HEDGE_ABOUT},
	{"of", "of the order of", HEDGE_ABOUT}, {"of", "in the neighborhood of", HEDGE_ABOUT},
	{"of", "in the neighbourhood of", HEDGE_ABOUT}, {"of", "just shy of", HEDGE_NEARLY},
	{"of", "shy of", HEDGE_NEARLY}, {"of", "just short of", HEDGE_NEARLY},
	{"of", "a maximum of", HEDGE_AT_MOST}, {"of", "maximum of", HEDGE_AT_MOST},
	{"of", "a minimum of", HEDGE_AT_LEAST}, {"of", "minimum of", HEDGE_AT_LEAST},
	{"of", "in excess of", HEDGE_OVER}, {"of", "upwards of", HEDGE_OVER},
	{"of", "upward of", HEDGE_OVER}, {"of", "north of", HEDGE_OVER},
	{"over", "over", HEDGE_OVER}, {"quite", "not quite", HEDGE_NEARLY},
	{"rough", "a rough", HEDGE_ABOUT}, {"roughly", "roughly", HEDGE_ABOUT},
	{"some", "some", HEDGE_ABOUT}, {"surpassed", "surpassed", HEDGE_OVER},
	{"surpasses", "surpasses", HEDGE_OVER}, {"surpassing", "surpassing", HEDGE_OVER},
	{"than", "just less than", HEDGE_NEARLY}, {"than", "slightly less than", HEDGE_NEARLY},
	{"than", "slightly fewer than", HEDGE_NEARLY},
	{"than", "a little less than", HEDGE_NEARLY}, {"than", "no more than", HEDGE_AT_MOST},
	{"than", "not more than", HEDGE_AT_MOST}, {"than", "no greater than", HEDGE_AT_MOST},
	{"than", "no higher than", HEDGE_AT_MOST}, {"than", "no larger than", HEDGE_AT_MOST},
	{"than", "no longer than", HEDGE_AT_MOST}, {"than", "never more than", HEDGE_AT_MOST},
	{"than", "no less than", HEDGE_AT_LEAST}, {"than", "not less than", HEDGE_AT_LEAST},
	{"than", "no fewer than", HEDGE_AT_LEAST}, {"than", "not fewer than", HEDGE_AT_LEAST},
	{"than", "no lower than", HEDGE_AT_LEAST}, {"than", "less than", HEDGE_UNDER},
	{"than", "fewer than", HEDGE_UNDER}, {"than", "lower than", HEDGE_UNDER},
	{"than", "smaller than", HEDGE_UNDER}, {"than", "more than", HEDGE_OVER},
	{"than", "greater than", HEDGE_OVER}, {"than", "higher than", HEDGE_OVER},
	{"than", "larger than", HEDGE_OVER}, {"than", "longer than", HEDGE_OVER},
	{"than", "better than", HEDGE_OVER}, {"to", "close to", HEDGE_NEARLY},
	{"to", "up to", HEDGE_AT_MOST}, {"topped", "topped", HEDGE_OVER},
	{"topping", "topping", HEDGE_OVER}, {"tops", "tops", HEDGE_OVER},
	{"under", "just under", HEDGE_NEARLY}, {"under", "slightly under", HEDGE_NEARLY},
	{"under", "a little under", HEDGE_NEARLY}, {"under", "not under", HEDGE_AT_LEAST},
	{"under", "under", HEDGE_UNDER},
};

/* What strengthens or weakens a bound and belongs to it: well over. */
static const char *const degrees[] = {
	"well", "just", "slightly", "far", "significantly", "considerably", "substantially",
	"comfortably", "a little", "a bit", "marginally", "much", "rather", "somewhat", "way",
	"fractionally", "a good deal", "only", "modestly",
};

static const struct row behind[] = {
	ROW("or more", HEDGE_AT_LEAST), ROW("or higher", HEDGE_AT_LEAST),
	ROW("or above", HEDGE_AT_LEAST), ROW("or over", HEDGE_AT_LEAST),
	ROW("or greater", HEDGE_AT_LEAST), ROW("or better", HEDGE_AT_LEAST),
	ROW("or longer", HEDGE_AT_LEAST), ROW("or larger", HEDGE_AT_LEAST),
	ROW("or older", HEDGE_AT_LEAST), ROW("and up", HEDGE_AT_LEAST),
	ROW("and above", HEDGE_AT_LEAST), ROW("and over", HEDGE_AT_LEAST),
	ROW("and more", HEDGE_AT_LEAST), ROW("at least", HEDGE_AT_LEAST),
	ROW("at a minimum", HEDGE_AT_LEAST),
	ROW("minimum", HEDGE_AT_LEAST), ROW("or upwards", HEDGE_AT_LEAST),
	ROW("or less", HEDGE_AT_MOST), ROW("or fewer", HEDGE_AT_MOST),
	ROW("or lower", HEDGE_AT_MOST), ROW("or below", HEDGE_AT_MOST),
	ROW("or under", HEDGE_AT_MOST), ROW("or shorter", HEDGE_AT_MOST),
	ROW("or smaller", HEDGE_AT_MOST), ROW("at most", HEDGE_AT_MOST),
	ROW("at the most", HEDGE_AT_MOST), ROW("maximum", HEDGE_AT_MOST),
	ROW("max", HEDGE_AT_MOST), ROW("or younger", HEDGE_AT_MOST),
	ROW("or so", HEDGE_ABOUT), 
	ROW("or thereabouts", HEDGE_ABOUT), ROW("and below", HEDGE_AT_MOST),
	ROW("and under", HEDGE_AT_MOST), ROW("- ish", HEDGE_ABOUT),
};

/* The WORDS of a row as pieces between spaces; how many. */
static size_t split(const char *words, struct str pieces[WORDS_MOST])
{
	size_t count = 0;

	while (*words && count < WORDS_MOST) {
		size_t length = strcspn(words, " ");

		pieces[count++] = (struct str){words, length};
		words += length + (words[length] == ' ');
	}
	return count;
}

static bool is_piece(struct scan *scan, size_t index, struct str piece)
{
	const struct token *token = scan_token(scan, index);
	struct str text;

	if (piece.ptr[0] == '-')
		return scan_is_hyphen(scan, index) && scan_is_joined(scan, index);
	if (token->kind != TOKEN_WORD && token->kind != TOKEN_MARK)
		return false;
	text = scan_text(scan, token);
	return text.len == piece.len && !strncasecmp(text.ptr, piece.ptr, piece.len);
}

/* The MAX of a 737 MAX 9, and of a Pro Max 2: no maximum. */
static bool is_max_of_name(struct scan *scan, size_t index)
{
	const struct token *word = scan_token(scan, index - 1);

	if (!scan_is(scan, index, "max") || scan_text(scan, scan_token(scan, index)).ptr[0] != 'M')
		return false;
	return word->kind == TOKEN_NUMBER || word->kind == TOKEN_WORD;
}

/* How many tokens of the row stand before FIRST; 0 unless all. */
static size_t match_before(struct scan *scan, size_t first, const char *words)
{
	struct str pieces[WORDS_MOST];
	size_t count = split(words, pieces);

	for (size_t i = 1; i <= count; i++)
		if (!is_piece(scan, first - i, pieces[count - i]))
			return 0;
	return count;
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* What the word before FIRST ends with, in small letters; 0 where there is none. */
static char last_letter(struct scan *scan, size_t first)
{
	struct str text = scan_text(scan, scan_token(scan, first - 1));

	return text.len ? small(text.ptr[text.len - 1]) : 0;
}

/* Whether the first word of ROW may be the one at NEXT; any hyphen is one. */
static bool begins_with(struct scan *scan, const struct row *row, size_t next)
{
	struct str first = scan_text(scan, scan_token(scan, next));

	if (row->words[0] == '-')
		return scan_is_hyphen(scan, next);
	return first.len && first.len <= row->length && small(first.ptr[0]) == row->words[0] &&
	       small(first.ptr[first.len - 1]) == row->words[first.len - 1];
}

static size_t match_behind(struct scan *scan, size_t next, const char *words)
{
	struct str pieces[WORDS_MOST];
	size_t count = split(words, pieces);

	for (size_t i = 0; i < count; i++)
		if (!is_piece(scan, next + i, pieces[i]))
			return 0;
	return count;
}

static bool is_bound(enum quantity_hedge hedge)
{
	return hedge != HEDGE_NONE && hedge != HEDGE_ABOUT && hedge != HEDGE_NEARLY;
}

/* What is found later stands further away from the number. */
static void add(enum quantity_hedge *hedge, enum quantity_hedge found)
{
	if (*hedge == HEDGE_NONE || (is_bound(found) && !is_bound(*hedge)))
		*hedge = found;
}

/* ~5, ≈5, ≤5, >=5: marks before FIRST; their first token. */
static size_t marks_before(struct scan *scan, size_t first, enum quantity_hedge *hedge)
{
	const struct token *mark = scan_token(scan, first - 1);

	if (mark->kind != TOKEN_MARK)
		return first;
	switch (mark->code) {
	case '~': case 0x223c: case 0xff5e: case 0x2248: case 0x2245: case 0x2243: case 0xb1:
		/* 22±1 is a tolerance. */
		if (mark->code == 0xb1 && scan_is_joined(scan, first - 1))
			return first;
		add(hedge, HEDGE_ABOUT);
		return first - 1;
	case 0x2264: case 0x2a7d: case 0x2272: add(hedge, HEDGE_AT_MOST); return first - 1;
	case 0x2265: case 0x2a7e: case 0x2273: add(hedge, HEDGE_AT_LEAST); return first - 1;
	case '<': add(hedge, HEDGE_UNDER); return first - 1;
	case '>': add(hedge, HEDGE_OVER); return first - 1;
	}
	if (mark->code == '=' && scan_is_mark(scan, first - 2, '>')) {
		add(hedge, HEDGE_AT_LEAST);
		return first - 2;
	}
	if (mark->code == '=' && scan_is_mark(scan, first - 2, '<')) {
		add(hedge, HEDGE_AT_MOST);
		return first - 2;
	}
	return first;
}

/* "Over 10 years" tells how long it took, unless one of these stands before it. */
static bool lasts(struct scan *scan, size_t over)
{
	static const char *const words[] = {
		"for", "of", "took", "take", "takes", "taking", "last", "lasts", "lasted", "lasting",
		"spent", "spend", "spends", "span", "spans", "spanned", "after", "is", "was", "are",
		"were", "at", "well", "just", "aged", "age", "with", "by", "wait", "waits", "waited",
		"within", "to", "from", "a", "slightly", "far", "little", "bit", "has", "have", "had",
		"every", "runs", "ran", "needs", "need", "needed", "requires", "required", "worked",
		"lived", "served", "spending", "waiting", "waits", "about", "and", "than", "people",
		"children", "adults", "those", "anyone", "patients", "not", "averages", "averaged",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(scan, over - 1, words[i]))
			return true;
	return false;
}

/*
 * "Of this, over 10 years are left", and "Over 10 years" with nothing around it; but
 * "Over 10 years the fleet doubled", and "Over 10 years, it grew".
 */
static bool stands_alone(struct scan *scan, size_t over, const struct hedged *figure)
{
	const struct token *word = scan_token(scan, over - 1);
	enum token_kind behind_it = scan_token(scan, figure->next)->kind;

	if (scan_is_mark(scan, figure->next, ','))
		return false;
	if (word->kind == TOKEN_END || scan_is_mark(scan, over - 1, '.'))
		return behind_it == TOKEN_END || behind_it == TOKEN_MARK;
	return word->kind == TOKEN_MARK && word->code < 0x80 && strchr(",:(|", (int)word->code);
}

/* $5 over 10 years, 500 kV over 700 km. */
static bool is_extent(struct scan *scan, size_t over, const struct hedged *figure)
{
	if (!figure->duration && !figure->length)
		return false;
	if (stands_alone(scan, over, figure))
		return false;
	return (figure->taken && over == figure->taken) || (figure->duration && !lasts(scan, over));
}

/* "Adds up to 5 GW", "turns over 8 times": the word belongs to a verb before it. */
static bool is_of_verb(struct scan *scan, size_t word)
{
	static const char *const words[] = {"add", "adds", "added", "adding", "sum", "sums",
					    "live", "lives", "lived", "tot", "tots", "totted",
					    "turn", "turns", "turned", "hand", "hands", "handed",
					    "rolled", "carried", "left"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(scan, word - 1, words[i]))
			return true;
	return false;
}

/* The longest row before FIRST; how many tokens it has. */
static size_t find_before(struct scan *scan, size_t first, const struct hedged *figure,
			  enum quantity_hedge *hedge)
{
	const size_t count = sizeof before / sizeof *before;
	struct key last;
	size_t longest = 0, row;

	if (!key_set_small(&last, scan_text_at(scan, first - 1)))
		return 0;
	row = key_search(&last, before, count, sizeof *before);
	for (; row < count && !key_compare(before[row].last, last.bytes); row++) {
		size_t length = match_before(scan, first, before[row].words);

		if (length <= longest)
			continue;
		longest = length;
		*hedge = before[row].hedge;
	}
	if (longest == 1 && is_max_of_name(scan, first - 1))
		return 0;
	if (longest == 1 && scan_is(scan, first - 1, "over") && is_extent(scan, first - 1, figure))
		return 0;
	if ((longest == 2 && scan_is(scan, first - 2, "up")) ||
	    (longest == 1 && scan_is(scan, first - 1, "over")))
		return is_of_verb(scan, first - longest) ? 0 : longest;
	return longest;
}

static size_t skip_degree(struct scan *scan, size_t first)
{
	char last = last_letter(scan, first);

	for (size_t i = 0; last && i < sizeof degrees / sizeof *degrees; i++) {
		size_t count = degrees[i][strlen(degrees[i]) - 1] == last
			? match_before(scan, first, degrees[i]) : 0;

		if (count)
			return first - count;
	}
	return first;
}

/* sub-10 nm. */
static size_t sub_before(struct scan *scan, size_t first, enum quantity_hedge *hedge)
{
	if (!scan_is_joined(scan, first) || !scan_is_hyphen(scan, first - 1) ||
	    !scan_is(scan, first - 2, "sub"))
		return first;
	add(hedge, HEDGE_UNDER);
	return first - 2;
}

size_t hedge_before(struct scan *scan, const struct hedged *figure, enum quantity_hedge *hedge)
{
	size_t first = sub_before(scan, marks_before(scan, figure->first, hedge), hedge);

	for (int i = 0; i < HEDGES_MOST; i++) {
		enum quantity_hedge found = HEDGE_NONE;
		size_t count;

		count = find_before(scan, first, figure, &found);
		if (!count)
			break;
		add(hedge, found);
		first -= count;
		if (is_bound(found) || found == HEDGE_NEARLY)
			first = skip_degree(scan, first);
	}
	return first;
}

/* "48 V and up to 1,000 A": what seems to be behind stands before another figure. */
static bool begins_other(struct scan *scan, size_t next)
{
	const struct token *token = scan_token(scan, next);

	return token->kind == TOKEN_NUMBER || scan_is(scan, next, "to") ||
	       scan_is(scan, next, "than") || scan_token(scan, next + 1)->kind == TOKEN_NUMBER;
}

/* Whether any row may begin at NEXT: "or", "and", "at", "max", "minimum", or a hyphen. */
static bool may_hedge(struct scan *scan, size_t next)
{
	const struct token *token = scan_token(scan, next);
	uint32_t letter = token->code | 0x20;

	return (token->kind == TOKEN_WORD && (letter == 'o' || letter == 'a' || letter == 'm')) ||
	       scan_is_hyphen(scan, next);
}

size_t hedge_behind(struct scan *scan, size_t next, enum quantity_hedge *hedge)
{
	if (!may_hedge(scan, next))
		return next;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		size_t count = begins_with(scan, &behind[i], next)
			? match_behind(scan, next, behind[i].words) : 0;

		if (!count || begins_other(scan, next + count))
			continue;
		add(hedge, behind[i].hedge);
		return next + count;
	}
	return next;
}
