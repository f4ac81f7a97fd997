#include "site/release_plan.h"

#include "base/fatal.h"
#include "base/sha256.h"
#include "site/figures_check.h"
#include "site/load.h"
#include "site/pictures.h"
#include "site/validate.h"

bool release_fail(struct release *r, int status, struct str path, const char *help,
		  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_file(r->diags, SEVERITY_ERROR, "release", path, help, "%s",
		  arena_vprintf(r->arena, format, args));
	va_end(args);
	r->status = status;
	return false;
}

/* The working copy, which the check has found to be good. */
static bool load_working(struct release *r)
{
	struct diags unheard; /* the check has said it all */

	diags_init(&unheard);
	r->content = (struct content){.topic = r->topic, .arena = r->arena};
	load_fronts(&r->site, r->arena, r->topic, r->diags);
	if (load_content(&r->content, r->diags) && validate_content(&r->content, &unheard)) {
		figures_check(&r->content, &unheard, NULL);
		diags_release(&unheard);
		return true;
	}
	diags_release(&unheard);
	return release_fail(r, EXIT_CONTENT, r->topic->path, "release again",
		    "the topic has changed while it was being released");
}

static void plan_file(struct release *r, struct str path, struct str bytes)
{
	*list_add(&r->files, r->arena) = (struct planned_file){path, bytes};
}

static bool seal_pictures(struct release *r, struct seal *seal, const struct body *body)
{
	struct shown_pictures shown = {0};

	if (!pictures_find(r->arena, &r->content, body, r->diags, &shown)) {
		r->status = EXIT_SYSTEM;
		return false;
	}
	for (size_t i = 0; i < shown.count; i++)
		*list_add(&seal->pictures, r->arena) =
			(struct sealed_picture){shown.items[i].name, shown.items[i].hash};
	return true;
}

/* The bundle that the new versions have: the newest one, or one more. */
struct planned_bundle {
	int events;
	struct str hash;
	bool changed;
};

static struct str bundle_hash(const struct seals *seals, int events)
{
	return seals->list.items[seals->first_of_bundle.items[events - 1]].bundle;
}

static void plan_bundle(struct release *r, struct planned_bundle *bundle)
{
	struct str text;

	bundle->events = seals_live_bundle(&r->seals);
	if (bundle->events && versions_same_bundle(&r->versions, bundle->events, &r->content)) {
		bundle->hash = bundle_hash(&r->seals, bundle->events);
		return;
	}
	text = load_normal(r->arena, r->content.bundle_source.text);
	*bundle = (struct planned_bundle){r->seals.bundles + 1, sha256(r->arena, text), true};
	plan_file(r, seals_bundle_path(r->arena, r->topic->name, bundle->events), text);
}

static bool plan_guide(struct release *r, const struct body *body,
		       const struct planned_bundle *bundle)
{
	const struct guide *guide = body->guide;
	const struct seal *live = seals_live(&r->seals, guide->level);
	const struct seal *newest = seals_newest(&r->seals, guide->level);
	struct seal seal = {.guide = guide->level, .version = newest ? newest->version + 1 : 1,
			    .release = r->cut.releases + 1, .date = r->date, .note = r->note,
			    .format = SEALS_FORMAT,
			    .events = bundle->events, .bundle = bundle->hash};
	struct str text = load_normal(r->arena, body->source.text);
	bool same_text, same_bundle = live && live->events == bundle->events;
	struct released *released;

	seal.text = sha256(r->arena, text);
	seal.figures = body->figures;
	same_text = live && str_equal(live->text, seal.text);
	if (same_text && same_bundle)
		return true;
	if (!seal_pictures(r, &seal, body))
		return false;
	released = list_add(&r->result->guides, r->arena);
	*released = (struct released){guide->level, seal.version, !newest, !same_text, !same_bundle,
				      seals_text_path(r->arena, r->topic->name, guide->level,
						      seal.version)};
	plan_file(r, released->path, text);
	seals_add(r->arena, &r->seals, &seal);
	return true;
}

