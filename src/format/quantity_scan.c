#include "format/quantity_scan.h"

#include "base/bytes.h"
#include "base/unicode.h"

enum { INITIALS_MOST = 12 }; /* bytes of the longest U.S.S.R. */

/* How many tokens are made behind the end at once. */
enum { ENDS = 8 };

static const struct token no_token; /* TOKEN_END */

void scan_init(struct scan *scan, struct str text, size_t context)
{
	scan->text = text;
	scan->context = context;
	scan->at = 0;
	scan->next = SCAN_FIRST;
	memset(scan->kept, 0, SCAN_FIRST * sizeof *scan->kept);
}

static bool is_digit_byte(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter_byte(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/* The code point at AT without moving; 0 behind the text. */
static uint32_t code_at(struct str text, size_t at)
{
	if (at >= text.len)
		return 0;
	if (!((unsigned char)text.ptr[at] & 0x80))
		return (unsigned char)text.ptr[at];
	return utf8_next(text, &at);
}

static size_t behind(struct str text, size_t at)
{
	if (!((unsigned char)text.ptr[at] & 0x80))
		return at + 1;
	utf8_next(text, &at);
	return at;
}

static bool is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 ||
	       code == 0x202f || code == 0x205f || code == 0x3000;
}

/* Says where a line may break, or that it may not, and stands for nothing. */
static bool is_nothing(uint32_t code)
{
	return code == 0xad || (code >= 0x200b && code <= 0x200d) || code == 0x2060 ||
	       code == 0xfeff;
}

/* 0 to 9, or -1. */
static int digit_of(uint32_t code)
{
	if (code >= '0' && code <= '9')
		return (int)(code - '0');
	if (code >= 0xff10 && code <= 0xff19)
		return (int)(code - 0xff10);
	return -1;
}

static bool is_letter(uint32_t code)
{
	if (code < 0x80)
		return is_letter_byte((char)code) || code == '_';
	return code != 0xfffc && digit_of(code) < 0 && unicode_is_word(code);
}

static bool is_power(uint32_t code)
{
	return code == 0xb2 || code == 0xb3;
}

/* Eighths; 0 for other characters. */
static unsigned fraction_of(uint32_t code)
{
	static const unsigned eighths[] = {1, 3, 5, 7};

	if (code >= 0xbc && code <= 0xbe)
		return (code - 0xbb) * 2;
	return code >= 0x215b && code <= 0x215e ? eighths[code - 0x215b] : 0;
}

/* Full-width forms of the marks in numbers. */
static uint32_t plain(uint32_t code)
{
	return code == 0xff0c ? ',' : code == 0xff0e ? '.' : code;
}

static size_t skip_digits(struct str text, size_t at, size_t *count)
{
	for (*count = 0; digit_of(code_at(text, at)) >= 0; ++*count)
		at = behind(text, at);
	return at;
}

static bool separates_thousands(uint32_t code)
{
	code = plain(code);
	return code == ',' || code == 0xa0 || code == 0x202f || code == 0x2009 || code == '\'' ||
	       code == 0x2019;
}

/*
 * The groups of a whole number, as in 1,200,000 or 12,34,567, from AT on, where its
 * first COUNT digits end. KIND becomes TOKEN_DIGITS where commas stand elsewhere.
 */
static size_t skip_groups(struct str text, size_t at, size_t count, enum token_kind *kind)
{
	uint32_t mark = code_at(text, at);
	bool thousands = count <= 3, lakhs = count <= 2;
	size_t begin = at, digits = 3;

	while (separates_thousands(mark) && code_at(text, at) == mark) {
		size_t end = skip_digits(text, behind(text, at), &digits);

		if (!digits || (digits != 3 && plain(mark) != ','))
			break;
		thousands &= digits == 3;
		lakhs &= digits == 2 || (digits == 3 && code_at(text, end) != mark);
		at = end;
	}
	if (at == begin || thousands || (lakhs && digits == 3))
		return at;
	if (plain(mark) != ',')
		return begin;
	*kind = TOKEN_DIGITS;
	return at;
}

/* The point and what stands behind it; more than one point makes no number. */
static size_t skip_fraction(struct str text, size_t at, enum token_kind *kind)
{
	size_t points = 0, count;

	while (plain(code_at(text, at)) == '.') {
		size_t end = skip_digits(text, behind(text, at), &count);

		if (!count)
			break;
		if (++points > 1)
			*kind = TOKEN_DIGITS;
		at = end;
	}
	return at;
}

/* The e9 in 1.2e9. */
static size_t skip_exponent(struct str text, size_t at)
{
	size_t digit = at + 1, end, count;

	if (at >= text.len || (text.ptr[at] != 'e' && text.ptr[at] != 'E'))
		return at;
	if (digit < text.len && (text.ptr[digit] == '+' || text.ptr[digit] == '-'))
		digit++;
	end = skip_digits(text, digit, &count);
	return count && count <= 3 && !is_letter(code_at(text, end)) ? end : at;
}

static size_t skip_number(struct str text, size_t at, enum token_kind *kind)
{
	size_t count;

	*kind = TOKEN_NUMBER;
	at = skip_digits(text, at, &count);
	if (count)
		at = skip_groups(text, at, count, kind);
	at = skip_fraction(text, at, kind);
	if (fraction_of(code_at(text, at)))
		return behind(text, at);
	return skip_exponent(text, at);
}

/* The letters and digits from AT on, and an apostrophe or a point between them. */
static size_t skip_word(struct str text, size_t at)
{
	size_t begin = at;

	while (at < text.len) {
		uint32_t code, next;

		if (is_letter_byte(text.ptr[at])) {
			at++;
			continue;
		}
		code = code_at(text, at);

		if (is_letter(code) || digit_of(code) >= 0 || is_power(code) || is_nothing(code)) {
			at = behind(text, at);
			continue;
		}
		if (code != '\'' && code != 0x2019 && code != '.')
			break;
		next = code_at(text, behind(text, at));
		if (code == '.' ? !(at > begin && is_digit_byte(text.ptr[at - 1]) && digit_of(next) >= 0)
				: !is_letter(next))
			break;
		at = behind(text, at);
	}
	return at;
}

/* U.S. and p.m.: letters with a point behind each. */
static size_t skip_initials(struct str text, size_t at)
{
	size_t end = at;

	if (text.len - at < 4 || text.ptr[at + 1] != '.' || text.ptr[at + 3] != '.')
		return at;
	while (end - at < INITIALS_MOST && text.len - end >= 2 && is_letter_byte(text.ptr[end]) &&
	       text.ptr[end + 1] == '.')
		end += 2;
	if (end - at < 4 || is_letter(code_at(text, end)))
		return at;
	return end;
}

static size_t skip_to_space(struct str text, size_t at)
{
	while (at < text.len && !is_space(code_at(text, at)) && code_at(text, at) != 0xfffc)
		at = behind(text, at);
	while (memchr(".,;:!?)]\"'", text.ptr[at - 1], 10))
		at--;
	return at;
}

/* Whether the word that ends at AT is the begin of a URL, an address or a path. */
static bool is_opaque(struct str text, size_t begin, size_t at)
{
	struct str left = str_slice(text, at, text.len);
	size_t slash = at + 1;

	if (left.len < 2 || (left.ptr[0] != ':' && left.ptr[0] != '@' && left.ptr[0] != '.'))
		return false;
	if (str_starts(left, STR("://")))
		return true;
	if (str_starts(left, STR("@")) && is_letter(code_at(text, at + 1)))
		return true;
	if (!str_starts(left, STR(".")) || !is_letter(code_at(text, at + 1)))
		return false;
	if (at - begin == 3 && !memcmp(text.ptr + begin, "www", 3))
		return true;
	while (slash < text.len && slash - at < 64 &&
	       (is_letter_byte(text.ptr[slash]) || memchr(".-", text.ptr[slash], 2)))
		slash++;
	return slash < text.len && (text.ptr[slash] == '/' || text.ptr[slash] == '@');
}

/* Behind letters alone with a space or a comma behind them, as most words are; or AT. */
static inline size_t skip_plain_word(struct str text, size_t at)
{
	size_t end = at;

	for (; text.len - end >= sizeof(bytes16); end += sizeof(bytes16)) {
		unsigned others = ~bytes16_high_bits(bytes16_letters(bytes16_load(text.ptr + end)));

		if (!(others & 0xffff))
			continue;
		end += (size_t)__builtin_ctz(others);
		return text.ptr[end] == ' ' || text.ptr[end] == ',' ? end : at;
	}
	while (end < text.len && is_letter_byte(text.ptr[end]))
		end++;
	return end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == ',') ? end : at;
}

