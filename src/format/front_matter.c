#include "format/front_matter.h"

#include "base/unicode.h"
#include "format/yaml.h"

/* The end of the line that begins at AT, its line break included. */
static size_t line_end(struct str text, size_t at)
{
	size_t end = at + str_find(str_slice(text, at, text.len), '\n');

	return end < text.len ? end + 1 : end;
}

/* A line of three hyphens, with nothing behind them but white space. */
static bool is_fence(struct str text, size_t at)
{
	struct str line = str_slice(text, at, line_end(text, at));

	return str_starts(line, STR("---")) && str_trim(line).len == 3;
}

static bool wrong(struct diags *diags, const struct source *source, size_t at,
		  const char *help, const char *message)
{
	struct place place = {source, at, 3};

	diag_at(diags, SEVERITY_ERROR, "front-matter", place, help, "%s", message);
	return false;
}

static bool check_encoding(const struct source *source, struct diags *diags)
{
	struct str text = source->text;
	size_t invalid = utf8_invalid(text), nul = str_find(text, '\0');

	if (invalid < text.len)
		diag_at(diags, SEVERITY_ERROR, "encoding",
			(struct place){source, invalid, 1}, "save the file as UTF-8",
			"this byte is not UTF-8");
	if (nul < text.len)
		diag_at(diags, SEVERITY_ERROR, "encoding",
			(struct place){source, nul, 1}, "remove it",
			"a NUL character stands in the text");
	return invalid == text.len && nul == text.len;
}

bool front_matter_read(struct arena *arena, const struct source *source,
		       struct diags *diags, struct front_matter *result)
{
	struct str text = source->text;
	size_t begin = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
	size_t first, end;
	bool good;

	*result = (struct front_matter){.data = {.type = DATA_MAP}, .body = text.len};
	if (!check_encoding(source, diags))
		return false;
	if (!is_fence(text, begin))
		return wrong(diags, source, begin,
			     "begin the file with a line ---, then \"title: …\", then a line ---",
			     "the front matter is missing");
	first = end = line_end(text, begin);
	while (end < text.len && !is_fence(text, end))
		end = line_end(text, end);
	if (end >= text.len)
		return wrong(diags, source, begin, "end it with a line ---",
			     "the front matter is not closed");
	result->body = line_end(text, end);
	good = yaml_read(arena, source, first, end, diags, &result->data);
	if (result->data.type == DATA_MAP)
		return good;
	result->data = (struct data){.type = DATA_MAP, .offset = first};
	return good && wrong(diags, source, first, "write lines of NAME: VALUE",
			     "the front matter is not a list of names and values");
}
