#include "format/feed_json.h"

#include "format/html_text.h"
#include "format/json.h"
#include "format/url.h"

struct reader {
	struct arena *arena;
	const struct feed_limits *limits;
	struct str base;
	struct buf clean;
};

/* Reading */

static struct str text_of(const struct data *map, struct str name)
{
	const struct data *value = map ? data_get(map, name) : NULL;

	return value && value->type == DATA_TEXT ? value->as.text.str : STR_UNKNOWN;
}

static const struct data *list_of(const struct data *map, struct str name)
{
	const struct data *value = data_get(map, name);

	return value && value->type == DATA_LIST ? value : NULL;
}

/* TEXT as plain text of at most MOST bytes; nothing is unknown. */
static struct str clean(struct reader *r, struct str text, size_t most, bool html)
{
	if (text.len > r->limits->text)
		text.len = r->limits->text;
	buf_reset(&r->clean);
	if (html)
		html_text(&r->clean, text, most);
	else
		html_plain(&r->clean, text, most);
	return r->clean.len ? str_copy(r->arena, buf_str(&r->clean)) : STR_UNKNOWN;
}

static struct str link_of(struct reader *r, const struct data *map, struct str name)
{
	return str_copy(r->arena, url_link(r->arena, r->base, text_of(map, name)));
}

static feed_time time_of(struct reader *r, const struct data *map, struct str name)
{
	feed_time time = feed_time_parse(text_of(map, name));

	return r->limits->latest && time > r->limits->latest ? FEED_TIME_UNKNOWN : time;
}

/* "authors" of version 1.1, "author" of 1.0. */
static struct str authors_of(struct reader *r, const struct data *map)
{
	const struct data *list = list_of(map, STR("authors")), *one = data_get(map, STR("author"));
	struct str names = STR_UNKNOWN;

	for (size_t i = 0; list && i < list->as.list.count && names.len < r->limits->title; i++) {
		const struct data *author = &list->as.list.items[i];
		struct str name = author->type == DATA_MAP ? text_of(author, STR("name"))
							   : STR_UNKNOWN;

		if (!name.len)
			continue;
		names = names.ptr ? str_join3(r->arena, names, STR(", "), name) : name;
	}
	if (!names.ptr && one && one->type == DATA_MAP)
		names = text_of(one, STR("name"));
	return clean(r, names, r->limits->title, false);
}

/* Identifiers that should be text and are numbers: whole ones are taken. */
static struct str id_of(struct reader *r, const struct data *item)
{
	const struct data *id = data_get(item, STR("id"));

	if (id && id->type == DATA_NUMBER)
		return str_printf(r->arena, "%.0f", id->as.number);
	if (text_of(item, STR("id")).len > r->limits->summary)
		return STR_UNKNOWN;
	return str_copy(r->arena, text_of(item, STR("id")));
}

static struct str summary_of(struct reader *r, const struct data *item)
{
	size_t most = r->limits->summary;
	struct str summary = clean(r, text_of(item, STR("summary")), most, false);

	if (!summary.ptr)
		summary = clean(r, text_of(item, STR("content_text")), most, false);
	if (!summary.ptr)
		summary = clean(r, text_of(item, STR("content_html")), most, true);
	return summary;
}

static void read_item(struct reader *r, const struct data *item, struct news_feed *feed)
{
	struct news_entry entry = {
		.id = id_of(r, item),
		.link = link_of(r, item, STR("url")),
		.title = clean(r, text_of(item, STR("title")), r->limits->title, false),
		.author = authors_of(r, item),
		.summary = summary_of(r, item),
		.published = time_of(r, item, STR("date_published")),
		.updated = time_of(r, item, STR("date_modified")),
	};

	if (!entry.id.len && !entry.link.ptr && !entry.title.ptr && !entry.summary.ptr)
		return;
	news_identify(r->arena, &entry);
	*list_add(&feed->entries, r->arena) = entry;
}

static struct str hub_of(struct reader *r, const struct data *map)
{
	const struct data *hubs = list_of(map, STR("hubs"));

	for (size_t i = 0; hubs && i < hubs->as.list.count; i++) {
		const struct data *hub = &hubs->as.list.items[i];

		if (hub->type == DATA_MAP)
			return link_of(r, hub, STR("url"));
	}
	return STR_UNKNOWN;
}

