#include "site/schema.h"

#include "base/map.h"
#include "site/model.h"
#include "site/schema_help.h"

#include <math.h>
#include <stdlib.h>

/* What a read goes on with: the same for every member of a file. */
struct reader {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
};

__attribute__((format(printf, 5, 6)))
static bool wrong(struct reader *r, const char *rule, const struct data *data,
		  const char *help, const char *format, ...)
{
	struct arena scratch = ARENA_INIT;
	va_list args;

	va_start(args, format);
	diag_at(r->diags, SEVERITY_ERROR, rule, data_place(r->source, data), help, "%s",
		arena_vprintf(&scratch, format, args));
	va_end(args);
	arena_release(&scratch);
	return false;
}

static bool wrong_type(struct reader *r, const struct member *member,
		       const struct data *data)
{
	return wrong(r, "type", data, schema_type_help(r->arena, data, member), "%s is %s, and should be %s",
		     member->name, data_type_name(data->type), schema_expected(member->type));
}

static bool equal_ignoring_case(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char c = a.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c != b.ptr[i])
			return false;
	}
	return true;
}

/* An unknown is a value, and has one spelling only. */
bool schema_says_nothing(struct str text)
{
	const struct str spellings[] = {STR(""), STR("n/a"), STR("tbd"), STR("unknown"),
					STR("-"), STR("—"), STR("–")};

	text = str_trim(text);
	if (text.len > STR("unknown").len)
		return false;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (equal_ignoring_case(text, spellings[i]))
			return true;
	return false;
}

static bool check_id(struct reader *r, const struct data *data, struct str id)
{
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return wrong(r, "id", data, schema_id_help(r->arena, id), "\"%.*s\" is not an id",
				     STR_ARG(id));
	}
	return true;
}

static bool check_url(struct reader *r, const struct data *data, struct str url)
{
	struct str rest = url;

	if (str_starts(url, STR("https://")))
		rest = str_slice(url, 8, url.len);
	else if (str_starts(url, STR("http://")))
		rest = str_slice(url, 7, url.len);
	if (rest.len == url.len || !rest.len || rest.ptr[0] == '/')
		return wrong(r, "url", data, "write an address that begins with https://",
			     "\"%.*s\" is not an http or https URL", STR_ARG(url));
	for (size_t i = 0; i < url.len; i++)
		if ((unsigned char)url.ptr[i] <= ' ')
			return wrong(r, "url", data, "write %20 for a space",
				     "white space stands in a URL");
	return true;
}

static bool check_choice(struct reader *r, const struct member *member,
			 const struct data *data, struct str text)
{
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; member->choices[i]; i++)
		if (str_equal(text, str_of(member->choices[i])))
			return true;
	wrong(r, "choice", data, schema_choices(&scratch, member), "unknown %s \"%.*s\"", member->name,
	      STR_ARG(text));
	arena_release(&scratch);
	return false;
}

void schema_report_alt(struct diags *diags, struct place place)
{
	diag_at(diags, SEVERITY_WARNING, "picture-alt", place,
		"write what it shows between the brackets: ![what it shows](pictures/NAME)",
		"this picture says nothing to those who cannot see it");
}

static void check_pictures(struct reader *r, const struct data *data,
			   const struct md_document *md)
{
	for (size_t i = 0; i < md->link_count; i++)
		if (md_lacks_alt(md->links[i]))
			schema_report_alt(r->diags, data_place(r->source, data));
}

/* Headings and footnotes would need ids, which are those of the page's body. */
static bool check_markdown(struct reader *r, const struct member *member,
			   const struct data *data, const struct md_document *md)
{
	if (md->refusal.why)
		return wrong(r, "markdown", data, md->refusal.help, "%s", md->refusal.why);
	if (md->heading_count || md->footnote_count)
		return wrong(r, "markdown", data, "write it as a paragraph",
			     "%s cannot hold a %s", member->name,
			     md->heading_count ? "heading" : "footnote");
	if (md->html_count)
		diag_at(r->diags, SEVERITY_WARNING, "markdown-html", data_place(r->source, data),
			"write it as Markdown; put it between ` ` to show it",
			"raw HTML is left out of the page");
	check_pictures(r, data, md);
	return true;
}

