/*
 * Reads the figures of labelled sentences (their form is in quantity/README.md), and
 * prints precision, recall and every miss as TAP. A figure is right when its span,
 * its values, its unit or noun, and its hedge are those of the label.
 */
#include "base/buf.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "base/unicode.h"
#include "format/quantity.h"

#include <stdio.h>
#include <stdlib.h>

#define PRECISION_LEAST 0.98
#define RECALL_LEAST 0.95

enum { FILE_LARGEST = 1 << 20 };

struct label {
	struct str span, reading;
	bool words;
	enum quantity_hedge hedge;
	struct quantity_end low, high;
	struct str noun; /* of a count, or unknown */
	bool met;
};

/* How many labels there are, figures read, and figures that are as a label says. */
struct score {
	size_t wanted, got, right;
};

struct set {
	struct arena *arena;
	struct str file, sentence, text;
	size_t line;
	LIST(struct label) labels;
	size_t sentences;
	struct score figures, words;
};

/* ---- the form of the files ---- */

static _Noreturn void broken(const struct set *set, const char *what)
{
	fatal("%.*s:%zu: %s", STR_ARG(set->file), set->line, what);
}

/* With \u00A0 as that character. */
static struct str unescape(struct arena *arena, struct str text)
{
	struct buf buf = BUF_INIT;
	struct str result;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\\' && i + 5 < text.len && text.ptr[i + 1] == 'u') {
			char code[5] = {0};

			memcpy(code, text.ptr + i + 2, 4);
			utf8_add(&buf, (uint32_t)strtoul(code, NULL, 16));
			i += 5;
		} else {
			buf_add_char(&buf, text.ptr[i]);
		}
	}
	result = str_copy(arena, buf_str(&buf));
	buf_release(&buf);
	return result;
}

/* With each piece of code in backticks as one U+FFFC. */
static struct str without_code(struct arena *arena, struct str text)
{
	struct buf buf = BUF_INIT;
	struct str result;

	for (size_t i = 0; i < text.len; i++) {
		size_t end = str_find(str_slice(text, i + 1, text.len), '`');

		if (text.ptr[i] == '`' && i + 1 + end < text.len) {
			utf8_add(&buf, 0xfffc);
			i += end + 1;
		} else {
			buf_add_char(&buf, text.ptr[i]);
		}
	}
	result = str_copy(arena, buf_str(&buf));
	buf_release(&buf);
	return result;
}

static struct str take_word(struct str *text)
{
	size_t end = str_find(*text, ' ');
	struct str word = str_slice(*text, 0, end);

	*text = str_slice(*text, end < text->len ? end + 1 : end, text->len);
	return word;
}

static bool parse_hedge(struct str word, enum quantity_hedge *hedge)
{
	static const struct {
		const char *written;
		enum quantity_hedge hedge;
	} hedges[] = {{"~", HEDGE_ABOUT}, {"~<", HEDGE_NEARLY}, {"<=", HEDGE_AT_MOST},
		      {">=", HEDGE_AT_LEAST}, {"<", HEDGE_UNDER}, {">", HEDGE_OVER}};

	for (size_t i = 0; i < sizeof hedges / sizeof *hedges; i++)
		if (str_equal(word, str_of(hedges[i].written))) {
			*hedge = hedges[i].hedge;
			return true;
		}
	return false;
}

/* 5e9, -0.5, 12: read here, so that the set is no test of the reader by itself. */
static struct decimal parse_number(const struct set *set, struct str text)
{
	struct decimal number = {0};
	bool point = false, negative = str_starts(text, STR("-"));
	size_t i = negative;

	for (; i < text.len && text.ptr[i] != 'e'; i++) {
		if (text.ptr[i] == '.') {
			point = true;
			continue;
		}
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			broken(set, "no number");
		decimal_digit(&number, (unsigned)(text.ptr[i] - '0'));
		number.exponent -= point;
	}
	if (i < text.len)
		number.exponent += atoi(text.ptr + i + 1);
	number.negative = negative;
	return number;
}

