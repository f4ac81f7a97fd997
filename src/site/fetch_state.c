#include "site/fetch_state.h"

#include "base/file.h"
#include "format/json.h"
#include "format/json_write.h"

#include <errno.h>

#define STATE_DIR ".almanac"
#define STATE_PATH STATE_DIR "/fetch-state"
#define STATE_LARGEST ((size_t)16 << 20)

/* ---- reading ---- */

static struct str text_of(const struct data *map, const char *name)
{
	const struct data *value = data_get(map, str_of(name));

	return value && value->type == DATA_TEXT ? value->as.text.str : STR_UNKNOWN;
}

static feed_time time_of(const struct data *map, const char *name)
{
	return feed_time_parse(text_of(map, name));
}

static long count_of(const struct data *map, const char *name)
{
	const struct data *value = data_get(map, str_of(name));

	return value && value->type == DATA_NUMBER && value->as.number > 0 &&
			       value->as.number < 1e6
		       ? (long)value->as.number
		       : 0;
}

static struct fetch_state state_of(struct arena *arena, const struct data *map)
{
	const struct data *gone = data_get(map, STR("gone"));

	return (struct fetch_state){
		.name = text_of(map, "name"),
		.url = text_of(map, "url"),
		.asked = time_of(map, "asked"),
		.answered = time_of(map, "answered"),
		.due = time_of(map, "due"),
		.failures = count_of(map, "failures"),
		.ttl = count_of(map, "ttl"),
		.failure = text_of(map, "failure"),
		.gone = gone && gone->type == DATA_BOOL && gone->as.truth,
		.origin = {.url = text_of(map, "url"),
			   .moved = text_of(map, "moved_to"),
			   .valid = {.url = text_of(map, "valid_for"),
				     .etag = store_field_bytes(arena, text_of(map, "etag")),
				     .last_modified = store_field_bytes(
					     arena, text_of(map, "last_modified"))}},
		.of = text_of(map, "of"),
	};
}

fetch_states fetch_states_read(struct arena *arena)
{
	struct source *source = arena_new(arena, struct source);
	fetch_states states = {0};
	struct diags unheard;
	struct data data;

	diags_init(&unheard);
	if (!file_read(arena, STATE_PATH, STATE_LARGEST, &source->text) &&
	    json_read(arena, source, &unheard, &data) && data.type == DATA_LIST)
		for (size_t i = 0; i < data.as.list.count; i++)
			if (data.as.list.items[i].type == DATA_MAP)
				*list_add(&states, arena) =
					state_of(arena, &data.as.list.items[i]);
	diags_release(&unheard);
	return states;
}

struct fetch_state *fetch_states_find(const fetch_states *states, struct str name)
{
	for (size_t i = 0; i < states->count; i++)
		if (str_equal(states->items[i].name, name))
			return &states->items[i];
	return NULL;
}

/* ---- writing ---- */

static void write_known(struct json_writer *w, const char *name, struct str text)
{
	if (text.ptr)
		json_member(w, name, text);
}

static void write_state(struct json_writer *w, struct arena *arena, const struct fetch_state *s)
{
	json_begin(w, '{');
	json_member(w, "name", s->name);
	json_member(w, "url", s->url);
	write_known(w, "asked", feed_time_rfc3339(arena, s->asked));
	write_known(w, "answered", feed_time_rfc3339(arena, s->answered));
	write_known(w, "due", feed_time_rfc3339(arena, s->due));
	json_name(w, "failures");
	json_integer(w, s->failures);
	json_name(w, "ttl");
	json_integer(w, s->ttl);
	write_known(w, "failure", s->failure);
	json_name(w, "gone");
	json_bool(w, s->gone);
	write_known(w, "moved_to", s->origin.moved);
	write_known(w, "valid_for", s->origin.valid.url);
	write_known(w, "etag", store_field_text(arena, s->origin.valid.etag));
	write_known(w, "last_modified", store_field_text(arena, s->origin.valid.last_modified));
	write_known(w, "of", s->of);
	json_end(w, '}');
}

int fetch_states_write(const fetch_states *states)
{
	struct arena scratch = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct json_writer w = {.out = &out};
	int error;

	json_begin(&w, '[');
	for (size_t i = 0; i < states->count; i++)
		write_state(&w, &scratch, &states->items[i]);
	json_end(&w, ']');
	error = dir_make(STATE_DIR);
	if (error == EEXIST)
		error = ENOTDIR; /* that is what it is */
	if (!error)
		error = file_replace(STATE_PATH, buf_str(&out));
	buf_release(&out);
	arena_release(&scratch);
	return error;
}
