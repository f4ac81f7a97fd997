#include "format/yaml.h"

#include "base/list.h"
#include "base/unicode.h"

#include <yaml.h>

enum { DEEPEST = 32 };

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	size_t from;   /* in the source, of mark 0 */
	size_t mark;   /* code points up to which offsets are known */
	size_t offset; /* in the source, of that mark */
	int depth;
	struct arena scratch; /* of lists and maps that are not complete */
};

/* libyaml counts code points; events come in the order of the source. */
static size_t offset_of(struct reader *r, size_t mark)
{
	struct str text = r->source->text;

	for (; r->mark < mark && r->offset < text.len; r->mark++) {
		if ((unsigned char)text.ptr[r->offset] < 0x80)
			r->offset++;
		else
			utf8_next(text, &r->offset);
	}
	return r->offset;
}

static bool wrong(struct reader *r, size_t offset, const char *help,
		  const char *message)
{
	struct place place = {r->source, offset, 1};

	diag_at(r->diags, SEVERITY_ERROR, "yaml-syntax", place, help, "%s", message);
	return false;
}

/* What libyaml says, in words for people who write front matter. */
struct problem {
	const char *problem;
	const char *message;
	const char *help;
	bool context; /* it lies where the context begins, not where it was noticed */
};

static const struct problem problems[] = {
	{"mapping values are not allowed in this context", "a colon cannot stand here",
	 "put text that holds \": \" between quotes", false},
	{"could not find expected ':'", "a colon is missing before this", "write NAME: VALUE",
	 false},
	{"found character that cannot start any token",
	 "text cannot begin with this character", "put the text between quotes", false},
	{"did not find expected alphabetic or numeric character",
	 "text cannot begin with this character", "put the text between quotes", true},
	{"found unexpected end of stream", "this quote is not closed",
	 "end the text with the same quote", true},
	{"found unexpected document indicator", "this quote is not closed",
	 "end the text with the same quote", true},
	{"did not find expected ',' or ']'", "this list is not closed",
	 "end it with ]; put text that begins with [ between quotes", true},
	{"did not find expected ',' or '}'", "this { is not closed",
	 "end it with }; put text that begins with { between quotes", true},
	{"block sequence entries are not allowed in this context", "a list cannot begin here",
	 "begin it on a line of its own", false},
	{"did not find expected comment or line break",
	 "nothing can stand behind > or | on their line",
	 "begin the text on the next line; put text that begins with > or | between quotes",
	 false},
	{"found unknown escape character", "there is no such escape in YAML",
	 "write \\\\ for a backslash", false},
	{"did not find expected node content", "a value belongs here",
	 "put text that begins with this character between quotes", false},
	{"did not find expected <document start>", "front matter is one document",
	 "remove the line above this", false},
};

static const struct problem *find_problem(const char *problem)
{
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
		if (!strcmp(problems[i].problem, problem))
			return &problems[i];
	return NULL;
}

static bool begins_line(struct str text, size_t offset)
{
	while (offset && (text.ptr[offset - 1] == ' ' || text.ptr[offset - 1] == '-'))
		offset--;
	return !offset || text.ptr[offset - 1] == '\n';
}

/* Something stands where the next name or item should. */
static bool misplaced(struct reader *r, size_t offset)
{
	if (begins_line(r->source->text, offset))
		return wrong(r, offset, "begin it in the same column",
			     "this line is indented in another way than those above it");
	return wrong(r, offset, "put the whole text between quotes",
		     "the value ends before this");
}

static bool syntax_error(struct reader *r)
{
	const yaml_parser_t *parser = &r->parser;
	const char *said = parser->problem ? parser->problem : "this is not YAML";
	const struct problem *problem = find_problem(said);
	bool context = problem && problem->context && parser->context;
	struct str text = r->source->text;
	size_t offset;

	if (parser->error == YAML_READER_ERROR)
		return wrong(r, r->from + parser->problem_offset, "remove it",
			     "this character cannot stand in YAML");
	r->mark = 0;
	r->offset = r->from;
	offset = offset_of(r, context ? parser->context_mark.index
				      : parser->problem_mark.index);
	if (offset < text.len && text.ptr[offset] == '\t')
		return wrong(r, offset, "indent by spaces",
			     "YAML does not allow a tab here");
	if (!strcmp(said, "did not find expected key") ||
	    !strcmp(said, "did not find expected '-' indicator"))
		return misplaced(r, offset);
	if (problem)
		return wrong(r, offset, problem->help, problem->message);
	return wrong(r, offset, "put text with such characters between quotes", said);
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
	return yaml_parser_parse(&r->parser, event) ? true : syntax_error(r);
}

static bool is_null(const yaml_event_t *event)
{
	struct str text = {(const char *)event->data.scalar.value,
			   event->data.scalar.length};

	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       (!text.len || str_equal(text, STR("~")) || str_equal(text, STR("null")));
}

static bool read_scalar(struct reader *r, const yaml_event_t *event, struct data *to)
{
	const char *bytes = (const char *)event->data.scalar.value;
	bool quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	struct str text = r->source->text, raw;

	if (is_null(event))
		return true;
	to->type = DATA_TEXT;
	to->as.text.str = str_copy(r->arena, (struct str){bytes, event->data.scalar.length});
	to->as.text.content = to->offset + quoted;
	raw = str_slice(text, to->as.text.content, text.len);
	to->as.text.exact = str_starts(raw, to->as.text.str);
	if (memchr(bytes, '\0', to->as.text.str.len))
		return wrong(r, to->offset, "leave the character out",
			     "a NUL character cannot be part of a text");
	return true;
}

