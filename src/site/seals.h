/*
 * seals.json: the chain of a topic's releases, which tells whether anything
 * that was released has changed since.
 *
 * It is an array with one entry a line, in canonical bytes: those that
 * seals_write makes of what was read. Each entry holds the seal of the one
 * before it, and last its own: the SHA-256 of the entry's bytes from its brace
 * up to the comma before "seal". So a changed entry breaks every later one.
 *
 * An entry seals a version of a guide, or withdraws one: then it has `withdrawn`,
 * the reason, and nothing of files.
 */
#ifndef SITE_SEALS_H
#define SITE_SEALS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/list.h"
#include "site/model.h"

#include <stdbool.h>

/* Of the sealed files that this program writes; it reads all up to it. */
#define SEALS_FORMAT 1

/* In versions/ while a release is being written: the files that it makes. */
#define SEALS_JOURNAL ".release"

struct sealed_picture {
	struct str name; /* in pictures/ */
	struct str hash;
};

struct seal {
	enum level guide;
	int version;          /* from 1, one after another for each guide */
	int release;          /* of the topic: entries that were sealed together */
	struct date date;     /* to the day */
	struct str note;      /* unknown: none */
	int format;           /* of the sealed files */
	int events;           /* versions/events/vN.json */
	struct str text;      /* SHA-256 of versions/LEVEL/vN.md */
	struct str bundle;    /* and of the bundle */
	LIST(struct sealed_picture) pictures; /* that it shows, by name */
	struct figure_counts figures;
	struct str withdrawn; /* why the version was withdrawn; unknown: this seals it */
	struct str previous;  /* the seal before it; unknown: it is the first */
	struct str seal;
	size_t withdrawal; /* one more than the index of the entry that withdraws it; 0: none */
};

struct seals {
	struct source source; /* path and bytes of seals.json */
	LIST(struct seal) list;
	int releases; /* number of the last one; 0: none */
	int bundles;  /* number of the last bundle; 0: none */
	LIST(size_t) versions[LEVELS]; /* entry of each version of a guide */
	LIST(size_t) first_of_bundle;  /* first entry of each bundle */
};

/*
 * Reads SEALS->source. False after an error was reported (rules "seal",
 * "seal-format", "conflict"): one byte that is not canonical, an entry out of
 * order, a seal that does not fit.
 */
bool seals_read(struct arena *arena, struct diags *diags, struct seals *seals);

/*
 * Adds an entry: sets its `previous` and `seal`. What it borrows must live as
 * long as SEALS.
 */
void seals_add(struct arena *arena, struct seals *seals, const struct seal *entry);

/* Adds an entry as it is: one that was sealed, and comes in its order. */
void seals_append(struct arena *arena, struct seals *seals, const struct seal *entry);

/* Appends the whole file. */
void seals_write(struct buf *out, const struct seals *seals);

/* The entry that seals this version, or NULL. */
const struct seal *seals_version(const struct seals *seals, enum level guide, int version);

/* The newest entry that seals a version of GUIDE, withdrawn ones too; or NULL. */
const struct seal *seals_newest(const struct seals *seals, enum level guide);

/* The entry that withdraws this version, or NULL. */
const struct seal *seals_withdrawal(const struct seals *seals, enum level guide, int version);

/* The newest version of GUIDE that is not withdrawn, or NULL. */
const struct seal *seals_live(const struct seals *seals, enum level guide);

/* The number of the newest bundle of a version that is live; 0: none. */
int seals_live_bundle(const struct seals *seals);

/* True when a version with this bundle stands. */
bool seals_bundle_stands(const struct seals *seals, int events);

/* What an entry's seal must be. */
struct str seals_hash(struct arena *arena, const struct seal *seal);

/* Paths: content/TOPIC/versions, .../LEVEL/vN.md, .../events/vN.json. */
struct str seals_dir(struct arena *arena, struct str topic);
struct str seals_path(struct arena *arena, struct str topic);
struct str seals_text_path(struct arena *arena, struct str topic, enum level guide, int version);
struct str seals_bundle_path(struct arena *arena, struct str topic, int events);

/* The N of a file named "vN" and SUFFIX (".md", ".json"), or 0. */
int seals_file_number(struct str name, struct str suffix);

#endif
