#include "format/json.h"

#include "base/list.h"
#include "base/unicode.h"

#include <cjson/cJSON.h>
#include <math.h>

/* Where a token of the source stands: a value, or a member's name. */
struct span {
	size_t offset;
	size_t length;
	bool escaped; /* a string with a backslash in it */
};

struct scanner {
	const struct source *source;
	struct diags *diags;
	struct arena *arena;
	struct str text;
	size_t at;
	int depth;
	LIST(struct span) spans; /* in the order of the source */
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
static char peek(const struct scanner *s)
{
	return s->at < s->text.len ? s->text.ptr[s->at] : '\0';
}

static void skip_space(struct scanner *s)
{
	while (peek(s) == ' ' || peek(s) == '\n' || peek(s) == '\t' || peek(s) == '\r')
		s->at++;
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

/* \uXXXX, and the second half that a first half of a pair needs. */
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

static bool scan_string(struct scanner *s)
{
	struct span *span = list_add(&s->spans, s->arena);
	size_t index = s->spans.count - 1, begin = s->at;

	span->offset = s->at++;
	for (;;) {
		unsigned char c = (unsigned char)peek(s);

		if (s->at >= s->text.len || c == '\n' || c == '\r')
			return wrong(s, begin, "close it with \" on the same line; "
				     "write \\n for a line break",
				     "this string is not closed");
		if (c < 0x20)
			return wrong(s, s->at, "write \\t for a tab, and leave others out",
				     "a control character stands in a string");
		if (c == '"')
			break;
		if (c != '\\') {
			s->at++;
			continue;
		}
		s->spans.items[index].escaped = true;
		if (!scan_escape(s))
			return false;
	}
	s->at++;
	s->spans.items[index].length = s->at - begin;
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

static bool scan_number(struct scanner *s)
{
	size_t begin = s->at;

	list_add(&s->spans, s->arena)->offset = begin;
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
	s->spans.items[s->spans.count - 1].length = s->at - begin;
	if (s->at - begin > NUMBER_LONGEST)
		return wrong(s, begin, "round it, or write it as text between double quotes",
			     "this number is too long");
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

static bool scan_word(struct scanner *s)
{
	static const char *const words[] = {"null", "true", "false"};
	const char *habit = other_habit(s);
	struct str rest = str_slice(s->text, s->at, s->text.len);

	for (size_t i = 0; i < 3; i++) {
		struct span *span;

		if (!str_starts(rest, str_of(words[i])))
			continue;
		span = list_add(&s->spans, s->arena);
		*span = (struct span){s->at, strlen(words[i]), false};
		s->at += span->length;
		return true;
	}
	if (s->at >= s->text.len)
		return wrong(s, s->at, "end it with the value, and close all brackets",
			     "the file ends where a value belongs");
	return wrong(s, s->at,
		     habit ? habit : "write \"text\", a number, true, false, null, [ or {",
		     "a value belongs here");
}

static bool scan_value(struct scanner *s);

/* A member's name and its colon. */
static bool scan_name(struct scanner *s)
{
	const char *habit = other_habit(s);

	if (s->at >= s->text.len)
		return wrong(s, s->at, "end it with }", "the file ends inside an object");
	if (peek(s) != '"')
		return wrong(s, s->at, habit ? habit : "put names between double quotes",
			     "a member's name belongs here");
	if (!scan_string(s))
		return false;
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

static bool scan_items(struct scanner *s, char close)
{
	bool more = true;

	s->at++;
	skip_space(s);
	if (peek(s) == close) {
		s->at++;
		return true;
	}
	while (more) {
		if (close == '}' && !scan_name(s))
			return false;
		if (!scan_value(s) || !scan_separator(s, close, &more))
			return false;
	}
	return true;
}

static bool scan_container(struct scanner *s, char close)
{
	size_t index = s->spans.count, begin = s->at, end;

	list_add(&s->spans, s->arena)->offset = begin;
	if (++s->depth > JSON_DEEPEST)
		return wrong(s, begin, "take levels away", "this is nested too deep");
	if (!scan_items(s, close))
		return false;
	s->depth--;
	/* The separator's look-ahead may have passed white space. */
	for (end = s->at; s->text.ptr[end - 1] != close;)
		end--;
	s->spans.items[index].length = end - begin;
	return true;
}

static bool scan_value(struct scanner *s)
{
	char c = peek(s);

	if (c == '{')
		return scan_container(s, '}');
	if (c == '[')
		return scan_container(s, ']');
	if (c == '"')
		return scan_string(s);
	if (c == '-' || is_digit(c))
		return scan_number(s);
	return scan_word(s);
}

static bool scan(struct scanner *s)
{
	size_t invalid = utf8_invalid(s->text);

	if (invalid < s->text.len)
		return wrong(s, invalid, "save the file as UTF-8",
			     "this byte is not UTF-8");
	if (str_starts(s->text, STR("\xef\xbb\xbf")))
		s->at = 3;
	skip_space(s);
	if (!scan_value(s))
		return false;
	skip_space(s);
	if (s->at < s->text.len)
		return wrong(s, s->at, "remove it, or the bracket that closes too early",
			     "this stands behind the end of the JSON value");
	return true;
}

/*
 * cJSON's allocation callbacks take no context, so the arena of the parse
 * that is under way stands here, and nowhere outside json_read.
 */
static struct arena *parse_arena;

static void *parse_alloc(size_t size)
{
	return arena_alloc(parse_arena, size);
}

static void parse_free(void *memory)
{
	(void)memory;
}

static cJSON *parse(struct arena *arena, struct str text)
{
	cJSON_Hooks hooks = {parse_alloc, parse_free}, usual = {NULL, NULL};
	cJSON *tree;

	parse_arena = arena;
	cJSON_InitHooks(&hooks);
	tree = cJSON_ParseWithLength(text.ptr, text.len);
	cJSON_InitHooks(&usual);
	parse_arena = NULL;
	return tree;
}

/* Walks cJSON's tree and the spans side by side: both are in source order. */
struct converter {
	struct scanner *scanner;
	size_t next; /* span */
	bool good;
};

static void convert(struct converter *c, const cJSON *from, struct data *to);

static size_t count_children(const cJSON *node)
{
	size_t count = 0;

	for (const cJSON *child = node->child; child; child = child->next)
		count++;
	return count;
}

static void convert_list(struct converter *c, const cJSON *from, struct data *to)
{
	size_t i = 0;

	to->type = DATA_LIST;
	to->as.list.count = count_children(from);
	to->as.list.items = arena_array(c->scanner->arena, struct data, to->as.list.count);
	for (const cJSON *child = from->child; child; child = child->next)
		convert(c, child, &to->as.list.items[i++]);
}

static void convert_map(struct converter *c, const cJSON *from, struct data *to)
{
	struct scanner *s = c->scanner;
	size_t before = s->diags->errors, i = 0;

	to->type = DATA_MAP;
	to->as.map.count = count_children(from);
	to->as.map.members = arena_array(s->arena, struct data_member, to->as.map.count);
	for (const cJSON *child = from->child; child; child = child->next) {
		struct data_member *member = &to->as.map.members[i++];
		struct span *span = &s->spans.items[c->next++];

		member->name = str_of(child->string);
		member->offset = span->offset;
		member->length = span->length;
		convert(c, child, &member->value);
	}
	data_report_repeats(to, s->source, "json-repeat", s->diags);
	if (s->diags->errors != before)
		c->good = false;
}

static void convert_number(struct converter *c, const cJSON *from, struct data *to)
{
	to->type = DATA_NUMBER;
	to->as.number = from->valuedouble;
	/* RFC 7493, section 2.2: what a double holds exactly, and no neighbour rounds to. */
	if (isfinite(from->valuedouble) && fabs(from->valuedouble) < 9007199254740992.0)
		return;
	c->good = wrong(c->scanner, to->offset, "write it as text, between double quotes",
			"this number is too large");
}

static void convert_text(const cJSON *from, const struct span *span, struct data *to)
{
	to->type = DATA_TEXT;
	to->as.text.str = str_of(from->valuestring);
	to->as.text.exact = !span->escaped;
	to->as.text.content = span->offset + 1;
}

static void convert(struct converter *c, const cJSON *from, struct data *to)
{
	const struct span *span = &c->scanner->spans.items[c->next++];

	to->offset = span->offset;
	to->length = span->length;
	if (cJSON_IsArray(from))
		convert_list(c, from, to);
	else if (cJSON_IsObject(from))
		convert_map(c, from, to);
	else if (cJSON_IsString(from))
		convert_text(from, span, to);
	else if (cJSON_IsNumber(from))
		convert_number(c, from, to);
	else if (cJSON_IsBool(from)) {
		to->type = DATA_BOOL;
		to->as.truth = cJSON_IsTrue(from);
	}
}

bool json_read(struct arena *arena, const struct source *source,
	       struct diags *diags, struct data *result)
{
	struct scanner scanner = {.source = source, .diags = diags, .arena = arena,
				  .text = source->text};
	struct converter converter = {.scanner = &scanner, .good = true};
	cJSON *tree;

	*result = (struct data){0};
	if (!scan(&scanner))
		return false;
	tree = parse(arena, source->text);
	if (!tree)
		return wrong(&scanner, 0, NULL, "this is not JSON");
	convert(&converter, tree, result);
	return converter.good;
}
