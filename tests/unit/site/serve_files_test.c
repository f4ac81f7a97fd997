#include "site/serve_files.h"

#include "base/file.h"

#include "../unit.h"

#include <sys/stat.h>

struct scene {
	char dir[64];
	struct arena arena;
	struct str file;
	struct buf body;
};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);

	if (!scene)
		return -1;
	snprintf(scene->dir, sizeof scene->dir, "/tmp/serve_files_test.XXXXXX");
	*state = scene;
	if (!mkdtemp(scene->dir) || chdir(scene->dir) || dir_make("out/a"))
		return -1;
	return file_write("out/index.html", STR("home"), NULL) ||
	       file_write("out/a/index.html", STR("a"), NULL) ||
	       file_write("out/a/b c.txt", STR("b"), NULL) ||
	       file_write("out/.hidden", STR("hidden"), NULL) ||
	       file_write("secret", STR("secret"), NULL) || symlink("../secret", "out/link") ||
	       symlink("..", "out/up") || mkfifo("out/pipe", 0666);
}

static int tear_down(void **state)
{
	struct scene *scene = *state;

	dir_remove(scene->dir);
	arena_release(&scene->arena);
	buf_release(&scene->body);
	free(scene);
	return chdir("/");
}

static enum serve_found get(struct scene *scene, struct str base, struct str path)
{
	buf_reset(&scene->body);
	return serve_file(&scene->arena, STR("out"), base, path, &scene->file, &scene->body);
}

static void there(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(get(scene, STR("/"), STR("/")), SERVE_FILE);
	assert_str(scene->file, "index.html");
	assert_str(buf_str(&scene->body), "home");
	assert_int_equal(get(scene, STR("/"), STR("/a/b%20c.txt")), SERVE_FILE);
	assert_str(scene->file, "a/b c.txt");
	assert_int_equal(get(scene, STR("/g/"), STR("/g/a/")), SERVE_FILE);
	assert_str(scene->file, "a/index.html");
}

static void moved(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(get(scene, STR("/"), STR("/a")), SERVE_MOVED);
	assert_str(scene->file, "/a/");
	assert_int_equal(get(scene, STR("/"), STR("/%61")), SERVE_MOVED);
	assert_str(scene->file, "/%61/");
	assert_int_equal(get(scene, STR("/g/h/"), STR("/")), SERVE_MOVED);
	assert_str(scene->file, "/g/h/");
	assert_int_equal(get(scene, STR("/g/h/"), STR("/g/h")), SERVE_MOVED);
	assert_str(scene->file, "/g/h/");
}

static void missing(void **state)
{
	static const char *const paths[] = {
		"a", "*", "//", "//a/", "/a//", "/./", "/a/./index.html", "/../secret", "/a/../../secret",
		"/%2e%2e/secret", "/..%2fsecret", "/%2fsecret", "/a%2findex.html", "/link", "/up/secret",
		"/up/", "/pipe", "/.hidden", "/%2ehidden", "/index.html%00", "/%00", "/%", "/%4", "/%4g",
		"/index.html/", "/nothing/", "/a/nothing",
	};
	struct scene *scene = *state;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		if (get(scene, STR("/"), str_of(paths[i])) != SERVE_MISSING)
			fail_msg("%s is there", paths[i]);
	}
	assert_int_equal(get(scene, STR("/g/"), STR("/a/")), SERVE_MISSING);
	assert_int_equal(get(scene, STR("/g/"), STR("/ga/")), SERVE_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(moved, set_up, tear_down),
		cmocka_unit_test_setup_teardown(missing, set_up, tear_down),
	};

	return RUN(tests);
}
