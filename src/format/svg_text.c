#include "format/svg_text.h"

#include "base/unicode.h"

/* Advance widths of DejaVu Sans in hundredths of an em: wider than most that readers have. */
static const unsigned char advances[128] = {
	[' '] = 32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34,
	['0'] = 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
	['@'] = 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
	['P'] = 61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50,
	['`'] = 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62,
	['p'] = 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
};
enum { LETTER = 80, ARABIC = 64, WIDE = 100, ELLIPSIS = 100 };

static int advance(uint32_t code)
{
	int columns;

	if (code < 128)
		return advances[code];
	columns = unicode_width(code);
	if (columns == 1)
		return code >= 0x600 && code < 0x700 ? ARABIC : LETTER;
	return columns ? WIDE : 0;
}

/* Hundredths of an em that fit into WIDTH, and the other way round. */
static int room(int width, int size, bool bold)
{
	return (bold ? width * 800 / 9 : width * 100) / size;
}

int svg_text_width(struct str text, int size, bool bold)
{
	long sum = 0;

	for (size_t at = 0; at < text.len && sum < 100000;)
		sum += advance(utf8_next(text, &at));
	return (int)((bold ? sum * 9 / 8 : sum) * size / 100) + 1;
}

/* How many bytes of TEXT are at most so wide; a mark stays with its letter. */
static size_t fitting(struct str text, int width)
{
	int sum = 0;
	size_t at = 0, before = 0;

	while (at < text.len) {
		sum += advance(utf8_next(text, &at));
		if (sum > width)
			return before;
		before = at;
	}
	return text.len;
}

struct str svg_text_fit(struct arena *arena, struct str text, int size, bool bold, int width)
{
	int most = room(width, size, bold);
	size_t fits = fitting(text, most);

	if (fits == text.len)
		return text;
	fits = fitting(text, most > ELLIPSIS ? most - ELLIPSIS : 0);
	return str_join(arena, str_trim(str_slice(text, 0, fits)), STR("…"));
}

/* Where the first line of TEXT ends: behind the last word that fits, if there is one. */
static size_t first_line(struct str text, int width)
{
	size_t fits = fitting(text, width), space = fits, at = 0;

	if (fits == text.len)
		return fits;
	while (space && text.ptr[space] != ' ')
		space--;
	if (space)
		return space;
	if (!fits)
		utf8_next(text, &at);
	return fits ? fits : at;
}

int svg_text_wrap(struct arena *arena, struct str text, int size, bool bold, int width,
		  struct str *lines, int most)
{
	int count = 0;

	text = str_trim(text);
	do {
		size_t end = first_line(text, room(width, size, bold));

		if (count == most - 1)
			end = text.len;
		lines[count++] = svg_text_fit(arena, str_trim(str_slice(text, 0, end)), size, bold,
					      width);
		text = str_trim(str_slice(text, end, text.len));
	} while (text.len);
	return count;
}
