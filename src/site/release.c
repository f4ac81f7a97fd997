#include "site/release.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "base/path.h"
#include "site/build.h"
#include "site/load.h"
#include "site/release_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- the topic ---- */

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

/* ---- the journal ---- */

static bool put(struct release *r, struct str path, struct str bytes)
{
	int error = dir_make(str_copy(r->arena, path_dir(path)).ptr);

	if (!error)
		error = file_replace(path.ptr, bytes);
	if (!error && !str_equal(path_base(path), STR(SEALS_JOURNAL)))
		*list_add(&r->result->written, r->arena) = path;
	return !error || release_fail(r, EXIT_SYSTEM, path, NULL, "this cannot be written: %s",
				      file_error(error));
}

static struct str journal_path(struct release *r)
{
	return path_join(r->arena, r->dir, STR(SEALS_JOURNAL));
}

static bool write_journal(struct release *r)
{
	struct buf list = BUF_INIT;
	bool good;

	if (r->options->amend)
		buf_addf(&list, "amend %d %.*s%s%.*s\n", r->cut.releases + 1,
			 STR_ARG(date_iso(r->arena, r->date)), r->note.ptr ? " " : "",
			 STR_ARG(r->note));
	for (size_t i = 0; i < r->obsolete.count; i++)
		buf_addf(&list, "%.*s\n", STR_ARG(r->obsolete.items[i]));
	for (size_t i = 0; i < r->files.count; i++)
		buf_addf(&list, "%.*s\n", STR_ARG(r->files.items[i].path));
	good = put(r, journal_path(r), buf_str(&list));
	buf_release(&list);
	return good;
}

static void remove_journal(struct release *r)
{
	unlink(journal_path(r).ptr);
}

static struct str next_line(struct str *text)
{
	size_t end = str_find(*text, '\n');
	struct str line = str_slice(*text, 0, end);

	*text = str_slice(*text, end < text->len ? end + 1 : end, text->len);
	return line;
}

static int read_number(struct str text)
{
	int number = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9' || i > 8)
			return 0;
		number = number * 10 + text.ptr[i] - '0';
	}
	return number;
}

/* "amend N DATE NOTE", when that release is in the chain no more. */
static void read_pending(struct release *r, struct str line)
{
	struct str rest = str_slice(line, strlen("amend "), line.len);
	size_t end = str_find(rest, ' ');
	int number = read_number(str_slice(rest, 0, end));
	struct date date;

	rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
	end = str_find(rest, ' ');
	if (number != r->seals.releases + 1 || !date_parse(str_slice(rest, 0, end), &date))
		return;
	r->pending.release = number;
	r->pending.date = date;
	if (end < rest.len)
		r->pending.note = str_slice(rest, end + 1, rest.len);
}

/* The chain as it is; none is a good one. */
static bool read_seals(struct release *r)
{
	struct diags unheard;
	int error;
	bool good;

	diags_init(&unheard);
	r->seals.source.path = seals_path(r->arena, r->topic->name);
	error = file_read(r->arena, r->seals.source.path.ptr, LOAD_LARGEST_BUNDLE,
			  &r->seals.source.text);
	good = error ? error == ENOENT : seals_read(r->arena, &unheard, &r->seals);
	diags_release(&unheard);
	return good;
}

/* True for LEVEL/vN.md and events/vN.json: a journal names nothing else. */
static bool is_sealed_name(struct str name)
{
	struct str dir = path_dir(name), base = path_base(name);
	bool events = str_equal(dir, STR("events")), level = false;

	for (int i = 0; i < LEVELS; i++)
		level |= str_equal(dir, str_of(level_names[i]));
	return (events || level) && seals_file_number(base, events ? STR(".json") : STR(".md")) > 0;
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
	struct str dir = str_join(r->arena, r->dir, STR("/"));
	size_t removed = 0;

	while (list.len) {
		struct str path = str_copy(r->arena, next_line(&list));

		if (!str_starts(path, dir) ||
		    !is_sealed_name(str_slice(path, dir.len, path.len)) || names_file(r, path))
			continue;
		removed += unlink(path.ptr) == 0;
		unlink(file_replace_part(r->arena, path.ptr).ptr);
	}
	return removed;
}

static struct str what_was_done(struct release *r, size_t removed)
{
	if (r->pending.release && !r->options->amend)
		return str_printf(r->arena, "an interrupted amendment had taken release %d out of the "
				  "chain, and the next one takes its number; --amend would keep its date "
				  "and note",
				  r->pending.release);
	if (r->pending.release)
		return str_printf(r->arena, "an interrupted amendment of release %d is completed",
				  r->pending.release);
	return removed ? str_printf(r->arena, "an interrupted release was undone: %zu file%s removed",
				    removed, str_plural(removed))
		       : STR("an interrupted release was cleared up: nothing was lost");
}

