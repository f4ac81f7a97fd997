#include "site/render.h"

#include "site/context.h"
#include "site/kinds.h"
#include "site/linked_data.h"

void renderer_init(struct renderer *r, const struct site *site,
		   const struct theme *theme, struct timing *timing)
{
	*r = (struct renderer){.site = site, .theme = theme, .timing = timing};
}

void renderer_release(struct renderer *r)
{
	buf_release(&r->page);
	buf_release(&r->scratch);
}

static struct context context_of(struct renderer *r, struct arena *arena)
{
	return (struct context){r->site, arena, &r->scratch, r->timing};
}

struct topic_view render_view(struct renderer *r, const struct content *content)
{
	struct context c = context_of(r, content->arena);

	return (struct topic_view){content, content->arena, context_site(&c),
				   context_topic(&c, content),
				   context_topic_name(&c, content->topic),
				   context_bundle(&c, content)};
}

static struct value words_value(const struct renderer *r)
{
	return value_object(r->site->words->object);
}

/* Renders TEMPLATE with ROOT as the page at URL, which is made of the content file FILE. */
static bool render(struct renderer *r, struct arena *arena, const char *template,
		   const struct object *root, struct str url, struct str file, struct str *page)
{
	struct str subject = str_join3(arena, url, STR(" of "), file);
	struct value context = value_object(root);

	buf_reset(&r->page);
	if (!mustache_render(r->theme->templates, str_of(template), &context, subject,
			     &r->page))
		return false;
	*page = buf_str(&r->page);
	return true;
}

struct topic_view render_sealed_view(struct renderer *r, const struct content *content)
{
	struct context c = context_of(r, content->arena);

	return (struct topic_view){content, content->arena, context_site(&c), value_null(),
				   context_topic_name(&c, content->topic),
				   context_bundle(&c, content)};
}

/* What has been made in the scratch buffer, for the page. */
static struct str made(struct renderer *r, struct arena *arena)
{
	struct str text = str_copy(arena, buf_str(&r->scratch));

	buf_reset(&r->scratch);
	return text;
}

struct value render_guide_values(struct renderer *r, const struct topic_view *view,
				 const struct body *body, const struct version *version)
{
	struct context c = context_of(r, view->arena);

	return context_guide(&c, body, version);
}

static struct value guide_head(struct renderer *r, struct context *c, const struct body *body,
			       const struct version *version, struct str heading)
{
	const struct guide *guide = body->guide;
	struct page_head head = {.heading = heading, .cited = body->front.title.str,
				 .url = guide->url, .feeds = feed_base(r->site, guide->topic),
				 .guide = guide, .version = version};

	if (body->front.tldr.md)
		head.description = md_plain(c->arena, body->front.tldr.md->root);
	linked_data_guide(&r->scratch, r->site, body, version, head.description);
	head.data = made(r, c->arena);
	return context_page(c, &head);
}

static bool render_body(struct renderer *r, const struct topic_view *view,
			const struct body *body, struct str url, struct value head,
			struct value topic, struct value guide, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct object *root = object_new(c.arena, &kind_guide_page);

	root->members[at_guide_page_site] = view->site;
	root->members[at_guide_page_words] = words_value(r);
	root->members[at_guide_page_page] = head;
	root->members[at_guide_page_topic] = topic;
	root->members[at_guide_page_bundle] = view->bundle;
	root->members[at_guide_page_guide] = guide;
	return render(r, c.arena, "guide", root, url, body->source.path, page);
}

bool render_guide(struct renderer *r, const struct topic_view *view,
		  const struct body *body, struct value guide, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct value head = guide_head(r, &c, body, guide_shown(r->site, body->guide),
				       body->front.title.str);

	return render_body(r, view, body, body->guide->url, head, view->topic, guide, page);
}

/* Of the version's own page, or of PART of it. */
static struct str version_url(struct arena *arena, const struct guide *guide,
			      const struct version *version, const char *part)
{
	return str_printf(arena, "%.*sv%d/%s", STR_ARG(guide->url), version->number, part);
}

/* Titles of other pages may change, and what was released does not show it. */
bool render_version(struct renderer *r, const struct topic_view *view,
		    const struct body *body, struct value guide,
		    const struct version *version, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct value head = guide_head(r, &c, body, version,
				       context_versioned(&c, body->front.title.str, version));

	return render_body(r, view, body, version_url(c.arena, body->guide, version, ""), head,
			   view->topic_name, context_guide_alone(&c, guide), page);
}

bool render_changes(struct renderer *r, struct arena *arena, const struct guide *guide,
		    const struct version *version, const struct version *previous,
		    struct str changes, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_changes_page);
	struct str name = version->title.ptr ? version->title : guide->topic->title;
	struct str number = str_number(arena, (unsigned)version->number);
	struct str title = WORDS_FILL(arena, context_word(&c, at_words_what_changed_in),
				      {"version", str_join(arena, STR("v"), number)}, {"title", name});
	struct page_head head = {.heading = title, .description = version->summary,
				 .feeds = feed_base(r->site, guide->topic)};

	head.url = version_url(arena, guide, version, "changes/");
	root->members[at_changes_page_site] = context_site(&c);
	root->members[at_changes_page_words] = words_value(r);
	root->members[at_changes_page_page] = context_page(&c, &head);
	root->members[at_changes_page_guide] = context_old_card(&c, guide, version);
	root->members[at_changes_page_version] = context_version(&c, guide, version);
	if (previous)
		root->members[at_changes_page_previous] = context_version(&c, guide, previous);
	root->members[at_changes_page_changes] = value_text(changes);
	return render(r, arena, "changes", root, head.url, guide->path, page);
}

