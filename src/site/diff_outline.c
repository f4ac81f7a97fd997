#include "site/diff_outline.h"

#include "site/diff_blocks.h"
#include "site/diff_names.h"
#include "site/diff_prose.h"
#include "site/diff_show.h"

/* Longer texts are shown with their words marked, not as old → new. */
enum { SHORT = 80, TITLE = 200 };

/* ---- records ---- */

static void add_record(struct diff_outliner *o, int depth, const struct diff_record *record);

static void add_texts(struct diff_outliner *o, int depth, const struct diff_items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		const struct diff_item *item = &items->items[i];
		struct diff_entry *entry;

		if (item->change == DIFF_SAME && item->move == DIFF_STAYED)
			continue;
		entry = diff_entry_add(o, DIFF_ENTRY_PROSE, depth, item->change, STR_UNKNOWN);
		entry->prose = item->prose;
		entry->move = item->move;
		entry->reformatted = item->change == DIFF_CHANGED &&
				     diff_prose_same(item->prose);
	}
}

static void add_records(struct diff_outliner *o, int depth, const struct diff_records *records)
{
	for (size_t i = 0; i < records->count; i++)
		add_record(o, depth, &records->items[i]);
}

/* True for what old → new shows best. */
static bool is_value(const struct diff_member *member)
{
	if (!member->prose || member->change != DIFF_CHANGED)
		return true;
	return member->member->type == MEMBER_TEXT && member->from.len <= SHORT &&
	       member->to.len <= SHORT;
}

/* What the deal ID is called on either side; the id where there is none. */
static struct str name_deal(struct diff_outliner *o, struct str id)
{
	const struct bundle *bundles[] = {o->diff->to.bundle, o->diff->from.bundle};

	for (int side = 0; side < 2; side++)
		for (size_t i = 0; id.ptr && bundles[side] && i < bundles[side]->deals.count; i++) {
			const struct deal *deal = &bundles[side]->deals.items[i];

			if (str_equal(deal->id.str, id) && deal->party_a.str.ptr &&
			    deal->party_b.str.ptr)
				return str_join3(o->arena, deal->party_a.str, STR(" – "),
						 deal->party_b.str);
		}
	return id;
}

/* A value of MEMBER as people read it. */
static struct str shown(struct diff_outliner *o, const struct member *member, struct str value)
{
	if (member->type == MEMBER_DATE)
		return diff_date(o->arena, value);
	return member->type == MEMBER_ID ? name_deal(o, value) : value;
}

/* The value of a member of which the other side knows nothing at all, or not. */
static void add_single(struct diff_outliner *o, int depth, const struct diff_member *member,
		       enum diff_change change, struct str name)
{
	struct str from = shown(o, member->member, member->from);
	struct str to = shown(o, member->member, member->to);
	struct diff_entry *entry;

	if (member->prose && (!is_value(member) || member->member->type == MEMBER_INLINE)) {
		entry = diff_entry_add(o, DIFF_ENTRY_PROSE, depth, change, name);
		entry->prose = member->prose;
		entry->reformatted = change == DIFF_CHANGED && diff_prose_same(member->prose);
		return;
	}
	entry = diff_entry_add(o, DIFF_ENTRY_VALUE, depth, change, name);
	entry->from = from;
	entry->to = change == DIFF_SAME && !to.ptr ? from : to;
	if (member->member->type != MEMBER_DATE)
		return;
	entry->from_iso = member->from;
	entry->to_iso = change == DIFF_SAME && !to.ptr ? member->from : member->to;
}

/*
 * NAME is unknown where a part or a title says it already. WHOLE: all of the
 * record came or went.
 */
static void add_member(struct diff_outliner *o, int depth, const struct diff_member *member,
		       struct str name, bool whole)
{
	bool nested = member->texts.count || member->blocks.count;

