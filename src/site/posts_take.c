#include "site/posts_take.h"

#include "base/fatal.h"
#include "base/file.h"
#include "format/ascii.h"
#include "format/json_write.h"
#include "site/posts_insert.h"
#include "site/posts_topic.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

enum { ID_LONGEST = 48 };

struct take {
	struct arena *arena;
	const struct posts_take_options *options;
	struct diags *diags;
	struct buf *out;
	struct site site;
	struct posts posts;
	struct posts_topic topic;
	struct matched_posts matched; /* new ones, best first */
	size_t count;                 /* of them that are taken */
	int lock;
};

static int failed(struct take *t, int status, struct str path, const char *help, const char *why)
{
	diag_file(t->diags, SEVERITY_ERROR, "take", path, help, "%s", why);
	return status;
}

/* ---- what is taken ---- */

static size_t how_many(const struct take *t)
{
	const struct matched_posts *m = &t->matched;
	size_t count = 0;

	if (t->options->count)
		return t->options->count < m->list.count ? t->options->count : m->list.count;
	while (count < m->list.count && count < TAKE_MOST && m->list.items[count].score >= TAKE_SCORE)
		count++;
	return count;
}

/* "6  2026-06-20  OpenAI News: Title", and the link below it. */
static void list_post(struct buf *out, const struct matched_post *matched)
{
	const struct pulled_post *post = matched->post;
	struct arena scratch = ARENA_INIT;
	struct str date = date_known(post->date) ? date_iso(&scratch, post->date) : STR("no date   ");

	buf_addf(out, "%2d  %.*s  %.*s: %.*s\n", matched->score, STR_ARG(date),
		 STR_ARG(post->source), STR_ARG(post->title));
	if (post->url.ptr)
		buf_addf(out, "    %.*s\n", STR_ARG(post->url));
	arena_release(&scratch);
}

static void explain(struct take *t)
{
	const struct follow *follow = t->topic.content.front.follow;

	for (size_t i = 0; i < t->matched.list.count; i++) {
		list_post(t->out, &t->matched.list.items[i]);
		buf_add_lit(t->out, "    ");
		posts_explain(t->out, follow, &t->matched.list.items[i]);
		buf_add_str(t->out, i < t->count ? STR("; would be taken\n") : STR("\n"));
	}
	if (!t->matched.list.count)
		buf_addf(t->out, "no new posts for %.*s\n", STR_ARG(t->options->topic));
}

/* ---- posts as the bundle has them ---- */

/* "Stargate: 5 GW" becomes "stargate-5-gw". */
static struct str slug_of(struct arena *arena, struct str title)
{
	char *slug = arena_alloc(arena, ID_LONGEST + 1);
	size_t length = 0, word = 0; /* where the last whole word ended */

	for (size_t i = 0; i < title.len && length < ID_LONGEST; i++) {
		char c = ascii_lower(title.ptr[i]);

		if (ascii_is_alnum(c))
			slug[length++] = c;
		else if (length && slug[length - 1] != '-')
			slug[word = length++] = '-';
	}
	if (length == ID_LONGEST && word)
		length = word;
	while (length && slug[length - 1] == '-')
		length--;
	return length ? (struct str){slug, length} : STR("post");
}

/* An id that no post of the bundle has: the slug, or the slug and a number. */
static struct str new_id(struct take *t, struct map *ids, struct str title)
{
	struct str slug = slug_of(t->arena, title), id = slug;

	for (unsigned long number = 2; map_get(ids, id); number++)
		id = str_join3(t->arena, slug, STR("-"), str_number(t->arena, number));
	map_put(ids, t->arena, id, ids);
	return id;
}

static struct str json_of(struct arena *arena, struct str text)
{
	struct buf json = BUF_INIT;
	struct str result;

	if (!text.ptr)
		return STR("null");
	json_string(&json, text);
	result = str_copy(arena, buf_str(&json));
	buf_release(&json);
	return result;
}

static struct inserted bundle_post(struct take *t, struct map *ids,
				   const struct matched_post *matched)
{
	const struct pulled_post *post = matched->post;
	struct arena *arena = t->arena;
	struct str date = date_known(post->date) ? date_iso(arena, post->date) : STR_UNKNOWN;

	return (struct inserted){{
		json_of(arena, new_id(t, ids, post->title)),
		str_number(arena, (unsigned)matched->score),
		json_of(arena, post->source),
		json_of(arena, date),
		json_of(arena, post->url),
		json_of(arena, post->title),
		json_of(arena, post->summary),
	}};
}

static void make_bundle(struct take *t, struct buf *out)
{
	const struct bundle *bundle = &t->topic.content.bundle;
	struct inserted *posts = arena_array(t->arena, struct inserted, t->count);
	struct map ids = {0};

	for (size_t i = 0; i < bundle->posts.count; i++)
		map_put(&ids, t->arena, bundle->posts.items[i].id.str, &ids);
	for (size_t i = 0; i < t->count; i++)
		posts[i] = bundle_post(t, &ids, &t->matched.list.items[i]);
	posts_insert(t->arena, out, t->topic.file.text, &t->topic.data, posts, t->count);
}

