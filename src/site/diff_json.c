#include "site/diff_format.h"

#include "site/diff_json_text.h"
#include "site/schema_write.h"

/* What docs/diff-json.md describes. */
enum { FORMAT_VERSION = 1 };

/* ---- records ---- */

static void write_record(struct diff_json_writer *w, const struct diff_record *record);

static void write_texts(struct diff_json_writer *w, const struct diff_items *items)
{
	diff_json_begin(w, "items", '[');
	for (size_t i = 0; i < items->count; i++) {
		const struct diff_item *item = &items->items[i];

		json_begin(&w->json, '{');
		diff_json_change(w, item->change);
		diff_json_move(w, item->move);
		diff_json_words(w, item->prose);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

static void write_records(struct diff_json_writer *w, const struct diff_records *records)
{
	diff_json_begin(w, "records", '[');
	for (size_t i = 0; i < records->count; i++)
		write_record(w, &records->items[i]);
	json_end(&w->json, ']');
	if (!records->reordered)
		return;
	diff_json_begin(w, "order", '[');
	for (size_t i = 0; i < records->id_count; i++)
		json_text(&w->json, records->ids[i]);
	json_end(&w->json, ']');
}

static struct str change_name(const struct diff_member *m)
{
	if (m->change == DIFF_CHANGED)
		return STR("changed");
	return m->change == DIFF_ADDED ? STR("became known") : STR("became unknown");
}

static void write_member(struct diff_json_writer *w, const struct diff_member *m)
{
	json_begin(&w->json, '{');
	diff_json_member(w, "member", str_of(m->member->name));
	diff_json_member(w, "change", change_name(m));
	if (m->prose && m->change == DIFF_CHANGED)
		diff_json_words(w, m->prose);
	if (m->blocks.count) {
		json_name(&w->json, "blocks");
		diff_json_blocks(w, &m->blocks);
	}
	if (m->texts.count)
		write_texts(w, &m->texts);
	if (m->member->record)
		write_records(w, &m->records);
	json_end(&w->json, '}');
}

/* Lists whose records have ids are changed record by record. */
static bool is_replaced(const struct diff_member *m)
{
	return !m->member->record || m->member->record->members[0].type != MEMBER_ID;
}

/* The members of RECORD that changed, as they are on one side. */
static void write_values(struct diff_json_writer *w, const char *name,
			 const struct diff_record *record, const void *side)
{
	struct member *members =
		arena_array(&w->arena, struct member, record->member_count);
	struct record_type partial = *record->type;

	partial.members = members;
	partial.count = 0;
	for (size_t i = 0; i < record->member_count; i++)
		if (is_replaced(&record->members[i]))
			members[partial.count++] = *record->members[i].member;
	json_name(&w->json, name);
	schema_write(&w->json, &partial, side);
}

static void write_members(struct diff_json_writer *w, const struct diff_record *record)
{
	write_values(w, "from", record, record->from);
	write_values(w, "to", record, record->to);
	diff_json_begin(w, "members", '[');
	for (size_t i = 0; i < record->member_count; i++)
		write_member(w, &record->members[i]);
	json_end(&w->json, ']');
}

static void write_side(struct diff_json_writer *w, const char *name,
		       const struct record_type *type, const void *side)
{
	json_name(&w->json, name);
	if (side)
		schema_write(&w->json, type, side);
	else
		json_null(&w->json);
}

static void write_inside_record(struct diff_json_writer *w,
				const struct diff_record *record)
{
	diff_json_change(w, record->change);
	diff_json_move(w, record->move);
	if (record->change == DIFF_CHANGED) {
		write_members(w, record);
	} else if (record->change != DIFF_SAME) {
		write_side(w, "from", record->type, record->from);
		write_side(w, "to", record->type, record->to);
	}
}

static void write_record(struct diff_json_writer *w, const struct diff_record *record)
{
	json_begin(&w->json, '{');
	if (record->id.ptr)
		diff_json_member(w, "id", record->id);
	write_inside_record(w, record);
	json_end(&w->json, '}');
}

/* The front matter, or the bundle. */
static void write_top(struct diff_json_writer *w, const char *name,
		      const struct diff_record *record)
{
	if (record->change == DIFF_SAME) {
		diff_json_nothing(w, name);
		return;
	}
	diff_json_begin(w, name, '{');
	write_inside_record(w, record);
	json_end(&w->json, '}');
}

/* ---- pictures ---- */

static void write_pictures(struct diff_json_writer *w, const struct diff_files *files)
{
	if (!files->count) {
		diff_json_nothing(w, "pictures");
		return;
	}
	diff_json_begin(w, "pictures", '[');
	for (size_t i = 0; i < files->count; i++) {
		const struct diff_file *file = &files->items[i];

		json_begin(&w->json, '{');
		diff_json_change(w, file->change);
		diff_json_member(w, "name", file->name);
		diff_json_member(w, "from", file->from);
		diff_json_member(w, "to", file->to);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

/* ---- the whole ---- */

static void write_name(struct diff_json_writer *w, const char *name,
		       const struct diff_side *side)
{
	diff_json_begin(w, name, '{');
	diff_json_member(w, "name", side->name);
	diff_json_member(w, "date",
			 date_known(side->date) ? date_iso(&w->arena, side->date)
						: STR_UNKNOWN);
	json_end(&w->json, '}');
}

static void write_counts(struct diff_json_writer *w, const struct diff_counts *counts)
{
	diff_json_number(w, "became_known", counts->known);
	diff_json_number(w, "became_unknown", counts->unknown);
	diff_json_number(w, "words", counts->words);
	diff_json_number(w, "characters", counts->characters);
	diff_json_number(w, "sections", counts->sections);
	diff_json_number(w, "reformatted", counts->reformatted);
	diff_json_begin(w, "counts", '[');
	for (size_t i = 0; i < counts->tallies.count; i++) {
		const struct diff_tally *tally = &counts->tallies.items[i];

		json_begin(&w->json, '{');
		diff_json_member(w, "of", tally->one);
		diff_json_number(w, "added", tally->added);
		diff_json_number(w, "removed", tally->removed);
		diff_json_number(w, "changed", tally->changed);
		diff_json_number(w, "moved", tally->moved);
		json_end(&w->json, '}');
	}
	json_end(&w->json, ']');
}

void diff_json(struct buf *out, const struct diff *diff)
{
	struct diff_json_writer w = {.json = {.out = out}, .arena = ARENA_INIT};

	json_begin(&w.json, '{');
	diff_json_member(&w, "format", STR("almanac-diff"));
	diff_json_number(&w, "version", FORMAT_VERSION);
	write_name(&w, "from", &diff->from);
	write_name(&w, "to", &diff->to);
	json_name(&w.json, "same");
	json_bool(&w.json, diff->same);
	diff_json_begin(&w, "summary", '{');
	diff_json_member(&w, "sentence", diff->summary);
	write_counts(&w, &diff->counts);
	json_end(&w.json, '}');
	write_top(&w, "front_matter", &diff->front);
	diff_json_body(&w, &diff->body);
	write_top(&w, "bundle", &diff->bundle);
	write_pictures(&w, &diff->pictures);
	json_end(&w.json, '}');
	arena_release(&w.arena);
}
