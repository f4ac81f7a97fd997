/*
 * What a page shows, as data: JSON and CSV for programs, RSS readers and
 * spreadsheets. Written by C, not by templates, so that it is always valid.
 */
#ifndef SITE_EXPORT_H
#define SITE_EXPORT_H

#include "base/buf.h"
#include "site/feed.h"
#include "site/model.h"

/* index.json of a guide: its front matter, version, contents and Markdown. */
void export_guide(struct buf *out, const struct site *site,
		  const struct content *content, const struct body *body);

/* events.json of a topic: its bundle, with every member of every record. */
void export_bundle(struct buf *out, const struct bundle *bundle);

/* commitments.csv of a topic: a row a deal, its sources' URLs in one cell. */
void export_commitments(struct buf *out, const struct bundle *bundle);

/* schema/events.json: the shape of a bundle, as JSON Schema 2020-12. */
void export_schema(struct buf *out, const struct site *site);

/* feed.json: JSON Feed 1.1 (jsonfeed.org/version/1.1). */
void export_feed(struct buf *out, const struct site *site, const struct feed *feed);

/* robots.txt (RFC 9309): everything may be read, and where the sitemap is. */
void export_robots(struct buf *out, const struct site *site);

#endif