	if (nested && name.ptr)
		diff_entry_add(o, DIFF_ENTRY_NAME, depth++, whole ? DIFF_SAME : DIFF_CHANGED, name)
			->reformatted = member->blocks.count &&
					diff_blocks_same(&member->blocks);
	if (member->member->record)
		add_records(o, depth, &member->records);
	else if (member->texts.count)
		add_texts(o, depth, &member->texts);
	else if (member->blocks.count)
		diff_entry_add_blocks(o, depth, &member->blocks);
	else
		add_single(o, depth, member, whole ? DIFF_SAME : member->change, name);
}

static const struct diff_member *find_member(const struct diff_record *record,
					     const struct member *member)
{
	for (size_t i = 0; member && i < record->member_count; i++)
		if (record->members[i].member == member)
			return &record->members[i];
	return NULL;
}

static bool is_whole(enum diff_change change)
{
	return change == DIFF_ADDED || change == DIFF_REMOVED;
}

/* Records without an id are sources. */
static bool is_source(const struct diff_record *record)
{
	return !record->id.ptr;
}

static void add_source(struct diff_outliner *o, struct diff_entry *entry,
		       const struct diff_record *record)
{
	struct diff_citation *source = list_add(&entry->sources, o->arena);

	source->title = record->label;
	for (size_t i = 0; i < record->member_count; i++)
		if (record->members[i].member->type == MEMBER_URL)
			source->url = record->members[i].to.ptr ? record->members[i].to
								: record->members[i].from;
}

/* True when all that a record says beside its title is where that was read. */
static bool is_sentence(const struct diff_record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->member_count; i++)
		count += record->members[i].member != record->type->members &&
			 !record->members[i].member->record &&
			 !diff_is_title(record->type, record->members[i].member);
	return !count;
}

/* The sources of a record that came or went: behind it, or in a line of their own. */
static void add_sources(struct diff_outliner *o, int depth, struct diff_entry *head,
			const struct diff_records *records)
{
	struct diff_entry *entry = head;

	if (!head && records->count)
		entry = diff_entry_add(o, DIFF_ENTRY_SOURCES, depth, DIFF_SAME, STR_UNKNOWN);
	for (size_t i = 0; i < records->count; i++)
		add_source(o, entry, &records->items[i]);
}

/* What is known of a record that came or went, beside its title. */
static void add_whole(struct diff_outliner *o, int depth, const struct diff_record *record,
		      struct diff_entry *head)
{
	for (size_t i = 0; i < record->member_count; i++) {
		const struct diff_member *member = &record->members[i];
		bool markdown = member->member->type == MEMBER_MARKDOWN;

		if (member->member == record->type->members ||
		    diff_is_title(record->type, member->member))
			continue;
		if (member->member->record)
			add_sources(o, depth, head, &member->records);
		else
			add_member(o, depth, member,
				   markdown ? STR_UNKNOWN
					    : diff_label_of_member(o->arena, member->member->name),
				   true);
	}
}

static void add_changed(struct diff_outliner *o, int depth, const struct diff_record *record,
			const struct diff_member *title)
{
	for (size_t i = 0; i < record->member_count; i++) {
		const struct diff_member *member = &record->members[i];
		bool answer = member->blocks.count && !diff_blocks_same(&member->blocks);

		if (member != title)
			add_member(o, depth, member,
				   answer ? STR_UNKNOWN
					  : diff_label_of_member(o->arena, member->member->name),
				   false);
	}
}

/* What a record is called: its title with what changed in it, or else its label. */
static struct diff_entry *add_title(struct diff_outliner *o, int depth,
				    const struct diff_record *record,
				    const struct diff_member *title)
{
	struct str name = diff_excerpt(o->arena, record->label, TITLE);
	struct str kind = diff_capital(o->arena, diff_name_of_record(record->type));
	struct diff_entry *entry;

	if (title && title->prose) {
		entry = diff_entry_add(o, DIFF_ENTRY_PROSE, depth, record->change,
			    is_source(record) ? kind : STR_UNKNOWN);
		entry->prose = title->prose;
		entry->reformatted = title->change == DIFF_CHANGED &&
				     diff_prose_same(title->prose);
	} else if (is_source(record)) {
		entry = diff_entry_add(o, DIFF_ENTRY_NAME, depth, record->change, kind);
		entry->label = name;
	} else {
		entry = diff_entry_add(o, DIFF_ENTRY_NAME, depth, record->change,
			    name.len ? name : record->id);
	}
	entry->title = !is_source(record);
	entry->id = name.len ? record->id : STR_UNKNOWN;
	entry->move = record->move;
	return entry;
}