static bool check_text(struct reader *r, const struct member *member,
		       const struct data *data, struct text *text)
{
	struct str str = text->str;

	if (schema_says_nothing(str)) {
		text->str = STR_UNKNOWN;
		return wrong(r, "unknown", data,
			     member->required ? "write what is known" :
						"write null, without quotes, for what is not known",
			     "%s is \"%.*s\", which says nothing", member->name, STR_ARG(str));
	}
	switch (member->type) {
	case MEMBER_ID: return check_id(r, data, str);
	case MEMBER_URL: return check_url(r, data, str);
	case MEMBER_CHOICE: return check_choice(r, member, data, str);
	case MEMBER_INLINE:
	case MEMBER_INLINES: text->md = md_read_inline(r->arena, str); break;
	case MEMBER_MARKDOWN: text->md = md_read(r->arena, str); break;
	default: break;
	}
	return !text->md || check_markdown(r, member, data, text->md);
}

static bool read_text(struct reader *r, const struct member *member,
		      const struct data *data, struct text *text)
{
	text->data = data;
	if (data->type != DATA_TEXT)
		return wrong_type(r, member, data);
	text->str = data->as.text.str;
	return check_text(r, member, data, text);
}

static bool read_date(struct reader *r, const struct member *member,
		      const struct data *data, struct dated *dated)
{
	dated->data = data;
	if (data->type != DATA_TEXT)
		return wrong_type(r, member, data);
	if (schema_says_nothing(data->as.text.str))
		return wrong(r, "unknown", data, "write null, without quotes, for what is not known",
			     "%s is \"%.*s\", which says nothing", member->name,
			     STR_ARG(data->as.text.str));
	if (!date_parse(data->as.text.str, &dated->date))
		return wrong(r, "date", data,
			     "write \"2025-01-21\", \"2025-01\" or \"2025\", as much as is known",
			     "\"%.*s\" is not a date", STR_ARG(data->as.text.str));
	return true;
}

static bool read_score(struct reader *r, const struct member *member,
		       const struct data *data, struct score *score)
{
	double number = data->as.number;

	score->data = data;
	if (data->type != DATA_NUMBER)
		return wrong_type(r, member, data);
	if (number < 0 || number > 10 || floor(number) != number)
		return wrong(r, "score", data, "write a whole number from 0 to 10",
			     "a score of %g does not exist", number);
	score->value = (int)number;
	score->known = true;
	return true;
}

/* As every MEMBERS() is laid out. */
struct members {
	void *items;
	size_t count;
	const struct data *data;
};

static bool read_texts(struct reader *r, const struct member *member,
		       const struct data *data, void *out)
{
	struct str name = str_join(r->arena, STR("an item of "), str_of(member->name));
	struct member item = {.name = name.ptr,
			      .type = member->type == MEMBER_TEXTS ? MEMBER_TEXT : MEMBER_INLINE,
			      .required = true};
	struct members list = {.data = data};
	struct text *items;
	bool good = true;

	if (data->type != DATA_LIST)
		return wrong_type(r, member, data);
	list.count = data->as.list.count;
	list.items = items = arena_array(r->arena, struct text, list.count);
	for (size_t i = 0; i < list.count; i++)
		good &= read_text(r, &item, &data->as.list.items[i], &items[i]);
	memcpy(out, &list, sizeof list);
	return good;
}

static bool read_record(struct reader *r, const struct record_type *type,
			const struct data *data, void *out);

/* An id is the key by which versions are compared: each stands once. */
static bool check_ids(struct reader *r, const struct record_type *type,
		      const struct members *list)
{
	struct map seen = {0};
	bool good = true;

	for (size_t i = 0; i < list->count; i++) {
		struct text *id = (struct text *)((char *)list->items + i * type->size);

		if (!id->str.ptr || map_put(&seen, r->arena, id->str, id) == id)
			continue;
		good = wrong(r, "id-repeat", id->data, "give one of them another id",
			     "\"%.*s\" is the id of an earlier entry", STR_ARG(id->str));
	}
	return good;
}

static bool read_records(struct reader *r, const struct member *member,
			 const struct data *data, void *out)
{
	const struct record_type *type = member->record;
	struct members list = {.data = data};
	bool good = true;

	if (data->type != DATA_LIST)
		return wrong_type(r, member, data);
	list.count = data->as.list.count;
	list.items = arena_zalloc(r->arena, list.count, type->size);
	for (size_t i = 0; i < list.count; i++)
		good &= read_record(r, type, &data->as.list.items[i],
				    (char *)list.items + i * type->size);
	if (type->members[0].type == MEMBER_ID)
		good &= check_ids(r, type, &list);
	memcpy(out, &list, sizeof list);
	return good;
}

