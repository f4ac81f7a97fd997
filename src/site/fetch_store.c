#include "site/fetch_store.h"

#include "base/file.h"
#include "base/unicode.h"
#include "format/feed_json.h"
#include "format/feeds_merge.h"
#include "site/subscriptions.h"

#include <errno.h>

#define FILE_LARGEST ((size_t)8 << 20)

/* ---- header fields as text ---- */

struct str store_field_text(struct arena *arena, struct str bytes)
{
	struct buf out = BUF_INIT;
	struct str text;

	for (size_t i = 0; i < bytes.len; i++)
		utf8_add(&out, (unsigned char)bytes.ptr[i]);
	text = out.len ? str_copy(arena, buf_str(&out)) : STR_UNKNOWN;
	buf_release(&out);
	return text;
}

struct str store_field_bytes(struct arena *arena, struct str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);
	size_t length = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);

		if (code > 0xff || code == '\r' || code == '\n')
			return STR_UNKNOWN; /* no field: somebody has edited it */
		bytes[length++] = (char)code;
	}
	return length ? (struct str){bytes, length} : STR_UNKNOWN;
}

/* ---- reading ---- */

static struct str text_of(const struct data *map, struct str name)
{
	const struct data *value = data_get(map, name);

	return value && value->type == DATA_TEXT ? value->as.text.str : STR_UNKNOWN;
}

static struct origin origin_of(struct arena *arena, const struct data *own)
{
	if (!own || own->type != DATA_MAP)
		return (struct origin){0};
	return (struct origin){
		.url = text_of(own, STR("url")),
		.moved = text_of(own, STR("moved_to")),
		.valid = {.url = text_of(own, STR("valid_for")),
			  .etag = store_field_bytes(arena, text_of(own, STR("etag"))),
			  .last_modified = store_field_bytes(arena, text_of(own, STR("last_modified")))},
	};
}

bool stored_feed_read(struct arena *arena, struct str name, struct diags *diags,
		      struct stored_feed *stored)
{
	const struct feed_limits limits = FEED_LIMITS;
	struct source source = {0};
	const struct data *own = NULL;
	int error;

	*stored = (struct stored_feed){.path = str_printf(arena, SUBSCRIPTIONS_DIR "/%.*s.json",
							  STR_ARG(name))};
	source.path = stored->path;
	error = file_read(arena, stored->path.ptr, FILE_LARGEST, &source.text);
	if (error == ENOENT)
		return true;
	if (error) {
		diag_file(diags, SEVERITY_ERROR, "feed", stored->path, NULL, "%s", file_error(error));
		return false;
	}
	stored->bytes = source.text;
	if (!feed_json_read(arena, &source, STR_UNKNOWN, &limits, diags, &stored->feed, &own))
		return false;
	stored->origin = origin_of(arena, own);
	return true;
}

/* ---- writing ---- */

static feed_time newest(const struct news_feed *feed)
{
	feed_time newest = 0;

	for (size_t i = 0; i < feed->entries.count; i++) {
		feed_time time = news_entry_time(&feed->entries.items[i]);

		newest = time > newest ? time : newest;
	}
	return newest;
}

/* Age counts from the newest post, not from now: what is kept hangs on the feed alone. */
struct news_feed store_merge(struct arena *arena, const struct news_feed *old,
			     const struct news_feed *new, size_t *added)
{
	feed_time a = newest(old), b = newest(new), last = a > b ? a : b;
	const struct feed_retention keep = {.count = STORE_POSTS,
					    .oldest = last > STORE_AGE ? last - STORE_AGE : 0};

	return feeds_merge(arena, old, new, &keep, added);
}

static void write_known(struct json_writer *w, const char *name, struct str text)
{
	if (text.ptr)
		json_member(w, name, text);
}

static void write_origin(struct json_writer *w, const void *context)
{
	const struct origin *origin = context;
	const struct validators *valid = &origin->valid;
	struct arena scratch = ARENA_INIT;

	json_begin(w, '{');
	write_known(w, "url", origin->url);
	write_known(w, "moved_to", origin->moved);
	if (valid->etag.ptr || valid->last_modified.ptr) {
		write_known(w, "valid_for", valid->url);
		write_known(w, "etag", store_field_text(&scratch, valid->etag));
		write_known(w, "last_modified", store_field_text(&scratch, valid->last_modified));
	}
	json_end(w, '}');
	arena_release(&scratch);
}

void store_print(struct buf *out, const struct news_feed *feed, const struct origin *origin)
{
	feed_json_write(out, feed, write_origin, origin);
}

int store_write(struct arena *arena, struct stored_feed *stored, const struct news_feed *feed,
		const struct origin *origin)
{
	struct buf out = BUF_INIT;
	bool same_origin = stored->bytes.ptr && str_equal(stored->origin.url, origin->url);
	int error = 0;

	store_print(&out, feed, &stored->origin);
	if (!same_origin || !str_equal(buf_str(&out), stored->bytes)) {
		buf_reset(&out);
		store_print(&out, feed, origin);
		error = file_replace(stored->path.ptr, buf_str(&out));
		if (!error)
			stored->bytes = str_copy(arena, buf_str(&out));
	}
	buf_release(&out);
	return error;
}
