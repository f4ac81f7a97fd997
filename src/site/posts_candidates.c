#include "site/posts_candidates.h"

#include "base/fatal.h"
#include "format/ascii.h"
#include "site/figures.h"
#include "site/posts_topic.h"

#include <stdlib.h>

/* Names of one party: "Amazon (AWS)" has two, "Google / Broadcom" as well. */
struct party {
	struct str *names; /* as posts_names makes them */
	struct str *shown; /* as the bundle has them */
	size_t count;
};

struct deal_parties {
	const struct deal *deal;
	struct party a, b;
};

/* What one topic's posts are held against. */
struct watch {
	struct arena *arena;
	const struct bundle *bundle;
	struct deal_parties *deals;
	struct backings all;   /* figures of the whole bundle */
	struct backings dealt; /* of its deals alone */
};

typedef LIST(struct str) strings;

/* A post that an editor should look at. */
struct candidate {
	const struct pulled_post *post;
	strings names;   /* of parties, that it names */
	strings deals;   /* ids of those whose two parties it names */
	strings figures; /* that the bundle does not have */
	bool worth;
};

/* ---- what is looked for ---- */

/* The length of what parts names at AT: "/", "(", " and " and their like; 0: nothing. */
static size_t separator(struct str text, size_t at)
{
	static const char *const words[] = {" and ", " & ", " + ", " with "};

	if (strchr("/(),;", text.ptr[at]))
		return 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(str_slice(text, at, text.len), str_of(words[i])))
			return strlen(words[i]);
	return 0;
}

static void add_name(struct arena *arena, struct party *party, struct str name)
{
	name = str_trim(name);
	if (name.len < 2)
		return;
	party->shown[party->count] = name;
	party->names[party->count++] = posts_names(arena, name);
}

static struct party party_of(struct arena *arena, struct str text)
{
	struct party party = {arena_array(arena, struct str, text.len + 1),
			      arena_array(arena, struct str, text.len + 1), 0};
	size_t begin = 0;

	for (size_t at = 0; at < text.len;) {
		size_t length = separator(text, at);

		if (length)
			add_name(arena, &party, str_slice(text, begin, at));
		at += length ? length : 1;
		begin = length ? at : begin;
	}
	add_name(arena, &party, str_slice(text, begin, text.len));
	return party;
}

static struct watch watch_make(struct arena *arena, const struct bundle *bundle)
{
	struct watch watch = {.arena = arena, .bundle = bundle};
	struct bundle deals = *bundle;

	watch.deals = arena_array(arena, struct deal_parties, bundle->deals.count);
	for (size_t i = 0; i < bundle->deals.count; i++) {
		const struct deal *deal = &bundle->deals.items[i];

		watch.deals[i] = (struct deal_parties){deal, party_of(arena, deal->party_a.str),
						       party_of(arena, deal->party_b.str)};
	}
	deals.facts.count = 0;
	figures_index(arena, bundle, &watch.all);
	figures_index(arena, &deals, &watch.dealt);
	return watch;
}

/* ---- looking ---- */

static bool has_capital(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
			return true;
	return false;
}

/* NAME, with a space at both ends, in WORDS: "meta" alone is not the company. */
static bool names(struct str words, struct str name)
{
	for (size_t at = 0; at + name.len <= words.len; at++) {
		struct str here = str_slice(words, at, at + name.len);

		if (here.ptr[0] == ' ' && ascii_equal(here, name) &&
		    (!has_capital(name) || has_capital(here)))
			return true;
	}
	return false;
}

static void add_once(struct arena *arena, strings *list, struct str text)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], text))
			return;
	*list_add(list, arena) = text;
}

/* Where a party is met: in the text, and in the name of the source. */
struct met {
	bool in_text, publishes;
};

static struct met meet(const struct watch *w, struct candidate *c, const struct party *party,
		       struct str text, struct str source)
{
	struct met met = {0};

	for (size_t i = 0; i < party->count; i++) {
		met.publishes |= names(source, party->names[i]);
		if (!names(text, party->names[i]))
			continue;
		met.in_text = true;
		add_once(w->arena, &c->names, party->shown[i]);
	}
	return met;
}

/* Power, or money, whose dimensions are the codes of ISO 4217. */
static bool is_power_or_money(const struct quantity *quantity)
{
	const struct quantity_unit *unit = quantity->high.measure.unit;
	size_t capitals = 0;

	if (quantity->kind != QUANTITY_MEASURE || !unit)
		return false;
	while (unit->dimension[capitals] >= 'A' && unit->dimension[capitals] <= 'Z')
		capitals++;
	return !unit->dimension[capitals] &&
	       (capitals == 3 || str_equal(str_of(unit->dimension), STR("W")));
}

static bool is_new(const struct watch *w, const struct quantity *quantity, struct str text)
{
	struct str none = STR_UNKNOWN;

	return figures_judge(&w->all, quantity, text, none, none).state == FIGURE_UNBACKED &&
	       (is_power_or_money(quantity) ||
		figures_judge(&w->dealt, quantity, text, none, none).backing);
}

/* Figures of a kind that deals have, and that no record has. */
static void find_figures(const struct watch *w, struct candidate *c, struct str text)
{
	struct quantities quantities = {0};

	if (!text.ptr)
		return;
	quantity_read(w->arena, text, &quantities);
	for (size_t i = 0; i < quantities.list.count; i++) {
		const struct quantity *quantity = &quantities.list.items[i];
		struct str figure = str_slice(text, quantity->begin, quantity->end);

		if (is_new(w, quantity, figure))
			add_once(w->arena, &c->figures, figure);
	}
}