/*
 * A release that was killed has happened if its seals are there, and has not if
 * they are not: what is left to do is the same. For one that is pending the journal
 * stays until it is released.
 */
static void clear_up(struct release *r)
{
	struct str journal = journal_path(r), list;
	size_t removed;

	if (file_read(r->arena, journal.ptr, LOAD_LARGEST_BUNDLE, &list))
		return;
	if (!read_seals(r))
		return; /* who knows what is sealed; the check says what is wrong */
	if (str_starts(list, STR("amend ")))
		read_pending(r, next_line(&list));
	if (!r->options->dry_run) {
		removed = remove_unsealed(r, list);
		if (!r->pending.release)
			remove_journal(r);
		r->result->cleared = what_was_done(r, removed);
	}
	r->seals = (struct seals){0};
}

/* ---- what is there ---- */

/* To withdraw a version the chain is enough, whatever its files have become. */
static bool load_versions(struct release *r)
{
	load_listing(&r->site, r->arena, r->topic, r->diags);
	if (!versions_index(&r->site, r->arena, r->topic, r->diags))
		return false;
	return r->options->guide.ptr ? versions_open(r->arena, r->topic, &r->versions)
				     : versions_load(r->arena, r->topic, r->diags, &r->versions);
}

/* The site is checked as a whole: what is released is linked to from elsewhere. */
static bool check_site(struct release *r)
{
	const struct build_options check = {.output = STR_UNKNOWN, .strangers = true, .releasing = true,
					    .progress = r->options->progress,
					    .timing = r->options->timing};
	struct build_result result;

	r->status = build_site(&check, r->diags, &result);
	r->result->interrupted = result.interrupted;
	if (r->status == EXIT_GOOD || result.interrupted)
		return r->status == EXIT_GOOD;
	diag_file(r->diags, SEVERITY_NOTE, "release-stopped", STR_UNKNOWN,
		  "mend what is wrong, and release again", "nothing was released");
	return false;
}

/* ---- writing ---- */

/* What cannot be read again must never be written. */
static bool check_seals(struct release *r, struct str bytes)
{
	struct seals again = {.source = {.path = seals_path(r->arena, r->topic->name), .text = bytes}};
	struct diags unheard;
	bool good;

	diags_init(&unheard);
	good = seals_read(r->arena, &unheard, &again);
	diags_release(&unheard);
	return good || release_fail(r, EXIT_SYSTEM, again.source.path, NULL,
				    "this release cannot be sealed: its seals would not be good");
}

static bool put_seals(struct release *r, const struct seals *seals)
{
	struct buf bytes = BUF_INIT;
	bool good;

	seals_write(&bytes, seals);
	good = check_seals(r, buf_str(&bytes)) &&
	       put(r, seals_path(r->arena, r->topic->name), buf_str(&bytes));
	buf_release(&bytes);
	return good;
}

static void remove_obsolete(struct release *r)
{
	for (size_t i = 0; i < r->obsolete.count; i++)
		unlink(r->obsolete.items[i].ptr);
}

/*
 * In this order the chain holds at every moment. What is sealed again is taken
 * out of the chain first, because its files get other bytes.
 */
static bool write_release(struct release *r)
{
	bool good = write_journal(r);

	if (good && r->options->amend && !r->pending.release)
		good = put_seals(r, &r->cut);
	for (size_t i = 0; i < r->files.count && good; i++)
		good = put(r, r->files.items[i].path, r->files.items[i].bytes);
	if (!good || !put_seals(r, &r->seals))
		return false; /* the journal stays */
	remove_obsolete(r);
	remove_journal(r);
	return true;
}

static bool plan(struct release *r)
{
	bool good = r->options->guide.ptr ? release_plan_withdrawal(r) : release_plan(r);

	if (!good && r->pending.release && r->unchanged && !r->options->dry_run)
		remove_journal(r); /* there is nothing left to be completed */
	return good;
}

static void release(struct release *r)
{
	if (!find_topic(r) || !take_lock(r))
		return;
	clear_up(r);
	if (!r->options->guide.ptr && !check_site(r))
		return;
	if (!load_versions(r)) {
		r->status = EXIT_CONTENT;
		return;
	}
	if (!plan(r) || r->options->dry_run)
		return;
	r->result->interrupted = interrupt_pending();
	if (r->result->interrupted)
		r->status = EXIT_SYSTEM;
	else
		write_release(r); /* whole, whatever comes meanwhile */
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
