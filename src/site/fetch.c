#include "site/fetch.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "base/sha256.h"
#include "site/fetch_due.h"
#include "site/fetch_lock.h"
#include "site/fetch_state.h"
#include "site/subscriptions.h"

#include <unistd.h>

#define GONE_HELP "take it out of the file, or write its new address; --now asks again"

/* What is asked for: a subscription, and what is known of it. */
struct asked {
	const struct subscription *subscription;
	struct fetch_state *state;
	struct fetch_row *row;
};

struct fetch {
	struct arena *arena;
	struct arena scratch; /* of one answer */
	const struct fetch_options *options;
	struct diags *diags;
	struct source opml;
	subscriptions subscriptions;
	fetch_states states; /* one for each subscription, in that order */
	struct fetch_row *rows;
	struct asked *asked;
	struct http_request *requests;
	size_t count;   /* of what is asked */
	size_t unsaved; /* answers that the state file does not have */
	bool state_failed;
	bool interrupted;
	int status;
};

static void worsen(struct fetch *f, int status)
{
	if (status > f->status)
		f->status = status;
}

/* ---- what is due ---- */

static bool is_due(const struct fetch_options *options, const struct fetch_state *state)
{
	feed_time wait = state->due - options->now;

	if (options->all || (!state->due && !state->gone))
		return true;
	return !state->gone && (wait <= 0 || wait > 8 * 24 * 3600); /* the clock was wrong */
}

/* The state of SUBSCRIPTION: that which was kept, unless it is of another URL. */
static struct fetch_state state_of(const fetch_states *kept, const struct subscription *s)
{
	const struct fetch_state *state = fetch_states_find(kept, s->name);

	if (state && str_equal(state->url, s->url))
		return *state;
	return (struct fetch_state){.name = s->name, .url = s->url, .origin.url = s->url};
}

/*
 * What a server is told that we have: that which the file says, or, if the file is
 * still the one that it was then, what the server has said since.
 */
static struct origin origin_of(struct fetch *f, struct fetch_state *state,
			       const struct stored_feed *stored)
{
	struct origin origin = stored->origin;
	bool known = state->asked;

	if (!str_equal(origin.url, state->url))
		origin = (struct origin){.url = state->url};
	if (known)
		origin.moved = state->origin.moved;
	if (state->of.ptr && stored->bytes.ptr &&
	    str_equal(state->of, sha256(&f->scratch, stored->bytes)))
		origin.valid = state->origin.valid;
	return origin;
}

static struct origin copy_origin(struct arena *arena, const struct origin *from)
{
	return (struct origin){
		.url = str_copy(arena, from->url),
		.moved = str_copy(arena, from->moved),
		.valid = {str_copy(arena, from->valid.url), str_copy(arena, from->valid.etag),
			  str_copy(arena, from->valid.last_modified)},
	};
}

static void tell(struct fetch *f, const struct fetch_row *row, enum http_state state)
{
	const struct fetch_listener *listener = f->options->listener;

	if (listener && listener->progress)
		listener->progress(listener->context, row, state);
}

/* Adds a request, unless the file is such that nothing may be merged into it. */
static void add_request(struct fetch *f, const struct subscription *s, struct fetch_state *state,
			struct fetch_row *row)
{
	struct stored_feed stored;
	struct origin *origin = &state->origin;

	arena_reset(&f->scratch);
	if (!stored_feed_read(&f->scratch, s->name, f->diags, &stored)) {
		diag_file(f->diags, SEVERITY_WARNING, "fetch-remark", stored.path,
			  "repair it, or delete it to have it made anew",
			  "this saved feed is not touched as long as it cannot be read");
		row->outcome = FETCH_FAILED;
		row->failure = STR("its file cannot be read");
		worsen(f, EXIT_CONTENT);
		return;
	}
	*origin = origin_of(f, state, &stored);
	*origin = copy_origin(f->arena, origin);
	state->of = stored.bytes.ptr ? sha256(f->arena, stored.bytes) : STR_UNKNOWN;
	f->asked[f->count] = (struct asked){s, state, row};
	f->requests[f->count] = (struct http_request){
		.url = origin->moved.ptr ? origin->moved : s->url,
		.valid_for = origin->valid.url,
		.etag = origin->valid.etag,
		.last_modified = origin->valid.last_modified,
	};
	f->count++;
	tell(f, row, HTTP_WAITING);
}

static void report(struct fetch *f, const struct subscription *s, enum severity severity,
		   struct str what, struct str help)
{
	diag_at(f->diags, severity, severity == SEVERITY_ERROR ? "fetch" : "fetch-remark", s->place,
		help.ptr ? arena_printf(f->arena, "%.*s", STR_ARG(help)) : NULL, "%.*s: %.*s",
		STR_ARG(s->name), STR_ARG(what));
}

