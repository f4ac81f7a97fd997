/*
 * What a page may do in the reader's browser: nothing but show what the site
 * itself serves. Every page says so (Content Security Policy, level 3), and so do
 * the headers of servers that read _headers.
 */
#ifndef SITE_POLICY_H
#define SITE_POLICY_H

#include "base/buf.h"
#include "base/str.h"

/* The policy as a page can state it. */
extern const struct str policy_of_pages;

/* _headers, as Netlify and Cloudflare Pages read it. */
void policy_headers(struct buf *out);

#endif
