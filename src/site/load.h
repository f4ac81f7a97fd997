/*
 * load: files into memory. What cannot be read, or breaks its format's syntax,
 * is reported here; what it means is looked at by validate.
 *
 * All paths are relative to the site, which is the working directory.
 */
#ifndef SITE_LOAD_H
#define SITE_LOAD_H

#include "base/diag.h"
#include "site/model.h"

#include <stdbool.h>

/* Largest Markdown file, bundle and picture, in bytes. */
#define LOAD_LARGEST_TEXT ((size_t)1 << 20)
#define LOAD_LARGEST_BUNDLE ((size_t)16 << 20)
#define LOAD_LARGEST_PICTURE ((size_t)64 << 20)

/* Offset of the first of git's three marks of a conflict, or the length of TEXT. */
size_t load_conflict(struct str text);

/* TEXT as it is sealed: without a byte order mark, and with LF alone at line ends. */
struct str load_normal(struct arena *arena, struct str text);

/* Reads content/site.json into *DATA, which lives in the site's arena. */
bool load_config(struct site *site, struct diags *diags, struct data *data);

/* Lists the topics in content/. False when there is no such directory. */
bool load_topics(struct site *site, struct diags *diags);

/* Lists a topic's directory: which guides and pictures it has. */
void load_listing(struct site *site, struct arena *scratch, struct topic *topic,
		  struct diags *diags);

/*
 * Reads the front matter of topic.md and of the topic's guides into the index;
 * their text goes to SCRATCH. What fails is marked broken, or unreadable. Which
 * guides are drafts is known from then on, as far as their texts tell, and the
 * index shows what the site is to show: the live version, or the draft.
 */
void load_fronts(struct site *site, struct arena *scratch, struct topic *topic,
		 struct diags *diags);

/* Reads the bundle of CONTENT's topic into its bundle_data. */
bool load_bundle(struct content *content, struct diags *diags);

/*
 * Reads the texts and the bundle of one topic into CONTENT, whose topic and
 * arena are set. What failed is left empty; the result tells.
 */
bool load_content(struct content *content, struct diags *diags);

/* Reads a topic's picture, by its index, and sets its stamp. */
bool load_picture(struct arena *arena, const struct topic *topic, size_t index,
		  struct diags *diags, struct str *bytes);

#endif
