/*
 * generate [--hugo | --released] [--seed NUMBER] N DIR: writes the sources of a site of N
 * topics into DIR, for the benchmark; the same bytes for the same arguments.
 *
 * A topic has a guide of 1,200 to 1,600 words and a bundle of 9 deals, 12
 * facts, 7 timeline entries, 5 questions and 6 posts. With --released the
 * guide is released as v1. Every figure in a text
 * is linked to the record that backs it. With --hugo the same guides are
 * written as Hugo wants them: the bundle as a data file, and links already
 * resolved, which spares Hugo that work.
 */
#include "base/buf.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/sha256.h"
#include "site/seals.h"
#include "words.h"

#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEALS = 9, FACTS = 12, EVENTS = 7, QUESTIONS = 5, POSTS = 6 };
enum { SECTIONS = 8, ROWS = 6, TAKEAWAYS = 6, RELATED = 4 };
enum { WORDS_LEAST = 1100, WORDS_MOST = 1350 }; /* the last paragraph goes beyond */

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- chance ---- */

struct chance {
	uint64_t state;
};

/* splitmix64 */
static uint64_t chance_next(struct chance *c)
{
	uint64_t z = c->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/*
 * From 0 to COUNT - 1. Two calls never stand in one argument list, whose order
 * is the compiler's to choose.
 */
static size_t pick(struct chance *c, size_t count)
{
	return (size_t)(chance_next(c) % count);
}

#define PICK(c, array) ((array)[pick((c), COUNT(array))])

static struct chance chance_for(uint64_t seed, size_t topic, uint64_t purpose)
{
	struct chance c = {seed * 1000003 + purpose};

	c.state = chance_next(&c) + topic;
	return c;
}

/* ---- a topic ---- */

struct made_record {
	char id[32];
	bool deal;
	const char *party; /* deal: the other one */
	char figures[2][24];
};

struct made_site {
	bool released;
	size_t topics;
	uint64_t seed;
	bool hugo;
	const char *dir;
};

struct made_topic {
	const struct made_site *site;
	size_t number;
	struct chance chance;
	const char *party; /* one side of every deal */
	struct made_record records[DEALS + FACTS];
	size_t linked; /* records that texts have linked to */
	struct buf *out;
	size_t begin, words; /* where the guide begins, and counted words behind it */
};

static void add(struct made_topic *t, const char *text)
{
	buf_add(t->out, text, strlen(text));
}

static void add_capital(struct made_topic *t, const char *word)
{
	bool small = word[0] >= 'a' && word[0] <= 'z';

	buf_add_char(t->out, small ? (char)(word[0] - 'a' + 'A') : word[0]);
	add(t, word + 1);
}

/* A link to the next record, whose text is a figure of it. */
static void add_figure_link(struct made_topic *t)
{
	const struct made_record *record = &t->records[t->linked++ % (DEALS + FACTS)];
	const char *figure = record->figures[record->deal ? pick(&t->chance, 2) : 0];

	if (t->site->hugo)
		buf_addf(t->out, "[%s](#%s-%s)", figure, record->deal ? "deal" : "fact",
			 record->id);
	else
		buf_addf(t->out, "[%s](fact:%s)", figure, record->id);
}

static void add_pattern(struct made_topic *t, const char *pattern, const struct made_record *record)
{
	struct chance *c = &t->chance;

	for (const char *at = pattern; *at; at++) {
		if (*at != '%') {
			buf_add_char(t->out, *at);
			continue;
		}
		switch (*++at) {
		case 'n': add(t, PICK(c, nouns)); break;
		case 'N': add_capital(t, PICK(c, nouns)); break;
		case 'a': add(t, PICK(c, adjectives)); break;
		case 'A': add_capital(t, PICK(c, adjectives)); break;
		case 'v': add(t, PICK(c, verbs)); break;
		case 'p': add(t, PICK(c, places)); break;
		case 'c': add(t, PICK(c, companies)); break;
		case 'e': buf_addf(t->out, "*%s*", PICK(c, nouns)); break;
		case 'f': add_figure_link(t); break;
		case 'F': add(t, record->figures[0]); break;
		default: fatal("unknown %%%c in \"%s\"", *at, pattern);
		}
	}
}

static void add_sentence(struct made_topic *t)
{
	if (pick(&t->chance, 4) == 0)
		add_pattern(t, PICK(&t->chance, figure_sentences), NULL);
	else
		add_pattern(t, PICK(&t->chance, sentences), NULL);
}

static void add_sentences(struct made_topic *t, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add_sentence(t);
		if (i + 1 < count)
			buf_add_char(t->out, ' ');
	}
}

