#include "base/sha256.h"
#include "format/json.h"
#include "site/seals.h"

/* One entry that is being read. */
struct reading {
	struct arena *arena;
	struct diags *diags;
	struct seals *seals;
	const struct data *data; /* of the entry */
	struct seal seal;
	bool good;
};

static const char put_back[] =
	"put the file back as it was committed; only `almanac release` writes it";

static void wrong(struct reading *r, const struct data *at, const char *message)
{
	if (r->good)
		diag_at(r->diags, SEVERITY_ERROR, "seal", data_place(&r->seals->source, at),
			put_back, "%s", message);
	r->good = false;
}

/* The member NAME, of TYPE; or NULL, when it has been reported. */
static const struct data *member(struct reading *r, const char *name, enum data_type type)
{
	const struct data *data = data_get(r->data, str_of(name));
	char message[64];

	if (data && data->type == type)
		return data;
	snprintf(message, sizeof message, "\"%s\" should be %s here", name, data_type_name(type));
	wrong(r, data ? data : r->data, message);
	return NULL;
}

/* A whole number from 1 on. */
static int number(struct reading *r, const char *name)
{
	const struct data *data = member(r, name, DATA_NUMBER);
	double value = data ? data->as.number : 1;

	if (value >= 1 && value <= 1e9 && (double)(int)value == value)
		return (int)value;
	wrong(r, data, "this is not a number that a seal has");
	return 1;
}

static struct str text(struct reading *r, const char *name)
{
	const struct data *data = member(r, name, DATA_TEXT);

	return data ? data->as.text.str : STR("");
}

static struct str text_or_null(struct reading *r, const char *name)
{
	const struct data *data = data_get(r->data, str_of(name));

	return data && data->type == DATA_NULL ? STR_UNKNOWN : text(r, name);
}

static struct str hash(struct reading *r, const char *name)
{
	const struct data *data = member(r, name, DATA_TEXT);

	if (data && !sha256_is_hash(data->as.text.str))
		wrong(r, data, "this is not a SHA-256");
	return data ? data->as.text.str : STR("");
}

static enum level level(struct reading *r)
{
	const struct data *data = member(r, "guide", DATA_TEXT);

	for (int i = 0; data && i < LEVELS; i++)
		if (str_equal(data->as.text.str, str_of(level_names[i])))
			return (enum level)i;
	if (data)
		wrong(r, data, "there is no such level");
	return LEVEL_BEGINNER;
}

static struct date date(struct reading *r)
{
	const struct data *data = member(r, "date", DATA_TEXT);
	struct date value = {0};

	if (data && (!date_parse(data->as.text.str, &value) || !value.day))
		wrong(r, data, "this is not a day");
	return value;
}

static void read_pictures(struct reading *r)
{
	const struct data *data = member(r, "pictures", DATA_MAP);

	for (size_t i = 0; data && i < data->as.map.count; i++) {
		const struct data_member *from = &data->as.map.members[i];
		struct sealed_picture *picture = list_add(&r->seal.pictures, r->arena);

		picture->name = from->name;
		if (i && str_compare(from[-1].name, from->name) >= 0)
			wrong(r, &from->value, "pictures stand in the order of their names");
		if (from->value.type != DATA_TEXT || !sha256_is_hash(from->value.as.text.str))
			wrong(r, &from->value, "this is not a SHA-256");
		else
			picture->hash = from->value.as.text.str;
	}
}

static int count(struct reading *r, const struct data *figures, const char *name)
{
	const struct data *data = data_get(figures, str_of(name));

	if (data && data->type == DATA_NUMBER && data->as.number >= 0 && data->as.number <= 1e9)
		return (int)data->as.number;
	wrong(r, data ? data : figures, "this is not a count of figures");
	return 0;
}

static void read_figures(struct reading *r)
{
	const struct data *data = data_get(r->data, STR("figures"));

	if (data && data->type == DATA_NULL)
		return;
	data = member(r, "figures", DATA_MAP);
	if (!data)
		return;
	r->seal.figures = (struct figure_counts){
		true, count(r, data, "bound"), count(r, data, "matched"),
		count(r, data, "alone"), count(r, data, "contradicted"),
		count(r, data, "unbacked"), count(r, data, "unchecked")};
}

static void read_entry(struct reading *r)
{
	struct seal *seal = &r->seal;

	*seal = (struct seal){0};
	seal->guide = level(r);
	seal->version = number(r, "version");
	seal->date = date(r);
	seal->previous = text_or_null(r, "previous");
	seal->seal = hash(r, "seal");
	if (data_get(r->data, STR("withdrawn"))) {
		seal->withdrawn = text(r, "withdrawn");
		return;
	}
	seal->release = number(r, "release");
	seal->note = text_or_null(r, "note");
	seal->format = number(r, "format");
	seal->events = number(r, "events");
	seal->text = hash(r, "text");
	seal->bundle = hash(r, "bundle");
	read_pictures(r);
	read_figures(r);
}

