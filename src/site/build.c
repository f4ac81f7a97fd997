#include "site/build.h"

#include "base/fatal.h"
#include "base/hash.h"
#include "base/interrupt.h"
#include "site/figures_check.h"
#include "site/figures_report.h"
#include "site/load.h"
#include "site/news.h"
#include "site/publish.h"
#include "site/resolve.h"
#include "site/reuse.h"
#include "site/unused.h"
#include "site/validate.h"
#include "site/versions.h"

/* Names of drafts in a message, at most. */
enum { DRAFTS_NAMED = 8 };

/* How far a topic is. */
struct step {
	struct cached_topic *kept; /* of the last build; NULL: to be made again */
	size_t said;               /* messages about it so far */
};

struct build {
	const struct build_options *options;
	struct publisher p;
	struct step *steps; /* one a topic */
	struct cache cache;
	struct posts posts;
	struct arena matching;        /* of what is matched: one topic's */
	struct matched_posts matched; /* posts of that topic */
	bool search_holds; /* pieces of search.json can be taken over */
	bool interrupted;
	struct diags *diags;
};

/* Before topic INDEX is worked on. False once somebody wants the build to stop. */
static bool go_on(struct build *b, const char *step, size_t index)
{
	progress_at(b->options->progress, step, index, b->p.site.topic_count);
	b->interrupted = b->interrupted || interrupt_pending();
	return !b->interrupted;
}

static void enter(struct build *b, const char *stage)
{
	timing_enter(b->options->timing, stage);
}

static void load_index(struct build *b, struct topic *topic)
{
	topic->bad_seals = !versions_index(&b->p.site, &b->p.page, topic, b->diags);
	load_fronts(&b->p.site, &b->p.page, topic, b->diags);
	topic->follow = posts_follow(&b->p.site.arena, &topic->front.data);
}

/* One topic's part of the index: as it was, or read again. */
static void index_topic(struct build *b, struct topic *topic, struct step *step)
{
	size_t messages = b->diags->list.count;

	arena_reset(&b->p.page);
	step->kept = reuse_index(&b->cache, &b->p.site, topic);
	if (step->kept)
		return;
	load_listing(&b->p.site, &b->p.page, topic, b->diags);
	load_index(b, topic);
	step->said = b->diags->list.count - messages;
}

/* Who is there: site.json, and the front matter of every topic and guide. */
static void build_index(struct build *b)
{
	struct site *site = &b->p.site;

	load_topics(site, b->diags);
	b->steps = arena_array(&site->arena, struct step, site->topic_count);
	for (size_t i = 0; i < site->topic_count && go_on(b, "reading topics", i); i++)
		index_topic(b, &site->topics[i], &b->steps[i]);
	enter(b, "posts");
	for (size_t i = 0; i < site->topic_count; i++)
		posts_prepare(&b->posts, &site->topics[i].follow);
}

static const struct words *load_words(struct build *b)
{
	struct site *site = &b->p.site;
	struct place place = {.source = &site->config_source};

	if (site->config.language.data)
		place = data_place(&site->config_source, site->config.language.data);
	return words_load(&site->arena, site->config.language.str, place, b->diags);
}

static void build_config(struct build *b)
{
	struct data config;

	b->p.site.base_path = STR("/");
	if (load_config(&b->p.site, b->diags, &config))
		validate_config(&b->p.site, &config, b->diags);
	b->p.site.words = load_words(b);
}

static bool is_broken(const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (topic->guides[i].broken)
			return true;
	return topic->broken;
}

/* The bundle is the topic's: where it differs, every guide is a draft. */
static void find_drafts(const struct versions *versions, const struct content *working)
{
	int events = seals_live_bundle(&versions->seals);
	bool same = events && versions_same_bundle(versions, events, working);

	for (size_t i = 0; i < working->topic->guide_count; i++) {
		struct guide *guide = &working->topic->guides[i];

		guide->draft |= !same || !guide->live || versions_is_apart(versions, guide->live);
	}
}

static bool has_drafts(const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (topic->guides[i].draft)
			return true;
	return false;
}

static bool check_figures(struct build *b, struct content *working)
{
	struct figures_report report = {0};
	bool good;

	good = figures_check(working, b->diags, b->options->figures ? &report : NULL);
	if (b->options->figures)
		figures_print(b->options->figures, working, &report);
	return good;
}

/* What rests on a figure that the working bundle has changed. */
static void check_since(struct build *b, struct versions *versions,
			const struct content *working)
{
	struct content live;

	if (!b->options->since || !seals_live_bundle(&versions->seals))
		return;
	versions_live(&b->p.site, versions, working, &live);
	figures_since(working, &live.bundle, b->options->since);
}

