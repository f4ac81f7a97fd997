#include "format/diag_json.h"

#include "base/unicode.h"
#include "format/json_write.h"

static void add_name(struct buf *out, const char *name)
{
	buf_add(out, ", ", out->ptr[out->len - 1] == '{' ? 0 : 2);
	json_string(out, str_of(name));
	buf_add_lit(out, ": ");
}

/* A line of a file may hold bytes that are not UTF-8. */
static void add_text(struct buf *out, const char *name, struct str text)
{
	struct buf valid = BUF_INIT;

	add_name(out, name);
	for (size_t at = 0; at < text.len;)
		utf8_add(&valid, utf8_next(text, &at));
	if (text.ptr)
		json_string(out, buf_str(&valid));
	else
		buf_add_lit(out, "null");
	buf_release(&valid);
}

/* What is not there is null. */
static void add_number(struct buf *out, const char *name, size_t number, bool there)
{
	add_name(out, name);
	if (there)
		buf_addf(out, "%zu", number);
	else
		buf_add_lit(out, "null");
}

/* As utf8_next counts them: a byte that is not UTF-8 is one character. */
static size_t count_characters(struct str text)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len; count++)
		utf8_next(text, &at);
	return count;
}

void diag_json(struct buf *out, const struct diag *diag)
{
	struct str line = diag->excerpt;
	size_t end = diag->caret + diag->underlined;
	size_t before = 0, under = 1;

	if (diag->line) {
		end = end < line.len ? end : line.len;
		before = count_characters(str_slice(line, 0, diag->caret));
		under = end > diag->caret ? count_characters(str_slice(line, diag->caret, end)) : 1;
	}
	buf_add_char(out, '{');
	add_text(out, "severity", str_of(severity_names[diag->severity]));
	add_text(out, "rule", str_of(diag->rule));
	add_text(out, "path", diag->path);
	add_number(out, "line", diag->line, diag->line);
	add_number(out, "column", diag->column, diag->line);
	add_number(out, "length", under, diag->line);
	add_text(out, "message", diag->message);
	add_text(out, "help", diag->help);
	add_text(out, "making", diag->subject);
	add_text(out, "excerpt", diag->line ? line : STR_UNKNOWN);
	add_number(out, "caret", before + 1, diag->line);
	buf_add_lit(out, "}\n");
}
