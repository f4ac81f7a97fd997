#include "format/date_feed.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* Each is read as the first, which is RFC 3339. */
static void same(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str got = feed_time_rfc3339(&arena, feed_time_parse(str_of(texts[i])));

		if (!str_equal(got, str_of(texts[0])))
			fail_msg("\"%s\" gives %.*s, not %s", texts[i], STR_ARG(got), texts[0]);
	}
}

#define SAME(...) \
	do { \
		static const char *const texts[] = {__VA_ARGS__}; \
		same(texts, sizeof texts / sizeof *texts); \
	} while (0)

static void rfc_822(void **state)
{
	(void)state;
	SAME("2004-01-01T19:48:21Z", "Thu, 01 Jan 2004 19:48:21 GMT", "01 Jan 2004 19:48:21 UT",
	     "1 jan 04 19:48:21 +0000", "Thursday, 01-Jan-04 19:48:21 GMT",
	     "Thu Jan  1 19:48:21 2004", "Thu Jan 1 19:48:21 UTC 2004",
	     "Thu, 01 January 2004 14:48:21 EST", "Thu, 01 Jan 2004 15:48:21 EDT",
	     "Thu, 01 Jan 2004 20:48:21 +0100", "Thu, 01 Jan 2004 20:48:21 +01:00",
	     "Thu, 01 Jan 2004 20:48:21 +1", "Fri, 02 Jan 2004 01:18:21 +0530",
	     "Thu, 01 Jan 2004 11:48:21 -0800 (PST)", "Thu,01 Jan 2004 19:48:21 GMT",
	     "Mon, 01 Jan 2004 19:48:21 GMT", "Thu, 01 Jan 104 19:48:21 GMT",
	     "Thu, 01 Jan 2004 19:48:21.500 GMT", "  Thu, 01 Jan 2004 19:48:21 GMT\n",
	     "Thu, 01 Jan 2004 19:48:21 QQQ", "Thu, 01 Jan 2004 19:48:21",
	     "January 1st, 2004 7:48:21 PM", "Thu, 01 Jan 2004 20:48:21 CET",
	     "Thu Jan 01 2004 20:48:21 GMT+0100 (Central European Time)",
	     "2004 Jan 1 19:48:21", "Thu, 01 Jan 2004 (a comment) 19:48:21 GMT",
	     "Thu, 01 Jan 2004 19:48:21 -0000");
	SAME("2004-01-01T00:00:00Z", "1 Jan 2004", "Jan 1, 2004", "01-Jan-2004",
	     "Thu, 01 Jan 2004 12:00 AM", "Wed, 31 Dec 2003 24:00:00 GMT");
	SAME("2004-02-29T12:00:00Z", "29 Feb 2004 12:00 GMT", "29 Feb 2004 12:00 PM");
	SAME("1999-12-31T23:59:59Z", "31 Dec 99 23:59:60 GMT", "Fri, 31 Dec 1999 23:59:59 Z");
	SAME("2049-06-01T00:00:00Z", "1 Jun 49");
	SAME("2005-09-05T00:00:00Z", "5 Sept. 2005", "Mon, 05 September 2005");
}

static void iso_8601(void **state)
{
	(void)state;
	SAME("2003-12-31T10:14:55Z", "2003-12-31 10:14:55", "2003-12-31T10:14:55.999Z",
	     "2003-12-31T10:14:55,5Z", "2003-12-31t10:14:55z", "20031231T101455Z",
	     "2003-12-31T11:14:55+01:00", "2003-12-31T02:14:55-0800", "2003-12-31T11:14:55+01",
	     "2003-12-31 10:14:55 +0000 UTC", "2003-12-31 02:14:55 PST", "2003-365T10:14:55Z",
	     "2003/12/31 10:14:55", "2003-12-31T10:14:55 Z", "2003-12-31T10:14:55+00:00",
	     "2003-12-31T101455Z");
	SAME("2003-12-31T10:14:00Z", "2003-12-31T10:14Z", "2003-12-31T10:14",
	     "2003-12-31T11:14+01:00", "20031231T1014");
	SAME("2003-12-31T00:00:00Z", "2003-12-31", "20031231", "2003365", "2003-365",
	     "2003-12-31T");
	SAME("2003-12-01T00:00:00Z", "2003-12", "2003-12-1", "2003-335");
	SAME("2003-01-01T00:00:00Z", "2003", "2003-1-1");
	SAME("9999-12-31T23:59:59Z");
	SAME("2000-02-29T00:00:00Z", "2000-060");
}

static void unreadable(void **state)
{
	static const char *const texts[] = {
		"", " ", "now", "today", "yesterday at noon", "Thu", "0", "12", "1737444600",
		"Thu, 32 Jan 2004 00:00:00 GMT", "30 Feb 2004", "29 Feb 2003", "2003-02-29",
		"2003-13-01", "2003-00-01", "2003-366", "2003-000", "2003-", "2003-12-",
		"01/02/2003", "1.2.2003", "mardi 2 mars 2004", "2 Okt 2004", "2003-12-31T25:00:00Z",
		"2003-12-31T24:00:01Z", "2003-12-31T10:60:00Z", "2003-12-31T10:14:61Z",
		"2003-12-31T10Z:14", "2003-12-31T10:14:55+99:00", "2003-12-31T10:14:55+12:99",
		"1 Jan 2004 13:00 PM", "1 Jan 2004 0:00 AM", "1 Jan 20044", "1 2 Jan 2004 3",
		"0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
		"1969-12-31T23:59:59Z", "Thu, 01 Jan 1970 00:00:00 GMT", "-2003-01-01",
		"99999999999999999999", "１２ Jan 2004", "(", "Jan", "2004 2004 Jan",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		feed_time time = feed_time_parse(str_of(texts[i]));

		if (time)
			fail_msg("\"%s\" gives %lld", texts[i], (long long)time);
	}
	assert_int_equal(feed_time_parse(STR_UNKNOWN), FEED_TIME_UNKNOWN);
	assert_unknown(feed_time_rfc3339(&arena, FEED_TIME_UNKNOWN));
	assert_unknown(feed_time_rfc3339(&arena, -1));
}

/* Every day of four hundred years, and the seconds around its end. */
static void there_and_back(void **state)
{
	(void)state;
	for (int64_t day = 1; day < 146097; day++) {
		feed_time time = day * 86400 - 1 + day % 3;
		struct str text = feed_time_rfc3339(&arena, time);

		if (feed_time_parse(text) != time)
			fail_msg("%.*s is not read as %lld", STR_ARG(text), (long long)time);
		if (!(day % 1000))
			arena_reset(&arena);
	}
	assert_str(feed_time_rfc3339(&arena, 1), "1970-01-01T00:00:01Z");
	assert_str(feed_time_rfc3339(&arena, INT64_C(951782400)), "2000-02-29T00:00:00Z");
	assert_str(feed_time_rfc3339(&arena, INT64_C(253402300799)), "9999-12-31T23:59:59Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(rfc_822, tear_down),
		cmocka_unit_test_teardown(iso_8601, tear_down),
		cmocka_unit_test_teardown(unreadable, tear_down),
		cmocka_unit_test_teardown(there_and_back, tear_down),
	};

	return RUN(tests);
}