static void parse_range(const struct set *set, struct str text, struct label *label)
{
	size_t end = 0;

	while (end + 1 < text.len && memcmp(text.ptr + end, "..", 2))
		end++;
	if (end + 1 >= text.len) {
		label->low.value = label->high.value = parse_number(set, text);
		return;
	}
	label->low.value = parse_number(set, str_slice(text, 0, end));
	label->high.value = parse_number(set, str_slice(text, end + 2, text.len));
}

static void parse_reading(struct set *set, struct label *label)
{
	struct str text = label->reading, word;

	if (str_equal(text, STR("words"))) {
		label->words = true;
		return;
	}
	word = take_word(&text);
	if (parse_hedge(word, &label->hedge))
		word = take_word(&text);
	parse_range(set, word, label);
	if (str_starts(text, STR("count:")))
		label->noun = str_slice(text, 6, text.len);
	else if (!str_equal(text, STR("number")) &&
		 !quantity_measure_parse(text, &label->low.measure))
		broken(set, "no such unit");
	label->high.measure = label->low.measure;
}

/* SPAN => READING */
static void parse_label(struct set *set, struct str line)
{
	struct label *label = list_add(&set->labels, set->arena);
	size_t arrow = 0;

	while (arrow + 4 <= line.len && memcmp(line.ptr + arrow, " => ", 4))
		arrow++;
	if (!set->sentence.ptr || arrow + 4 > line.len)
		broken(set, "a label is SPAN => READING behind a sentence");
	label->span = unescape(set->arena, str_slice(line, 0, arrow));
	label->reading = str_slice(line, arrow + 4, line.len);
	parse_reading(set, label);
}

/* ---- comparing ---- */

static struct decimal converted(const struct quantity_end *end)
{
	const struct quantity_measure *measure = &end->measure;
	struct decimal value = end->value;

	if (measure->unit)
		value = decimal_shift(decimal_times(value, measure->unit->factor),
				      measure->power + measure->unit->power);
	if (measure->per)
		value = decimal_shift(value, -measure->per_power - measure->per->power);
	return value;
}

static bool same_end(const struct quantity_end *a, const struct quantity_end *b)
{
	return quantity_measures_agree(a->measure, b->measure) &&
	       !decimal_compare(converted(a), converted(b));
}

static bool same_reading(const struct label *label, const struct quantity *quantity)
{
	enum quantity_kind kind = label->noun.ptr ? QUANTITY_COUNT
				: label->low.measure.unit ? QUANTITY_MEASURE : QUANTITY_NUMBER;

	if (label->words || quantity->kind == QUANTITY_WORDS)
		return label->words && quantity->kind == QUANTITY_WORDS;
	return kind == quantity->kind && label->hedge == quantity->hedge &&
	       same_end(&label->low, &quantity->low) && same_end(&label->high, &quantity->high) &&
	       (!label->noun.ptr || quantity_same_noun(label->noun, quantity->noun));
}

/* The first label that QUANTITY is as, and none was before. */
static bool meets_label(struct set *set, const struct quantity *quantity)
{
	struct str span = str_slice(set->text, quantity->begin, quantity->end);

	for (size_t i = 0; i < set->labels.count; i++) {
		struct label *label = &set->labels.items[i];

		if (!label->met && str_equal(label->span, span) && same_reading(label, quantity)) {
			label->met = true;
			return true;
		}
	}
	return false;
}

static void print_end(const struct quantity_end *end)
{
	static const char minus[] = "-";

	printf("%s%.0fe%d", end->value.negative ? minus : "", (double)end->value.digits,
	       end->value.exponent);
}

static void print_read(struct str text, const struct quantity *quantity)
{
	static const char *const hedges[] = {"", "~ ", "~< ", "<= ", ">= ", "< ", "> "};
	const struct quantity_measure *measure = &quantity->high.measure;

	printf("#   read   %.*s => ", (int)(quantity->end - quantity->begin),
	       text.ptr + quantity->begin);
	if (quantity->kind == QUANTITY_WORDS) {
		puts("words");
		return;
	}
	fputs(hedges[quantity->hedge], stdout);
	print_end(&quantity->low);
	fputs("..", stdout);
	print_end(&quantity->high);
	if (quantity->kind == QUANTITY_COUNT)
		printf(" count:%.*s\n", STR_ARG(quantity->noun));
	else if (measure->unit)
		printf(" %s (10^%d)%s%s\n", measure->unit->form, measure->power,
		       measure->per ? " per " : "", measure->per ? measure->per->form : "");
	else
		puts(" number");
}

