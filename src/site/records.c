/* The tables of all records: the one place that says what a member is. */
#include "site/schema.h"

#include "site/model.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define RECORD(label, type, table) \
	{label, sizeof(struct type), offsetof(struct type, data), table, COUNT(table)}
#define AT(type, member) offsetof(struct type, member)
#define REQUIRED true
#define OPTIONAL false

static const char *const figures_names[] = {"error", "warn", NULL};
static const char *const severities[] = {"error", "warning", "note", "off", NULL};
static const char *const status_names[] = {"active", "paused", "archived", NULL};

static const struct member citation_members[] = {
	{"title", MEMBER_TEXT, REQUIRED, AT(citation, title), NULL, NULL},
	{"url", MEMBER_URL, OPTIONAL, AT(citation, url), NULL, NULL},
};
static const struct record_type record_citation =
	RECORD("a source", citation, citation_members);

static const struct member deal_members[] = {
	{"id", MEMBER_ID, REQUIRED, AT(deal, id), NULL, NULL},
	{"party_a", MEMBER_TEXT, REQUIRED, AT(deal, party_a), NULL, NULL},
	{"party_b", MEMBER_TEXT, REQUIRED, AT(deal, party_b), NULL, NULL},
	{"scale", MEMBER_TEXT, OPTIONAL, AT(deal, scale), NULL, NULL},
	{"platform", MEMBER_TEXT, OPTIONAL, AT(deal, platform), NULL, NULL},
	{"announced", MEMBER_DATE, OPTIONAL, AT(deal, announced), NULL, NULL},
	{"sources", MEMBER_RECORDS, OPTIONAL, AT(deal, sources), &record_citation, NULL},
};
static const struct record_type record_deal = RECORD("a deal", deal, deal_members);

static const struct member fact_members[] = {
	{"id", MEMBER_ID, REQUIRED, AT(fact, id), NULL, NULL},
	{"statement", MEMBER_INLINE, REQUIRED, AT(fact, statement), NULL, NULL},
	{"sources", MEMBER_RECORDS, OPTIONAL, AT(fact, sources), &record_citation, NULL},
};
static const struct record_type record_fact = RECORD("a fact", fact, fact_members);

static const struct member event_members[] = {
	{"id", MEMBER_ID, REQUIRED, AT(event, id), NULL, NULL},
	{"date", MEMBER_DATE, OPTIONAL, AT(event, date), NULL, NULL},
	{"event", MEMBER_INLINE, REQUIRED, AT(event, event), NULL, NULL},
	{"deal", MEMBER_ID, OPTIONAL, AT(event, deal), NULL, NULL},
};
static const struct record_type record_event =
	RECORD("a timeline entry", event, event_members);

static const struct member question_members[] = {
	{"id", MEMBER_ID, REQUIRED, AT(question, id), NULL, NULL},
	{"question", MEMBER_TEXT, REQUIRED, AT(question, question), NULL, NULL},
	{"answer", MEMBER_MARKDOWN, REQUIRED, AT(question, answer), NULL, NULL},
};
static const struct record_type record_question =
	RECORD("a question", question, question_members);

static const struct member post_members[] = {
	{"id", MEMBER_ID, REQUIRED, AT(post, id), NULL, NULL},
	{"score", MEMBER_SCORE, OPTIONAL, AT(post, score), NULL, NULL},
	{"source", MEMBER_TEXT, REQUIRED, AT(post, source), NULL, NULL},
	{"published", MEMBER_DATE, OPTIONAL, AT(post, published), NULL, NULL},
	{"url", MEMBER_URL, OPTIONAL, AT(post, url), NULL, NULL},
	{"title", MEMBER_TEXT, REQUIRED, AT(post, title), NULL, NULL},
	{"summary", MEMBER_TEXT, OPTIONAL, AT(post, summary), NULL, NULL},
};
static const struct record_type record_post = RECORD("a post", post, post_members);

