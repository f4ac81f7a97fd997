/*
 * html_tokens DIR: the tokenizer and the character references against html5lib's
 * tests (github.com/html5lib/html5lib-tests, tokenizer/), as TAP. Comments and
 * declarations are not compared: both are passed over.
 */
#include "suite.h"

#include "base/path.h"
#include "base/unicode.h"
#include "format/ascii.h"
#include "format/html_references.h"
#include "format/html_tokens.h"

/* JSON's \u0000 cannot be text here: U+F0F0 stands for it. */
static struct str replace_nul(struct arena *arena, struct str text)
{
	struct buf out = BUF_INIT;
	struct str result;

	for (size_t at = 0; at < text.len; at++) {
		struct str rest = str_slice(text, at, text.len);

		if (str_starts(rest, STR("\\\\"))) {
			buf_add_lit(&out, "\\\\");
			at++;
		} else if (str_starts(rest, STR("\\u0000"))) {
			buf_add_lit(&out, "\\uf0f0");
			at += 5;
		} else {
			buf_add_char(&out, text.ptr[at]);
		}
	}
	result = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return result;
}

/* Appends TEXT with U+F0F0 as NUL again, and with its own \uXXXX where ESCAPED. */
static void add_input(struct buf *out, struct str text, bool escaped)
{
	for (size_t at = 0; at < text.len;) {
		struct str rest = str_slice(text, at, text.len);

		if (str_starts(rest, STR("\xef\x83\xb0"))) {
			buf_add_char(out, '\0');
			at += 3;
		} else if (escaped && str_starts(rest, STR("\\u")) && rest.len >= 6) {
			char digits[5] = {rest.ptr[2], rest.ptr[3], rest.ptr[4], rest.ptr[5]};
			uint32_t code = (uint32_t)strtoul(digits, NULL, 16);

			if (code)
				utf8_add(out, code);
			else
				buf_add_char(out, '\0');
			at += 6;
		} else {
			buf_add_char(out, text.ptr[at++]);
		}
	}
}

/* Line ends as the input stream of HTML has them, and as XML hands them on. */
static void normalise_lines(struct buf *text)
{
	size_t to = 0;

	for (size_t i = 0; i < text->len; i++) {
		bool cr = text->ptr[i] == '\r';

		text->ptr[to++] = cr ? '\n' : text->ptr[i];
		i += cr && i + 1 < text->len && text->ptr[i + 1] == '\n';
	}
	text->len = to;
}

/* The replacements that the tokenizer leaves to who takes the text. */
static void add_name(struct buf *out, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i])
			buf_add_char(out, ascii_lower(name.ptr[i]));
		else
			utf8_add(out, 0xfffd);
}

static void add_value(struct buf *out, struct str value)
{
	struct buf text = BUF_INIT;

	html_unescape(&text, value, true);
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i])
			buf_add_char(out, text.ptr[i]);
		else
			utf8_add(out, 0xfffd);
	buf_release(&text);
}

