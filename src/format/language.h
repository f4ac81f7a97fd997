/* Language tags (BCP 47, RFC 5646) as far as sites need them. */
#ifndef FORMAT_LANGUAGE_H
#define FORMAT_LANGUAGE_H

#include "base/str.h"

#include <stdbool.h>

/* The form that sites use: "en", "pt-BR", "zh-Hant". */
bool language_is_tag(struct str tag);

/* It is written from right to left: its script tells, or the language alone does. */
bool language_from_right(struct str tag);

/* TAG without its last subtag, "pt" of "pt-BR"; unknown where there is one alone. */
struct str language_wider(struct str tag);

#endif
