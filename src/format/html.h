/* Text into HTML and XML: what is escaped where. */
#ifndef FORMAT_HTML_H
#define FORMAT_HTML_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Appends TEXT with & < > " as character references: right for element
 * content and for attribute values in double quotes, in HTML and in XML.
 */
void html_escape(struct buf *out, struct str text);

/*
 * Appends URL for an attribute in double quotes: bytes that a URL may not hold
 * (RFC 3986, section 2) are percent-encoded, existing escapes stay, & and '
 * become character references.
 */
void html_escape_url(struct buf *out, struct str url);

#endif