static enum token_kind make_word(struct str text, size_t *at)
{
	size_t begin = *at;

	*at = skip_plain_word(text, begin);
	if (*at > begin)
		return TOKEN_WORD;
	*at = skip_initials(text, begin);
	if (*at == begin)
		*at = skip_word(text, begin);
	if (!is_opaque(text, begin, *at))
		return TOKEN_WORD;
	*at = skip_to_space(text, *at);
	return TOKEN_OPAQUE;
}

/* A slash with a space before and a letter behind is the begin of a path. */
static enum token_kind make_mark(struct str text, size_t *at, const struct token *token)
{
	bool path = token->code == '/' && token->spaced && is_letter(code_at(text, *at + 1));

	*at = behind(text, *at);
	if (!path)
		return TOKEN_MARK;
	*at = skip_to_space(text, *at);
	return TOKEN_OPAQUE;
}

static bool begins_number(struct str text, size_t at, const struct token *token)
{
	if (digit_of(token->code) >= 0 || fraction_of(token->code))
		return true;
	return token->code == '.' && token->spaced && digit_of(code_at(text, at + 1)) >= 0;
}

static void skip_spaces(struct scan *scan, struct token *token)
{
	for (; scan->at < scan->text.len; scan->at = behind(scan->text, scan->at)) {
		uint32_t code = code_at(scan->text, scan->at);

		if (code > ' ' && code < 0x7f)
			return;
		if (!is_space(code) && !is_nothing(code))
			return;
		token->spaced |= !is_nothing(code);
		token->line |= code == '\n' || code == 0x2028 || code == 0x2029;
	}
}

