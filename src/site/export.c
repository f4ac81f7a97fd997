#include "site/export.h"

#include "format/csv.h"
#include "format/json_write.h"
#include "site/schema.h"
#include "site/schema_write.h"

static struct str known_date(struct arena *arena, struct date date)
{
	return date_known(date) ? date_iso(arena, date) : STR_UNKNOWN;
}

static void write_texts(struct json_writer *w, const char *name, const texts *list)
{
	json_name(w, name);
	json_begin(w, '[');
	for (size_t i = 0; i < list->count; i++)
		json_text(w, list->items[i].str);
	json_end(w, ']');
}

static void write_contents(struct json_writer *w, struct arena *arena,
			   const struct body *body)
{
	json_name(w, "contents");
	json_begin(w, '[');
	for (size_t i = 0; i < body->md->heading_count; i++) {
		const struct md_node *heading = body->md->headings[i];

		json_begin(w, '{');
		json_member(w, "id", body->context.heading_ids[i]);
		json_name(w, "level");
		json_integer(w, heading->number);
		json_member(w, "text", md_plain(arena, heading));
		json_end(w, '}');
	}
	json_end(w, ']');
}

static struct str version_name(struct arena *arena, const struct version *version)
{
	return version ? str_printf(arena, "v%d", version->number) : STR_UNKNOWN;
}

static void write_version(struct json_writer *w, struct arena *arena,
			  const struct version *version)
{
	json_name(w, "version");
	json_begin(w, '{');
	json_member(w, "name", version_name(arena, version));
	json_member(w, "state", version ? STR("live") : STR("draft"));
	json_member(w, "date", version ? known_date(arena, version->date) : STR_UNKNOWN);
	json_end(w, '}');
}

static const char *state_of(const struct guide *guide, const struct version *version)
{
	if (version->withdrawn.ptr)
		return "withdrawn";
	return version == guide->live ? "live" : "superseded";
}

/* Newest first, each with what it changed. */
static void write_versions(struct json_writer *w, struct arena *arena,
			   const struct site *site, const struct guide *guide)
{
	struct str url = site_absolute(arena, site, guide->url);

	json_name(w, "versions");
	json_begin(w, '[');
	for (size_t i = guide->version_count; i--;) {
		const struct version *version = &guide->versions[i];

		json_begin(w, '{');
		json_member(w, "name", version_name(arena, version));
		json_member(w, "state", str_of(state_of(guide, version)));
		json_member(w, "date", known_date(arena, version->date));
		json_member(w, "note", version->withdrawn.ptr ? STR_UNKNOWN : version->note);
		json_member(w, "url", str_printf(arena, "%.*sv%d/", STR_ARG(url), version->number));
		json_member(w, "changes", version_previous(guide, version) ? version->summary : STR_UNKNOWN);
		json_end(w, '}');
	}
	json_end(w, ']');
}

static void write_figures(struct json_writer *w, const struct figure_counts *counts)
{
	const struct {
		const char *name;
		int count;
	} members[] = {
		{"bound", counts->bound}, {"matched", counts->matched}, {"alone", counts->alone},
		{"contradicted", counts->contradicted}, {"unbacked", counts->unbacked},
		{"unchecked", counts->unchecked},
	};

	json_name(w, "figures");
	if (!counts->known) {
		json_null(w);
		return;
	}
	json_begin(w, '{');
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		json_name(w, members[i].name);
		json_integer(w, members[i].count);
	}
	json_end(w, '}');
}

void export_guide(struct buf *out, const struct site *site,
		  const struct content *content, const struct body *body)
{
	const struct guide_front *front = &body->front;
	const struct topic *topic = content->topic;
	struct arena *arena = content->arena;
	struct json_writer w = {.out = out};
	struct str text = body->source.text;
	struct str home = site_absolute(arena, site, topic->url);
	const struct version *shown = guide_shown(site, body->guide);

	json_begin(&w, '{');
	json_member(&w, "name", body->guide->name);
	json_member(&w, "url", site_absolute(arena, site, body->guide->url));
	json_member(&w, "title", front->title.str);
	json_member(&w, "topic", topic->name);
	json_member(&w, "level", front->level.str);
	json_member(&w, "status", front->status.str);
	write_version(&w, arena, shown);
	write_versions(&w, arena, site, body->guide);
	write_figures(&w, shown ? &shown->figures : &body->figures);
	json_member(&w, "as_of", known_date(arena, content->bundle.as_of.date));
	json_member(&w, "events", str_join(arena, home, STR("events.json")));
	json_member(&w, "tldr", front->tldr.str);
	write_texts(&w, "takeaways", &front->takeaways);
	write_texts(&w, "related", &front->related);
	write_contents(&w, arena, body);
	json_member(&w, "body", str_trim(str_slice(text, body->offset, text.len)));
	json_end(&w, '}');
}

