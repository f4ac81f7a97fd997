#include "format/svg.h"

#include "format/html.h"

#include <stdarg.h>

static void add_number(struct buf *out, int number)
{
	char digits[12], *at = digits + sizeof digits;
	unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;

	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		*--at = '-';
	buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

void svg_addf(struct buf *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	for (const char *at = format, *next; *at; at = next) {
		next = strchrnul(at, '%');
		buf_add(out, at, (size_t)(next - at));
		if (next[0] && next[1] == 'd') {
			add_number(out, va_arg(args, int));
			next += 2;
		} else if (next[0] && next[1] == '%') {
			buf_add_char(out, '%');
			next += 2;
		} else if (next[0]) { /* %.*s */
			size_t length = (size_t)va_arg(args, int);

			html_escape(out, (struct str){va_arg(args, const char *), length});
			next += 4;
		}
	}
	va_end(args);
}

void svg_begin(struct buf *out, const struct svg *svg, struct str title, struct str desc)
{
	struct str name = str_of(svg->name), kind = str_of(svg->kind);

	svg_addf(out, "<svg class=\"chart %.*s\" viewBox=\"0 0 %d %d\" font-size=\"%d\"",
		 STR_ARG(kind), svg->width, svg->height, svg->font_size);
	svg_addf(out, " fill=\"currentColor\" direction=\"ltr\" role=\"img\"");
	svg_addf(out, " aria-labelledby=\"%.*s.title %.*s.desc\">\n", STR_ARG(name), STR_ARG(name));
	svg_addf(out, "<title id=\"%.*s.title\">%.*s</title>\n", STR_ARG(name), STR_ARG(title));
	svg_addf(out, "<desc id=\"%.*s.desc\">%.*s</desc>\n", STR_ARG(name), STR_ARG(desc));
}

void svg_end(struct buf *out)
{
	buf_add_lit(out, "</svg>");
}