/* The working copy is judged, whatever the pages show. */
static bool load_working(struct build *b, struct content *working)
{
	bool good;

	enter(b, "load");
	good = load_content(working, b->diags);
	enter(b, "validate");
	good &= validate_content(working, b->diags);
	if (working->front.follow)
		good &= posts_check(&b->posts, &working->intro.source, working->front.follow,
				    b->diags);
	enter(b, "figures");
	if (good) /* what is half read backs nothing */
		good = check_figures(b, working);
	enter(b, "resolve");
	return resolve_content(&b->p.site, working, b->diags) && good;
}

static bool load_versions(struct build *b, struct topic *topic, struct versions *versions)
{
	enter(b, "versions");
	if (topic->bad_seals || !versions_load(&b->p.page, topic, b->diags, versions))
		return false;
	if (versions->listed.inode && !b->options->releasing)
		versions_check_journal(versions, b->diags);
	return !b->options->strangers || versions_check_strangers(versions, b->diags);
}

/* One topic's content: load, validate, resolve, render, write. */
static void make_topic(struct build *b, struct topic *topic, struct step *step)
{
	struct content working = {.topic = topic, .arena = &b->p.page}, sealed;
	struct content *shown = &working;
	size_t uses = b->p.site.anchor_uses.count;
	size_t messages = b->diags->list.count;
	struct versions versions;
	struct output_piece search;
	bool good = load_versions(b, topic, &versions);

	good &= load_working(b, &working);
	if (b->options->since && working.bundle.data && !topic->bad_seals)
		check_since(b, &versions, &working);
	if (!good || is_broken(topic))
		return;
	if (b->options->strangers)
		unused_pictures(&working, &versions, b->diags);
	enter(b, "versions");
	find_drafts(&versions, &working);
	if (!b->p.site.drafts && topic->shown && has_drafts(topic)) {
		versions_live(&b->p.site, &versions, &working, &sealed);
		shown = &sealed;
	}
	enter(b, "posts");
	if (posts_follows(&topic->follow) && !news_choose(shown, &working, &b->matched, b->diags))
		return;
	enter(b, "render");
	timing_lap(b->options->timing);
	search = publish_topic(&b->p, shown, &versions);
	explain_topic(b->options->explain, &working);
	enter(b, "cache");
	reuse_record(&b->cache, &b->p.site, &working, shown, &versions, &b->p.output, search, uses,
		     !step->said && messages == b->diags->list.count);
}

/* Its piece of search.json may stand elsewhere than it did. */
static bool take_over(struct build *b, struct topic *topic, struct cached_topic *record)
{
	struct output_piece there = record->search;

	if (!b->search_holds || !reuse_holds(record, topic, &b->p.site, &b->p.output))
		return false;
	record->search = output_stream_take(&b->p.search, there);
	reuse_files(&b->cache, record, &b->p.site, &b->p.output, topic);
	return true;
}

/* The posts that a topic follows, as far as its page could show them. */
static void match_posts(struct build *b, struct topic *topic)
{
	arena_reset(&b->matching);
	b->matched = (struct matched_posts){0};
	posts_match(&b->posts, &b->matching, &topic->follow, &b->matched);
	topic->news = posts_hash(&b->posts, &topic->follow, &b->matched);
}

static void build_topic(struct build *b, struct topic *topic, struct step *step)
{
	enter(b, "posts");
	match_posts(b, topic);
	arena_reset(&b->p.page);
	output_forget(&b->p.output);
	enter(b, "cache");
	if (step->kept && take_over(b, topic, step->kept))
		return;
	enter(b, "load");
	if (!topic->loaded)
		load_index(b, topic);
	arena_reset(&b->p.page);
	make_topic(b, topic, step);
}

/* Drafts are an editor's to know of, and nobody else's. */
static void name_drafts(struct build *b)
{
	struct buf names = BUF_INIT;
	size_t count = 0;

	for (size_t i = 0; i < b->p.site.topic_count; i++)
		for (size_t j = 0; j < b->p.site.topics[i].guide_count; j++) {
			const struct guide *guide = &b->p.site.topics[i].guides[j];

			if (!guide->draft)
				continue;
			if (count < DRAFTS_NAMED)
				buf_addf(&names, "%s%.*s", count ? ", " : "", STR_ARG(guide->name));
			count++;
		}
	if (count > DRAFTS_NAMED)
		buf_addf(&names, " and %zu more", count - DRAFTS_NAMED);
	if (count)
		diag_file(b->diags, SEVERITY_NOTE, "draft", STR_UNKNOWN,
			  "`almanac build --drafts` shows drafts, `almanac release TOPIC` "
			  "publishes them",
			  "%zu draft%s not published: %.*s", count, str_plural(count),
			  STR_ARG(buf_str(&names)));
	buf_release(&names);
}