void export_bundle(struct buf *out, const struct bundle *bundle)
{
	struct json_writer w = {.out = out};

	schema_write(&w, &record_bundle, bundle);
}

/* The URLs of SOURCES, a space between them. */
static struct str source_urls(struct arena *arena, const citations *sources)
{
	struct str urls = STR_UNKNOWN;

	for (size_t i = 0; i < sources->count; i++) {
		struct str url = sources->items[i].url.str;

		if (url.ptr)
			urls = urls.ptr ? str_join3(arena, urls, STR(" "), url) : url;
	}
	return urls;
}

void export_commitments(struct buf *out, const struct bundle *bundle)
{
	enum { CELLS = 7 };
	const struct str names[CELLS] = {STR("id"),       STR("party_a"),  STR("party_b"),
					 STR("scale"),    STR("platform"), STR("announced"),
					 STR("sources")};
	struct arena scratch = ARENA_INIT;

	csv_record(out, names, CELLS);
	for (size_t i = 0; i < bundle->deals.count; i++) {
		const struct deal *deal = &bundle->deals.items[i];
		const struct str cells[CELLS] = {
			deal->id.str,    deal->party_a.str,  deal->party_b.str,
			deal->scale.str, deal->platform.str,
			known_date(&scratch, deal->announced.date),
			source_urls(&scratch, &deal->sources),
		};

		csv_record(out, cells, CELLS);
	}
	arena_release(&scratch);
}

void export_schema(struct buf *out, const struct site *site)
{
	struct arena scratch = ARENA_INIT;
	struct json_writer w = {.out = out};

	schema_publish(&w, &record_bundle,
		       str_printf(&scratch, "%.*sschema/events.json",
				  STR_ARG(site->config.base_url.str)));
	arena_release(&scratch);
}

static void write_entry(struct json_writer *w, struct arena *arena,
			const struct feed_entry *entry)
{
	json_begin(w, '{');
	json_member(w, "id", entry->id);
	json_member(w, "url", entry->url);
	json_member(w, "title", entry->title);
	/* JSON Feed requires one of the two forms of content, if only empty. */
	if (entry->content.ptr) {
		json_member(w, "content_html", entry->content);
		json_member(w, "summary", entry->summary);
	} else {
		json_member(w, "content_text", entry->summary.ptr ? entry->summary : STR(""));
	}
	json_member(w, "date_published", date_rfc3339(arena, entry->date));
	json_name(w, "tags");
	json_begin(w, '[');
	json_text(w, entry->guide->topic->title);
	json_text(w, str_of(level_names[entry->guide->level]));
	json_end(w, ']');
	json_end(w, '}');
}

void export_feed(struct buf *out, const struct site *site, const struct feed *feed)
{
	struct arena scratch = ARENA_INIT;
	struct json_writer w = {.out = out};

	json_begin(&w, '{');
	json_member(&w, "version", STR("https://jsonfeed.org/version/1.1"));
	json_member(&w, "title", feed->title);
	json_member(&w, "home_page_url", feed->home);
	json_member(&w, "feed_url", str_join(&scratch, feed->home, STR("feed.json")));
	json_member(&w, "language", site->config.language.str);
	if (site->config.publisher.str.ptr) {
		json_name(&w, "authors");
		json_begin(&w, '[');
		json_begin(&w, '{');
		json_member(&w, "name", site->config.publisher.str);
		json_end(&w, '}');
		json_end(&w, ']');
	}
	json_name(&w, "items");
	json_begin(&w, '[');
	for (size_t i = 0; i < feed->entries.count; i++)
		write_entry(&w, &scratch, &feed->entries.items[i]);
	json_end(&w, ']');
	json_end(&w, '}');
	arena_release(&scratch);
}

void export_robots(struct buf *out, const struct site *site)
{
	buf_add_lit(out, "User-agent: *\nAllow: /\n\nSitemap: ");
	buf_add_str(out, site->config.base_url.str);
	buf_add_lit(out, "sitemap.xml\n");
}
