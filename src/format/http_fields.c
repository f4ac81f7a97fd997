#include "format/http_fields.h"

#include "format/ascii.h"

#include <stdbool.h>

enum { VALUE_LONGEST = 2048 };

static bool is_printable(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (((unsigned char)value.ptr[i] < 0x20 && value.ptr[i] != '\t') || value.ptr[i] == 0x7f)
			return false;
	return true;
}

/* Where the value of NAME is kept, or NULL. */
static struct str *field_of(struct http_fields *fields, struct str name)
{
	const struct {
		struct str name;
		struct str *value;
	} kept[] = {
		{STR("Cache-Control"), &fields->cache_control},
		{STR("Content-Type"), &fields->content_type},
		{STR("Date"), &fields->date},
		{STR("ETag"), &fields->etag},
		{STR("Expires"), &fields->expires},
		{STR("Last-Modified"), &fields->last_modified},
		{STR("Location"), &fields->location},
		{STR("Retry-After"), &fields->retry_after},
	};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (ascii_equal(name, kept[i].name))
			return kept[i].value;
	return NULL;
}

void http_fields_keep(struct arena *arena, struct http_fields *fields, struct str line)
{
	size_t colon = str_find(line, ':');
	struct str *field = field_of(fields, str_slice(line, 0, colon)), value;

	if (!field || colon == line.len)
		return;
	value = str_trim(str_slice(line, colon + 1, line.len));
	if (!value.len || value.len > VALUE_LONGEST || !is_printable(value))
		return;
	if (field == &fields->cache_control && field->ptr) /* a list may come in parts */
		*field = str_join3(arena, *field, STR(", "), value);
	else
		*field = str_copy(arena, value);
}

static feed_time bounded(feed_time seconds)
{
	return seconds < 0 ? 0 : seconds < HTTP_LONGEST ? seconds : HTTP_LONGEST;
}

/* Delta-seconds, however many digits they have; -1 where they are none. */
static feed_time seconds_of(struct str digits)
{
	for (size_t i = 0; i < digits.len; i++)
		if (!ascii_is_digit(digits.ptr[i]))
			return -1;
	if (digits.len > 9)
		return HTTP_LONGEST;
	return ascii_number(digits); /* -1 for none */
}

static struct str unquoted(struct str text)
{
	if (text.len >= 2 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"')
		return str_slice(text, 1, text.len - 1);
	return text;
}

/* The value of max-age, or -1. */
static feed_time max_age(struct str list)
{
	const struct str name = STR("max-age=");

	while (list.len) {
		size_t end = str_find(list, ',');
		struct str one = str_trim(str_slice(list, 0, end));

		if (ascii_starts(one, name))
			return seconds_of(unquoted(str_slice(one, name.len, one.len)));
		list = str_slice(list, end < list.len ? end + 1 : end, list.len);
	}
	return -1;
}

feed_time http_fresh_for(const struct http_fields *fields, feed_time now)
{
	feed_time age = max_age(fields->cache_control), end = feed_time_parse(fields->expires);
	feed_time begin = feed_time_parse(fields->date);

	if (age >= 0)
		return bounded(age);
	return end ? bounded(end - (begin ? begin : now)) : 0;
}

feed_time http_retry_after(const struct http_fields *fields, feed_time now)
{
	struct str value = fields->retry_after;
	feed_time seconds = value.len ? seconds_of(value) : 0, date;

	if (seconds >= 0)
		return bounded(seconds);
	date = feed_time_parse(value);
	return date ? bounded(date - now) : 0;
}
