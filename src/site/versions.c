#include "site/versions.h"

#include "base/path.h"
#include "base/sha256.h"
#include "format/json.h"
#include "site/export.h"
#include "site/load.h"
#include "site/resolve.h"
#include "site/schema.h"

#include <errno.h>

/* Two branches that both released have changed the same lines of the chain. */
static bool check_conflict(const struct source *source, struct diags *diags)
{
	size_t at = load_conflict(source->text);

	if (at == source->text.len)
		return true;
	diag_at(diags, SEVERITY_ERROR, "conflict", (struct place){source, at, 7},
		"the released versions of the branch that you merge into stay: take its versions/ "
		"whole, keep your merged working copy, and release the next version",
		"two branches have released this topic");
	return false;
}

/* What is sealed stands in the site: no directory of it may lead out. */
static bool check_directory(struct arena *arena, struct str dir, const char *name,
			    struct diags *diags)
{
	struct str path = path_join(arena, dir, str_of(name));
	int error = link_check_last(path.ptr);

	if (error)
		diag_file(diags, SEVERITY_ERROR, "file", path,
			  "put a copy of what it leads to in its place", "%s", file_error(error));
	return !error;
}

/* Those that have a file which a seal names. */
static bool check_directories(struct arena *arena, const struct topic *topic,
			      const struct seals *seals, struct diags *diags)
{
	struct str dir = seals_dir(arena, topic->name);
	bool good = !seals->bundles || check_directory(arena, dir, "events", diags);

	for (int i = 0; i < LEVELS; i++)
		if (seals->versions[i].count)
			good &= check_directory(arena, dir, level_names[i], diags);
	return good;
}

/* 1 when there is a chain, 0 when nothing was released, -1 after an error. */
static int read_chain(struct arena *arena, const struct topic *topic, struct diags *diags,
		      struct seals *seals, struct stamp *stamp)
{
	struct source *source = &seals->source;
	int error;

	*stamp = (struct stamp){0};
	source->path = seals_path(arena, topic->name);
	if (topic->unreleased)
		return 0;
	error = file_read_stamped(arena, source->path.ptr, LOAD_LARGEST_BUNDLE, &source->text,
				  stamp);
	if (error == ENOENT)
		return 0;
	if (error) {
		diag_file(diags, SEVERITY_ERROR, "file", source->path,
			  error == EACCES ? "make it readable" : "put it back as it was committed",
			  "%s", file_error(error));
		return -1;
	}
	return check_conflict(source, diags) && seals_read(arena, diags, seals) ? 1 : -1;
}

static struct guide *guide_of(const struct topic *topic, enum level level)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (topic->guides[i].level == level)
			return &topic->guides[i];
	return NULL;
}

/* A released guide stays: its working copy is what the next version is made of. */
static bool check_guides(struct arena *scratch, const struct topic *topic,
			 const struct seals *seals, struct diags *diags)
{
	bool good = true;

	for (int level = 0; level < LEVELS; level++) {
		const struct seal *newest = seals_newest(seals, (enum level)level);

		if (!newest || guide_of(topic, (enum level)level))
			continue;
		diag_file(diags, SEVERITY_ERROR, "sealed-file",
			  str_printf(scratch, "content/%.*s/%s.md", STR_ARG(topic->name),
				     level_names[level]),
			  arena_printf(scratch, "copy it from versions/%s/v%d.md; a guide that is no "
				       "longer kept up has the status archived",
				       level_names[level], newest->version),
			  "this guide was released, and its working copy is missing");
		good = false;
	}
	return good;
}

static void add_version(struct arena *arena, struct guide *guide, const struct seals *seals,
			const struct seal *seal)
{
	struct version *version = &guide->versions[guide->version_count++];

	*version = (struct version){.number = seal->version, .events = seal->events,
				    .date = seal->date, .figures = seal->figures};
	version->note = str_copy(arena, seal->note);
	if (seal->withdrawal) {
		version->withdrawn = str_copy(
			arena, seals->list.items[seal->withdrawal - 1].withdrawn);
		return;
	}
	guide->live = version;
	guide->live_text = str_copy(arena, seal->text);
}

static void index_guide(struct site *site, struct guide *guide, const struct seals *seals)
{
	size_t count = seals->versions[guide->level].count;

	guide->version_count = 0;
	guide->live = NULL;
	guide->versions = arena_array(&site->arena, struct version, count);
	for (size_t i = 1; i <= count; i++)
		add_version(&site->arena, guide, seals,
			    seals_version(seals, guide->level, (int)i));
}

bool versions_index(struct site *site, struct arena *scratch, struct topic *topic,
		    struct diags *diags)
{
	struct versions versions = {.topic = topic, .arena = scratch};
	int found;

	if (!topic->unreleased &&
	    !check_directory(scratch, path_dir(topic->path), "versions", diags))
		return false;
	found = read_chain(scratch, topic, diags, &versions.seals, &versions.stamp);
	if (found > 0 && !check_directories(scratch, topic, &versions.seals, diags))
		return false;
	if (found >= 0)
		for (size_t i = 0; i < topic->guide_count; i++)
			index_guide(site, &topic->guides[i], &versions.seals);
	if (!found)
		return topic->unreleased || versions_check_strangers(&versions, diags);
	return found > 0 && check_guides(scratch, topic, &versions.seals, diags);
}

