#include "site/diff_names.h"

/* Members whose name alone does not say it well. */
static const struct {
	const char *member, *name;
} member_names[] = {
	{"tldr", "TL;DR"},
	{"takeaways", "key takeaways"},
	{"related", "related guides"},
	{"as_of", "as-of date"},
	{"faq", "FAQ"},
	{"url", "URL"},
	{"party_a", "party A"},
	{"party_b", "party B"},
};

struct str diff_name_of_record(const struct record_type *type)
{
	struct str name = str_of(type->name);

	return str_starts(name, STR("a ")) ? str_slice(name, 2, name.len) : name;
}

struct str diff_name_of_member(struct arena *arena, const char *member)
{
	char *name;

	for (size_t i = 0; i < sizeof member_names / sizeof *member_names; i++)
		if (!strcmp(member_names[i].member, member))
			return str_of(member_names[i].name);
	name = arena_copy(arena, member, strlen(member));
	for (char *c = name; *c; c++)
		if (*c == '_')
			*c = ' ';
	return str_of(name);
}

/* As the page's tables call their columns. */
struct str diff_label_of_member(struct arena *arena, const char *member)
{
	if (!strcmp(member, "scale"))
		return STR("Scale / commitment");
	if (!strcmp(member, "platform"))
		return STR("Chip / platform");
	return diff_capital(arena, diff_name_of_member(arena, member));
}

static bool can_be_title(const struct member *member)
{
	return member->required &&
	       (member->type == MEMBER_TEXT || member->type == MEMBER_INLINE);
}

const struct member *diff_title_of(const struct record_type *type)
{
	const struct member *only = NULL;
	size_t count = 0;

	for (size_t i = 0; i < type->count; i++) {
		if (!can_be_title(&type->members[i]))
			continue;
		only = &type->members[i];
		if (!strcmp(only->name, "title"))
			return only;
		count++;
	}
	return count == 1 ? only : NULL;
}

bool diff_is_title(const struct record_type *type, const struct member *member)
{
	const struct member *only = diff_title_of(type);

	return only ? only == member : can_be_title(member);
}

struct str diff_name_of_item(struct arena *arena, const char *member)
{
	struct str name = diff_name_of_member(arena, member);

	if (str_starts(name, STR("key ")))
		name = str_slice(name, 4, name.len);
	return str_ends(name, STR("s")) ? str_slice(name, 0, name.len - 1) : name;
}

struct str diff_name_of_block(enum md_type type)
{
	switch (type) {
	case MD_HEADING: return STR("heading");
	case MD_LIST: return STR("list");
	case MD_ITEM: return STR("list item");
	case MD_QUOTE: return STR("quote");
	case MD_CODE_BLOCK: return STR("code block");
	case MD_RULE: return STR("rule");
	case MD_TABLE: return STR("table");
	case MD_FOOTNOTE: return STR("footnote");
	case MD_HTML_BLOCK: return STR("block of raw HTML");
	default: return STR("paragraph");
	}
}

struct str diff_plural(struct arena *arena, struct str one)
{
	size_t of = 0;

	while (of < one.len && !str_starts(str_slice(one, of, one.len), STR(" of ")))
		of++;
	if (of > 1 && one.ptr[of - 1] == 'y' && !strchr("aeiou", one.ptr[of - 2]))
		return str_printf(arena, "%.*sies%.*s", (int)of - 1, one.ptr,
				  (int)(one.len - of), one.ptr + of);
	return str_printf(arena, "%.*ss%.*s", (int)of, one.ptr, (int)(one.len - of),
			  one.ptr + of);
}

struct str diff_capital(struct arena *arena, struct str text)
{
	char *copy = arena_copy(arena, text.ptr, text.len);

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return (struct str){copy, text.len};
}
