#include "site/build.h"

#include "base/fatal.h"
#include "base/path.h"
#include "site/load.h"
#include "site/output.h"
#include "site/render.h"
#include "site/resolve.h"
#include "site/theme.h"
#include "site/validate.h"

struct build {
	struct site site;
	struct theme theme;
	struct renderer renderer;
	struct output output;
	struct diags *diags;
	struct arena page; /* of the topic whose pages are being made */
};

static struct str url_of(struct site *site, struct str name)
{
	return str_printf(&site->arena, "%.*s%.*s/", STR_ARG(site->base_path), STR_ARG(name));
}

static void index_topic(struct build *b, struct topic *topic)
{
	arena_reset(&b->page);
	topic->url = url_of(&b->site, topic->name);
	load_topic_front(&b->site, &b->page, topic, b->diags);
	for (size_t i = 0; i < topic->guide_count; i++) {
		struct guide *guide = &topic->guides[i];

		guide->url = url_of(&b->site, guide->name);
		load_guide_front(&b->site, &b->page, guide, b->diags);
	}
}

/* Who is there: site.json, and the front matter of every topic and guide. */
static void build_index(struct build *b)
{
	struct site *site = &b->site;
	struct data config;

	site->base_path = STR("/");
	if (load_config(site, b->diags, &config))
		validate_config(site, &config, b->diags);
	load_topics(site, b->diags);
	for (size_t i = 0; i < site->topic_count; i++)
		index_topic(b, &site->topics[i]);
}

/* The file behind URL, which ends in '/'. */
static struct str file_of(struct build *b, struct str url)
{
	size_t base = b->site.base_path.len;

	return path_join(&b->page, str_slice(url, base, url.len), STR("index.html"));
}

static void write_pictures(struct build *b, const struct topic *topic)
{
	size_t base = b->site.base_path.len;
	struct str dir = str_slice(topic->url, base, topic->url.len), bytes;

	for (size_t i = 0; i < topic->picture_count; i++) {
		struct str name = topic->pictures[i];

		if (load_picture(&b->page, topic, name, b->diags, &bytes))
			output_put(&b->output, str_printf(&b->page, "%.*spictures/%.*s", STR_ARG(dir),
							  STR_ARG(name)), bytes, topic->path);
	}
}

static void write_topic(struct build *b, const struct content *content)
{
	struct topic_view view = render_view(&b->renderer, content);
	const struct topic *topic = content->topic;
	struct str page;

	if (render_topic(&b->renderer, &view, &page))
		output_put(&b->output, file_of(b, topic->url), page, topic->path);
	for (size_t i = 0; i < topic->guide_count; i++) {
		const struct guide *guide = &topic->guides[i];

		if (render_guide(&b->renderer, &view, &content->bodies[i], &page))
			output_put(&b->output, file_of(b, guide->url), page,
				   guide->path);
	}
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
static void build_topic(struct build *b, struct topic *topic)
{
	struct content content = {.topic = topic, .arena = &b->page};
	bool good;

	arena_reset(&b->page);
	good = load_content(&content, b->diags);
	good &= validate_content(&content, b->diags);
	good &= resolve_content(&b->site, &content, b->diags);
	if (good && !is_broken(topic))
		write_topic(b, &content);
}

static void write_home(struct build *b)
{
	struct str page;

	arena_reset(&b->page);
	if (b->diags->errors)
		return; /* it would show half a site */
	if (render_home(&b->renderer, &b->page, &page))
		output_put(&b->output, STR("index.html"), page, b->site.config_source.path);
}

static void write_assets(struct build *b)
{
	for (size_t i = 0; i < b->theme.assets.count; i++) {
		const struct asset *asset = &b->theme.assets.items[i];

		output_put(&b->output, asset->path, asset->bytes, asset->source);
	}
}

static void run(struct build *b)
{
	theme_load(&b->theme, &b->site.arena, b->diags);
	build_index(b);
	renderer_init(&b->renderer, &b->site, &b->theme);
	for (size_t i = 0; i < b->site.topic_count; i++)
		build_topic(b, &b->site.topics[i]);
	resolve_anchors(&b->site, b->diags);
	write_home(b);
	write_assets(b);
	if (!b->diags->errors)
		output_commit(&b->output);
	renderer_release(&b->renderer);
}

static void count(const struct build *b, struct build_result *result)
{
	*result = (struct build_result){.topics = b->site.topic_count,
					.files = b->output.files,
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