static const struct member bundle_members[] = {
	{"as_of", MEMBER_DATE, REQUIRED, AT(bundle, as_of), NULL, NULL},
	{"deals", MEMBER_RECORDS, REQUIRED, AT(bundle, deals), &record_deal, NULL},
	{"facts", MEMBER_RECORDS, REQUIRED, AT(bundle, facts), &record_fact, NULL},
	{"timeline", MEMBER_RECORDS, REQUIRED, AT(bundle, timeline), &record_event, NULL},
	{"faq", MEMBER_RECORDS, REQUIRED, AT(bundle, faq), &record_question, NULL},
	{"posts", MEMBER_RECORDS, REQUIRED, AT(bundle, posts), &record_post, NULL},
};
const struct record_type record_bundle = RECORD("a bundle", bundle, bundle_members);

static const struct member newsletter_members[] = {
	{"text", MEMBER_TEXT, REQUIRED, AT(newsletter, text), NULL, NULL},
	{"url", MEMBER_URL, OPTIONAL, AT(newsletter, url), NULL, NULL},
};
static const struct record_type record_newsletter =
	RECORD("a newsletter", newsletter, newsletter_members);

static const struct member config_members[] = {
	{"title", MEMBER_TEXT, REQUIRED, AT(config, title), NULL, NULL},
	{"description", MEMBER_TEXT, OPTIONAL, AT(config, description), NULL, NULL},
	{"base_url", MEMBER_URL, REQUIRED, AT(config, base_url), NULL, NULL},
	{"language", MEMBER_TEXT, REQUIRED, AT(config, language), NULL, NULL},
	{"publisher", MEMBER_TEXT, OPTIONAL, AT(config, publisher), NULL, NULL},
	{"newsletter", MEMBER_RECORD, OPTIONAL, AT(config, newsletter), &record_newsletter,
	 NULL},
	{"figures", MEMBER_CHOICE, OPTIONAL, AT(config, figures), NULL, figures_names},
	{"rules", MEMBER_SETTINGS, OPTIONAL, AT(config, rules), NULL, severities},
};
const struct record_type record_config = RECORD("site.json", config, config_members);

static const struct member follow_members[] = {
	{"subscriptions", MEMBER_TEXTS, OPTIONAL, AT(follow, subscriptions), NULL, NULL},
	{"words", MEMBER_TEXTS, OPTIONAL, AT(follow, words), NULL, NULL},
};
const struct record_type record_follow = RECORD("follow", follow, follow_members);

static const struct member topic_front_members[] = {
	{"title", MEMBER_TEXT, REQUIRED, AT(topic_front, title), NULL, NULL},
	{"description", MEMBER_TEXT, OPTIONAL, AT(topic_front, description), NULL, NULL},
	{"related", MEMBER_TEXTS, OPTIONAL, AT(topic_front, related), NULL, NULL},
	{"aliases", MEMBER_TEXTS, OPTIONAL, AT(topic_front, aliases), NULL, NULL},
	{"follow", MEMBER_RECORD, OPTIONAL, AT(topic_front, follow), &record_follow, NULL},
};
const struct record_type record_topic_front =
	RECORD("the front matter of a topic", topic_front, topic_front_members);

static const struct member guide_front_members[] = {
	{"title", MEMBER_TEXT, REQUIRED, AT(guide_front, title), NULL, NULL},
	{"level", MEMBER_CHOICE, REQUIRED, AT(guide_front, level), NULL, level_names},
	{"status", MEMBER_CHOICE, REQUIRED, AT(guide_front, status), NULL, status_names},
	{"tldr", MEMBER_INLINE, OPTIONAL, AT(guide_front, tldr), NULL, NULL},
	{"takeaways", MEMBER_INLINES, OPTIONAL, AT(guide_front, takeaways), NULL, NULL},
	{"related", MEMBER_TEXTS, OPTIONAL, AT(guide_front, related), NULL, NULL},
};
const struct record_type record_guide_front =
	RECORD("the front matter of a guide", guide_front, guide_front_members);
