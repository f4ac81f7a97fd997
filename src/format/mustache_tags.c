#include "format/mustache_tags.h"

static const char rule[] = "template-section";

struct matcher {
	struct tags *tags;
	struct template *template;
	struct mustache *set;
	size_t open[TREE_DEEPEST];       /* tags that wait for their end */
	struct map passed[TREE_DEEPEST]; /* blocks, where the tag is a parent */
	size_t depth;
	struct arena arena;
};

static bool opens(const struct tag *tag)
{
	switch (tag->type) {
	case TAG_SECTION:
	case TAG_INVERTED:
	case TAG_PARENT:
	case TAG_BLOCK:
		return true;
	default:
		return false;
	}
}

static const char *const sigils[] = {
	[TAG_VARIABLE] = "", [TAG_UNESCAPED] = "&", [TAG_SECTION] = "#",
	[TAG_INVERTED] = "^", [TAG_PARTIAL] = ">", [TAG_PARENT] = "<",
	[TAG_BLOCK] = "$", [TAG_END] = "/",
};

/* TAG, or its end if that is the TYPE, as it is written without white space. */
static const char *spell(struct matcher *m, const struct tag *tag, enum tag_type type)
{
	return arena_printf(&m->arena, "{{%s%s%.*s}}", sigils[type],
			    tag->dynamic ? "*" : "", STR_ARG(tag->name));
}

static void complain(struct matcher *m, const struct tag *tag, const char *help,
		     const char *what)
{
	template_error(m->template, m->set, tag->begin, tag->end - tag->begin, rule,
		       help, "%s %s", spell(m, tag, tag->type), what);
}

static void report_unclosed(struct matcher *m, const struct tag *tag)
{
	const char *end = spell(m, tag, TAG_END);

	complain(m, tag, arena_printf(&m->arena, "write %s where it ends", end),
		 "is never closed");
}

static size_t line_of(const struct matcher *m, const struct tag *tag)
{
	size_t line = 1;

	for (size_t i = 0; i < tag->begin; i++)
		line += m->template->source->text.ptr[i] == '\n';
	return line;
}

static void report_stray(struct matcher *m, const struct tag *end)
{
	const char *help = "remove it";

	if (m->depth) {
		struct tag *tag = &m->tags->list.items[m->open[m->depth - 1]];

		help = arena_printf(&m->arena, "expected %s, for line %zu",
				    spell(m, tag, TAG_END), line_of(m, tag));
	}
	complain(m, end, help, "closes nothing");
}

static bool closes(const struct tag *end, const struct tag *tag)
{
	struct str name = end->name;

	if (tag->dynamic && str_starts(name, STR("*")))
		name = str_trim(str_slice(name, 1, name.len));
	else if (tag->dynamic)
		return false;
	return str_equal(name, tag->name);
}

/* An end that nearly fits is taken for the one that is meant. */
static bool nearly_closes(const struct matcher *m, const struct tag *end)
{
	struct tag *tag = &m->tags->list.items[m->open[m->depth - 1]];
	char name[64] = {0};

	if (tag->name.len >= sizeof name)
		return false;
	memcpy(name, tag->name.ptr, tag->name.len);
	return str_nearest(end->name, &(const char *){name}, 1) != NULL;
}

static void match_end(struct matcher *m, size_t index)
{
	struct tag *tags = m->tags->list.items, *end = &tags[index];
	size_t at = m->depth;

	while (at && !closes(end, &tags[m->open[at - 1]]))
		at--;
	if (!at) {
		report_stray(m, end);
		if (m->depth && nearly_closes(m, end))
			m->depth--;
		return;
	}
	for (size_t i = at; i < m->depth; i++)
		report_unclosed(m, &tags[m->open[i]]);
	m->depth = at - 1;
	end->match = end->within = m->open[m->depth];
	tags[end->match].match = index;
}

bool tags_is_argument(const struct tags *tags, const struct tag *tag)
{
	return tag->type == TAG_BLOCK && tag->within != TAG_NONE &&
	       tags->list.items[tag->within].type == TAG_PARENT;
}

/* What stands in a parent, where only blocks count, each name once. */
static void check_passed(struct matcher *m, struct tag *tag)
{
	struct map *passed = &m->passed[m->depth - 1];

	if (tag->type == TAG_BLOCK) {
		if (map_put(passed, &m->arena, tag->name, tag) != tag)
			complain(m, tag, "a parent takes one block of each name",
				 "is given twice");
	} else if (m->set->strict && tag->type < TAG_END) {
		complain(m, tag, "a parent takes blocks: move it into one of them",
			 "does nothing here");
	}
}

/* False where the tags nest too deep to go on. */
static bool match_tag(struct matcher *m, size_t index)
{
	struct tag *tag = &m->tags->list.items[index];

	if (tag->type == TAG_END) {
		match_end(m, index);
		return true;
	}
	if (m->depth)
		tag->within = m->open[m->depth - 1];
	if (m->depth && m->tags->list.items[tag->within].type == TAG_PARENT)
		check_passed(m, tag);
	if (!opens(tag))
		return true;
	if (m->depth == TREE_DEEPEST) {
		complain(m, tag, "move a part of it into a partial",
			 arena_printf(&m->arena, "stands in more than %d others",
				      TREE_DEEPEST));
		return false;
	}
	m->passed[m->depth] = (struct map){0};
	m->open[m->depth++] = index;
	return true;
}

void tags_match(struct tags *tags, struct template *template,
		struct mustache *set)
{
	struct matcher m = {.tags = tags, .template = template, .set = set};
	bool going = true;

	for (size_t i = 0; going && i < tags->list.count; i++)
		going = match_tag(&m, i);
	for (size_t i = 0; going && i < m.depth; i++)
		report_unclosed(&m, &tags->list.items[m.open[i]]);
	arena_release(&m.arena);
}

/* A parent is alone when only blanks stand before its begin and behind its end. */
static bool is_alone(const struct tags *tags, const struct tag *tag)
{
	const struct tag *before = tag, *after = tag;

	if (tag->type == TAG_PARENT)
		after = &tags->list.items[tag->match];
	if (tag->type == TAG_END && tags->list.items[tag->match].type == TAG_PARENT)
		before = &tags->list.items[tag->match];
	return before->blank_before && after->blank_after;
}

/*
 * A tag that stands alone takes its line. The text of a parent does not count,
 * so that before an argument, and behind its end, there is nothing to look at.
 */
static void trim(const struct tags *tags, struct tag *tag)
{
	const struct tag *begin =
		tag->type == TAG_END ? &tags->list.items[tag->match] : tag;
	bool alone = tag->type > TAG_UNESCAPED && is_alone(tags, tag);
	bool before = alone, after = alone;

	if (tags_is_argument(tags, begin)) {
		before = tag->type == TAG_END && tag->blank_before;
		after = tag->type == TAG_BLOCK && tag->blank_after;
	}
	tag->takes_margin = before;
	tag->from = before ? tag->margin : tag->begin;
	tag->to = after ? tag->line_end : tag->end;
}

void tags_trim(struct tags *tags)
{
	for (size_t i = 0; i < tags->list.count; i++)
		trim(tags, &tags->list.items[i]);
}
