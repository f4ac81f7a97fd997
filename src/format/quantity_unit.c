#include "format/quantity_unit.h"

enum { FORM_LONGEST = 40 };

static const struct {
	const char *symbol, *word;
	signed char power;
} prefixes[] = {
	{"k", "kilo", 3}, {"K", "kilo", 3}, {"M", "mega", 6}, {"G", "giga", 9},
	{"T", "tera", 12}, {"P", "peta", 15}, {"E", "exa", 18}, {"Z", "zetta", 21},
	{"Y", "yotta", 24}, {"h", "hecto", 2}, {"d", "deci", -1}, {"c", "centi", -2},
	{"m", "milli", -3}, {"\u00b5", "micro", -6}, {"\u03bc", "micro", -6},
	{"u", "micro", -6}, {"n", "nano", -9},
};

/* First bytes of the symbols and words above. */
static const bool begins_prefix[256] = {
	['k'] = true, ['K'] = true, ['M'] = true, ['G'] = true, ['T'] = true, ['P'] = true,
	['E'] = true, ['Z'] = true, ['Y'] = true, ['h'] = true, ['d'] = true, ['c'] = true,
	['m'] = true, ['u'] = true, ['n'] = true, [0xc2] = true, [0xce] = true,
	['g'] = true, ['t'] = true, ['p'] = true, ['e'] = true, ['z'] = true, ['y'] = true,
};

/* By bytes of the plural. */
static const struct {
	char plural[KEY_ROOM];
	const char *singular;
} irregular[] = {
	{"analyses", "analysis"}, {"axes", "axe"}, {"bacteria", "bacterium"}, {"bases", "base"},
	{"caches", "cache"}, {"calories", "calorie"}, {"calves", "calf"}, {"cases", "case"},
	{"centuries", "century"}, {"children", "child"}, {"cookies", "cookie"},
	{"courses", "course"}, {"crises", "crisis"}, {"criteria", "criterion"},
	{"databases", "database"}, {"diagnoses", "diagnosis"}, {"doses", "dose"},
	{"expenses", "expense"}, {"feet", "foot"}, {"fungi", "fungus"}, {"geese", "goose"},
	{"genera", "genus"}, {"greenhouses", "greenhouse"}, {"halves", "half"},
	{"horses", "horse"}, {"houses", "house"}, {"increases", "increase"},
	{"indices", "index"}, {"kilocalories", "kilocalorie"}, {"knives", "knife"},
	{"leases", "lease"}, {"leaves", "leaf"}, {"licenses", "license"}, {"lives", "life"},
	{"men", "man"}, {"mice", "mouse"}, {"millennia", "millennium"}, {"movies", "movie"},
	{"nuclei", "nucleus"}, {"nurses", "nurse"}, {"person", "people"}, {"persons", "people"},
	{"phases", "phase"}, {"purchases", "purchase"}, {"releases", "release"},
	{"series", "series"}, {"shelves", "shelf"}, {"species", "species"}, {"teeth", "tooth"},
	{"ties", "tie"}, {"vertices", "vertex"}, {"warehouses", "warehouse"}, {"wives", "wife"},
	{"wolves", "wolf"}, {"women", "woman"},
};

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static const struct quantity_unit *find(struct str form)
{
	struct key key;
	size_t row;

	if (!form.len || !key_set(&key, form))
		return NULL;
	row = key_search_slowly(&key, quantity_units, quantity_unit_count, sizeof *quantity_units);
	return row < quantity_unit_count && !key_compare(quantity_units[row].form, key.bytes)
		? &quantity_units[row] : NULL;
}

static bool takes(const struct quantity_unit *unit, const char *symbol)
{
	/* The other mu, and u in its place. */
	if (!strcmp(symbol, "\u03bc") || !strcmp(symbol, "u"))
		symbol = "\u00b5";
	return unit->prefixes && strstr(unit->prefixes, symbol);
}

/* The bytes of the longest symbol with a prefix, and of the shortest word with one. */
enum { SYMBOL_LONGEST = 6, WORD_SHORTEST = 6 };

/* FORM is a prefix and a unit: symbols are put before symbols, words before words. */
static bool find_prefixed(struct str form, bool words, struct quantity_measure *measure)
{
	if ((words ? form.len < WORD_SHORTEST : form.len > SYMBOL_LONGEST) ||
	    !begins_prefix[(unsigned char)form.ptr[0]])
		return false;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		const char *text = words ? prefixes[i].word : prefixes[i].symbol;
		const struct quantity_unit *unit;
		struct str prefix;
		size_t left;

		if (form.ptr[0] != text[0])
			continue;
		prefix = str_of(text);
		left = form.len - prefix.len;
		if (!str_starts(form, prefix) || (words ? left < 3 : !left || left > 4))
			continue;
		unit = find(str_slice(form, prefix.len, form.len));
		if (!unit || !takes(unit, prefixes[i].symbol))
			continue;
		*measure = (struct quantity_measure){.unit = unit, .power = prefixes[i].power};
		return true;
	}
	return false;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words may be in any case; short forms in capitals are symbols. */
static bool may_be_words(struct str form)
{
	if (form.len < 3)
		return false;
	return form.len > 5 || !is_capital(form.ptr[form.len - 1]);
}

