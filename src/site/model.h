/*
 * What a site is made of, once read and found well-formed.
 *
 * Two lives: `struct site` with its topics and guides is the *index*, small
 * and there for the whole run, because pages name each other. `struct content`
 * is one topic's bundle and texts, which live only while its pages are made,
 * so that memory does not grow with the text of a site.
 *
 * Members that a later stage fills in are marked with its name.
 */
#ifndef SITE_MODEL_H
#define SITE_MODEL_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "base/str.h"
#include "format/data.h"
#include "format/front_matter.h"
#include "format/markdown.h"
#include "format/markdown_html.h"

#include <stdbool.h>
#include <stdint.h>

struct quantities; /* format/quantity */

/* A member that is text; plain, or Markdown where the schema says so. */
struct text {
	struct str str;                /* unknown: null, or left out */
	const struct data *data;       /* where it stands; NULL: left out */
	const struct md_document *md;  /* Markdown members that are known */
	struct md_context context;     /* of md (resolve) */
};

struct dated {
	struct date date; /* year 0: unknown */
	const struct data *data;
};

struct score {
	int value; /* 0 to 10 */
	bool known;
	const struct data *data;
};

/* A list member, in the order of the file; none when null or left out. */
#define MEMBERS(type) \
	struct { \
		type *items; \
		size_t count; \
		const struct data *data; \
	}

/* Where a claim was read. */
struct citation {
	struct text title;
	struct text url;
	const struct data *data;
};

typedef MEMBERS(struct citation) citations;
typedef MEMBERS(struct text) texts;

struct deal {
	struct text id;
	struct text party_a;
	struct text party_b;
	struct text scale;
	struct text platform;
	struct dated announced;
	citations sources;
	const struct data *data;
	const struct quantities *figures; /* of its scale, once they have been read; or NULL */
};

struct fact {
	struct text id;
	struct text statement;
	citations sources;
	const struct data *data;
};

struct event {
	struct text id;
	struct dated date;
	struct text event;
	struct text deal; /* id */
	const struct deal *of; /* (resolve) */
	const struct data *data;
};

struct question {
	struct text id;
	struct text question;
	struct text answer;
	const struct data *data;
};

struct post {
	struct text id;
	struct score score;
	struct text source;
	struct dated published;
	struct text url;
	struct text title;
	struct text summary;
	const struct data *data;
};

struct bundle {
	struct dated as_of;
	MEMBERS(struct deal) deals;
	MEMBERS(struct fact) facts;
	MEMBERS(struct event) timeline;
	MEMBERS(struct question) faq;
	MEMBERS(struct post) posts;
	const struct data *data;
};

struct newsletter {
	struct text text;
	struct text url;
	const struct data *data;
};

/* content/site.json */
struct config {
	struct text title;
	struct text description;
	struct text base_url; /* ends in '/' */
	struct text language; /* BCP 47 */
	struct text publisher;
	struct newsletter *newsletter; /* NULL: unknown */
	struct text figures; /* "warn": what is not backed is a warning */
	const struct data *rules; /* severities by rule; NULL: none is set */
	const struct data *data;
};

enum level { LEVEL_BEGINNER, LEVEL_INTERMEDIATE, LEVEL_ADVANCED, LEVELS };
extern const char *const level_names[]; /* by enum level; ends with NULL */

/* What a topic takes from the feeds: see site/posts.h. */
struct follow {
	texts subscriptions; /* names; none: all */
	texts words;         /* and phrases; none: every post */
	const struct data *data;
};

/* Front matter of topic.md and of a guide. */
struct topic_front {
	struct text title;
	struct text description;
	texts related; /* names of topics */
	texts aliases;
	struct follow *follow; /* NULL: nothing */
	const struct data *data;
};

struct guide_front {
	struct text title;
	struct text level;
	struct text status;
	struct text tldr;
	texts takeaways;
	texts related; /* topic/level */
	const struct data *data;
};

/* The ids of a page's headings. */
struct anchors {
	struct str *ids;
	size_t count;
};

/* How the figures of a guide's page stand: site/figures.h says what each means. */
struct figure_counts {
	bool known;
	int bound, matched, alone, contradicted, unbacked, unchecked;
};

/* A released state of a guide. */
struct version {
	int number; /* from 1 */
	int events; /* number of its bundle */
	struct date date;
	struct str note;      /* unknown: none */
	struct str withdrawn; /* why it was withdrawn; unknown: it was not */
	struct str title;     /* of its front matter (versions) */
	struct str summary;   /* what it changed, of the first that stands its TL;DR (versions) */
	struct figure_counts figures; /* as they were at its release */
};

struct guide {
	struct topic *topic;
	enum level level;
	struct str name;      /* topic/level */
	struct str url;       /* with the site's path: /base/topic/level/ */
	struct str path;      /* of its file */
	struct stamp stamp;   /* of that file, before it was read */
	struct front_matter front; /* as it was read */
	struct str title;     /* of the front matter, unknown if it is wrong */
	struct str status;
	bool broken;     /* something was reported of it; there is no page */
	bool unreadable; /* not even its text is there */
	struct version *versions; /* oldest first */
	size_t version_count;
	const struct version *live; /* the newest that stands; NULL: none */
	struct str live_text; /* SHA-256 of its text */
	struct str text; /* while its topic is made, where the working copy has it too (versions) */
	bool draft; /* the working copy differs from it, or is the first */
	bool shown; /* this build has a page of it */
	struct str summary;  /* its TL;DR in plain text (resolve) */
	struct anchors anchors; /* of its page (resolve) */
};

