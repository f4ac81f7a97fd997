#include "format/http_way.h"

#include "base/unicode.h"
#include "format/ascii.h"
#include "format/url.h"

/* TEXT with what is not ASCII from FROM on percent-encoded. */
static struct str encoded(struct arena *arena, struct str text, size_t from)
{
	char *out = arena_alloc(arena, 3 * text.len + 1);
	size_t length = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (i < from || byte < 0x80) {
			out[length++] = (char)byte;
			continue;
		}
		out[length++] = '%';
		out[length++] = "0123456789ABCDEF"[byte >> 4];
		out[length++] = "0123456789ABCDEF"[byte & 15];
	}
	return (struct str){out, length};
}

/* A host may be written in other letters, which are UTF-8 then. */
static struct str encoded_url(struct arena *arena, struct str url)
{
	size_t host_end = (size_t)(url_parse(url).path.ptr - url.ptr);

	return encoded(arena, url, utf8_invalid(str_slice(url, 0, host_end)) < host_end ? 0 : host_end);
}

struct http_way http_way_begin(struct arena *arena, struct str url)
{
	return (struct http_way){.hops = {encoded_url(arena, url)}, .permanent = true};
}

bool http_way_is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool was_there(const struct http_way *way, struct str url)
{
	for (int i = 0; i <= way->redirects; i++)
		if (str_equal(way->hops[i], url))
			return true;
	return false;
}

static struct str what_forbids(struct arena *arena, const struct http_way *way, struct str to,
			       struct str location)
{
	const struct str https = STR("https:");

	if (!to.ptr)
		return str_printf(arena, "it redirects to \"%.*s\", which does not lead to the web",
				  STR_ARG(encoded(arena, location, 0)));
	if (ascii_starts(http_way_here(way), https) && !ascii_starts(to, https))
		return str_printf(arena, "it redirects from https down to %.*s", STR_ARG(to));
	if (was_there(way, to))
		return str_printf(arena, "its redirects lead back to %.*s", STR_ARG(to));
	if (way->redirects == HTTP_REDIRECTS)
		return str_printf(arena, "it redirects more than %d times", HTTP_REDIRECTS);
	return STR_UNKNOWN;
}

bool http_way_follow(struct arena *arena, struct http_way *way, long status,
		     struct str location, struct str *failure)
{
	struct str to = url_link(arena, http_way_here(way), location);

	if (to.ptr)
		to = encoded_url(arena, str_slice(to, 0, str_find(to, '#')));
	*failure = what_forbids(arena, way, to, location);
	if (failure->ptr)
		return false;
	way->hops[++way->redirects] = str_copy(arena, to);
	way->permanent = way->permanent && (status == 301 || status == 308);
	if (way->permanent)
		way->moved = http_way_here(way);
	return true;
}
