#include "site/compare.h"

#include "base/fatal.h"
#include "base/path.h"
#include "site/changes.h"
#include "site/load.h"
#include "site/pictures.h"
#include "site/validate.h"
#include "site/versions.h"

struct comparer {
	struct arena *arena;
	struct diags *diags;
	struct site site;
	struct topic *topic; /* that is loaded */
	struct versions versions;
	struct content working;
	bool working_good; /* it has been loaded, and is well-formed */
	bool loaded;
	int status;
};

__attribute__((format(printf, 4, 5)))
static bool fail(struct comparer *c, int status, const char *help, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag_file(c->diags, SEVERITY_ERROR, "diff", STR_UNKNOWN, help, "%s",
		  arena_vprintf(c->arena, format, args));
	va_end(args);
	c->status = status;
	return false;
}

/* ---- loading ---- */

static bool load_site(struct comparer *c)
{
	struct diags unheard;
	bool good;

	diags_init(&unheard);
	good = load_topics(&c->site, &unheard);
	diags_release(&unheard);
	if (!good)
		return fail(c, EXIT_CONTENT, "give the site's directory with -C",
			    "there is no directory content/ here");
	return true;
}

static void load_index(struct comparer *c, struct topic *topic, struct diags *diags)
{
	load_listing(&c->site, c->arena, topic, diags);
	topic->bad_seals = !versions_index(&c->site, c->arena, topic, diags);
	load_fronts(&c->site, c->arena, topic, diags);
}

/* The seals and all that they seal; the working copy where it is asked for. */
static bool load_topic(struct comparer *c, struct topic *topic)
{
	size_t errors = c->diags->errors;

	if (c->topic == topic)
		return c->status == EXIT_GOOD;
	c->topic = topic;
	c->loaded = false;
	load_index(c, topic, c->diags);
	if (!topic->bad_seals)
		versions_load(c->arena, topic, c->diags, &c->versions);
	if (c->diags->errors > errors)
		c->status = EXIT_CONTENT;
	return c->diags->errors == errors;
}

static bool load_working(struct comparer *c)
{
	if (!c->loaded) {
		c->loaded = true;
		c->working = (struct content){.topic = c->topic, .arena = c->arena};
		c->working_good = load_content(&c->working, c->diags);
		c->working_good &= validate_content(&c->working, c->diags);
	}
	if (!c->working_good)
		c->status = EXIT_CONTENT;
	return c->working_good;
}

/* ---- names ---- */

static bool no_such_guide(struct comparer *c, struct str name)
{
	LIST(const char *) names = {0};
	const char *near;

	for (size_t i = 0; i < c->site.topic_count; i++) {
		struct topic *topic = &c->site.topics[i];
		struct diags unheard;

		diags_init(&unheard);
		if (!topic->guide_count)
			load_listing(&c->site, c->arena, topic, &unheard);
		diags_release(&unheard);
		for (size_t j = 0; j < topic->guide_count; j++)
			*list_add(&names, c->arena) = topic->guides[j].name.ptr;
	}
	near = str_nearest(name, names.items, names.count);
	return fail(c, EXIT_USAGE,
		    near ? arena_printf(c->arena, "did you mean %s?", near)
			 : "a guide is named topic/level, such as scaling-laws/beginner",
		    "there is no guide \"%.*s\"", STR_ARG(name));
}

static struct guide *find_guide(struct comparer *c, struct str name)
{
	struct topic *topic = site_topic(&c->site, path_dir(name));
	struct guide *guide = NULL;

	if (topic && !load_topic(c, topic))
		return NULL;
	if (topic)
		guide = site_guide(&c->site, name);
	if (!guide)
		no_such_guide(c, name);
	return guide;
}

/* The number in "v2" or "2"; 0 where there is none. */
static int number_of(struct str name)
{
	int number = 0;

	if (str_starts(name, STR("v")))
		name = str_slice(name, 1, name.len);
	for (size_t i = 0; i < name.len && number < 1000000; i++) {
		if (name.ptr[i] < '0' || name.ptr[i] > '9')
			return 0;
		number = number * 10 + name.ptr[i] - '0';
	}
	return number;
}

