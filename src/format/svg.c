#include "format/svg.h"

#include "format/html.h"

#include <stdarg.h>

enum { DIGITS_MOST = 12 }; /* of an int, with a minus */

/* Writes NUMBER at TO, where DIGITS_MOST bytes are free; the byte behind it. */
static char *put_number(char *to, int number)
{
	char digits[DIGITS_MOST], *at = digits + sizeof digits;
	unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;

	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		*to++ = '-';
	while (at < digits + sizeof digits)
		*to++ = *at++;
	return to;
}

/* Most pieces between numbers are a byte or two, for which a loop is the fastest copy. */
void svg_addf(struct buf *out, const char *format, ...)
{
	size_t most = strlen(format) * (DIGITS_MOST / 2); /* "%d" has two bytes */
	char *to = buf_reserve(out, most);
	va_list args;

	va_start(args, format);
	for (const char *at = format; *at; at++) {
		if (*at != '%') {
			*to++ = *at;
		} else if (*++at == 'd') {
			to = put_number(to, va_arg(args, int));
		} else if (*at == '%') {
			*to++ = '%';
		} else { /* %.*s */
			size_t length = (size_t)va_arg(args, int);

			at += 2;
			out->len = (size_t)(to - out->ptr);
			html_escape(out, (struct str){va_arg(args, const char *), length});
			to = buf_reserve(out, most);
		}
	}
	va_end(args);
	out->len = (size_t)(to - out->ptr);
}

void svg_begin(struct buf *out, const struct svg *svg, struct str title, struct str desc)
{
	struct str name = str_of(svg->name), kind = str_of(svg->kind);

	svg_addf(out, "<svg class=\"chart %.*s\" viewBox=\"0 0 %d %d\" font-size=\"%d\"",
		 STR_ARG(kind), svg->width, svg->height, svg->font_size);
	svg_addf(out, " fill=\"currentColor\" direction=\"%.*s\" role=\"img\"",
		 STR_ARG(svg->from_right ? STR("rtl") : STR("ltr")));
	svg_addf(out, " aria-labelledby=\"%.*s.title %.*s.desc\">\n", STR_ARG(name), STR_ARG(name));
	svg_addf(out, "<title id=\"%.*s.title\">%.*s</title>\n", STR_ARG(name), STR_ARG(title));
	svg_addf(out, "<desc id=\"%.*s.desc\">%.*s</desc>\n", STR_ARG(name), STR_ARG(desc));
	if (svg->from_right)
		svg_addf(out, "<g transform=\"translate(%d) scale(-1 1)\">\n", svg->width);
}

void svg_end(struct buf *out, const struct svg *svg)
{
	if (svg->from_right)
		buf_add_lit(out, "</g>\n");
	buf_add_lit(out, "</svg>");
}

/* Text in what is mirrored is mirrored back. */
void svg_text_begin(struct buf *out, const struct svg *svg, int x, int y)
{
	buf_add_lit(out, "<text");
	if (svg->from_right)
		buf_add_lit(out, " transform=\"scale(-1 1)\"");
	if (x)
		svg_addf(out, " x=\"%d\"", svg->from_right ? -x : x);
	svg_addf(out, " y=\"%d\"", y);
}

/*
 * From the right, each text goes its own way (U+2068 to U+2069): "6 GW" is read from
 * the left there too.
 */
#define ISOLATE "\xe2\x81\xa8"
#define ISOLATE_END "\xe2\x81\xa9"

void svg_text_end(struct buf *out, const struct svg *svg, struct str text)
{
	if (svg->from_right)
		svg_addf(out, ISOLATE "%.*s" ISOLATE_END "</text>\n", STR_ARG(text));
	else
		svg_addf(out, "%.*s</text>\n", STR_ARG(text));
}

static struct str isolated(struct arena *arena, struct str text)
{
	return str_join3(arena, STR(ISOLATE), text, STR(ISOLATE_END));
}

/* A mark of the direction (U+200F) says that the whole is read from the right. */
struct str svg_text_row(struct arena *arena, const struct svg *svg, struct str a,
			struct str between, struct str b)
{
	if (!svg->from_right)
		return str_join3(arena, a, between, b);
	a = str_join(arena, STR("\xe2\x80\x8f"), isolated(arena, a));
	return str_join3(arena, a, between, isolated(arena, b));
}