bool render_withdrawn(struct renderer *r, struct arena *arena, const struct guide *guide,
		      const struct version *version, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_withdrawn_page);
	const struct page_head head = {
		.heading = context_versioned(&c, guide->topic->title, version),
		.url = guide->url,
		.feeds = feed_base(r->site, guide->topic),
	};

	root->members[at_withdrawn_page_site] = context_site(&c);
	root->members[at_withdrawn_page_words] = words_value(r);
	root->members[at_withdrawn_page_page] = context_page(&c, &head);
	root->members[at_withdrawn_page_guide] = context_old_card(&c, guide, version);
	root->members[at_withdrawn_page_version] = context_version(&c, guide, version);
	root->members[at_withdrawn_page_heading] =
		value_text(WORDS_FILL(arena, context_word(&c, at_words_was_withdrawn),
				      {"topic", guide->topic->title},
				      {"version", str_printf(arena, "v%d", version->number)}));
	return render(r, arena, "withdrawn", root, version_url(arena, guide, version, ""),
		      guide->path, page);
}

bool render_topic(struct renderer *r, const struct topic_view *view,
		  const struct history *history, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct object *root = object_new(c.arena, &kind_topic_page);
	const struct topic *topic = view->content->topic;
	struct page_head head = {.heading = topic->title, .description = topic->description,
				 .url = topic->url, .feeds = feed_base(r->site, topic),
				 .as_of = view->content->bundle.as_of.date};

	linked_data_topic(&r->scratch, r->site, view->content);
	head.data = made(r, c.arena);
	root->members[at_topic_page_site] = view->site;
	root->members[at_topic_page_words] = words_value(r);
	root->members[at_topic_page_page] = context_page(&c, &head);
	root->members[at_topic_page_topic] = view->topic;
	root->members[at_topic_page_bundle] = view->bundle;
	context_set_list(&c, root, at_topic_page_history, context_history(&c, history));
	context_set_list(&c, root, at_topic_page_news, context_news(&c, view->content));
	return render(r, c.arena, "topic", root, topic->url, topic->path, page);
}

bool render_home(struct renderer *r, struct arena *arena, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_home_page);
	const struct config *config = &r->site->config;
	struct page_head head = {.heading = config->title.str,
				 .description = config->description.str,
				 .url = r->site->base_path, .feeds = feed_base(r->site, NULL)};

	linked_data_home(&r->scratch, r->site);
	head.data = made(r, arena);
	root->members[at_home_page_site] = context_site(&c);
	root->members[at_home_page_words] = words_value(r);
	root->members[at_home_page_page] = context_page(&c, &head);
	context_set_list(&c, root, at_home_page_topics, context_topic_cards(&c));
	context_set_list(&c, root, at_home_page_guides, context_guide_cards(&c));
	return render(r, arena, "home", root, head.url, r->site->config_source.path, page);
}

bool render_404(struct renderer *r, struct arena *arena, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_error_page);
	const struct page_head head = {.heading = context_word(&c, at_words_page_not_found),
				       .feeds = feed_base(r->site, NULL)};

	root->members[at_error_page_site] = context_site(&c);
	root->members[at_error_page_words] = words_value(r);
	root->members[at_error_page_page] = context_page(&c, &head);
	return render(r, arena, "404", root, str_join(arena, r->site->base_path, STR("404.html")),
		      r->site->config_source.path, page);
}

bool render_feed(struct renderer *r, struct arena *arena, const struct feed *feed,
		 struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_feed_page);

	root->members[at_feed_page_site] = context_site(&c);
	root->members[at_feed_page_feed] = context_feed(&c, feed);
	return render(r, arena, "feed", root, str_join(arena, feed->base, STR("feed.xml")),
		      r->site->config_source.path, page);
}

/* sitemaps.org/protocol: at most so many URLs a file. */
enum { SITEMAP_LONGEST = 50000 };

size_t render_sitemap_parts(const struct sitemap *sitemap)
{
	size_t count = sitemap->urls.count;

	return count > SITEMAP_LONGEST ? (count + SITEMAP_LONGEST - 1) / SITEMAP_LONGEST : 0;
}

static struct value part_urls(struct context *c, size_t parts)
{
	struct value *items = arena_array(c->arena, struct value, parts);

	for (size_t i = 0; i < parts; i++)
		items[i] = value_text(str_printf(c->arena, "%.*ssitemap-%zu.xml",
						 STR_ARG(c->site->config.base_url.str), i + 1));
	return value_list(items, parts);
}

bool render_sitemap(struct renderer *r, struct arena *arena,
		    const struct sitemap *sitemap, size_t number, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_sitemap_page);
	size_t parts = render_sitemap_parts(sitemap), total = sitemap->urls.count;
	size_t from = number ? (number - 1) * SITEMAP_LONGEST : 0;
	size_t count = total - from < SITEMAP_LONGEST ? total - from : SITEMAP_LONGEST;

	root->members[at_sitemap_page_site] = context_site(&c);
	if (parts && !number)
		count = 0;
	context_set_list(&c, root, at_sitemap_page_urls, context_urls(&c, sitemap, from, count));
	context_set_list(&c, root, at_sitemap_page_parts, part_urls(&c, number ? 0 : parts));
	return render(r, arena, "sitemap", root,
		      str_join(arena, r->site->base_path, STR("sitemap.xml")), r->site->config_source.path, page);
}
