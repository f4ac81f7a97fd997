#include "format/quantity_unit.h"

#include <stdlib.h>

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

static int compare(const void *key, const void *row)
{
	const struct quantity_unit *unit = row;

	return str_compare(*(const struct str *)key, str_of(unit->form));
}

static const struct quantity_unit *find(struct str form)
{
	return bsearch(&form, quantity_units, quantity_unit_count, sizeof *quantity_units,
		       compare);
}

static bool takes(const struct quantity_unit *unit, const char *symbol)
{
	/* The other mu, and u in its place. */
	if (!strcmp(symbol, "\u03bc") || !strcmp(symbol, "u"))
		symbol = "\u00b5";
	return unit->prefixes && strstr(unit->prefixes, symbol);
}

/* FORM is a prefix and a unit: symbols are put before symbols, words before words. */
static bool find_prefixed(struct str form, bool words, struct quantity_measure *measure)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		struct str prefix = str_of(words ? prefixes[i].word : prefixes[i].symbol);
		const struct quantity_unit *unit;
		size_t left = form.len - prefix.len;

		if (form.ptr[0] != prefix.ptr[0] || !str_starts(form, prefix) ||
		    (words ? left < 3 : !left || left > 4))
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

bool quantity_unit_find(struct str form, struct quantity_measure *measure)
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

static const struct {
	struct str plural, singular;
} irregular[] = {
	{STR("feet"), STR("foot")}, {STR("centuries"), STR("century")},
	{STR("millennia"), STR("millennium")}, {STR("men"), STR("man")},
	{STR("women"), STR("woman")}, {STR("children"), STR("child")},
	{STR("mice"), STR("mouse")}, {STR("geese"), STR("goose")}, {STR("teeth"), STR("tooth")},
	{STR("persons"), STR("people")}, {STR("person"), STR("people")},
	{STR("wives"), STR("wife")}, {STR("lives"), STR("life")}, {STR("knives"), STR("knife")},
	{STR("wolves"), STR("wolf")}, {STR("leaves"), STR("leaf")}, {STR("calves"), STR("calf")},
	{STR("halves"), STR("half")}, {STR("shelves"), STR("shelf")},
	{STR("series"), STR("series")}, {STR("species"), STR("species")},
	{STR("analyses"), STR("analysis")}, {STR("crises"), STR("crisis")},
	{STR("diagnoses"), STR("diagnosis")}, {STR("bases"), STR("base")},
	{STR("databases"), STR("database")}, {STR("houses"), STR("house")},
	{STR("horses"), STR("horse")}, {STR("nurses"), STR("nurse")}, {STR("cases"), STR("case")},
	{STR("courses"), STR("course")}, {STR("expenses"), STR("expense")},
	{STR("licenses"), STR("license")}, {STR("purchases"), STR("purchase")},
	{STR("increases"), STR("increase")}, {STR("releases"), STR("release")},
	{STR("phases"), STR("phase")}, {STR("leases"), STR("lease")},
	{STR("warehouses"), STR("warehouse")}, {STR("greenhouses"), STR("greenhouse")},
	{STR("doses"), STR("dose")}, {STR("axes"), STR("axe")}, {STR("caches"), STR("cache")},
	{STR("vertices"), STR("vertex")}, {STR("indices"), STR("index")},
	{STR("movies"), STR("movie")}, {STR("cookies"), STR("cookie")}, {STR("ties"), STR("tie")},
	{STR("calories"), STR("calorie")}, {STR("kilocalories"), STR("kilocalorie")},
	{STR("criteria"), STR("criterion")}, {STR("bacteria"), STR("bacterium")},
	{STR("genera"), STR("genus")}, {STR("nuclei"), STR("nucleus")}, {STR("fungi"), STR("fungus")},
};

static bool ends(const char *word, size_t length, struct str suffix)
{
	return str_ends((struct str){word, length}, suffix);
}

static size_t cut_plural(char *word, size_t length)
{
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

size_t quantity_singular(struct str word, char *to, size_t room)
{
	size_t length = word.len < room ? word.len : room;

	for (size_t i = 0; i < length; i++)
		to[i] = is_capital(word.ptr[i]) ? (char)(word.ptr[i] - 'A' + 'a') : word.ptr[i];
	for (size_t i = 0; length && i < sizeof irregular / sizeof *irregular; i++) {
		struct str plural = irregular[i].plural, singular = irregular[i].singular;
		size_t begin = length - plural.len;

		if (to[length - 1] != plural.ptr[plural.len - 1] || !ends(to, length, plural) ||
		    singular.len > room - begin || (begin && to[begin - 1] != ' '))
			continue;
		memcpy(to + begin, singular.ptr, singular.len);
		return begin + singular.len;
	}
	/* GPUs has a plural's s, and virus and basis have none. */
	if (length == word.len && (ends(to, length, STR("us")) || ends(to, length, STR("is"))) &&
	    !is_capital(word.ptr[length - 2]))
		return length;
	return cut_plural(to, length);
}
