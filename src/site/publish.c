#include "site/publish.h"

#include "base/path.h"
#include "site/export.h"
#include "site/load.h"
#include "site/policy.h"
#include "site/search.h"

struct str publish_path(struct publisher *p, struct str url, const char *name)
{
	size_t base = p->site.base_path.len;

	return path_join(&p->page, str_slice(url, base, url.len), str_of(name));
}

struct str publish_version_path(struct publisher *p, const struct guide *guide,
				const struct version *version, const char *name)
{
	return publish_path(p, str_printf(&p->page, "%.*sv%d/", STR_ARG(guide->url),
					  version->number), name);
}

void publish_data(struct publisher *p, struct str path, struct str subject)
{
	output_put(&p->output, path, buf_str(&p->data), subject);
	buf_reset(&p->data);
}

/* feed.xml and feed.json of a topic, or of the site; none without an entry. */
static void publish_feeds(struct publisher *p, const struct topic *topic, struct str subject)
{
	struct feed feed = feed_make(&p->page, &p->site, topic);
	struct str page;

	if (!feed.entries.count)
		return;
	for (size_t i = 0; i < feed.entries.count; i++) {
		struct feed_entry *entry = &feed.entries.items[i];

		entry->content = publish_changes(p, &p->page, entry->guide, entry->version);
	}
	if (render_feed(&p->renderer, &p->page, &feed, &page))
		output_put(&p->output, publish_path(p, feed.base, "feed.xml"), page, subject);
	export_feed(&p->data, &p->site, &feed);
	publish_data(p, publish_path(p, feed.base, "feed.json"), subject);
}

static bool seal_shows(const struct seal *seal, struct str picture)
{
	for (size_t i = 0; i < seal->pictures.count && !seal->withdrawal; i++)
		if (str_equal(seal->pictures.items[i].name, picture))
			return true;
	return false;
}

/* True where a page shows the picture: of a draft or a withdrawn version there is none. */
static bool is_shown(struct publisher *p, const struct content *content,
		     const struct versions *versions, struct str picture)
{
	const struct md_document *intro = content->intro.md;
	struct str link = str_join(&p->page, STR("pictures/"), picture);

	if (p->site.drafts)
		return true;
	for (size_t i = 0; i < versions->seals.list.count; i++)
		if (seal_shows(&versions->seals.list.items[i], picture))
			return true;
	for (size_t i = 0; intro && i < intro->link_count; i++) {
		struct str url = intro->links[i]->text;

		if (str_equal(str_slice(url, 0, str_find(url, '#')), link))
			return true;
	}
	return false;
}

static void publish_pictures(struct publisher *p, const struct content *content,
			     const struct versions *versions)
{
	const struct topic *topic = content->topic;
	size_t base = p->site.base_path.len;
	struct str dir = str_slice(topic->url, base, topic->url.len), bytes;

	for (size_t i = 0; i < topic->picture_count; i++) {
		struct str name = topic->pictures[i];

		if (!is_shown(p, content, versions, name))
			continue;
		if (load_picture(&p->page, topic, i, p->diags, &bytes))
			output_put(&p->output, str_printf(&p->page, "%.*spictures/%.*s", STR_ARG(dir),
							  STR_ARG(name)), bytes, topic->path);
	}
}

/* What a guide's page shows is a version, with the same page of its own, or a draft. */
static void publish_guide(struct publisher *p, const struct topic_view *view,
			  const struct body *body, const struct version *version)
{
	const struct guide *guide = body->guide;
	struct value values = render_guide_values(&p->renderer, view, body, version);
	struct str page;

	if (render_guide(&p->renderer, view, body, values, &page))
		output_put(&p->output, publish_path(p, guide->url, "index.html"), page, guide->path);
	if (version && render_version(&p->renderer, view, body, values, version, &page))
		output_put(&p->output, publish_version_path(p, guide, version, "index.html"), page,
			   guide->path);
	export_guide(&p->data, &p->site, view->content, body);
	publish_data(p, publish_path(p, guide->url, "index.json"), guide->path);
}

/* Of a guide whose newer version was withdrawn: its bundle is not that of the topic. */
static void publish_guide_apart(struct publisher *p, struct topic_view view,
				const struct guide *guide, struct versions *versions)
{
	const struct version *version = guide->live;
	struct content content;

	versions_content(&p->site, versions,
			 seals_version(&versions->seals, guide->level, version->number), &p->page,
			 &content);
	view.content = &content;
	view.bundle = render_sealed_view(&p->renderer, &content).bundle;
	publish_guide(p, &view, &content.bodies[0], version);
}

