/*
 * The rules: every message belongs to one, shows its name, and has its severity
 * unless the site sets another. docs/RULES.md has the same table for editors.
 */
#ifndef BASE_RULES_H
#define BASE_RULES_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct rule {
	const char *name;
	enum severity severity;
	bool fixed;          /* what breaks it cannot be published, or is no matter of content */
	const char *summary; /* what is wrong where it speaks */
};

extern const struct rule rules[]; /* by what they are about */
extern const size_t rule_count;

/* The rule of that name, or NULL. */
const struct rule *rule_find(struct str name);

/* "did you mean ...?", or NULL. */
const char *rule_nearest(struct arena *arena, struct str name);

/* "error", "off" and so on as a severity; false when it is none of them. */
bool severity_parse(struct str text, enum severity *severity);

#endif
