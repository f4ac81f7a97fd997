#include "format/json.h"

#include "base/list.h"
#include "base/unicode.h"
#include "format/json_bytes.h"

#include <cjson/cJSON.h>
#include <math.h>

struct scanner {
	const struct source *source;
	struct diags *diags;
	struct arena *arena;
	struct str text;
	size_t at;
	int depth;
	bool good; /* no error so far that lets the scan go on */
	/* Of the lists and objects that are open: what they hold so far. */
	LIST(struct data) items;
	LIST(struct data_member) members;
};

/* Reports at AT, once: a scan ends with its first error. */
static bool wrong(struct scanner *s, size_t at, const char *help,
		  const char *message)
{
	struct place place = {s->source, at, 1};

	diag_at(s->diags, SEVERITY_ERROR, "json-syntax", place, help, "%s", message);
	return false;
}

/* The byte at the scanner; '\0' at the end. */
static inline char peek(const struct scanner *s)
{
	return s->at < s->text.len ? s->text.ptr[s->at] : '\0';
}

static void skip_space(struct scanner *s)
{
	const char *at = s->text.ptr + s->at, *end = s->text.ptr + s->text.len;

	/* A line's indentation, eight bytes at a time. */
	if (end - at > 8 && *at == '\n')
		for (at++; end - at >= 8; at += 8) {
			uint64_t bytes;

			memcpy(&bytes, at, sizeof bytes);
			bytes = le64toh(bytes) ^ UINT64_C(0x2020202020202020);
			if (!bytes)
				continue;
			at += __builtin_ctzll(bytes) / 8;
			break;
		}
	while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
		at++;
	s->at = (size_t)(at - s->text.ptr);
}