static void add_record(struct diff_outliner *o, int depth, const struct diff_record *record)
{
	const struct diff_member *title = find_member(record, diff_title_of(record->type));
	struct diff_entry *entry;

	if (is_source(record) && is_whole(record->change)) {
		entry = diff_entry_add(o, DIFF_ENTRY_SOURCES, depth, record->change, STR_UNKNOWN);
		entry->move = record->move;
		add_source(o, entry, record);
		return;
	}
	entry = add_title(o, depth, record, title);
	if (is_whole(record->change))
		add_whole(o, depth + 1, record, is_sentence(record) ? entry : NULL);
	else
		add_changed(o, depth + 1, record, title);
}

/* True for texts, and for records that are a sentence. */
static bool is_listed(const struct member *member)
{
	if (member->type == MEMBER_TEXTS || member->type == MEMBER_INLINES)
		return true;
	for (size_t i = 0; member->record && i < member->record->count; i++)
		if (member->record->members[i].type == MEMBER_INLINE)
			return true;
	return false;
}

/* A part for each member of the record at the top: the front matter, the bundle. */
static void add_parts(struct diff_outliner *o, const struct diff_record *record)
{
	for (size_t i = 0; i < record->member_count; i++) {
		const struct diff_member *member = &record->members[i];

		if (member->member->record && !member->records.count)
			continue; /* only ids that stand twice could do that */
		diff_entry_add(o, DIFF_ENTRY_PART, 0,
		    is_whole(record->change) ? record->change : DIFF_CHANGED,
		    diff_label_of_member(o->arena, member->member->name));
		o->listed = is_listed(member->member);
		add_member(o, 0, member, STR_UNKNOWN, is_whole(record->change));
		o->listed = false;
	}
}

static void add_pictures(struct diff_outliner *o, const struct diff_files *files)
{
	if (files->count)
		diff_entry_add(o, DIFF_ENTRY_PART, 0, DIFF_CHANGED, STR("Pictures"));
	for (size_t i = 0; i < files->count; i++) {
		struct diff_entry *entry =
			diff_entry_add(o, DIFF_ENTRY_NAME, 0, files->items[i].change,
				       files->items[i].name);

		if (entry->change == DIFF_CHANGED)
			entry->label = !files->items[i].to.ptr ? STR("its file is missing now")
				       : !files->items[i].from.ptr
					       ? STR("its file was missing")
					       : STR("another file of the same name");
	}
}

struct diff_outline diff_outline_make(struct arena *arena, const struct diff *diff)
{
	struct diff_outline outline = {0};
	struct diff_outliner o = {.arena = arena, .diff = diff, .outline = &outline};

	add_parts(&o, &diff->front);
	diff_entry_add_body(&o, &diff->body);
	add_pictures(&o, &diff->pictures);
	add_parts(&o, &diff->bundle);
	return outline;
}

static bool is_heading(const struct diff_entry *entry)
{
	return entry->type == DIFF_ENTRY_PART || entry->type == DIFF_ENTRY_SECTION;
}

size_t diff_outline_next(const struct diff_outline *outline, size_t at, size_t *count)
{
	const struct diff_entry *entries = outline->entries.items;
	size_t end = outline->entries.count;
	int depth;

	for (; at < end && is_heading(&entries[at]); at++)
		*count += entries[at].type == DIFF_ENTRY_SECTION &&
			  (entries[at].change != DIFF_SAME ||
			   entries[at].move != DIFF_STAYED);
	if (at == end)
		return end;
	*count += 1;
	depth = entries[at++].depth;
	while (at < end && !is_heading(&entries[at]) && entries[at].depth > depth)
		at++;
	return at;
}
