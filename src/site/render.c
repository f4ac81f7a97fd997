#include "site/render.h"

#include "site/context.h"
#include "site/kinds.h"

void renderer_init(struct renderer *r, const struct site *site,
		   const struct theme *theme)
{
	*r = (struct renderer){.site = site, .theme = theme};
}

void renderer_release(struct renderer *r)
{
	buf_release(&r->page);
	buf_release(&r->scratch);
}

static struct context context_of(struct renderer *r, struct arena *arena)
{
	return (struct context){r->site, arena, &r->scratch};
}

struct topic_view render_view(struct renderer *r, const struct content *content)
{
	struct context c = context_of(r, content->arena);

	return (struct topic_view){content, content->arena, context_site(&c),
				   context_topic(&c, content), context_bundle(&c, content)};
}

/* Renders TEMPLATE with ROOT, for the content file SUBJECT. */
static bool render(struct renderer *r, const char *template, const struct object *root,
		   struct str subject, struct str *page)
{
	struct value context = value_object(root);

	buf_reset(&r->page);
	if (!mustache_render(r->theme->templates, str_of(template), &context, subject,
			     &r->page))
		return false;
	*page = buf_str(&r->page);
	return true;
}

bool render_guide(struct renderer *r, const struct topic_view *view,
		  const struct body *body, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct object *root = object_new(c.arena, &kind_guide_page);
	const struct guide *guide = body->guide;
	struct str title = str_join3(c.arena, guide->title, STR(" – "),
				     r->site->config.title.str);

	root->members[at_guide_page_site] = view->site;
	root->members[at_guide_page_page] =
		context_page(&c, title, guide->summary, guide->url,
			     guide->topic->url);
	root->members[at_guide_page_topic] = view->topic;
	root->members[at_guide_page_bundle] = view->bundle;
	root->members[at_guide_page_guide] = context_guide(&c, body);
	return render(r, "guide", root, guide->path, page);
}

bool render_topic(struct renderer *r, const struct topic_view *view, struct str *page)
{
	struct context c = context_of(r, view->arena);
	struct object *root = object_new(c.arena, &kind_topic_page);
	const struct topic *topic = view->content->topic;
	struct str title = str_join3(c.arena, topic->title, STR(" – "),
				     r->site->config.title.str);

	root->members[at_topic_page_site] = view->site;
	root->members[at_topic_page_page] =
		context_page(&c, title, topic->description, topic->url, topic->url);
	root->members[at_topic_page_topic] = view->topic;
	root->members[at_topic_page_bundle] = view->bundle;
	return render(r, "topic", root, topic->path, page);
}

bool render_home(struct renderer *r, struct arena *arena, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_home_page);
	const struct config *config = &r->site->config;

	root->members[at_home_page_site] = context_site(&c);
	root->members[at_home_page_page] = context_page(&c, config->title.str,
							config->description.str,
							r->site->base_path,
							r->site->base_path);
	context_set_list(&c, root, at_home_page_topics, context_topic_cards(&c));
	context_set_list(&c, root, at_home_page_guides, context_guide_cards(&c));
	return render(r, "home", root, r->site->config_source.path, page);
}

bool render_404(struct renderer *r, struct arena *arena, struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_error_page);
	struct str title = str_printf(arena, "Page not found – %.*s",
				      STR_ARG(r->site->config.title.str));

	root->members[at_error_page_site] = context_site(&c);
	root->members[at_error_page_page] =
		context_page(&c, title, STR_UNKNOWN, STR_UNKNOWN, r->site->base_path);
	return render(r, "404", root, r->site->config_source.path, page);
}

bool render_feed(struct renderer *r, struct arena *arena, const struct feed *feed,
		 struct str *page)
{
	struct context c = context_of(r, arena);
	struct object *root = object_new(arena, &kind_feed_page);

	root->members[at_feed_page_site] = context_site(&c);
	root->members[at_feed_page_feed] = context_feed(&c, feed);
	return render(r, "feed", root, r->site->config_source.path, page);
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
	return render(r, "sitemap", root, r->site->config_source.path, page);
}