static bool read_value(struct reader *r, yaml_event_t *event, struct data *to);

/* Of lists and maps in brackets the end has a length, of those in lines none. */
static void pass_end(struct reader *r, const yaml_event_t *event)
{
	if (event->end_mark.index > event->start_mark.index)
		offset_of(r, event->end_mark.index);
}

/* COUNT items of SIZE bytes, where they stay: the index keeps front matter. */
static void *exactly(struct reader *r, const void *items, size_t count, size_t size)
{
	void *copy = arena_zalloc(r->arena, count, size);

	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

static bool read_list(struct reader *r, struct data *to)
{
	LIST(struct data) items = {0};
	yaml_event_t event;
	bool good = true;

	to->type = DATA_LIST;
	while (good && (good = next_event(r, &event))) {
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			pass_end(r, &event);
			break;
		}
		good = read_value(r, &event, list_add(&items, &r->scratch));
	}
	to->as.list.items = exactly(r, items.items, items.count, sizeof *items.items);
	to->as.list.count = items.count;
	return good;
}

static bool read_name(struct reader *r, yaml_event_t *event,
		      struct data_member *member)
{
	struct data name = {0};
	bool good;

	if (event->type != YAML_SCALAR_EVENT) {
		good = wrong(r, offset_of(r, event->start_mark.index), "write NAME: VALUE",
			     "a member's name belongs here");
		yaml_event_delete(event);
		return good;
	}
	good = read_value(r, event, &name);
	if (good && name.type != DATA_TEXT)
		return wrong(r, name.offset, "write NAME: VALUE",
			     "a member's name belongs here");
	member->name = name.as.text.str;
	member->offset = name.offset;
	member->length = name.length;
	return good;
}

static bool read_map(struct reader *r, struct data *to)
{
	LIST(struct data_member) members = {0};
	size_t before = r->diags->errors;
	yaml_event_t event;
	bool good = true;

	to->type = DATA_MAP;
	while (good && (good = next_event(r, &event))) {
		struct data_member *member;

		if (event.type == YAML_MAPPING_END_EVENT) {
			pass_end(r, &event);
			break;
		}
		member = list_add(&members, &r->scratch);
		good = read_name(r, &event, member) && next_event(r, &event) &&
		       read_value(r, &event, &member->value);
	}
	to->as.map.members = exactly(r, members.items, members.count, sizeof *members.items);
	to->as.map.count = members.count;
	if (good)
		data_report_repeats(to, r->source, "yaml-repeat", r->diags);
	return good && r->diags->errors == before;
}

static const yaml_char_t *anchor_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_ALIAS_EVENT: return event->data.alias.anchor;
	case YAML_SCALAR_EVENT: return event->data.scalar.anchor;
	case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.anchor;
	case YAML_MAPPING_START_EVENT: return event->data.mapping_start.anchor;
	default: return NULL;
	}
}

static const yaml_char_t *tag_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT: return event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT: return event->data.mapping_start.tag;
	default: return NULL;
	}
}

/* Neither is of use in front matter, and text begins like them by mistake. */
static bool check_marks(struct reader *r, const yaml_event_t *event, size_t offset)
{
	if (anchor_of(event))
		return wrong(r, offset, "put text that begins with & or * between quotes",
			     "front matter has no anchors and aliases");
	if (tag_of(event))
		return wrong(r, offset, "put text that begins with ! between quotes",
			     "front matter has no tags");
	return true;
}

static bool read_container(struct reader *r, yaml_event_type_t type, struct data *to)
{
	bool good;

	if (++r->depth > DEEPEST)
		return wrong(r, to->offset, "take levels away", "this is nested too deep");
	good = type == YAML_SEQUENCE_START_EVENT ? read_list(r, to) : read_map(r, to);
	r->depth--;
	return good;
}

/* Takes EVENT, which begins a value, and deletes it. */
static bool read_value(struct reader *r, yaml_event_t *event, struct data *to)
{
	yaml_event_type_t type = event->type;
	size_t begin = event->start_mark.index, end = event->end_mark.index;
	bool good;

	to->offset = offset_of(r, begin);
	good = check_marks(r, event, to->offset);
	if (good && type == YAML_SCALAR_EVENT)
		good = read_scalar(r, event, to);
	yaml_event_delete(event);
	if (!good)
		return false;
	if (type == YAML_SCALAR_EVENT) {
		to->length = offset_of(r, end) - to->offset;
		return true;
	}
	good = read_container(r, type, to);
	to->length = r->offset - to->offset;
	return good;
}

/* The stream's start, the document's start, its value, and their ends. */
static bool read_document(struct reader *r, struct data *result)
{
	yaml_event_t event;
	bool good = true, done = false;

	while (!done && (good = next_event(r, &event))) {
		switch (event.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			yaml_event_delete(&event);
			break;
		case YAML_STREAM_END_EVENT:
			yaml_event_delete(&event);
			done = true;
			break;
		default:
			if (!read_value(r, &event, result))
				return false;
		}
	}
	return good;
}

bool yaml_read(struct arena *arena, const struct source *source, size_t from,
	       size_t to, struct diags *diags, struct data *result)
{
	struct reader reader = {.arena = arena, .source = source, .diags = diags,
				.from = from, .offset = from};
	struct str text = str_slice(source->text, from, to);
	bool good;

	*result = (struct data){.type = DATA_MAP, .offset = from};
	if (!yaml_parser_initialize(&reader.parser))
		return wrong(&reader, from, NULL, "out of memory");
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text.ptr,
				     text.len);
	good = read_document(&reader, result);
	yaml_parser_delete(&reader.parser);
	arena_release(&reader.scratch);
	return good;
}