static bool hex4(const struct scanner *s, size_t at, unsigned *code)
{
	*code = 0;
	if (s->text.len - at < 4)
		return false;
	for (size_t i = at; i < at + 4; i++) {
		char c = s->text.ptr[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;

		if (digit < 0)
			return false;
		*code = *code * 16 + (unsigned)digit;
	}
	return true;
}

/* \u and its four digits, and the second half that a first half of a pair needs. */
static bool scan_unicode_escape(struct scanner *s)
{
	size_t begin = s->at;
	unsigned code, second;

	if (!hex4(s, s->at + 2, &code))
		return wrong(s, begin, "write four hexadecimal digits after \\u",
			     "this escape is not complete");
	s->at += 6;
	if (!code)
		return wrong(s, begin, "leave the character out",
			     "a NUL character cannot be part of a text");
	if (code < 0xd800 || code > 0xdfff)
		return true;
	if (code < 0xdc00 && peek(s) == '\\' && s->at + 1 < s->text.len &&
	    s->text.ptr[s->at + 1] == 'u' && hex4(s, s->at + 2, &second) &&
	    second >= 0xdc00 && second <= 0xdfff) {
		s->at += 6;
		return true;
	}
	return wrong(s, begin, "write the character itself, in UTF-8",
		     "half of a surrogate pair is not a character");
}

static bool scan_escape(struct scanner *s)
{
	char next = s->at + 1 < s->text.len ? s->text.ptr[s->at + 1] : '\0';

	if (next == 'u')
		return scan_unicode_escape(s);
	if (!next || !strchr("\"\\/bfnrt", next))
		return wrong(s, s->at, "write \\\\ for a backslash",
			     "there is no such escape in JSON");
	s->at += 2;
	return true;
}

/*
 * What a string with escapes says, or a number: cJSON knows, once the token is
 * known to be good. It has no say in anything else, see docs/ARCHITECTURE.md.
 */
static cJSON *parse_token(struct scanner *s, size_t begin)
{
	cJSON *token = cJSON_ParseWithLength(s->text.ptr + begin, s->at - begin);

	if (!token)
		wrong(s, begin, "write it in another way", "this cannot be read");
	return token;
}

static bool decode(struct scanner *s, size_t begin, struct str *text)
{
	cJSON *token = parse_token(s, begin);

	if (token)
		*text = str_copy(s->arena, str_of(token->valuestring));
	cJSON_Delete(token);
	return token != NULL;
}

/* Moves behind the string; *ESCAPED says whether it has a backslash in it. */
static bool skip_string(struct scanner *s, bool *escaped)
{
	size_t begin = s->at++;

	*escaped = false;
	for (;;) {
		s->at = json_plain_end(s->text, s->at);
		if (peek(s) == '"' && s->at < s->text.len)
			break;
		if (s->at >= s->text.len || peek(s) == '\n' || peek(s) == '\r')
			return wrong(s, begin, "close it with \" on the same line; "
				     "write \\n for a line break",
				     "this string is not closed");
		if (peek(s) != '\\')
			return wrong(s, s->at, "write \\t for a tab, and leave others out",
				     "a control character stands in a string");
		*escaped = true;
		if (!scan_escape(s))
			return false;
	}
	s->at++;
	return true;
}

static bool scan_string(struct scanner *s, struct data *to)
{
	size_t begin = s->at;
	bool escaped;

	if (!skip_string(s, &escaped))
		return false;
	to->type = DATA_TEXT;
	to->as.text.exact = !escaped;
	to->as.text.content = begin + 1;
	if (escaped)
		return decode(s, begin, &to->as.text.str);
	to->as.text.str = str_slice(s->text, begin + 1, s->at - 1);
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool scan_digits(struct scanner *s)
{
	if (!is_digit(peek(s)))
		return wrong(s, s->at, "write numbers such as 7, -2 and 1.5",
			     "a digit belongs here");
	while (is_digit(peek(s)))
		s->at++;
	return true;
}

/* cJSON reads 63 bytes of a number. */
enum { NUMBER_LONGEST = 60 };

static bool skip_number(struct scanner *s)
{
	size_t begin = s->at;

	if (peek(s) == '-')
		s->at++;
	if (peek(s) == '0' && s->at + 1 < s->text.len && is_digit(s->text.ptr[s->at + 1]))
		return wrong(s, s->at, "leave the zero out",
			     "a number does not begin with 0");
	if (!scan_digits(s))
		return false;
	if (peek(s) == '.') {
		s->at++;
		if (!scan_digits(s))
			return false;
	}
	if (peek(s) == 'e' || peek(s) == 'E') {
		s->at++;
		if (peek(s) == '+' || peek(s) == '-')
			s->at++;
		if (!scan_digits(s))
			return false;
	}
	if (s->at - begin > NUMBER_LONGEST)
		return wrong(s, begin, "round it, or write it as text between double quotes",
			     "this number is too long");
	return true;
}

static bool scan_number(struct scanner *s, struct data *to)
{
	size_t begin = s->at;
	cJSON *token = skip_number(s) ? parse_token(s, begin) : NULL;

	if (!token)
		return false;
	to->type = DATA_NUMBER;
	to->as.number = token->valuedouble;
	cJSON_Delete(token);
	/* RFC 7493, section 2.2: what a double holds exactly, and no neighbour rounds to. */
	if (!isfinite(to->as.number) || fabs(to->as.number) >= 9007199254740992.0)
		s->good = wrong(s, begin, "write it as text, between double quotes",
				"this number is too large");
	return true;
}

/* What people write who know JavaScript better than JSON; NULL for the rest. */
static const char *other_habit(const struct scanner *s)
{
	char c = peek(s);

	return c == '\'' ? "write double quotes in place of single ones"
	       : c == '/' || c == '#' ? "leave comments out: JSON has none"
				      : NULL;
}

static bool scan_word(struct scanner *s, struct data *to)
{
	static const struct {
		const char *word;
		enum data_type type;
	} words[] = {{"null", DATA_NULL}, {"true", DATA_BOOL}, {"false", DATA_BOOL}};
	const char *habit = other_habit(s);
	struct str rest = str_slice(s->text, s->at, s->text.len);

	for (size_t i = 0; i < 3; i++) {
		if (!str_starts(rest, str_of(words[i].word)))
			continue;
		to->type = words[i].type;
		to->as.truth = i == 1;
		s->at += strlen(words[i].word);
		return true;
	}
	if (s->at >= s->text.len)
		return wrong(s, s->at, "end it with the value, and close all brackets",
			     "the file ends where a value belongs");
	return wrong(s, s->at,
		     habit ? habit : "write \"text\", a number, true, false, null, [ or {",
		     "a value belongs here");
}

static bool scan_value(struct scanner *s, struct data *to);

/* A member's name and its colon. */
static bool scan_name(struct scanner *s, struct data_member *member)
{
	const char *habit = other_habit(s);
	struct data name = {0};

	if (s->at >= s->text.len)
		return wrong(s, s->at, "end it with }", "the file ends inside an object");
	if (peek(s) != '"')
		return wrong(s, s->at, habit ? habit : "put names between double quotes",
			     "a member's name belongs here");
	member->offset = s->at;
	if (!scan_string(s, &name))
		return false;
	member->name = name.as.text.str;
	member->length = s->at - member->offset;
	skip_space(s);
	if (peek(s) != ':')
		return wrong(s, s->at, "write \"name\": value", "a colon belongs here");
	s->at++;
	skip_space(s);
	return true;
}

/* What follows an item: a comma and another (*MORE), or the end. */
static bool scan_separator(struct scanner *s, char close, bool *more)
{
	size_t comma;

	skip_space(s);
	comma = s->at;
	*more = peek(s) == ',';
	if (!*more && peek(s) != close)
		return wrong(s, s->at, close == ']' ? "separate items by a comma; end with ]"
						     : "separate members by a comma; end with }",
			     s->at < s->text.len ? "a comma is missing before this"
			     : close == ']'	 ? "the file ends inside a list"
						 : "the file ends inside an object");
	s->at++;
	skip_space(s);
	if (*more && peek(s) == close)
		return wrong(s, comma, "remove it", "a comma stands behind the last item");
	return true;
}

/* True at the bracket of something empty, which it moves behind. */
static bool ends_at_once(struct scanner *s, char close)
{
	s->at++;
	skip_space(s);
	if (peek(s) != close)
		return false;
	s->at++;
	return true;
}

/* COUNT items of SIZE bytes from FIRST on: what a list or an object holds. */
static void *keep(struct scanner *s, const void *items, size_t first, size_t count, size_t size)
{
	char *kept = arena_alloc(s->arena, count * size);

	if (count)
		memcpy(kept, (const char *)items + first * size, count * size);
	return kept;
}

static bool scan_items(struct scanner *s, struct data *to)
{
	size_t first = s->items.count;
	bool more = !ends_at_once(s, ']');

	while (more) {
		struct data item = {0};

		if (!scan_value(s, &item))
			return false;
		*list_add(&s->items, s->arena) = item;
		if (!scan_separator(s, ']', &more))
			return false;
	}
	to->type = DATA_LIST;
	to->as.list.count = s->items.count - first;
	to->as.list.items = keep(s, s->items.items, first, to->as.list.count, sizeof(struct data));
	s->items.count = first;
	return true;
}

static bool scan_members(struct scanner *s, struct data *to)
{
	size_t first = s->members.count, before = s->diags->errors;
	bool more = !ends_at_once(s, '}');

	while (more) {
		struct data_member member;

		member.value = (struct data){0};
		if (!scan_name(s, &member) || !scan_value(s, &member.value))
			return false;
		*list_add(&s->members, s->arena) = member;
		if (!scan_separator(s, '}', &more))
			return false;
	}
	to->type = DATA_MAP;
	to->as.map.count = s->members.count - first;
	to->as.map.members = keep(s, s->members.items, first, to->as.map.count,
				  sizeof(struct data_member));
	s->members.count = first;
	data_report_repeats(to, s->source, "json-repeat", s->diags);
	s->good &= s->diags->errors == before;
	return true;
}

static bool scan_container(struct scanner *s, struct data *to)
{
	char bracket = peek(s), close = bracket == '[' ? ']' : '}';
	size_t begin = s->at, end;

	if (++s->depth > JSON_DEEPEST)
		return wrong(s, begin, "take levels away", "this is nested too deep");
	if (!(bracket == '[' ? scan_items(s, to) : scan_members(s, to)))
		return false;
	s->depth--;
	/* The separator's look-ahead may have passed white space. */
	for (end = s->at; s->text.ptr[end - 1] != close;)
		end--;
	to->length = end - begin;
	return true;
}

static bool scan_value(struct scanner *s, struct data *to)
{
	char c = peek(s);
	bool good;

	to->offset = s->at;
	if (c == '{' || c == '[')
		return scan_container(s, to);
	if (c == '"')
		good = scan_string(s, to);
	else if (c == '-' || is_digit(c))
		good = scan_number(s, to);
	else
		good = scan_word(s, to);
	to->length = s->at - to->offset;
	return good;
}

static bool scan(struct scanner *s, struct data *to)
{
	size_t invalid = utf8_invalid(s->text);

	if (invalid < s->text.len)
		return wrong(s, invalid, "save the file as UTF-8",
			     "this byte is not UTF-8");
	if (str_starts(s->text, STR("\xef\xbb\xbf")))
		s->at = 3;
	skip_space(s);
	if (!scan_value(s, to))
		return false;
	skip_space(s);
	if (s->at < s->text.len)
		return wrong(s, s->at, "remove it, or the bracket that closes too early",
			     "this stands behind the end of the JSON value");
	return true;
}

bool json_read(struct arena *arena, const struct source *source,
	       struct diags *diags, struct data *result)
{
	struct scanner scanner = {.source = source, .diags = diags, .arena = arena,
				  .text = source->text, .good = true};
	struct data data = {0};

	*result = (struct data){0};
	if (!scan(&scanner, &data))
		return false;
	*result = data;
	return scanner.good;
}
