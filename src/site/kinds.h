/*
 * What a template can name: the kinds of objects and their members.
 *
 * Every object holds every member of its kind, unknown ones as null. A LIST
 * member x brings has_x (true or false) and x_count (text). Members that hold
 * HTML are marked so; templates print them with three braces.
 */
#ifndef SITE_KINDS_H
#define SITE_KINDS_H

#include "format/value.h"
#include "site/words_list.h"

#define KIND_LIST(M, k, name) M(k, name) M(k, has_##name) M(k, name##_count)

/* The roots: one a kind of page. */
#define MEMBERS_home_page(M) \
	M(home_page, site) M(home_page, words) M(home_page, page) \
	KIND_LIST(M, home_page, topics) /* topic_card */ \
	KIND_LIST(M, home_page, guides) /* guide_card, newest first */

#define MEMBERS_topic_page(M) \
	M(topic_page, site) M(topic_page, words) M(topic_page, page) M(topic_page, topic) \
	M(topic_page, bundle) \
	KIND_LIST(M, topic_page, history) /* record: those that changed */ \
	KIND_LIST(M, topic_page, news)    /* of the feeds, newest first */

#define MEMBERS_guide_page(M) \
	M(guide_page, site) M(guide_page, words) M(guide_page, page) M(guide_page, topic) \
	M(guide_page, bundle) M(guide_page, guide)

/* What a version changed; with the guide's card. */
#define MEMBERS_changes_page(M) \
	M(changes_page, site) M(changes_page, words) M(changes_page, page) M(changes_page, guide) \
	M(changes_page, version) \
	M(changes_page, previous) /* the version that it changed, or null */ \
	M(changes_page, changes)  /* HTML, or null */

/* A version that was withdrawn, in place of the page that it had. */
#define MEMBERS_withdrawn_page(M) \
	M(withdrawn_page, site) M(withdrawn_page, words) M(withdrawn_page, page) \
	M(withdrawn_page, guide) M(withdrawn_page, version) \
	M(withdrawn_page, heading) /* TITLE: v1 was withdrawn */

#define MEMBERS_error_page(M) M(error_page, site) M(error_page, words) M(error_page, page)

#define MEMBERS_feed_page(M) M(feed_page, site) M(feed_page, feed)

#define MEMBERS_sitemap_page(M) \
	M(sitemap_page, site) KIND_LIST(M, sitemap_page, urls) /* sitemap_url */ \
	KIND_LIST(M, sitemap_page, parts) /* absolute URLs of sitemaps */

/* URLs of a feed are absolute, dates are RFC 3339. */
#define MEMBERS_feed(M) \
	M(feed, title) M(feed, home) M(feed, updated) KIND_LIST(M, feed, entries)

#define MEMBERS_entry(M) \
	M(entry, id) M(entry, url) M(entry, title) M(entry, summary) \
	M(entry, content) /* HTML: what the version changed; or null */ \
	M(entry, date) M(entry, topic) M(entry, level)

#define MEMBERS_sitemap_url(M) M(sitemap_url, url) M(sitemap_url, date)

#define MEMBERS_site(M) \
	M(site, title) M(site, description) \
	M(site, url)      /* of the home page, from the server's root */ \
	M(site, base_url) /* the same, absolute */ \
	M(site, assets)   /* URL of the directory of assets, ends in '/' */ \
	M(site, language) /* BCP 47 */ \
	M(site, is_from_right) /* it is written from right to left */ \
	M(site, publisher) M(site, newsletter) \
	M(site, policy) /* Content-Security-Policy */

#define MEMBERS_newsletter(M) M(newsletter, text) M(newsletter, url)

#define MEMBERS_page(M) \
	M(page, title)   /* for <title> */ \
	M(page, heading) /* the same without the site's */ \
	M(page, description) M(page, canonical) /* absolute URL, or null */ \
	M(page, feeds) /* where feed.xml and feed.json of the page are */ \
	M(page, is_article) \
	M(page, published) M(page, modified) /* of an article: dates, or null */ \
	M(page, cite)      /* its title, version and date, to be cited by */ \
	M(page, permalink) /* where what is cited stays as it is: absolute */ \
	M(page, data)      /* JSON-LD, or null; ready for HTML */

