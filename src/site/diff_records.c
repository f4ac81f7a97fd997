#include "site/diff_records.h"

#include "site/diff_blocks.h"
#include "site/diff_names.h"
#include "site/diff_part.h"
#include "site/diff_prose.h"
#include "site/diff_words.h"
#include "site/schema_write.h"

/* As every MEMBERS() is laid out. */
struct members {
	const char *items;
	size_t count;
	const struct data *data;
};

static struct members read_members(const void *at)
{
	struct members members = {0};

	if (at)
		memcpy(&members, at, sizeof members);
	return members;
}

static const void *read_pointer(const void *at)
{
	const void *record = NULL;

	if (at)
		memcpy(&record, at, sizeof record);
	return record;
}

static const void *member_at(const void *record, const struct member *member)
{
	return record ? (const char *)record + member->offset : NULL;
}

/* One text, date or score as text; unknown: unknown, or not one value. */
static struct str value_of(struct differ *d, const struct member *member, const void *at)
{
	const struct dated *dated = at;
	const struct score *score = at;

	if (!at)
		return STR_UNKNOWN;
	switch (member->type) {
	case MEMBER_DATE:
		return date_known(dated->date) ? date_iso(d->arena, dated->date)
					       : STR_UNKNOWN;
	case MEMBER_SCORE:
		return score->known ? str_number(d->arena, (unsigned long)score->value)
				    : STR_UNKNOWN;
	case MEMBER_TEXTS:
	case MEMBER_INLINES:
	case MEMBER_RECORD:
	case MEMBER_RECORDS: return STR_UNKNOWN;
	default: return ((const struct text *)at)->str;
	}
}

static struct diff_words words_of(struct differ *d, const struct text *text)
{
	if (text->md)
		return diff_words_of(d, text->md->root, NULL);
	return diff_words_plain(d, text->str);
}

static struct str plain_of(struct differ *d, const struct text *text)
{
	return text->md ? md_plain(d->arena, text->md->root) : text->str;
}

/* ---- lists of texts ---- */

/* A name becomes no other name: only prose is found by its words. */
static struct match_unit text_unit(struct differ *d, const struct text *text)
{
	struct diff_words words = words_of(d, text);
	struct diff_vocabulary v = {0};

	if (text->md)
		diff_vocabulary_add_words(d, &v, &words);
	diff_vocabulary_sort(&v);
	return (struct match_unit){.class = differ_class(d, text->str), .kind = 1,
				   .words = v.list.items, .word_count = v.list.count};
}

static struct match_unit *text_units(struct differ *d, const texts *list)
{
	struct match_unit *units = arena_array(d->arena, struct match_unit, list->count);

	for (size_t i = 0; i < list->count; i++)
		units[i] = text_unit(d, &list->items[i]);
	return units;
}

static struct diff_prose *compare_prose(struct differ *d, const struct text *from,
					const struct text *to)
{
	struct diff_words old = {0}, new = {0};

	if (from)
		old = words_of(d, from);
	if (to)
		new = words_of(d, to);
	return diff_prose_make(d, from ? &old : NULL, to ? &new : NULL);
}

static struct diff_item compare_item(struct differ *d, const struct text *from,
				     const struct text *to, enum diff_move move)
{
	enum diff_change change = !from	 ? DIFF_ADDED
				  : !to	 ? DIFF_REMOVED
				  : str_equal(from->str, to->str) ? DIFF_SAME
								  : DIFF_CHANGED;

	return (struct diff_item){change, move, compare_prose(d, from, to)};
}

static struct diff_items compare_texts(struct differ *d, const void *from_at,
				       const void *to_at)
{
	texts from = {0}, to = {0};
	struct differ_step *steps;
	struct diff_items items;
	struct matching m;

	if (from_at)
		memcpy(&from, from_at, sizeof from);
	if (to_at)
		memcpy(&to, to_at, sizeof to);
	m = differ_match(d, text_units(d, &from), from.count, text_units(d, &to), to.count);
	items.count = differ_walk(d, &m, from.count, to.count, NULL, &steps);
	items.items = arena_array(d->arena, struct diff_item, items.count);
	for (size_t i = 0; i < items.count; i++)
		items.items[i] = compare_item(
			d,
			steps[i].from == MATCH_NONE ? NULL : &from.items[steps[i].from],
			steps[i].to == MATCH_NONE ? NULL : &to.items[steps[i].to],
			steps[i].move);
	return items;
}