static bool no_such_version(struct comparer *c, const struct guide *guide, struct str name)
{
	size_t count = guide->version_count;
	const char *help = "it was never released; its working copy is called draft";

	if (count == 1)
		help = "it has v1, and its working copy is called draft";
	else if (count)
		help = arena_printf(c->arena, "it has v1 to v%zu, live is one of them, and its "
				    "working copy is called draft", count);
	return fail(c, EXIT_USAGE, help, "%.*s has no version \"%.*s\"", STR_ARG(guide->name),
		    STR_ARG(name));
}

/* ---- states ---- */

static bool working_side(struct comparer *c, const struct guide *guide, struct diff_side *side)
{
	size_t index = (size_t)(guide - c->topic->guides);
	struct shown_pictures pictures = {0};

	if (!load_working(c))
		return false;
	if (!pictures_find(c->arena, &c->working, &c->working.bodies[index], c->diags, &pictures)) {
		c->status = EXIT_CONTENT;
		return false;
	}
	*side = changes_side(&c->working, index, STR("the working copy"), (struct date){0});
	side->pictures = pictures.items;
	side->picture_count = pictures.count;
	return true;
}

static bool version_side(struct comparer *c, const struct guide *guide,
			 const struct version *version, struct diff_side *side)
{
	const struct seal *seal = seals_version(&c->versions.seals, guide->level, version->number);
	struct content *content = arena_new(c->arena, struct content);

	if (version->withdrawn.ptr)
		return fail(c, EXIT_CONTENT, NULL, "v%d of %.*s was withdrawn: %.*s",
			    version->number, STR_ARG(guide->name), STR_ARG(version->withdrawn));
	versions_content(&c->site, &c->versions, seal, c->arena, content);
	*side = changes_sealed_side(c->arena, content, 0, seal);
	return true;
}

/* The state NAME; live where nothing was released is nothing. */
static bool side_of(struct comparer *c, const struct guide *guide, struct str name,
		    struct diff_side *side)
{
	int number = number_of(name);

	if (str_equal(name, STR("draft")))
		return working_side(c, guide, side);
	if (str_equal(name, STR("live")) && guide->live)
		return version_side(c, guide, guide->live, side);
	if (number > 0 && (size_t)number <= guide->version_count)
		return version_side(c, guide, &guide->versions[number - 1], side);
	if (!str_equal(name, STR("live")))
		return no_such_version(c, guide, name);
	*side = (struct diff_side){.name = STR("nothing")};
	return true;
}

static void compare_guide(struct comparer *c, const struct guide *guide, struct str from,
			  struct str to, struct comparisons *comparisons)
{
	struct diff_side sides[2];
	struct diff_titled *made;

	if (!side_of(c, guide, from, &sides[0]) || !side_of(c, guide, to, &sides[1]))
		return;
	made = list_add(&comparisons->list, c->arena);
	made->title = guide->name;
	made->diff = diff_make(c->arena, &sides[0], &sides[1]);
}

static bool is_draft(struct comparer *c, const struct guide *guide)
{
	int events = seals_live_bundle(&c->versions.seals);

	return guide->draft || !events || versions_is_apart(&c->versions, guide->live) ||
	       !versions_same_bundle(&c->versions, events, &c->working);
}

static void compare_drafts(struct comparer *c, struct comparisons *comparisons)
{
	for (size_t i = 0; i < c->site.topic_count; i++) {
		struct topic *topic = &c->site.topics[i];

		if (!load_topic(c, topic) || !load_working(c))
			continue;
		for (size_t j = 0; j < topic->guide_count; j++)
			if (is_draft(c, &topic->guides[j]))
				compare_guide(c, &topic->guides[j], STR("live"), STR("draft"),
					      comparisons);
	}
}

int compare_make(struct arena *arena, const struct compare_options *options,
		 struct diags *diags, struct comparisons *comparisons)
{
	struct comparer c = {.arena = arena, .diags = diags};
	struct guide *guide;

	*comparisons = (struct comparisons){0};
	c.site.base_path = STR("/");
	if (!load_site(&c)) {
		arena_release(&c.site.arena);
		return c.status;
	}
	if (!options->guide.ptr) {
		compare_drafts(&c, comparisons);
	} else {
		guide = find_guide(&c, options->guide);
		if (guide)
			compare_guide(&c, guide, options->from.ptr ? options->from : STR("live"),
				      options->to.ptr ? options->to : STR("draft"), comparisons);
	}
	comparisons->site = c.site.arena;
	return c.status;
}

void compare_release(struct comparisons *comparisons)
{
	arena_release(&comparisons->site);
}