static void print_place(const struct set *set, bool *printed)
{
	if (!*printed)
		printf("# %.*s:%zu: %.*s\n", STR_ARG(set->file), set->line, STR_ARG(set->sentence));
	*printed = true;
}

/* Counts the sentence that is complete, and prints what is not as it should be. */
static void finish_sentence(struct set *set)
{
	struct quantities got = {0};
	bool printed = false;

	if (!set->sentence.ptr)
		return;
	set->sentences++;
	set->text = without_code(set->arena, set->sentence);
	quantity_read(set->arena, set->text, &got);
	for (size_t i = 0; i < got.list.count; i++) {
		const struct quantity *quantity = &got.list.items[i];
		struct score *score =
			quantity->kind == QUANTITY_WORDS ? &set->words : &set->figures;
		bool right = meets_label(set, quantity);

		score->got++;
		score->right += right;
		if (right)
			continue;
		print_place(set, &printed);
		print_read(set->text, quantity);
	}
	for (size_t i = 0; i < set->labels.count; i++) {
		const struct label *label = &set->labels.items[i];

		*(label->words ? &set->words.wanted : &set->figures.wanted) += 1;
		if (label->met)
			continue;
		print_place(set, &printed);
		printf("#   wanted %.*s => %.*s\n", STR_ARG(label->span), STR_ARG(label->reading));
	}
	set->labels.count = 0;
	set->sentence = STR_UNKNOWN;
}

static void read_line(struct set *set, struct str line)
{
	if (!str_trim(line).len || line.ptr[0] == '#')
		return;
	if (line.ptr[0] == '\t') {
		parse_label(set, str_slice(line, 1, line.len));
		return;
	}
	finish_sentence(set);
	memset(&set->labels, 0, sizeof set->labels);
	set->sentence = unescape(set->arena, line);
}

static void read_file(struct set *set, const char *path)
{
	struct str text;
	int error = file_read(set->arena, path, FILE_LARGEST, &text);
	size_t line = 0;

	if (error)
		fatal("%s: %s", path, strerror(error));
	set->file = path_base(str_of(path));
	while (text.len) {
		size_t end = str_find(text, '\n');
		struct str one = str_slice(text, 0, end);

		line++;
		if (one.len && one.ptr[0] != '\t')
			finish_sentence(set);
		if (one.len && one.ptr[0] != '\t')
			set->line = line;
		read_line(set, one);
		text = str_slice(text, end < text.len ? end + 1 : end, text.len);
	}
	finish_sentence(set);
}

/* ---- what is printed ---- */

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 1;
}

/* One line of TAP; whether it is good. */
static bool print_score(size_t number, const char *name, size_t part, size_t whole, double least)
{
	bool good = share(part, whole) >= least;

	printf("%sok %zu - %s %.4f (%zu of %zu, at least %.2f)\n", good ? "" : "not ", number, name,
	       share(part, whole), part, whole, least);
	return good;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct set set = {.arena = &arena};
	struct score *f = &set.figures, *w = &set.words;
	bool good;

	for (int i = 1; i < argc; i++)
		read_file(&set, argv[i]);
	printf("# %zu sentences, %zu figures, %zu numbers in words\n", set.sentences, f->wanted,
	       w->wanted);
	good = print_score(1, "precision of figures", f->right, f->got, PRECISION_LEAST);
	good &= print_score(2, "recall of figures", f->right, f->wanted, RECALL_LEAST);
	good &= print_score(3, "precision of numbers in words", w->right, w->got, PRECISION_LEAST);
	good &= print_score(4, "recall of numbers in words", w->right, w->wanted, RECALL_LEAST);
	puts("1..4");
	arena_release(&arena);
	return good && set.sentences ? EXIT_SUCCESS : EXIT_FAILURE;
}
