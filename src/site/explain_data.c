#include "site/explain_data.h"

#include "base/buf.h"
#include "base/list.h"
#include "base/map.h"
#include "format/json.h"

/* Things that changed, in words; the first few are named. */
enum { NAMED = 3 };

struct changes {
	struct arena *arena;
	struct buf text;
	size_t count;
};

/* "WHAT/ID changed": ID may be unknown. */
static void add(struct changes *c, struct str what, struct str id, const char *change)
{
	if (c->count++ >= NAMED)
		return;
	buf_addf(&c->text, "%s%.*s%s%.*s %s", c->count > 1 ? ", " : "", STR_ARG(what),
		 id.ptr ? "/" : "", STR_ARG(id), change);
}

static struct str words(struct changes *c)
{
	struct str text = STR_UNKNOWN;

	if (c->count > NAMED)
		buf_addf(&c->text, " and %zu more", c->count - NAMED);
	if (c->count)
		text = str_copy(c->arena, buf_str(&c->text));
	buf_release(&c->text);
	return text;
}

static bool read(struct arena *arena, struct str text, struct data *data)
{
	struct source *source = arena_new(arena, struct source);
	struct diags unheard;
	bool good;

	*source = (struct source){STR("published"), text};
	diags_init(&unheard);
	good = json_read(arena, source, &unheard, data) && data->type == DATA_MAP;
	diags_release(&unheard);
	return good;
}

static bool equal(const struct data *a, const struct data *b);

static bool equal_lists(const struct data *a, const struct data *b)
{
	bool same = a->as.list.count == b->as.list.count;

	for (size_t i = 0; i < a->as.list.count && same; i++)
		same = equal(&a->as.list.items[i], &b->as.list.items[i]);
	return same;
}

static bool equal_maps(const struct data *a, const struct data *b)
{
	bool same = a->as.map.count == b->as.map.count;

	for (size_t i = 0; i < a->as.map.count && same; i++)
		same = equal(&a->as.map.members[i].value, data_get(b, a->as.map.members[i].name));
	return same;
}

/* B may be NULL. */
static bool equal(const struct data *a, const struct data *b)
{
	if (!b || a->type != b->type)
		return false;
	switch (a->type) {
	case DATA_NULL: return true;
	case DATA_BOOL: return a->as.truth == b->as.truth;
	case DATA_NUMBER: return !(a->as.number < b->as.number) && !(a->as.number > b->as.number);
	case DATA_TEXT: return str_equal(a->as.text.str, b->as.text.str);
	case DATA_LIST: return equal_lists(a, b);
	default: return equal_maps(a, b);
	}
}

/* ---- records ---- */

static struct str id_of(const struct data *record)
{
	const struct data *id = record->type == DATA_MAP ? data_get(record, STR("id")) : NULL;

	return id && id->type == DATA_TEXT ? id->as.text.str : STR_UNKNOWN;
}

static bool is_known(const struct data *value)
{
	return value && value->type == DATA_LIST;
}

/* The records of LIST by id; some may have none. */
static struct map by_id(struct arena *arena, const struct data *list)
{
	struct map map = {0};

	for (size_t i = 0; is_known(list) && i < list->as.list.count; i++) {
		struct data *item = &list->as.list.items[i];

		if (id_of(item).ptr)
			map_put(&map, arena, id_of(item), item);
	}
	return map;
}

/* Records of TO that FROM does not have, or has otherwise. */
static void add_new(struct changes *c, struct str name, const struct map *from, const struct data *to)
{
	for (size_t i = 0; is_known(to) && i < to->as.list.count; i++) {
		const struct data *item = &to->as.list.items[i], *old;

		if (!id_of(item).ptr)
			continue;
		old = map_get(from, id_of(item));
		if (!equal(item, old))
			add(c, name, id_of(item), old ? "changed" : "added");
	}
}

static void add_gone(struct changes *c, struct str name, const struct data *from, const struct map *to)
{
	for (size_t i = 0; is_known(from) && i < from->as.list.count; i++) {
		struct str id = id_of(&from->as.list.items[i]);

		if (id.ptr && !map_get(to, id))
			add(c, name, id, "removed");
	}
}

/* One member of the bundle. OLD may be NULL. */
static void compare_member(struct changes *c, struct str name, const struct data *old,
			   const struct data *new)
{
	struct map from, to;
	size_t before = c->count;

	if (equal(new, old))
		return;
	from = by_id(c->arena, old);
	to = by_id(c->arena, new);
	add_new(c, name, &from, new);
	if (old)
		add_gone(c, name, old, &to);
	if (c->count == before)
		add(c, name, STR_UNKNOWN, is_known(new) && from.count ? "in another order" : "changed");
}

