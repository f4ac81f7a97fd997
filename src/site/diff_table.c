#include "site/diff_table.h"

#include "site/diff_prose.h"
#include "site/diff_show.h"

#include <stdlib.h>

/* One side: a row of names, and the rows below it. */
struct table {
	const struct diff_part *names;
	const struct diff_part *rows;
	size_t columns, count;
	size_t *keys; /* by row: how many of its first cells name it */
};

struct tables {
	struct differ *differ;
	struct table from, to;
	struct differ_step *columns, *rows;
	size_t column_count, row_count;
};

static struct table read_table(const struct diff_part *part)
{
	if (!part || !part->count)
		return (struct table){0};
	return (struct table){&part->parts[0], part->parts + 1, part->parts[0].count,
			      part->count - 1, NULL};
}

/* The cell of ROW in COLUMN, or NULL. */
static const struct diff_part *cell_of(const struct diff_part *row, size_t column)
{
	return row && column < row->count ? &row->parts[column] : NULL;
}

static struct match_unit *column_units(struct differ *d, const struct table *table)
{
	struct match_unit *units = arena_array(d->arena, struct match_unit, table->columns);

	for (size_t c = 0; c < table->columns; c++) {
		struct diff_vocabulary v = {0};

		for (size_t r = 0; r <= table->count; r++) {
			const struct diff_part *cell =
				cell_of(r ? &table->rows[r - 1] : table->names, c);

			if (cell)
				diff_vocabulary_add(d, &v, cell->vocabulary,
						    cell->vocabulary_count);
		}
		diff_vocabulary_sort(&v);
		units[c] = (struct match_unit){.class = table->names->parts[c].class,
					       .kind = 1,
					       .words = v.list.items,
					       .word_count = v.list.count};
	}
	return units;
}

static void match_columns(struct tables *t)
{
	struct matching m = differ_match(t->differ, column_units(t->differ, &t->from),
					 t->from.columns, column_units(t->differ, &t->to),
					 t->to.columns);

	t->column_count = differ_walk(t->differ, &m, t->from.columns, t->to.columns, NULL,
				      &t->columns);
}

/* The columns that both have, by index on the side that is wanted, in one order. */
static size_t *shared_columns(const struct tables *t, bool of_from, size_t *count)
{
	size_t *shared = arena_array(t->differ->arena, size_t, t->column_count);
	size_t limit = t->differ->reversed ? t->to.columns : t->from.columns;

	*count = 0;
	for (size_t first = 0; first < limit; first++)
		for (size_t i = 0; i < t->column_count; i++) {
			const struct differ_step *step = &t->columns[i];

			if (step->from != MATCH_NONE && step->to != MATCH_NONE &&
			    (t->differ->reversed ? step->to : step->from) == first)
				shared[(*count)++] = of_from ? step->from : step->to;
		}
	return shared;
}

static struct match_unit row_unit(struct differ *d, const struct diff_part *row,
				  const size_t *columns, size_t count)
{
	uint32_t *classes = arena_array(d->arena, uint32_t, count);
	struct diff_vocabulary v = {0};
	struct match_unit unit = {.kind = 1};

	for (size_t i = 0; i < count; i++) {
		const struct diff_part *cell = cell_of(row, columns[i]);

		if (!cell)
			continue;
		classes[i] = cell->class;
		diff_vocabulary_add(d, &v, cell->vocabulary, cell->vocabulary_count);
		if (!i && cell->words.count)
			unit.key = cell->class;
	}
	diff_vocabulary_sort(&v);
	unit.class = differ_class_of(d, classes, count);
	unit.words = v.list.items;
	unit.word_count = v.list.count;
	return unit;
}

static struct match_unit *row_units(const struct tables *t, bool of_from)
{
	const struct table *table = of_from ? &t->from : &t->to;
	struct match_unit *units =
		arena_array(t->differ->arena, struct match_unit, table->count);
	size_t count, *columns = shared_columns(t, of_from, &count);

	for (size_t r = 0; r < table->count; r++)
		units[r] = row_unit(t->differ, &table->rows[r], columns, count);
	return units;
}

static void match_rows(struct tables *t)
{
	struct matching m = differ_match(t->differ, row_units(t, true), t->from.count,
					 row_units(t, false), t->to.count);

	t->row_count = differ_walk(t->differ, &m, t->from.count, t->to.count, NULL, &t->rows);
}

static struct str plain_text(struct differ *d, const struct diff_part *cell)
{
	return cell ? diff_reading(d->arena, &cell->words) : STR_UNKNOWN;
}

static enum diff_change change_of(const struct diff_part *from, const struct diff_part *to)
{
	if (!from || !to)
		return from ? DIFF_REMOVED : to ? DIFF_ADDED : DIFF_SAME;
	return from->class == to->class ? DIFF_SAME : DIFF_CHANGED;
}

static struct diff_cell compare_cell(struct differ *d, const struct diff_part *from,
				     const struct diff_part *to)
{
	struct diff_cell cell = {
		.change = change_of(from, to),
		.from = plain_text(d, from),
		.to = plain_text(d, to),
	};

	if (from || to)
		cell.prose = diff_prose_make(d, from ? &from->words : NULL,
					     to ? &to->words : NULL);
	return cell;
}

static struct str align_name(const struct diff_part *cell)
{
	static const char *const names[] = {"none", "left", "center", "right"};