/* What every page depends on: the program, its options, site.json, the theme. */
static struct cached_ground ground(const struct build *b)
{
	struct cached_ground ground = {.version = STR(PACKAGE_VERSION), .drafts = b->options->drafts,
				       .config = b->p.site.config_source.text,
				       .theme = b->p.theme.hash, .files = b->p.theme.files};

	file_stamp("/proc/self/exe", &ground.program);
	return ground;
}

static void end_search(struct build *b)
{
	bool changed;

	output_forget(&b->p.output);
	changed = publish_search(&b->p);
	reuse_record_search(&b->cache, &b->p.output, changed);
}

/* Makes the pages of all topics, and finds all errors in them. */
static void build_topics(struct build *b)
{
	publish_begin(&b->p);
	for (size_t i = 0; i < b->p.site.topic_count && go_on(b, "making topics", i); i++)
		build_topic(b, &b->p.site.topics[i], &b->steps[i]);
	enter(b, "render");
	timing_lap(b->options->timing);
	if (!b->interrupted)
		end_search(b);
	resolve_anchors(&b->p.site, b->diags);
	if (b->options->strangers)
		unused_theme(&b->p.theme, b->diags);
	if (!b->diags->errors && !b->interrupted)
		publish_site(&b->p); /* else it would show half of it */
	publish_assets(&b->p);
}

/* The moment at which the site changes; whoever wants to stop it comes too late then. */
static void commit(struct build *b)
{
	b->interrupted = b->interrupted || interrupt_pending();
	if (b->interrupted)
		b->p.output.status = EXIT_SYSTEM;
	if (b->diags->errors || b->interrupted)
		return;
	enter(b, "write");
	progress_at(b->options->progress, "putting the site in its place", 0, 0);
	if (!output_commit(&b->p.output))
		return;
	enter(b, "cache");
	cache_save(&b->cache);
	explain_rest(b->options->explain);
}

static void run(struct build *b)
{
	struct cached_ground on;

	enter(b, "load");
	build_config(b); /* first: it says how serious messages are */
	posts_open(&b->posts, b->diags);
	theme_load(&b->p.theme, &b->p.site.arena, b->p.site.words, b->diags);
	on = ground(b);
	enter(b, "cache");
	cache_open(&b->cache, b->p.output.dir, &on, b->options->explain);
	enter(b, "load");
	build_index(b);
	explain_begin(b->options->explain, &b->p.site, &b->cache, &b->p.output);
	renderer_init(&b->p.renderer, &b->p.site, &b->p.theme, b->options->timing);
	b->search_holds = reuse_search(&b->cache, &b->p.output);
	build_topics(b);
	commit(b);
	if (b->options->name_drafts && !b->options->drafts && !b->diags->errors && !b->interrupted)
		name_drafts(b);
	renderer_release(&b->p.renderer);
	output_stream_close(&b->p.search);
	buf_release(&b->p.data);
	cache_close(&b->cache);
	posts_close(&b->posts);
	arena_release(&b->matching);
	enter(b, "clean up");
}

static void count(const struct build *b, struct build_result *result)
{
	*result = (struct build_result){.topics = b->p.site.topic_count,
					.files = b->p.output.count,
					.written = b->p.output.written,
					.removed = b->p.output.removed,
					.interrupted = b->interrupted};
	for (size_t i = 0; i < b->p.site.topic_count; i++)
		for (size_t j = 0; j < b->p.site.topics[i].guide_count; j++) {
			const struct guide *guide = &b->p.site.topics[i].guides[j];

			result->guides += guide->shown;
			result->drafts += guide->draft;
		}
}

int build_site(const struct build_options *options, struct diags *diags,
	       struct build_result *result)
{
	struct build b = {.options = options, .diags = diags};
	int status;

	*result = (struct build_result){0};
	b.p.diags = diags;
	b.p.site.drafts = options->drafts;
	if (output_open(&b.p.output, options->output, options->explain, diags)) {
		b.p.output.changed = options->changed;
		b.p.output.listener = options->listener;
		b.p.output.timing = options->timing;
		run(&b);
		if (options->base_path)
			buf_add_str(options->base_path, b.p.site.base_path);
		count(&b, result);
	}
	status = b.p.output.status;
	if (diags->errors && status == EXIT_GOOD)
		status = EXIT_CONTENT;
	output_close(&b.p.output);
	arena_release(&b.p.opened_arena);
	arena_release(&b.p.page);
	arena_release(&b.p.site.arena);
	return status;
}
