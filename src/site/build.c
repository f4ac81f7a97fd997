#include "site/build.h"

#include "base/fatal.h"
#include "base/hash.h"
#include "base/path.h"
#include "site/export.h"
#include "site/load.h"
#include "site/output.h"
#include "site/render.h"
#include "site/resolve.h"
#include "site/reuse.h"
#include "site/theme.h"
#include "site/validate.h"

/* How far a topic is. */
struct step {
	struct cached_topic *kept; /* of the last build; NULL: to be made again */
	size_t said;               /* messages about it so far */
};

struct build {
	struct site site;
	struct step *steps; /* one a topic */
	struct theme theme;
	struct renderer renderer;
	struct output output;
	struct cache cache;
	struct diags *diags;
	struct arena page; /* of the topic whose pages are being made */
	struct buf data;   /* a file that is no page */
};

/* One topic's part of the index: as it was, or read again. */
static void index_topic(struct build *b, struct topic *topic, struct step *step)
{
	size_t messages = b->diags->list.count;

	arena_reset(&b->page);
	step->kept = reuse_index(&b->cache, &b->site, topic);
	if (step->kept)
		return;
	load_listing(&b->site, &b->page, topic, b->diags);
	load_fronts(&b->site, &b->page, topic, b->diags);
	step->said = b->diags->list.count - messages;
}

/* Who is there: site.json, and the front matter of every topic and guide. */
static void build_index(struct build *b)
{
	struct site *site = &b->site;

	load_topics(site, b->diags);
	b->steps = arena_array(&site->arena, struct step, site->topic_count);
	for (size_t i = 0; i < site->topic_count; i++)
		index_topic(b, &site->topics[i], &b->steps[i]);
}

static void build_config(struct build *b)
{
	struct data config;

	b->site.base_path = STR("/");
	if (load_config(&b->site, b->diags, &config))
		validate_config(&b->site, &config, b->diags);
}

/* NAME in the directory of the page at URL, which ends in '/'. */
static struct str file_in(struct build *b, struct str url, const char *name)
{
	size_t base = b->site.base_path.len;

	return path_join(&b->page, str_slice(url, base, url.len), str_of(name));
}

/* Writes the file that has been made in b->data. */
static void put_buf(struct build *b, struct str path, struct str subject)
{
	output_put(&b->output, path, buf_str(&b->data), subject);
	buf_reset(&b->data);
}

/* feed.xml and feed.json of a topic, or of the site; none without an entry. */
static void write_feeds(struct build *b, const struct topic *topic, struct str subject)
{
	struct feed feed = feed_make(&b->page, &b->site, topic);
	struct str page;

	if (!feed.entries.count)
		return;
	if (render_feed(&b->renderer, &b->page, &feed, &page))
		output_put(&b->output, file_in(b, feed.base, "feed.xml"), page, subject);
	export_feed(&b->data, &b->site, &feed);
	put_buf(b, file_in(b, feed.base, "feed.json"), subject);
}

static void write_pictures(struct build *b, const struct topic *topic)
{
	size_t base = b->site.base_path.len;
	struct str dir = str_slice(topic->url, base, topic->url.len), bytes;

	for (size_t i = 0; i < topic->picture_count; i++) {
		struct str name = topic->pictures[i];

		if (load_picture(&b->page, topic, i, b->diags, &bytes))
			output_put(&b->output, str_printf(&b->page, "%.*spictures/%.*s", STR_ARG(dir),
							  STR_ARG(name)), bytes, topic->path);
	}
}

static void write_guide(struct build *b, const struct topic_view *view,
			const struct body *body)
{
	const struct guide *guide = body->guide;
	struct str page;

	if (render_guide(&b->renderer, view, body, &page))
		output_put(&b->output, file_in(b, guide->url, "index.html"), page, guide->path);
	export_guide(&b->data, &b->site, view->content, body);
	put_buf(b, file_in(b, guide->url, "index.json"), guide->path);
}

static void write_topic(struct build *b, const struct content *content)
{
	struct topic_view view = render_view(&b->renderer, content);
	const struct topic *topic = content->topic;
	struct str page;

	if (render_topic(&b->renderer, &view, &page))
		output_put(&b->output, file_in(b, topic->url, "index.html"), page, topic->path);
	export_bundle(&b->data, &content->bundle);
	put_buf(b, file_in(b, topic->url, "events.json"), topic->path);
	export_commitments(&b->data, &content->bundle);
	put_buf(b, file_in(b, topic->url, "commitments.csv"), topic->path);
	write_feeds(b, topic, topic->path);
	for (size_t i = 0; i < topic->guide_count; i++)
		write_guide(b, &view, &content->bodies[i]);
	write_pictures(b, topic);
}