static bool check_date(struct release *r)
{
	size_t count = r->cut.list.count;
	struct date last = count ? r->cut.list.items[count - 1].date : (struct date){0};

	if (!count || date_order(r->date, last) >= 0)
		return true;
	return release_fail(r, EXIT_USAGE, STR_UNKNOWN,
			    r->options->dated ? "give the day of this release"
					      : "give the day of this release with --date; or is the clock wrong?",
			    "%s is before the last release of %.*s, on %s",
			    date_iso(r->arena, r->date).ptr, STR_ARG(r->topic->name),
			    date_iso(r->arena, last).ptr);
}

/* True when a planned file stands at PATH. */
static bool is_planned(const struct release *r, struct str path)
{
	for (size_t i = 0; i < r->files.count; i++)
		if (str_equal(r->files.items[i].path, path))
			return true;
	return false;
}

static void add_obsolete(struct release *r, struct str path)
{
	if (!is_planned(r, path))
		*list_add(&r->obsolete, r->arena) = path;
}

/* Files of the release that is sealed again which it has no more. */
static void find_obsolete(struct release *r)
{
	const struct seals *now = &r->versions.seals;

	for (size_t i = r->cut.list.count; i < now->list.count; i++) {
		const struct seal *seal = &now->list.items[i];

		add_obsolete(r, seals_text_path(r->arena, r->topic->name, seal->guide, seal->version));
		if (seal->events > r->cut.bundles)
			add_obsolete(r, seals_bundle_path(r->arena, r->topic->name, seal->events));
	}
}

/* All entries, or for an amendment those before the newest release: they are the last. */
static void cut_release(struct release *r, bool amend)
{
	const struct seals *now = &r->versions.seals;

	for (size_t i = 0; i < now->list.count; i++) {
		const struct seal *seal = &now->list.items[i];

		if (!amend || seal->withdrawn.ptr || seal->release != now->releases)
			seals_append(r->arena, &r->cut, seal);
	}
}

/* An amendment keeps what is not given anew. */
static void keep(struct release *r, struct date date, struct str note)
{
	if (!r->options->dated)
		r->date = date;
	if (!r->note.ptr)
		r->note = note;
}

static bool plan_cut(struct release *r)
{
	const struct seals *now = &r->versions.seals;
	const struct seal *last = now->list.count ? &now->list.items[now->list.count - 1] : NULL;

	if (r->pending.release) {
		keep(r, r->pending.date, r->pending.note);
		cut_release(r, false);
		return true;
	}
	if (!last)
		return release_fail(r, EXIT_CONTENT, r->topic->path, "leave out --amend",
				    "there is no release to seal again");
	if (last->withdrawn.ptr)
		return release_fail(r, EXIT_CONTENT, now->source.path,
				    "release the next version instead",
				    "a version has been withdrawn since the newest release");
	keep(r, last->date, last->note);
	cut_release(r, true);
	return true;
}

static bool same_chain(const struct seals *a, const struct seals *b)
{
	size_t count = a->list.count;

	return count == b->list.count &&
	       (!count || str_equal(a->list.items[count - 1].seal, b->list.items[count - 1].seal));
}

static bool nothing_new(struct release *r)
{
	r->unchanged = true;
	if (!r->topic->guide_count)
		return release_fail(r, EXIT_CONTENT, r->topic->path,
				    "write beginner.md, intermediate.md or advanced.md beside it",
				    "there is nothing to release: this topic has no guide");
	return release_fail(r, EXIT_CONTENT, r->topic->path,
			    r->options->amend && r->result->guides.count == 0
				    ? "the working copy is what was released before; release again when it differs"
				    : "edit a guide or events.json first",
			    "there is nothing to release: the working copy is as it was released");
}

bool release_plan(struct release *r)
{
	struct planned_bundle bundle = {0};
	bool good = true;

	r->date = r->options->date;
	r->note = r->options->note;
	if (!r->options->amend)
		cut_release(r, false);
	else if (!plan_cut(r))
		return false;
	for (size_t i = 0; i < r->cut.list.count; i++)
		seals_append(r->arena, &r->seals, &r->cut.list.items[i]);
	if (!check_date(r) || !load_working(r))
		return false;
	plan_bundle(r, &bundle);
	for (size_t i = 0; i < r->topic->guide_count; i++)
		good &= plan_guide(r, &r->content.bodies[i], &bundle);
	r->result->events = bundle.events;
	r->result->new_bundle = bundle.changed;
	find_obsolete(r);
	if (good && (!r->result->guides.count || same_chain(&r->seals, &r->versions.seals)))
		return nothing_new(r);
	return good;
}

