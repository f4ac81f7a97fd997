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
	size_t mark;   /* code points up to which offsets are known */
	size_t offset; /* in the source, of that mark */
	int depth;
};

/* libyaml counts code points; events come in the order of the source. */
static size_t offset_of(struct reader *r, size_t mark)
{
	struct str text = r->source->text;

	while (r->mark < mark && r->offset < text.len) {
		utf8_next(text, &r->offset);
		r->mark++;
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

static bool syntax_error(struct reader *r)
{
	const yaml_parser_t *parser = &r->parser;
	size_t offset = offset_of(r, parser->problem_mark.index);
	const char *problem = parser->problem ? parser->problem : "this is not YAML";
	struct str text = r->source->text;

	if (parser->error == YAML_READER_ERROR)
		return wrong(r, offset, NULL, "this character cannot stand in YAML");
	if (offset < text.len && text.ptr[offset] == '\t')
		return wrong(r, offset, "indent by spaces",
			     "YAML does not allow a tab here");
	if (!strcmp(problem, "mapping values are not allowed in this context"))
		return wrong(r, offset, "put text that holds \": \" between quotes",
			     "a colon cannot stand here");
	if (!strcmp(problem, "could not find expected ':'"))
		return wrong(r, offset, "write NAME: VALUE",
			     "a colon is missing before this");
	return wrong(r, offset, "see the YAML of a guide that works", problem);
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

	if (event->data.scalar.tag)
		return wrong(r, to->offset, "remove it", "front matter has no tags");
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

static bool read_list(struct reader *r, struct data *to)
{
	LIST(struct data) items = {0};
	yaml_event_t event;
	bool good = true;

	to->type = DATA_LIST;
	while (good && (good = next_event(r, &event))) {
		if (event.type == YAML_SEQUENCE_END_EVENT)
			break;
		good = read_value(r, &event, list_add(&items, r->arena));
	}
	to->as.list.items = items.items;
	to->as.list.count = items.count;
	return good;
}

static bool read_name(struct reader *r, yaml_event_t *event,
		      struct data_member *member)
{
	struct data name = {0};
	bool good;

	if (event->type != YAML_SCALAR_EVENT) {
		good = wrong(r, offset_of(r, event->start_mark.index), NULL,
			     "a member's name belongs here");
		yaml_event_delete(event);
		return good;
	}
	good = read_value(r, event, &name);
	if (good && name.type != DATA_TEXT)
		return wrong(r, name.offset, NULL, "a member's name belongs here");
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

		if (event.type == YAML_MAPPING_END_EVENT)
			break;
		member = list_add(&members, r->arena);
		good = read_name(r, &event, member) && next_event(r, &event) &&
		       read_value(r, &event, &member->value);
	}
	to->as.map.members = members.items;
	to->as.map.count = members.count;
	if (good)
		data_report_repeats(to, r->source, "yaml-repeat", r->diags);
	return good && r->diags->errors == before;
}

static const yaml_char_t *anchor_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.anchor;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor;
	default:
		return NULL;
	}
}

static bool read_container(struct reader *r, yaml_event_type_t type, struct data *to)
{
	bool good;

	if (++r->depth > DEEPEST)
		return wrong(r, to->offset, NULL, "this is nested too deep");
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
	if (anchor_of(event) || type == YAML_ALIAS_EVENT)
		good = wrong(r, to->offset, "write the value out",
			     "front matter has no anchors and aliases");
	else if (type == YAML_SCALAR_EVENT)
		good = read_scalar(r, event, to);
	else
		good = true;
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
				.offset = from};
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
	return good;
}
