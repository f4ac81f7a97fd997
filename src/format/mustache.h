/*
 * Mustache templates: compiled once, rendered many times.
 *
 * The language is that of the Mustache specification (github.com/mustache/spec,
 * version 1.4) with its optional modules inheritance and dynamic names.
 * Lambdas are not part of it: a template cannot run code.
 *
 * Where the specification leaves a choice: null, false, empty text and the
 * empty list are falsy; a section over true does not become {{.}}; a null
 * stops the look-up, so that an outer name never shines through; a partial's
 * indentation goes before each of its lines, empty ones too.
 *
 * What site builds add, as options:
 *   strict       a name that nothing in the context defines is an error, and
 *                so are a partial that does not exist, a list or an object
 *                where text should stand, and tags that a parent ignores
 *   null_text    what interpolating null prints, as it is, between HTML tags
 *   null_plain   the same inside an HTML tag, where markup cannot stand
 *
 * Errors go to the diags with the template's line and column, under the rules
 * template-tag (a tag that cannot be read), template-section (tags that do not
 * fit together), template-partial, template-variable and template-value. A
 * template with an error is not rendered.
 */
#ifndef FORMAT_MUSTACHE_H
#define FORMAT_MUSTACHE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "format/value.h"

#include <stdbool.h>

struct mustache; /* a set of templates that may include each other */

struct mustache_options {
	bool strict;
	struct str null_text;
	struct str null_plain;
};

/*
 * An empty set; it and its templates live in ARENA, and borrow DIAGS. The
 * kinds of all objects that it ever renders must live as long.
 */
struct mustache *mustache_new(struct arena *arena,
			      const struct mustache_options *options,
			      struct diags *diags);

/*
 * Compiles SOURCE and adds it under NAME ("guide", "partials/deal"), by which
 * other templates include it; it replaces what had that name. NAME and SOURCE
 * are borrowed for as long as the set lives. False after an error has been
 * reported; then NAME counts as present, so that it is not reported as missing
 * too.
 */
bool mustache_add(struct mustache *set, struct str name,
		  const struct source *source);

/*
 * Looks at the set as a whole, after the last mustache_add: partials and
 * parents that do not exist (strict only), and templates that include
 * themselves without a section or block in between that could end it. False
 * after an error.
 */
bool mustache_check(struct mustache *set);

/*
 * Finds out which templates PAGES, a list of names that ends with NULL, are made of.
 * Where a dynamic name can be met, or a template could not be compiled, any may be used.
 */
void mustache_find_used(struct mustache *set, const char *const *pages);
bool mustache_is_used(const struct mustache *set, struct str name);

/*
 * Renders the template NAME with CONTEXT to the end of OUT. SUBJECT is what is
 * being made, "/t/ of content/t/topic.md", for messages; it may be unknown. False after
 * an error, which is reported once for each tag, however many pages meet it;
 * what OUT holds then is of no use.
 */
bool mustache_render(struct mustache *set, struct str name,
		     const struct value *context, struct str subject,
		     struct buf *out);

#endif
