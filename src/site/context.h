/*
 * The model as values for templates: see site/kinds.h for what they hold.
 */
#ifndef SITE_CONTEXT_H
#define SITE_CONTEXT_H

#include "site/context_values.h"
#include "site/feed.h"
#include "site/history.h"
#include "site/model.h"

struct value context_site(struct context *c);

/* What a page's head says; what is unknown is left out. URLs are from the server's root. */
struct page_head {
	struct str heading; /* its title, without the site's */
	struct str cited;   /* the same without a version; unknown: the heading */
	struct str description;
	struct str url;  /* of the page that it is, or is a version of */
	struct str feeds; /* of the page whose feeds it names */
	struct str data; /* JSON-LD */
	const struct guide *guide; /* of an article */
	const struct version *version; /* of the guide, or NULL: the draft */
	struct date as_of; /* of a page that is no guide's, to be cited by */
};

/* "Custom silicon, v2" */
struct str context_versioned(struct context *c, struct str title, const struct version *version);

struct value context_page(struct context *c, const struct page_head *head);

struct value context_topic(struct context *c, const struct content *content);
struct value context_bundle(struct context *c, const struct content *content);

/* Its posts of the feeds. */
struct value context_news(struct context *c, const struct content *content);

/* A topic by its name alone, for pages that do not change when it does. */
struct value context_topic_name(struct context *c, const struct topic *topic);

/*
 * BODY as VERSION of its guide, NULL for the draft, with the list of its versions
 * and with related guides; and the same without these two, for the version's own
 * page.
 */
struct value context_guide(struct context *c, const struct body *body,
			   const struct version *version);
struct value context_guide_alone(struct context *c, struct value guide);

/*
 * The same on the page of an old version: with the title that it had. It has a
 * `version` where the guide is shown.
 */
struct value context_old_card(struct context *c, const struct guide *guide,
			      const struct version *version);
struct value context_guide_card(struct context *c, const struct guide *guide, bool dated);

/* A topic as lists name it; with dates, where it is DATED. */
struct value context_topic_card(struct context *c, const struct topic *topic, bool dated);

/* VERSION of GUIDE, or NULL for the draft. */
struct value context_version(struct context *c, const struct guide *guide,
			     const struct version *version);

struct value context_history(struct context *c, const struct history *history);

/* Lists for the home page: every topic, and every guide, newest first. */
struct value context_topic_cards(struct context *c);
struct value context_guide_cards(struct context *c);

struct value context_feed(struct context *c, const struct feed *feed);

/* COUNT URLs of a sitemap, from FROM on. */
struct value context_urls(struct context *c, const struct sitemap *sitemap, size_t from,
			  size_t count);

#endif
