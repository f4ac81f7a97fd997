#include "site/cache_record.h"

#include "base/hash.h"

/* ---- writing ---- */

void cache_put_number(struct buf *out, uint64_t number)
{
	buf_add(out, (const char *)&number, sizeof number);
}

static void put_text(struct buf *out, struct str text)
{
	cache_put_number(out, text.ptr ? text.len : UINT64_MAX);
	buf_add_str(out, text);
}

static void put_stamp(struct buf *out, const struct stamp *stamp)
{
	buf_add(out, (const char *)stamp, sizeof *stamp);
}

static void put_texts(struct buf *out, const struct str *items, size_t count)
{
	cache_put_number(out, count);
	for (size_t i = 0; i < count; i++)
		put_text(out, items[i]);
}

static void put_date(struct buf *out, struct date date)
{
	cache_put_number(out, (uint64_t)date.year);
	cache_put_number(out, (uint64_t)date.month);
	cache_put_number(out, (uint64_t)date.day);
}

static void put_versions(struct buf *out, const struct cached_guide *guide)
{
	cache_put_number(out, guide->versions.count);
	for (size_t i = 0; i < guide->versions.count; i++) {
		const struct version *version = &guide->versions.items[i];

		cache_put_number(out, (uint64_t)version->number);
		cache_put_number(out, (uint64_t)version->events);
		put_date(out, version->date);
		put_text(out, version->note);
		put_text(out, version->withdrawn);
		put_text(out, version->title);
		put_text(out, version->summary);
		buf_add(out, (const char *)&version->figures, sizeof version->figures);
	}
}

static void put_guides(struct buf *out, const struct cached_topic *topic)
{
	cache_put_number(out, topic->guides.count);
	for (size_t i = 0; i < topic->guides.count; i++) {
		const struct cached_guide *guide = &topic->guides.items[i];

		cache_put_number(out, (uint64_t)guide->level);
		put_text(out, guide->title);
		put_text(out, guide->status);
		put_text(out, guide->summary);
		put_texts(out, guide->anchors.ids, guide->anchors.count);
		cache_put_number(out, guide->draft);
		put_versions(out, guide);
	}
}

static void put_inputs(struct buf *out, const struct cached_topic *topic)
{
	cache_put_number(out, topic->inputs.count);
	for (size_t i = 0; i < topic->inputs.count; i++) {
		put_text(out, topic->inputs.items[i].path);
		put_stamp(out, &topic->inputs.items[i].stamp);
	}
	cache_put_number(out, topic->names.count);
	for (size_t i = 0; i < topic->names.count; i++) {
		put_text(out, topic->names.items[i].name);
		cache_put_number(out, topic->names.items[i].card);
	}
}

static void put_uses(struct buf *out, const struct cached_topic *topic)
{
	cache_put_number(out, topic->uses.count);
	for (size_t i = 0; i < topic->uses.count; i++) {
		const struct cached_use *use = &topic->uses.items[i];

		put_text(out, use->path);
		cache_put_number(out, use->offset);
		cache_put_number(out, use->length);
		put_text(out, use->target);
		put_text(out, use->id);
	}
}

static void put_outputs(struct buf *out, const struct cached_topic *topic)
{
	cache_put_number(out, topic->outputs.count);
	for (size_t i = 0; i < topic->outputs.count; i++) {
		put_text(out, topic->outputs.items[i].path);
		put_stamp(out, &topic->outputs.items[i].stamp);
	}
}

static void put_follow(struct buf *out, const texts *list)
{
	cache_put_number(out, list->count);
	for (size_t i = 0; i < list->count; i++)
		put_text(out, list->items[i].str);
}

void cache_put_topic(struct buf *out, const struct cached_topic *topic)
{
	put_text(out, topic->name);
	put_text(out, topic->title);
	put_text(out, topic->description);
	cache_put_number(out, topic->text);
	put_date(out, topic->as_of);
	put_texts(out, topic->anchors.ids, topic->anchors.count);
	put_texts(out, topic->pictures, topic->picture_count);
	put_follow(out, &topic->follow.subscriptions);
	put_follow(out, &topic->follow.words);
	cache_put_number(out, topic->news);
	put_guides(out, topic);
	put_inputs(out, topic);
	put_uses(out, topic);
	put_outputs(out, topic);
	cache_put_number(out, topic->search.offset);
	cache_put_number(out, topic->search.length);
}

/* ---- reading ---- */

static void get_bytes(struct unpacker *u, void *to, size_t count)
{
	if (u->bytes.len - u->at < count) {
		memset(to, 0, count);
		u->at = u->bytes.len;
		return;
	}
	memcpy(to, u->bytes.ptr + u->at, count);
	u->at += count;
}

uint64_t cache_get_number(struct unpacker *u)
{
	uint64_t number;

	get_bytes(u, &number, sizeof number);
	return number;
}

/* A count of things of at least a number each. */
static size_t get_count(struct unpacker *u)
{
	uint64_t count = cache_get_number(u);

	return count <= (u->bytes.len - u->at) / sizeof count ? (size_t)count : 0;
}

/* Borrowed from the file; names that are paths get a NUL by get_path. */
static struct str get_text(struct unpacker *u)
{
	uint64_t length = cache_get_number(u);
	struct str text;

	if (length > u->bytes.len - u->at)
		return STR_UNKNOWN;
	text = str_slice(u->bytes, u->at, u->at + (size_t)length);
	u->at += (size_t)length;
	return text;
}

static struct str get_path(struct unpacker *u)
{
	return str_copy(u->arena, get_text(u));
}

