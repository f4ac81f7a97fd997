#include "format/date_feed.h"

#include "format/ascii.h"

#include <stdlib.h>

/* Fields of a date while it is read; month and day from 1. */
struct fields {
	long year, month, day;
	long hour, minute, second;
	long zone; /* minutes east of UTC */
};

/* What is left of the text. */
struct scanner {
	struct str rest;
};

static void skip(struct scanner *s, size_t count)
{
	s->rest = str_slice(s->rest, count, s->rest.len);
}

static char peek(const struct scanner *s)
{
	return s->rest.len ? s->rest.ptr[0] : '\0';
}

/* Space, commas, and comments in brackets (RFC 5322, section 3.2.2). */
static void skip_space(struct scanner *s)
{
	for (;;) {
		size_t close = str_find(s->rest, ')');

		if (ascii_is_space(peek(s)) || peek(s) == ',')
			skip(s, 1);
		else if (peek(s) == '(')
			skip(s, close < s->rest.len ? close + 1 : close);
		else
			return;
	}
}

static struct str take_digits(struct scanner *s)
{
	size_t count = 0;

	while (count < s->rest.len && ascii_is_digit(s->rest.ptr[count]))
		count++;
	skip(s, count);
	return (struct str){s->rest.ptr - count, count};
}

static struct str take_word(struct scanner *s)
{
	size_t count = 0;

	while (count < s->rest.len && ascii_is_letter(s->rest.ptr[count]))
		count++;
	skip(s, count);
	return (struct str){s->rest.ptr - count, count};
}

static bool take(struct scanner *s, char c)
{
	if (peek(s) != c || !c)
		return false;
	skip(s, 1);
	return true;
}

/* Exactly COUNT digits. */
static bool take_number(struct scanner *s, size_t count, long *number)
{
	if (s->rest.len < count)
		return false;
	*number = ascii_number(str_slice(s->rest, 0, count));
	if (*number >= 0)
		skip(s, count);
	return *number >= 0;
}

/* From fields to seconds */

