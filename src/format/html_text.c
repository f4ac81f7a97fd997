#include "format/html_text.h"

#include "base/bytes.h"
#include "base/unicode.h"
#include "format/ascii.h"
#include "format/encoding.h"
#include "format/html_references.h"
#include "format/html_tokens.h"

#include <stdlib.h>

/* Where text goes. */
struct writer {
	struct buf *out;
	size_t start; /* what stood there before */
	size_t most;
	bool space; /* owed before the next character */
	bool full;
};

/* How far a cut looks back for the end of a word, in bytes. */
enum { CUT_BACK = 40 };

/* Makes what is there end with an ellipsis, and be no longer than it may. */
static void cut(struct writer *w)
{
	struct buf *out = w->out;
	size_t end = w->start + w->most - strlen("…"), word;

	while (end > w->start && ((unsigned char)out->ptr[end] & 0xc0) == 0x80)
		end--;
	for (word = end; word > w->start && end - word < CUT_BACK && out->ptr[word] != ' ';)
		word--;
	out->len = word > w->start && out->ptr[word] == ' ' ? word : end;
	buf_add_lit(out, "…");
	w->full = true;
}

/* Appends bytes without white space. */
static void add(struct writer *w, const char *bytes, size_t count)
{
	if (w->space && w->out->len > w->start)
		buf_add_char(w->out, ' ');
	w->space = false;
	buf_add(w->out, bytes, count);
	if (w->out->len - w->start > w->most)
		cut(w);
}

/* Spaces that are not ASCII's, and line breaks. */
static bool is_wide_space(uint32_t code)
{
	return code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
	       code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f ||
	       code == 0x3000;
}

/*
 * What cannot be seen and does something: the soft hyphen, marks of embedding,
 * override and isolation, which reach beyond the text, the byte order mark, and
 * code points that are no characters.
 */
static bool is_left_out(uint32_t code)
{
	return code == 0xad || code == 0x200b || (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xfeff ||
	       (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) == 0xfffe;
}

/* The character at *AT, which is not ASCII. */
static void add_wide(struct writer *w, struct str text, size_t *at)
{
	char bytes[8];
	struct buf sequence = {bytes, 0, sizeof bytes};
	uint32_t code = utf8_next(text, at);

	if (code < 0xa0)
		code = encoding_windows_1252((unsigned char)code);
	if (is_wide_space(code)) {
		w->space = true;
	} else if (code >= 0xa0 && !is_left_out(code)) {
		utf8_add(&sequence, code);
		add(w, bytes, sequence.len);
	}
}

/*
 * The end of the words from AT on that stay as they are: of visible ASCII, with
 * single spaces between them.
 */
static size_t words_end(struct str text, size_t at)
{
	for (; text.len - at > sizeof(bytes16); at += sizeof(bytes16)) {
		bytes16 here = bytes16_load(text.ptr + at), next = bytes16_load(text.ptr + at + 1);
		bytes16 gap = (bytes16)(next <= ' ') | (bytes16)(next > '~');

		if (bytes16_any((bytes16)(here < ' ') | (bytes16)(here > '~') |
				((bytes16)(here == ' ') & gap)))
			break;
	}
	for (;; at++) {
		while (at < text.len && text.ptr[at] > ' ' && text.ptr[at] < 0x7f)
			at++;
		if (at + 1 >= text.len || text.ptr[at] != ' ' || text.ptr[at + 1] <= ' ' ||
		    text.ptr[at + 1] >= 0x7f)
			return at;
	}
}

static void add_text(struct writer *w, struct str text)
{
	for (size_t at = 0; at < text.len && !w->full;) {
		size_t begin = at;

		if (text.ptr[at] > ' ')
			at = words_end(text, at);
		if (at > begin)
			add(w, text.ptr + begin, at - begin);
		else if ((unsigned char)text.ptr[at] >= 0x80)
			add_wide(w, text, &at);
		else
			w->space |= ascii_is_space(text.ptr[at++]);
	}
}

static void add_unescaped(struct writer *w, struct str text)
{
	struct buf meaning = BUF_INIT;

	for (size_t at = 0; at < text.len && !w->full;) {
		struct str rest = str_slice(text, at, text.len);
		size_t plain = str_find(rest, '&');

		add_text(w, str_slice(rest, 0, plain));
		at += plain;
		if (at == text.len)
			break;
		buf_reset(&meaning);
		at += html_reference(&meaning, text, at, false);
		add_text(w, buf_str(&meaning));
	}
	buf_release(&meaning);
}

static int by_name(const void *key, const void *item)
{
	const struct str *name = key;

	return ascii_compare(*name, str_of(*(const char *const *)item));
}

static bool is_one_of(struct str name, const char *const *names, size_t count)
{
	return bsearch(&name, names, count, sizeof *names, by_name) != NULL;
}

/* Elements that stand alone on their lines, or end one; sorted. */
static bool is_block(struct str name)
{
	static const char *const names[] = {
		"address", "article",  "aside",	  "blockquote", "br",	   "caption",
		"center",  "dd",       "details", "dialog",	"dir",	   "div",
		"dl",	   "dt",       "embed",	  "fieldset",	"figcaption", "figure",
		"footer",  "form",     "h1",	  "h2",		"h3",	   "h4",
		"h5",	   "h6",       "header",  "hgroup",	"hr",	   "iframe",
		"img",	   "legend",   "li",	  "main",	"menu",	   "nav",
		"object",  "ol",       "optgroup", "option",	"p",	   "pre",
		"search",  "section",  "select",  "summary",	"table",   "tbody",
		"td",	   "textarea", "tfoot",	  "th",		"thead",   "tr",
		"ul",	   "video",
	};

	return is_one_of(name, names, sizeof names / sizeof *names);
}

/* Elements whose content is not for readers; sorted. */
static bool is_raw(struct str name)
{
	static const char *const names[] = {
		"iframe", "noembed", "noframes", "script", "style",
	};

	return is_one_of(name, names, sizeof names / sizeof *names);
}

void html_text(struct buf *out, struct str html, size_t most)
{
	struct writer w = {.out = out, .start = out->len, .most = most};
	struct html_token token;

	for (size_t at = 0; !w.full && html_next(html, &at, &token);) {
		if (token.kind == HTML_TEXT)
			add_unescaped(&w, token.text);
		else if (token.kind != HTML_COMMENT)
			w.space |= is_block(token.name);
		if (token.kind == HTML_START && is_raw(token.name))
			html_skip_raw(html, &at, token.name);
	}
}

void html_plain(struct buf *out, struct str text, size_t most)
{
	struct writer w = {.out = out, .start = out->len, .most = most};

	add_text(&w, text);
}
