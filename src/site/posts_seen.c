#include "site/posts_seen.h"

#include "format/ascii.h"

#include <errno.h>

enum { LARGEST = 4 << 20 };

struct str seen_path(struct arena *arena, struct str topic)
{
	return str_printf(arena, "content/%.*s/seen.txt", STR_ARG(topic));
}

/* ---- keys ---- */

/* QUERY behind its '?', but for parameters that say who came from where. */
static void add_query(struct buf *out, struct str query)
{
	char lead = '?';

	while (query.len) {
		size_t end = str_find(query, '&');
		struct str parameter = str_slice(query, 0, end);

		query = str_slice(query, end < query.len ? end + 1 : end, query.len);
		if (!parameter.len || str_starts(parameter, STR("utm_")))
			continue;
		buf_add_char(out, lead);
		buf_add_str(out, parameter);
		lead = '&';
	}
}

/* URL behind "http://" or "https://". */
static struct str without_scheme(struct str url)
{
	for (size_t length = 7; length <= 8 && length <= url.len; length++)
		if (ascii_equal(str_slice(url, 0, length),
				length == 7 ? STR("http://") : STR("https://")))
			return str_slice(url, length, url.len);
	return url;
}

struct str seen_link(struct arena *arena, struct str url)
{
	size_t fragment, query, host;
	struct buf out = BUF_INIT;
	struct str key;

	url = without_scheme(url);
	fragment = str_find(url, '#');
	query = str_find(str_slice(url, 0, fragment), '?');
	host = str_find(str_slice(url, 0, query), '/');
	for (size_t i = 0; i < host; i++)
		buf_add_char(&out, ascii_lower(url.ptr[i]));
	buf_add_str(&out, str_slice(url, host, query));
	while (out.len && out.ptr[out.len - 1] == '/')
		out.len--;
	if (query < fragment)
		add_query(&out, str_slice(url, query + 1, fragment));
	buf_add_str(&out, str_slice(url, fragment, url.len));
	key = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return key;
}

/* What a line says: without what stands behind " #". */
static struct str without_comment(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] == '#' && (!i || ascii_is_space(line.ptr[i - 1])))
			line.len = i;
	return str_trim(line);
}

/* "NAME ID", as it can stand in a line: on one, and without what begins a comment. */
static struct str id_line(struct arena *arena, const struct pulled_post *post)
{
	struct str line = str_join3(arena, post->feed, STR(" "), post->id);
	char *bytes = arena_copy(arena, line.ptr, line.len);

	for (size_t i = 0; i < line.len; i++) {
		if ((unsigned char)bytes[i] < ' ')
			bytes[i] = ' ';
		if (bytes[i] == '#' && (!i || bytes[i - 1] == ' '))
			bytes[i] = '_';
	}
	return str_trim((struct str){bytes, line.len});
}

static void add(struct seen *seen, struct str key)
{
	if (key.len)
		map_put(&seen->keys, seen->arena, key, seen);
}

/* ---- reading and writing ---- */

void seen_add_lines(struct seen *seen, struct str text)
{
	while (text.len) {
		size_t end = str_find(text, '\n');
		struct str line = without_comment(str_slice(text, 0, end));

		if (str_find(line, ' ') < line.len)
			add(seen, line);
		else
			add(seen, seen_link(seen->arena, line));
		text = str_slice(text, end < text.len ? end + 1 : end, text.len);
	}
}

bool seen_read(struct seen *seen, struct str topic, struct diags *diags, struct str *text,
	       struct stamp *stamp)
{
	struct str path = seen_path(seen->arena, topic);
	int error = file_read_stamped(seen->arena, path.ptr, LARGEST, text, stamp);

	if (!error) {
		seen_add_lines(seen, *text);
		return true;
	}
	*text = STR("");
	*stamp = (struct stamp){0};
	if (error == ENOENT)
		return true;
	diag_file(diags, SEVERITY_ERROR, "file", path,
		  error == EFBIG ? "remove lines of posts that are years old" : NULL, "%s",
		  error == EFBIG ? "this file is too large" : file_error(error));
	return false;
}

void seen_add_bundle(struct seen *seen, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->posts.count; i++)
		if (bundle->posts.items[i].url.str.ptr)
			add(seen, seen_link(seen->arena, bundle->posts.items[i].url.str));
}

bool seen_has(const struct seen *seen, const struct pulled_post *post)
{
	struct arena scratch = ARENA_INIT;
	bool has = post->url.ptr && map_get(&seen->keys, seen_link(&scratch, post->url));

	if (!has)
		has = map_get(&seen->keys, id_line(&scratch, post));
	arena_release(&scratch);
	return has;
}

void seen_write(struct buf *out, const struct pulled_post *post, struct str end)
{
	struct arena scratch = ARENA_INIT;
	bool link = post->url.ptr, same;

	same = link && str_equal(seen_link(&scratch, post->url), seen_link(&scratch, post->id));
	if (link) {
		buf_add_str(out, post->url);
		buf_add_str(out, end);
	}
	if (!same) {
		buf_add_str(out, id_line(&scratch, post));
		buf_add_str(out, end);
	}
	arena_release(&scratch);
}
