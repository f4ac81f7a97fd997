#include "site/posts_match.h"

#include "base/hash.h"
#include "site/posts_seen.h"

#include <stdlib.h>

enum { ONE_IN_TITLE = 3, TITLE_MOST = 4, SUMMARY_MOST = 2, TRUST_MOST = 4 };

/* ---- what is followed ---- */

static void read_texts(struct arena *arena, const struct data *list, texts *to)
{
	if (!list || list->type != DATA_LIST)
		return;
	to->items = arena_array(arena, struct text, list->as.list.count);
	for (size_t i = 0; i < list->as.list.count; i++)
		if (list->as.list.items[i].type == DATA_TEXT)
			to->items[to->count++].str = list->as.list.items[i].as.text.str;
}

struct follow posts_follow(struct arena *arena, const struct data *front)
{
	const struct data *data = data_get(front, STR("follow"));
	struct follow follow = {0};

	if (!data || data->type != DATA_MAP)
		return follow;
	read_texts(arena, data_get(data, STR("subscriptions")), &follow.subscriptions);
	read_texts(arena, data_get(data, STR("words")), &follow.words);
	return follow;
}

bool posts_check(struct posts *posts, const struct source *source, const struct follow *follow,
		 struct diags *diags)
{
	bool good = true;

	for (size_t i = 0; i < follow->subscriptions.count; i++) {
		const struct text *name = &follow->subscriptions.items[i];
		struct arena scratch = ARENA_INIT;
		const char *near;

		if (!name->str.ptr || posts_subscribed(posts, name->str))
			continue;
		near = posts_nearest(posts, name->str);
		diag_at(diags, SEVERITY_ERROR, "follow", data_place(source, name->data),
			near ? arena_printf(&scratch, "did you mean \"%s\"?", near)
			     : "a subscription's name is its text in small letters, with hyphens",
			"feeds/subscriptions.opml has no subscription \"%.*s\"",
			STR_ARG(name->str));
		arena_release(&scratch);
		good = false;
	}
	return good;
}

/* ---- matching ---- */

/* What a match goes by. */
struct search {
	struct posts *posts;
	struct arena *arena;
	struct str *phrases; /* made by posts_words */
	size_t count;
	struct map by_link;  /* index in the list, and 1 */
	struct matched_posts *matched;
};

static struct str *phrases_of(struct arena *arena, const struct follow *follow)
{
	struct str *phrases = arena_array(arena, struct str, follow->words.count);

	for (size_t i = 0; i < follow->words.count; i++)
		phrases[i] = posts_words(arena, follow->words.items[i].str);
	return phrases;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* False where none of the words stands in it. */
static bool rate(const struct search *s, const struct pulled_post *post,
		 struct matched_post *matched)
{
	int title = 0, summary = 0;

	for (size_t i = 0; i < s->count; i++) {
		if (posts_hold(post->title_words, s->phrases[i]))
			title++;
		else if (posts_hold(post->summary_words, s->phrases[i]))
			summary++;
	}
	if (s->count && !title && !summary)
		return false;
	*matched = (struct matched_post){.post = post};
	matched->title = title ? least(ONE_IN_TITLE + title - 1, TITLE_MOST)
			       : s->count ? 0 : ONE_IN_TITLE;
	matched->summary = least(summary, SUMMARY_MOST);
	matched->trust = (post->trust * TRUST_MOST + 5) / 10;
	matched->score = matched->title + matched->summary + matched->trust;
	return true;
}

/* Which of two posts is shown: the one more trusted, or else the one that was first. */
static bool is_better(const struct pulled_post *post, const struct pulled_post *other)
{
	if (post->trust != other->trust)
		return post->trust > other->trust;
	return post->time > 0 && (other->time <= 0 || post->time < other->time);
}

/* Where the same post, by its link, stands already; or a new place for it. */
static struct matched_post *place_for(struct search *s, const struct pulled_post *post)
{
	size_t *mine, *found;

