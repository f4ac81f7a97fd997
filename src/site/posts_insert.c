#include "site/posts_insert.h"

const char *const inserted_names[INSERTED_MEMBERS] = {
	"id", "score", "source", "published", "url", "title", "summary",
};

/*
 * How entries of a list are written. A gap is all that stands between two things,
 * comma included.
 */
struct style {
	struct str before;  /* between [ and the first entry */
	struct str between; /* between entries */
	struct str after;   /* between the last entry and ] */
	struct str open;    /* between { and the first member */
	struct str close;   /* between the last member and } */
	struct str colon;   /* between a name and its value */
	struct str gaps[INSERTED_MEMBERS]; /* before a member that is not the first */
};

static size_t end_of(const struct data *data)
{
	return data->offset + data->length;
}

static bool has_line_break(struct str text)
{
	return str_find(text, '\n') < text.len;
}

/* The gap of things on one line, or each on a line of its own as SPACE has them. */
static struct str plain_gap(struct arena *arena, struct str space, struct str colon)
{
	if (has_line_break(space))
		return str_join(arena, STR(","), space);
	return colon.len > 1 ? STR(", ") : STR(",");
}

/* ---- as another entry is written ---- */

static struct str gap_before(struct str source, const struct data *map, size_t index)
{
	const struct data_member *members = map->as.map.members;

	return str_slice(source, end_of(&members[index - 1].value), members[index].offset);
}

/* The gap of the member NAME in the entry MAP, or that of its second one. */
static struct str gap_of(struct str source, const struct data *map, struct str name,
			 struct str otherwise)
{
	for (size_t i = 1; i < map->as.map.count; i++)
		if (str_equal(map->as.map.members[i].name, name))
			return gap_before(source, map, i);
	return map->as.map.count > 1 ? gap_before(source, map, 1) : otherwise;
}

static void like_entry(struct arena *arena, struct style *style, struct str source,
		       const struct data *map)
{
	const struct data_member *first = &map->as.map.members[0];
	const struct data *last = &map->as.map.members[map->as.map.count - 1].value;
	struct str otherwise;

	style->open = str_slice(source, map->offset + 1, first->offset);
	style->close = str_slice(source, end_of(last), end_of(map) - 1);
	style->colon = str_slice(source, first->offset + first->length, first->value.offset);
	otherwise = plain_gap(arena, style->open, style->colon);
	for (size_t i = 1; i < INSERTED_MEMBERS; i++)
		style->gaps[i] = gap_of(source, map, str_of(inserted_names[i]), otherwise);
}

static void like_list(struct arena *arena, struct style *style, struct str source,
		      const struct data *list)
{
	const struct data *items = list->as.list.items;
	size_t count = list->as.list.count;

	like_entry(arena, style, source, &items[0]);
	style->before = str_slice(source, list->offset + 1, items[0].offset);
	style->after = str_slice(source, end_of(&items[count - 1]), end_of(list) - 1);
	style->between = count > 1 ? str_slice(source, end_of(&items[0]), items[1].offset)
				   : plain_gap(arena, style->before, style->colon);
}

/* A list that shows how entries are written. */
static bool is_sample(const struct data *list)
{
	return list && list->type == DATA_LIST && list->as.list.count &&
	       list->as.list.items[0].type == DATA_MAP && list->as.list.items[0].as.map.count;
}

static const struct data *find_sample(const struct data *bundle)
{
	static const char *const names[] = {"posts", "timeline", "faq", "facts", "deals"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct data *list = data_get(bundle, str_of(names[i]));

		if (is_sample(list))
			return list;
	}
	return NULL;
}

/* ---- as the file begins ---- */

/* The line break before OFFSET with the indentation behind it; "" where there is none. */
static struct str line_lead(struct str source, size_t offset)
{
	size_t from = offset;

	while (from && (source.ptr[from - 1] == ' ' || source.ptr[from - 1] == '\t'))
		from--;
	if (!from || source.ptr[from - 1] != '\n')
		return STR("");
	from -= from > 1 && source.ptr[from - 2] == '\r' ? 2 : 1;
	return str_slice(source, from, offset);
}

/* MEMBER is one level deep: what stands before it tells what a level is. */
static void like_member(struct arena *arena, struct style *style, struct str source,
			const struct data_member *member)
{
	struct str lead = line_lead(source, member->offset);
	size_t at = str_find(lead, '\n');

	style->colon = str_slice(source, member->offset + member->length, member->value.offset);
	if (lead.len) {
		struct str level = str_slice(lead, at + 1, lead.len);

		style->after = lead;
		style->before = style->close = str_join(arena, lead, level);
		style->open = str_join(arena, style->before, level);
	}
	for (size_t i = 1; i < INSERTED_MEMBERS; i++)
		style->gaps[i] = plain_gap(arena, style->open, style->colon);
	style->between = plain_gap(arena, style->before, style->colon);
}

/* ---- writing ---- */

static void write_post(struct buf *out, const struct style *style, const struct inserted *post)
{
	buf_add_char(out, '{');
	for (size_t i = 0; i < INSERTED_MEMBERS; i++) {
		buf_add_str(out, i ? style->gaps[i] : style->open);
		buf_addf(out, "\"%s\"", inserted_names[i]);
		buf_add_str(out, style->colon);
		buf_add_str(out, post->members[i]);
	}
	buf_add_str(out, style->close);
	buf_add_char(out, '}');
}

static void write_posts(struct buf *out, const struct style *style, struct str source,
			const struct data *list, const struct inserted *posts, size_t count)
{
	bool empty = !list->as.list.count;
	size_t rest = empty ? end_of(list) - 1 : list->as.list.items[0].offset;

	buf_add_str(out, str_slice(source, 0, list->offset + 1));
	buf_add_str(out, style->before);
	for (size_t i = 0; i < count; i++) {
		write_post(out, style, &posts[i]);
		if (i + 1 < count || !empty)
			buf_add_str(out, style->between);
	}
	if (empty)
		buf_add_str(out, style->after);
	buf_add_str(out, str_slice(source, rest, source.len));
}

static const struct data_member *find_posts(const struct data *data)
{
	for (size_t i = 0; data->type == DATA_MAP && i < data->as.map.count; i++)
		if (str_equal(data->as.map.members[i].name, STR("posts")))
			return &data->as.map.members[i];
	return NULL;
}

bool posts_insert(struct arena *arena, struct buf *out, struct str source, const struct data *data,
		  const struct inserted *posts, size_t count)
{
	const struct data_member *member = find_posts(data);
	struct style style = {0};
	const struct data *sample;

	if (!member || member->value.type != DATA_LIST)
		return false;
	sample = find_sample(data);
	if (sample)
		like_list(arena, &style, source, sample);
	else
		like_member(arena, &style, source, member);
	write_posts(out, &style, source, &member->value, posts, count);
	return true;
}
