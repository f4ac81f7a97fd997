/*
 * Values and words with what was deleted and inserted, as HTML. White space
 * belongs to a change where the punctuation behind it has none.
 */
#ifndef SITE_DIFF_HTML_WORDS_H
#define SITE_DIFF_HTML_WORDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "site/diff.h"

/* For screen readers only. */
#define DIFF_HTML_HIDDEN(text) "<span class=\"visually-hidden\">" text "</span>"

struct diff_html_writer {
	struct arena arena;
	struct buf *out;
	int open; /* lists */
};

/* HTML of our own, as it is. */
void diff_html_add(struct diff_html_writer *w, const char *html);

void diff_html_text(struct diff_html_writer *w, struct str text);

/* As templates show what is not known; ISO is that of a date, or unknown. */
void diff_html_value(struct diff_html_writer *w, struct str text, struct str iso);

void diff_html_change(struct diff_html_writer *w, struct str from, struct str from_iso,
		      struct str to, struct str to_iso);

void diff_html_prose(struct diff_html_writer *w, const struct diff_prose *prose);

/* A link where URL is one of the web, else text. */
void diff_html_link(struct diff_html_writer *w, struct str text, struct str url);

#endif