	return str_of(names[cell->node->align]);
}

static struct diff_column compare_column(struct tables *t, const struct differ_step *step)
{
	const struct diff_part *from = cell_of(t->from.names, step->from);
	const struct diff_part *to = cell_of(t->to.names, step->to);
	struct diff_cell cell = compare_cell(t->differ, from, to);
	struct diff_column column = {cell.change, step->move, to ? cell.to : cell.from,
				     cell.prose, {0}};

	if (from && to && from->node->align != to->node->align)
		column.align = (struct diff_attribute){"align", align_name(from),
						       align_name(to)};
	return column;
}

static enum diff_change row_change(const struct tables *t, const struct diff_row *row,
				   const struct differ_step *step)
{
	if (step->from == MATCH_NONE || step->to == MATCH_NONE)
		return step->from == MATCH_NONE ? DIFF_ADDED : DIFF_REMOVED;
	for (size_t c = 0; c < t->column_count; c++)
		if (row->cells[c].change == DIFF_CHANGED)
			return DIFF_CHANGED;
	return DIFF_SAME;
}

/* ---- what a row is called ---- */

/* Cells in a key at most. */
enum { KEY_WIDEST = 3 };

static int compare_classes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

/* True where CLASS, one of the sorted ones, is not the only one of its sort. */
static bool stands_twice(const uint32_t *sorted, size_t count, uint32_t class)
{
	const uint32_t *found =
		bsearch(&class, sorted, count, sizeof *sorted, compare_classes);

	return (found > sorted && found[-1] == class) ||
	       (found + 1 < sorted + count && found[1] == class);
}

/* By row: what its first WIDTH cells hold, as a number. */
static uint32_t *classes_of(struct differ *d, const struct table *table, size_t width)
{
	uint32_t *classes = arena_array(d->arena, uint32_t, table->count);

	for (size_t r = 0; r < table->count; r++) {
		uint32_t cells[KEY_WIDEST] = {0};

		for (size_t c = 0; c < width; c++) {
			const struct diff_part *cell = cell_of(&table->rows[r], c);

			cells[c] = cell ? cell->class : 0;
		}
		classes[r] = differ_class_of(d, cells, width);
	}
	return classes;
}

/* By row: how many of its first cells no other row of the table has, or the most. */
static size_t *key_widths(struct differ *d, const struct table *table)
{
	size_t *widths = arena_array(d->arena, size_t, table->count);

	for (size_t r = 0; r < table->count; r++)
		widths[r] = 1;
	for (size_t width = 1; width < KEY_WIDEST && width < table->columns; width++) {
		uint32_t *classes = classes_of(d, table, width);
		uint32_t *sorted = classes_of(d, table, width);

		if (table->count)
			qsort(sorted, table->count, sizeof *sorted, compare_classes);
		for (size_t r = 0; r < table->count; r++)
			if (widths[r] == width &&
			    stands_twice(sorted, table->count, classes[r]))
				widths[r]++;
	}
	return widths;
}

static struct str key_of(struct differ *d, const struct diff_part *row, size_t width)
{
	struct str key = STR("");

	for (size_t c = 0; c < width; c++) {
		struct str text = plain_text(d, cell_of(row, c));

		if (text.len)
			key = key.len ? str_join3(d->arena, key, STR(", "), text) : text;
	}
	return key;
}

static struct str row_key(const struct tables *t, const struct differ_step *step)
{
	if (step->to != MATCH_NONE)
		return key_of(t->differ, &t->to.rows[step->to], t->to.keys[step->to]);
	return key_of(t->differ, &t->from.rows[step->from], t->from.keys[step->from]);
}

/* ---- cell by cell ---- */

static struct diff_row compare_row(struct tables *t, const struct differ_step *step)
{
	const struct diff_part *from =
		step->from == MATCH_NONE ? NULL : &t->from.rows[step->from];
	const struct diff_part *to = step->to == MATCH_NONE ? NULL : &t->to.rows[step->to];
	struct diff_row row = {
		.move = step->move,
		.key = row_key(t, step),
		.cells = arena_array(t->differ->arena, struct diff_cell, t->column_count),
	};

	for (size_t c = 0; c < t->column_count; c++)
		row.cells[c] = compare_cell(t->differ, cell_of(from, t->columns[c].from),
					    cell_of(to, t->columns[c].to));
	row.change = row_change(t, &row, step);
	return row;
}

struct diff_table *diff_table_make(struct differ *d, const struct diff_part *from,
				   const struct diff_part *to)
{
	struct diff_table *table = arena_new(d->arena, struct diff_table);
	struct tables t = {.differ = d, .from = read_table(from), .to = read_table(to)};

	t.from.keys = key_widths(d, &t.from);
	t.to.keys = key_widths(d, &t.to);
	match_columns(&t);
	match_rows(&t);
	table->columns = arena_array(d->arena, struct diff_column, t.column_count);
	table->column_count = t.column_count;
	for (size_t c = 0; c < t.column_count; c++)
		table->columns[c] = compare_column(&t, &t.columns[c]);
	table->rows = arena_array(d->arena, struct diff_row, t.row_count);
	table->row_count = t.row_count;
	for (size_t r = 0; r < t.row_count; r++)
		table->rows[r] = compare_row(&t, &t.rows[r]);
	return table;
}
