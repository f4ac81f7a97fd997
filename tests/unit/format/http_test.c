#include "format/http_address.h"
#include "format/http_fields.h"
#include "format/http_way.h"

#include "../unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ---- addresses ---- */

static enum http_reach reach_of(const char *text)
{
	struct sockaddr_storage address = {0};
	struct sockaddr_in *in = (struct sockaddr_in *)&address;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&address;
	char again[HTTP_ADDRESS_ROOM];

	address.ss_family = strchr(text, ':') ? AF_INET6 : AF_INET;
	assert_int_equal(inet_pton(address.ss_family, text,
				   address.ss_family == AF_INET ? (void *)&in->sin_addr
								: (void *)&in6->sin6_addr), 1);
	http_address_text((struct sockaddr *)&address, again);
	assert_string_equal(again, text);
	return http_address_reach((struct sockaddr *)&address);
}

static void addresses(void **state)
{
	static const char *const open[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
		"128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
		"192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700::1111",
		"2001:200::1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1",
	};
	static const char *const private[] = {
		"10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254", "172.16.0.1",
		"172.31.255.255", "192.168.1.1", "::1", "fc00::1", "fdff::1", "::ffff:127.0.0.1",
		"64:ff9b::a00:1", "2002:7f00:1::1",
	};
	static const char *const nowhere[] = {
		"0.0.0.0", "0.1.2.3", "169.254.169.254", "192.0.0.1", "192.0.2.1", "198.18.0.1",
		"198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
		"255.255.255.255", "::", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1",
		"3fff::1", "::ffff:169.254.169.254", "4000::1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (reach_of(open[i]) != HTTP_PUBLIC)
			fail_msg("%s is public", open[i]);
	for (size_t i = 0; i < sizeof private / sizeof *private; i++)
		if (reach_of(private[i]) != HTTP_PRIVATE)
			fail_msg("%s is private", private[i]);
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
		if (reach_of(nowhere[i]) != HTTP_NOWHERE)
			fail_msg("%s leads nowhere", nowhere[i]);
	assert_int_equal(http_address_reach(&(struct sockaddr){.sa_family = AF_UNIX}), HTTP_NOWHERE);
}

/* ---- header fields ---- */

static struct http_fields keep(const char *const *lines, size_t count)
{
	struct http_fields fields = {0};

	for (size_t i = 0; i < count; i++)
		http_fields_keep(&arena, &fields, str_of(lines[i]));
	return fields;
}

#define KEEP(...) keep((const char *const[]){__VA_ARGS__}, \
		       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void fields(void **state)
{
	struct http_fields f = KEEP("etag:W/\"a\"  \r\n", "LAST-MODIFIED: \t now\r\n", "Location:\r\n",
				    "Cache-Control: public\r\n", "cache-control: max-age=60\r\n",
				    "Expires: a\033[2Jb\r\n", "no field", "Dates: x", "");

	(void)state;
	assert_str(f.etag, "W/\"a\"");
	assert_str(f.last_modified, "now");
	assert_unknown(f.location);
	assert_str(f.cache_control, "public, max-age=60");
	assert_unknown(f.expires);
	assert_unknown(f.date);
}

static feed_time fresh(const char *cache_control, const char *expires, const char *date)
{
	const struct http_fields fields = {.cache_control = str_of(cache_control),
					   .expires = str_of(expires), .date = str_of(date)};

	return http_fresh_for(&fields, 1000000000);
}

static void freshness(void **state)
{
	(void)state;
	assert_int_equal(fresh(NULL, NULL, NULL), 0);
	assert_int_equal(fresh("max-age=60", NULL, NULL), 60);
	assert_int_equal(fresh("public , Max-Age=\"61\" ,x", "Thu, 01 Jan 2026 00:00:00 GMT", NULL), 61);
	assert_int_equal(fresh("max-age=99999999999999999999", NULL, NULL), HTTP_LONGEST);
	assert_int_equal(fresh("max-age=-5, s-maxage=7", NULL, NULL), 0);
	assert_int_equal(fresh("max-age=", NULL, NULL), 0);
	assert_int_equal(fresh("no-cache", "0", NULL), 0);
	assert_int_equal(fresh(NULL, "Thu, 01 Jan 2026 02:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT"), 7200);
	assert_int_equal(fresh(NULL, "Sun, 09 Sep 2001 01:46:50 GMT", NULL), 10);
	assert_int_equal(fresh(NULL, "Sun, 09 Sep 2001 01:46:30 GMT", NULL), 0);
}

static feed_time retry(const char *value)
{
	const struct http_fields fields = {.retry_after = str_of(value)};

	return http_retry_after(&fields, 1000000000);
}

static void retry_after(void **state)
{
	(void)state;
	assert_int_equal(retry(NULL), 0);
	assert_int_equal(retry("120"), 120);
	assert_int_equal(retry("99999999999"), HTTP_LONGEST);
	assert_int_equal(retry("Sun, 09 Sep 2001 01:47:40 GMT"), 60);
	assert_int_equal(retry("Sun, 09 Sep 2001 01:00:00 GMT"), 0);
	assert_int_equal(retry("soon"), 0);
}

/* ---- redirects ---- */

static const char *follow(struct http_way *way, long status, const char *location)
{
	struct str failure;

	return http_way_follow(&arena, way, status, str_of(location), &failure) ? NULL : failure.ptr;
}

static void redirects(void **state)
{
	struct http_way way = http_way_begin(&arena, STR("http://a.example/x/y"));

	(void)state;
	assert_null(follow(&way, 301, "../z?a b#part"));
	assert_str(http_way_here(&way), "http://a.example/z?a%20b");
	assert_str(way.moved, "http://a.example/z?a%20b");
	assert_null(follow(&way, 308, "//b.example/"));
	assert_str(way.moved, "http://b.example/");
	assert_null(follow(&way, 302, "https://c.example/"));
	assert_null(follow(&way, 301, "/d"));
	assert_str(http_way_here(&way), "https://c.example/d");
	assert_str(way.moved, "http://b.example/");
	assert_string_equal(follow(&way, 301, "http://c.example/d"),
			    "it redirects from https down to http://c.example/d");
	assert_string_equal(follow(&way, 301, "/"), "its redirects lead back to https://c.example/");
	assert_string_equal(follow(&way, 301, "ftp://c.example/"),
			    "it redirects to \"ftp://c.example/\", which does not lead to the web");
	assert_non_null(follow(&way, 301, "javascript:alert(1)"));
	assert_null(follow(&way, 307, "https://e.example/"));
	assert_string_equal(follow(&way, 307, "/f"), "it redirects more than 5 times");
}

static void other_letters(void **state)
{
	struct http_way way = http_way_begin(&arena, STR("http://\u00e4.example/\u00e4?\u00e4"));

	(void)state;
	assert_str(http_way_here(&way), "http://\u00e4.example/%C3%A4?%C3%A4");
	assert_null(follow(&way, 302, "/b\xff/c"));
	assert_str(http_way_here(&way), "http://\u00e4.example/b%FF/c");
	assert_null(follow(&way, 302, "http://\xff.example"));
	assert_str(http_way_here(&way), "http://%FF.example");
	assert_string_equal(follow(&way, 302, "x:\xff"),
			    "it redirects to \"x:%FF\", which does not lead to the web");
}

static void statuses(void **state)
{
	(void)state;
	for (long status = 100; status < 600; status++)
		assert_int_equal(http_way_is_redirect(status),
				 (status >= 301 && status <= 303) || status == 307 || status == 308);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses),
		cmocka_unit_test_teardown(fields, tear_down),
		cmocka_unit_test(freshness),
		cmocka_unit_test(retry_after),
		cmocka_unit_test_teardown(redirects, tear_down),
		cmocka_unit_test_teardown(other_letters, tear_down),
		cmocka_unit_test(statuses),
	};

	return RUN(tests);
}
