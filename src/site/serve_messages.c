#include "site/serve_messages.h"

#include "base/unicode.h"
#include "format/json_write.h"

enum { ERRORS_SHOWN = 50, FILES_NAMED = 500 };

/* TEXT as JSON may hold it, whatever the file holds. */
static void add_member(struct json_writer *w, const char *name, struct str text)
{
	struct buf valid = BUF_INIT;

	for (size_t at = 0; at < text.len;)
		utf8_add(&valid, utf8_next(text, &at));
	json_member(w, name, text.ptr ? buf_str(&valid) : STR_UNKNOWN);
	buf_release(&valid);
}

static void add_integer(struct json_writer *w, const char *name, size_t number)
{
	json_name(w, name);
	json_integer(w, (long long)number);
}

static void add_excerpt(struct json_writer *w, const struct diag *diag)
{
	struct str line = diag->excerpt;
	size_t from = diag->caret < line.len ? diag->caret : line.len;
	size_t to = from + diag->underlined < line.len ? from + diag->underlined : line.len;

	add_member(w, "before", str_slice(line, 0, from));
	add_member(w, "marked", str_slice(line, from, to));
	add_member(w, "after", str_slice(line, to, line.len));
}

static void add_diag(struct json_writer *w, const struct diag *diag)
{
	json_begin(w, '{');
	add_member(w, "path", diag->path);
	add_integer(w, "line", diag->line);
	add_integer(w, "column", diag->column);
	add_member(w, "message", diag->message);
	add_member(w, "rule", str_of(diag->rule));
	add_member(w, "help", diag->help);
	add_member(w, "making", diag->subject);
	if (diag->line)
		add_excerpt(w, diag);
	json_end(w, '}');
}

void serve_messages_json(struct buf *out, const struct diags *diags)
{
	struct json_writer w = {.out = out};
	size_t shown = 0;

	json_begin(&w, '{');
	json_name(&w, "errors");
	json_begin(&w, '[');
	for (size_t i = 0; i < diags->list.count && shown < ERRORS_SHOWN; i++) {
		if (diags->list.items[i].severity != SEVERITY_ERROR)
			continue;
		add_diag(&w, &diags->list.items[i]);
		shown++;
	}
	json_end(&w, ']');
	add_integer(&w, "more", diags->errors - shown);
	json_end(&w, '}');
}

static size_t lines_of(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

void serve_changed_json(struct buf *out, struct str changed)
{
	struct json_writer w = {.out = out};
	bool named = changed.ptr && lines_of(changed) <= FILES_NAMED;

	json_begin(&w, '{');
	json_name(&w, "all");
	json_bool(&w, !named);
	json_name(&w, "files");
	json_begin(&w, '[');
	while (named && changed.len) {
		size_t end = str_find(changed, '\n');

		json_text(&w, str_slice(changed, 0, end));
		changed = str_slice(changed, end + (end < changed.len), changed.len);
	}
	json_end(&w, ']');
	json_end(&w, '}');
}

void serve_event(struct buf *out, const char *name, struct str id, struct str data)
{
	buf_addf(out, "event: %s\nid: %.*s\n", name, STR_ARG(id));
	while (data.len) {
		size_t end = str_find(data, '\n');

		buf_add_lit(out, "data: ");
		buf_add_str(out, str_slice(data, 0, end));
		buf_add_char(out, '\n');
		data = str_slice(data, end + (end < data.len), data.len);
	}
	buf_add_char(out, '\n');
}