/* ---- writing ---- */

/* What was there stays; what is new stands below it. */
static void make_seen(struct take *t, struct buf *out)
{
	struct str text = t->topic.seen_text, end = STR("\n");

	if (!text.len)
		text = STR("# Posts that are not offered again: those that were taken, and those that\n"
			   "# you do not want. A link a line; what stands behind a # is not read.\n");
	else if (text.ptr[text.len - 1] == '\n' && text.len > 1 && text.ptr[text.len - 2] == '\r')
		end = STR("\r\n");
	buf_add_str(out, text);
	if (text.ptr[text.len - 1] != '\n')
		buf_add_str(out, end);
	for (size_t i = 0; i < t->count; i++)
		seen_write(out, t->matched.list.items[i].post, end);
}

static int put(struct take *t, struct str path, void (*make)(struct take *, struct buf *))
{
	struct buf bytes = BUF_INIT;
	int error, status = EXIT_GOOD;

	make(t, &bytes);
	error = file_replace(path.ptr, buf_str(&bytes));
	buf_release(&bytes);
	if (error)
		status = failed(t, EXIT_SYSTEM, path, NULL,
				arena_printf(t->arena, "this cannot be written: %s", file_error(error)));
	return status;
}

/*
 * The bundle first: a post that is in it is not offered again either, so that
 * nothing comes twice when this ends in between.
 */
static int write_files(struct take *t)
{
	int status = put(t, t->topic.file.path, make_bundle);

	if (status == EXIT_GOOD)
		status = put(t, seen_path(t->arena, t->options->topic), make_seen);
	return status;
}

/* Two that write the same bundle wait for nobody: one of them is refused. */
static int take_lock(struct take *t)
{
	struct str dir = str_join(t->arena, STR("content/"), t->options->topic);

	t->lock = open(dir.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t->lock >= 0 && flock(t->lock, LOCK_EX | LOCK_NB) == 0)
		return EXIT_GOOD;
	return failed(t, EXIT_SYSTEM, dir,
		      errno == EWOULDBLOCK ? "wait until it has ended" : NULL,
		      errno == EWOULDBLOCK ? "another run takes posts for this topic, or releases it"
					   : "this directory cannot be locked");
}

static void report(struct take *t)
{
	for (size_t i = 0; i < t->count; i++)
		list_post(t->out, &t->matched.list.items[i]);
	if (t->count)
		buf_addf(t->out, "%zu post%s put into %.*s, for you to change and release\n", t->count,
			 str_plural(t->count), STR_ARG(t->topic.file.path));
	else if (t->matched.list.count)
		buf_addf(t->out, "%zu new post%s, and none with a score of %d or more; "
			 "`almanac fetch --take %.*s 1` takes the best\n", t->matched.list.count,
			 str_plural(t->matched.list.count), TAKE_SCORE, STR_ARG(t->options->topic));
	else
		buf_addf(t->out, "no new posts for %.*s\n", STR_ARG(t->options->topic));
}

static int load(struct take *t)
{
	struct topic *topic;

	if (!posts_topics(&t->site, t->diags))
		return EXIT_CONTENT;
	topic = posts_find_topic(&t->site, t->arena, t->options->topic, t->diags);
	if (!topic)
		return EXIT_USAGE;
	if (take_lock(t) != EXIT_GOOD)
		return EXIT_SYSTEM;
	if (!posts_topic_load(&t->site, &t->posts, t->arena, topic, t->diags, &t->topic))
		return EXIT_CONTENT;
	if (!t->topic.content.front.follow)
		return failed(t, EXIT_CONTENT, topic->path,
			      "add `follow` with `subscriptions`, `words` or both; see docs/FEEDS.md",
			      "this topic follows no feeds");
	return EXIT_GOOD;
}

static int take(struct take *t)
{
	int status = load(t);

	if (status != EXIT_GOOD)
		return status;
	posts_match(&t->posts, t->arena, t->topic.content.front.follow, &t->matched);
	posts_only_new(&t->topic, &t->matched);
	posts_rank(&t->matched);
	t->count = how_many(t);
	if (t->options->explain) {
		explain(t);
		return EXIT_GOOD;
	}
	if (t->count)
		status = write_files(t);
	if (status == EXIT_GOOD)
		report(t);
	return status;
}

int posts_take(struct arena *arena, const struct posts_take_options *options,
	       struct diags *diags, struct buf *out)
{
	struct take t = {.arena = arena, .options = options, .diags = diags, .out = out, .lock = -1};
	int status;

	posts_open(&t.posts, diags);
	status = take(&t);
	if (t.lock >= 0)
		close(t.lock);
	posts_close(&t.posts);
	arena_release(&t.site.arena);
	return status;
}