/* ---- what was sealed ---- */

static bool not_as_sealed(struct diags *diags, struct str path, int error)
{
	if (error)
		diag_file(diags, SEVERITY_ERROR, "sealed-file", path,
			  error == EACCES ? "make it readable"
					  : "it was released: put it back as it was committed",
			  "this file is sealed, and cannot be read: %s", file_error(error));
	else
		diag_file(diags, SEVERITY_ERROR, "sealed-file", path,
			  "it was released: put it back as it was committed; changes go into the "
			  "working copy, and become the next version",
			  "this file has changed since it was sealed");
	return false;
}

static bool load_sealed(struct arena *arena, struct diags *diags, struct sealed_file *file,
			struct str path, struct str hash, size_t largest)
{
	int error;

	file->path = path;
	error = file_read_stamped(arena, path.ptr, largest, &file->text, &file->stamp);
	if (error)
		file->text = STR("");
	if (error || !str_equal(sha256(arena, file->text), hash))
		return not_as_sealed(diags, path, error);
	return true;
}

/* A picture of this name is read once, however many versions show it. */
static bool check_picture(struct versions *v, const struct seal *seal,
			  const struct sealed_picture *picture, struct map *hashes,
			  struct diags *diags)
{
	struct str path = str_printf(v->arena, "content/%.*s/pictures/%.*s",
				     STR_ARG(v->topic->name), STR_ARG(picture->name));
	struct str *hash = map_get(hashes, picture->name);

	if (!hash) {
		struct arena scratch = ARENA_INIT;
		struct str bytes;

		hash = arena_new(v->arena, struct str);
		if (!file_read(&scratch, path.ptr, LOAD_LARGEST_PICTURE, &bytes))
			*hash = sha256(v->arena, bytes);
		map_put(hashes, v->arena, picture->name, hash);
		arena_release(&scratch);
	}
	if (hash->ptr && str_equal(*hash, picture->hash))
		return true;
	diag_file(diags, SEVERITY_ERROR, "sealed-file", path,
		  "put it back as it was; a new picture needs a name of its own",
		  "v%d of %.*s/%s shows this picture, and it %s since that was released",
		  seal->version, STR_ARG(v->topic->name), level_names[seal->guide],
		  hash->ptr ? "has changed" : "is gone");
	return false;
}

static bool load_entry(struct versions *v, size_t at, struct map *pictures,
		       struct diags *diags)
{
	const struct seal *seal = &v->seals.list.items[at];
	struct sealed_file *bundle;
	bool good;

	if (seal->withdrawn.ptr || seal->withdrawal)
		return true;
	bundle = &v->bundles[seal->events - 1];
	good = load_sealed(v->arena, diags, &v->texts[at],
			   seals_text_path(v->arena, v->topic->name, seal->guide, seal->version),
			   seal->text, LOAD_LARGEST_TEXT);
	if (!bundle->path.ptr)
		good &= load_sealed(v->arena, diags, bundle,
				    seals_bundle_path(v->arena, v->topic->name, seal->events),
				    seal->bundle, LOAD_LARGEST_BUNDLE);
	for (size_t i = 0; i < seal->pictures.count; i++)
		good &= check_picture(v, seal, &seal->pictures.items[i], pictures, diags);
	return good;
}

static bool open_chain(struct arena *arena, struct topic *topic, struct diags *diags,
		       struct versions *v)
{
	int found;

	*v = (struct versions){.topic = topic, .arena = arena};
	if (!topic->unreleased)
		file_stamp(seals_dir(arena, topic->name).ptr, &v->listed);
	found = read_chain(arena, topic, diags, &v->seals, &v->stamp);
	v->texts = arena_array(arena, struct sealed_file, v->seals.list.count);
	v->bundles = arena_array(arena, struct sealed_file, (size_t)v->seals.bundles);
	return found >= 0;
}

bool versions_open(struct arena *arena, struct topic *topic, struct versions *v)
{
	struct diags unheard;
	bool good;

	diags_init(&unheard);
	good = open_chain(arena, topic, &unheard, v);
	diags_release(&unheard);
	return good;
}

/* What was released last is most often the working copy: then it is read once. */
static void share_texts(struct versions *v)
{
	for (size_t i = 0; i < v->topic->guide_count; i++) {
		struct guide *guide = &v->topic->guides[i];
		const struct seal *live = seals_live(&v->seals, guide->level);
		struct str text = live ? v->texts[live - v->seals.list.items].text : STR_UNKNOWN;

		/* Without a byte order mark or CRLF, which places in messages count. */
		if (live && !guide->draft && guide->stamp.size == text.len)
			guide->text = text;
	}
}

bool versions_load(struct arena *arena, struct topic *topic, struct diags *diags,
		   struct versions *v)
{
	struct map pictures = {0};
	bool good = true;

