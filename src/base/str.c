#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>

int str_compare(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.ptr, b.ptr, common) : 0;

	if (order)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

size_t str_find(struct str s, char c)
{
	const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return at ? (size_t)(at - s.ptr) : s.len;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.ptr[0]))
		s = str_slice(s, 1, s.len);
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

struct str str_copy(struct arena *arena, struct str s)
{
	if (!s.ptr)
		return s;
	return (struct str){arena_copy(arena, s.ptr, s.len), s.len};
}

struct str str_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return str_of(text);
}

static char *put(char *to, struct str s)
{
	if (s.len)
		memcpy(to, s.ptr, s.len);
	return to + s.len;
}

struct str str_join3(struct arena *arena, struct str a, struct str b, struct str c)
{
	size_t length = a.len + b.len + c.len;
	char *bytes = arena_alloc(arena, length + 1);

	*put(put(put(bytes, a), b), c) = '\0';
	return (struct str){bytes, length};
}

struct str str_join(struct arena *arena, struct str a, struct str b)
{
	return str_join3(arena, a, b, STR(""));
}

struct str str_number(struct arena *arena, unsigned long number)
{
	char digits[24];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return (struct str){arena_copy(arena, digits + at, sizeof digits - at),
			    sizeof digits - at};
}

enum { NEAR_LONGEST = 64 };

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* A capital is near its small letter: it counts as the same. */
static bool same_letter(char a, char b)
{
	if (a >= 'A' && a <= 'Z')
		a = (char)(a - 'A' + 'a');
	if (b >= 'A' && b <= 'Z')
		b = (char)(b - 'A' + 'a');
	return a == b;
}

/*
 * The changes of one character, and exchanges of two neighbours, that make B of
 * A (Damerau's distance, each place changed once); both at most NEAR_LONGEST.
 */
static size_t distance(struct str a, struct str b)
{
	size_t rows[3][NEAR_LONGEST + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t change = last[j - 1] + !same_letter(a.ptr[i - 1], b.ptr[j - 1]);

			row[j] = smallest(last[j] + 1, row[j - 1] + 1, change);
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1] && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		before = last;
		last = row;
		row = oldest;
	}
	return last[b.len];
}

const char *str_nearest(struct str name, const char *const *names, size_t count)
{
	const char *best = NULL;
	size_t least = SIZE_MAX;

	if (name.len > NEAR_LONGEST)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct str candidate = str_of(names[i]);
		size_t longer, shorter, d;

		if (candidate.len > NEAR_LONGEST)
			continue;
		longer = candidate.len > name.len ? candidate.len : name.len;
		shorter = candidate.len + name.len - longer;
		if ((longer - shorter) * 3 > longer)
			continue; /* so many differ at least */
		d = distance(name, candidate);
		if (d < least && d * 3 <= longer) {
			least = d;
			best = names[i];
		}
	}
	return best;
}
