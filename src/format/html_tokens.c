#include "format/html_tokens.h"

#include "format/ascii.h"

/* The byte at AT; '\0' past the end. */
static char byte_at(struct str s, size_t at)
{
	return at < s.len ? s.ptr[at] : '\0';
}

/* HTML's white space has no vertical tab. */
static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static size_t find_from(struct str s, size_t at, char c)
{
	return at + str_find(str_slice(s, at, s.len), c);
}

static size_t skip_space(struct str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

/*
 * "Before attribute value state": reads the value at AT into *VALUE, and returns
 * what is behind it; s.len + 1 where a quote is never closed.
 */
static size_t read_value(struct str s, size_t at, struct str *value)
{
	char quote = byte_at(s, at);
	size_t end = at;

	if (quote == '"' || quote == '\'') {
		end = find_from(s, at + 1, quote);
		*value = str_slice(s, at + 1, end);
		return end + 1;
	}
	while (end < s.len && !is_space(s.ptr[end]) && s.ptr[end] != '>')
		end++;
	*value = str_slice(s, at, end);
	return end;
}

/*
 * The attribute at *AT of what stands in a tag, and the move behind it. False at
 * ">" and at the end: there *AT stays, unless a quote was open: then it is past it.
 */
static bool read_attribute(struct str s, size_t *at, struct html_attribute *attribute)
{
	size_t begin = *at, end;

	while (begin < s.len && (is_space(s.ptr[begin]) || s.ptr[begin] == '/'))
		begin++;
	*at = begin;
	if (begin >= s.len || s.ptr[begin] == '>')
		return false;
	end = begin + 1; /* a "=" in the first place is part of the name */
	while (end < s.len && !is_space(s.ptr[end]) && s.ptr[end] != '/' && s.ptr[end] != '>' &&
	       s.ptr[end] != '=')
		end++;
	*attribute = (struct html_attribute){str_slice(s, begin, end), STR("")};
	*at = skip_space(s, end);
	if (byte_at(s, *at) != '=' || *at >= s.len)
		return true;
	*at = read_value(s, skip_space(s, *at + 1), &attribute->value);
	return *at <= s.len;
}

bool html_attribute(struct str *attributes, struct html_attribute *attribute)
{
	size_t at = 0;

	if (!read_attribute(*attributes, &at, attribute))
		return false;
	*attributes = str_slice(*attributes, at, attributes->len);
	return true;
}

/* A tag whose name begins at NAME; one that the text ends in is nothing. */
static void read_tag(struct str s, size_t name, size_t *at, struct html_token *token)
{
	struct html_attribute attribute;
	size_t end = name, inside;

	while (end < s.len && !is_space(s.ptr[end]) && s.ptr[end] != '/' && s.ptr[end] != '>')
		end++;
	token->name = str_slice(s, name, end);
	inside = end;
	while (read_attribute(s, &end, &attribute))
		;
	if (end >= s.len) {
		*token = (struct html_token){.kind = HTML_COMMENT};
		*at = s.len;
		return;
	}
	token->attributes = str_slice(s, inside, end);
	*at = end + 1;
}

/* Behind the comment whose text begins at AT ("Comment start state"). */
static size_t comment_end(struct str s, size_t at)
{
	if (byte_at(s, at) == '>')
		return at + 1;
	if (byte_at(s, at) == '-' && byte_at(s, at + 1) == '>')
		return at + 2;
	for (;; at++) {
		at = find_from(s, at, '-');
		if (at >= s.len)
			return s.len;
		if (byte_at(s, at + 1) != '-')
			continue;
		if (byte_at(s, at + 2) == '>')
			return at + 3;
		if (byte_at(s, at + 2) == '!' && byte_at(s, at + 3) == '>')
			return at + 4;
	}
}

/* Behind a declaration, or what is taken for a comment: at the first ">". */
static size_t bogus_end(struct str s, size_t at)
{
	size_t end = find_from(s, at, '>');

	return end < s.len ? end + 1 : end;
}

/* Whether the "<" at AT begins markup ("Tag open state"). */
static bool opens(struct str s, size_t at)
{
	char next = byte_at(s, at + 1);

	return ascii_is_letter(next) || next == '!' || next == '?' ||
	       (next == '/' && at + 2 < s.len);
}

static void read_markup(struct str s, size_t *at, struct html_token *token)
{
	char next = byte_at(s, *at + 1);

	*token = (struct html_token){.kind = HTML_COMMENT};
	if (ascii_is_letter(next)) {
		token->kind = HTML_START;
		read_tag(s, *at + 1, at, token);
	} else if (next == '/' && ascii_is_letter(byte_at(s, *at + 2))) {
		token->kind = HTML_END;
		read_tag(s, *at + 2, at, token);
	} else if (next == '!' && byte_at(s, *at + 2) == '-' && byte_at(s, *at + 3) == '-') {
		*at = comment_end(s, *at + 4);
	} else {
		*at = bogus_end(s, *at + 2);
	}
}

bool html_next(struct str html, size_t *at, struct html_token *token)
{
	size_t end = *at;

	if (end >= html.len)
		return false;
	for (end = find_from(html, end, '<'); end < html.len && !opens(html, end);)
		end = find_from(html, end + 1, '<');
	if (end == *at) {
		read_markup(html, at, token);
		return true;
	}
	*token = (struct html_token){.kind = HTML_TEXT, .text = str_slice(html, *at, end)};
	*at = end;
	return true;
}

void html_skip_raw(struct str html, size_t *at, struct str name)
{
	for (;; ++*at) {
		struct str rest;
		char behind;

		*at = find_from(html, *at, '<');
		if (*at >= html.len)
			return;
		rest = str_slice(html, *at + 1, html.len);
		behind = byte_at(rest, 1 + name.len);
		if (byte_at(rest, 0) != '/' || !ascii_starts(str_slice(rest, 1, rest.len), name))
			continue;
		if (is_space(behind) || behind == '/' || behind == '>')
			return;
	}
}
