#include "site/schema_write.h"

#include "site/model.h"

static void write_date(struct json_writer *w, const struct dated *dated)
{
	json_text(w, date_known(dated->date) ? dated->data->as.text.str : STR_UNKNOWN);
}

static void write_score(struct json_writer *w, const struct score *score)
{
	if (score->known)
		json_integer(w, score->value);
	else
		json_null(w);
}

static void write_texts(struct json_writer *w, const texts *list)
{
	json_begin(w, '[');
	for (size_t i = 0; i < list->count; i++)
		json_text(w, list->items[i].str);
	json_end(w, ']');
}

/* As every MEMBERS() is laid out. */
struct members {
	const char *items;
	size_t count;
	const struct data *data;
};

static void write_records(struct json_writer *w, const struct record_type *type,
			  const void *at)
{
	struct members list;

	memcpy(&list, at, sizeof list);
	json_begin(w, '[');
	for (size_t i = 0; i < list.count; i++)
		schema_write(w, type, list.items + i * type->size);
	json_end(w, ']');
}

static void write_pointed(struct json_writer *w, const struct record_type *type,
			  const void *at)
{
	const void *record;

	memcpy(&record, at, sizeof record);
	if (record)
		schema_write(w, type, record);
	else
		json_null(w);
}

static void write_member(struct json_writer *w, const struct member *member,
			 const void *at)
{
	switch (member->type) {
	case MEMBER_DATE: write_date(w, at); break;
	case MEMBER_SCORE: write_score(w, at); break;
	case MEMBER_TEXTS:
	case MEMBER_INLINES: write_texts(w, at); break;
	case MEMBER_RECORDS: write_records(w, member->record, at); break;
	case MEMBER_RECORD: write_pointed(w, member->record, at); break;
	case MEMBER_SETTINGS: json_null(w); break; /* no record that is written has any */
	default: json_text(w, ((const struct text *)at)->str);
	}
}

void schema_write(struct json_writer *w, const struct record_type *type,
		  const void *record)
{
	json_begin(w, '{');
	for (size_t i = 0; i < type->count; i++) {
		const struct member *member = &type->members[i];

		json_name(w, member->name);
		write_member(w, member, (const char *)record + member->offset);
	}
	json_end(w, '}');
}

/*
 * Patterns of ECMA-262 that say what the reader says. Text may not spell out
 * that something is unknown; of dates, that 29 February needs a leap year is
 * not said.
 */
#define TEXT_PATTERN \
	"^(?![ \\t-\\r]*([Nn]/[Aa]|[Tt][Bb][Dd]|[Uu][Nn][Kk][Nn][Oo][Ww][Nn]|-|—|–)?[ \\t-\\r]*$)"
#define ID_PATTERN "^(?!(tbd|unknown|-)$)[a-z0-9-]+$"
#define URL_PATTERN "^(?!.*[\\u0000-\\u0020])https?://[^/]"
#define DATE_PATTERN \
	"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])|-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])" \
	"|-(0[469]|11)-(0[1-9]|[12][0-9]|30)|-02-(0[1-9]|[12][0-9]))?$"

static const char *pattern_of(enum member_type type)
{
	switch (type) {
	case MEMBER_ID: return ID_PATTERN;
	case MEMBER_URL: return URL_PATTERN;
	case MEMBER_DATE: return DATE_PATTERN;
	default: return TEXT_PATTERN;
	}
}

/* For editors, which show it beside the member. */
static const char *description_of(enum member_type type)
{
	switch (type) {
	case MEMBER_ID: return "An id: small letters, digits and hyphens";
	case MEMBER_URL: return "An address that begins with https:// or http://";
	case MEMBER_DATE: return "A date, as coarse as it is known: 2019, 2019-05 or 2019-05-04";
	case MEMBER_SCORE: return "A whole number from 0 to 10";
	case MEMBER_INLINE: return "Markdown within a paragraph";
	case MEMBER_MARKDOWN: return "Markdown: paragraphs, lists, tables";
	case MEMBER_TEXT: return "Plain text";
	default: return NULL;
	}
}