/* Text without markup: the first sentences have none. */
static void add_plain(struct made_topic *t, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		add_pattern(t, sentences[pick(&t->chance, PLAIN)], NULL);
		if (i + 1 < count)
			buf_add_char(t->out, ' ');
	}
}

static void make_figure(struct chance *c, char figure[24])
{
	static const char *const forms[][2] = {
		{"up to ", " GW"}, {"$", "B"}, {"$", "B+"}, {"", ",000+ GPUs"},
		{"", "+ MW"}, {"", "%+"}, {"", ",500 turbines"}, {"at least ", " years"},
	};
	const char *const *form = PICK(c, forms);

	snprintf(figure, 24, "%s%zu%s", form[0], pick(c, 90) + 2, form[1]);
}

/* Small letters and hyphens; no two of one LETTER stand in a list. */
static void make_id(char id[32], const char *first, const char *second, size_t letter)
{
	snprintf(id, 32, "%.13s-%.13s-%c", first, second, (char)('a' + letter));
	for (; *id; id++) {
		if (*id >= 'A' && *id <= 'Z')
			*id = (char)(*id - 'A' + 'a');
		else if (*id == ' ')
			*id = '-';
	}
}

static void make_records(struct made_topic *t)
{
	struct chance *c = &t->chance;
	size_t first = pick(c, COUNT(companies));

	t->party = companies[first];
	for (size_t i = 0; i < DEALS + FACTS; i++) {
		struct made_record *record = &t->records[i];
		const char *noun = PICK(c, nouns);

		record->deal = i < DEALS;
		record->party = companies[(first + i + 1) % COUNT(companies)];
		if (record->deal)
			make_id(record->id, t->party, record->party, i);
		else
			make_id(record->id, noun, PICK(c, adjectives), i);
		make_figure(c, record->figures[0]);
		make_figure(c, record->figures[1]);
	}
}

/* The same wherever the topic is named. */
static void add_title(struct made_topic *t, size_t number)
{
	struct made_topic named = {.chance = chance_for(t->site->seed, number, 1), .out = t->out};

	add_pattern(&named, PICK(&named.chance, titles), NULL);
}

/* The INDEXth of the other topics that this one names; false: there is none. */
static bool related_topic(const struct made_topic *t, size_t index, size_t *number)
{
	static const size_t steps[RELATED] = {1, 7, 31, 113};
	size_t count = t->site->topics;

	*number = (t->number + steps[index]) % count;
	for (size_t i = 0; i < index; i++)
		if (steps[i] % count == steps[index] % count)
			return false;
	return *number != t->number;
}

/* ---- the bundle ---- */

/* As coarse as it is known; not at all, for some, where UNKNOWN. */
static void add_date(struct made_topic *t, size_t year, bool unknown)
{
	size_t month = pick(&t->chance, 12) + 1, day = pick(&t->chance, 28) + 1;

	switch (pick(&t->chance, unknown ? 4 : 3)) {
	case 0: buf_addf(t->out, "\"%zu-%02zu-%02zu\"", year, month, day); break;
	case 1: buf_addf(t->out, "\"%zu-%02zu\"", year, month); break;
	case 2: buf_addf(t->out, "\"%zu\"", year); break;
	default: add(t, "null");
	}
}

static void add_url(struct made_topic *t)
{
	if (pick(&t->chance, 2))
		buf_addf(t->out, "\"https://news.example/articles/%06zu/\"",
			 pick(&t->chance, 1000000));
	else
		add(t, "null");
}

static void add_sources(struct made_topic *t)
{
	add(t, "\"sources\": [{\"title\": \"");
	add_pattern(t, "%c Reports on the %A %N of %p (%c News)", NULL);
	add(t, "\", \"url\": ");
	add_url(t);
	add(t, "}]");
}

static void add_deal(struct made_topic *t, size_t i)
{
	const struct made_record *deal = &t->records[i];
	bool known = pick(&t->chance, 4) > 0;

	buf_addf(t->out, "    {\n      \"id\": \"%s\", \"party_a\": \"%s\", \"party_b\": \"%s\",\n"
			 "      \"scale\": \"", deal->id, t->party, deal->party);
	add_capital(t, deal->figures[0]);
	buf_addf(t->out, ", %s\", \"platform\": %s%s%s, \"announced\": ", deal->figures[1],
		 known ? "\"" : "", known ? PICK(&t->chance, platforms) : "null",
		 known ? "\"" : "");
	add_date(t, 2023 + pick(&t->chance, 3), true);
	add(t, ",\n      ");
	add_sources(t);
	add(t, "\n    }");
}