static bool is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static long days_in_month(long year, long month)
{
	static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 to the first of MONTH (Howard Hinnant's algorithm). */
static int64_t days_to_month(long year, long month)
{
	int64_t y = year - (month <= 2), era = y / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static feed_time to_time(const struct fields *f)
{
	int64_t seconds;

	if (f->year < 1 || f->year > 9999 || f->month < 1 || f->month > 12 || f->day < 1 ||
	    f->day > days_in_month(f->year, f->month))
		return FEED_TIME_UNKNOWN;
	if (f->hour > 24 || f->minute > 59 || f->second > 60 ||
	    (f->hour == 24 && (f->minute || f->second)) || labs(f->zone) > 24 * 60)
		return FEED_TIME_UNKNOWN;
	seconds = (days_to_month(f->year, f->month) + f->day - 1) * 86400 + f->hour * 3600 +
		  f->minute * 60 + (f->second < 60 ? f->second : 59) - f->zone * 60;
	return seconds > 0 ? seconds : FEED_TIME_UNKNOWN;
}

/* Zones */

static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{"EST", -300}, {"EDT", -240}, {"CST", -360}, {"CDT", -300}, {"MST", -420},
	{"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"ET", -300},  {"CT", -360},
	{"MT", -420},  {"PT", -480},  {"AKST", -540}, {"AKDT", -480}, {"HST", -600},
	{"AST", -240}, {"ADT", -180}, {"WET", 0},    {"WEST", 60},  {"BST", 60},
	{"CET", 60},   {"MET", 60},   {"CEST", 120}, {"MEST", 120}, {"EET", 120},
	{"EEST", 180}, {"MSK", 180},  {"IST", 330},  {"SGT", 480},  {"HKT", 480},
	{"AWST", 480}, {"JST", 540},  {"KST", 540},  {"ACST", 570}, {"AEST", 600},
	{"AEDT", 660}, {"NZST", 720}, {"NZDT", 780},
};

/* Names of zones that are not known count as UTC (RFC 5322, section 4.3). */
static long named_zone(struct str name)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (ascii_equal(name, str_of(zones[i].name)))
			return zones[i].minutes;
	return 0;
}

/* "+0100", "+01:00", "-1", "+530" behind its sign. */
static bool take_offset(struct scanner *s, long sign, long *zone)
{
	struct str digits = take_digits(s);
	long number = ascii_number(digits), minutes = 0;

	if (number < 0 || digits.len > 4)
		return false;
	if (digits.len > 2) {
		minutes = number % 100;
		number /= 100;
	} else if (peek(s) == ':') {
		skip(s, 1);
		minutes = ascii_number(take_digits(s));
	}
	if (minutes < 0 || minutes > 59)
		return false;
	*zone = sign * (number * 60 + minutes);
	return true;
}

/* A zone, or nothing; "GMT+0200" and "+0000 UTC" are found as well. */
static bool read_zone(struct scanner *s, long *zone)
{
	struct str name;
	long sign;

	skip_space(s);
	name = take_word(s);
	*zone = named_zone(name);
	sign = peek(s) == '-' ? -1 : 1;
	if (!take(s, '+') && !take(s, '-'))
		return true;
	if (!take_offset(s, sign, zone))
		return false;
	skip_space(s);
	take_word(s);
	return true;
}

/* What makes twelve hours of a half day, behind the clock; false for 13 PM. */
static bool read_half(struct scanner *s, struct fields *f)
{
	struct scanner before = *s;
	struct str half;

	skip_space(s);
	half = take_word(s);
	if (!ascii_equal(half, STR("am")) && !ascii_equal(half, STR("pm"))) {
		*s = before;
		return true;
	}
	if (f->hour < 1 || f->hour > 12)
		return false;
	f->hour = f->hour % 12 + (ascii_lower(half.ptr[0]) == 'p' ? 12 : 0);
	return true;
}

/* "19:48", "19:48:21", "7:48:21.5 PM". */
static bool read_clock(struct scanner *s, struct fields *f)
{
	f->hour = ascii_number(take_digits(s));
	if (f->hour < 0 || !take(s, ':'))
		return false;
	f->minute = ascii_number(take_digits(s));
	if (take(s, ':'))
		f->second = ascii_number(take_digits(s));
	if (take(s, '.') || take(s, ','))
		take_digits(s);
	return f->minute >= 0 && f->second >= 0 && read_half(s, f);
}

/* RFC 822: "Thu, 01 Jan 2004 19:48:21 GMT", and what else has a month's name */

/* English only: "mardi" is no March. */
static long month_of(struct str name)
{
	static const char *const months[] = {
		"january", "february", "march",	    "april",   "may",	   "june",
		"july",	   "august",   "september", "october", "november", "december",
	};

	for (size_t i = 0; name.len >= 3 && i < 12; i++)
		if (ascii_starts(str_of(months[i]), name))
			return (long)i + 1;
	return 0;
}

/* RFC 5322, section 4.3: two digits are of 1950 to 2049, three of 1900 on. */
static long full_year(struct str digits)
{
	long year = ascii_number(digits);

	if (digits.len == 2)
		return year + (year < 50 ? 2000 : 1900);
	return digits.len == 3 ? year + 1900 : year;
}

/* Moves over a separator within a date: "01-Jan-04", "Jan. 1". */
static void skip_between(struct scanner *s)
{
	while (peek(s) == '-' || peek(s) == '.' || peek(s) == '/')
		skip(s, 1);
	skip_space(s);
	while (peek(s) == '-' || peek(s) == '/')
		skip(s, 1);
}

/* The letters of "1st", "2nd". */
static void skip_ordinal(struct scanner *s)
{
	struct scanner before = *s;
	struct str word = take_word(s);

	if (word.len != 2 || month_of(word))
		*s = before;
}

/* A number of the date: the year where it is long or the day is there, else the day. */
static bool set_day_or_year(struct scanner *s, struct fields *f)
{
	struct str digits = take_digits(s);

	if (digits.len > 4)
		return false;
	if (digits.len <= 2 && !f->day)
		f->day = ascii_number(digits);
	else if (!f->year)
		f->year = full_year(digits);
	else
		return false;
	return true;
}

/* Whether an hour comes next: one or two digits, then a colon. */
static bool is_clock(struct scanner s)
{
	size_t count = take_digits(&s).len;

	return count && count <= 2 && peek(&s) == ':';
}

/* Day, month and year in any order, and the clock wherever it stands. */
static feed_time parse_named(struct scanner *s)
{
	struct fields f = {0};
	bool clock = false;

	for (skip_space(s); s->rest.len && !(f.year && f.month && f.day && clock);
	     skip_between(s)) {
		if (!clock && is_clock(*s)) {
			if (!read_clock(s, &f) || !read_zone(s, &f.zone))
				return FEED_TIME_UNKNOWN;
			clock = true;
		} else if (ascii_is_digit(peek(s))) {
			if (!set_day_or_year(s, &f))
				return FEED_TIME_UNKNOWN;
			skip_ordinal(s);
		} else if (ascii_is_letter(peek(s))) {
			struct str word = take_word(s);

			/* Another word is a day of the week; what it says is often wrong. */
			if (!f.month)
				f.month = month_of(word);
		} else {
			break;
		}
	}
	return to_time(&f);
}

/* ISO 8601: "2003-12-31T10:14:55.5+01:00", and less of it */

/* Day 1 to 366 of the year. */
static bool set_day_of_year(struct fields *f, long day)
{
	if (day < 1 || day > (is_leap(f->year) ? 366 : 365))
		return false;
	for (f->month = 1; day > days_in_month(f->year, f->month); f->month++)
		day -= days_in_month(f->year, f->month);
	f->day = day;
	return true;
}

/* "-12-31", "-12", "1231", "-365", "365" behind the year, or nothing. */
static bool read_month_and_day(struct scanner *s, struct fields *f)
{
	char mark = peek(s) == '/' ? '/' : '-';
	bool dashes = take(s, mark);
	struct scanner before = *s;
	struct str digits = take_digits(s);

	f->month = f->day = 1;
	if (!digits.len)
		return !dashes;
	if (digits.len == 3)
		return set_day_of_year(f, ascii_number(digits));
	*s = before;
	if (!dashes)
		return take_number(s, 2, &f->month) && take_number(s, 2, &f->day);
	f->month = ascii_number(take_digits(s));
	if (!take(s, mark))
		return f->month > 0;
	f->day = ascii_number(take_digits(s));
	return f->month > 0 && f->day > 0;
}

/* "101455", as basic form has it. */
static bool read_basic_clock(struct scanner *s, struct fields *f)
{
	if (!take_number(s, 2, &f->hour) || !take_number(s, 2, &f->minute))
		return false;
	if (ascii_is_digit(peek(s)) && !take_number(s, 2, &f->second))
		return false;
	if (take(s, '.') || take(s, ','))
		take_digits(s);
	return true;
}

static bool read_iso_clock(struct scanner *s, struct fields *f)
{
	return is_clock(*s) ? read_clock(s, f) : read_basic_clock(s, f);
}

static feed_time parse_iso(struct scanner *s)
{
	struct fields f = {0};

	if (!take_number(s, 4, &f.year) || !read_month_and_day(s, &f))
		return FEED_TIME_UNKNOWN;
	if (!take(s, 'T') && !take(s, 't'))
		skip_space(s);
	if (ascii_is_digit(peek(s)) &&
	    (!read_iso_clock(s, &f) || !read_zone(s, &f.zone)))
		return FEED_TIME_UNKNOWN;
	return to_time(&f);
}

/* Four digits, and then no letter of a month: ISO 8601. */
static bool is_iso(struct scanner s)
{
	size_t count = take_digits(&s).len;

	if (count == 8 || count == 7)
		return true;
	return count == 4 && (!s.rest.len || peek(&s) == '-' || peek(&s) == '/' ||
			      peek(&s) == 'T' || peek(&s) == 't') &&
	       !(s.rest.len > 1 && ascii_is_letter(s.rest.ptr[1]));
}

feed_time feed_time_parse(struct str text)
{
	struct scanner scanner = {str_trim(text)};

	if (!scanner.rest.len)
		return FEED_TIME_UNKNOWN;
	return is_iso(scanner) ? parse_iso(&scanner) : parse_named(&scanner);
}

struct str feed_time_rfc3339(struct arena *arena, feed_time time)
{
	int64_t days = time / 86400, of_day = time % 86400;
	long year = 1970 + (long)(days / 366), month = 1;

	if (time <= 0)
		return STR_UNKNOWN;
	while (days_to_month(year + 1, 1) <= days)
		year++;
	while (month < 12 && days_to_month(year, month + 1) <= days)
		month++;
	return str_printf(arena, "%04ld-%02ld-%02ldT%02d:%02d:%02dZ", year, month,
			  (long)(days - days_to_month(year, month)) + 1, (int)(of_day / 3600),
			  (int)(of_day / 60 % 60), (int)(of_day % 60));
}
