#include "site/fetch_ask.h"

#include "base/diag.h"
#include "format/data.h"
#include "format/encoding.h"
#include "format/feeds_read.h"
#include "site/load.h"

/* ---- asking ---- */

static struct str base_url(struct arena *arena)
{
	struct site *site = arena_new(arena, struct site);
	struct str url = STR_UNKNOWN;
	const struct data *value = NULL;
	struct diags unheard;
	struct data config;

	diags_init(&unheard);
	if (load_config(site, &unheard, &config) && config.type == DATA_MAP)
		value = data_get(&config, STR("base_url"));
	if (value && value->type == DATA_TEXT)
		url = str_copy(arena, value->as.text.str);
	diags_release(&unheard);
	arena_release(&site->arena);
	return url;
}

static bool is_header_text(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] <= ' ' || text.ptr[i] >= 0x7f || text.ptr[i] == ')')
			return false;
	return text.len;
}

struct http_options ask_options(struct arena *arena, const struct fetch_options *options)
{
	const struct feed_limits limits = FEED_LIMITS;
	struct str url = base_url(arena), agent = STR("almanac/" PACKAGE_VERSION);

	if (is_header_text(url))
		agent = str_printf(arena, "%.*s (+%.*s)", STR_ARG(agent), STR_ARG(url));
	return (struct http_options){.agent = agent,
				     .ca_file = options->ca_file,
				     .allow_private = options->allow_private,
				     .largest = limits.bytes,
				     .seconds = options->seconds};
}

struct kept {
	struct arena *arena;
	struct http_response response;
};

static void keep(void *context, size_t index, const struct http_response *from)
{
	struct kept *kept = context;
	struct arena *arena = kept->arena;
	const struct http_fields *fields = &from->fields;

	(void)index;
	kept->response = (struct http_response){
		.status = from->status,
		.failure = str_copy(arena, from->failure),
		.help = str_copy(arena, from->help),
		.url = str_copy(arena, from->url),
		.moved = str_copy(arena, from->moved),
		.body = str_copy(arena, from->body),
		.fields = {.cache_control = str_copy(arena, fields->cache_control),
			   .content_type = str_copy(arena, fields->content_type),
			   .date = str_copy(arena, fields->date),
			   .etag = str_copy(arena, fields->etag),
			   .expires = str_copy(arena, fields->expires),
			   .last_modified = str_copy(arena, fields->last_modified),
			   .retry_after = str_copy(arena, fields->retry_after)},
	};
}

struct http_response ask_one(struct arena *arena, const struct fetch_options *options,
			     struct str url)
{
	const struct http_options http = ask_options(arena, options);
	const struct http_request request = {.url = url};
	struct kept kept = {.arena = arena};
	const struct http_listener listener = {.done = keep, .context = &kept};

	http_run(&http, &request, 1, &listener);
	return kept.response;
}

/* ---- answers ---- */

/* What a server had a hand in, as one line of text without control characters. */
static struct str as_line(struct arena *arena, struct str text)
{
	struct str line = str_copy(arena, encoding_to_utf8(arena, text, STR_UNKNOWN));
	char *bytes = (char *)line.ptr;

	for (size_t i = 0; i < line.len; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte < ' ' || byte == 0x7f)
			bytes[i] = ' ';
		if (byte == 0xc2 && (unsigned char)bytes[i + 1] < 0xa0) /* U+0080 to U+009F */
			bytes[i] = bytes[i + 1] = ' ';
	}
	return line;
}

static struct ask_remark first_remark(struct arena *arena, const struct diags *diags)
{
	const struct diag *first = diags->list.items;

	if (!diags->list.count)
		return (struct ask_remark){0};
	return (struct ask_remark){as_line(arena, first->message), str_copy(arena, first->help)};
}

bool ask_read_bytes(struct arena *arena, struct str bytes, struct str url, struct str charset,
		    feed_time now, struct news_feed *feed, struct ask_remark *remark)
{
	const struct feed_bytes from = {.path = url, .bytes = bytes, .url = url, .charset = charset};
	struct feed_limits limits = FEED_LIMITS;
	struct diags diags;
	bool good;

	limits.latest = now + 24 * 3600; /* clocks differ, and zones are left out */
	diags_init(&diags);
	good = feeds_read(arena, &from, &limits, &diags, feed);
	*remark = first_remark(arena, &diags);
	diags_release(&diags);
	return good;
}

bool ask_read(struct arena *arena, const struct http_response *response, feed_time now,
	      struct news_feed *feed, struct ask_remark *remark)
{
	return ask_read_bytes(arena, response->body, response->url,
			      encoding_of_content_type(response->fields.content_type), now, feed, remark);
}

static const char *status_words(long status)
{
	switch (status) {
	case 304: return ", not modified, and was not asked whether it is";
	case 400: return ", bad request";
	case 401: return ", a password is needed";
	case 403: return ", forbidden";
	case 404: return ", not found";
	case 406: return ", not acceptable";
	case 410: return ", gone for good";
	case 429: return ", too many requests";
	case 500: return ", internal error";
	case 502: return ", bad gateway";
	case 503: return ", not available";
	case 504: return ", gateway timeout";
	default: return "";
	}
}

struct ask_remark ask_failure(struct arena *arena, const struct http_response *response)
{
	if (!response->status)
		return (struct ask_remark){as_line(arena, response->failure),
					   str_copy(arena, response->help)};
	return (struct ask_remark){.what = str_printf(arena, "the server answers %ld%s",
						      response->status,
						      status_words(response->status))};
}