static void add_fact(struct made_topic *t, size_t i)
{
	const struct made_record *fact = &t->records[DEALS + i];

	buf_addf(t->out, "    {\n      \"id\": \"%s\",\n      \"statement\": \"", fact->id);
	add_pattern(t, PICK(&t->chance, statements), fact);
	add(t, "\",\n      ");
	add_sources(t);
	add(t, "\n    }");
}

static void add_event(struct made_topic *t, size_t i)
{
	const struct made_record *deal = &t->records[pick(&t->chance, DEALS)];

	buf_addf(t->out, "    {\n      \"id\": \"entry-%c\", \"date\": ", (char)('a' + i));
	add_date(t, 2019 + i, false);
	add(t, ",\n      \"event\": \"");
	add_pattern(t, PICK(&t->chance, events), deal);
	if (pick(&t->chance, 2))
		buf_addf(t->out, "\",\n      \"deal\": \"%s\"\n    }", deal->id);
	else
		add(t, "\",\n      \"deal\": null\n    }");
}

static void add_question(struct made_topic *t, size_t i)
{
	buf_addf(t->out, "    {\n      \"id\": \"question-%c\",\n      \"question\": \"",
		 (char)('a' + i));
	add_pattern(t, PICK(&t->chance, questions), NULL);
	add(t, "\",\n      \"answer\": \"");
	if (i % 2)
		add_sentences(t, 4);
	else
		add_plain(t, 4);
	add(t, "\"\n    }");
}

static void add_post(struct made_topic *t, size_t i)
{
	buf_addf(t->out, "    {\n      \"id\": \"news-%c\", \"score\": %zu, \"source\": \"",
		 (char)('a' + i), 9 - i / 2);
	add_pattern(t, "%c News\", \"published\": ", NULL);
	add_date(t, 2025, true);
	add(t, ", \"url\": ");
	add_url(t);
	add(t, ",\n      \"title\": \"");
	add_pattern(t, "%c Opens the %A %N of %p to the %N", NULL);
	add(t, "\",\n      \"summary\": \"");
	add_plain(t, 4);
	add(t, "\"\n    }");
}

static void add_list(struct made_topic *t, const char *name, size_t count,
		     void (*add_item)(struct made_topic *, size_t))
{
	buf_addf(t->out, ",\n  \"%s\": [\n", name);
	for (size_t i = 0; i < count; i++) {
		add_item(t, i);
		add(t, i + 1 < count ? ",\n" : "\n  ]");
	}
}

static void add_as_of(struct made_topic *t)
{
	struct chance c = chance_for(t->site->seed, t->number, 2);
	size_t month = pick(&c, 6) + 1;

	buf_addf(t->out, "2026-%02zu-%02zu", month, pick(&c, 28) + 1);
}

static void make_bundle(struct made_topic *t)
{
	add(t, "{\n  \"as_of\": \"");
	add_as_of(t);
	add(t, "\"");
	add_list(t, "deals", DEALS, add_deal);
	add_list(t, "facts", FACTS, add_fact);
	add_list(t, "timeline", EVENTS, add_event);
	add_list(t, "faq", QUESTIONS, add_question);
	add_list(t, "posts", POSTS, add_post);
	add(t, "\n}\n");
}

/* ---- topic.md ---- */

/* The lines of a YAML list: topics, or their guides. */
static void add_related(struct made_topic *t, const char *level)
{
	size_t other;

	if (t->site->topics < 2)
		return;
	add(t, "related:\n");
	for (size_t i = 0; i < RELATED; i++)
		if (related_topic(t, i, &other))
			buf_addf(t->out, "  - topic-%05zu%s\n", other, level);
}

/* Hugo sorts by what is in the front matter. */
static void add_hugo_date(struct made_topic *t)
{
	if (!t->site->hugo)
		return;
	add(t, "date: ");
	add_as_of(t);
	add(t, "\n");
}

static void make_topic(struct made_topic *t)
{
	add(t, "---\ntitle: ");
	add_title(t, t->number);
	add_pattern(t, "\ndescription: How the %n of %p %v the %a %n, who pays for it, and what "
		       "the %n at %c has to do with it.\n", NULL);
	add_hugo_date(t);
	add_related(t, "");
	/* In Hugo's front matter, aliases are other addresses of the page. */
	add(t, t->site->hugo ? "also:" : "aliases:");
	add_pattern(t, "\n  - %n\n  - %a %n\n  - %n of %p\n---\n\n", NULL);
	add_plain(t, 3);
	add(t, "\n\n");
	add_pattern(t, "The guides here follow the %n. ", NULL);
	add_plain(t, 4);
	add(t, "\n");
}

