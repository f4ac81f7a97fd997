#include "site/release.h"

#include "base/fatal.h"
#include "base/path.h"
#include "site/build.h"
#include "site/load.h"
#include "site/release_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- what is there ---- */

static bool no_such_topic(struct release *r)
{
	const char **names = arena_array(r->arena, const char *, r->site.topic_count), *near;

	for (size_t i = 0; i < r->site.topic_count; i++)
		names[i] = r->site.topics[i].name.ptr;
	near = str_nearest(r->options->topic, names, r->site.topic_count);
	return release_fail(r, EXIT_USAGE, STR_UNKNOWN,
		    near ? arena_printf(r->arena, "did you mean %s?", near)
			 : "a topic is named after its directory in content/",
		    "there is no topic \"%.*s\"", STR_ARG(r->options->topic));
}

static bool find_topic(struct release *r)
{
	struct diags unheard;
	bool found;

	diags_init(&unheard);
	found = load_topics(&r->site, &unheard);
	diags_release(&unheard);
	if (!found)
		return release_fail(r, EXIT_CONTENT, STR("content"), "give the site's directory with -C",
			    "this directory does not exist");
	r->topic = site_topic(&r->site, r->options->topic);
	if (!r->topic)
		return no_such_topic(r);
	r->dir = seals_dir(r->arena, r->topic->name);
	return true;
}

