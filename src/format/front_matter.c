#include "format/front_matter.h"

#include "base/bytes.h"
#include "base/unicode.h"
#include "format/yaml.h"

/* The end of the line that begins at AT, its line break included. */
static size_t line_end(struct str text, size_t at)
{
	size_t end = at + str_find(str_slice(text, at, text.len), '\n');

	return end < text.len ? end + 1 : end;
}

/* A line of three hyphens, with nothing behind them but white space. */
static bool is_fence(struct str text, size_t at)
{
	struct str line = str_slice(text, at, line_end(text, at));

	return str_starts(line, STR("---")) && str_trim(line).len == 3;
}

static bool wrong(struct diags *diags, const struct source *source, size_t at,
		  const char *help, const char *message)
{
	struct place place = {source, at, 3};

	diag_at(diags, SEVERITY_ERROR, "front-matter", place, help, "%s", message);
	return false;
}

static bool check_encoding(const struct source *source, struct diags *diags)
{
	struct str text = source->text;
	size_t invalid = utf8_invalid(text), nul = str_find(text, '\0');

	if (invalid < text.len)
		diag_at(diags, SEVERITY_ERROR, "encoding",
			(struct place){source, invalid, 1}, "save the file as UTF-8",
			"this byte is not UTF-8");
	if (nul < text.len)
		diag_at(diags, SEVERITY_ERROR, "encoding",
			(struct place){source, nul, 1}, "remove it",
			"a NUL character stands in the text");
	return invalid == text.len && nul == text.len;
}

/*
 * Front matter as nearly everybody writes it: names in the first column, and for
 * each a text on its line, a list of such texts, or a folded block (">-"). It is
 * read here, because libyaml takes five times as long. Whatever looks different
 * in any way is left to libyaml, errors too; what is read here is the same data
 * that it would give, places included.
 */
struct simple {
	struct arena *arena;
	struct str text;     /* of the source, up to the line that ends it */
	size_t at, end;      /* of the line */
};

static bool is_simple_byte(unsigned char c)
{
	return c >= ' ' && c != 0x7f && c != 0xef; /* 0xef: marks of byte order */
}

static inline bool is_ascii_text(bytes16 bytes)
{
	bytes16 fine = bytes16_between(bytes, ' ', '~') | (bytes16)(bytes == '\n');

	return !bytes16_any(~fine);
}

/* No control characters, and no line breaks but LF: YAML 1.1 knows more. */
static bool is_simple_text(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char *p = (const unsigned char *)text.ptr + i;
		size_t left = text.len - i;

		if (left >= sizeof(bytes16) && is_ascii_text(bytes16_load(text.ptr + i))) {
			i += sizeof(bytes16) - 1;
			continue;
		}
		if (!is_simple_byte(*p) && *p != '\n')
			return false;
		if (*p == 0xc2 && left > 1 && p[1] < 0xa0)
			return false;
		if (*p == 0xe2 && left > 2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
			return false;
	}
	return text.len && text.ptr[text.len - 1] == '\n';
}

static bool find_end(struct simple *s, size_t at)
{
	s->at = s->end = at;
	if (at < s->text.len)
		s->end += str_find(str_slice(s->text, at, s->text.len), '\n');
	return at < s->text.len;
}

static bool line_starts(const struct simple *s, struct str with)
{
	return str_starts(str_slice(s->text, s->at, s->end), with);
}

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* TEXT between double quotes without any inside, nor escapes. */
static bool is_simple_quoted(struct str text)
{
	return text.len > 1 && text.ptr[0] == '"' && str_find(text, '\\') == text.len &&
	       1 + str_find(str_slice(text, 1, text.len), '"') == text.len - 1;
}

static bool is_simple_plain(struct str text)
{
	if (!text.len || !is_letter_or_digit(text.ptr[0]) || text.ptr[text.len - 1] == ' ')
		return false;
	for (size_t i = 1; i < text.len; i++)
		if ((text.ptr[i] == ':' && (i + 1 == text.len || text.ptr[i + 1] == ' ')) ||
		    (text.ptr[i] == '#' && text.ptr[i - 1] == ' '))
			return false;
	return !str_equal(text, STR("null"));
}

/* The text from AT to the end of the line. */
static bool read_simple_text(struct simple *s, size_t at, struct data *to)
{
	struct str text = str_slice(s->text, at, s->end);
	bool quoted = is_simple_quoted(text);

	if (!quoted && !is_simple_plain(text))
		return false;
	*to = (struct data){.type = DATA_TEXT, .offset = at, .length = text.len};
	to->as.text.exact = true;
	to->as.text.content = at + quoted;
	to->as.text.str = str_copy(s->arena, str_slice(text, quoted, text.len - quoted));
	find_end(s, s->end + 1);
	return true;
}

