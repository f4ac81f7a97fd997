#include "format/media_type.h"

#include "format/ascii.h"

struct media_type {
	const char *ending;
	const char *type;
};

static const struct media_type types[] = {
	{"html", "text/html; charset=utf-8"},
	{"css", "text/css; charset=utf-8"},
	{"js", "text/javascript; charset=utf-8"},
	{"mjs", "text/javascript; charset=utf-8"},
	{"json", "application/json"},
	{"xml", "application/xml; charset=utf-8"},
	{"csv", "text/csv; charset=utf-8"},
	{"md", "text/markdown; charset=utf-8"},
	{"txt", "text/plain; charset=utf-8"},
	{"svg", "image/svg+xml"},
	{"png", "image/png"},
	{"jpg", "image/jpeg"},
	{"jpeg", "image/jpeg"},
	{"gif", "image/gif"},
	{"webp", "image/webp"},
	{"avif", "image/avif"},
	{"ico", "image/x-icon"},
	{"woff", "font/woff"},
	{"woff2", "font/woff2"},
	{"ttf", "font/ttf"},
	{"otf", "font/otf"},
	{"pdf", "application/pdf"},
	{"mp4", "video/mp4"},
	{"webm", "video/webm"},
	{"mp3", "audio/mpeg"},
	{"wasm", "application/wasm"},
	{"webmanifest", "application/manifest+json"},
};

/* What hosts serve without an ending is text: CNAME, LICENSE, _headers. */
static const char plain[] = "text/plain; charset=utf-8";

const char *media_type_of(struct str name)
{
	size_t dot = name.len;

	while (dot && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
		dot--;
	if (!dot || name.ptr[dot - 1] == '/')
		return plain;
	name = str_slice(name, dot, name.len);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (ascii_equal(name, str_of(types[i].ending)))
			return types[i].type;
	return "application/octet-stream";
}
