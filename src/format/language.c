#include "format/language.h"

#include <strings.h>

bool language_is_tag(struct str tag)
{
	size_t part = 0;

	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (c == '-' && part)
			part = 0;
		else if ((letter || (c >= '0' && c <= '9')) && ++part <= 8)
			continue;
		else
			return false;
	}
	return part && str_find(tag, '-') >= 2;
}

static bool is_one_of(struct str subtag, const char *const *names)
{
	for (; *names; names++)
		if (strlen(*names) == subtag.len && !strncasecmp(*names, subtag.ptr, subtag.len))
			return true;
	return false;
}

/* The first subtag of TAG from AT on. */
static struct str subtag(struct str tag, size_t at)
{
	struct str rest = str_slice(tag, at < tag.len ? at : tag.len, tag.len);

	return str_slice(rest, 0, str_find(rest, '-'));
}

/* A subtag of four letters is a script; it stands behind the language, or an extension of it. */
static struct str script_of(struct str tag)
{
	size_t at = subtag(tag, 0).len + 1;
	struct str second = subtag(tag, at);

	if (second.len == 3)
		second = subtag(tag, at + 4);
	return second.len == 4 && (second.ptr[0] < '0' || second.ptr[0] > '9') ? second : STR_UNKNOWN;
}

bool language_from_right(struct str tag)
{
	static const char *const scripts[] = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend",
					      "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", NULL};
	static const char *const languages[] = {"ar",  "arc", "ckb", "dv", "fa", "he",  "ks", "nqo",
						"prs", "ps",  "sd",  "ug", "ur", "yi",  NULL};
	struct str script = script_of(tag);

	return script.ptr ? is_one_of(script, scripts) : is_one_of(subtag(tag, 0), languages);
}

struct str language_wider(struct str tag)
{
	size_t end = tag.len;

	while (end && tag.ptr[end - 1] != '-')
		end--;
	return end > 1 ? str_slice(tag, 0, end - 1) : STR_UNKNOWN;
}