/* A space and a plain word, as most of a text is. */
static inline bool make_plain_word(struct scan *scan, struct token *token)
{
	struct str text = scan->text;
	size_t begin = scan->at + 1, end;

	if (begin >= text.len || text.ptr[scan->at] != ' ' || !is_letter_byte(text.ptr[begin]))
		return false;
	end = skip_plain_word(text, begin);
	if (end == begin)
		return false;
	*token = (struct token){(uint32_t)begin, (uint32_t)end, (unsigned char)text.ptr[begin],
				TOKEN_WORD, true, false};
	scan->at = end;
	scan->next++;
	return true;
}

static void make(struct scan *scan)
{
	struct token *token = &scan->kept[scan->next % SCAN_KEPT];
	struct str text = scan->text;
	enum token_kind kind;

	if (make_plain_word(scan, token))
		return;
	scan->next++;
	*token = (struct token){.spaced = !scan->at, .line = !scan->at};
	skip_spaces(scan, token);
	token->begin = token->end = (uint32_t)scan->at;
	if (scan->at >= text.len)
		return;
	token->code = code_at(text, scan->at);
	if (begins_number(text, scan->at, token))
		scan->at = skip_number(text, scan->at, &kind);
	else if (is_letter(token->code))
		kind = make_word(text, &scan->at);
	else
		kind = make_mark(text, &scan->at, token);
	token->kind = kind;
	token->end = (uint32_t)scan->at;
}