static struct str *get_texts(struct unpacker *u, size_t *count)
{
	struct str *items;

	*count = get_count(u);
	items = arena_array(u->arena, struct str, *count);
	for (size_t i = 0; i < *count; i++)
		items[i] = get_path(u);
	return items;
}

static struct date get_date(struct unpacker *u)
{
	struct date date;

	date.year = (int)cache_get_number(u);
	date.month = (int)cache_get_number(u);
	date.day = (int)cache_get_number(u);
	return date;
}

static void get_versions(struct unpacker *u, struct cached_guide *guide)
{
	for (size_t count = get_count(u); count; count--) {
		struct version *version = list_add(&guide->versions, u->arena);

		version->number = (int)cache_get_number(u);
		version->events = (int)cache_get_number(u);
		version->date = get_date(u);
		version->note = get_text(u);
		version->withdrawn = get_text(u);
		version->title = get_text(u);
		version->summary = get_text(u);
		get_bytes(u, &version->figures, sizeof version->figures);
	}
}

static void get_guides(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_guide *guide = list_add(&topic->guides, u->arena);

		guide->level = (int)cache_get_number(u);
		guide->title = get_text(u);
		guide->status = get_text(u);
		guide->summary = get_text(u);
		guide->anchors.ids = get_texts(u, &guide->anchors.count);
		guide->draft = cache_get_number(u);
		get_versions(u, guide);
	}
}

static void get_inputs(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_input *input = list_add(&topic->inputs, u->arena);

		input->path = get_path(u);
		get_bytes(u, &input->stamp, sizeof input->stamp);
	}
	for (size_t count = get_count(u); count; count--) {
		struct cached_name *name = list_add(&topic->names, u->arena);

		name->name = get_text(u);
		name->card = cache_get_number(u);
	}
}

static void get_uses(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct cached_use *use = list_add(&topic->uses, u->arena);

		use->path = get_path(u);
		use->offset = (size_t)cache_get_number(u);
		use->length = (size_t)cache_get_number(u);
		use->target = get_text(u);
		use->id = get_text(u);
	}
}

static void get_outputs(struct unpacker *u, struct cached_topic *topic)
{
	for (size_t count = get_count(u); count; count--) {
		struct output_file *file = list_add(&topic->outputs, u->arena);

		file->path = get_text(u);
		get_bytes(u, &file->stamp, sizeof file->stamp);
	}
}

static void get_follow(struct unpacker *u, texts *list)
{
	list->count = get_count(u);
	list->items = arena_array(u->arena, struct text, list->count);
	for (size_t i = 0; i < list->count; i++)
		list->items[i].str = get_text(u);
}

struct cached_topic *cache_get_topic(struct unpacker *u, uint64_t hash)
{
	struct cached_topic *topic = arena_new(u->arena, struct cached_topic);

	topic->hash = hash;
	topic->name = get_text(u);
	topic->title = get_path(u);
	topic->description = get_path(u);
	topic->text = cache_get_number(u);
	topic->as_of = get_date(u);
	topic->anchors.ids = get_texts(u, &topic->anchors.count);
	topic->pictures = get_texts(u, &topic->picture_count);
	get_follow(u, &topic->follow.subscriptions);
	get_follow(u, &topic->follow.words);
	topic->news = cache_get_number(u);
	get_guides(u, topic);
	get_inputs(u, topic);
	get_uses(u, topic);
	get_outputs(u, topic);
	topic->search.offset = (size_t)cache_get_number(u);
	topic->search.length = (size_t)cache_get_number(u);
	return topic;
}

bool cache_get_record(struct unpacker *u, struct unpacker *record, uint64_t *hash)
{
	uint64_t length = cache_get_number(u);

	*hash = cache_get_number(u);
	if (length > u->bytes.len - u->at)
		return false;
	*record = (struct unpacker){u->arena, str_slice(u->bytes, u->at, u->at + (size_t)length), 0};
	u->at += (size_t)length;
	return hash_str(record->bytes) == *hash;
}

void cache_put_ground(struct buf *out, const struct cached_ground *ground)
{
	put_text(out, ground->version);
	put_stamp(out, &ground->program);
	cache_put_number(out, ground->drafts);
	put_text(out, ground->config);
	cache_put_number(out, ground->theme);
	cache_put_number(out, ground->files.count);
	for (size_t i = 0; i < ground->files.count; i++) {
		put_text(out, ground->files.items[i].path);
		cache_put_number(out, ground->files.items[i].hash);
		cache_put_number(out, ground->files.items[i].own);
	}
}

void cache_get_ground(struct unpacker *u, struct cached_ground *ground)
{
	ground->version = get_text(u);
	get_bytes(u, &ground->program, sizeof ground->program);
	ground->drafts = cache_get_number(u);
	ground->config = get_text(u);
	ground->theme = cache_get_number(u);
	for (size_t count = get_count(u); count; count--) {
		struct theme_file *file = list_add(&ground->files, u->arena);

		file->path = get_text(u);
		file->hash = cache_get_number(u);
		file->own = cache_get_number(u);
	}
}

uint64_t cache_end_record(struct buf *out, size_t begin)
{
	const size_t head = 2 * sizeof(uint64_t);
	uint64_t numbers[2] = {out->len - begin - head, 0};

	numbers[1] = hash_str(str_slice(buf_str(out), begin + head, out->len));
	memcpy(out->ptr + begin, numbers, sizeof numbers);
	return numbers[1];
}

size_t cache_begin_record(struct buf *out)
{
	size_t begin = out->len;

	cache_put_number(out, 0);
	cache_put_number(out, 0);
	return begin;
}