static bool same_items(const struct diff_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		if (items->items[i].change != DIFF_SAME ||
		    items->items[i].move != DIFF_STAYED)
			return false;
	return true;
}

/* ---- lists of records ---- */

static bool has_ids(const struct record_type *type)
{
	return type->members[0].type == MEMBER_ID;
}

static struct str id_of(const struct record_type *type, const void *record)
{
	const struct text *id = member_at(record, &type->members[0]);

	return has_ids(type) ? id->str : STR_UNKNOWN;
}

/* All that RECORD holds, as one number. */
static uint32_t record_class(struct differ *d, const struct record_type *type,
			     const void *record)
{
	struct buf out = BUF_INIT;
	struct json_writer writer = {.out = &out};
	uint32_t class;

	schema_write(&writer, type, record);
	class = differ_class(d, str_copy(d->arena, buf_str(&out)));
	buf_release(&out);
	return class;
}

/* A record without an id is found by its URL, or else by its words. */
static struct match_unit record_unit(struct differ *d, const struct record_type *type,
				     const void *record)
{
	struct match_unit unit = {.kind = 1, .class = record_class(d, type, record)};
	struct diff_vocabulary v = {0};

	for (size_t i = 0; i < type->count; i++) {
		const struct member *member = &type->members[i];
		struct str value = value_of(d, member, member_at(record, member));
		struct diff_words words = diff_words_plain(d, value);

		if (member->type == MEMBER_URL && value.ptr)
			unit.key = differ_class(d, value);
		diff_vocabulary_add_words(d, &v, &words);
	}
	diff_vocabulary_sort(&v);
	unit.words = v.list.items;
	unit.word_count = v.list.count;
	return unit;
}

static struct match_unit *record_units(struct differ *d, const struct record_type *type,
				       const struct members *list)
{
	struct match_unit *units = arena_array(d->arena, struct match_unit, list->count);

	for (size_t i = 0; i < list->count; i++) {
		const void *record = list->items + i * type->size;

		if (has_ids(type))
			units[i] = (struct match_unit){
				.class = differ_class(d, id_of(type, record)), .kind = 1};
		else
			units[i] = record_unit(d, type, record);
	}
	return units;
}

static void list_ids(struct differ *d, struct diff_records *out,
		     const struct record_type *type, const struct members *from,
		     const struct members *to)
{
	out->ids = arena_array(d->arena, struct str, to->count);
	out->id_count = to->count;
	out->reordered = from->count != to->count;
	for (size_t i = 0; i < to->count; i++) {
		out->ids[i] = id_of(type, to->items + i * type->size);
		if (i < from->count)
			out->reordered |= !str_equal(
				out->ids[i], id_of(type, from->items + i * type->size));
	}
}

static struct diff_records compare_records(struct differ *d, const struct record_type *type,
					   const void *from_at, const void *to_at)
{
	struct members from = read_members(from_at), to = read_members(to_at);
	struct matching m = differ_match(d, record_units(d, type, &from), from.count,
					 record_units(d, type, &to), to.count);
	struct diff_records out = {0};
	struct differ_step *steps;
	size_t count = differ_walk(d, &m, from.count, to.count, NULL, &steps);

	out.items = arena_array(d->arena, struct diff_record, count);
	for (size_t i = 0; i < count; i++) {
		const struct differ_step *s = &steps[i];
		struct diff_record record = diff_record_make(
			d, type,
			s->from == MATCH_NONE ? NULL : from.items + s->from * type->size,
			s->to == MATCH_NONE ? NULL : to.items + s->to * type->size);

		record.move = s->move;
		if (record.change != DIFF_SAME || record.move != DIFF_STAYED)
			out.items[out.count++] = record;
	}
	if (has_ids(type))
		list_ids(d, &out, type, &from, &to);
	return out;
}

/* ---- members ---- */

