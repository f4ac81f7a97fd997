#include "format/feeds_merge.h"

#include "../unit.h"

static struct arena arena;
static struct news_feed old, new, merged;
static size_t added;

static int set_up(void **state)
{
	(void)state;
	old = new = (struct news_feed){0};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct news_entry *add(struct news_feed *feed, const char *id, const char *link,
			      const char *title, feed_time published)
{
	struct news_entry *entry = list_add(&feed->entries, &arena);

	entry->id = str_of(id);
	entry->link = str_of(link);
	entry->title = str_of(title);
	entry->published = published;
	return entry;
}

static void merge(size_t count, feed_time oldest)
{
	const struct feed_retention keep = {count, oldest};

	merged = feeds_merge(&arena, &old, &new, &keep, &added);
}

/* The ids of what came out, in a row. */
static struct str ids(void)
{
	struct str text = STR("");

	for (size_t i = 0; i < merged.entries.count; i++)
		text = str_join3(&arena, text, STR(" "), merged.entries.items[i].id);
	return text;
}

static void newest_first(void **state)
{
	(void)state;
	add(&old, "a", NULL, "A", 10);
	add(&old, "b", NULL, "B", 30);
	add(&new, "c", NULL, "C", 20);
	add(&new, "u", NULL, "U", 0);
	add(&new, "t", NULL, "T", 0);
	add(&new, "e", NULL, "E", 20);
	add(&new, "d", NULL, "D", 0)->updated = 25;
	new.title = STR("New");
	old.title = STR("Old");
	merge(100, 0);
	assert_str(ids(), " b d c e a u t");
	assert_int_equal(added, 5);
	assert_str(merged.title, "New");
}

static void known_by_id(void **state)
{
	struct news_entry *entry;

	(void)state;
	entry = add(&old, "a", "https://a.example/", "A", 10);
	entry->updated = 11;
	entry = add(&new, "a", "https://a.example/moved", "A, corrected", 50);
	entry->updated = 60;
	merge(100, 0);
	assert_int_equal(merged.entries.count, 1);
	assert_int_equal(added, 0);
	entry = merged.entries.items;
	assert_str(entry->title, "A, corrected");
	assert_str(entry->link, "https://a.example/moved");
	assert_int_equal(entry->published, 10);
	assert_int_equal(entry->updated, 60);
}

static void the_same_stays_as_it_was(void **state)
{
	(void)state;
	add(&old, "a", NULL, "A", 10)->updated = 11;
	add(&new, "a", NULL, "A", 50)->updated = 60;
	merge(100, 0);
	assert_int_equal(merged.entries.items[0].published, 10);
	assert_int_equal(merged.entries.items[0].updated, 11);
}

static void a_date_becomes_known(void **state)
{
	(void)state;
	add(&old, "a", NULL, "A", 0);
	add(&new, "a", NULL, "A", 50);
	merge(100, 0);
	assert_int_equal(merged.entries.items[0].published, 50);
}

static void known_by_link(void **state)
{
	(void)state;
	add(&old, "guid-1", "https://a.example/", "A", 10);
	add(&new, "guid-2", "https://a.example/", "A", 20);
	merge(100, 0);
	assert_str(ids(), " guid-1");
	assert_int_equal(added, 0);
	/* and the next time again, under a third one */
	old = merged;
	new.entries.items[0].id = STR("guid-3");
	merge(100, 0);
	assert_str(ids(), " guid-1");
}

static void a_link_that_is_not_one_post_s(void **state)
{
	(void)state;
	add(&old, "a", "https://a.example/status", "A", 10);
	add(&new, "b", "https://a.example/status", "B", 20);
	add(&new, "c", "https://a.example/status", "C", 30);
	merge(100, 0);
	assert_str(ids(), " c b a");
	assert_int_equal(added, 2);
	/* the old one is still there beside the new one */
	old = new = (struct news_feed){0};
	add(&old, "a", "https://a.example/status", "A", 10);
	add(&new, "a", "https://a.example/status", "A", 10);
	add(&new, "b", "https://a.example/status", "B", 20);
	merge(100, 0);
	assert_str(ids(), " b a");
	assert_int_equal(added, 1);
}

static void an_id_that_comes_twice(void **state)
{
	(void)state;
	add(&new, "a", "https://a.example/1", "First", 10);
	add(&new, "a", "https://a.example/2", "Second", 20);
	merge(100, 0);
	assert_int_equal(merged.entries.count, 1);
	assert_str(merged.entries.items[0].title, "First");
	assert_int_equal(added, 1);
}

static void retention(void **state)
{
	(void)state;
	add(&old, "old", NULL, "O", 10);
	add(&old, "undated", NULL, "U", 0);
	add(&new, "a", NULL, "A", 20);
	add(&new, "b", NULL, "B", 30);
	add(&new, "ancient", NULL, "Z", 5);
	merge(100, 15);
	assert_str(ids(), " b a undated");
	assert_int_equal(added, 2);
	merge(2, 0);
	assert_str(ids(), " b a");
	merge(1, 0);
	assert_str(ids(), " b");
	assert_int_equal(added, 1);
	merge(0, 0);
	assert_int_equal(merged.entries.count, 0);
	/* nothing comes back that was let go */
	merge(3, 0);
	old = merged;
	merge(3, 0);
	assert_str(ids(), " b a old");
	assert_int_equal(added, 0);
}

static void empty_feeds(void **state)
{
	(void)state;
	merge(100, 0);
	assert_int_equal(merged.entries.count, 0);
	add(&old, "a", NULL, "A", 10);
	merge(100, 0);
	assert_str(ids(), " a");
	assert_int_equal(added, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(newest_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(known_by_id, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_same_stays_as_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_date_becomes_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(known_by_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_link_that_is_not_one_post_s, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_id_that_comes_twice, set_up, tear_down),
		cmocka_unit_test_setup_teardown(retention, set_up, tear_down),
		cmocka_unit_test_setup_teardown(empty_feeds, set_up, tear_down),
	};

	return RUN(tests);
}
