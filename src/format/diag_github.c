#include "format/diag_github.h"

/*
 * Escapes as GitHub's runner undoes them (actions/toolkit, command.ts): a property
 * ends at a comma or a colon, a message at the end of the line.
 */
static void add_escaped(struct buf *out, struct str text, const char *special)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c && strchr(special, c))
			buf_addf(out, "%%%02X", (unsigned char)c);
		else
			buf_add_char(out, c);
	}
}

static void add_property(struct buf *out, const char *name, struct str prefix, struct str value)
{
	static const char special[] = "%\r\n:,";

	buf_addf(out, "%s%s=", out->ptr[out->len - 1] == ' ' ? "" : ",", name);
	add_escaped(out, prefix, special);
	add_escaped(out, value, special);
}

static void add_number(struct buf *out, const char *name, size_t number)
{
	buf_addf(out, ",%s=%zu", name, number);
}

static void add_line(struct buf *out, const char *lead, struct str text)
{
	if (!text.ptr)
		return;
	buf_addf(out, "%%0A%s", lead);
	add_escaped(out, text, "%\r\n");
}

void diag_github(struct buf *out, const struct diag *diag, struct str prefix)
{
	static const char *const commands[] = {"notice", "warning", "error"};

	buf_addf(out, "::%s ", commands[diag->severity]);
	if (diag->path.ptr)
		add_property(out, "file", prefix, diag->path);
	if (diag->line) {
		add_number(out, "line", diag->line);
		add_number(out, "col", diag->column);
	}
	add_property(out, "title", STR(""), str_of(diag->rule));
	buf_add_lit(out, "::");
	add_escaped(out, diag->message, "%\r\n");
	add_line(out, "", diag->help);
	add_line(out, "while making ", diag->subject);
	buf_add_char(out, '\n');
}
