#include "site/words.h"

#include "base/buf.h"
#include "base/file.h"
#include "format/json.h"
#include "format/json_write.h"
#include "format/language.h"
#include "site/embedded.h"

#include <errno.h>

/* Bytes of a file, and names of words in a message, at most. */
enum { LARGEST = 1 << 20, NAMED = 6 };

/* Words that can be translated: all but what is made of them for scripts. */
enum { WORD_COUNT = at_words_script };

#define WORD_ENGLISH(k, member, english) {english, sizeof english - 1},
static const struct str english[] = {MEMBERS_words(WORD_ENGLISH)};

struct reader {
	struct arena *arena;
	struct diags *diags;
	struct object *object;
	bool known[WORD_COUNT];
	bool good;
};

struct str words_get(const struct words *words, int index)
{
	const struct value *word;

	if (!words)
		return english[index];
	word = &words->object->members[index];
	return (struct str){word->as.text, word->count};
}

/* ---- forms ---- */

/* The name in braces at AT, or nothing where there is none. */
static struct str name_at(struct str form, size_t at)
{
	struct str rest = str_slice(form, at + 1, form.len);
	size_t end = str_find(rest, '}');

	return end < rest.len ? str_slice(rest, 0, end) : STR_UNKNOWN;
}

static const struct str *value_of(struct str name, const struct word_value *values, size_t count)
{
	for (size_t i = 0; name.ptr && i < count; i++)
		if (str_equal(name, str_of(values[i].name)))
			return &values[i].value;
	return NULL;
}

/* Puts FORM together at TO, or measures it where TO is NULL. */
static size_t put(char *to, struct str form, const struct word_value *values, size_t count)
{
	size_t length = 0;

	for (size_t at = 0; at < form.len;) {
		struct str name = form.ptr[at] == '{' ? name_at(form, at) : STR_UNKNOWN;
		const struct str *value = value_of(name, values, count);
		struct str piece = value ? *value : str_slice(form, at, at + 1);

		if (to && piece.len)
			memcpy(to + length, piece.ptr, piece.len);
		length += piece.len;
		at += value ? name.len + 2 : 1;
	}
	return length;
}

struct str words_fill(struct arena *arena, struct str form, const struct word_value *values,
		      size_t count)
{
	struct str filled = {NULL, put(NULL, form, values, count)};
	char *to = arena_alloc(arena, filled.len + 1);

	put(to, form, values, count);
	filled.ptr = to;
	return filled;
}

struct str words_date(struct arena *arena, const struct words *words, struct date date)
{
	struct str year = str_number(arena, (unsigned)date.year), month, day;

	if (!date.month)
		return year;
	month = words_get(words, at_words_january + date.month - 1);
	if (!date.day)
		return WORDS_FILL(arena, words_get(words, at_words_date_of_month),
				  {"month", month}, {"year", year});
	day = date.day == 1 ? words_get(words, at_words_first_day)
			    : str_number(arena, (unsigned)date.day);
	return WORDS_FILL(arena, words_get(words, at_words_date_of_day), {"day", day},
			  {"month", month}, {"year", year});
}

/* ---- reading ---- */

/* The first name in braces of FORM that OTHER does not have; unknown: it has all. */
static struct str name_missing(struct str form, struct str other)
{
	for (size_t at = str_find(form, '{'); at < form.len; at++) {
		struct str name = form.ptr[at] == '{' ? name_at(form, at) : STR_UNKNOWN;
		bool there = !name.ptr;

		for (size_t i = 0; i < other.len && !there; i++)
			there = other.ptr[i] == '{' && str_equal(name_at(other, i), name);
		if (!there)
			return name;
	}
	return STR_UNKNOWN;
}

static void wrong(struct reader *r, const struct source *source, size_t offset, size_t length,
		  const char *help, const char *message)
{
	diag_at(r->diags, SEVERITY_ERROR, "words", (struct place){source, offset, length}, help,
		"%s", message);
	r->good = false;
}

static void wrong_name(struct reader *r, const struct source *source,
		       const struct data_member *member)
{
	const char *near = str_nearest(member->name, kind_words.members, WORD_COUNT);

	wrong(r, source, member->offset, member->length,
	      near ? arena_printf(r->arena, "did you mean \"%s\"?", near) : NULL,
	      arena_printf(r->arena, "no word is called \"%.*s\"", STR_ARG(member->name)));
}

/* What is put into the English is put into the word, and nothing else. */
static bool check_form(struct reader *r, const struct source *source, const struct data *data,
		       int index)
{
	struct str word = data->as.text.str, strange = name_missing(word, english[index]);
	struct str missing = name_missing(english[index], word);

	if (!strange.ptr && !missing.ptr)
		return true;
	wrong(r, source, data->offset, data->length,
	      arena_printf(r->arena, "its English is \"%.*s\"", STR_ARG(english[index])),
	      strange.ptr ? arena_printf(r->arena, "nothing is put in for {%.*s}", STR_ARG(strange))
			  : arena_printf(r->arena, "{%.*s} is not in it", STR_ARG(missing)));
	return false;
}