const struct token *scan_token_slowly(struct scan *scan, size_t index)
{
	while (scan->next <= index && scan->at < scan->text.len)
		make(scan);
	/* What is asked for behind the end is asked for again. */
	for (size_t i = 0, ends = scan->next <= index ? ENDS : 0; i < ends; i++)
		scan->kept[scan->next++ % SCAN_KEPT] = no_token;
	return scan->next - 1 - index < SCAN_KEPT ? &scan->kept[index % SCAN_KEPT] : &no_token;
}

/* A space well before AT, over which no token goes; or where the tokens end. */
static size_t space_before(const struct scan *scan, size_t at)
{
	size_t from = at - scan->context;

	while (from > scan->at && scan->text.ptr[from] != ' ' && scan->text.ptr[from] != '\n')
		from--;
	return from;
}

size_t scan_near(struct scan *scan, size_t index, size_t at)
{
	if (at > scan->at + scan->context) {
		scan->at = space_before(scan, at);
		scan->kept[scan->next++ % SCAN_KEPT] = no_token;
		index = scan->next;
	}
	for (;; index++) {
		const struct token *token;

		if (index == scan->next && scan->at < scan->text.len &&
		    !make_plain_word(scan, &scan->kept[scan->next % SCAN_KEPT]))
			make(scan);
		token = scan_token(scan, index);
		if (token->kind == TOKEN_END || token->end > at)
			return index;
	}
}

static bool same_word(struct str text, const char *word)
{
	size_t i = 0;

	for (; i < text.len && word[i]; i++) {
		char c = text.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return i == text.len && !word[i];
}

bool scan_is_slowly(struct scan *scan, const struct token *token, const char *word)
{
	return same_word(scan_text(scan, token), word);
}

bool scan_is_dash(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	return scan_is_hyphen(scan, index) ||
	       (token->kind == TOKEN_MARK && ((token->code >= 0x2012 && token->code <= 0x2015) ||
					      token->code == 0x2212));
}

static void read_fraction(struct number *number, unsigned eighths)
{
	unsigned thousandths = eighths * 125;

	for (unsigned place = 100; place && thousandths; place /= 10) {
		decimal_digit(&number->value, thousandths / place);
		number->place--;
		thousandths %= place;
	}
	number->point = true;
}

static void read_exponent(struct number *number, struct str text)
{
	bool negative = text.len && text.ptr[0] == '-';
	int power = 0;

	for (size_t i = 0; i < text.len; i++)
		if (is_digit_byte(text.ptr[i]))
			power = power * 10 + text.ptr[i] - '0';
	number->place += negative ? -power : power;
	number->value = decimal_shift(number->value, negative ? -power : power);
}

struct number scan_number(struct str text)
{
	struct number number = {0};
	size_t at = 0, behind_point = 0;
	bool zero = false;

	for (; at < text.len; at = behind(text, at)) {
		uint32_t code = plain(code_at(text, at));
		int digit = digit_of(code);

		if (digit >= 0) {
			zero |= !digit && !number.digits && !number.point;
			decimal_digit(&number.value, (unsigned)digit);
			*(number.point ? &behind_point : &number.digits) += 1;
		} else if (code == '.') {
			number.point = true;
		} else if (fraction_of(code)) {
			read_fraction(&number, fraction_of(code));
		} else if (code == 'e' || code == 'E') {
			break;
		} else {
			number.grouped = true;
		}
	}
	number.zero = zero && number.digits > 1;
	number.place -= (int)behind_point;
	number.value = decimal_shift(number.value, number.place);
	if (at < text.len) {
		number.point = true;
		read_exponent(&number, str_slice(text, at + 1, text.len));
	}
	return number;
}