/* ---- the guide ---- */

/* Counts what was added since the last time. */
static size_t count_words(struct made_topic *t)
{
	for (; t->begin < t->out->len; t->begin++) {
		char c = t->out->ptr[t->begin];
		char before = t->begin ? t->out->ptr[t->begin - 1] : '\n';

		if (c != ' ' && c != '\n' && (before == ' ' || before == '\n'))
			t->words++;
	}
	return t->words;
}

static void make_guide_front(struct made_topic *t)
{
	add(t, "---\ntitle: \"");
	add_title(t, t->number);
	add_pattern(t, ": How the %A %N %v the %N\"\nlevel: beginner\nstatus: active\n", NULL);
	add_hugo_date(t);
	add(t, "tldr: >-\n  ");
	add_pattern(t, sentences[0], NULL);
	add(t, "\n  ");
	add_pattern(t, figure_sentences[0], NULL);
	add(t, "\n  ");
	add_pattern(t, figure_sentences[1], NULL);
	add(t, "\n  ");
	add_pattern(t, "This guide explains the %n, the %n and what can go wrong with the %n.\n",
		    NULL);
	add(t, "takeaways:\n");
	for (size_t i = 0; i < TAKEAWAYS; i++) {
		add(t, "  - \"");
		add_pattern(t, i % 2 ? PICK(&t->chance, sentences)
				     : PICK(&t->chance, figure_sentences), NULL);
		add(t, "\"\n");
	}
	add_related(t, "/beginner");
	add(t, "---\n");
}

static void add_bullets(struct made_topic *t, const char *mark)
{
	size_t count = 3 + pick(&t->chance, 3);

	add(t, "\n");
	for (size_t i = 0; i < count; i++) {
		add(t, mark);
		add_pattern(t, "**%N.** ", NULL);
		add_sentence(t);
		add(t, "\n");
	}
}

static void add_table(struct made_topic *t)
{
	add(t, "\n| Party | Site | Commitment | Remark |\n| :--- | :--- | ---: | --- |\n");
	for (size_t i = 0; i < ROWS; i++)
		add_pattern(t, "| %c | the %n in %p | %f | *%a*, for the %n |\n", NULL);
}

static void add_paragraphs(struct made_topic *t, size_t until)
{
	while (count_words(t) < until) {
		add(t, "\n");
		add_sentences(t, 3 + pick(&t->chance, 3));
		add(t, "\n");
	}
}

/* A sentence that sends the reader to another guide. */
static void add_guide_link(struct made_topic *t, size_t index)
{
	size_t other;

	if (!related_topic(t, index, &other))
		return;
	add(t, "\nMore of this is in the guide to [");
	add_title(t, other);
	buf_addf(t->out, t->site->hugo ? "](/topic-%05zu/beginner/)"
				       : "](../topic-%05zu/beginner.md)", other);
	add_pattern(t, ", and in what %c has published.\n", NULL);
}

static void add_heading(struct made_topic *t, const char *mark)
{
	add(t, mark);
	add_pattern(t, PICK(&t->chance, headings), NULL);
	add(t, "\n");
}

static void add_section(struct made_topic *t, size_t index, size_t words)
{
	add_heading(t, "\n## ");
	add_paragraphs(t, count_words(t) + 1);
	if (index == 0 || index == 2)
		add_bullets(t, "- ");
	if (index == 5)
		add_bullets(t, "1. ");
	if (index == 3)
		add_table(t);
	if (index == 4) {
		add_heading(t, "\n### ");
		add_paragraphs(t, count_words(t) + 1);
		add_heading(t, "\n### ");
		add_paragraphs(t, count_words(t) + 1);
	}
	add_paragraphs(t, words);
	if (index % 2)
		add_guide_link(t, index / 2);
}

static void make_guide(struct made_topic *t)
{
	size_t words = WORDS_LEAST + pick(&t->chance, WORDS_MOST - WORDS_LEAST);

	t->begin = t->out->len;
	make_guide_front(t);
	for (size_t i = 0; i < SECTIONS; i++)
		add_section(t, i, 200 + (words - 200) * (i + 1) / SECTIONS);
}

/* ---- files ---- */

