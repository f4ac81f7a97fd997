#include "site/seals.h"

#include "base/sha256.h"
#include "format/json_write.h"

static void add_name(struct buf *out, const char *name)
{
	if (out->len && out->ptr[out->len - 1] != '{')
		buf_add_char(out, ',');
	buf_addf(out, "\"%s\":", name);
}

static void add_text(struct buf *out, const char *name, struct str text)
{
	add_name(out, name);
	if (text.ptr)
		json_string(out, text);
	else
		buf_add_lit(out, "null");
}

static void add_number(struct buf *out, const char *name, int number)
{
	add_name(out, name);
	buf_addf(out, "%d", number);
}

static void add_date(struct buf *out, struct date date)
{
	add_name(out, "date");
	buf_addf(out, "\"%04d-%02d-%02d\"", date.year, date.month, date.day);
}

static void add_pictures(struct buf *out, const struct seal *seal)
{
	add_name(out, "pictures");
	buf_add_char(out, '{');
	for (size_t i = 0; i < seal->pictures.count; i++) {
		if (i)
			buf_add_char(out, ',');
		json_string(out, seal->pictures.items[i].name);
		buf_add_char(out, ':');
		json_string(out, seal->pictures.items[i].hash);
	}
	buf_add_char(out, '}');
}

static void add_figures(struct buf *out, const struct figure_counts *figures)
{
	add_name(out, "figures");
	if (!figures->known) {
		buf_add_lit(out, "null");
		return;
	}
	buf_add_char(out, '{');
	add_number(out, "bound", figures->bound);
	add_number(out, "matched", figures->matched);
	add_number(out, "alone", figures->alone);
	add_number(out, "contradicted", figures->contradicted);
	add_number(out, "unbacked", figures->unbacked);
	add_number(out, "unchecked", figures->unchecked);
	buf_add_char(out, '}');
}

/* What the entry's own seal is made of. */
static void add_entry(struct buf *out, const struct seal *seal)
{
	buf_add_char(out, '{');
	add_text(out, "guide", str_of(level_names[seal->guide]));
	add_number(out, "version", seal->version);
	if (!seal->withdrawn.ptr)
		add_number(out, "release", seal->release);
	add_date(out, seal->date);
	if (seal->withdrawn.ptr) {
		add_text(out, "withdrawn", seal->withdrawn);
	} else {
		add_text(out, "note", seal->note);
		add_number(out, "format", seal->format);
		add_number(out, "events", seal->events);
		add_text(out, "text", seal->text);
		add_text(out, "bundle", seal->bundle);
		add_pictures(out, seal);
		add_figures(out, &seal->figures);
	}
	add_text(out, "previous", seal->previous);
}

void seals_write(struct buf *out, const struct seals *seals)
{
	buf_add_lit(out, "[");
	for (size_t i = 0; i < seals->list.count; i++) {
		struct buf entry = BUF_INIT;

		add_entry(&entry, &seals->list.items[i]);
		add_text(&entry, "seal", seals->list.items[i].seal);
		buf_add_str(out, i ? STR(",\n") : STR("\n"));
		buf_add_str(out, buf_str(&entry));
		buf_add_char(out, '}');
		buf_release(&entry);
	}
	buf_add_lit(out, "\n]\n");
}

struct str seals_hash(struct arena *arena, const struct seal *seal)
{
	struct buf entry = BUF_INIT;
	struct str hash;

	add_entry(&entry, seal);
	hash = sha256(arena, buf_str(&entry));
	buf_release(&entry);
	return hash;
}

static void index_version(struct arena *arena, struct seals *seals, const struct seal *seal)
{
	size_t at = seals->list.count - 1;

	*list_add(&seals->versions[seal->guide], arena) = at;
	seals->releases = seal->release;
	if (seal->events <= seals->bundles)
		return;
	seals->bundles = seal->events;
	*list_add(&seals->first_of_bundle, arena) = at;
}

void seals_append(struct arena *arena, struct seals *seals, const struct seal *entry)
{
	struct seal *added = list_add(&seals->list, arena);
	size_t at;

	*added = *entry;
	added->withdrawal = 0;
	if (!added->withdrawn.ptr) {
		index_version(arena, seals, added);
		return;
	}
	at = seals->versions[added->guide].items[added->version - 1];
	seals->list.items[at].withdrawal = seals->list.count;
}

void seals_add(struct arena *arena, struct seals *seals, const struct seal *entry)
{
	size_t count = seals->list.count;
	struct seal added = *entry;

	added.previous = count ? seals->list.items[count - 1].seal : STR_UNKNOWN;
	added.seal = seals_hash(arena, &added);
	seals_append(arena, seals, &added);
}

const struct seal *seals_version(const struct seals *seals, enum level guide, int version)
{
	if (version < 1 || (size_t)version > seals->versions[guide].count)
		return NULL;
	return &seals->list.items[seals->versions[guide].items[version - 1]];
}

const struct seal *seals_newest(const struct seals *seals, enum level guide)
{
	return seals_version(seals, guide, (int)seals->versions[guide].count);
}

const struct seal *seals_withdrawal(const struct seals *seals, enum level guide, int version)
{
	const struct seal *seal = seals_version(seals, guide, version);

	return seal && seal->withdrawal ? &seals->list.items[seal->withdrawal - 1] : NULL;
}

const struct seal *seals_live(const struct seals *seals, enum level guide)
{
	const struct seal *seal = seals_newest(seals, guide);

	while (seal && seal->withdrawal)
		seal = seals_version(seals, guide, seal->version - 1);
	return seal;
}

int seals_live_bundle(const struct seals *seals)
{
	int newest = 0;

	for (int level = 0; level < LEVELS; level++) {
		const struct seal *live = seals_live(seals, (enum level)level);

		if (live && live->events > newest)
			newest = live->events;
	}
	return newest;
}

bool seals_bundle_stands(const struct seals *seals, int events)
{
	for (size_t i = 0; i < seals->list.count; i++) {
		const struct seal *seal = &seals->list.items[i];

		if (!seal->withdrawn.ptr && !seal->withdrawal && seal->events == events)
			return true;
	}
	return false;
}

struct str seals_dir(struct arena *arena, struct str topic)
{
	return str_join3(arena, STR("content/"), topic, STR("/versions"));
}

struct str seals_path(struct arena *arena, struct str topic)
{
	return str_join3(arena, STR("content/"), topic, STR("/versions/seals.json"));
}

struct str seals_text_path(struct arena *arena, struct str topic, enum level guide, int version)
{
	return str_printf(arena, "content/%.*s/versions/%s/v%d.md", STR_ARG(topic),
			  level_names[guide], version);
}

struct str seals_bundle_path(struct arena *arena, struct str topic, int events)
{
	return str_printf(arena, "content/%.*s/versions/events/v%d.json", STR_ARG(topic), events);
}

int seals_file_number(struct str name, struct str suffix)
{
	int number = 0;

	if (name.len < 2 + suffix.len || name.ptr[0] != 'v' || name.ptr[1] == '0' ||
	    !str_ends(name, suffix) || name.len > 9 + suffix.len)
		return 0;
	for (size_t i = 1; i < name.len - suffix.len; i++) {
		if (name.ptr[i] < '0' || name.ptr[i] > '9')
			return 0;
		number = number * 10 + name.ptr[i] - '0';
	}
	return number;
}