/* Before anything else is looked at: who knows what a newer format holds. */
static bool check_format(struct reading *r)
{
	const struct data *data = r->data->type == DATA_MAP
					  ? data_get(r->data, STR("format")) : NULL;

	if (!data || data->type != DATA_NUMBER || data->as.number <= SEALS_FORMAT)
		return true;
	diag_at(r->diags, SEVERITY_ERROR, "seal-format", data_place(&r->seals->source, data),
		"use a newer almanac for this site",
		"this was sealed in format %.0f, and this almanac reads formats up to %d",
		data->as.number, SEALS_FORMAT);
	return false;
}

/* Entries of one release follow one another, by level. */
static bool is_next_release(const struct seals *seals, const struct seal *seal)
{
	const struct seal *before =
		seals->list.count ? &seals->list.items[seals->list.count - 1] : NULL;

	if (seal->release != seals->releases)
		return seal->release == seals->releases + 1;
	return before && !before->withdrawn.ptr && before->guide < seal->guide;
}

/* The next bundle, or one that is there, with its hash. */
static bool is_next_bundle(const struct seals *seals, const struct seal *seal)
{
	size_t first;

	if (seal->events > seals->bundles)
		return seal->events == seals->bundles + 1;
	first = seals->first_of_bundle.items[seal->events - 1];
	return str_equal(seals->list.items[first].bundle, seal->bundle);
}

static void check_withdrawal(struct reading *r)
{
	const struct seal *seal = seals_version(r->seals, r->seal.guide, r->seal.version);

	if (!seal)
		wrong(r, r->data, "this withdraws a version that was not there");
	else if (seal->withdrawal)
		wrong(r, r->data, "this version was withdrawn before");
}

static void check_order(struct reading *r, const struct seal *before)
{
	const struct seal *seal = &r->seal;
	size_t versions = r->seals->versions[seal->guide].count;

	if (before && date_order(seal->date, before->date) < 0)
		wrong(r, r->data, "this entry has an earlier date than the one before it");
	if (seal->withdrawn.ptr) {
		check_withdrawal(r);
		return;
	}
	if ((size_t)seal->version != versions + 1)
		wrong(r, r->data, "this is not the next version of its guide");
	if (!is_next_release(r->seals, seal))
		wrong(r, r->data, "this is not the next release");
	if (!is_next_bundle(r->seals, seal))
		wrong(r, r->data, "this is not the next bundle");
}

static void check_seal(struct reading *r, const struct seal *before)
{
	struct str previous = before ? before->seal : STR_UNKNOWN;

	if (!previous.ptr != !r->seal.previous.ptr || !str_equal(previous, r->seal.previous))
		wrong(r, data_get(r->data, STR("previous")),
		      "this is not the seal of the entry before it");
	else if (!str_equal(seals_hash(r->arena, &r->seal), r->seal.seal))
		wrong(r, data_get(r->data, STR("seal")),
		      "this entry has changed since it was sealed");
}

/* Everything that was understood, written again, must be the file. */
static void check_bytes(struct reading *r, const struct data *root)
{
	struct str text = r->seals->source.text;
	struct buf canonical = BUF_INIT;
	size_t at = 0;

	seals_write(&canonical, r->seals);
	while (at < text.len && at < canonical.len && text.ptr[at] == canonical.ptr[at])
		at++;
	if (at < text.len || at < canonical.len) {
		struct data place = *root;

		place.offset = at;
		place.length = 1;
		wrong(r, &place, "this is not how almanac writes seals");
	}
	buf_release(&canonical);
}

static bool read_next(struct reading *r)
{
	const struct seals *seals = r->seals;
	const struct seal *before =
		seals->list.count ? &seals->list.items[seals->list.count - 1] : NULL;

	if (r->data->type != DATA_MAP) {
		wrong(r, r->data, "this is no entry");
		return false;
	}
	if (!check_format(r))
		return false;
	read_entry(r);
	if (r->good)
		check_order(r, before);
	if (r->good)
		check_seal(r, before);
	return r->good;
}

/* Every entry is read, and the first thing that is wrong is said. */
static void read_entries(struct reading *r, const struct data *root)
{
	for (size_t i = 0; i < root->as.list.count; i++) {
		r->data = &root->as.list.items[i];
		r->good = read_next(r);
		if (!r->good)
			return;
		seals_append(r->arena, r->seals, &r->seal);
	}
}

bool seals_read(struct arena *arena, struct diags *diags, struct seals *seals)
{
	struct reading r = {.arena = arena, .diags = diags, .seals = seals, .good = true};
	struct data root;

	if (!json_read(arena, &seals->source, diags, &root))
		return false;
	if (root.type != DATA_LIST)
		wrong(&r, &root, "this is not a list of seals");
	else
		read_entries(&r, &root);
	if (r.good)
		check_bytes(&r, &root);
	return r.good;
}
