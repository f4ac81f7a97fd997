#include "site/validate.h"

#include "base/rules.h"
#include "format/language.h"
#include "site/schema.h"

/* The path of an absolute URL, with a '/' at its end. */
static struct str url_path(struct arena *arena, struct str url)
{
	size_t host = str_find(url, ':') + 3;
	struct str rest = str_slice(url, host, url.len);
	struct str path = str_slice(rest, str_find(rest, '/'), rest.len);

	if (str_ends(path, STR("/")))
		return path;
	return str_printf(arena, "%.*s/", STR_ARG(path));
}

static bool check_language(struct site *site, struct diags *diags)
{
	const struct text *language = &site->config.language;

	if (!language->str.ptr || language_is_tag(language->str))
		return true;
	diag_at(diags, SEVERITY_ERROR, "language",
		data_place(&site->config_source, language->data),
		"write a tag such as \"en\" or \"pt-BR\"", "\"%.*s\" is not a language tag",
		STR_ARG(language->str));
	return false;
}

/* What a URL can hold without escapes, as far as sitemaps and feeds go. */
static bool is_ascii_url(struct str url)
{
	for (size_t i = 0; i < url.len; i++)
		if ((unsigned char)url.ptr[i] > 0x7e || strchr("\"<>\\^`{|}", url.ptr[i]))
			return false;
	return true;
}

/* Every URL is base_url and a path behind it. */
static bool check_base_url(struct site *site, struct diags *diags)
{
	struct text *url = &site->config.base_url;
	size_t query;

	if (!url->str.ptr || !(str_starts(url->str, STR("https://")) ||
			       str_starts(url->str, STR("http://")))) {
		site->base_path = STR("/");
		return false;
	}
	site->base_path = url_path(&site->arena, url->str);
	if (!str_ends(url->str, STR("/")))
		url->str = str_printf(&site->arena, "%.*s/", STR_ARG(url->str));
	if (!is_ascii_url(url->str)) {
		diag_at(diags, SEVERITY_ERROR, "url",
			data_place(&site->config_source, url->data),
			"write other characters as %XX, and the host in its xn-- form",
			"base_url holds a character that a URL cannot");
		return false;
	}
	query = str_find(url->str, '?');
	if (query == url->str.len && str_find(url->str, '#') == url->str.len)
		return true;
	diag_at(diags, SEVERITY_ERROR, "url", data_place(&site->config_source, url->data),
		"write the address of the home page only", "base_url has a query or a fragment");
	return false;
}

static bool refuse_setting(struct site *site, struct diags *diags, const struct data_member *set)
{
	const struct rule *rule = rule_find(set->name);
	struct place place = {&site->config_source, set->offset, set->length};
	const char *near = rule_nearest(&site->arena, set->name);

	if (!rule)
		return diag_at(diags, SEVERITY_ERROR, "rule", place,
			       near ? near : "`almanac check --rules` lists them",
			       "there is no rule \"%.*s\"", STR_ARG(set->name));
	return diag_at(diags, SEVERITY_ERROR, "rule", place,
		       "remove it; `almanac check --rules` says which can be set",
		       "the rule \"%s\" is always %s: %s", rule->name,
		       rule->severity == SEVERITY_ERROR	    ? "an error"
		       : rule->severity == SEVERITY_WARNING ? "a warning"
							    : "a note",
		       rule->severity == SEVERITY_ERROR ? "what breaks it cannot be published"
							: "it is not about what is published");
}

/* Gives each rule the severity that the site wants for it. */
static bool set_rules(struct site *site, struct diags *diags)
{
	const struct config *config = &site->config;
	bool good = true;

	if (str_equal(config->figures.str, STR("warn"))) {
		diag_set(diags, "figure", SEVERITY_WARNING);
		diag_set(diags, "figure-alone", SEVERITY_WARNING);
	}
	for (size_t i = 0; config->rules && i < config->rules->as.map.count; i++) {
		const struct data_member *set = &config->rules->as.map.members[i];
		const struct rule *rule = rule_find(set->name);
		enum severity severity;

		if (set->value.type != DATA_TEXT ||
		    !severity_parse(set->value.as.text.str, &severity))
			continue; /* the schema has said so */
		if (rule && (!rule->fixed || severity == rule->severity))
			diag_set(diags, rule->name, severity);
		else
			good = refuse_setting(site, diags, set);
	}
	return good;
}