static int by_text(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

typedef LIST(struct str) strs;

/* "name=value" of each, sorted; and what stands for a tag in the comparison. */
static void add_tag(struct buf *out, const char *mark, struct buf *name, strs *attributes)
{
	buf_addf(out, "\n%s%.*s", mark, STR_ARG(buf_str(name)));
	if (attributes->count)
		qsort(attributes->items, attributes->count, sizeof(struct str), by_text);
	for (size_t i = 0; i < attributes->count; i++)
		buf_addf(out, " [%.*s]", STR_ARG(attributes->items[i]));
	buf_add_char(out, '\n');
}

static bool has_name(const strs *attributes, struct str name)
{
	struct str head;

	for (size_t i = 0; i < attributes->count; i++) {
		head = attributes->items[i];
		if (head.len > name.len && str_starts(head, name) && head.ptr[name.len] == '\1')
			return true;
	}
	return false;
}

static void add_our_tag(struct arena *arena, struct buf *out, const struct html_token *token)
{
	struct str rest = token->attributes;
	struct html_attribute attribute;
	strs list = {0};
	struct buf name = BUF_INIT;

	while (token->kind == HTML_START && html_attribute(&rest, &attribute)) {
		struct buf one = BUF_INIT;

		add_name(&one, attribute.name);
		if (!has_name(&list, buf_str(&one))) {
			buf_add_char(&one, '\1');
			add_value(&one, attribute.value);
			*list_add(&list, arena) = str_copy(arena, buf_str(&one));
		}
		buf_release(&one);
	}
	add_name(&name, token->name);
	add_tag(out, token->kind == HTML_START ? "<" : "</", &name, &list);
	buf_release(&name);
}

static void add_our_tokens(struct arena *arena, struct buf *out, struct str html)
{
	struct html_token token;

	for (size_t at = 0; html_next(html, &at, &token);)
		if (token.kind == HTML_TEXT)
			html_unescape(out, token.text, false);
		else if (token.kind != HTML_COMMENT)
			add_our_tag(arena, out, &token);
}

static void add_their_tag(struct arena *arena, struct buf *out, const struct data *token,
			  bool escaped)
{
	bool start = str_equal(text_of(&token->as.list.items[0]), STR("StartTag"));
	const struct data *map = start ? &token->as.list.items[2] : NULL;
	struct buf name = BUF_INIT;
	strs list = {0};

	for (size_t i = 0; map && i < map->as.map.count; i++) {
		struct buf one = BUF_INIT;

		add_input(&one, map->as.map.members[i].name, escaped);
		buf_add_char(&one, '\1');
		add_input(&one, text_of(&map->as.map.members[i].value), escaped);
		*list_add(&list, arena) = str_copy(arena, buf_str(&one));
		buf_release(&one);
	}
	add_input(&name, text_of(&token->as.list.items[1]), escaped);
	add_tag(out, start ? "<" : "</", &name, &list);
	buf_release(&name);
}

static void add_their_tokens(struct arena *arena, struct buf *out, const struct data *output,
			     bool escaped)
{
	for (size_t i = 0; i < output->as.list.count; i++) {
		const struct data *token = &output->as.list.items[i];
		struct str kind = text_of(&token->as.list.items[0]);

		if (str_equal(kind, STR("Character")))
			add_input(out, text_of(&token->as.list.items[1]), escaped);
		else if (str_ends(kind, STR("Tag")))
			add_their_tag(arena, out, token, escaped);
	}
}

/* Whether the case begins in the data state, where feeds begin. */
static bool is_data_state(const struct data *test)
{
	const struct data *states = member(test, "initialStates");

	for (size_t i = 0; states && i < states->as.list.count; i++)
		if (str_equal(text_of(&states->as.list.items[i]), STR("Data state")))
			return true;
	return !states;
}

static void run_html5lib_case(struct run *run, struct str file, const struct data *test)
{
	const struct data *flag = member(test, "doubleEscaped");
	bool escaped = flag && flag->as.truth;
	struct buf input = BUF_INIT, got = BUF_INIT, wanted = BUF_INIT;
	struct str name = str_join3(&run->arena, file, STR(": "), text_member(test, "description"));

	if (!is_data_state(test)) {
		skip(run, "begins inside script, or a section that HTML in feeds does not have");
		return;
	}
	add_input(&input, text_member(test, "input"), escaped);
	normalise_lines(&input);
	add_our_tokens(&run->arena, &got, buf_str(&input));
	add_their_tokens(&run->arena, &wanted, member(test, "output"), escaped);
	report(run, str_equal(buf_str(&got), buf_str(&wanted)), as_text(&run->arena, name, false),
	       buf_str(&got), buf_str(&wanted));
	buf_release(&input);
	buf_release(&got);
	buf_release(&wanted);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	struct run run = {.arena = ARENA_INIT};
	struct dir_list entries = {0};
	int error = dir_read(&run.arena, dir, true, &entries);

	if (error)
		fatal("%s: %s", dir, file_error(error));
	for (size_t i = 0; i < entries.list.count; i++) {
		struct str name = entries.list.items[i].name, text;
		struct data json;

		if (!str_ends(name, STR(".test")))
			continue;
		text = read_or_die(&run.arena, path_join(&run.arena, str_of(dir), name));
		json = read_json(&run.arena, name, replace_nul(&run.arena, text));
		for (size_t j = 0; j < member(&json, "tests")->as.list.count; j++)
			run_html5lib_case(&run, name, &member(&json, "tests")->as.list.items[j]);
	}
	return finish(&run, "html5lib");
}
