#include "format/feeds_read.h"

#include "format/ascii.h"
#include "format/encoding.h"
#include "format/feed_json.h"
#include "format/feeds_xml.h"
#include "format/gzip.h"
#include "format/xml_repair.h"

static bool refuse(struct diags *diags, const struct feed_bytes *from, const char *help,
		   const char *message)
{
	diag_file(diags, SEVERITY_ERROR, "feed", from->path, help, "%s", message);
	return false;
}

static size_t line_of(struct str text, size_t offset)
{
	size_t line = 1;

	for (size_t i = 0; i < offset && i < text.len; i++)
		line += text.ptr[i] == '\n';
	return line;
}

/* What is left after repair is not well-formed either. */
static bool report_broken(struct arena *arena, struct diags *diags, const struct feed_bytes *from,
			  struct str text, const struct xml_error *error, size_t entries)
{
	enum severity severity = entries ? SEVERITY_WARNING : SEVERITY_ERROR;
	struct str kept = STR("");

	if (entries)
		kept = str_printf(arena, "; %zu %s read before that", entries,
				  entries == 1 ? "entry was" : "entries were");
	if (error->at_end)
		diag_file(diags, severity, "feed", from->path, NULL,
			  "the feed breaks off before its end%.*s", STR_ARG(kept));
	else
		diag_file(diags, severity, "feed", from->path, NULL,
			  "not well-formed XML near line %zu: %s%.*s",
			  line_of(text, error->offset), error->message, STR_ARG(kept));
	return entries;
}

static bool is_html(struct str text)
{
	static const char *const roots[] = {"html", "body", "head"};

	return ascii_starts(str_trim(text), STR("<!doctype html")) ||
	       xml_find_root(text, roots, 3) < text.len;
}

static bool report_no_feed(struct diags *diags, const struct feed_bytes *from, struct str text)
{
	if (!str_trim(text).len)
		return refuse(diags, from, NULL, "this is empty");
	if (is_html(text))
		return refuse(diags, from,
			      "give the address of the feed that the page links to",
			      "this is a page of HTML, not a feed");
	return refuse(diags, from, "RSS, RDF, Atom and JSON Feed are read",
		      "this is no feed that Almanac knows");
}

/* Text that is well-formed is read as it is; other is repaired first. */
static bool read_xml(struct arena *arena, const struct feed_bytes *from, struct str text,
		     const struct feed_limits *limits, struct diags *diags, struct news_feed *feed)
{
	size_t root = xml_find_root(text, feeds_xml_roots, feeds_xml_root_count);
	struct str xml = str_slice(text, root, text.len);
	struct buf repaired = BUF_INIT;
	struct xml_error error;

	if (root == text.len)
		return report_no_feed(diags, from, text);
	if (feeds_xml_read(arena, xml, from->url, limits, feed, &error))
		return true;
	xml_repair(&repaired, xml);
	feed->partial =
		!feeds_xml_read(arena, buf_str(&repaired), from->url, limits, feed, &error);
	buf_release(&repaired);
	if (!feed->partial)
		return true;
	error.offset += root;
	return report_broken(arena, diags, from, text, &error, feed->entries.count);
}

/* JSON's messages point into a text that nobody has at hand: the first is passed on. */
static bool read_json(struct arena *arena, const struct feed_bytes *from, struct str text,
		      const struct feed_limits *limits, struct diags *diags, struct news_feed *feed)
{
	const struct source source = {from->path, text};
	struct diags own;
	bool good;

	diags_init(&own);
	good = feed_json_read(arena, &source, from->url, limits, &own, feed, NULL);
	if (!good && own.list.count) {
		const struct diag *first = &own.list.items[0];

		if (first->line)
			diag_file(diags, SEVERITY_ERROR, "feed", from->path, NULL,
				  "not valid JSON in line %zu: %.*s", first->line,
				  STR_ARG(first->message));
		else
			refuse(diags, from, first->help.ptr, first->message.ptr);
	}
	diags_release(&own);
	return good;
}

bool feeds_read(struct arena *arena, const struct feed_bytes *from,
		const struct feed_limits *limits, struct diags *diags, struct news_feed *feed)
{
	struct str bytes = from->bytes, text;
	size_t first;

	*feed = (struct news_feed){0};
	if (bytes.len <= limits->bytes && gzip_is(bytes))
		bytes = gzip_read(arena, bytes, limits->bytes);
	if (bytes.len > limits->bytes) {
		diag_file(diags, SEVERITY_ERROR, "feed", from->path, NULL,
			  "the feed is larger than %zu MiB", limits->bytes >> 20);
		return false;
	}
	text = encoding_to_utf8(arena, bytes, from->charset);
	for (first = 0; first < text.len && ascii_is_space(text.ptr[first]);)
		first++;
	if (first < text.len && (text.ptr[first] == '{' || text.ptr[first] == '['))
		return read_json(arena, from, text, limits, diags, feed);
	return read_xml(arena, from, text, limits, diags, feed);
}