struct topic {
	struct str name; /* of its directory */
	struct str url;
	struct str path; /* of topic.md */
	struct stamp stamp;        /* of that file, before it was read */
	struct stamp listed;       /* of its directory, before it was listed */
	struct stamp pictures_listed; /* of pictures/; all 0: there is none */
	struct front_matter front; /* as it was read */
	struct str title; /* of the front matter, unknown if it is wrong */
	struct str description;
	struct guide *guides; /* by level */
	size_t guide_count;
	struct str *pictures; /* names of files, sorted */
	size_t picture_count;
	struct stamp *picture_stamps; /* before they were read */
	struct follow follow; /* of the front matter, as far as it is right; texts alone */
	uint64_t news; /* what the posts show that match it: a hash (resolve) */
	struct date as_of; /* (validate) */
	struct anchors anchors; /* of its page (resolve) */
	bool loaded; /* its front matter has been read in this run */
	bool shown;  /* this build has a page of it: of one of its guides */
	bool broken;
	bool unreadable;
	bool bad_seals; /* something was reported of its chain */
	bool unreleased; /* its directory was listed in this run, and has no versions/ */
};

/* A link to a heading of another page, looked at when all headings are known. */
struct anchor_use {
	struct str path; /* of the source */
	size_t offset, length;
	struct topic *topic;
	struct guide *guide; /* NULL: the topic's own page */
	struct str id;
};

struct site {
	struct arena arena; /* of everything in here */
	bool drafts; /* pages show working copies */
	struct source config_source;
	struct config config;
	const struct words *words; /* of its language, where pages are made; else NULL: site/words.h */
	struct str base_path; /* path of base_url: "/" or "/guides/" */
	struct topic *topics; /* by name */
	size_t topic_count;
	struct map topics_by_name; /* struct topic */
	struct map guides_by_name; /* struct guide */
	LIST(struct anchor_use) anchor_uses; /* (resolve) */
};

/* A row of the commitments table or a fact, by id. */
struct record {
	const struct deal *deal; /* one of the two */
	const struct fact *fact;
};

/* A guide's text, parsed. */
struct body {
	struct guide *guide; /* NULL: the topic's introduction */
	struct source source;
	struct guide_front front; /* of a guide */
	size_t offset; /* of the Markdown in the source */
	const struct md_document *md;
	struct md_context context; /* (resolve) */
	struct figure_counts figures; /* of its page, the bundle's texts included (figures_check) */
};

/* A file that was sealed, as it was read. */
struct sealed_file {
	struct str path;
	struct str text;
	struct stamp stamp;
};

/* A post of a saved feed that the topic's page shows, outside every seal. */
struct news_item {
	struct str title;
	struct str source;
	struct str url; /* or unknown */
	struct date published;
};

/* What one topic's pages show: its working copy, or what was sealed of it. */
struct content {
	struct topic *topic;
	bool sealed; /* verified, not judged: a link whose target is gone is text */
	struct arena *arena; /* of everything in here */
	struct topic_front front;
	struct body intro; /* of topic.md */
	struct source bundle_source;
	struct stamp bundle_stamp;
	struct data bundle_data;
	struct bundle bundle;
	struct body *bodies;  /* one a guide, in the topic's order; of a version one */
	size_t body_count;
	struct map records;   /* struct record by id (resolve) */
	LIST(struct str) names; /* topics and guides that its pages name (resolve) */
	LIST(struct news_item) news; /* newest first (resolve) */
	struct stamp seen_stamp;     /* of seen.txt, before it was read; all 0: there is none */
};

/* The topic or guide of that name, or NULL; a broken one is found too. */
struct topic *site_topic(const struct site *site, struct str name);
struct guide *site_guide(const struct site *site, struct str name);

/* The version that a guide's page shows in this build; NULL: the draft. */
/* True when a deal or a fact of BUNDLE has that ID. */
bool bundle_has_record(const struct bundle *bundle, struct str id);

const struct version *guide_shown(const struct site *site, const struct guide *guide);

/* The newest version before VERSION that stands, or NULL. */
const struct version *version_previous(const struct guide *guide, const struct version *version);

/* When what a topic shows was released last; unknown: it was not. */
struct date topic_date(const struct topic *topic);

/* The URL of the page of that name, from the server's root. */
struct str site_url(struct site *site, struct str name);

/* Adds the guide of LEVEL to its topic; levels come in their order. */
struct guide *site_add_guide(struct site *site, struct topic *topic, enum level level);

/* The path of a topic's picture, by its index. */
struct str topic_picture(struct arena *arena, const struct topic *topic, size_t index);

/* Ids of a guide page's own sections, which headings of its text do not get. */
extern const char *const page_ids[]; /* ends with NULL */

#endif