	if (!open_chain(arena, topic, diags, v))
		return false;
	for (size_t i = 0; i < v->seals.list.count; i++)
		good &= load_entry(v, i, &pictures, diags);
	if (good)
		share_texts(v);
	return good;
}

/* ---- content ---- */

/* Content that was right when it was released: nobody hears what is said of it. */
static void read_bundle(struct content *content, const struct sealed_file *file,
			struct diags *unheard)
{
	content->bundle_source = (struct source){file->path, file->text};
	if (json_read(content->arena, &content->bundle_source, unheard, &content->bundle_data))
		schema_read(&record_bundle, content->arena, &content->bundle_source,
			    &content->bundle_data, unheard, &content->bundle);
}

static void read_body(struct content *content, struct body *body, struct guide *guide,
		      const struct sealed_file *file, struct diags *unheard)
{
	struct front_matter front;

	body->guide = guide;
	body->source = (struct source){file->path, file->text};
	front_matter_read(content->arena, &body->source, unheard, &front);
	schema_read(&record_guide_front, content->arena, &body->source, &front.data, unheard,
		    &body->front);
	body->offset = front.body;
	body->md = md_read(content->arena,
			   str_slice(file->text, front.body, file->text.len));
}

/* FILE, read where it has not been. */
static const struct sealed_file *read_sealed(struct versions *v, struct sealed_file *file,
					     struct str path, size_t largest)
{
	if (file->path.ptr)
		return file;
	file->path = path;
	if (file_read_stamped(v->arena, path.ptr, largest, &file->text, &file->stamp))
		file->text = STR("");
	return file;
}

static const struct sealed_file *text_of(struct versions *v, const struct seal *seal)
{
	return read_sealed(v, &v->texts[seal - v->seals.list.items],
			   seals_text_path(v->arena, v->topic->name, seal->guide, seal->version),
			   LOAD_LARGEST_TEXT);
}

static const struct sealed_file *bundle_of(struct versions *v, int events)
{
	return read_sealed(v, &v->bundles[events - 1],
			   seals_bundle_path(v->arena, v->topic->name, events),
			   LOAD_LARGEST_BUNDLE);
}

void versions_content(struct site *site, struct versions *v, const struct seal *seal,
		      struct arena *arena, struct content *content)
{
	struct diags unheard;

	diags_init(&unheard);
	*content = (struct content){.topic = v->topic, .arena = arena, .sealed = true};
	content->bodies = arena_array(arena, struct body, 1);
	content->body_count = 1;
	read_bundle(content, bundle_of(v, seal->events), &unheard);
	read_body(content, &content->bodies[0], guide_of(v->topic, seal->guide), text_of(v, seal),
		  &unheard);
	resolve_sealed(site, content);
	diags_release(&unheard);
}

/* The index shows the summary of what is shown. */
static void summarise(struct site *site, const struct content *content, const struct body *body)
{
	if (body->front.tldr.md)
		body->guide->summary = str_copy(
			&site->arena, md_plain(content->arena, body->front.tldr.md->root));
}

void versions_live(struct site *site, struct versions *v, const struct content *working,
		   struct content *content)
{
	int events = seals_live_bundle(&v->seals);
	struct diags unheard;

	diags_init(&unheard);
	*content = (struct content){.topic = v->topic, .arena = v->arena, .sealed = true,
				    .front = working->front, .intro = working->intro};
	content->body_count = v->topic->guide_count;
	content->bodies = arena_array(v->arena, struct body, content->body_count);
	if (events)
		read_bundle(content, bundle_of(v, events), &unheard);
	for (size_t i = 0; i < content->body_count; i++) {
		struct guide *guide = &v->topic->guides[i];

		content->bodies[i].guide = guide;
		if (guide->live)
			read_body(content, &content->bodies[i], guide,
				  text_of(v, seals_version(&v->seals, guide->level, guide->live->number)),
				  &unheard);
	}
	resolve_sealed(site, content);
	diags_release(&unheard);
	v->topic->as_of = content->bundle.as_of.date;
	for (size_t i = 0; i < content->body_count; i++)
		summarise(site, content, &content->bodies[i]);
}

bool versions_same_bundle(const struct versions *v, int events, const struct content *working)
{
	const struct sealed_file *sealed = &v->bundles[events - 1];
	struct content other = {.topic = v->topic, .arena = v->arena};
	struct buf was = BUF_INIT, is = BUF_INIT;
	struct diags unheard;
	bool same;

	if (!sealed->path.ptr)
		return false; /* all that it was released with was withdrawn */
	if (str_equal(sealed->text, load_normal(v->arena, working->bundle_source.text)))
		return true;
	diags_init(&unheard);
	read_bundle(&other, sealed, &unheard);
	diags_release(&unheard);
	export_bundle(&was, &other.bundle);
	export_bundle(&is, &working->bundle);
	same = str_equal(buf_str(&was), buf_str(&is));
	buf_release(&was);
	buf_release(&is);
	return same;
}

bool versions_is_apart(const struct versions *v, const struct version *version)
{
	return version->events != seals_live_bundle(&v->seals);
}