/* The lines behind ">-", which are all indented by two spaces, with one between them. */
static bool read_folded(struct simple *s, size_t at, struct data *to)
{
	struct simple behind = *s;
	size_t length = 0;
	char *text;

	while (find_end(&behind, behind.end + 1) && line_starts(&behind, STR("  ")))
		continue;
	text = arena_alloc(s->arena, behind.at - s->end);
	while (find_end(s, s->end + 1) && line_starts(s, STR("  "))) {
		struct str line = str_slice(s->text, s->at + 2, s->end);

		if (!line.len || line.ptr[0] == ' ' || line.ptr[line.len - 1] == ' ')
			return false;
		memcpy(text + length, line.ptr, line.len);
		length += line.len;
		text[length++] = ' ';
	}
	if (!length)
		return false;
	text[--length] = '\0';
	*to = (struct data){.type = DATA_TEXT, .offset = at, .length = s->at - at};
	to->as.text.str = (struct str){text, length};
	to->as.text.content = at + 1;
	to->as.text.exact = str_equal(to->as.text.str, STR("-")); /* the one behind ">" */
	return true;
}

/* How many lines from here on begin with WITH. */
static size_t count_lines(struct simple s, struct str with)
{
	size_t count = 0;

	for (bool more = true; more && line_starts(&s, with); count++)
		more = find_end(&s, s.end + 1);
	return count;
}

static bool read_simple_list(struct simple *s, struct data *to)
{
	const struct str dash = STR("  - ");
	size_t count;

	find_end(s, s->end + 1);
	count = count_lines(*s, dash);
	if (!count)
		return false;
	*to = (struct data){.type = DATA_LIST, .offset = s->at + 2};
	to->as.list.items = arena_array(s->arena, struct data, count);
	for (; to->as.list.count < count; to->as.list.count++)
		if (!read_simple_text(s, s->at + dash.len, &to->as.list.items[to->as.list.count]))
			return false;
	to->length = s->at - 1 - to->offset;
	return true;
}

/* NAME: VALUE, and the lines that belong to it. */
static bool read_simple_member(struct simple *s, struct data_member *to)
{
	struct str line = str_slice(s->text, s->at, s->end), value;
	size_t colon = 0, at;

	while (colon < line.len && ((line.ptr[colon] >= 'a' && line.ptr[colon] <= 'z') ||
				    (colon && line.ptr[colon] == '_')))
		colon++;
	if (!colon || colon == line.len || line.ptr[colon] != ':' || line.len > 1000)
		return false;
	to->offset = s->at;
	to->length = colon;
	to->name = str_copy(s->arena, str_slice(line, 0, colon));
	if (str_equal(to->name, STR("null")))
		return false;
	if (colon + 1 == line.len)
		return read_simple_list(s, &to->value);
	at = s->at + colon + 2;
	value = str_slice(line, colon + 1, line.len);
	if (str_equal(value, STR(" >-")))
		return read_folded(s, at, &to->value);
	return value.ptr[0] == ' ' && value.len > 1 && read_simple_text(s, at, &to->value);
}

/* As yaml_read; false where the text is not as simple as that. */
static bool read_simple(struct arena *arena, struct str text, size_t from, struct data *result)
{
	struct simple s = {.arena = arena, .text = text};
	struct data_member *member;
	size_t count = 0;

	if (!is_simple_text(str_slice(text, from, text.len)))
		return false;
	for (bool more = find_end(&s, from); more; more = find_end(&s, s.end + 1))
		count += s.text.ptr[s.at] != ' ';
	*result = (struct data){.type = DATA_MAP, .offset = from};
	result->as.map.members = member = arena_array(arena, struct data_member, count);
	for (find_end(&s, from); s.at < text.len; member++) {
		if (result->as.map.count++ == count || !read_simple_member(&s, member))
			return false;
		result->length = member->value.offset + member->value.length - from;
	}
	return true;
}

static bool read_data(struct arena *arena, const struct source *source, size_t from, size_t to,
		      struct diags *diags, struct data *result)
{
	size_t before = diags->errors;

	if (!read_simple(arena, str_slice(source->text, 0, to), from, result))
		return yaml_read(arena, source, from, to, diags, result);
	data_report_repeats(result, source, "yaml-repeat", diags);
	return diags->errors == before;
}

bool front_matter_read(struct arena *arena, const struct source *source,
		       struct diags *diags, struct front_matter *result)
{
	struct str text = source->text;
	size_t begin = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	size_t first, end;
	bool good;

	*result = (struct front_matter){.data = {.type = DATA_MAP}, .body = text.len};
	if (!check_encoding(source, diags))
		return false;
	if (!is_fence(text, begin))
		return wrong(diags, source, begin,
			     "begin the file with a line ---, then \"title: …\", then a line ---",
			     "the front matter is missing");
	first = end = line_end(text, begin);
	while (end < text.len && !is_fence(text, end))
		end = line_end(text, end);
	if (end >= text.len)
		return wrong(diags, source, begin, "end it with a line ---",
			     "the front matter is not closed");
	result->body = line_end(text, end);
	good = read_data(arena, source, first, end, diags, &result->data);
	if (result->data.type == DATA_MAP)
		return good;
	result->data = (struct data){.type = DATA_MAP, .offset = first};
	return good && wrong(diags, source, first, "write lines of NAME: VALUE",
			     "the front matter is not a list of names and values");
}
