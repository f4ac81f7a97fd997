#include "format/json_write.h"

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
		buf_add_char(w->out, '\n');
	for (int i = 0; i < w->depth; i++)
		buf_add_lit(w->out, "  ");
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
	if (w->follows) {
		buf_add_char(w->out, '\n');
		for (int i = 0; i < w->depth; i++)
			buf_add_lit(w->out, "  ");
	}
	buf_add_char(w->out, bracket);
	w->follows = true;
	if (!w->depth)
		buf_add_char(w->out, '\n');
}

/* Bytes that do not stand for themselves in a string (RFC 8259, section 7). */
static const bool escaped[256] = {
	[0] = true,  [1] = true,  [2] = true,  [3] = true,  [4] = true,  [5] = true,
	[6] = true,  [7] = true,  [8] = true,  [9] = true,  [10] = true, [11] = true,
	[12] = true, [13] = true, [14] = true, [15] = true, [16] = true, [17] = true,
	[18] = true, [19] = true, [20] = true, [21] = true, [22] = true, [23] = true,
	[24] = true, [25] = true, [26] = true, [27] = true, [28] = true, [29] = true,
	[30] = true, [31] = true, ['"'] = true, ['\\'] = true,
};

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

static void add_string(struct buf *out, struct str text)
{
	size_t from = 0;

	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (!escaped[(unsigned char)text.ptr[i]])
			continue;
		buf_add(out, text.ptr + from, i - from);
		add_escape(out, text.ptr[i]);
		from = i + 1;
	}
	buf_add(out, text.ptr + from, text.len - from);
	buf_add_char(out, '"');
}

void json_name(struct json_writer *w, const char *name)
{
	begin_item(w);
	add_string(w->out, str_of(name));
	buf_add_lit(w->out, ": ");
	w->named = true;
}

void json_text(struct json_writer *w, struct str text)
{
	if (!text.ptr) {
		json_null(w);
		return;
	}
	begin_item(w);
	add_string(w->out, text);
}

void json_integer(struct json_writer *w, long long number)
{
	begin_item(w);
	buf_addf(w->out, "%lld", number);
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