static bool no_such_version(struct release *r, const struct guide *guide)
{
	size_t count = guide ? guide->version_count : 0;

	return release_fail(r, EXIT_USAGE, STR_UNKNOWN,
			    !guide ? "write beginner, intermediate or advanced"
			    : count ? arena_printf(r->arena, "its versions are v1 to v%zu", count)
				    : "it was never released",
			    guide ? "%.*s/%.*s has no version %d" : "%.*s has no guide \"%.*s\"",
			    STR_ARG(r->topic->name), STR_ARG(r->options->guide),
			    r->options->version);
}

/* True when a version that stands shows the picture NAME. */
static bool picture_stands(const struct seals *seals, struct str name)
{
	for (size_t i = 0; i < seals->list.count; i++) {
		const struct seal *seal = &seals->list.items[i];

		for (size_t j = 0; j < seal->pictures.count && !seal->withdrawal; j++)
			if (str_equal(seal->pictures.items[j].name, name))
				return true;
	}
	return false;
}

enum { LARGEST_TEXT = 64 << 20 };

/* The search is plain, and errs to yes. */
static bool is_named_in(struct release *r, struct str path, struct str name)
{
	struct str text;

	return path.ptr && !file_read(r->arena, path.ptr, LARGEST_TEXT, &text) &&
	       memmem(text.ptr, text.len, name.ptr, name.len);
}

/* Whether the working copy may show the picture, which is not looked at otherwise. */
static bool is_in_draft(struct release *r, struct str picture)
{
	struct str name = str_join(r->arena, STR("pictures/"), picture);
	struct str bundle = str_join3(r->arena, STR("content/"), r->topic->name,
				      STR("/events.json"));
	bool named = is_named_in(r, r->topic->path, name) || is_named_in(r, bundle, name);

	for (size_t i = 0; i < r->topic->guide_count; i++)
		named = named || is_named_in(r, r->topic->guides[i].path, name);
	return named;
}

/* What nothing that stands needs any more. */
static void find_withdrawn(struct release *r, const struct seal *seal)
{
	struct str name = r->topic->name;

	*list_add(&r->result->withdrawn, r->arena) =
		seals_text_path(r->arena, name, seal->guide, seal->version);
	if (!seals_bundle_stands(&r->seals, seal->events))
		*list_add(&r->result->withdrawn, r->arena) =
			seals_bundle_path(r->arena, name, seal->events);
	for (size_t i = 0; i < seal->pictures.count; i++)
		if (!picture_stands(&r->seals, seal->pictures.items[i].name) &&
		    !is_in_draft(r, seal->pictures.items[i].name))
			*list_add(&r->result->withdrawn, r->arena) =
				str_printf(r->arena, "content/%.*s/pictures/%.*s", STR_ARG(name),
					   STR_ARG(seal->pictures.items[i].name));
}

bool release_plan_withdrawal(struct release *r)
{
	const struct seals *now = &r->versions.seals;
	const struct guide *guide = NULL;
	struct seal entry = {.version = r->options->version, .date = r->options->date,
			     .withdrawn = r->options->reason};

	for (size_t i = 0; i < r->topic->guide_count; i++)
		if (str_equal(r->options->guide, str_of(level_names[r->topic->guides[i].level])))
			guide = &r->topic->guides[i];
	if (!guide || entry.version < 1 || (size_t)entry.version > guide->version_count)
		return no_such_version(r, guide);
	entry.guide = guide->level;
	if (seals_withdrawal(now, entry.guide, entry.version))
		return release_fail(r, EXIT_CONTENT, now->source.path, NULL,
				    "v%d of %.*s was withdrawn before", entry.version,
				    STR_ARG(guide->name));
	r->date = entry.date;
	cut_release(r, false);
	if (!check_date(r))
		return false;
	for (size_t i = 0; i < now->list.count; i++)
		seals_append(r->arena, &r->seals, &now->list.items[i]);
	seals_add(r->arena, &r->seals, &entry);
	find_withdrawn(r, seals_version(&r->seals, entry.guide, entry.version));
	return true;
}
