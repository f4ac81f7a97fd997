#include "format/html_references.h"

#include "base/unicode.h"
#include "format/ascii.h"
#include "format/encoding.h"
#include "format/html_entities.h"

static size_t literally(struct buf *out)
{
	buf_add_char(out, '&');
	return 1;
}

/* "Numeric character reference end state". */
static uint32_t number_to_code(uint32_t number)
{
	if (!number || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))
		return 0xfffd;
	return number < 0x100 ? encoding_windows_1252((unsigned char)number) : number;
}

static size_t numeric(struct buf *out, struct str text, size_t at)
{
	bool hex = at + 2 < text.len && ascii_lower(text.ptr[at + 2]) == 'x';
	size_t first = at + 2 + hex, end = first;
	uint32_t number = 0;

	for (; end < text.len; end++) {
		int digit = ascii_hex(text.ptr[end]);

		if (digit < 0 || (digit > 9 && !hex))
			break;
		if (number <= 0x10ffff) /* more is as good as that */
			number = number * (hex ? 16 : 10) + (uint32_t)digit;
	}
	if (end == first)
		return literally(out);
	utf8_add(out, number_to_code(number));
	return end - at + (end < text.len && text.ptr[end] == ';');
}

/* The names that begin as the text does: from index first up to end. */
struct range {
	size_t first, end;
};

/* The first name from LOW on, before HIGH, whose byte at DEPTH is at least BYTE. */
static size_t find_byte(size_t low, size_t high, size_t depth, int byte)
{
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((unsigned char)html_entity_name(middle)[depth] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest name that begins TEXT; NULL when none does. */
static const char *longest_name(struct str text)
{
	struct range range = {0, HTML_ENTITIES};
	const char *longest = NULL;

	for (size_t depth = 0; depth < text.len && depth < HTML_ENTITY_LONGEST; depth++) {
		int byte = (unsigned char)text.ptr[depth];
		const char *name;

		if (!byte)
			break;
		range.first = find_byte(range.first, range.end, depth, byte);
		range.end = find_byte(range.first, range.end, depth, byte + 1);
		if (range.first == range.end)
			break;
		name = html_entity_name(range.first); /* the shortest comes first */
		if (!name[depth + 1])
			longest = name;
	}
	return longest;
}

static size_t named(struct buf *out, struct str text, size_t at, bool attribute)
{
	const char *name = longest_name(str_slice(text, at + 1, text.len));
	size_t length = name ? strlen(name) : 0;
	char next = at + 1 + length < text.len ? text.ptr[at + 1 + length] : '\0';

	if (!name)
		return literally(out);
	if (attribute && name[length - 1] != ';' && (next == '=' || ascii_is_alnum(next)))
		return literally(out);
	buf_add_str(out, str_of(name + length + 1));
	return 1 + length;
}

size_t html_reference(struct buf *out, struct str text, size_t at, bool attribute)
{
	if (at + 1 < text.len && text.ptr[at + 1] == '#')
		return numeric(out, text, at);
	return named(out, text, at, attribute);
}

void html_unescape(struct buf *out, struct str text, bool attribute)
{
	for (size_t at = 0; at < text.len;) {
		struct str rest = str_slice(text, at, text.len);
		size_t plain = str_find(rest, '&');

		buf_add(out, rest.ptr, plain);
		at += plain;
		if (at < text.len)
			at += html_reference(out, text, at, attribute);
	}
}
