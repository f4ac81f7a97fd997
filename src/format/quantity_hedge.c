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

/* What stands before a number: its last word, by which it is found, and those before that. */
struct last_row {
	char last[KEY_ROOM];
	struct str words;
	enum quantity_hedge hedge;
};

#define WORDS(text) {text, sizeof text - 1}
#define ALONE {NULL, 0}
#define ROW(words, hedge) {words, hedge, sizeof words - 1}

/* By bytes of the last word. */
static const struct last_row before[] = {
	{".", WORDS("approx"), HEDGE_ABOUT}, {".", WORDS("ca"), HEDGE_ABOUT},
	{".", WORDS("c"), HEDGE_ABOUT}, {".", WORDS("max"), HEDGE_AT_MOST},
	{".", WORDS("min"), HEDGE_AT_LEAST}, {"about", ALONE, HEDGE_ABOUT},
	{"about", WORDS("round"), HEDGE_ABOUT}, {"above", ALONE, HEDGE_OVER},
	{"almost", ALONE, HEDGE_NEARLY}, {"approaching", ALONE, HEDGE_NEARLY},
	{"approx", ALONE, HEDGE_ABOUT}, {"approximately", ALONE, HEDGE_ABOUT},
	{"around", ALONE, HEDGE_ABOUT}, {"around", WORDS("somewhere"), HEDGE_ABOUT},
	{"as", WORDS("as much"), HEDGE_AT_MOST}, {"as", WORDS("as many"), HEDGE_AT_MOST},
	{"as", WORDS("as high"), HEDGE_AT_MOST}, {"as", WORDS("as long"), HEDGE_AT_MOST},
	{"as", WORDS("as few"), HEDGE_AT_LEAST}, {"as", WORDS("as little"), HEDGE_AT_LEAST},
	{"as", WORDS("as low"), HEDGE_AT_LEAST}, {"at", WORDS("estimated"), HEDGE_ABOUT},
	{"below", WORDS("just"), HEDGE_NEARLY}, {"below", WORDS("slightly"), HEDGE_NEARLY},
	{"below", WORDS("a little"), HEDGE_NEARLY}, {"below", WORDS("not"), HEDGE_AT_LEAST},
	{"below", ALONE, HEDGE_UNDER}, {"beyond", ALONE, HEDGE_OVER}, {"ca", ALONE, HEDGE_ABOUT},
	{"circa", ALONE, HEDGE_ABOUT}, {"estimated", WORDS("an"), HEDGE_ABOUT},
	{"estimated", ALONE, HEDGE_ABOUT}, {"exceed", WORDS("not to"), HEDGE_AT_MOST},
	{"exceed", WORDS("not"), HEDGE_AT_MOST}, {"exceed", WORDS("cannot"), HEDGE_AT_MOST},
	{"exceed", WORDS("never"), HEDGE_AT_MOST}, {"exceed", ALONE, HEDGE_OVER},
	{"exceeded", ALONE, HEDGE_OVER}, {"exceeding", WORDS("not"), HEDGE_AT_MOST},
	{"exceeding", ALONE, HEDGE_OVER}, {"exceeds", ALONE, HEDGE_OVER},
	{"least", WORDS("at"), HEDGE_AT_LEAST}, {"like", WORDS("something"), HEDGE_ABOUT},
	{"max", ALONE, HEDGE_AT_MOST}, {"maximum", ALONE, HEDGE_AT_MOST},
	{"minimum", ALONE, HEDGE_AT_LEAST}, {"minimum", WORDS("at"), HEDGE_AT_LEAST},
	{"most", WORDS("at"), HEDGE_AT_MOST}, {"most", WORDS("at the"), HEDGE_AT_MOST},
	{"near", ALONE, HEDGE_NEARLY}, {"nearing", ALONE, HEDGE_NEARLY},
	{"nearly", ALONE, HEDGE_NEARLY}, {"of", WORDS("in the region"), HEDGE_ABOUT},
	{"of", WORDS("in the order"), HEDGE_ABOUT}, {"of", WORDS("on the order"), HEDGE_ABOUT},
	{"of", WORDS("of the order"), HEDGE_ABOUT},
	{"of", WORDS("in the neighborhood"), HEDGE_ABOUT},
	{"of", WORDS("in the neighbourhood"), HEDGE_ABOUT},
	{"of", WORDS("just shy"), HEDGE_NEARLY}, {"of", WORDS("shy"), HEDGE_NEARLY},
	{"of", WORDS("just short"), HEDGE_NEARLY}, {"of", WORDS("a maximum"), HEDGE_AT_MOST},
	{"of", WORDS("maximum"), HEDGE_AT_MOST}, {"of", WORDS("a minimum"), HEDGE_AT_LEAST},
	{"of", WORDS("minimum"), HEDGE_AT_LEAST}, {"of", WORDS("in excess"), HEDGE_OVER},
	{"of", WORDS("upwards"), HEDGE_OVER}, {"of", WORDS("upward"), HEDGE_OVER},
	{"of", WORDS("north"), HEDGE_OVER}, {"over", ALONE, HEDGE_OVER},
	{"quite", WORDS("not"), HEDGE_NEARLY}, {"rough", WORDS("a"), HEDGE_ABOUT},
	{"roughly", ALONE, HEDGE_ABOUT}, {"some", ALONE, HEDGE_ABOUT},
	{"surpassed", ALONE, HEDGE_OVER}, {"surpasses", ALONE, HEDGE_OVER},
	{"surpassing", ALONE, HEDGE_OVER}, {"than", WORDS("just less"), HEDGE_NEARLY},
	{"than", WORDS("slightly less"), HEDGE_NEARLY},
	{"than", WORDS("slightly fewer"), HEDGE_NEARLY},
	{"than", WORDS("a little less"), HEDGE_NEARLY}, {"than", WORDS("no more"), HEDGE_AT_MOST},
	{"than", WORDS("not more"), HEDGE_AT_MOST}, {"than", WORDS("no greater"), HEDGE_AT_MOST},
	{"than", WORDS("no higher"), HEDGE_AT_MOST}, {"than", WORDS("no larger"), HEDGE_AT_MOST},
	{"than", WORDS("no longer"), HEDGE_AT_MOST}, {"than", WORDS("never more"), HEDGE_AT_MOST},
	{"than", WORDS("no less"), HEDGE_AT_LEAST}, {"than", WORDS("not less"), HEDGE_AT_LEAST},
	{"than", WORDS("no fewer"), HEDGE_AT_LEAST}, {"than", WORDS("not fewer"), HEDGE_AT_LEAST},
	{"than", WORDS("no lower"), HEDGE_AT_LEAST}, {"than", WORDS("less"), HEDGE_UNDER},
	{"than", WORDS("fewer"), HEDGE_UNDER}, {"than", WORDS("lower"), HEDGE_UNDER},
	{"than", WORDS("smaller"), HEDGE_UNDER}, {"than", WORDS("more"), HEDGE_OVER},
	{"than", WORDS("greater"), HEDGE_OVER}, {"than", WORDS("higher"), HEDGE_OVER},
	{"than", WORDS("larger"), HEDGE_OVER}, {"than", WORDS("longer"), HEDGE_OVER},
	{"than", WORDS("better"), HEDGE_OVER}, {"to", WORDS("close"), HEDGE_NEARLY},
	{"to", WORDS("up"), HEDGE_AT_MOST}, {"topped", ALONE, HEDGE_OVER},
	{"topping", ALONE, HEDGE_OVER}, {"tops", ALONE, HEDGE_OVER},
	{"under", WORDS("just"), HEDGE_NEARLY}, {"under", WORDS("slightly"), HEDGE_NEARLY},
	{"under", WORDS("a little"), HEDGE_NEARLY}, {"under", WORDS("not"), HEDGE_AT_LEAST},
	{"under", ALONE, HEDGE_UNDER},
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
static size_t match_before(struct scan *scan, size_t first, struct str words)
{
	size_t count = 0;

	while (words.len) {
		size_t begin = words.len;

		while (begin && words.ptr[begin - 1] != ' ')
			begin--;
		if (!is_piece(scan, first - ++count, str_slice(words, begin, words.len)))
			return 0;
		words.len = begin - (begin > 0);
	}
	return count;
}

/* The same for a row whose last word is there. */
static size_t match_last(struct scan *scan, size_t first, const struct last_row *row)
{
	size_t count = match_before(scan, first - 1, row->words);

	return count || !row->words.len ? count + 1 : 0;
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
	static _Thread_local struct keys_known known;
	struct key last;
	size_t longest = 0, row;

	if (!key_set_small(&last, scan_text_at(scan, first - 1)))
		return 0;
	row = key_search(&last, &known, before, count, sizeof *before);
	for (; row < count && !key_compare(before[row].last, last.bytes); row++) {
		size_t length = match_last(scan, first, &before[row]);

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
		struct str words = str_of(degrees[i]);
		size_t count = words.ptr[words.len - 1] == last
			? match_before(scan, first, words) : 0;

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