static void read_word(struct reader *r, const struct source *source,
		      const struct data_member *member)
{
	int index = kind_find(&kind_words, member->name);

	if (index < 0 || index >= WORD_COUNT) {
		wrong_name(r, source, member);
	} else if (member->value.type != DATA_TEXT) {
		wrong(r, source, member->value.offset, member->value.length,
		      "put it between double quotes",
		      arena_printf(r->arena, "a word is %s, and should be text",
				   data_type_name(member->value.type)));
	} else if (check_form(r, source, &member->value, index)) {
		r->object->members[index] = value_text(member->value.as.text.str);
		r->known[index] = true;
	}
}

static void read_words(struct reader *r, struct str path, struct str text)
{
	struct source *source = arena_new(r->arena, struct source);
	struct data data;

	*source = (struct source){path, text};
	if (!json_read(r->arena, source, r->diags, &data))
		r->good = false;
	else if (data.type != DATA_MAP)
		wrong(r, source, data.offset, data.length, "write {\"topics\": \"…\"}",
		      "this should be an object of words");
	else
		for (size_t i = 0; i < data.as.map.count; i++)
			read_word(r, source, &data.as.map.members[i]);
}

static void read_embedded(struct reader *r, struct str path)
{
	for (size_t i = 0; i < embedded_file_count; i++)
		if (str_equal(path, str_of(embedded_files[i].path)))
			read_words(r, path, (struct str){embedded_files[i].bytes,
							 embedded_files[i].length});
}

static void read_own(struct reader *r, struct str path)
{
	struct str text;
	int error = file_read(r->arena, path.ptr, LARGEST, &text);

	if (!error) {
		read_words(r, path, text);
	} else if (error != ENOENT) {
		diag_file(r->diags, SEVERITY_ERROR, "file", path, NULL, "%s", file_error(error));
		r->good = false;
	}
}

/* Those of "pt" before those of "pt-BR". */
static void read_language(struct reader *r, struct str tag)
{
	struct str wider = language_wider(tag);
	struct str path = str_join3(r->arena, STR("templates/words/"), tag, STR(".json"));

	if (wider.ptr)
		read_language(r, wider);
	read_embedded(r, path);
	read_own(r, path);
}

/* ---- what is missing ---- */

static void name_missing_words(struct reader *r, struct str language, struct place place)
{
	struct buf names = BUF_INIT;
	int count = 0;

	for (int i = 0; i < WORD_COUNT; i++) {
		if (!r->known[i] && count++ < NAMED)
			buf_addf(&names, "%s%s", count > 1 ? ", " : "", kind_words.members[i]);
	}
	if (count == WORD_COUNT)
		buf_reset(&names);
	else if (count > NAMED)
		buf_addf(&names, " and %d more", count - NAMED);
	if (count)
		diag_at(r->diags, SEVERITY_WARNING, "words-missing", place,
			arena_printf(r->arena,
				     "write them in templates/words/%.*s.json; until then they are "
				     "English",
				     STR_ARG(language)),
			names.len ? "\"%.*s\" lacks words: %.*s" : "there are no words of \"%.*s\"%.*s",
			STR_ARG(language), STR_ARG(buf_str(&names)));
	buf_release(&names);
}

static bool is_english(struct str language)
{
	return str_equal(language, STR("en")) || str_starts(language, STR("en-"));
}

/* For scripts: what is not English, by its English. */
static struct str script_words(struct arena *arena, const struct words *words)
{
	struct buf json = BUF_INIT;
	struct str made = STR_UNKNOWN;

	for (int i = at_words_colours; i < at_words_script; i++) {
		struct str word = words_get(words, i);

		if (str_equal(word, english[i]))
			continue;
		buf_add_char(&json, json.len ? ',' : '{');
		json_string(&json, english[i]);
		buf_add_char(&json, ':');
		json_string(&json, word);
	}
	if (json.len) {
		buf_add_char(&json, '}');
		made = str_copy(arena, buf_str(&json));
	}
	buf_release(&json);
	return made;
}

const struct words *words_load(struct arena *arena, struct str language, struct place place,
			       struct diags *diags)
{
	struct reader r = {.arena = arena, .diags = diags, .good = true};
	struct words *words = arena_new(arena, struct words);

	r.object = object_new(arena, &kind_words);
	words->object = r.object;
	for (int i = 0; i < WORD_COUNT; i++)
		r.object->members[i] = value_text(english[i]);
	if (language_is_tag(language))
		read_language(&r, language);
	if (r.good && language_is_tag(language) && !is_english(language))
		name_missing_words(&r, language, place);
	r.object->members[at_words_script] = value_text(script_words(arena, words));
	return words;
}
