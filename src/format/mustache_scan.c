#include "format/mustache_tags.h"

/* Longest tag {{=<% %>=}} in bytes: what bounds the search for its end. */
enum { DELIMITERS_LONGEST = 256 };

static const char rule[] = "template-tag";

struct scanner {
	struct template *template;
	struct mustache *set;
	struct arena *arena;
	struct str text;
	struct str open, close;      /* the delimiters in force */
	struct str raw_close;        /* what ends {{{name}}} */
	struct str delimiters_close; /* what ends {{=<% %>=}} */
	size_t at;                   /* what is still to be read */
};

/* Offset of the first NEEDLE in TEXT from FROM on, or its length. */
static size_t find(struct str text, size_t from, struct str needle)
{
	const char *at = NULL;

	if (from < text.len)
		at = memmem(text.ptr + from, text.len - from, needle.ptr, needle.len);
	return at ? (size_t)(at - text.ptr) : text.len;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool has_space(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_space(s.ptr[i]))
			return true;
	return false;
}

/* True for "a.b" and ".", false where a part is empty. */
static bool is_dotted(struct str name)
{
	char before = '.';

	if (str_equal(name, STR(".")))
		return true;
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '.' && before == '.')
			return false;
		before = name.ptr[i];
	}
	return before != '.';
}

static void complain(struct scanner *s, const struct tag *tag, const char *help,
		     const char *message)
{
	template_error(s->template, s->set, tag->begin, tag->end - tag->begin, rule,
		       help, "%s", message);
}

/* Sets what surrounds the tag on its line. */
static void look_around(const struct scanner *s, struct tag *tag)
{
	struct str text = s->text;
	size_t before = tag->begin, after = tag->end;

	while (before && is_blank(text.ptr[before - 1]))
		before--;
	tag->blank_before = !before || text.ptr[before - 1] == '\n';
	tag->margin = tag->blank_before ? before : tag->begin;
	while (after < text.len && is_blank(text.ptr[after]))
		after++;
	if (str_starts(str_slice(text, after, text.len), STR("\r\n")))
		after++;
	tag->blank_after = after == text.len || text.ptr[after] == '\n';
	tag->line_end = !tag->blank_after ? tag->end : after + (after < text.len);
}

static enum tag_type type_of(char sigil)
{
	switch (sigil) {
	case '#': return TAG_SECTION;
	case '^': return TAG_INVERTED;
	case '/': return TAG_END;
	case '>': return TAG_PARTIAL;
	case '<': return TAG_PARENT;
	case '$': return TAG_BLOCK;
	case '!': return TAG_COMMENT;
	case '=': return TAG_DELIMITERS;
	case '&':
	case '{': return TAG_UNESCAPED;
	default: return TAG_VARIABLE;
	}
}

static bool is_path(const struct tag *tag)
{
	return tag->dynamic || tag->type <= TAG_INVERTED;
}

/* A partial's or a parent's name may be dynamic: {{>*name}}. */
static void read_dynamic(struct tag *tag)
{
	if (tag->type != TAG_PARTIAL && tag->type != TAG_PARENT)
		return;
	if (!tag->name.len || tag->name.ptr[0] != '*')
		return;
	tag->dynamic = true;
	tag->name = str_trim(str_slice(tag->name, 1, tag->name.len));
}

static void check_name(struct scanner *s, const struct tag *tag)
{
	if (!tag->name.len)
		complain(s, tag, "write a name in it, or remove it",
			 "this tag is empty");
	else if (has_space(tag->name) && tag->type != TAG_END)
		complain(s, tag,
			 "a tag holds one name: there are no arguments or operators",
			 "a name holds no white space");
	else if (is_path(tag) && !is_dotted(tag->name))
		complain(s, tag, "write one dot between two names, as in deal.scale",
			 "this is not a dotted name");
}

static void use_delimiters(struct scanner *s, struct str open, struct str close)
{
	s->open = open;
	s->close = close;
	s->raw_close = str_printf(s->arena, "}%.*s", STR_ARG(close));
	s->delimiters_close = str_printf(s->arena, "=%.*s", STR_ARG(close));
}

