/* What the saved feeds hold, which of it a topic follows, and what is new of it. */
#include "base/file.h"
#include "site/posts_match.h"
#include "site/posts_seen.h"

#include "../unit.h"

static struct arena arena;
static struct diags diags;
static struct posts posts;
static char directory[] = "/tmp/almanac-posts-XXXXXX";
static char before[4096];

static int set_up(void **state)
{
	(void)state;
	strcpy(directory + sizeof directory - 7, "XXXXXX");
	if (!getcwd(before, sizeof before) || !mkdtemp(directory) || chdir(directory) ||
	    dir_make("feeds"))
		return -1;
	diags_init(&diags);
	posts_open(&posts, &diags);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	posts_close(&posts);
	diags_release(&diags);
	arena_release(&arena);
	if (chdir(before))
		return -1;
	return dir_remove(directory);
}

static struct str quoted(const char *text)
{
	char *copy = arena_printf(&arena, "%s", text);

	for (char *at = copy; *at; at++)
		if (*at == '\'')
			*at = '"';
	return str_of(copy);
}

/* feeds/NAME.json with these items, ' for ". */
static void save(const char *name, const char *items)
{
	char *text = arena_printf(&arena,
				  "{'version':'https://jsonfeed.org/version/1.1','title':'A feed',"
				  "'items':[%s]}", items);
	char *path = arena_printf(&arena, "feeds/%s.json", name);

	assert_int_equal(file_write(path, quoted(text), NULL), 0);
}

static void subscribe(const char *outlines)
{
	char *text = arena_printf(&arena, "<opml version='2.0'><head/><body>%s</body></opml>",
				  outlines);

	assert_int_equal(file_write("feeds/subscriptions.opml", str_of(text), NULL), 0);
}

static texts list_of(const char *text)
{
	texts list = {arena_array(&arena, struct text, 8), 0, NULL};
	struct str rest = str_of(text);

	while (rest.len) {
		size_t end = str_find(rest, ',');

		list.items[list.count++].str = str_trim(str_slice(rest, 0, end));
		rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
	}
	return list;
}

static struct follow following(const char *subscriptions_text, const char *words)
{
	return (struct follow){list_of(subscriptions_text), list_of(words), NULL};
}

/* The titles and scores of what matches, in its order: "A 5, B 2". */
static void assert_matched(const struct follow *follow, bool ranked, const char *wanted)
{
	struct matched_posts matched = {0};
	struct str got = STR("");

	posts_match(&posts, &arena, follow, &matched);
	if (ranked)
		posts_rank(&matched);
	for (size_t i = 0; i < matched.list.count; i++)
		got = str_printf(&arena, "%.*s%s%.*s %d", STR_ARG(got), i ? ", " : "",
				 STR_ARG(matched.list.items[i].post->title),
				 matched.list.items[i].score);
	assert_str_at(got, wanted, strlen(wanted), __FILE__, __LINE__);
}

static bool holds(const char *text, const char *phrase)
{
	return posts_hold(posts_words(&arena, str_of(text)), posts_words(&arena, str_of(phrase)));
}

static void test_words(void **state)
{
	(void)state;
	assert_true(holds("A new Data-Center in Texas", "data center"));
	assert_true(holds("Data centers", "DATA CENTER"));
	assert_true(holds("OpenAI's plan", "OpenAI"));
	assert_true(holds("Trainium2–4", "trainium2"));
	assert_true(holds("\xc3\x89nergie", "\xc3\xa9nergie"));
	assert_true(holds("新しいデータセンター", "データ"));
	assert_false(holds("metadata center", "data center"));
	assert_false(holds("data in the center", "data center"));
	assert_false(holds("gigawatthour", "gigawatt"));
	assert_false(holds("anything", ""));
	assert_false(holds("anything", "- –"));
	assert_false(holds("", "a"));
}