static enum diff_change value_change(struct str from, struct str to)
{
	if (!from.ptr && !to.ptr)
		return DIFF_SAME;
	if (!from.ptr || !to.ptr)
		return from.ptr ? DIFF_REMOVED : DIFF_ADDED;
	return str_equal(from, to) ? DIFF_SAME : DIFF_CHANGED;
}

static struct diff_blocks compare_markdown(struct differ *d, const struct text *from,
					   const struct text *to)
{
	struct diff_parts old =
		diff_parts_read(d, from && from->md ? from->md->root : NULL, NULL);
	struct diff_parts new = diff_parts_read(d, to && to->md ? to->md->root : NULL, NULL);

	return diff_blocks_make(d, &old, &new);
}

static void compare_value(struct differ *d, struct diff_member *out, const void *from,
			  const void *to)
{
	enum member_type type = out->member->type;

	out->from = value_of(d, out->member, from);
	out->to = value_of(d, out->member, to);
	out->change = value_change(out->from, out->to);
	if (out->change == DIFF_SAME)
		return;
	if (type == MEMBER_MARKDOWN)
		out->blocks = compare_markdown(d, from, to);
	if (type == MEMBER_TEXT || type == MEMBER_INLINE)
		out->prose = compare_prose(d, out->from.ptr ? from : NULL,
					   out->to.ptr ? to : NULL);
}

/* A record that is a member is a list of one, or of none. */
static struct diff_records compare_pointed(struct differ *d, const struct record_type *type,
					   const void *from_at, const void *to_at)
{
	const void *from = read_pointer(from_at), *to = read_pointer(to_at);
	struct diff_records out = {arena_new(d->arena, struct diff_record), 0, false,
				   NULL, 0};

	out.items[0] = diff_record_make(d, type, from, to);
	out.count = (from || to) && out.items[0].change != DIFF_SAME;
	return out;
}

static struct diff_member compare_member(struct differ *d, const struct member *member,
					 const void *from, const void *to)
{
	struct diff_member out = {.member = member};

	switch (member->type) {
	case MEMBER_TEXTS:
	case MEMBER_INLINES:
		out.texts = compare_texts(d, from, to);
		out.change = same_items(&out.texts) ? DIFF_SAME : DIFF_CHANGED;
		break;
	case MEMBER_RECORDS:
		out.records = compare_records(d, member->record, from, to);
		out.change = out.records.count || out.records.reordered ? DIFF_CHANGED
									: DIFF_SAME;
		break;
	case MEMBER_RECORD:
		out.records = compare_pointed(d, member->record, from, to);
		out.change = out.records.count ? DIFF_CHANGED : DIFF_SAME;
		break;
	default: compare_value(d, &out, from, to);
	}
	return out;
}

/* What it is about. */
static struct str label_of(struct differ *d, const struct record_type *type,
			   const void *record)
{
	struct str label = STR("");

	for (size_t i = 0; record && i < type->count; i++) {
		const struct member *member = &type->members[i];
		struct str plain;

		if (!diff_is_title(type, member))
			continue;
		plain = plain_of(d, member_at(record, member));
		label = label.len ? str_printf(d->arena, "%.*s – %.*s", STR_ARG(label),
					       STR_ARG(plain))
				  : plain;
	}
	return label;
}

struct diff_record diff_record_make(struct differ *d, const struct record_type *type,
				    const void *from, const void *to)
{
	struct diff_record record = {.type = type, .from = from, .to = to};

	record.members = arena_array(d->arena, struct diff_member, type->count);
	for (size_t i = 0; i < type->count; i++) {
		struct diff_member member = compare_member(
			d, &type->members[i], member_at(from, &type->members[i]),
			member_at(to, &type->members[i]));

		if (member.change != DIFF_SAME)
			record.members[record.member_count++] = member;
	}
	if (from && to)
		record.change = record.member_count ? DIFF_CHANGED : DIFF_SAME;
	else if (from || to)
		record.change = from ? DIFF_REMOVED : DIFF_ADDED;
	if (from || to)
		record.id = id_of(type, to ? to : from);
	record.label = label_of(d, type, to ? to : from);
	return record;
}
