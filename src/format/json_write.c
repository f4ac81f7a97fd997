#include "format/json_write.h"

#include "format/json_bytes.h"

/* A line break and the indentation of the next line. */
static void new_line(struct json_writer *w)
{
	static const char spaces[] = "\n                ";
	size_t wanted = 2 * (size_t)w->depth, most = sizeof spaces - 2;

	/* All of them are copied, a fixed number, and as many count as are wanted. */
	memcpy(buf_reserve(w->out, sizeof spaces), spaces, sizeof spaces);
	w->out->len += 1 + (wanted < most ? wanted : most);
	for (; wanted > most; wanted--)
		buf_add_char(w->out, ' ');
}

/* What stands before an item: a comma, and a line of its own. */
static void begin_item(struct json_writer *w)
{
	if (w->named) {
		w->named = false;
		return;
	}
	if (w->follows)
		buf_add_char(w->out, ',');
	if (w->depth)
		new_line(w);
	w->follows = true;
}

void json_begin(struct json_writer *w, char bracket)
{
	begin_item(w);
	buf_add_char(w->out, bracket);
	w->depth++;
	w->follows = false;
}

void json_end(struct json_writer *w, char bracket)
{
	w->depth--;
	if (w->follows)
		new_line(w);
	buf_add_char(w->out, bracket);
	w->follows = true;
	if (!w->depth)
		buf_add_char(w->out, '\n');
}

static void add_escape(struct buf *out, char c)
{
	switch (c) {
	case '"': buf_add_lit(out, "\\\""); break;
	case '\\': buf_add_lit(out, "\\\\"); break;
	case '\n': buf_add_lit(out, "\\n"); break;
	case '\r': buf_add_lit(out, "\\r"); break;
	case '\t': buf_add_lit(out, "\\t"); break;
	default: buf_addf(out, "\\u%04x", (unsigned)c);
	}
}

void json_string(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t at = 0; at < text.len; at++) {
		size_t end = json_plain_end(text, at);

		buf_add(out, text.ptr + at, end - at);
		at = end;
		if (at < text.len)
			add_escape(out, text.ptr[at]);
	}
	buf_add_char(out, '"');
}

void json_name(struct json_writer *w, const char *name)
{
	size_t length = strlen(name);
	char *to;

	begin_item(w);
	to = buf_reserve(w->out, length + 4);
	to[0] = '"';
	memcpy(to + 1, name, length);
	memcpy(to + 1 + length, "\": ", 3);
	w->out->len += length + 4;
	w->named = true;
}

void json_text(struct json_writer *w, struct str text)
{
	if (!text.ptr) {
		json_null(w);
		return;
	}
	begin_item(w);
	json_string(w->out, text);
}

void json_integer(struct json_writer *w, long long number)
{
	begin_item(w);
	buf_add_number(w->out, number);
}

void json_bool(struct json_writer *w, bool truth)
{
	begin_item(w);
	buf_add_str(w->out, truth ? STR("true") : STR("false"));
}

void json_null(struct json_writer *w)
{
	begin_item(w);
	buf_add_lit(w->out, "null");
}

void json_member(struct json_writer *w, const char *name, struct str text)
{
	json_name(w, name);
	json_text(w, text);
}
