/*
 * render: pages into bytes, in memory. One function a kind of page; each gives
 * the bytes of a whole file, which stand in the renderer until the next call.
 */
#ifndef SITE_RENDER_H
#define SITE_RENDER_H

#include "base/buf.h"
#include "format/value.h"
#include "site/feed.h"
#include "site/history.h"
#include "site/model.h"
#include "site/theme.h"

#include <stdbool.h>

struct renderer {
	const struct site *site;
	const struct theme *theme;
	struct timing *timing; /* or NULL */
	struct buf page;
	struct buf scratch;
};

/* What the pages of one topic share. */
struct topic_view {
	const struct content *content;
	struct arena *arena;
	struct value site;
	struct value topic;      /* null for a version alone */
	struct value topic_name; /* no more than its name and title */
	struct value bundle;
};

void renderer_init(struct renderer *renderer, const struct site *site,
		   const struct theme *theme, struct timing *timing);
void renderer_release(struct renderer *renderer);

struct topic_view render_view(struct renderer *renderer,
			      const struct content *content);

/* The same for the page of a version alone. */
struct topic_view render_sealed_view(struct renderer *renderer, const struct content *content);

/* The values of a guide's page, which shows VERSION, or the draft where it is NULL. */
struct value render_guide_values(struct renderer *renderer, const struct topic_view *view,
				 const struct body *body, const struct version *version);

/*
 * Each is false after an error in a template was reported. GUIDE holds the values
 * of BODY; the page of a version shows no more of it than what was released.
 */
bool render_guide(struct renderer *renderer, const struct topic_view *view,
		  const struct body *body, struct value guide, struct str *page);
bool render_version(struct renderer *renderer, const struct topic_view *view,
		    const struct body *body, struct value guide,
		    const struct version *version, struct str *page);

/* What VERSION changed in PREVIOUS, as HTML; both unknown where that was withdrawn. */
bool render_changes(struct renderer *renderer, struct arena *arena, const struct guide *guide,
		    const struct version *version, const struct version *previous,
		    struct str changes, struct str *page);

/* In place of a version that was withdrawn. */
bool render_withdrawn(struct renderer *renderer, struct arena *arena,
		      const struct guide *guide, const struct version *version,
		      struct str *page);
bool render_topic(struct renderer *renderer, const struct topic_view *view,
		  const struct history *history, struct str *page);
bool render_home(struct renderer *renderer, struct arena *arena, struct str *page);
bool render_404(struct renderer *renderer, struct arena *arena, struct str *page);
bool render_feed(struct renderer *renderer, struct arena *arena, const struct feed *feed,
		 struct str *page);

/*
 * Part NUMBER (from 1) of the sitemap; with number 0 the sitemap itself, which
 * names its parts where it needs more than one.
 */
bool render_sitemap(struct renderer *renderer, struct arena *arena,
		    const struct sitemap *sitemap, size_t number, struct str *page);

/* How many parts there are beside the sitemap itself: none where one is enough. */
size_t render_sitemap_parts(const struct sitemap *sitemap);

#endif
