#include "format/feeds_read.h"

#include "base/buf.h"
#include "format/feed_json.h"
#include "format/feeds_value.h"
#include "format/gzip.h"

#include "../unit.h"

static struct arena arena;
static struct diags diags;
static struct buf out;
static struct news_feed feed;
static struct feed_limits limits;

static int set_up(void **state)
{
	(void)state;
	diags_init(&diags);
	limits = (struct feed_limits)FEED_LIMITS;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

/* The bytes are gone when the feed is looked at: it owes nothing to them. */
static bool read_feed(struct str text, const char *url)
{
	char *copy = malloc(text.len + 1);
	struct feed_bytes from = {STR("f"), {copy, text.len}, str_of(url), STR_UNKNOWN};
	bool good;

	memcpy(copy, text.ptr, text.len);
	diags_release(&diags);
	good = feeds_read(&arena, &from, &limits, &diags, &feed);
	memset(copy, '#', text.len);
	free(copy);
	return good;
}

#define RSS(inner) STR("<rss><channel>" inner "</channel></rss>")

static void hints_for_a_fetcher(void **state)
{
	(void)state;
	assert_true(read_feed(RSS("<ttl>90</ttl><atom:link rel='hub' href='https://h.example/'/>"
				  "<atom:link rel='self' href='/f'/>"
				  "<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>"),
			      "https://a.example/"));
	assert_int_equal(feed.ttl, 90);
	assert_str(feed.hub, "https://h.example/");
	assert_str(feed.self, "https://a.example/f");
	assert_int_equal(feed.updated, 1072986501);
	assert_false(feed.partial);
	read_feed(RSS("<sy:updatePeriod>daily</sy:updatePeriod>"
		      "<sy:updateFrequency> 4 </sy:updateFrequency>"), NULL);
	assert_int_equal(feed.ttl, 360);
	read_feed(RSS("<sy:updatePeriod>hourly</sy:updatePeriod><ttl>soon</ttl>"), NULL);
	assert_int_equal(feed.ttl, 60);
	read_feed(RSS("<item><title>x</title><ttl>7</ttl></item>"), NULL);
	assert_int_equal(feed.ttl, 0);
	read_feed(RSS("<ttl>-5</ttl><sy:updateFrequency>0</sy:updateFrequency>"), NULL);
	assert_int_equal(feed.ttl, 0);
}

/* A type says what a text is, and nothing of an address or a date. */
static void types_of_what_is_no_text(void **state)
{
	(void)state;
	read_feed(RSS("<item><link type='application/xhtml+xml'>https://a.example/?b&amp;c</link>"
		      "<guid type='image/png'>b&amp;c</guid>"
		      "<pubDate type='text/html'>1 Jan 2004</pubDate></item>"), NULL);
	assert_str(feed.entries.items[0].link, "https://a.example/?b&c");
	assert_str(feed.entries.items[0].id, "b&c");
	assert_int_equal(feed.entries.items[0].published, 1072915200);
}

static void limits_hold(void **state)
{
	(void)state;
	limits.entries = 1;
	limits.title = 10;
	limits.summary = 8;
	assert_true(read_feed(RSS("<item><title>one two three</title>"
				  "<description>four five</description></item>"
				  "<item><title>two</title></item><title>Behind</title>"), NULL));
	assert_int_equal(feed.entries.count, 1);
	assert_str(feed.entries.items[0].title, "one two…");
	assert_str(feed.entries.items[0].summary, "four…");
	assert_str(feed.title, "Behind");
	limits.text = 5;
	assert_true(read_feed(RSS("<item><title>abcdefgh</title></item>"), NULL));
	assert_str(feed.entries.items[0].title, "abcde");
	limits.bytes = 10;
	assert_false(read_feed(RSS(""), NULL));
	assert_int_equal(diags.errors, 1);
}

static void the_future_is_unknown(void **state)
{
	(void)state;
	limits.latest = 1072986501;
	read_feed(RSS("<item><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item>"
		      "<item><title>x</title><pubDate>Thu, 01 Jan 2004 19:48:22 GMT</pubDate></item>"),
		  NULL);
	assert_int_equal(feed.entries.items[0].published, 1072986501);
	assert_int_equal(feed.entries.items[1].published, 0);
	read_feed(STR("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": ["
		      "{\"id\": \"a\", \"date_published\": \"9999-12-31T00:00:00Z\"}]}"), NULL);
	assert_int_equal(feed.entries.items[0].published, 0);
}

static void authors(void **state)
{
	(void)state;
	assert_str(feed_author_name(STR("Jane Doe")), "Jane Doe");
	assert_str(feed_author_name(STR(" j@a.example (Jane Doe) ")), "Jane Doe");
	assert_str(feed_author_name(STR("Jane <j@a.example>")), "Jane");
	assert_str(feed_author_name(STR("Jane (j@a.example")), "Jane");
	assert_str(feed_author_name(STR("Jane (of A) Doe")), "Jane (of A) Doe");
	assert_unknown(feed_author_name(STR("j@a.example")));
	assert_unknown(feed_author_name(STR("j@a.example (j@a.example)")));
	assert_unknown(feed_author_name(STR("(j@a.example)")));
	assert_unknown(feed_author_name(STR("")));
}

static void base64(void **state)
{
	(void)state;
	feed_base64(&out, STR("PGI+\n eA==ignored"));
	assert_str(buf_str(&out), "<b>x");
	buf_reset(&out);
	feed_base64(&out, STR("eHk"));
	assert_str(buf_str(&out), "xy");
	buf_reset(&out);
	feed_base64(&out, STR("_-8=*"));
	assert_str(buf_str(&out), "\xff\xef");
}

static void ids(void **state)
{
	struct news_entry a = {.title = STR("A"), .published = 5}, b = a, c = a;

	(void)state;
	b.published = 6;
	c.title = STR("A\n5");
	c.published = 0;
	news_identify(&arena, &a);
	news_identify(&arena, &b);
	news_identify(&arena, &c);
	assert_str(a.id, "fnv1a:faee0819a115ac85");
	assert_false(str_equal(a.id, b.id));
	assert_false(str_equal(a.id, c.id));
	a = (struct news_entry){.link = STR("https://a.example/"), .title = STR("A")};
	news_identify(&arena, &a);
	assert_str(a.id, "https://a.example/");
	a.id = STR("own");
	news_identify(&arena, &a);
	assert_str(a.id, "own");
}

static void write_own(struct json_writer *w, const void *context)
{
	json_begin(w, '{');
	json_member(w, "etag", *(const struct str *)context);
	json_end(w, '}');
}

static void own_member(void **state)
{
	const struct str etag = STR("W/\"a\"");
	struct source source = {STR("f.json"), STR("")};
	const struct data *own;

	(void)state;
	read_feed(RSS("<title>T</title><item><guid>1</guid></item>"), NULL);
	feed_json_write(&out, &feed, write_own, &etag);
	assert_str(buf_str(&out),
		   "{\n"
		   "  \"version\": \"https://jsonfeed.org/version/1.1\",\n"
		   "  \"title\": \"T\",\n"
		   "  \"_almanac\": {\n"
		   "    \"etag\": \"W/\\\"a\\\"\"\n"
		   "  },\n"
		   "  \"items\": [\n"
		   "    {\n"
		   "      \"id\": \"1\",\n"
		   "      \"content_text\": \"\"\n"
		   "    }\n"
		   "  ]\n"
		   "}\n");
	source.text = buf_str(&out);
	assert_true(feed_json_read(&arena, &source, STR_UNKNOWN, &limits, &diags, &feed, &own));
	assert_non_null(own);
	assert_str(data_get(own, STR("etag"))->as.text.str, "W/\"a\"");
	assert_int_equal(feed.entries.count, 1);
}

/* A billion of laughs costs nothing: no entity is ever declared. */
static void laughs(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	buf_add_lit(&text, "<!DOCTYPE rss [<!ENTITY a0 \"ha\">");
	for (int i = 1; i < 30; i++)
		buf_addf(&text, "<!ENTITY a%d \"&a%d;&a%d;\">", i, i - 1, i - 1);
	buf_add_lit(&text, "]>\n<rss><item><title>&a29;</title></item></rss>");
	assert_true(read_feed(buf_str(&text), NULL));
	assert_str(feed.entries.items[0].title, "&a29;");
	buf_release(&text);
}

static void gzip(void **state)
{
	/* printf abcabcabcabc | gzip -n */
	const struct str bytes = STR("\x1f\x8b\x08\0\0\0\0\0\0\3KLJN\x84!\0"
				     "4*nZ\x0c\0\0\0");

	(void)state;
	assert_true(gzip_is(bytes));
	assert_false(gzip_is(STR("<rss>")));
	assert_str(gzip_read(&arena, bytes, 100), "abcabcabcabc");
	assert_str(gzip_read(&arena, str_slice(bytes, 0, 13), 100), "ab");
	assert_true(gzip_read(&arena, bytes, 5).len > 5);
	assert_str(gzip_read(&arena, str_slice(bytes, 0, 3), 5), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(hints_for_a_fetcher, set_up, tear_down),
		cmocka_unit_test_setup_teardown(types_of_what_is_no_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(limits_hold, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_future_is_unknown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(authors, set_up, tear_down),
		cmocka_unit_test_setup_teardown(base64, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ids, set_up, tear_down),
		cmocka_unit_test_setup_teardown(own_member, set_up, tear_down),
		cmocka_unit_test_setup_teardown(laughs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(gzip, set_up, tear_down),
	};

	return RUN(tests);
}