/* Writes what was made to a file of the site. */
static void write_made(const struct made_site *site, struct buf *out, const char *dir,
		       const char *name)
{
	struct buf path = BUF_INIT;
	int error;

	buf_addf(&path, "%s/%s", site->dir, dir);
	buf_add_char(&path, '\0');
	error = dir_make(path.ptr);
	path.len--;
	buf_addf(&path, "/%s", name);
	buf_add_char(&path, '\0');
	if (!error)
		error = file_write(path.ptr, buf_str(out), NULL);
	if (error)
		fatal("%s: %s", path.ptr, strerror(error));
	buf_release(&path);
	buf_reset(out);
}

/* Writes it once more, below versions/; gives its hash. */
static struct str write_sealed(const struct made_site *site, struct arena *arena, struct str made,
			       const char *dir, const char *name)
{
	struct buf copy = BUF_INIT;

	buf_add_str(&copy, made);
	write_made(site, &copy, dir, name);
	buf_release(&copy);
	return sha256(arena, made);
}

/* The release of the guide: its TEXT and BUNDLE as v1. */
static void write_release(const struct made_site *site, const char *topic, struct str text,
			  struct str bundle)
{
	struct seal seal = {.guide = LEVEL_BEGINNER, .version = 1, .release = 1,
			    .date = {2026, 6, 1}, .note = STR("The first edition."),
			    .format = SEALS_FORMAT, .events = 1};
	struct arena arena = ARENA_INIT;
	struct seals seals = {0};
	struct buf out = BUF_INIT;
	char dir[96];

	snprintf(dir, sizeof dir, "%s/versions/beginner", topic);
	seal.text = write_sealed(site, &arena, text, dir, "v1.md");
	snprintf(dir, sizeof dir, "%s/versions/events", topic);
	seal.bundle = write_sealed(site, &arena, bundle, dir, "v1.json");
	seals_add(&arena, &seals, &seal);
	seals_write(&out, &seals);
	snprintf(dir, sizeof dir, "%s/versions", topic);
	write_made(site, &out, dir, "seals.json");
	buf_release(&out);
	arena_release(&arena);
}

static void write_topic(const struct made_site *site, struct buf *out, size_t number)
{
	struct made_topic t = {.site = site, .number = number, .out = out,
			  .chance = chance_for(site->seed, number, 0)};
	struct arena arena = ARENA_INIT;
	struct str text, bundle;
	char dir[64], data[64];

	snprintf(dir, sizeof dir, "content/topic-%05zu", number);
	snprintf(data, sizeof data, "topic-%05zu.json", number);
	make_records(&t);
	make_bundle(&t);
	bundle = str_copy(&arena, buf_str(out));
	write_made(site, out, site->hugo ? "data" : dir, site->hugo ? data : "events.json");
	make_topic(&t);
	write_made(site, out, dir, site->hugo ? "_index.md" : "topic.md");
	make_guide(&t);
	text = str_copy(&arena, buf_str(out));
	write_made(site, out, dir, "beginner.md");
	if (site->released)
		write_release(site, dir, text, bundle);
	arena_release(&arena);
}

/* Hugo's is among its layouts. */
static void write_config(const struct made_site *site, struct buf *out)
{
	buf_add_lit(out, "{\n  \"title\": \"Field Guides\",\n"
		"  \"description\": \"Guides to the machinery behind everything.\",\n"
		"  \"base_url\": \"https://guides.example/\",\n  \"language\": \"en\",\n"
		"  \"publisher\": \"The Field Desk\",\n"
		"  \"newsletter\": {\n    \"text\": \"What was built this week, set beside the "
		"guides that explain it.\",\n    \"url\": \"https://guides.example/letter\"\n"
		"  }\n}\n");
	if (!site->hugo)
		write_made(site, out, "content", "site.json");
	buf_reset(out);
}

static void write_site(const struct made_site *site)
{
	struct buf out = BUF_INIT;

	write_config(site, &out);
	for (size_t i = 0; i < site->topics; i++)
		write_topic(site, &out, i);
	buf_release(&out);
}

static int misused(void)
{
	fputs("usage: generate [--hugo | --released] [--seed NUMBER] N DIR\n", stderr);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"hugo", no_argument, NULL, 'h'},
		{"released", no_argument, NULL, 'r'},
		{"seed", required_argument, NULL, 's'},
		{0},
	};
	struct made_site site = {.seed = 1};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == '?')
			return misused();
		if (option == 'h')
			site.hugo = true;
		else if (option == 'r')
			site.released = true;
		else
			site.seed = strtoull(optarg, NULL, 10);
	}
	if (argc - optind != 2)
		return misused();
	site.topics = strtoul(argv[optind], NULL, 10);
	site.dir = argv[optind + 1];
	if (!site.topics || site.topics > 100000)
		return misused();
	write_site(&site);
	return EXIT_GOOD;
}