/* What does not answer is not given up in silence. */
static void remind(struct fetch *f, const struct subscription *s, const struct fetch_state *state)
{
	if (state->gone)
		report(f, s, SEVERITY_WARNING, STR("it is gone, its server said, and is not asked any more"),
		       STR(GONE_HELP));
	else if (state->failure.ptr)
		report(f, s, SEVERITY_WARNING,
		       str_printf(f->arena, "not asked now, after %ld failure%s: %.*s",
				  state->failures, str_plural((size_t)state->failures),
				  STR_ARG(state->failure)),
		       STR("--now asks at once"));
}

static void plan(struct fetch *f)
{
	const fetch_states kept = fetch_states_read(f->arena);
	const size_t count = f->subscriptions.count;

	f->rows = arena_array(f->arena, struct fetch_row, count);
	f->asked = arena_array(f->arena, struct asked, count);
	f->requests = arena_array(f->arena, struct http_request, count);
	for (size_t i = 0; i < count; i++)
		*list_add(&f->states, f->arena) = state_of(&kept, &f->subscriptions.items[i]);
	for (size_t i = 0; i < count; i++) {
		struct fetch_state *state = &f->states.items[i];
		struct fetch_row *row = &f->rows[i];

		row->name = state->name;
		row->due = state->due;
		row->failure = state->failure;
		row->outcome = state->gone ? FETCH_GONE : FETCH_NOT_DUE;
		if (is_due(f->options, state))
			add_request(f, &f->subscriptions.items[i], state, row);
		else
			remind(f, &f->subscriptions.items[i], state);
	}
}

/* ---- answers ---- */

static void on_failure(struct fetch *f, struct asked *asked, const struct http_response *response,
		       struct ask_remark remark)
{
	struct fetch_state *state = asked->state;

	state->failures++;
	state->failure = str_copy(f->arena, remark.what);
	state->gone = response->status == 410;
	state->origin.moved = STR_UNKNOWN; /* the next time at the old address */
	state->due = state->gone ? FEED_TIME_UNKNOWN
				 : due_after_failure(response, state->failures, f->options->now);
	asked->row->outcome = state->gone ? FETCH_GONE : FETCH_FAILED;
	if (state->gone)
		remark.help = STR(GONE_HELP);
	report(f, asked->subscription, SEVERITY_ERROR, remark.what, remark.help);
	worsen(f, EXIT_SYSTEM);
}

static void on_moved(struct fetch *f, struct asked *asked, const struct http_response *response)
{
	struct fetch_state *state = asked->state;

	if (response->moved.ptr)
		state->origin.moved = str_copy(f->arena, response->moved);
	if (str_equal(state->origin.moved, state->url))
		state->origin.moved = STR_UNKNOWN; /* back to where it was */
	if (state->origin.moved.ptr)
		report(f, asked->subscription, SEVERITY_WARNING,
		       str_printf(f->arena, "it has moved for good, to %.*s",
				  STR_ARG(state->origin.moved)),
		       STR("write this address as its xmlUrl; until then the new one is asked"));
}

static void on_answer(struct fetch *f, struct asked *asked, const struct http_response *response)
{
	struct fetch_state *state = asked->state;

	state->failures = 0;
	state->failure = STR_UNKNOWN;
	state->gone = false;
	state->answered = f->options->now;
	state->due = due_after_answer(response, state->ttl, f->options->now);
}

/* What the server gave to know this answer by; a part of a feed is not asked for again. */
static void set_validators(struct fetch *f, struct fetch_state *state,
			   const struct http_response *response, bool partial)
{
	struct validators *valid = &state->origin.valid;

	*valid = (struct validators){0};
	if (partial)
		return;
	valid->url = str_copy(f->arena, response->url);
	valid->etag = str_copy(f->arena, response->fields.etag);
	valid->last_modified = str_copy(f->arena, response->fields.last_modified);
}

/* A 304 may bring newer ones (RFC 9111, section 3.2). */
static void refresh_validators(struct fetch *f, struct fetch_state *state,
			       const struct http_response *response)
{
	struct validators *valid = &state->origin.valid;

	if (response->fields.etag.ptr)
		valid->etag = str_copy(f->arena, response->fields.etag);
	if (response->fields.last_modified.ptr)
		valid->last_modified = str_copy(f->arena, response->fields.last_modified);
}

static void on_unchanged(struct fetch *f, struct asked *asked, const struct http_response *response)
{
	on_moved(f, asked, response);
	refresh_validators(f, asked->state, response);
	on_answer(f, asked, response);
	asked->row->outcome = FETCH_SAME;
}

