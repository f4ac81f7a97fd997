#include "format/feeds_names.h"

#include "format/ascii.h"

#include <stdlib.h>

/* Beginnings of URIs without http:// or https://: versions differ at the end. */
static const struct {
	const char *uri;
	enum feed_space space;
} uris[] = {
	{"www.w3.org/2005/Atom", SPACE_CORE},
	{"purl.org/atom/ns#", SPACE_CORE},
	{"purl.org/rss/1.0/modules/content", SPACE_CONTENT},
	{"purl.org/rss/1.0/modules/syndication", SPACE_SY},
	{"purl.org/rss/1.0/modules/", SPACE_OTHER},
	{"purl.org/rss/1.0/", SPACE_CORE},
	{"my.netscape.com/rdf/simple/0.9/", SPACE_CORE},
	{"my.netscape.com/publish/formats/rss-0.91", SPACE_CORE},
	{"channel.netscape.com/rdf/simple/0.9/", SPACE_CORE},
	{"backend.userland.com/rss", SPACE_CORE},
	{"blogs.law.harvard.edu/tech/rss", SPACE_CORE},
	{"purl.org/dc/elements/", SPACE_DC},
	{"purl.org/dc/terms/", SPACE_DCTERMS},
	{"www.itunes.com/dtds/podcast-1.0.dtd", SPACE_ITUNES},
	{"search.yahoo.com/mrss", SPACE_MEDIA},
	{"www.w3.org/1999/02/22-rdf-syntax-ns#", SPACE_RDF},
	{"www.w3.org/1999/xhtml", SPACE_XHTML},
};

/* What prefixes mean that are used and not declared. */
static const struct {
	const char *prefix;
	enum feed_space space;
} prefixes[] = {
	{"atom", SPACE_CORE},	    {"rss", SPACE_CORE},    {"content", SPACE_CONTENT},
	{"dc", SPACE_DC},	    {"rdf", SPACE_RDF},	    {"dcterms", SPACE_DCTERMS},
	{"itunes", SPACE_ITUNES},   {"media", SPACE_MEDIA}, {"sy", SPACE_SY},
};

int feed_space(struct str prefix, struct str uri)
{
	if (ascii_starts(uri, STR("http")))
		uri = str_slice(uri, str_find(uri, '/'), uri.len);
	while (uri.len && uri.ptr[0] == '/')
		uri = str_slice(uri, 1, uri.len);
	for (size_t i = 0; uri.len && i < sizeof uris / sizeof *uris; i++)
		if (ascii_starts(uri, str_of(uris[i].uri)))
			return (int)uris[i].space;
	for (size_t i = 0; !uri.len && i < sizeof prefixes / sizeof *prefixes; i++)
		if (ascii_equal(prefix, str_of(prefixes[i].prefix)))
			return (int)prefixes[i].space;
	/* A default namespace that nobody knows is a mistake, not a vocabulary. */
	return prefix.len ? SPACE_OTHER : SPACE_CORE;
}

/*
 * Sorted by namespace and name. Where one item has several of a word: what the
 * format itself has counts most, what others add to it less, and the whole text
 * of a post is its summary where it has no other.
 */
static const struct word {
	enum feed_space space;
	const char *name;
	struct feed_name is;
} words[] = {
	{SPACE_CORE, "author", {WORD_AUTHOR, 9}},
	{SPACE_CORE, "body", {WORD_SUMMARY, 2}},
	{SPACE_CORE, "channel", {WORD_CHANNEL, 0}},
	{SPACE_CORE, "content", {WORD_SUMMARY, 2}},
	{SPACE_CORE, "created", {WORD_PUBLISHED, 2}},
	{SPACE_CORE, "description", {WORD_SUMMARY, 9}},
	{SPACE_CORE, "entry", {WORD_ITEM, 0}},
	{SPACE_CORE, "feed", {WORD_FEED, 0}},
	{SPACE_CORE, "guid", {WORD_GUID, 9}},
	{SPACE_CORE, "id", {WORD_ID, 8}},
	{SPACE_CORE, "issued", {WORD_PUBLISHED, 7}},
	{SPACE_CORE, "item", {WORD_ITEM, 0}},
	{SPACE_CORE, "lastbuilddate", {WORD_UPDATED, 9}},
	{SPACE_CORE, "link", {WORD_LINK, 9}},
	{SPACE_CORE, "managingeditor", {WORD_AUTHOR, 8}},
	{SPACE_CORE, "modified", {WORD_UPDATED, 8}},
	{SPACE_CORE, "pubdate", {WORD_PUBLISHED, 9}},
	{SPACE_CORE, "published", {WORD_PUBLISHED, 8}},
	{SPACE_CORE, "subtitle", {WORD_SUMMARY, 9}},
	{SPACE_CORE, "summary", {WORD_SUMMARY, 8}},
	{SPACE_CORE, "tagline", {WORD_SUMMARY, 9}},
	{SPACE_CORE, "title", {WORD_TITLE, 9}},
	{SPACE_CORE, "ttl", {WORD_TTL, 9}},
	{SPACE_CORE, "updated", {WORD_UPDATED, 9}},
	{SPACE_CONTENT, "encoded", {WORD_SUMMARY, 3}},
	{SPACE_DC, "author", {WORD_AUTHOR, 7}},
	{SPACE_DC, "creator", {WORD_AUTHOR, 7}},
	{SPACE_DC, "date", {WORD_UPDATED, 5}},
	{SPACE_DC, "description", {WORD_SUMMARY, 6}},
	{SPACE_DC, "title", {WORD_TITLE, 7}},
	{SPACE_DCTERMS, "created", {WORD_PUBLISHED, 1}},
	{SPACE_DCTERMS, "issued", {WORD_PUBLISHED, 6}},
	{SPACE_DCTERMS, "modified", {WORD_UPDATED, 7}},
	{SPACE_ITUNES, "author", {WORD_AUTHOR, 6}},
	{SPACE_ITUNES, "summary", {WORD_SUMMARY, 5}},
	{SPACE_MEDIA, "description", {WORD_SUMMARY, 4}},
	{SPACE_MEDIA, "group", {WORD_GROUP, 0}},
	{SPACE_MEDIA, "title", {WORD_TITLE, 3}},
	{SPACE_SY, "updatefrequency", {WORD_FREQUENCY, 9}},
	{SPACE_SY, "updateperiod", {WORD_PERIOD, 9}},
	{SPACE_XHTML, "body", {WORD_SUMMARY, 2}},
};

struct key {
	int space;
	struct str name;
};

static int by_name(const void *left, const void *right)
{
	const struct key *key = left;
	const struct word *word = right;

	if (key->space != (int)word->space)
		return key->space - (int)word->space;
	return ascii_compare(key->name, str_of(word->name));
}

struct feed_name feed_name(int space, struct str name)
{
	struct key key = {space, name};
	const struct word *word =
		bsearch(&key, words, sizeof words / sizeof *words, sizeof *words, by_name);

	return word ? word->is : (struct feed_name){WORD_NONE, 0};
}