/* A date as coarse as it is known. */
#define MEMBERS_date(M) \
	M(date, iso)  /* 2025-01 */ \
	M(date, text) /* January 2025 */

#define MEMBERS_topic(M) \
	M(topic, name) /* of its directory */ \
	M(topic, title) M(topic, description) M(topic, url) \
	M(topic, more) /* More on TITLE */ \
	M(topic, intro) /* HTML */ \
	KIND_LIST(M, topic, aliases) /* text */ \
	KIND_LIST(M, topic, guides)  /* guide_card, by level */ \
	KIND_LIST(M, topic, related) /* topic_card */

#define MEMBERS_topic_card(M) \
	M(topic_card, title) M(topic_card, description) M(topic_card, url) \
	KIND_LIST(M, topic_card, guides) /* guide_card */

#define MEMBERS_guide_card(M) \
	M(guide_card, title) M(guide_card, url) \
	M(guide_card, level)      /* beginner */ \
	M(guide_card, level_name) /* Beginner */ \
	M(guide_card, status)     /* active */ \
	M(guide_card, next_is)    /* Next: the advanced guide, */ \
	M(guide_card, topic_title) M(guide_card, topic_url) \
	M(guide_card, version) /* null in cards of other topics' guides */

#define MEMBERS_bundle(M) \
	M(bundle, as_of) /* date */ \
	KIND_LIST(M, bundle, deals) KIND_LIST(M, bundle, facts) \
	KIND_LIST(M, bundle, timeline) /* event */ \
	KIND_LIST(M, bundle, undated)  /* event: those whose date is unknown */ \
	KIND_LIST(M, bundle, faq)      /* question */ \
	KIND_LIST(M, bundle, posts) \
	KIND_LIST(M, bundle, sources)  /* citation: of deals and facts, each once */ \
	M(bundle, diagram)        /* SVG: the supply chain; null without deals */ \
	M(bundle, has_charts)     /* one of the next two at least */ \
	M(bundle, power_chart)    /* chart; null where no power is known */ \
	M(bundle, money_chart)    /* chart; null where no amount is known */ \
	M(bundle, timeline_chart) /* SVG; null where no date is known */

/* Bars, and the same in words. */
#define MEMBERS_chart(M) \
	M(chart, svg) \
	KIND_LIST(M, chart, bars)    /* bar: largest first */ \
	KIND_LIST(M, chart, others)  /* bar: in other currencies, in the bundle's order */ \
	KIND_LIST(M, chart, unknown) /* bar: without an amount, in the bundle's order */

#define MEMBERS_bar(M) M(bar, deal) M(bar, amount)

/* anchor: the id in the page, such as deal-x. */
#define MEMBERS_deal(M) \
	M(deal, id) M(deal, anchor) M(deal, party_a) M(deal, party_b) \
	M(deal, scale) M(deal, platform) M(deal, announced) /* date */ \
	M(deal, order) /* text that sorts as its amount; null: unknown, or not in the table */ \
	KIND_LIST(M, deal, sources) /* citation */

#define MEMBERS_citation(M) \
	M(citation, number) M(citation, anchor) /* in the list of sources: source-3 */ \
	M(citation, title) M(citation, url)

#define MEMBERS_fact(M) \
	M(fact, id) M(fact, anchor) M(fact, statement) /* HTML */ \
	KIND_LIST(M, fact, sources)

#define MEMBERS_event(M) \
	M(event, id) M(event, anchor) M(event, number) /* in the list */ \
	M(event, date) M(event, event) /* HTML */ \
	M(event, deal) /* a deal, or null */

#define MEMBERS_question(M) \
	M(question, id) M(question, anchor) M(question, question) \
	M(question, answer) /* HTML */