/* A name that no setting has is known to whoever reads them. */
static bool read_settings(struct reader *r, const struct member *member,
			  const struct data *data, void *out)
{
	bool good = true;

	if (data->type != DATA_MAP)
		return wrong_type(r, member, data);
	for (size_t i = 0; i < data->as.map.count; i++) {
		const struct data_member *found = &data->as.map.members[i];
		struct member item = {.name = "severity", .type = MEMBER_CHOICE, .required = true,
				      .choices = member->choices};
		struct text text = {0};

		good &= read_text(r, &item, &found->value, &text);
	}
	memcpy(out, &data, sizeof data);
	return good;
}

static bool read_member(struct reader *r, const struct member *member,
			const struct data *data, char *out)
{
	void *at = out + member->offset, *record;

	if (data->type == DATA_NULL) {
		if (member->required)
			return wrong(r, "missing", data,
				     member->type == MEMBER_RECORDS ? "write [] where there is none"
								    : "write what is known",
				     "%s must be known", member->name);
		return true;
	}
	switch (member->type) {
	case MEMBER_DATE: return read_date(r, member, data, at);
	case MEMBER_SCORE: return read_score(r, member, data, at);
	case MEMBER_TEXTS:
	case MEMBER_INLINES: return read_texts(r, member, data, at);
	case MEMBER_RECORDS: return read_records(r, member, data, at);
	case MEMBER_SETTINGS: return read_settings(r, member, data, at);
	case MEMBER_RECORD:
		record = arena_zalloc(r->arena, 1, member->record->size);
		memcpy(at, &record, sizeof record);
		return read_record(r, member->record, data, record);
	default: return read_text(r, member, data, at);
	}
}

static bool unknown_member(struct reader *r, const struct record_type *type,
			   const struct data_member *found)
{
	struct arena scratch = ARENA_INIT;
	const char **names = arena_array(&scratch, const char *, type->count), *near;
	struct place place = {r->source, found->offset, found->length};

	for (size_t i = 0; i < type->count; i++)
		names[i] = type->members[i].name;
	near = str_nearest(found->name, names, type->count);
	diag_at(r->diags, SEVERITY_ERROR, "unknown-member", place,
		near ? arena_printf(&scratch, "did you mean \"%s\"?", near) : "remove it",
		"%s has no member \"%.*s\"", type->name, STR_ARG(found->name));
	arena_release(&scratch);
	return false;
}

static bool is_named(const struct member *member, struct str name)
{
	return !strncmp(member->name, name.ptr, name.len) && !member->name[name.len];
}

/* Members mostly stand in the order of the table: NAME is LIKELY that one. */
static const struct member *find_member(const struct record_type *type, struct str name,
					size_t likely)
{
	if (likely < type->count && is_named(&type->members[likely], name))
		return &type->members[likely];
	for (size_t i = 0; i < type->count; i++)
		if (is_named(&type->members[i], name))
			return &type->members[i];
	return NULL;
}

/* Members are few: their presence is a bit each. */
static bool check_present(struct reader *r, const struct record_type *type,
			  const struct data *data, unsigned present)
{
	bool json = str_ends(r->source->path, STR(".json"));
	bool good = true;

	for (size_t i = 0; i < type->count; i++) {
		struct place place = {r->source, data->offset, 1};
		const struct member *member = &type->members[i];

		if (!member->required || present & 1U << i)
			continue;
		diag_at(r->diags, SEVERITY_ERROR, "missing", place,
			schema_missing_help(r->arena, member, json), "%s lacks \"%s\"",
			type->name, member->name);
		good = false;
	}
	return good;
}

static bool read_record(struct reader *r, const struct record_type *type,
			const struct data *data, void *out)
{
	unsigned present = 0;
	bool good = true;

	memcpy((char *)out + type->data, &data, sizeof data);
	if (data->type != DATA_MAP)
		return wrong(r, "type", data,
			     arena_printf(r->arena, "write {\"%s\": …}", type->members[0].name),
			     "%s is an object, not %s", type->name, data_type_name(data->type));
	for (size_t i = 0; i < data->as.map.count; i++) {
		const struct data_member *found = &data->as.map.members[i];
		const struct member *member = find_member(type, found->name, i);

		if (!member) {
			good = unknown_member(r, type, found);
			continue;
		}
		present |= 1U << (member - type->members);
		good &= read_member(r, member, &found->value, out);
	}
	return check_present(r, type, data, present) && good;
}

bool schema_read(const struct record_type *type, struct arena *arena,
		 const struct source *source, const struct data *data,
		 struct diags *diags, void *out)
{
	struct reader reader = {arena, source, diags};

	return read_record(&reader, type, data, out);
}