static void save(struct fetch *f, struct asked *asked, struct stored_feed *stored,
		 const struct news_feed *feed)
{
	struct fetch_state *state = asked->state;
	struct news_feed merged = store_merge(&f->scratch, &stored->feed, feed, &asked->row->added);
	int error = store_write(&f->scratch, stored, &merged, &state->origin);

	if (error) {
		diag_file(f->diags, SEVERITY_ERROR, "fetch", stored->path, NULL, "%s", file_error(error));
		asked->row->outcome = FETCH_FAILED;
		state->of = STR_UNKNOWN; /* the validators are not those of the file */
		worsen(f, EXIT_SYSTEM);
		return;
	}
	state->of = sha256(f->arena, stored->bytes);
	asked->row->outcome = asked->row->added ? FETCH_NEW : FETCH_SAME;
}

static void on_feed(struct fetch *f, struct asked *asked, const struct http_response *response)
{
	struct stored_feed stored;
	struct ask_remark remark;
	struct news_feed feed;

	if (!ask_read(&f->scratch, response, f->options->now, &feed, &remark)) {
		on_failure(f, asked, response, remark);
		return;
	}
	if (remark.what.ptr)
		report(f, asked->subscription, SEVERITY_WARNING, remark.what, remark.help);
	if (!stored_feed_read(&f->scratch, asked->subscription->name, f->diags, &stored)) {
		asked->row->outcome = FETCH_FAILED; /* it was changed meanwhile */
		worsen(f, EXIT_CONTENT);
		return;
	}
	on_moved(f, asked, response);
	set_validators(f, asked->state, response, feed.partial);
	asked->state->ttl = feed.ttl;
	on_answer(f, asked, response);
	save(f, asked, &stored, &feed);
}

static void save_states(struct fetch *f)
{
	int error = fetch_states_write(&f->states);

	f->unsaved = 0;
	if (!error || f->state_failed)
		return;
	f->state_failed = true;
	diag_file(f->diags, SEVERITY_ERROR, "fetch", STR(".almanac/fetch-state"), NULL, "%s",
		  file_error(error));
	worsen(f, EXIT_SYSTEM);
}

static void on_done(void *context, size_t index, const struct http_response *response)
{
	struct fetch *f = context;
	struct asked *asked = &f->asked[index];

	arena_reset(&f->scratch);
	asked->state->asked = f->options->now;
	if (response->status == 200)
		on_feed(f, asked, response);
	else if (response->status == 304 && f->requests[index].valid_for.ptr)
		on_unchanged(f, asked, response);
	else
		on_failure(f, asked, response, ask_failure(&f->scratch, response));
	asked->row->failure = asked->state->failure;
	asked->row->due = asked->state->due;
	tell(f, asked->row, HTTP_DONE);
	if (++f->unsaved > f->count / 32) /* a killed run forgets few */
		save_states(f);
}

static void on_progress(void *context, size_t index, enum http_state state, size_t bytes)
{
	struct fetch *f = context;

	f->asked[index].row->bytes = bytes;
	if (state != HTTP_DONE)
		tell(f, f->asked[index].row, state);
}

static bool on_tick(void *context)
{
	struct fetch *f = context;
	const struct fetch_listener *listener = f->options->listener;

	if (listener && listener->tick)
		listener->tick(listener->context);
	f->interrupted = interrupt_pending();
	return !f->interrupted;
}

/* ---- the run ---- */

static void ask_all(struct fetch *f)
{
	const struct http_options http = ask_options(f->arena, f->options);
	const struct http_listener listener = {on_done, on_progress, on_tick, f};

	if (!f->count)
		return;
	http_run(&http, f->requests, f->count, &listener);
	save_states(f);
}

static void run_locked(struct fetch *f)
{
	if (!subscriptions_load(f->arena, &f->opml, f->diags, &f->subscriptions))
		worsen(f, EXIT_CONTENT);
	else if (!f->opml.text.ptr) {
		diag_file(f->diags, SEVERITY_ERROR, "fetch", STR(SUBSCRIPTIONS_PATH),
			  "`almanac fetch --add URL` adds the first one", "there are no subscriptions");
		worsen(f, EXIT_CONTENT);
	}
	plan(f);
	ask_all(f);
}

int fetch_run(struct arena *arena, const struct fetch_options *options, struct diags *diags,
	      struct fetch_result *result)
{
	struct fetch f = {.arena = arena, .options = options, .diags = diags, .status = EXIT_GOOD};
	int lock, status = fetch_lock(diags, &lock);

	*result = (struct fetch_result){0};
	if (status != EXIT_GOOD)
		return status;
	run_locked(&f);
	*result = (struct fetch_result){f.rows, f.subscriptions.count, f.interrupted};
	close(lock);
	arena_release(&f.scratch);
	return f.status;
}
