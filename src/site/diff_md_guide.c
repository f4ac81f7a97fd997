#include "site/diff_md_guide.h"

#include "site/diff_names.h"

enum { LEVELS_OF_HEADINGS = 6, TYPES = MD_HTML_BLOCK + 1 };

static size_t count_words(const struct diff_blocks *blocks);

static size_t count_cells(const struct diff_table *table)
{
	size_t words = 0;

	for (size_t c = 0; c < table->column_count; c++)
		words += table->columns[c].heading->words;
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			if (table->rows[r].cells[c].prose)
				words += table->rows[r].cells[c].prose->words;
	return words;
}

/* Recursion is bounded by MD_DEEPEST. */
static size_t count_words(const struct diff_blocks *blocks)
{
	size_t words = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct diff_block *block = &blocks->items[i];

		words += block->prose ? block->prose->words : 0;
		words += block->table ? count_cells(block->table) : 0;
		words += count_words(&block->children);
	}
	return words;
}

static void add_number(struct diff_md *w, const char *before, size_t count, struct str one)
{
	struct str name = count == 1 ? one : diff_plural(&w->arena, one);

	if (count)
		buf_addf(w->out, "%s%zu %.*s", before, count, STR_ARG(name));
}

/* "63 words, 3 headings, 5 paragraphs, 1 table" */
static void write_numbers(struct diff_md *w, const struct diff_blocks *blocks)
{
	size_t counts[TYPES] = {0}, words = count_words(blocks);

	diff_md_add(w, "\n");
	buf_addf(w->out, "*%zu word%s", words, str_plural(words));
	for (size_t i = 0; i < blocks->count; i++)
		counts[blocks->items[i].type]++;
	for (int type = 0; type < TYPES; type++)
		add_number(w, ", ", counts[type], diff_name_of_block((enum md_type)type));
	diff_md_add(w, "*\n");
}

/* The headings as a list, deeper ones below those around them. */
static void write_headings(struct diff_md *w, const struct diff_body *body)
{
	int depths[LEVELS_OF_HEADINGS + 1] = {0};

	diff_md_add(w, body->section_count > 1 ? "\n" : "");
	for (size_t i = 1; i < body->section_count; i++) {
		const struct diff_section *section = &body->sections[i];
		int depth = section->outer ? depths[body->sections[section->outer].level] + 1 : 0;

		depths[section->level] = depth;
		diff_md_indent(w, 2 * depth);
		diff_md_add(w, "- ");
		w->start = true;
		diff_md_text(w, section->title);
		diff_md_add(w, "\n");
	}
}

void diff_md_guide(struct diff_md *w, const struct diff *diff)
{
	const struct guide_front *front = diff->to.front ? diff->to.front : diff->from.front;

	diff_md_heading(w, w->level);
	diff_md_text(w, front->title.str);
	diff_md_add(w, "\n");
	if (front->tldr.md) {
		diff_md_add(w, "\n");
		w->start = true;
		diff_md_text(w, md_plain(&w->arena, front->tldr.md->root));
		diff_md_add(w, "\n");
	}
	write_headings(w, &diff->body);
	write_numbers(w, &diff->body.blocks);
}
