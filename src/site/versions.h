/*
 * What a topic has released: its seals, the files that they seal, and the
 * content of a version, which comes from these alone.
 *
 * A sealed version is verified, not judged: the rules for content may change,
 * what was released may not. So its content is read without a message.
 */
#ifndef SITE_VERSIONS_H
#define SITE_VERSIONS_H

#include "base/diag.h"
#include "site/model.h"
#include "site/seals.h"

#include <stdbool.h>

struct versions {
	struct topic *topic;
	struct arena *arena; /* of everything in here */
	struct seals seals;
	struct stamp listed;         /* of versions/ and of seals.json, before they were read; */
	struct stamp stamp;          /* all 0: there is none */
	struct sealed_file *texts;   /* one an entry; empty where nothing is shown of it */
	struct sealed_file *bundles; /* by number, less one; likewise */
};

/*
 * Reads the topic's seals, and sets in the index which versions its guides have.
 * False after an error was reported; without seals nothing was released.
 */
bool versions_index(struct site *site, struct arena *scratch, struct topic *topic,
		    struct diags *diags);

/*
 * Reads the seals again, and all that they seal: rules "seal" and "sealed-file".
 * False after an error was reported.
 */
bool versions_load(struct arena *arena, struct topic *topic, struct diags *diags,
		   struct versions *versions);

/*
 * Reads the seals alone; what they seal is read as it is asked for. Nothing is
 * reported: for versions that have been looked at in this run.
 */
bool versions_open(struct arena *arena, struct topic *topic, struct versions *versions);

/* Warns of a release that was interrupted: rule "release". */
void versions_check_journal(const struct versions *versions, struct diags *diags);

/*
 * Files below versions/ that no seal names: rule "sealed-file". Those of an
 * interrupted release are none.
 */
bool versions_check_strangers(const struct versions *versions, struct diags *diags);

/*
 * The content of the version that SEAL seals, in ARENA: one body, and no more of
 * the topic than its name. It is resolved for the pages of SITE.
 */
void versions_content(struct site *site, struct versions *versions,
		      const struct seal *seal, struct arena *arena, struct content *content);

/*
 * What the topic shows of its released guides: a body for each guide that is
 * shown, the newest bundle, and the introduction of topic.md as WORKING has it.
 */
void versions_live(struct site *site, struct versions *versions,
		   const struct content *working, struct content *content);

/*
 * True when the working copy's bundle says what the sealed bundle EVENTS says,
 * however it is written.
 */
bool versions_same_bundle(const struct versions *versions, int events,
			  const struct content *working);

/*
 * True when VERSION has another bundle than the topic's page shows: where a newer
 * version of its guide was withdrawn, and those of other guides were not.
 */
bool versions_is_apart(const struct versions *versions, const struct version *version);

#endif
