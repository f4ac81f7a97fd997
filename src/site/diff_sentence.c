#include "site/diff_sentence.h"

#include "base/buf.h"
#include "site/diff_names.h"

enum { MOST_PARTS = 8 };

/* How much a part matters: what matters least is left out of a long sentence. */
enum weight {
	MINOR,  /* said where nothing else is */
	DETAIL, /* of the text: said where none of its words changed */
	SMALL,
	LESS,
	MAIN,
	WORDS
};

struct sort {
	const char *one;
	enum weight weight;
};

static const struct sort figures[] = {{"guide", MAIN}, {"deal", MAIN}, {"cell", MAIN}};

/* Behind what became known and unknown. */
static const struct sort contents[] = {
	{"fact", MAIN},
	{"timeline entry", LESS},
	{"question", MAIN},
	{"answer", MAIN},
	{"post", MAIN},
	{"title", MAIN},
	{"level", MAIN},
	{"status", MAIN},
	{"TL;DR", LESS},
	{"takeaway", SMALL},
	{"related guide", SMALL},
	{"section", MAIN},
	{"heading", SMALL},
	{"paragraph", DETAIL},
	{"list", DETAIL},
	{"list item", DETAIL},
	{"quote", SMALL},
	{"code block", SMALL},
	{"line of code", SMALL},
	{"block of raw HTML", SMALL},
	{"line of raw HTML", SMALL},
	{"rule", DETAIL},
	{"footnote", SMALL},
	{"table", SMALL},
	{"column", SMALL},
	{"row", DETAIL},
	{"paragraph break", DETAIL},
	{"link", DETAIL},
};

/* Behind the words. */
static const struct sort others[] = {
	{"picture", LESS}, {"as-of date", MINOR}, {"source", MINOR}};

enum {
	FIGURES = sizeof figures / sizeof *figures,
	CONTENTS = sizeof contents / sizeof *contents,
	OTHERS = sizeof others / sizeof *others
};

struct part {
	struct str text;
	enum weight weight;
};

struct sentence {
	struct arena *arena;
	const struct diff_counts *counts;
	LIST(struct part) parts;
};

static void begin_tallies(struct arena *arena, struct diff_counts *counts,
			  const struct sort *sorts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str one = str_of(sorts[i].one);

		*list_add(&counts->tallies, arena) =
			(struct diff_tally){.one = one, .many = diff_plural(arena, one)};
	}
}

void diff_sentence_begin(struct arena *arena, struct diff_counts *counts)
{
	begin_tallies(arena, counts, figures, FIGURES);
	begin_tallies(arena, counts, contents, CONTENTS);
	begin_tallies(arena, counts, others, OTHERS);
}

static void add_part(struct sentence *s, enum weight weight, struct str text)
{
	*list_add(&s->parts, s->arena) = (struct part){text, weight};
}

static void add_count(struct sentence *s, size_t count, const char *what)
{
	if (count)
		add_part(s, MAIN, str_printf(s->arena, "%zu %s", count, what));
}

/* "2 deals added", and of what there is one of: "TL;DR changed" */
static struct str first_verb(struct sentence *s, const struct diff_tally *tally, size_t count,
			     const char *verb)
{
	struct str name = count == 1 ? tally->one : tally->many;

	if (!tally->many.ptr)
		return str_printf(s->arena, "%.*s %s", STR_ARG(tally->one), verb);
	return str_printf(s->arena, "%zu %.*s %s", count, STR_ARG(name), verb);
}

/* "2 deals added, 3 removed and 1 changed" */
static void add_tally(struct sentence *s, const struct diff_tally *tally, enum weight weight)
{
	const size_t counts[] = {tally->added, tally->removed, tally->changed, tally->moved};
	static const char *const verbs[] = {"added", "removed", "changed", "moved"};
	struct str text = STR_UNKNOWN;
	int left = 0;

	for (int i = 0; i < 4; i++)
		left += counts[i] != 0;
	for (int i = 0; i < 4; i++) {
		if (!counts[i])
			continue;
		left--;
		text = !text.ptr ? first_verb(s, tally, counts[i], verbs[i])
				 : str_printf(s->arena, "%.*s%s %zu %s", STR_ARG(text),
					      left ? "," : " and", counts[i], verbs[i]);
	}
	if (text.ptr)
		add_part(s, weight, text);
}

static void add_tallies(struct sentence *s, size_t at, const struct sort *sorts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_tally(s, &s->counts->tallies.items[at + i], sorts[i].weight);
}

static struct str number(struct sentence *s, size_t count, struct str one)
{
	struct str name = count == 1 ? one : diff_plural(s->arena, one);

	return str_printf(s->arena, "%zu %.*s", count, STR_ARG(name));
}

/* "5 words and 1 character changed in 2 sections" */
static void add_words(struct sentence *s)
{
	const struct diff_counts *counts = s->counts;
	struct str words = number(s, counts->words, STR("word"));
	struct str characters = number(s, counts->characters, STR("character"));
	struct str sections = number(s, counts->sections, STR("section"));

	if (!counts->words && !counts->characters)
		return;
	if (counts->words && counts->characters)
		words = str_join3(s->arena, words, STR(" and "), characters);
	else if (counts->characters)
		words = characters;
	add_part(s, WORDS,
		 str_join3(s->arena, words, STR(" changed in "), sections));
}

static void add_reformatted(struct sentence *s)
{
	struct str blocks = number(s, s->counts->reformatted, STR("block"));

	if (s->counts->reformatted)
		add_part(s, SMALL, str_join(s->arena, blocks, STR(" reformatted")));
}

/* Leaves out the parts of WEIGHT, the last ones first, while there are more than MOST. */
static void leave_out(struct sentence *s, enum weight weight, size_t most)
{
	for (size_t i = s->parts.count; i-- && s->parts.count > most;) {
		if (s->parts.items[i].weight != weight)
			continue;
		for (size_t k = i + 1; k < s->parts.count; k++)
			s->parts.items[k - 1] = s->parts.items[k];
		s->parts.count--;
	}
}

static bool has_more_than(const struct sentence *s, enum weight weight)
{
	for (size_t i = 0; i < s->parts.count; i++)
		if (s->parts.items[i].weight > weight)
			return true;
	return false;
}

static void shorten(struct sentence *s)
{
	if (has_more_than(s, MINOR))
		leave_out(s, MINOR, 0);
	if (has_more_than(s, MAIN))
		leave_out(s, DETAIL, 0);
	for (enum weight weight = MINOR; weight < WORDS; weight++)
		leave_out(s, weight, MOST_PARTS);
}

static struct str join(const struct sentence *s)
{
	struct buf out = BUF_INIT;
	struct str text;

	for (size_t i = 0; i < s->parts.count; i++) {
		if (i)
			buf_add_lit(&out, ", ");
		buf_add_str(&out, s->parts.items[i].text);
	}
	text = str_copy(s->arena, buf_str(&out));
	buf_release(&out);
	return text;
}

struct str diff_sentence(struct arena *arena, const struct diff *diff)
{
	struct sentence s = {.arena = arena, .counts = &diff->counts};

	add_tallies(&s, 0, figures, FIGURES);
	add_count(&s, diff->counts.known, "became known");
	add_count(&s, diff->counts.unknown, "became unknown");
	add_tallies(&s, FIGURES, contents, CONTENTS);
	add_words(&s);
	add_tallies(&s, FIGURES + CONTENTS, others, OTHERS);
	add_reformatted(&s);
	if (!s.parts.count)
		return diff->same ? STR("nothing changed") : STR("only white space changed");
	shorten(&s);
	return join(&s);
}