#define MEMBERS_post(M) \
	M(post, id) M(post, anchor) M(post, score) M(post, source) \
	M(post, published) /* date */ M(post, url) M(post, title) \
	M(post, summary)

/* A post that was pulled, and that no editor has looked at. */
#define MEMBERS_news_item(M) \
	M(news_item, title) M(news_item, source) M(news_item, url) \
	M(news_item, published) /* date */

#define MEMBERS_guide(M) \
	M(guide, name) /* topic/level */ \
	M(guide, title) M(guide, url) M(guide, level) M(guide, level_name) \
	M(guide, status) M(guide, status_name) M(guide, version) \
	M(guide, tldr) /* HTML */ \
	KIND_LIST(M, guide, takeaways) /* HTML */ \
	M(guide, minutes) /* that its text takes to read */ \
	KIND_LIST(M, guide, contents)  /* heading */ \
	M(guide, body) /* HTML */ \
	M(guide, figures) /* null where they were not counted, or there are none */ \
	KIND_LIST(M, guide, versions) /* newest first */ \
	M(guide, next) /* guide_card: of the level above it, or null */ \
	KIND_LIST(M, guide, related)  /* guide_card */

/* Numbers; null instead of 0. Of those that were not checked nothing is in total. */
#define MEMBERS_figures(M) \
	M(figures, total) M(figures, backed) M(figures, alone) M(figures, alone_is_one) \
	M(figures, unbacked) M(figures, unchecked) \
	M(figures, text) /* all of it in words */

#define MEMBERS_heading(M) \
	M(heading, id) M(heading, text) /* HTML */ \
	KIND_LIST(M, heading, contents) /* headings below it */

/* A draft has no name, date or URL. */
#define MEMBERS_version(M) \
	M(version, name) /* v1 */ M(version, date) M(version, note) \
	M(version, url) \
	M(version, changes_url) /* of what it changed; null for the first */ \
	M(version, what_changed) /* What v2 changed */ \
	M(version, next_url)    /* of what the version after it changed, or null */ \
	M(version, summary)     /* of what it changed, in a sentence; or null */ \
	M(version, is_live) M(version, is_superseded) M(version, is_draft) \
	M(version, is_withdrawn) M(version, reason) /* why it was withdrawn */

/* What the versions of a topic's bundle said of a deal or fact, oldest first. */
#define MEMBERS_record(M) \
	M(record, anchor) /* null when it is in the bundle no more */ \
	M(record, label)  /* the parties, or the statement */ \
	KIND_LIST(M, record, states) /* state */

/* Of a fact, what it said is in `scale`. */
#define MEMBERS_state(M) \
	M(state, date) M(state, is_deal) M(state, is_added) M(state, is_removed) \
	M(state, is_label) /* what it says is the label */ \
	M(state, scale) M(state, platform) M(state, announced) /* date */

#define KINDS(K) \
	K(home_page) K(topic_page) K(guide_page) K(changes_page) K(withdrawn_page) K(error_page) K(feed_page) \
	K(sitemap_page) K(words) K(feed) K(entry) K(sitemap_url) K(site) K(newsletter) K(page) \
	K(date) K(topic) K(topic_card) K(guide_card) K(bundle) K(chart) K(bar) K(deal) \
	K(citation) K(fact) K(event) K(question) K(post) K(news_item) K(guide) K(figures) K(heading) \
	K(version) K(record) K(state)

/* Indexes such as at_deal_party_a, and kinds such as kind_deal. */
#define KIND_INDEX(k, member, ...) at_##k##_##member,
#define KIND_DECLARE(k) \
	enum { MEMBERS_##k(KIND_INDEX) at_##k##_end }; \
	extern const struct kind kind_##k;
KINDS(KIND_DECLARE)
#undef KIND_DECLARE

/* Every kind, for the reference. */
extern const struct kind *const kinds[];
extern const size_t kind_count;

#endif