bool validate_config(struct site *site, const struct data *data,
		     struct diags *diags)
{
	bool good = schema_read(&record_config, &site->arena, &site->config_source, data,
				diags, &site->config);

	good &= check_base_url(site, diags);
	good &= set_rules(site, diags);
	return check_language(site, diags) && good;
}

static bool validate_topic_front(struct content *content, struct diags *diags)
{
	struct topic *topic = content->topic;

	if (topic->broken)
		return false; /* its front matter was reported when it was loaded */
	topic->broken = !schema_read(&record_topic_front, content->arena,
				     &content->intro.source, &topic->front.data, diags,
				     &content->front);
	return !topic->broken;
}

static bool check_level(const struct body *body, struct diags *diags)
{
	const struct text *level = &body->front.level;
	const char *name = level_names[body->guide->level];
	struct arena scratch = ARENA_INIT;

	if (str_equal(level->str, str_of(name)))
		return true;
	diag_at(diags, SEVERITY_ERROR, "level", data_place(&body->source, level->data),
		arena_printf(&scratch, "write %s, or rename the file to %.*s.md", name,
			     STR_ARG(level->str)),
		"the level is \"%.*s\", but the file is %s.md", STR_ARG(level->str), name);
	arena_release(&scratch);
	return false;
}

static bool validate_guide_front(struct content *content, struct body *body,
				 struct diags *diags)
{
	struct guide *guide = body->guide;

	if (guide->broken)
		return false;
	guide->broken = !schema_read(&record_guide_front, content->arena, &body->source,
				     &guide->front.data, diags, &body->front) ||
			!check_level(body, diags);
	return !guide->broken;
}

/*
 * Known dates may not go backwards, however coarse: each must be able to lie
 * on or behind the latest day on which one before it began.
 */
static bool check_timeline(const struct content *content, struct diags *diags)
{
	const struct event *latest = NULL;
	bool good = true;

	for (size_t i = 0; i < content->bundle.timeline.count; i++) {
		const struct event *event = &content->bundle.timeline.items[i];

		if (!date_known(event->date.date))
			continue;
		if (latest && date_compare(latest->date.date, event->date.date) > 0) {
			good &= diag_at(diags, SEVERITY_ERROR, "timeline-order",
				data_place(&content->bundle_source, event->date.data),
				"put the entries in the order of their dates",
				"this is before \"%.*s\", which stands above it",
				STR_ARG(latest->date.data->as.text.str));
		} else if (!latest || date_order(latest->date.date, event->date.date) < 0) {
			latest = event;
		}
	}
	return good;
}

/* Deals and facts share one set of ids: both are what a fact: link names. */
static bool check_record_ids(const struct content *content, struct diags *diags)
{
	const struct bundle *bundle = &content->bundle;
	struct map deals = {0};
	bool good = true;

	for (size_t i = 0; i < bundle->deals.count; i++)
		map_put(&deals, content->arena, bundle->deals.items[i].id.str,
			&bundle->deals.items[i]);
	for (size_t i = 0; i < bundle->facts.count; i++) {
		const struct text *id = &bundle->facts.items[i].id;

		if (!id->str.ptr || !map_get(&deals, id->str))
			continue;
		diag_at(diags, SEVERITY_ERROR, "id-repeat",
			data_place(&content->bundle_source, id->data),
			"give one of them another id", "\"%.*s\" is the id of a deal",
			STR_ARG(id->str));
		good = false;
	}
	return good;
}

static void check_sources(const struct content *content, const char *what, const struct text *id,
			  const citations *sources, struct diags *diags)
{
	if (sources->count || !id->data)
		return;
	diag_at(diags, SEVERITY_WARNING, "source", data_place(&content->bundle_source, id->data),
		"add \"sources\": [{\"title\": \"…\", \"url\": \"https://…\"}]; a url that is not "
		"known is null",
		"this %s has no source that a reader could look at", what);
}