struct str explain_bundle(struct arena *arena, struct str from, struct str to)
{
	struct changes c = {.arena = arena};
	struct data old, new;

	if (!read(arena, from, &old) || !read(arena, to, &new))
		return STR_UNKNOWN;
	for (size_t i = 0; i < new.as.map.count; i++) {
		const struct data_member *member = &new.as.map.members[i];

		compare_member(&c, member->name, data_get(&old, member->name), &member->value);
	}
	return words(&c);
}

struct str explain_config(struct arena *arena, struct str from, struct str to)
{
	struct changes c = {.arena = arena};
	struct data old, new;

	if (!read(arena, from, &old) || !read(arena, to, &new))
		return STR_UNKNOWN;
	for (size_t i = 0; i < new.as.map.count; i++) {
		const struct data_member *member = &new.as.map.members[i];
		const struct data *before = data_get(&old, member->name);

		if (!equal(&member->value, before))
			add(&c, member->name, STR_UNKNOWN, before ? "changed" : "added");
	}
	for (size_t i = 0; i < old.as.map.count; i++)
		if (!data_get(&new, old.as.map.members[i].name))
			add(&c, old.as.map.members[i].name, STR_UNKNOWN, "removed");
	return words(&c);
}

/* ---- texts ---- */

struct section {
	struct str title; /* of its heading; "": what stands before the first */
	struct str text;
};

struct sections {
	LIST(struct section) list;
	struct map by_title; /* struct str: texts */
};

static struct str next_line(struct str text, size_t at)
{
	return str_slice(text, at, at + str_find(str_slice(text, at, text.len), '\n'));
}

/* The title of a heading such as "## Power"; unknown where LINE is none. */
static struct str heading_of(struct str line)
{
	size_t marks = 0;

	while (marks < line.len && line.ptr[marks] == '#')
		marks++;
	if (!marks || marks > 6 || marks == line.len || line.ptr[marks] != ' ')
		return STR_UNKNOWN;
	return str_trim(str_slice(line, marks, line.len));
}

/* By headings alone: code that looks like one splits its section, which harms nobody. */
static void split(struct arena *arena, struct str text, struct sections *s)
{
	size_t begin = 0;
	struct str title = STR("");

	for (size_t at = 0; at < text.len;) {
		struct str line = next_line(text, at), heading = heading_of(line);

		if (heading.ptr) {
			*list_add(&s->list, arena) = (struct section){title, str_trim(str_slice(text, begin, at))};
			title = heading;
			begin = at;
		}
		at += line.len + 1;
	}
	*list_add(&s->list, arena) = (struct section){title, str_trim(str_slice(text, begin, text.len))};
	for (size_t i = 0; i < s->list.count; i++)
		map_put(&s->by_title, arena, s->list.items[i].title, &s->list.items[i].text);
}

static struct str section_name(struct arena *arena, struct str title)
{
	return title.len ? str_printf(arena, "section “%.*s”", STR_ARG(title)) : STR("the opening");
}

static void compare_texts(struct changes *c, struct str from, struct str to)
{
	struct sections old = {0}, new = {0};
	size_t before = c->count;

	split(c->arena, from, &old);
	split(c->arena, to, &new);
	for (size_t i = 0; i < new.list.count; i++) {
		const struct section *section = &new.list.items[i];
		const struct str *was = map_get(&old.by_title, section->title);

		if (!was || !str_equal(*was, section->text))
			add(c, section_name(c->arena, section->title), STR_UNKNOWN, was ? "changed" : "added");
	}
	for (size_t i = 0; i < old.list.count; i++)
		if (!map_get(&new.by_title, old.list.items[i].title))
			add(c, section_name(c->arena, old.list.items[i].title), STR_UNKNOWN, "removed");
	if (c->count == before)
		add(c, STR("the text"), STR_UNKNOWN, "changed");
}

/* Members that come from the guide's own file; the others follow from elsewhere. */
static const char *const members[] = {"title", "level", "status", "tldr", "takeaways", "related"};

struct str explain_guide(struct arena *arena, struct str from, struct str to)
{
	struct changes c = {.arena = arena};
	struct data old, new;
	const struct data *was, *is;

	if (!read(arena, from, &old) || !read(arena, to, &new))
		return STR_UNKNOWN;
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		is = data_get(&new, str_of(members[i]));
		if (is && !equal(is, data_get(&old, str_of(members[i]))))
			add(&c, str_of(members[i]), STR_UNKNOWN, "changed");
	}
	was = data_get(&old, STR("body"));
	is = data_get(&new, STR("body"));
	if (was && is && was->type == DATA_TEXT && is->type == DATA_TEXT && !equal(is, was))
		compare_texts(&c, was->as.text.str, is->as.text.str);
	return words(&c);
}
