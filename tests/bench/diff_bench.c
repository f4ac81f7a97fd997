/*
 * diff_bench [WORDS]: compares two guides of WORDS words (20,000), and prints
 * the time that it takes, beside that of reading the second guide, and the peak
 * of memory. Each comparison has a process of its own.
 *
 *	edited    a word in every fifth paragraph is another, two sections moved
 *	little    one paragraph in ten is the same
 *	nothing   no paragraph is the same, though most words stand in both
 *	words     the words of both in one alignment, which no guide would need
 */
#include "base/align.h"
#include "base/buf.h"
#include "format/markdown.h"
#include "site/diff.h"
#include "site/diff_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { VOCABULARY = 6000, PARAGRAPH = 60, SECTION = 6 };

static uint64_t chance;

static uint32_t pick(uint32_t below)
{
	chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(chance >> 33) % below;
}

/* Common words are common: the lower, the likelier. */
static uint32_t pick_word(void)
{
	return pick(1 + pick(1 + pick(VOCABULARY)));
}

static void add_paragraph(struct buf *out, uint64_t seed, bool edited)
{
	chance = seed;
	for (uint32_t i = 0; i < PARAGRAPH; i++) {
		uint32_t word = pick_word();

		if (edited && i == PARAGRAPH / 2)
			word = VOCABULARY;
		buf_addf(out, "%sw%u%s", i ? " " : "", word, i % 12 == 11 ? "." : "");
	}
	buf_add_lit(out, "\n\n");
}

static void add_section(struct buf *out, size_t number, const char *kind, bool new)
{
	buf_addf(out, "## Section %zu\n\n", number);
	for (size_t i = 0; i < SECTION; i++) {
		size_t paragraph = number * SECTION + i;
		bool edited = new && *kind == 'e' && paragraph % 5 == 0;
		bool other = new && (*kind == 'n' || (*kind == 'l' && paragraph % 10));

		add_paragraph(out, paragraph + (other ? 1000000 : 1), edited);
	}
}

static void make_guide(struct buf *out, size_t words, const char *kind, bool new)
{
	size_t sections = words / (PARAGRAPH * SECTION);

	for (size_t i = 0; i < sections; i++)
		if (!(new && *kind == 'e' && i % 20 == 7))
			add_section(out, i, kind, new);
	for (size_t i = 7; new && *kind == 'e' && i < sections; i += 20)
		add_section(out, i, kind, new);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static long peak(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss / 1024;
}

static void compare_guides(size_t words, const char *kind)
{
	struct buf from = BUF_INIT, to = BUF_INIT, out = BUF_INIT;
	struct arena arena = ARENA_INIT;
	struct diff_side sides[2] = {{.name = STR("v1")}, {.name = STR("v2")}};
	const struct diff *diff;
	double begin, read, made;
	long before;

	make_guide(&from, words, kind, false);
	make_guide(&to, words, kind, true);
	sides[0].text = buf_str(&from);
	sides[1].text = buf_str(&to);
	sides[0].md = md_read(&arena, sides[0].text);
	begin = now();
	sides[1].md = md_read(&arena, sides[1].text);
	read = now();
	before = peak();
	diff = diff_make(&arena, &sides[0], &sides[1]);
	made = now();
	diff_html(&out, diff);
	printf("%-8s read %6.1f ms, compare %6.1f ms, HTML %6.1f ms, memory %ld MB + %ld MB\n",
	       kind, read - begin, made - read, now() - made, before, peak() - before);
	printf("         %.*s\n", STR_ARG(diff->summary));
}

static void align_words(size_t words)
{
	struct arena arena = ARENA_INIT;
	uint32_t *a = arena_array(&arena, uint32_t, words),
		 *b = arena_array(&arena, uint32_t, words);
	struct alignment found;
	size_t kept = 0;
	double begin;
	long before;

	chance = 1;
	for (size_t i = 0; i < words; i++) {
		a[i] = pick_word();
		b[i] = pick_word();
	}
	before = peak();
	begin = now();
	found = align(&arena, a, words, b, words);
	for (size_t i = 0; i < found.count; i++)
		kept += found.runs[i].count;
	printf("words    align %5.1f ms, %zu of %zu kept, memory %ld MB + %ld MB\n",
	       now() - begin, kept, words, before, peak() - before);
}

int main(int argc, char **argv)
{
	static const char *const kinds[] = {"edited", "little", "nothing", "words"};
	size_t words = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;

	md_init();
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		pid_t child = fork();

		if (child < 0)
			return 1;
		if (child) {
			waitpid(child, NULL, 0);
			continue;
		}
		if (!strcmp(kinds[i], "words"))
			align_words(words);
		else
			compare_guides(words, kinds[i]);
		fflush(stdout);
		_exit(0);
	}
	return 0;
}
