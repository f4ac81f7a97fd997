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

struct str date_iso(struct arena *arena, struct date date)
{
	if (!date.month)
		return str_printf(arena, "%04d", date.year);
	if (!date.day)
		return str_printf(arena, "%04d-%02d", date.year, date.month);
	return str_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct str date_text(struct arena *arena, struct date date)
{
	static const char *const months[] = {
		"January", "February", "March",     "April",   "May",      "June",
		"July",    "August",   "September", "October", "November", "December",
	};

	if (!date.month)
		return str_printf(arena, "%d", date.year);
	if (!date.day)
		return str_printf(arena, "%s %d", months[date.month - 1], date.year);
	return str_printf(arena, "%d %s %d", date.day, months[date.month - 1],
			  date.year);
}

struct str date_rfc3339(struct arena *arena, struct date date)
{
	return str_printf(arena, "%04d-%02d-%02dT00:00:00Z", date.year,
			  date.month ? date.month : 1, date.day ? date.day : 1);
}