static void test_score(void **state)
{
	struct follow follow = following("a", "alpha, beta, gamma, delta");

	(void)state;
	save("a",
	     "{'id':'1','title':'nothing','content_text':'of it'},"
	     "{'id':'2','title':'alpha','content_text':'alpha'},"
	     "{'id':'3','title':'alphas and beta','content_text':'gamma'},"
	     "{'id':'4','title':'in the text','content_text':'alpha beta gamma'},"
	     "{'id':'5','title':'alpha beta gamma','content_text':'delta'}");
	assert_matched(&follow, true, "alphas and beta 7, alpha beta gamma 7, alpha 5, in the text 4");
}

static void test_trust(void **state)
{
	struct follow follow = following("", "alpha");

	(void)state;
	subscribe("<outline text='A' xmlUrl='https://a.example/' almanacTrust='10'/>"
		  "<outline text='B' xmlUrl='https://b.example/' almanacTrust='0'/>"
		  "<outline text='C' xmlUrl='https://c.example/'/>");
	save("a", "{'id':'1','title':'alpha a'}");
	save("b", "{'id':'1','title':'alpha b'}");
	save("c", "{'id':'1','title':'alpha c'}");
	save("d", "{'id':'1','title':'alpha d'}");
	assert_matched(&follow, true, "alpha a 7, alpha c 5, alpha d 5, alpha b 3");
}

static void test_without_words_everything(void **state)
{
	struct follow all = following("a", ""), none = following("", "");

	(void)state;
	save("a", "{'id':'1','title':'one'},{'id':'2','title':'two'}");
	save("b", "{'id':'1','title':'other'}");
	assert_matched(&all, false, "one 5, two 5");
	assert_matched(&none, false, "");
}

static void test_order(void **state)
{
	struct follow follow = following("a, b", "");

	(void)state;
	save("a", "{'id':'1','title':'old','date_published':'2020-01-01T00:00:00Z'},"
		  "{'id':'2','title':'undated'}");
	save("b", "{'id':'1','title':'new','date_published':'2021-01-01T00:00:00Z'}");
	assert_matched(&follow, false, "new 5, old 5, undated 5");
}

static void test_the_same_in_two_feeds(void **state)
{
	struct follow follow = following("", "");

	(void)state;
	follow = following("a, b", "");
	subscribe("<outline text='A' xmlUrl='https://a.example/' almanacTrust='1'/>"
		  "<outline text='B' xmlUrl='https://b.example/' almanacTrust='9'/>");
	save("a", "{'id':'1','title':'poor','url':'https://n.example/x/?utm_source=rss'}");
	save("b", "{'id':'7','title':'good','url':'http://N.example/x'},"
		  "{'id':'8','title':'other','url':'https://n.example/x?y=1'}");
	assert_matched(&follow, false, "good 7, other 7");
}

static void test_what_has_no_title(void **state)
{
	struct follow follow = following("a", "");
	const struct pulled_feed *feed;

	(void)state;
	save("a", "{'id':'1','content_text':'A summary'},{'id':'2','title':'N/A','url':'https://n.example/'},"
		  "{'id':'3','title':' TBD ','content_text':'-'}");
	assert_matched(&follow, false, "A summary 5, https://n.example/ 5");
	feed = posts_feed(&posts, STR("a"));
	assert_str(feed->posts.items[0].source, "A feed");
	assert_unknown(feed->posts.items[1].summary);
}

static void test_broken_files(void **state)
{
	struct follow follow = following("", "");

	(void)state;
	assert_int_equal(file_write("feeds/a.json", STR("{\"version\": 1,\n"), NULL), 0);
	assert_int_equal(file_write("feeds/b.json", STR("[]"), NULL), 0);
	assert_int_equal(dir_make("feeds/c.json"), 0);
	assert_int_equal(file_write("feeds/subscriptions.opml", STR("<opml"), NULL), 0);
	save("d", "{'id':'1','title':'good'}");
	follow = following("a, b, c, d, ../d, none", "");
	assert_matched(&follow, false, "good 5");
	assert_int_equal(diags.errors, 0);
	assert_int_equal(diags.warnings, 4);
	assert_true(posts_subscribed(&posts, STR("whatever")));
}

static void test_subscribed(void **state)
{
	(void)state;
	subscribe("<outline text='OpenAI News' xmlUrl='https://a.example/'/>");
	assert_true(posts_subscribed(&posts, STR("openai-news")));
	assert_false(posts_subscribed(&posts, STR("openai")));
	assert_string_equal(posts_nearest(&posts, STR("openai-newz")), "openai-news");
}

