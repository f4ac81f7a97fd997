#include "site/history.h"

#include "format/json.h"
#include "site/schema.h"

struct teller {
	struct arena *arena;
	const struct words *words;
	struct map by_id; /* struct fact_history */
	LIST(struct fact_history *) all; /* in order of appearance */
	struct date date; /* of the bundle that is being read */
	bool first;       /* that is the first one */
};

static struct str label_of(const struct teller *t, struct arena *arena, const struct deal *deal)
{
	struct str and = str_join3(arena, STR(" "), words_get(t->words, at_words_and), STR(" "));

	return str_join3(arena, deal->party_a.str, and, deal->party_b.str);
}

static bool says_same(const struct fact_state *a, const struct fact_state *b)
{
	return a->deal == b->deal && a->removed == b->removed && !a->scale.ptr == !b->scale.ptr &&
	       str_equal(a->scale, b->scale) && !a->platform.ptr == !b->platform.ptr &&
	       str_equal(a->platform, b->platform) &&
	       !date_order(a->announced, b->announced);
}

/* What STATE says of ID, in this bundle; its text is copied. */
static void tell(struct teller *t, struct str id, struct str label, const struct fact_state *state)
{
	struct fact_history *record = map_get(&t->by_id, id);
	struct fact_state *added;

	if (!record) {
		record = arena_new(t->arena, struct fact_history);
		record->id = str_copy(t->arena, id);
		map_put(&t->by_id, t->arena, record->id, record);
		*list_add(&t->all, t->arena) = record;
	}
	record->anchor = str_join(t->arena, state->deal ? STR("deal-") : STR("fact-"), record->id);
	if (!record->label.ptr || !str_equal(record->label, label))
		record->label = str_copy(t->arena, label);
	if (record->states.count &&
	    says_same(&record->states.items[record->states.count - 1], state))
		return;
	added = list_add(&record->states, t->arena);
	*added = *state;
	added->added = record->states.count == 1 && !t->first;
	added->date = t->date;
	added->scale = str_copy(t->arena, state->scale);
	added->platform = str_copy(t->arena, state->platform);
}

static void tell_deals(struct teller *t, struct arena *scratch, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->deals.count; i++) {
		const struct deal *deal = &bundle->deals.items[i];

		if (deal->id.str.ptr && deal->party_a.str.ptr && deal->party_b.str.ptr)
			tell(t, deal->id.str, label_of(t, scratch, deal),
			     &(struct fact_state){.deal = true, .scale = deal->scale.str,
						  .platform = deal->platform.str,
						  .announced = deal->announced.date});
	}
}

static void tell_facts(struct teller *t, struct arena *scratch, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->facts.count; i++) {
		const struct fact *fact = &bundle->facts.items[i];
		struct str statement;

		if (!fact->id.str.ptr || !fact->statement.md)
			continue;
		statement = md_plain(scratch, fact->statement.md->root);
		tell(t, fact->id.str, statement, &(struct fact_state){.scale = statement});
	}
}

/* Records that were there, and are not in this bundle. */
static void tell_removed(struct teller *t, const struct bundle *bundle)
{
	for (size_t i = 0; i < t->all.count; i++) {
		struct fact_history *record = t->all.items[i];
		const struct fact_state *last = &record->states.items[record->states.count - 1];
		struct fact_state gone = {.deal = last->deal, .removed = true};

		if (bundle_has_record(bundle, record->id))
			continue;
		tell(t, record->id, record->label, &gone);
		record->anchor = STR_UNKNOWN;
	}
}

static void tell_bundle(struct teller *t, struct arena *scratch, const struct sealed_file *file)
{
	struct source source = {file->path, file->text};
	struct bundle bundle = {0};
	struct diags unheard;
	struct data data;

	diags_init(&unheard);
	if (json_read(scratch, &source, &unheard, &data)) {
		schema_read(&record_bundle, scratch, &source, &data, &unheard, &bundle);
		tell_deals(t, scratch, &bundle);
		tell_facts(t, scratch, &bundle);
		tell_removed(t, &bundle);
	}
	diags_release(&unheard);
}

/* Of the first release with this bundle that stands. */
static struct date date_of(const struct seals *seals, int events)
{
	for (size_t i = seals->first_of_bundle.items[events - 1]; i < seals->list.count; i++) {
		const struct seal *seal = &seals->list.items[i];

		if (!seal->withdrawn.ptr && !seal->withdrawal && seal->events == events)
			return seal->date;
	}
	return (struct date){0};
}

/* Facts that were only added are many, and stand with what the version changed. */
static bool is_told(const struct fact_history *record)
{
	const struct fact_state *first = &record->states.items[0];

	return record->states.count > 1 || (first->added && first->deal);
}

struct history history_make(struct arena *arena, const struct words *words,
			    const struct versions *versions)
{
	struct teller t = {.arena = arena, .words = words, .first = true};
	struct arena scratch = ARENA_INIT;
	struct history history = {0};

	for (int events = 1; events <= versions->seals.bundles && versions->seals.bundles > 1; events++) {
		const struct sealed_file *file = &versions->bundles[events - 1];

		arena_reset(&scratch);
		t.date = date_of(&versions->seals, events);
		if (!file->path.ptr)
			continue;
		tell_bundle(&t, &scratch, file);
		t.first = false;
	}
	for (size_t i = 0; i < t.all.count; i++)
		if (is_told(t.all.items[i]))
			*list_add(&history.records, arena) = *t.all.items[i];
	arena_release(&scratch);
	return history;
}