/* What a company says of itself is no news of a deal, unless there is a figure in it. */
static struct candidate look(const struct watch *w, const struct pulled_post *post)
{
	struct candidate c = {.post = post};
	struct str both = str_join3(w->arena, post->title, STR("\n"), post->summary);
	struct str text = posts_names(w->arena, both), source = posts_names(w->arena, post->source);
	bool concerns = false;

	for (size_t i = 0; i < w->bundle->deals.count; i++) {
		struct met a = meet(w, &c, &w->deals[i].a, text, source);
		struct met b = meet(w, &c, &w->deals[i].b, text, source);

		concerns |= a.in_text || b.in_text || a.publishes || b.publishes;
		c.worth |= (a.in_text && !a.publishes) || (b.in_text && !b.publishes);
		if ((a.in_text && (b.in_text || b.publishes)) || (b.in_text && a.publishes))
			*list_add(&c.deals, w->arena) = w->deals[i].deal->id.str;
	}
	if (concerns) {
		find_figures(w, &c, post->title);
		find_figures(w, &c, post->summary);
	}
	c.worth |= c.figures.count > 0;
	return c;
}

static int rank_of(const struct candidate *c)
{
	return 2 * (c->figures.count > 0) + (c->deals.count > 0);
}

/* Figures first, then the two parties of a deal; within these the newest. */
static int by_rank(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (rank_of(a) != rank_of(b))
		return rank_of(b) - rank_of(a);
	if (a->post->time != b->post->time)
		return a->post->time > b->post->time ? -1 : 1;
	return a->post < b->post ? -1 : a->post > b->post;
}

/* ---- saying ---- */

static void add_list(struct buf *out, const char *lead, const strings *list)
{
	for (size_t i = 0; i < list->count; i++)
		buf_addf(out, "%s%.*s", i ? ", " : lead, STR_ARG(list->items[i]));
	if (list->count)
		buf_add_char(out, '\n');
}

static void say(struct buf *out, const struct candidate *c)
{
	const struct pulled_post *post = c->post;
	struct arena scratch = ARENA_INIT;
	struct str date = date_known(post->date) ? date_iso(&scratch, post->date) : STR("no date   ");

	buf_addf(out, "%.*s  %.*s: %.*s\n", STR_ARG(date), STR_ARG(post->source),
		 STR_ARG(post->title));
	if (post->url.ptr)
		buf_addf(out, "    %.*s\n", STR_ARG(post->url));
	add_list(out, "    names ", &c->names);
	add_list(out, "    both parties of ", &c->deals);
	add_list(out, "    not in the bundle: ", &c->figures);
	arena_release(&scratch);
}

static void list_topic(struct arena *arena, struct posts *posts, const struct posts_topic *t,
		       struct buf *out)
{
	struct watch watch = watch_make(arena, &t->content.bundle);
	struct matched_posts matched = {0};
	LIST(struct candidate) list = {0};

	posts_all(posts, arena, t->content.front.follow, &matched);
	posts_only_new(t, &matched);
	for (size_t i = 0; i < matched.list.count; i++) {
		struct candidate candidate = look(&watch, matched.list.items[i].post);

		if (candidate.worth)
			*list_add(&list, arena) = candidate;
	}
	if (!list.count)
		return;
	qsort(list.items, list.count, sizeof *list.items, by_rank);
	buf_addf(out, "%s%.*s: %zu post%s to look at\n", out->len ? "\n" : "",
		 STR_ARG(t->topic->name), list.count, str_plural(list.count));
	for (size_t i = 0; i < list.count; i++)
		say(out, &list.items[i]);
}

static bool look_at(struct site *site, struct posts *posts, struct arena *arena,
		    struct topic *topic, struct diags *diags, struct buf *out)
{
	struct posts_topic t;

	arena_reset(arena);
	if (!posts_topic_load(site, posts, arena, topic, diags, &t))
		return false;
	if (t.content.front.follow)
		list_topic(arena, posts, &t, out);
	return true;
}

static int candidates(struct site *site, struct posts *posts, struct arena *arena,
		      const struct posts_candidates_options *options, struct diags *diags,
		      struct buf *out)
{
	struct arena scratch = ARENA_INIT; /* of one topic */
	struct topic *only = NULL;
	int status = EXIT_GOOD;

	if (!posts_topics(site, diags))
		return EXIT_CONTENT;
	if (options->topic.ptr) {
		only = posts_find_topic(site, arena, options->topic, diags);
		if (!only)
			return EXIT_USAGE;
	}
	for (size_t i = 0; i < site->topic_count; i++)
		if ((!only || only == &site->topics[i]) &&
		    !look_at(site, posts, &scratch, &site->topics[i], diags, out))
			status = EXIT_CONTENT;
	arena_release(&scratch);
	return status;
}

int posts_candidates(struct arena *arena, const struct posts_candidates_options *options,
		     struct diags *diags, struct buf *out)
{
	struct site site = {0};
	struct posts posts;
	int status;

	posts_open(&posts, diags);
	status = candidates(&site, &posts, arena, options, diags, out);
	posts_close(&posts);
	arena_release(&site.arena);
	return status;
}