static void check_all_sources(const struct content *content, struct diags *diags)
{
	const struct bundle *bundle = &content->bundle;

	for (size_t i = 0; i < bundle->deals.count; i++)
		check_sources(content, "deal", &bundle->deals.items[i].id,
			      &bundle->deals.items[i].sources, diags);
	for (size_t i = 0; i < bundle->facts.count; i++)
		check_sources(content, "fact", &bundle->facts.items[i].id,
			      &bundle->facts.items[i].sources, diags);
}

static void check_posts(const struct content *content, struct diags *diags)
{
	for (size_t i = 0; i < content->bundle.posts.count; i++) {
		const struct post *post = &content->bundle.posts.items[i];

		if (post->id.data && !post->url.str.ptr)
			diag_at(diags, SEVERITY_OFF, "post-link",
				data_place(&content->bundle_source, post->id.data),
				"write where it was published as its \"url\"",
				"this post has no link to its source");
	}
}

/* From where NODE begins, up to the end of a heading's marks or a picture's target. */
static struct place place_in(const struct body *body, struct str text, const struct md_node *node)
{
	size_t at = md_offset(body->md, text, node), length = 1;
	struct str line = str_slice(text, at, text.len);

	line.len = str_find(line, '\n');
	if (node->type == MD_HEADING && str_starts(line, STR("#")))
		length = (size_t)node->number;
	if (node->type == MD_PICTURE && str_find(line, ')') < line.len)
		length = str_find(line, ')') + 1;
	return (struct place){&body->source, body->offset + at, length};
}

/* Who cannot see a picture is told its text, and by headings finds the way. */
static void check_pictures(const struct body *body, struct str text, struct diags *diags)
{
	for (size_t i = 0; i < body->md->link_count; i++)
		if (md_lacks_alt(body->md->links[i]))
			schema_report_alt(diags, place_in(body, text, body->md->links[i]));
}

/* The page's title is the heading of level 1 above them all. */
static void check_headings(const struct body *body, struct str text, struct diags *diags)
{
	int last = 1;

	for (size_t i = 0; i < body->md->heading_count; i++) {
		const struct md_node *heading = body->md->headings[i];
		static const char hashes[] = "######";

		if (heading->number > last + 1) {
			struct arena scratch = ARENA_INIT;

			diag_at(diags, SEVERITY_WARNING, "heading-skip",
				place_in(body, text, heading),
				arena_printf(&scratch, "begin it with %.*s: readers who hear the page "
					     "find their way by the levels", last + 1, hashes),
				"this heading of level %d is below %s of level %d", heading->number,
				i ? "one" : "the page's title,", last);
			arena_release(&scratch);
		}
		last = heading->number;
	}
}

static bool check_body(const struct body *body, struct diags *diags)
{
	const struct md_document *md = body->md;
	struct str text;

	if (!md)
		return true;
	text = str_slice(body->source.text, body->offset, body->source.text.len);
	if (md->refusal.why) {
		diag_at(diags, SEVERITY_ERROR, "markdown",
			(struct place){&body->source, body->offset + md->refusal.at, 1},
			md->refusal.help, "%s", md->refusal.why);
		return false;
	}
	for (size_t i = 0; i < md->html_count; i++)
		diag_at(diags, SEVERITY_WARNING, "markdown-html",
			place_in(body, text, md->html[i]),
			"write it as Markdown; put it between ` ` to show it",
			"raw HTML is left out of the page");
	check_pictures(body, text, diags);
	check_headings(body, text, diags);
	return true;
}

bool validate_content(struct content *content, struct diags *diags)
{
	bool good = true;

	if (content->bundle_data.type == DATA_MAP || content->bundle_data.length) {
		good = schema_read(&record_bundle, content->arena, &content->bundle_source,
				   &content->bundle_data, diags, &content->bundle);
		good &= check_timeline(content, diags);
		good &= check_record_ids(content, diags);
		check_all_sources(content, diags);
		check_posts(content, diags);
	}
	content->topic->as_of = content->bundle.as_of.date;
	good &= validate_topic_front(content, diags);
	good &= check_body(&content->intro, diags);
	for (size_t i = 0; i < content->topic->guide_count; i++) {
		good &= validate_guide_front(content, &content->bodies[i], diags);
		good &= check_body(&content->bodies[i], diags);
	}
	return good;
}