static void read_feed(struct reader *r, const struct data *map, struct news_feed *feed)
{
	const struct data *items = list_of(map, STR("items"));

	*feed = (struct news_feed){
		.title = clean(r, text_of(map, STR("title")), r->limits->title, false),
		.home = link_of(r, map, STR("home_page_url")),
		.self = link_of(r, map, STR("feed_url")),
		.description = clean(r, text_of(map, STR("description")), r->limits->summary,
				     false),
		.author = authors_of(r, map),
		.hub = hub_of(r, map),
	};
	for (size_t i = 0; items && i < items->as.list.count; i++)
		if (items->as.list.items[i].type == DATA_MAP &&
		    feed->entries.count < r->limits->entries)
			read_item(r, &items->as.list.items[i], feed);
}

bool feed_json_read(struct arena *arena, const struct source *source, struct str base,
		    const struct feed_limits *limits, struct diags *diags, struct news_feed *feed,
		    const struct data **own)
{
	struct reader reader = {.arena = arena, .limits = limits, .base = base};
	struct data *data = arena_new(arena, struct data);

	*feed = (struct news_feed){0};
	if (own)
		*own = NULL;
	/* A number too large, or a name that comes twice, is said and does no harm. */
	if (!json_read(arena, source, diags, data) && data->type != DATA_MAP)
		return false;
	if (data->type != DATA_MAP ||
	    !str_starts(text_of(data, STR("version")), STR("https://jsonfeed.org/version/1"))) {
		diag_file(diags, SEVERITY_ERROR, "feed", source->path,
			  "a JSON Feed says \"version\": \"https://jsonfeed.org/version/1.1\"",
			  "this is JSON, but no JSON Feed");
		return false;
	}
	read_feed(&reader, data, feed);
	if (own)
		*own = data_get(data, STR("_almanac"));
	buf_release(&reader.clean);
	return true;
}

/* Writing */

/* A member that is left out where it is unknown. */
static void write_known(struct json_writer *w, const char *name, struct str text)
{
	if (text.ptr)
		json_member(w, name, text);
}

static void write_author(struct json_writer *w, struct str author)
{
	if (!author.ptr)
		return;
	json_name(w, "authors");
	json_begin(w, '[');
	json_begin(w, '{');
	json_member(w, "name", author);
	json_end(w, '}');
	json_end(w, ']');
}

static void write_hub(struct json_writer *w, struct str hub)
{
	if (!hub.ptr)
		return;
	json_name(w, "hubs");
	json_begin(w, '[');
	json_begin(w, '{');
	json_member(w, "type", STR("WebSub"));
	json_member(w, "url", hub);
	json_end(w, '}');
	json_end(w, ']');
}

static void write_item(struct json_writer *w, struct arena *arena, const struct news_entry *entry)
{
	json_begin(w, '{');
	json_member(w, "id", entry->id);
	write_known(w, "url", entry->link);
	write_known(w, "title", entry->title);
	write_author(w, entry->author);
	write_known(w, "date_published", feed_time_rfc3339(arena, entry->published));
	write_known(w, "date_modified", feed_time_rfc3339(arena, entry->updated));
	/* One of two forms of content is required, if only empty. */
	json_member(w, "content_text", entry->summary.ptr ? entry->summary : STR(""));
	json_end(w, '}');
}

void feed_json_write(struct buf *out, const struct news_feed *feed,
		     void (*own)(struct json_writer *writer, const void *context),
		     const void *context)
{
	struct json_writer w = {.out = out};
	struct arena scratch = ARENA_INIT;

	json_begin(&w, '{');
	json_member(&w, "version", STR("https://jsonfeed.org/version/1.1"));
	json_member(&w, "title", feed->title.ptr ? feed->title : STR(""));
	write_known(&w, "home_page_url", feed->home);
	write_known(&w, "feed_url", feed->self);
	write_known(&w, "description", feed->description);
	write_author(&w, feed->author);
	write_hub(&w, feed->hub);
	if (own) {
		json_name(&w, "_almanac");
		own(&w, context);
	}
	json_name(&w, "items");
	json_begin(&w, '[');
	for (size_t i = 0; i < feed->entries.count; i++)
		write_item(&w, &scratch, &feed->entries.items[i]);
	json_end(&w, ']');
	json_end(&w, '}');
	arena_release(&scratch);
}
