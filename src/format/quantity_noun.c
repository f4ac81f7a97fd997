#include "format/quantity_noun.h"

#include "format/quantity.h"
#include "format/quantity_words.h"

enum { PHRASE_MOST = 8, PARTS_MOST = 3, NOUN_LONGEST = 40 };

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* GPUs and viruses, not AWS, glass, campus, basis or the owner's. */
static bool is_plural(struct str word)
{
	unsigned flags = quantity_word(word);
	char before;

	if (flags & (WORD_PLURAL | WORD_SINGLE))
		return !(flags & WORD_SINGLE);
	if (word.len < 3 || word.ptr[word.len - 1] != 's')
		return false;
	before = word.ptr[word.len - 2];
	if (is_capital(before) || (before >= '0' && before <= '9'))
		return true;
	if (!is_small(before) && !((unsigned char)before & 0x80))
		return false;
	/* An apostrophe of three bytes. */
	if (word.len > 3 && (unsigned char)before == 0x99)
		return false;
	return before != 's' && before != 'u' && before != 'i';
}

static bool is_stop(struct str word)
{
	unsigned flags = quantity_word(word);

	/* "May" is a verb as often as a month. */
	return flags & WORD_STOP || (flags & WORD_NUMBER && !str_equal(word, STR("tens")));
}

static struct str word_at(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	if (token->kind != TOKEN_WORD)
		return STR_UNKNOWN;
	return scan_text(scan, token);
}

/* 300-bed: a word in small letters behind a joined hyphen. */
static struct str behind_hyphen(struct scan *scan, size_t next)
{
	struct str word;

	if (!scan_is_hyphen(scan, next) || !scan_is_joined(scan, next) ||
	    !scan_is_joined(scan, next + 1))
		return STR_UNKNOWN;
	word = word_at(scan, next + 1);
	if (!word.ptr || word.len < 3 ||
	    !(is_small(word.ptr[0]) || (is_capital(word.ptr[0]) && is_capital(word.ptr[1]))))
		return STR_UNKNOWN;
	return is_stop(word) ? STR_UNKNOWN : word;
}

/* Behind "of the" and the like, which stand between a part and what it is of. */
static size_t skip_of(struct scan *scan, size_t next)
{
	static const char *const words[] = {"the", "its", "their", "these", "those", "our", "his",
					    "her", "your", "my"};

	if (!scan_is(scan, next, "of"))
		return next;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_is(scan, next + 1, words[i]))
			return next + 2;
	return next;
}

/* Whether a token of KIND is joined to the one at INDEX, by a hyphen or a slash. */
static bool is_joined_by_hyphen(struct scan *scan, size_t index, enum token_kind kind)
{
	return (scan_is_hyphen(scan, index + 1) || scan_is_mark(scan, index + 1, '/')) &&
	       scan_is_joined(scan, index + 1) && scan_is_joined(scan, index + 2) &&
	       scan_token(scan, index + 2)->kind == kind;
}

/* Kilometres and hours, which are what is counted together with what they are of. */
static bool is_unit(struct str word)
{
	struct quantity_measure measure;

	return word.len > 3 && quantity_unit_find(word, &measure);
}

/*
 * The word at INDEX, or the last part of a compound: the trains of high-speed-trains;
 * passenger-kilometres and man-hours stay whole.
 */
static struct str compound(struct scan *scan, size_t *index)
{
	struct str word = word_at(scan, *index), first = word;

	/* The 35 of F-35. */
	if (is_joined_by_hyphen(scan, *index, TOKEN_NUMBER))
		*index += 2;
	for (int i = 0; i < PARTS_MOST && is_joined_by_hyphen(scan, *index, TOKEN_WORD); i++) {
		*index += 2;
		word = word_at(scan, *index);
	}
	if (word.ptr == first.ptr || !is_unit(word))
		return word;
	return (struct str){first.ptr, (size_t)(word.ptr + word.len - first.ptr)};
}

/* A number within a name: the 3 of "40 Model 3 cars". */
static bool is_name_number(struct scan *scan, size_t index)
{
	struct str before = word_at(scan, index - 1);

	return scan_token(scan, index)->kind == TOKEN_NUMBER && before.ptr &&
	       is_capital(before.ptr[0]) && word_at(scan, index + 1).ptr;
}

/* Sales, sports: a plural, but rather the first part of "sales offices". */
static bool is_first_part(struct str word)
{
	return !(~quantity_word(word) & (WORD_PLURAL | WORD_SINGLE));
}

/* The members of "crew members", the officers of "police officers". */
static struct str behind_plural(struct scan *scan, size_t index, struct str plural)
{
	struct str next = word_at(scan, index + 1);

	if (plural.ptr[plural.len - 1] == 's' || !next.ptr || next.ptr[next.len - 1] != 's' ||
	    scan_is_joined(scan, index + 1) || is_stop(next) || !is_plural(next))
		return plural;
	return next;
}

static struct str find_plural(struct scan *scan, size_t index)
{
	struct str head = STR_UNKNOWN;

	for (size_t i = 0; i < PHRASE_MOST; i++, index++) {
		struct str word;

		if (i && is_name_number(scan, index))
			continue;
		word = word_at(scan, index);
		if (!word.ptr || is_stop(word) || scan_is_joined(scan, index))
			break;
		word = compound(scan, &index);
		if (is_plural(word))
			return behind_plural(scan, index, word);
		if (is_first_part(word) && !head.ptr)
			head = word;
	}
	return head;
}

/* The last word of a phrase that has no plural. */
static struct str find_singular(struct scan *scan, size_t index)
{
	struct str head = STR_UNKNOWN;

	for (size_t i = 0; i < 3; i++, index++) {
		struct str word = word_at(scan, index);

		if (!word.ptr || is_stop(word) || scan_is_joined(scan, index))
			break;
		head = compound(scan, &index);
	}
	return head;
}

struct str noun_behind(struct scan *scan, size_t *next, bool one)
{
	struct str noun = behind_hyphen(scan, *next);
	size_t index = skip_of(scan, *next);

	*next += noun.ptr ? 2 : 0;
	if (noun.ptr)
		return noun;
	noun = find_plural(scan, index);
	if (!noun.ptr && one)
		noun = find_singular(scan, index);
	return noun;
}

bool quantity_same_noun(struct str a, struct str b)
{
	char left[NOUN_LONGEST], right[NOUN_LONGEST];
	struct str x, y;

	if (str_equal(a, b))
		return true;
	x = (struct str){left, quantity_singular(a, left, sizeof left)};
	y = (struct str){right, quantity_singular(b, right, sizeof right)};
	return str_equal(x, y);
}
