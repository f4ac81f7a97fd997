#include "site/linked_data.h"

#include "format/json_write.h"
#include "site/feed.h"
#include "site/words.h"

struct graph {
	const struct site *site;
	struct arena arena;
	struct buf text;
	struct json_writer w;
};

static void begin_type(struct graph *g, const char *type)
{
	json_begin(&g->w, '{');
	json_member(&g->w, "@type", str_of(type));
}

static void begin(struct graph *g, const struct site *site)
{
	*g = (struct graph){.site = site};
	g->w.out = &g->text;
	json_begin(&g->w, '{');
	json_member(&g->w, "@context", STR("https://schema.org"));
	json_name(&g->w, "@graph");
	json_begin(&g->w, '[');
}

/* HTML ends a script at "</script", wherever it stands. */
static void end(struct graph *g, struct buf *out)
{
	struct str text;

	json_end(&g->w, ']');
	json_end(&g->w, '}');
	text = buf_str(&g->text);
	while (text.len) {
		size_t plain = str_find(text, '<');

		buf_add(out, text.ptr, plain);
		if (plain < text.len)
			buf_add_lit(out, "\\u003c");
		text = str_slice(text, plain < text.len ? plain + 1 : plain, text.len);
	}
	buf_release(&g->text);
	arena_release(&g->arena);
}

static struct str absolute(struct graph *g, struct str url)
{
	return site_absolute(&g->arena, g->site, url);
}

/* Members that are unknown are left out: schema.org has no null. */
static void member(struct graph *g, const char *name, struct str text)
{
	if (text.ptr)
		json_member(&g->w, name, text);
}

static void date_member(struct graph *g, const char *name, struct date date)
{
	if (date_known(date))
		json_member(&g->w, name, date_iso(&g->arena, date));
}

static void publisher(struct graph *g, const char *name)
{
	const struct config *config = &g->site->config;

	json_name(&g->w, name);
	begin_type(g, "Organization");
	json_member(&g->w, "name",
		    config->publisher.str.ptr ? config->publisher.str : config->title.str);
	json_member(&g->w, "url", config->base_url.str);
	json_end(&g->w, '}');
}

static void crumb(struct graph *g, int position, struct str name, struct str url)
{
	begin_type(g, "ListItem");
	json_name(&g->w, "position");
	json_integer(&g->w, position);
	json_member(&g->w, "name", name);
	json_member(&g->w, "item", absolute(g, url));
	json_end(&g->w, '}');
}

/* From the home page to TOPIC, and on to GUIDE where it is not NULL. */
static void breadcrumbs(struct graph *g, const struct topic *topic, const struct guide *guide,
			struct str title)
{
	begin_type(g, "BreadcrumbList");
	json_name(&g->w, "itemListElement");
	json_begin(&g->w, '[');
	crumb(g, 1, g->site->config.title.str, g->site->base_path);
	crumb(g, 2, topic->title, topic->url);
	if (guide)
		crumb(g, 3, title, guide->url);
	json_end(&g->w, ']');
	json_end(&g->w, '}');
}

void linked_data_home(struct buf *out, const struct site *site)
{
	struct graph g;

	begin(&g, site);
	begin_type(&g, "WebSite");
	json_member(&g.w, "name", site->config.title.str);
	member(&g, "description", site->config.description.str);
	json_member(&g.w, "url", site->config.base_url.str);
	json_member(&g.w, "inLanguage", site->config.language.str);
	publisher(&g, "publisher");
	json_end(&g.w, '}');
	end(&g, out);
}

static void download(struct graph *g, const struct topic *topic, const char *file,
		     const char *type)
{
	begin_type(g, "DataDownload");
	json_member(&g->w, "encodingFormat", str_of(type));
	json_member(&g->w, "contentUrl", str_join(&g->arena, absolute(g, topic->url), str_of(file)));
	json_end(&g->w, '}');
}

/* A word with the title of TOPIC in it. */
static struct str titled(struct graph *g, int word, const struct topic *topic)
{
	return WORDS_FILL(&g->arena, words_get(g->site->words, word), {"topic", topic->title});
}

static void dataset(struct graph *g, const struct content *content)
{
	const struct topic *topic = content->topic;
	struct str url = absolute(g, topic->url);

	begin_type(g, "Dataset");
	json_member(&g->w, "name", titled(g, at_words_commitments_of, topic));
	json_member(&g->w, "description",
		    topic->description.ptr ? topic->description
					   : titled(g, at_words_who_committed, topic));
	json_member(&g->w, "url", str_join(&g->arena, url, STR("#commitments")));
	json_member(&g->w, "inLanguage", g->site->config.language.str);
	date_member(g, "dateModified", content->bundle.as_of.date);
	json_name(&g->w, "isAccessibleForFree");
	json_bool(&g->w, true);
	publisher(g, "creator");
	json_name(&g->w, "distribution");
	json_begin(&g->w, '[');
	download(g, topic, "commitments.csv", "text/csv");
	download(g, topic, "events.json", "application/json");
	json_end(&g->w, ']');
	json_end(&g->w, '}');
}

void linked_data_topic(struct buf *out, const struct site *site,
		       const struct content *content)
{
	struct graph g;

	begin(&g, site);
	if (content->bundle.deals.count)
		dataset(&g, content);
	breadcrumbs(&g, content->topic, NULL, STR_UNKNOWN);
	end(&g, out);
}

/* Published with its first version, and changed with the one that is shown. */
static void article(struct graph *g, const struct body *body, const struct version *version,
		    struct str description)
{
	const struct guide *guide = body->guide;

	begin_type(g, "Article");
	json_member(&g->w, "headline", body->front.title.str);
	member(g, "description", description);
	json_member(&g->w, "url", absolute(g, guide->url));
	json_member(&g->w, "inLanguage", g->site->config.language.str);
	json_member(&g->w, "articleSection", guide->topic->title);
	member(g, "educationalLevel", body->front.level.str);
	if (version) {
		json_member(&g->w, "version", str_printf(&g->arena, "v%d", version->number));
		date_member(g, "datePublished", guide->versions[0].date);
		date_member(g, "dateModified", version->date);
	}
	publisher(g, "author");
	publisher(g, "publisher");
	json_member(&g->w, "image",
		    str_join(&g->arena, g->site->config.base_url.str, STR("assets/share.png")));
	json_end(&g->w, '}');
}

void linked_data_guide(struct buf *out, const struct site *site, const struct body *body,
		       const struct version *version, struct str description)
{
	struct graph g;

	begin(&g, site);
	article(&g, body, version, description);
	breadcrumbs(&g, body->guide->topic, body->guide, body->front.title.str);
	end(&g, out);
}
