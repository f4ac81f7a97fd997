#include "site/schema_help.h"

const char *schema_expected(enum member_type type)
{
	switch (type) {
	case MEMBER_DATE: return "a date";
	case MEMBER_SCORE: return "a whole number from 0 to 10";
	case MEMBER_TEXTS:
	case MEMBER_INLINES: return "a list of texts";
	case MEMBER_RECORDS: return "a list";
	case MEMBER_SETTINGS:
	case MEMBER_RECORD: return "an object";
	default: return "text";
	}
}

const char *schema_choices(struct arena *arena, const struct member *member)
{
	struct str list = STR("write ");
	size_t count = 0;

	while (member->choices[count])
		count++;
	for (size_t i = 0; i < count; i++)
		list = str_printf(arena, "%.*s%s%s", STR_ARG(list), member->choices[i],
				  i + 2 < count ? ", " : i + 2 == count ? " or " : "");
	return list.ptr;
}

const char *schema_type_help(struct arena *arena, const struct data *data,
			     const struct member *member)
{
	enum member_type type = member->type;

	if (type == MEMBER_CHOICE)
		return schema_choices(arena, member);
	if (type == MEMBER_SCORE)
		return "write it without quotes";
	if (type == MEMBER_TEXTS || type == MEMBER_INLINES || type == MEMBER_RECORDS)
		return "put it between [ and ]";
	if (type == MEMBER_SETTINGS)
		return arena_printf(arena, "write {\"NAME\": \"%s\"}", member->choices[0]);
	if (type == MEMBER_DATE && data->type != DATA_NUMBER)
		return "write \"2025-01-21\", \"2025-01\" or \"2025\", as much as is known";
	if (data->type == DATA_NUMBER)
		return "put it between double quotes";
	return member->required ? "write one text"
				: "write one text, or null for what is not known";
}

const char *schema_id_help(struct arena *arena, struct str id)
{
	char *near = arena_alloc(arena, id.len + 1);

	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];

		if (c >= 'A' && c <= 'Z')
			near[i] = (char)(c + 32);
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			near[i] = c;
		else if ((unsigned char)c < 0x80)
			near[i] = '-';
		else
			return "use small letters, digits and hyphens";
	}
	return arena_printf(arena, "use small letters, digits and hyphens: \"%.*s\"",
			    (int)id.len, near);
}

const char *schema_missing_help(struct arena *arena, const struct member *member, bool json)
{
	const char *value = "\"…\"";

	if (member->type == MEMBER_RECORDS)
		value = "[]";
	else if (member->type == MEMBER_DATE)
		value = "\"2025-01-21\"";
	else if (member->type == MEMBER_CHOICE)
		value = arena_printf(arena, json ? "\"%s\"" : "%s", member->choices[0]);
	else if (!json)
		value = "…";
	return arena_printf(arena, json ? "add \"%s\": %s" : "add %s: %s", member->name, value);
}