static void test_hash(void **state)
{
	struct follow follow = following("a", "alpha");
	struct matched_posts matched = {0}, again = {0};
	uint64_t hash;

	(void)state;
	save("a", "{'id':'1','title':'alpha'},{'id':'2','title':'beta'}");
	posts_match(&posts, &arena, &follow, &matched);
	hash = posts_hash(&posts, &follow, &matched);
	posts_close(&posts);
	posts_open(&posts, &diags);
	save("a", "{'id':'1','title':'alpha'},{'id':'2','title':'gamma'}");
	posts_match(&posts, &arena, &follow, &again);
	assert_true(posts_hash(&posts, &follow, &again) == hash);
	posts_close(&posts);
	posts_open(&posts, &diags);
	save("a", "{'id':'1','title':'alpha!'}");
	again.list.count = 0;
	posts_match(&posts, &arena, &follow, &again);
	assert_false(posts_hash(&posts, &follow, &again) == hash);
}

static void test_explained(void **state)
{
	struct follow follow = following("a", "alpha, beta");
	struct matched_posts matched = {0};
	struct buf out = BUF_INIT;

	(void)state;
	save("a", "{'id':'1','title':'Alpha','content_text':'alpha and beta'}");
	posts_match(&posts, &arena, &follow, &matched);
	posts_explain(&out, &follow, &matched.list.items[0]);
	assert_str(buf_str(&out), "title 3 (alpha) + summary 1 (beta) + trust 2 (5 of 10)");
	buf_release(&out);
}

static bool is_seen(const char *lines, struct pulled_post post)
{
	struct seen seen = {.arena = &arena};

	seen_add_lines(&seen, str_of(lines));
	return seen_has(&seen, &post);
}

static void test_seen(void **state)
{
	struct pulled_post post = {.feed = STR("a"), .id = STR("17"),
				   .url = STR("https://N.example/x/?utm_medium=m&y=1#part")};
	struct pulled_post bare = {.feed = STR("a"), .id = STR("17")};

	(void)state;
	assert_true(is_seen("https://n.example/x?y=1#part\n", post));
	assert_true(is_seen("# why\r\n  http://n.example/x/?y=1#part # not ours\r\n", post));
	assert_true(is_seen("a 17", post));
	assert_true(is_seen("x\na 17 # a copy", bare));
	assert_false(is_seen("https://n.example/x?y=1", post));
	assert_false(is_seen("https://n.example/X?y=1#part", post));
	assert_false(is_seen("# https://n.example/x?y=1#part", post));
	assert_false(is_seen("b 17", bare));
	assert_false(is_seen("17", bare));
	assert_false(is_seen("", bare));
}

/* What is written is read again as the same posts, whatever an id holds. */
static void test_seen_written(void **state)
{
	static const char *const ids[] = {"17", "tag:x,2020:1", "https://n.example/x", "#1", "a b",
					  "line\nbreak", " # ", "x #y"};

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct pulled_post post = {.feed = STR("a"), .id = str_of(ids[i]),
					   .url = STR("https://n.example/x")};
		struct pulled_post bare = post, moved = post;
		struct buf out = BUF_INIT;
		const char *lines;

		bare.url = STR_UNKNOWN;
		moved.url = STR("https://n.example/y");
		seen_write(&out, &post, STR("\r\n"));
		lines = arena_copy(&arena, out.ptr, out.len);
		assert_true(is_seen(lines, post));
		if (i != 2) { /* that id is the link, which is enough */
			assert_true(is_seen(lines, bare));
			assert_true(is_seen(lines, moved));
		}
		buf_release(&out);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_words),
		TEST(test_score),
		TEST(test_trust),
		TEST(test_without_words_everything),
		TEST(test_order),
		TEST(test_the_same_in_two_feeds),
		TEST(test_what_has_no_title),
		TEST(test_broken_files),
		TEST(test_subscribed),
		TEST(test_hash),
		TEST(test_explained),
		TEST(test_seen),
		TEST(test_seen_written),
	};

	return RUN(tests);
}