static bool is_broken(const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (topic->guides[i].broken)
			return true;
	return topic->broken;
}

/* One topic's content: load, validate, resolve, render, write. */
static void make_topic(struct build *b, struct topic *topic, struct step *step)
{
	struct content content = {.topic = topic, .arena = &b->page};
	size_t uses = b->site.anchor_uses.count;
	size_t messages = b->diags->list.count;
	bool good;

	good = load_content(&content, b->diags);
	good &= validate_content(&content, b->diags);
	good &= resolve_content(&b->site, &content, b->diags);
	if (!good || is_broken(topic))
		return;
	write_topic(b, &content);
	if (!step->said && messages == b->diags->list.count)
		reuse_record(&b->cache, &b->site, &content, &b->output, uses);
}

static void build_topic(struct build *b, struct topic *topic, struct step *step)
{
	arena_reset(&b->page);
	output_forget(&b->output);
	if (step->kept && reuse_files(&b->cache, step->kept, &b->site, &b->output, topic))
		return;
	if (!topic->loaded)
		load_fronts(&b->site, &b->page, topic, b->diags);
	arena_reset(&b->page);
	make_topic(b, topic, step);
}

static void write_sitemap(struct build *b, struct str subject)
{
	struct sitemap sitemap = sitemap_make(&b->page, &b->site);
	size_t parts = render_sitemap_parts(&sitemap);
	struct str page;

	for (size_t i = 0; i <= parts; i++) {
		struct str path = i ? str_printf(&b->page, "sitemap-%zu.xml", i) : STR("sitemap.xml");

		if (render_sitemap(&b->renderer, &b->page, &sitemap, i, &page))
			output_put(&b->output, path, page, subject);
	}
}

/* What the site as a whole has, once every topic is known. */
static void write_site(struct build *b)
{
	struct str subject = b->site.config_source.path, page;

	arena_reset(&b->page);
	if (render_home(&b->renderer, &b->page, &page))
		output_put(&b->output, STR("index.html"), page, subject);
	if (render_404(&b->renderer, &b->page, &page))
		output_put(&b->output, STR("404.html"), page, subject);
	write_feeds(b, NULL, subject);
	write_sitemap(b, subject);
	export_schema(&b->data, &b->site);
	put_buf(b, STR("schema/events.json"), subject);
	if (theme_has_asset(&b->theme, STR("robots.txt")))
		return;
	export_robots(&b->data, &b->site);
	put_buf(b, STR("robots.txt"), subject);
}

static void write_assets(struct build *b)
{
	for (size_t i = 0; i < b->theme.assets.count; i++) {
		const struct asset *asset = &b->theme.assets.items[i];

		output_put(&b->output, asset->path, asset->bytes, asset->source);
	}
}

/* What every page depends on: the program, its options, site.json, the theme. */
static uint64_t settings(const struct build *b)
{
	struct stamp program = {0};
	uint64_t hash = b->theme.hash ^ hash_str(b->site.config_source.text);

	file_stamp("/proc/self/exe", &program);
	return hash ^ hash_str((struct str){(const char *)&program, sizeof program});
}

static void run(struct build *b)
{
	theme_load(&b->theme, &b->site.arena, b->diags);
	build_config(b);
	cache_open(&b->cache, b->output.dir, settings(b));
	build_index(b);
	renderer_init(&b->renderer, &b->site, &b->theme);
	for (size_t i = 0; i < b->site.topic_count; i++)
		build_topic(b, &b->site.topics[i], &b->steps[i]);
	resolve_anchors(&b->site, b->diags);
	if (!b->diags->errors)
		write_site(b); /* else it would show half of it */
	write_assets(b);
	if (!b->diags->errors && output_commit(&b->output))
		cache_save(&b->cache);
	renderer_release(&b->renderer);
	buf_release(&b->data);
	cache_close(&b->cache);
}

static void count(const struct build *b, struct build_result *result)
{
	*result = (struct build_result){.topics = b->site.topic_count,
					.files = b->output.count,
					.written = b->output.written,
					.removed = b->output.removed};
	for (size_t i = 0; i < b->site.topic_count; i++)
		result->guides += b->site.topics[i].guide_count;
}

int build_site(const struct build_options *options, struct diags *diags,
	       struct build_result *result)
{
	struct build b = {.diags = diags};
	int status;

	*result = (struct build_result){0};
	if (output_open(&b.output, options->output, diags)) {
		run(&b);
		count(&b, result);
	}
	status = b.output.status;
	if (diags->errors && status == EXIT_GOOD)
		status = EXIT_CONTENT;
	output_close(&b.output);
	arena_release(&b.page);
	arena_release(&b.site.arena);
	return status;
}
