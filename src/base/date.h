/*
 * Dates as coarse as they are known: 2019, 2020-01, 2025-01-21 (ISO 8601
 * calendar dates, years 0001 to 9999, proleptic Gregorian calendar).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

struct date {
	int year;  /* 0: unknown */
	int month; /* 0: not known to the month */
	int day;   /* 0: not known to the day */
};

static inline bool date_known(struct date date)
{
	return date.year != 0;
}

/* False when TEXT is not a date of one of the three forms that exists. */
bool date_parse(struct str text, struct date *date);

/*
 * Negative when A ends before B begins, positive the other way round, 0 when
 * one lies within the other: 2025 and 2025-01-21 do not contradict each other.
 */
int date_compare(struct date a, struct date b);

/*
 * A total order for sorting: by first day, the coarser first, unknown before
 * everything.
 */
int date_order(struct date a, struct date b);

/*
 * Days from 1 January of year 1 to its first day, and to the day behind its last one:
 * a year is a span of 365 or 366 of them, a day one of 1.
 */
long date_first_day(struct date date);
long date_end_day(struct date date);

/* The form that date_parse reads; a known date only. */
struct str date_iso(struct arena *arena, struct date date);

/* In English, at its own precision: "2019", "January 2020", "21 January 2025". */
struct str date_text(struct arena *arena, struct date date);

/* The start of its first day in UTC (RFC 3339): "2025-01-01T00:00:00Z". */
struct str date_rfc3339(struct arena *arena, struct date date);

#endif
