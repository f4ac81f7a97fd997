#include "base/date.h"

static bool digits(struct str text, size_t from, size_t count, int *number)
{
	*number = 0;
	if (text.len < from + count)
		return false;
	for (size_t i = from; i < from + count; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		*number = *number * 10 + (text.ptr[i] - '0');
	}
	return true;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(struct str text, struct date *date)
{
	struct date d = {0};

	if (text.len != 4 && text.len != 7 && text.len != 10)
		return false;
	if (!digits(text, 0, 4, &d.year) || d.year < 1)
		return false;
	if (text.len >= 7 && (text.ptr[4] != '-' || !digits(text, 5, 2, &d.month) ||
			      d.month < 1 || d.month > 12))
		return false;
	if (text.len == 10 && (text.ptr[7] != '-' || !digits(text, 8, 2, &d.day) ||
			       d.day < 1 || d.day > days_in_month(d.year, d.month)))
		return false;
	*date = d;
	return true;
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (!a.month || !b.month)
		return 0;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	if (!a.day || !b.day || a.day == b.day)
		return 0;
	return a.day < b.day ? -1 : 1;
}

int date_order(struct date a, struct date b)
{
	int left = (a.year * 16 + a.month) * 32 + a.day;
	int right = (b.year * 16 + b.month) * 32 + b.day;

	return left < right ? -1 : left > right;
}

long date_first_day(struct date date)
{
	long years = date.year - 1;
	long days = years * 365 + years / 4 - years / 100 + years / 400;

	for (int month = 1; month < date.month; month++)
		days += days_in_month(date.year, month);
	return days + (date.day ? date.day - 1 : 0);
}

long date_end_day(struct date date)
{
	if (date.day)
		return date_first_day(date) + 1;
	if (date.month)
		return date_first_day(date) + days_in_month(date.year, date.month);
	return date_first_day((struct date){date.year + 1, 0, 0});
}

/* NUMBER in at least WIDTH digits, at TO; returns what is behind it. */
static char *put_number(char *to, int number, int width)
{
	char digits[12];
	int count = 0;

	for (; number || count < width; number /= 10)
		digits[count++] = (char)('0' + number % 10);
	while (count)
		*to++ = digits[--count];
	return to;
}

enum { LONGEST = 32 }; /* "2025-01-21T00:00:00Z", "21 September 2025" */

static struct str finish(struct arena *arena, const char *text, const char *end)
{
	size_t length = (size_t)(end - text);

	return (struct str){arena_copy(arena, text, length), length};
}

static char *put_iso(char *to, struct date date)
{
	to = put_number(to, date.year, 4);
	if (!date.month)
		return to;
	*to++ = '-';
	to = put_number(to, date.month, 2);
	if (!date.day)
		return to;
	*to++ = '-';
	return put_number(to, date.day, 2);
}

struct str date_iso(struct arena *arena, struct date date)
{
	char text[LONGEST];

	return finish(arena, text, put_iso(text, date));
}

struct str date_text(struct arena *arena, struct date date)
{
	static const char *const months[] = {
		"January", "February", "March",     "April",   "May",      "June",
		"July",    "August",   "September", "October", "November", "December",
	};
	char text[LONGEST], *to = text;

	if (date.day) {
		to = put_number(to, date.day, 1);
		*to++ = ' ';
	}
	if (date.month) {
		const char *month = months[date.month - 1];

		to = stpcpy(to, month);
		*to++ = ' ';
	}
	return finish(arena, text, put_number(to, date.year, 1));
}

struct str date_rfc3339(struct arena *arena, struct date date)
{
	const struct date day = {date.year, date.month ? date.month : 1,
				 date.day ? date.day : 1};
	char text[LONGEST];

	return finish(arena, text, stpcpy(put_iso(text, day), "T00:00:00Z"));
}
