#include "format/xml.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fatal.h"
#include "format/ascii.h"
#include "format/url.h"

#include <expat.h>
#include <limits.h>

/* What a prefix means, from the element at DEPTH inward. */
struct binding {
	int depth;
	struct str prefix;
	int space;
};

/* What URLs are relative to, from the element at DEPTH inward. */
struct base {
	int depth;
	struct buf url;
};

struct reader {
	XML_Parser parser;
	struct arena arena; /* for the prefixes */
	const struct xml_handler *handler;
	struct xml_error *error;
	struct str text;
	int depth;
	bool finished; /* the root element is closed */
	struct binding bindings[XML_NAMESPACES];
	size_t binding_count;
	struct base bases[XML_DEEPEST + 1]; /* the first is that of the text */
	size_t base_count;
};

/* Expat may still make calls that it owes; they are passed over. */
static void stop(struct reader *r, const char *message)
{
	r->error->message = message;
	r->error->offset = (size_t)XML_GetCurrentByteIndex(r->parser);
	XML_StopParser(r->parser, XML_FALSE);
}

static void bind(struct reader *r, struct str prefix, struct str uri)
{
	if (r->binding_count == XML_NAMESPACES) {
		stop(r, "too many namespaces");
		return;
	}
	r->bindings[r->binding_count++] = (struct binding){
		.depth = r->depth,
		.prefix = str_copy(&r->arena, prefix),
		.space = r->handler->space(prefix, str_trim(uri)),
	};
}

/* The innermost base, or unknown. */
static struct str base_url(const struct reader *r)
{
	return r->base_count ? buf_str(&r->bases[r->base_count - 1].url) : STR_UNKNOWN;
}

/* Buffers are used again: nothing grows with the number of elements. */
static void enter_base(struct reader *r, struct str url)
{
	struct str outer = base_url(r);
	struct base *base = &r->bases[r->base_count];

	if (outer.len + url.len > URL_LONGEST)
		return;
	base->depth = r->depth;
	buf_reset(&base->url);
	url_add_resolved(&base->url, outer, str_trim(url));
	r->base_count++;
}

/* Namespaces in XML 1.0, section 3; XML Base, section 3. */
static void enter(struct reader *r, const char **attributes)
{
	for (; *attributes; attributes += 2) {
		struct str name = str_of(attributes[0]), value = str_of(attributes[1]);

		if (name.ptr[0] != 'x')
			continue;
		if (str_equal(name, STR("xmlns")))
			bind(r, STR(""), value);
		else if (str_starts(name, STR("xmlns:")))
			bind(r, str_slice(name, 6, name.len), value);
		else if (str_equal(name, STR("xml:base")))
			enter_base(r, value);
	}
}

static void leave(struct reader *r)
{
	while (r->binding_count && r->bindings[r->binding_count - 1].depth >= r->depth)
		r->binding_count--;
	while (r->base_count && r->bases[r->base_count - 1].depth >= r->depth)
		r->base_count--;
}

static int space_of(const struct reader *r, struct str prefix)
{
	for (size_t i = r->binding_count; i-- > 0;)
		if (str_equal(r->bindings[i].prefix, prefix))
			return r->bindings[i].space;
	return r->handler->space(prefix, STR_UNKNOWN);
}

/* A name without its prefix. */
static struct str local(const char *qualified)
{
	const char *colon = strchr(qualified, ':');

	return str_of(colon ? colon + 1 : qualified);
}

static void on_start(void *context, const char *qualified, const char **attributes)
{
	struct reader *r = context;
	struct xml_element element = {.name = local(qualified), .attributes = attributes};
	size_t prefix = (size_t)(element.name.ptr - qualified);

	if (r->error->message)
		return;
	if (++r->depth > XML_DEEPEST) {
		stop(r, "nested too deep");
		return;
	}
	enter(r, attributes);
	if (r->error->message)
		return;
	element.space = space_of(r, (struct str){qualified, prefix ? prefix - 1 : 0});
	element.base = base_url(r);
	element.offset = (size_t)XML_GetCurrentByteIndex(r->parser);
	r->handler->start(r->handler->context, &element);
}

static void on_end(void *context, const char *qualified)
{
	struct reader *r = context;

	if (r->error->message)
		return;
	r->handler->end(r->handler->context, local(qualified));
	leave(r);
	r->finished = !--r->depth;
}

static void on_text(void *context, const char *text, int length)
{
	struct reader *r = context;

	if (!r->error->message)
		r->handler->text(r->handler->context,
				 (struct str){text, (size_t)length});
}

static void on_doctype(void *context, const char *name, const char *system,
		       const char *public, int internal)
{
	struct reader *r = context;
	struct str text = r->text;
	size_t at = 0;

	(void)name, (void)system, (void)public, (void)internal;
	stop(r, "a document type declaration, which is refused");
	while (at < r->error->offset && !str_starts(str_slice(text, at, text.len), STR("<!D")))
		at++;
	r->error->offset = at; /* expat calls at its end */
}

static void set_handlers(struct reader *r)
{
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_start, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
}

/* True when the root element was read, whatever stands behind it. */
static bool parse(struct reader *r, struct str text)
{
	enum XML_Error code;

	if (text.len > INT_MAX) {
		*r->error = (struct xml_error){"more than two gigabytes", 0, false};
		return false;
	}
	if (XML_Parse(r->parser, text.ptr, (int)text.len, XML_TRUE) == XML_STATUS_OK || r->finished)
		return true;
	code = XML_GetErrorCode(r->parser);
	if (code == XML_ERROR_NO_MEMORY)
		fatal("out of memory");
	if (code == XML_ERROR_ABORTED)
		return false; /* by stop, which said why */
	r->error->message = XML_ErrorString(code);
	r->error->offset = (size_t)XML_GetCurrentByteIndex(r->parser);
	r->error->at_end = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
			   code == XML_ERROR_UNCLOSED_CDATA_SECTION ||
			   code == XML_ERROR_PARTIAL_CHAR || r->error->offset >= text.len;
	return false;
}

bool xml_read(struct str text, struct str base, const struct xml_handler *handler,
	      struct xml_error *error)
{
	struct reader reader = {.handler = handler, .error = error, .text = text};
	bool good;

	*error = (struct xml_error){0};
	reader.parser = XML_ParserCreate("UTF-8");
	if (!reader.parser)
		fatal("out of memory");
	if (base.ptr)
		enter_base(&reader, base);
	set_handlers(&reader);
	good = parse(&reader, text.ptr ? text : STR(""));
	XML_ParserFree(reader.parser);
	for (size_t i = 0; i <= XML_DEEPEST; i++)
		buf_release(&reader.bases[i].url);
	arena_release(&reader.arena);
	return good;
}

struct str xml_attribute(const struct xml_element *element, struct str name)
{
	for (const char **at = element->attributes; *at; at += 2)
		if (ascii_equal(str_of(at[0]), name))
			return str_of(at[1]);
	return STR_UNKNOWN;
}