/*
 * A tag whose end is missing is taken to be one word; reading goes on at NEXT,
 * so that it does not swallow the tags behind it.
 */
static void unclosed(struct scanner *s, struct tag *tag, size_t inner, size_t next,
		     struct str marker)
{
	const char *help = arena_printf(s->arena, "write %.*s behind it",
					STR_ARG(marker));
	struct str name = str_trim(str_slice(s->text, inner, next));

	for (size_t i = 0; i < name.len; i++)
		if (is_space(name.ptr[i]))
			name.len = i;
	tag->name = name;
	tag->end = name.len ? (size_t)(name.ptr + name.len - s->text.ptr) : inner;
	complain(s, tag, help, "this tag is never closed");
	s->at = next;
}

/*
 * Finds MARKER, the end of a tag whose content begins at INNER. Except in a
 * comment, it must come before the next tag begins.
 */
static void read_content(struct scanner *s, struct tag *tag, size_t inner,
			 struct str marker)
{
	struct str within = s->text;
	size_t next = within.len, at;

	if (tag->type != TAG_COMMENT) {
		next = find(s->text, inner, s->open);
		if (marker.len < within.len - next)
			within.len = next + marker.len;
	}
	at = find(within, inner, marker);
	if (at == within.len) {
		unclosed(s, tag, inner, next, marker);
		return;
	}
	tag->end = s->at = at + marker.len;
	tag->name = str_trim(str_slice(s->text, inner, at));
	if (tag->type == TAG_COMMENT)
		return;
	read_dynamic(tag);
	check_name(s, tag);
}

/* False unless WORDS are two words without '='. */
static bool set_delimiters(struct scanner *s, struct str words)
{
	size_t split = 0;
	struct str open, close;

	while (split < words.len && !is_space(words.ptr[split]))
		split++;
	open = str_slice(words, 0, split);
	close = str_trim(str_slice(words, split, words.len));
	if (!close.len || has_space(close) || str_find(words, '=') < words.len)
		return false;
	use_delimiters(s, open, close);
	return true;
}

/* What it sets may hold what is in force: {{={{ }}=}}. */
static void read_delimiters(struct scanner *s, struct tag *tag, size_t inner)
{
	struct str marker = s->delimiters_close, within = s->text;
	bool good = false;
	size_t at;

	if (within.len - inner > DELIMITERS_LONGEST)
		within.len = inner + DELIMITERS_LONGEST;
	at = find(within, inner, marker);
	tag->end = inner;
	if (at < within.len) {
		tag->end = at + marker.len;
		good = set_delimiters(s, str_trim(str_slice(s->text, inner, at)));
	}
	s->at = tag->end;
	if (!good)
		complain(s, tag,
			 "write {{=<% %>=}}: two of them, without white space or =",
			 "cannot read the new delimiters");
}

static void read_tag(struct scanner *s, struct tag *tag)
{
	size_t inner = tag->begin + s->open.len;
	char sigil;

	while (inner < s->text.len && is_space(s->text.ptr[inner]))
		inner++;
	sigil = inner < s->text.len ? s->text.ptr[inner] : '\0';
	tag->type = type_of(sigil);
	if (tag->type != TAG_VARIABLE)
		inner++;
	if (tag->type == TAG_DELIMITERS)
		read_delimiters(s, tag, inner);
	else
		read_content(s, tag, inner, sigil == '{' ? s->raw_close : s->close);
}

void tags_scan(struct tags *tags, struct arena *arena,
	       struct template *template, struct mustache *set)
{
	struct scanner s = {.template = template, .set = set, .arena = arena,
			    .text = template->source->text};
	size_t begin;

	use_delimiters(&s, STR("{{"), STR("}}"));
	while ((begin = find(s.text, s.at, s.open)) < s.text.len) {
		struct tag *tag = list_add(&tags->list, arena);

		tag->begin = begin;
		tag->match = tag->within = TAG_NONE;
		read_tag(&s, tag);
		look_around(&s, tag);
	}
}