/* One release of a topic at a time; the lock ends with the program. */
static bool take_lock(struct release *r)
{
	struct str dir = path_dir(r->topic->path);

	r->lock = open(str_copy(r->arena, dir).ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (r->lock >= 0 && flock(r->lock, LOCK_EX | LOCK_NB) == 0)
		return true;
	return release_fail(r, EXIT_SYSTEM, dir,
		    errno == EWOULDBLOCK ? "wait until it has ended; then see what is left to release"
					 : NULL,
		    errno == EWOULDBLOCK ? "another release of this topic is going on"
					 : "this directory cannot be locked");
}

static bool names_file(const struct release *r, struct str path)
{
	struct arena scratch = ARENA_INIT;
	bool found = false;

	for (size_t i = 0; i < r->seals.list.count && !found; i++) {
		const struct seal *seal = &r->seals.list.items[i];

		if (seal->withdrawn.ptr)
			continue;
		found = str_equal(path, seals_text_path(&scratch, r->topic->name, seal->guide,
							seal->version)) ||
			str_equal(path, seals_bundle_path(&scratch, r->topic->name, seal->events));
	}
	arena_release(&scratch);
	return found;
}

/* Removes what the list of an interrupted release names and no seal does. */
static size_t remove_unsealed(struct release *r, struct str list)
{
	size_t removed = 0;

	while (list.len) {
		size_t end = str_find(list, '\n');
		struct str path = str_copy(r->arena, str_slice(list, 0, end)), base;

		list = str_slice(list, end < list.len ? end + 1 : end, list.len);
		if (!path_normalise(r->arena, path, &base) || !str_starts(base, r->dir) ||
		    names_file(r, base))
			continue;
		base = str_copy(r->arena, base);
		removed += unlink(base.ptr) == 0;
		unlink(file_replace_part(r->arena, base.ptr).ptr);
	}
	return removed;
}

/* The chain as it is; none is a good one. */
static bool read_seals(struct release *r)
{
	struct diags unheard;
	bool good = true;

	diags_init(&unheard);
	r->seals.source.path = seals_path(r->arena, r->topic->name);
	if (!file_read(r->arena, r->seals.source.path.ptr, LOAD_LARGEST_BUNDLE,
		       &r->seals.source.text))
		good = seals_read(r->arena, &unheard, &r->seals);
	diags_release(&unheard);
	return good;
}

/*
 * A release that was killed has happened if its seals are there, and has not if
 * they are not: what is left to do is the same.
 */
static void clear_up(struct release *r)
{
	struct str journal = path_join(r->arena, r->dir, STR(SEALS_JOURNAL)), list;
	size_t removed;

	if (file_read(r->arena, journal.ptr, LOAD_LARGEST_BUNDLE, &list))
		return;
	if (!read_seals(r))
		return; /* who knows what is sealed; the check says what is wrong */
	removed = remove_unsealed(r, list);
	unlink(journal.ptr);
	r->result->cleared =
		removed ? str_printf(r->arena, "an interrupted release was undone: %zu file%s removed",
				     removed, removed == 1 ? "" : "s")
			: STR("an interrupted release was cleared up: nothing was lost");
	r->seals = (struct seals){0};
}

static bool load_versions(struct release *r)
{
	load_listing(&r->site, r->arena, r->topic, r->diags);
	return versions_index(&r->site, r->arena, r->topic, r->diags) &&
	       versions_load(r->arena, r->topic, r->diags, &r->versions);
}

/* The site is checked as a whole: what is released is linked to from elsewhere. */
static bool check_site(struct release *r)
{
	const struct build_options check = {.output = STR_UNKNOWN, .strangers = true};
	struct build_result result;

	r->status = build_site(&check, r->diags, &result);
	if (r->status == EXIT_GOOD)
		return true;
	diag_file(r->diags, SEVERITY_NOTE, "release", STR_UNKNOWN,
		  "mend what is wrong, and release again", "nothing was released");
	return false;
}

/* ---- writing ---- */

static bool put(struct release *r, struct str path, struct str bytes)
{
	int error = dir_make(str_copy(r->arena, path_dir(path)).ptr);

	if (!error)
		error = file_replace(path.ptr, bytes);
	return !error || release_fail(r, EXIT_SYSTEM, path, NULL, "this cannot be written: %s",
				      file_error(error));
}

static bool put_seals(struct release *r, const struct seals *seals)
{
	struct buf bytes = BUF_INIT;
	bool good;

	seals_write(&bytes, seals);
	good = put(r, seals_path(r->arena, r->topic->name), buf_str(&bytes));
	buf_release(&bytes);
	return good;
}

/* What is removed if no seal names it in the end, a path a line. */
static bool put_journal(struct release *r, struct str journal)
{
	struct buf list = BUF_INIT;
	bool good;

	for (size_t i = 0; i < r->obsolete.count; i++)
		buf_addf(&list, "%.*s\n", STR_ARG(r->obsolete.items[i]));
	for (size_t i = 0; i < r->files.count; i++)
		buf_addf(&list, "%.*s\n", STR_ARG(r->files.items[i].path));
	good = put(r, journal, buf_str(&list));
	buf_release(&list);
	return good;
}

static void remove_obsolete(struct release *r)
{
	for (size_t i = 0; i < r->obsolete.count; i++)
		if (!names_file(r, r->obsolete.items[i]))
			unlink(r->obsolete.items[i].ptr);
}

/*
 * In this order the chain holds at every moment. What is sealed again is taken
 * out of the chain first, because its files get other bytes.
 */
static bool write_release(struct release *r)
{
	struct str journal = path_join(r->arena, r->dir, STR(SEALS_JOURNAL));
	bool good = put_journal(r, journal);

	if (good && r->options->amend)
		good = put_seals(r, &r->cut);
	for (size_t i = 0; i < r->files.count && good; i++)
		good = put(r, r->files.items[i].path, r->files.items[i].bytes);
	if (!good || !put_seals(r, &r->seals))
		return false; /* the journal stays */
	remove_obsolete(r);
	unlink(journal.ptr);
	return true;
}

static void release(struct release *r)
{
	bool withdraw = r->options->guide.ptr;

	if (!find_topic(r) || !take_lock(r))
		return;
	if (!r->options->dry_run)
		clear_up(r);
	if (!withdraw && !check_site(r))
		return;
	if (!load_versions(r)) {
		r->status = EXIT_CONTENT;
		return;
	}
	if (withdraw ? release_plan_withdrawal(r) : release_plan(r))
		if (!r->options->dry_run)
			write_release(r);
}

int release_make(struct arena *arena, const struct release_options *options,
		 struct diags *diags, struct release_result *result)
{
	struct release r = {.arena = arena, .options = options, .diags = diags,
			    .result = result, .lock = -1};

	*result = (struct release_result){0};
	release(&r);
	if (r.lock >= 0)
		close(r.lock);
	arena_release(&r.site.arena);
	return r.status;
}