static struct quantity_measure measure_of(const struct quantity_unit *unit)
{
	struct quantity_measure measure = {.unit = unit};

	if (unit && unit->per)
		measure.per = find(str_of(unit->per));
	return measure;
}

bool quantity_unit_goes_on(struct str word)
{
	static _Thread_local struct keys_known known;
	struct key key;
	size_t row;
	char last = word.len ? word.ptr[word.len - 1] : '\0';

	if ((last == 't' || last == 'p') &&
	    (str_ends(word, STR("watt")) || str_ends(word, STR("amp")) ||
	     str_ends(word, STR("volt"))))
		return true;
	if (word.len + 1 >= KEY_ROOM || !key_set_small(&key, word))
		return false;
	key.bytes[word.len] = ' ';
	row = key_search(&key, &known, quantity_units, quantity_unit_count, sizeof *quantity_units);
	return row < quantity_unit_count &&
	       !memcmp(quantity_units[row].form, key.bytes, word.len + 1);
}

static bool find_form(struct str form, struct quantity_measure *measure)
{
	char singular[FORM_LONGEST];
	struct str words;

	*measure = measure_of(find(form));
	if (measure->unit)
		return true;
	if (form.len > FORM_LONGEST || !form.len)
		return false;
	if (find_prefixed(form, false, measure))
		return true;
	if (!may_be_words(form))
		return false;
	words = (struct str){singular, quantity_singular(form, singular, sizeof singular)};
	/* "Has" is no plural of ha. */
	if (words.len < 3)
		return false;
	*measure = measure_of(find(words));
	return measure->unit || find_prefixed(words, true, measure);
}

/* What was looked for last, units and others: texts repeat them. */
enum { FORMS_KNOWN = 64 };

struct known_form {
	struct key key; /* empty: nothing yet */
	bool found;
	struct quantity_measure measure;
};

bool quantity_unit_find(struct str form, struct quantity_measure *measure)
{
	static _Thread_local struct known_form known[FORMS_KNOWN];
	struct known_form *slot;
	struct key key;

	if (!form.len || !key_set(&key, form))
		return find_form(form, measure);
	slot = &known[key_slot(&key, FORMS_KNOWN)];
	if (!key_equal(&slot->key, &key)) {
		slot->key = key;
		slot->found = find_form(form, &slot->measure);
	}
	*measure = slot->measure;
	return slot->found;
}

bool quantity_measure_parse(struct str text, struct quantity_measure *measure)
{
	size_t slash = str_find(text, '/');
	struct quantity_measure per;

	if (!quantity_unit_find(str_slice(text, 0, slash), measure))
		return false;
	if (slash == text.len)
		return true;
	if (!quantity_unit_find(str_slice(text, slash + 1, text.len), &per))
		return false;
	measure->per = per.unit;
	measure->per_power = per.power;
	return true;
}

static bool same_dimension(const struct quantity_unit *a, const struct quantity_unit *b)
{
	return a == b || (a && b && !strcmp(a->dimension, b->dimension));
}

bool quantity_measures_agree(struct quantity_measure a, struct quantity_measure b)
{
	return same_dimension(a.unit, b.unit) && same_dimension(a.per, b.per);
}

static bool ends(const char *word, size_t length, struct str suffix)
{
	return str_ends((struct str){word, length}, suffix);
}

static size_t cut_plural(char *word, size_t length)
{
	if (!length || word[length - 1] != 's')
		return length;
	if (length > 4 && ends(word, length, STR("ies"))) {
		word[length - 3] = 'y';
		return length - 2;
	}
	if (length > 4 && (ends(word, length, STR("sses")) || ends(word, length, STR("shes")) ||
			   ends(word, length, STR("ches")) || ends(word, length, STR("xes")) ||
			   ends(word, length, STR("uses")) || ends(word, length, STR("zzes"))))
		return length - 2;
	if (length > 2 && ends(word, length, STR("s")) && !ends(word, length, STR("ss")))
		return length - 1;
	return length;
}

/* The singular of a plural that has one of its own, or NULL. */
static const char *find_irregular(struct str word)
{
	const size_t count = sizeof irregular / sizeof *irregular;
	static _Thread_local struct keys_known known;
	struct key key;
	size_t row;

	if (!key_set(&key, word))
		return NULL;
	row = key_search(&key, &known, irregular, count, sizeof *irregular);
	return row < count && !key_compare(irregular[row].plural, key.bytes)
		? irregular[row].singular : NULL;
}

size_t quantity_singular(struct str word, char *to, size_t room)
{
	size_t length = word.len < room ? word.len : room, last = length;
	const char *singular;

	for (size_t i = 0; i < length; i++)
		to[i] = small(word.ptr[i]);
	while (last && to[last - 1] != ' ')
		last--;
	singular = find_irregular((struct str){to + last, length - last});
	if (singular && strlen(singular) <= room - last) {
		memcpy(to + last, singular, strlen(singular));
		return last + strlen(singular);
	}
	/* GPUs has a plural's s, and virus and basis have none. */
	if (length == word.len && (ends(to, length, STR("us")) || ends(to, length, STR("is"))) &&
	    !is_capital(word.ptr[length - 2]))
		return length;
	return cut_plural(to, length);
}