	if (post->url.ptr) {
		mine = arena_new(s->arena, size_t);
		*mine = s->matched->list.count;
		found = map_put(&s->by_link, s->arena, seen_link(s->arena, post->url), mine);
		if (found != mine) {
			struct matched_post *other = &s->matched->list.items[*found];

			return is_better(post, other->post) ? other : NULL;
		}
	}
	return list_add(&s->matched->list, s->arena);
}

static void match_feed(struct search *s, struct str name)
{
	const struct pulled_feed *feed = posts_feed(s->posts, name);
	struct matched_post rated, *place;

	for (size_t i = 0; i < feed->posts.count; i++) {
		if (!rate(s, &feed->posts.items[i], &rated))
			continue;
		place = place_for(s, &feed->posts.items[i]);
		if (place)
			*place = rated;
	}
}

static int newest_first(const void *left, const void *right)
{
	const struct pulled_post *a = ((const struct matched_post *)left)->post;
	const struct pulled_post *b = ((const struct matched_post *)right)->post;
	int order;

	if (a->time != b->time)
		return a->time > b->time ? -1 : 1;
	order = str_compare(a->feed, b->feed);
	return order ? order : str_compare(a->id, b->id);
}

static int best_first(const void *left, const void *right)
{
	const struct matched_post *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return newest_first(left, right);
}

static void for_each_feed(struct posts *posts, const struct follow *follow,
			  void (*act)(struct search *, struct str), struct search *search)
{
	for (size_t i = 0; i < follow->subscriptions.count; i++)
		act(search, follow->subscriptions.items[i].str);
	if (follow->subscriptions.count)
		return;
	posts_list(posts);
	for (size_t i = 0; i < posts->names.count; i++)
		act(search, posts->names.items[i]);
}

static void read_feed(struct search *s, struct str name)
{
	posts_feed(s->posts, name);
}

void posts_prepare(struct posts *posts, const struct follow *follow)
{
	struct search search = {.posts = posts};

	if (posts_follows(follow))
		for_each_feed(posts, follow, read_feed, &search);
}

static void match(struct search *s, const struct follow *follow)
{
	if (!posts_follows(follow))
		return;
	for_each_feed(s->posts, follow, match_feed, s);
	if (s->matched->list.count)
		qsort(s->matched->list.items, s->matched->list.count,
		      sizeof *s->matched->list.items, newest_first);
}

void posts_match(struct posts *posts, struct arena *arena, const struct follow *follow,
		 struct matched_posts *matched)
{
	struct search search = {posts, arena, phrases_of(arena, follow), follow->words.count,
				{0}, matched};

	match(&search, follow);
}

void posts_all(struct posts *posts, struct arena *arena, const struct follow *follow,
	       struct matched_posts *matched)
{
	struct search search = {.posts = posts, .arena = arena, .matched = matched};

	match(&search, follow);
}

void posts_rank(struct matched_posts *matched)
{
	if (matched->list.count)
		qsort(matched->list.items, matched->list.count, sizeof *matched->list.items,
		      best_first);
}

static uint64_t add(uint64_t hash, struct str text)
{
	return (hash ^ hash_str(text)) * UINT64_C(0x9e3779b97f4a7c15) + !text.ptr;
}

uint64_t posts_hash(struct posts *posts, const struct follow *follow,
		    const struct matched_posts *matched)
{
	uint64_t hash = 1;

	for (size_t i = 0; i < follow->subscriptions.count; i++)
		hash = 3 * hash + posts_subscribed(posts, follow->subscriptions.items[i].str);
	for (size_t i = 0; i < matched->list.count; i++) {
		const struct pulled_post *post = matched->list.items[i].post;

		hash = add(hash, post->feed);
		hash = add(hash, post->id);
		hash = add(hash, post->url);
		hash = add(hash, post->source);
		hash = add(hash, post->title);
		hash += (uint64_t)post->time;
	}
	return hash;
}

/* ---- explaining ---- */

/* " (a, b)": the words that stand in WORDS and, where it is known, not in BUT. */
static void list_words(struct buf *out, const struct follow *follow, struct str words,
		       struct str but)
{
	struct arena scratch = ARENA_INIT;
	struct str *phrases = phrases_of(&scratch, follow);
	const char *lead = " (";

	for (size_t i = 0; i < follow->words.count; i++) {
		if (!posts_hold(words, phrases[i]) || (but.ptr && posts_hold(but, phrases[i])))
			continue;
		buf_addf(out, "%s%.*s", lead, STR_ARG(follow->words.items[i].str));
		lead = ", ";
	}
	if (*lead == ',')
		buf_add_char(out, ')');
	arena_release(&scratch);
}

void posts_explain(struct buf *out, const struct follow *follow,
		   const struct matched_post *matched)
{
	const struct pulled_post *post = matched->post;

	buf_addf(out, "title %d", matched->title);
	list_words(out, follow, post->title_words, STR_UNKNOWN);
	if (!follow->words.count)
		buf_add_lit(out, " (no words are followed)");
	buf_addf(out, " + summary %d", matched->summary);
	list_words(out, follow, post->summary_words, post->title_words);
	buf_addf(out, " + trust %d (%d of 10)", matched->trust, post->trust);
}
