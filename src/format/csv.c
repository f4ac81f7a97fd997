#include "format/csv.h"

#include <stdbool.h>

static bool begins_formula(struct str cell)
{
	return cell.len && strchr("=+-@\t\r\n", cell.ptr[0]);
}

static bool needs_quotes(struct str cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.ptr[i];

		if (c == ',' || c == '"' || c == '\r' || c == '\n')
			return true;
	}
	return cell.len && (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
}

static void add_cell(struct buf *out, struct str cell)
{
	bool quotes = needs_quotes(cell);

	if (quotes)
		buf_add_char(out, '"');
	if (begins_formula(cell))
		buf_add_char(out, '\'');
	while (cell.len) {
		size_t quote = str_find(cell, '"');

		buf_add_str(out, str_slice(cell, 0, quote));
		if (quote == cell.len)
			break;
		buf_add_lit(out, "\"\"");
		cell = str_slice(cell, quote + 1, cell.len);
	}
	if (quotes)
		buf_add_char(out, '"');
}

void csv_record(struct buf *out, const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(out, ',');
		add_cell(out, cells[i]);
	}
	buf_add_lit(out, "\r\n");
}
