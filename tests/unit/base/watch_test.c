#include "base/watch.h"

#include "base/file.h"

#include "../unit.h"

#include <sys/stat.h>

/* Each test has a directory, which is the working directory, and watches a and b. */
struct scene {
	char dir[64];
	struct watch watch;
};

static const char *const roots[] = {"a", "b", NULL};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);

	if (!scene)
		return -1;
	snprintf(scene->dir, sizeof scene->dir, "/tmp/watch_test.XXXXXX");
	*state = scene;
	return mkdtemp(scene->dir) && chdir(scene->dir) == 0 && mkdir("a", 0777) == 0 &&
		mkdir("a/deep", 0777) == 0 ? watch_open(&scene->watch, roots) : -1;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	watch_close(&scene->watch);
	dir_remove(scene->dir);
	free(scene);
	return chdir("/");
}

static void put(const char *path)
{
	assert_int_equal(file_write(path, STR("text"), NULL), 0);
}

/* What is read after this, once what is new is watched too. */
static enum watch_news news(struct scene *scene)
{
	enum watch_news read = watch_read(&scene->watch);

	watch_settle(&scene->watch);
	watch_read(&scene->watch);
	return read;
}

static void files(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(news(scene), WATCH_NOTHING);
	put("a/one");
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("a/deep/one");
	assert_int_equal(news(scene), WATCH_CHANGED);
	assert_int_equal(rename("a/one", "a/two"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	assert_int_equal(unlink("a/two"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("elsewhere");
	assert_int_equal(news(scene), WATCH_NOTHING);
	assert_int_equal(scene->watch.error, 0);
}

static void files_that_are_written_to(void **state)
{
	struct scene *scene = *state;
	FILE *file = fopen("a/one", "w");

	assert_non_null(file);
	assert_int_equal(news(scene), WATCH_CHANGED);
	fputs("text", file);
	fflush(file);
	assert_int_equal(news(scene), WATCH_WRITING);
	fclose(file);
	assert_int_equal(news(scene), WATCH_CHANGED);
}

static void directories(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(dir_make("b/c/d"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("b/c/d/one");
	assert_int_equal(news(scene), WATCH_CHANGED);
	assert_int_equal(rename("b/c", "a/c"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("a/c/d/two");
	assert_int_equal(news(scene), WATCH_CHANGED);
	assert_int_equal(rename("a/c", "c"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("c/d/three");
	assert_int_equal(news(scene), WATCH_NOTHING);
	assert_int_equal(dir_remove("a"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	assert_int_equal(dir_make("a"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("a/again");
	assert_int_equal(news(scene), WATCH_CHANGED);
}

static void links(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(dir_make("shared/dir"), 0);
	put("shared/file");
	assert_int_equal(symlink("../shared/file", "a/file"), 0);
	assert_int_equal(symlink("../shared/dir", "a/dir"), 0);
	assert_int_equal(symlink("../a", "a/circle"), 0);
	assert_int_equal(symlink("/tmp", "a/out"), 0);
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("shared/dir/new");
	assert_int_equal(news(scene), WATCH_CHANGED);
	put("shared/file");
	assert_int_equal(news(scene), WATCH_CHANGED);
	for (int i = 0; i < 2; i++) { /* and in its place another one */
		put("shared/next");
		assert_int_equal(news(scene), WATCH_NOTHING);
		assert_int_equal(rename("shared/next", "shared/file"), 0);
		assert_int_equal(news(scene), WATCH_CHANGED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(files_that_are_written_to, set_up, tear_down),
		cmocka_unit_test_setup_teardown(directories, set_up, tear_down),
		cmocka_unit_test_setup_teardown(links, set_up, tear_down),
	};

	return RUN(tests);
}
