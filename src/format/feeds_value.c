#include "format/feeds_value.h"

#include "format/ascii.h"

static bool is_address(struct str text)
{
	return str_find(text, '@') < text.len && str_find(text, ' ') == text.len;
}

static struct str name_or_unknown(struct str text)
{
	text = str_trim(text);
	return text.len && !is_address(text) ? text : STR_UNKNOWN;
}

struct str feed_author_name(struct str text)
{
	size_t open, close;
	struct str inner, outer;

	text = str_trim(text);
	open = str_find(text, '(');
	if (open == text.len)
		open = str_find(text, '<');
	if (open == text.len)
		return name_or_unknown(text);
	close = open + str_find(str_slice(text, open, text.len), text.ptr[open] == '(' ? ')' : '>');
	inner = str_trim(str_slice(text, open + 1, close));
	outer = str_trim(str_slice(text, 0, open));
	if (is_address(inner))
		return name_or_unknown(outer);
	return is_address(outer) ? name_or_unknown(inner) : text;
}

long feed_period(struct str text)
{
	static const struct {
		const char *name;
		long minutes;
	} periods[] = {
		{"hourly", 60},
		{"daily", 24 * 60},
		{"weekly", 7 * 24 * 60},
		{"monthly", 30 * 24 * 60},
		{"yearly", 365 * 24 * 60},
	};

	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		if (ascii_equal(str_trim(text), str_of(periods[i].name)))
			return periods[i].minutes;
	return 0;
}

static int digit_of(char c)
{
	return c >= 'A' && c <= 'Z'   ? c - 'A'
	       : c >= 'a' && c <= 'z' ? c - 'a' + 26
	       : ascii_is_digit(c)    ? c - '0' + 52
	       : c == '+' || c == '-' ? 62
	       : c == '/' || c == '_' ? 63
				      : -1;
}

void feed_base64(struct buf *out, struct str text)
{
	unsigned bits = 0;
	int count = 0;

	for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
		int digit = digit_of(text.ptr[i]);

		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xfff;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		buf_add_char(out, (char)(bits >> count & 0xff));
	}
}