static void publish_guides(struct publisher *p, const struct topic_view *view,
			   const struct content *content, struct versions *versions)
{
	for (size_t i = 0; i < content->topic->guide_count; i++) {
		const struct guide *guide = &content->topic->guides[i];
		const struct version *version = guide_shown(&p->site, guide);

		if (version && versions_is_apart(versions, version))
			publish_guide_apart(p, *view, guide, versions);
		else if (guide->shown)
			publish_guide(p, view, &content->bodies[i], version);
	}
}

static struct output_piece add_search(struct publisher *p)
{
	struct output_piece piece = output_stream_add(&p->search, buf_str(&p->data));

	buf_reset(&p->data);
	return piece;
}

void publish_begin(struct publisher *p)
{
	output_stream_open(&p->search, &p->output, STR("search.json"));
	search_begin(&p->data, &p->site);
	add_search(p);
}

bool publish_search(struct publisher *p)
{
	search_end(&p->data);
	add_search(p);
	return output_stream_end(&p->search, p->site.config_source.path);
}

struct output_piece publish_topic(struct publisher *p, struct content *content,
				  struct versions *versions)
{
	const struct topic *topic = content->topic;
	struct history history = history_make(&p->page, p->site.words, versions);
	struct topic_view view;
	struct str page;

	p->changes.items = NULL;
	p->changes.count = p->changes.room = 0;
	publish_versions(p, content, versions);
	if (!topic->shown)
		return (struct output_piece){0};
	view = render_view(&p->renderer, content);
	if (render_topic(&p->renderer, &view, &history, &page))
		output_put(&p->output, publish_path(p, topic->url, "index.html"), page, topic->path);
	export_bundle(&p->data, &content->bundle);
	publish_data(p, publish_path(p, topic->url, "events.json"), topic->path);
	export_commitments(&p->data, &content->bundle);
	publish_data(p, publish_path(p, topic->url, "commitments.csv"), topic->path);
	publish_feeds(p, topic, topic->path);
	publish_guides(p, &view, content, versions);
	publish_pictures(p, content, versions);
	search_topic(&p->data, p->site.words, content);
	return add_search(p);
}

static void publish_sitemap(struct publisher *p, struct str subject)
{
	struct sitemap sitemap = sitemap_make(&p->page, &p->site);
	size_t parts = render_sitemap_parts(&sitemap);
	struct str page;

	for (size_t i = 0; i <= parts; i++) {
		struct str path = i ? str_printf(&p->page, "sitemap-%zu.xml", i) : STR("sitemap.xml");

		if (render_sitemap(&p->renderer, &p->page, &sitemap, i, &page))
			output_put(&p->output, path, page, subject);
	}
}

/* What those who serve the site read; .nojekyll has GitHub's leave it as it is. */
static void publish_servers(struct publisher *p, struct str subject)
{
	publish_data(p, STR(".nojekyll"), subject);
	if (!theme_has_asset(&p->theme, STR("_headers"))) {
		policy_headers(&p->data);
		publish_data(p, STR("_headers"), subject);
	}
	if (!theme_has_asset(&p->theme, STR("robots.txt"))) {
		export_robots(&p->data, &p->site);
		publish_data(p, STR("robots.txt"), subject);
	}
}

void publish_site(struct publisher *p)
{
	struct str subject = p->site.config_source.path, page;

	arena_reset(&p->page);
	p->changes.items = NULL;
	p->changes.count = p->changes.room = 0;
	if (render_home(&p->renderer, &p->page, &page))
		output_put(&p->output, STR("index.html"), page, subject);
	if (render_404(&p->renderer, &p->page, &page))
		output_put(&p->output, STR("404.html"), page, subject);
	publish_feeds(p, NULL, subject);
	publish_sitemap(p, subject);
	export_schema(&p->data, &p->site);
	publish_data(p, STR("schema/events.json"), subject);
	publish_servers(p, subject);
}

void publish_assets(struct publisher *p)
{
	for (size_t i = 0; i < p->theme.assets.count; i++) {
		const struct asset *asset = &p->theme.assets.items[i];

		output_put(&p->output, asset->path, asset->bytes, asset->source);
	}
}
