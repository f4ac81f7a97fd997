#include "format/mustache_render.h"

/* Members that a message names. */
enum { MEMBERS_NAMED = 8 };

/* True where NODE has had its error on an earlier page, or on this. */
static bool seen(struct render *r, const struct node *node)
{
	r->failed = true;
	return node->reported;
}

static void report(struct render *r, struct node *node, const char *rule,
		   const char *help, const char *message)
{
	struct diags *diags = r->set->diags;

	diags->subject = r->subject;
	node_error(node, r->scope.template, r->set, rule, help, message);
	diags->subject = STR_UNKNOWN;
}

static struct str part(struct render *r, const struct path *path, uint32_t index)
{
	uint32_t number = index ? path->rest[index - 1] : path->first;

	return r->set->names.texts.items[number];
}

/* The first COUNT parts of PATH, with dots between them. */
static struct str spell(struct render *r, const struct path *path, uint32_t count)
{
	struct buf text = BUF_INIT;
	struct str result;

	if (!count)
		return STR(".");
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(&text, '.');
		buf_add_str(&text, part(r, path, i));
	}
	result = str_copy(r->set->arena, buf_str(&text));
	buf_release(&text);
	return result;
}

/* has_topics and topics_count go with topics. */
static bool goes_with_another(struct str name)
{
	return str_starts(name, STR("has_")) || str_ends(name, STR("_count"));
}

/* "it has a, b, c": what an object of KIND offers. */
static const char *list_members(struct render *r, const char *what, const struct kind *kind)
{
	const char *list = "";
	size_t count = 0;

	for (size_t i = 0; i < kind->count; i++) {
		if (goes_with_another(str_of(kind->members[i])) || count++ >= MEMBERS_NAMED)
			continue;
		list = arena_printf(r->set->arena, "%s%s%s", list, count > 1 ? ", " : "",
				    kind->members[i]);
	}
	return arena_printf(r->set->arena, "%s %s%s", what, list,
			    count > MEMBERS_NAMED ? " and others" : "");
}

/* A first name may be a member of any object of the context. */
static const char *nearest_outer(struct render *r, struct str name)
{
	LIST(const char *) names = {0};
	const char *nearest;

	for (size_t i = r->height; i-- > 0;) {
		const struct value *value = r->frames[i].value;
		const struct kind *kind;

		if (value->type != VALUE_OBJECT)
			continue;
		kind = value->as.object->kind;
		for (size_t m = 0; m < kind->count; m++)
			*list_add(&names, r->set->arena) = kind->members[m];
	}
	nearest = str_nearest(name, names.items, names.count);
	if (nearest)
		return arena_printf(r->set->arena, "did you mean \"%s\"?", nearest);
	if (r->frames[0].value->type != VALUE_OBJECT)
		return NULL;
	return list_members(r, "the page has", r->frames[0].value->as.object->kind);
}

/* A later name is a member of VALUE, which is called BEFORE. */
static const char *nearest_member(struct render *r, const struct value *value,
				  struct str before, struct str name)
{
	const struct kind *kind;
	const char *nearest;

	if (value->type != VALUE_OBJECT)
		return arena_printf(r->set->arena, "\"%.*s\" has no members",
				    STR_ARG(before));
	kind = value->as.object->kind;
	nearest = str_nearest(name, kind->members, kind->count);
	if (!nearest)
		return list_members(r, "it has", kind);
	return arena_printf(r->set->arena, "did you mean \"%.*s.%s\"?", STR_ARG(before),
			    nearest);
}

void render_undefined(struct render *r, struct node *node, const struct path *path)
{
	const struct value *value = NULL, *next;
	struct path begin = *path;
	const char *help;
	struct str name;

	if (seen(r, node))
		return;
	for (begin.count = 1; (next = render_find(r, &begin)); begin.count++)
		value = next;
	name = part(r, path, begin.count - 1);
	help = value ? nearest_member(r, value, spell(r, path, begin.count - 1), name)
		     : nearest_outer(r, name);
	report(r, node, "template-variable", help,
	       arena_printf(r->set->arena, "unknown variable \"%.*s\"",
			    STR_ARG(spell(r, path, path->count))));
}

static const char *const type_names[] = {
	[VALUE_NULL] = "null",
	[VALUE_FALSE] = "false",
	[VALUE_TRUE] = "true",
	[VALUE_TEXT] = "text",
	[VALUE_LIST] = "a list",
	[VALUE_OBJECT] = "an object",
};

void render_not_text(struct render *r, struct node *node, const struct path *path,
		     const struct value *value)
{
	bool printed = node->type == NODE_VARIABLE;

	if (seen(r, node))
		return;
	report(r, node, "template-value",
	       printed ? "open it with a section, or name one of its members"
		       : "a dynamic name must be text",
	       arena_printf(r->set->arena, "\"%.*s\" is %s, not %s",
			    STR_ARG(spell(r, path, path->count)),
			    type_names[value->type],
			    printed ? "text" : "the name of a template"));
}

void render_missing(struct render *r, struct node *node, struct str name)
{
	if (!seen(r, node))
		report(r, node, "template-partial", mustache_nearest(r->set, name),
		       arena_printf(r->set->arena, "there is no template \"%.*s\"",
				    STR_ARG(name)));
}

void render_endless(struct render *r, struct node *node)
{
	struct str name = r->scope.template->name;

	r->stopped = true;
	if (!seen(r, node))
		report(r, node, "template-partial",
		       "the sections that lead here never end it",
		       arena_printf(r->set->arena,
				    "\"%.*s\" includes itself without end",
				    STR_ARG(name)));
}
