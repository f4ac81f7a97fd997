/*
 * The words of a site's language: those compiled in from templates/words/, and over
 * them, word by word, the site's own templates/words/TAG.json; what neither has is
 * English. "de-CH" has the words of "de" and its own over them.
 */
#ifndef SITE_WORDS_H
#define SITE_WORDS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "site/kinds.h"

/* By index: at_words_january and so on. */
struct words {
	const struct object *object; /* of kind_words, for templates */
};

/*
 * Reads those of LANGUAGE, a tag; PLACE is where it stands, for messages. What is wrong
 * with the site's own is an error, a word that is not there a warning (rule "words").
 */
const struct words *words_load(struct arena *arena, struct str language, struct place place,
			       struct diags *diags);

/* The word of that index; WORDS that are NULL are English. */
struct str words_get(const struct words *words, int index);

/* A place in braces, and what is put there. */
struct word_value {
	const char *name;
	struct str value;
};

/* FORM, with each of the VALUES in its place. */
struct str words_fill(struct arena *arena, struct str form, const struct word_value *values,
		      size_t count);
#define WORDS_FILL(arena, form, ...) \
	words_fill(arena, form, (const struct word_value[]){__VA_ARGS__}, \
		   sizeof((const struct word_value[]){__VA_ARGS__}) / sizeof(struct word_value))

/* A known date at its own precision: "2019", "January 2020", "21 January 2025". */
struct str words_date(struct arena *arena, const struct words *words, struct date date);

#endif