static void publish_description(struct json_writer *w, const struct member *member)
{
	struct arena scratch = ARENA_INIT;
	const char *what = description_of(member->type);

	if (what)
		json_member(w, "description",
			    str_join(&scratch, str_of(what),
				     str_of(member->required ? "." : "; null where it is not known.")));
	arena_release(&scratch);
}

static void publish_choices(struct json_writer *w, const struct member *member)
{
	json_name(w, "enum");
	json_begin(w, '[');
	for (size_t i = 0; member->choices[i]; i++)
		json_text(w, str_of(member->choices[i]));
	if (!member->required)
		json_null(w);
	json_end(w, ']');
}

/* "type": NAME, or NAME and null where the member may be unknown. */
static void publish_type(struct json_writer *w, const char *name, bool required)
{
	json_name(w, "type");
	if (required) {
		json_text(w, str_of(name));
		return;
	}
	json_begin(w, '[');
	json_text(w, str_of(name));
	json_text(w, STR("null"));
	json_end(w, ']');
}

static void publish_record(struct json_writer *w, const struct record_type *type,
			   bool required);

static void publish_items(struct json_writer *w, const struct member *member)
{
	json_name(w, "items");
	json_begin(w, '{');
	if (member->type == MEMBER_RECORDS) {
		publish_record(w, member->record, true);
	} else {
		publish_type(w, "string", true);
		json_member(w, "pattern", str_of(pattern_of(MEMBER_TEXT)));
	}
	json_end(w, '}');
}

static void publish_score(struct json_writer *w, const struct member *member)
{
	publish_type(w, "integer", member->required);
	json_name(w, "minimum");
	json_integer(w, 0);
	json_name(w, "maximum");
	json_integer(w, 10);
}

/* Names are free here; which there are, the reader says. */
static void publish_settings(struct json_writer *w, const struct member *member)
{
	publish_type(w, "object", member->required);
	json_name(w, "additionalProperties");
	json_begin(w, '{');
	publish_choices(w, member);
	json_end(w, '}');
}

static void publish_member(struct json_writer *w, const struct member *member)
{
	json_name(w, member->name);
	json_begin(w, '{');
	publish_description(w, member);
	switch (member->type) {
	case MEMBER_SCORE: publish_score(w, member); break;
	case MEMBER_RECORD: publish_record(w, member->record, member->required); break;
	case MEMBER_CHOICE: publish_choices(w, member); break;
	case MEMBER_SETTINGS: publish_settings(w, member); break;
	case MEMBER_TEXTS:
	case MEMBER_INLINES:
	case MEMBER_RECORDS:
		publish_type(w, "array", member->required);
		publish_items(w, member);
		break;
	default:
		publish_type(w, "string", member->required);
		json_member(w, "pattern", str_of(pattern_of(member->type)));
	}
	json_end(w, '}');
}

static void publish_record(struct json_writer *w, const struct record_type *type,
			   bool required)
{
	publish_type(w, "object", required);
	json_member(w, "title", str_of(type->name));
	json_name(w, "properties");
	json_begin(w, '{');
	for (size_t i = 0; i < type->count; i++)
		publish_member(w, &type->members[i]);
	json_end(w, '}');
	json_name(w, "required");
	json_begin(w, '[');
	for (size_t i = 0; i < type->count; i++)
		if (type->members[i].required)
			json_text(w, str_of(type->members[i].name));
	json_end(w, ']');
	json_name(w, "additionalProperties");
	json_bool(w, false);
}

void schema_publish(struct json_writer *w, const struct record_type *type,
		    struct str id)
{
	json_begin(w, '{');
	json_member(w, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
	json_member(w, "$id", id);
	publish_record(w, type, true);
	json_end(w, '}');
}
