#include "base/file.h"

#include "base/path.h"

#include "../unit.h"

#include <errno.h>
#include <sys/stat.h>

/* Each test has an empty directory, and an arena. */
struct scene {
	struct arena arena;
	char dir[64];
};

static int set_up(void **state)
{
	struct scene *scene = calloc(1, sizeof *scene);

	if (!scene)
		return -1;
	snprintf(scene->dir, sizeof scene->dir, "/tmp/file_test.XXXXXX");
	*state = scene;
	return mkdtemp(scene->dir) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct scene *scene = *state;
	int error = dir_remove(scene->dir);

	arena_release(&scene->arena);
	free(scene);
	return error;
}

static const char *path(struct scene *scene, const char *name)
{
	return path_join(&scene->arena, str_of(scene->dir), str_of(name)).ptr;
}

static void writes_and_reads(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "f");
	struct str text;

	assert_int_equal(file_write(file, STR("a\0b\r\n\xff"), NULL), 0);
	assert_int_equal(file_read(&scene->arena, file, 100, &text), 0);
	assert_str(text, "a\0b\r\n\xff");
	assert_int_equal(text.ptr[text.len], '\0');
	assert_int_equal(file_write(file, STR("short"), NULL), 0);
	assert_int_equal(file_read(&scene->arena, file, 100, &text), 0);
	assert_str(text, "short");
}

static void empty_file(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "f");
	struct str text = STR_UNKNOWN;

	assert_int_equal(file_write(file, STR_UNKNOWN, NULL), 0);
	assert_int_equal(file_read(&scene->arena, file, 0, &text), 0);
	assert_str(text, "");
	assert_true(file_holds(file, STR("")));
	assert_true(file_holds(file, STR_UNKNOWN));
	assert_false(file_holds(file, STR("x")));
}

static void largest(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "f");
	struct str text;

	file_write(file, STR("12345"), NULL);
	assert_int_equal(file_read(&scene->arena, file, 5, &text), 0);
	assert_int_equal(file_read(&scene->arena, file, 4, &text), EFBIG);
	assert_int_equal(file_read(&scene->arena, file, SIZE_MAX, &text), 0);
}

static void large_file(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "f");
	size_t size = 3 * 1000 * 1000 + 7;
	char *bytes = arena_alloc(&scene->arena, size);
	struct str text;

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i % 251);
	assert_int_equal(file_write(file, (struct str){bytes, size}, NULL), 0);
	assert_int_equal(file_read(&scene->arena, file, size, &text), 0);
	assert_true(str_equal(text, (struct str){bytes, size}));
	assert_true(file_holds(file, text));
	bytes[size - 1]++;
	assert_false(file_holds(file, (struct str){bytes, size}));
	assert_false(file_holds(file, (struct str){bytes, size - 1}));
}

static void holds(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "f");

	assert_false(file_holds(file, STR("abc")));
	file_write(file, STR("abc"), NULL);
	assert_true(file_holds(file, STR("abc")));
	assert_false(file_holds(file, STR("abd")));
	assert_false(file_holds(file, STR("ab")));
	assert_false(file_holds(file, STR("abcd")));
	assert_false(file_holds(scene->dir, STR("")));
}

static void not_regular_files(void **state)
{
	struct scene *scene = *state;
	struct str text;

	assert_int_equal(file_read(&scene->arena, path(scene, "none"), 9, &text), ENOENT);
	assert_int_equal(file_read(&scene->arena, scene->dir, 9, &text), EISDIR);
	assert_int_equal(mkfifo(path(scene, "fifo"), 0600), 0);
	assert_int_equal(file_read(&scene->arena, path(scene, "fifo"), 9, &text), EINVAL);
	assert_int_equal(file_read(&scene->arena, path(scene, "fifo/x"), 9, &text), ENOTDIR);
	assert_int_equal(file_write(scene->dir, STR("x"), NULL), EISDIR);
	assert_int_equal(file_write(path(scene, "none/x"), STR("x"), NULL), ENOENT);
}

static void a_full_disk(void **state)
{
	(void)state;
	assert_int_equal(file_write("/dev/full", STR("x"), NULL), ENOSPC);
}

static void lists_in_order_of_bytes(void **state)
{
	static const char *const names[] = {"b", "a", "B", "\xc3\xa4", "a.b", "-", "10", "9", ".hidden"};
	static const char *const sorted[] = {"-", ".hidden", "10", "9", "B", "a", "a.b", "b", "\xc3\xa4"};
	enum { COUNT = sizeof names / sizeof *names };
	struct scene *scene = *state;
	struct dir_list entries;

	for (size_t i = 0; i < COUNT; i++)
		assert_int_equal(file_write(path(scene, names[i]), STR(""), NULL), 0);
	assert_int_equal(dir_read(&scene->arena, scene->dir, false, &entries), 0);
	assert_int_equal(entries.list.count, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		assert_string_equal(entries.list.items[i].name.ptr, sorted[i]);
		assert_int_equal(entries.list.items[i].name.len, strlen(sorted[i]));
		assert_int_equal(entries.list.items[i].type, ENTRY_FILE);
	}
}

static void lists_many(void **state)
{
	struct scene *scene = *state;
	struct dir_list entries;

	for (int i = 0; i < 500; i++)
		file_write(path(scene, arena_printf(&scene->arena, "%04d", i)), STR(""), NULL);
	assert_int_equal(dir_read(&scene->arena, scene->dir, false, &entries), 0);
	assert_int_equal(entries.list.count, 500);
	for (int i = 0; i < 500; i++)
		assert_int_equal(atoi(entries.list.items[i].name.ptr), i);
}

static void types(void **state)
{
	struct scene *scene = *state;
	static const enum entry_type as_it_is[] = {ENTRY_DIR, ENTRY_FILE, ENTRY_OTHER, ENTRY_OTHER,
						   ENTRY_OTHER, ENTRY_OTHER};
	static const enum entry_type followed[] = {ENTRY_DIR, ENTRY_FILE, ENTRY_DIR, ENTRY_FILE,
						   ENTRY_OTHER, ENTRY_OTHER};
	struct dir_list entries;

	assert_int_equal(mkdir(path(scene, "1-dir"), 0777), 0);
	assert_int_equal(file_write(path(scene, "2-file"), STR(""), NULL), 0);
	assert_int_equal(symlink("1-dir", path(scene, "3-link")), 0);
	assert_int_equal(symlink("2-file", path(scene, "4-link")), 0);
	assert_int_equal(symlink("nowhere", path(scene, "5-link")), 0);
	assert_int_equal(mkfifo(path(scene, "6-fifo"), 0600), 0);
	assert_int_equal(dir_read(&scene->arena, scene->dir, false, &entries), 0);
	assert_int_equal(entries.list.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(entries.list.items[i].type, as_it_is[i]);
	assert_int_equal(dir_read(&scene->arena, scene->dir, true, &entries), 0);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(entries.list.items[i].type, followed[i]);
}

static void lists_that_fail(void **state)
{
	struct scene *scene = *state;
	struct dir_list entries;

	assert_int_equal(dir_read(&scene->arena, path(scene, "none"), false, &entries), ENOENT);
	assert_int_equal(entries.list.count, 0);
	file_write(path(scene, "file"), STR(""), NULL);
	assert_int_equal(dir_read(&scene->arena, path(scene, "file"), false, &entries), ENOTDIR);
	mkdir(path(scene, "empty"), 0777);
	assert_int_equal(dir_read(&scene->arena, path(scene, "empty"), false, &entries), 0);
	assert_int_equal(entries.list.count, 0);
}

static void makes_directories(void **state)
{
	struct scene *scene = *state;
	struct stat st;

	assert_int_equal(dir_make(path(scene, "a/b/c")), 0);
	assert_int_equal(stat(path(scene, "a/b/c"), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(dir_make(path(scene, "a/b/c")), 0);
	assert_int_equal(dir_make(path(scene, "a/d/")), 0);
	assert_int_equal(dir_make(path(scene, "e/f/")), 0);
	assert_int_equal(dir_make("/"), 0);
	assert_int_equal(dir_make(""), ENOENT);
	assert_int_equal(symlink("a", path(scene, "link")), 0);
	assert_int_equal(dir_make(path(scene, "link")), 0);
}

static void a_file_in_the_way(void **state)
{
	struct scene *scene = *state;

	file_write(path(scene, "file"), STR(""), NULL);
	assert_int_equal(dir_make(path(scene, "file")), EEXIST);
	assert_int_equal(dir_make(path(scene, "file/x")), ENOTDIR);
	assert_int_equal(dir_make(path(scene, "file/x/y")), ENOTDIR);
}

static void removes_all_below(void **state)
{
	struct scene *scene = *state;
	struct stat st;

	dir_make(path(scene, "a/b/c"));
	file_write(path(scene, "a/file"), STR("x"), NULL);
	file_write(path(scene, "a/b/.hidden"), STR("x"), NULL);
	mkfifo(path(scene, "a/fifo"), 0600);
	assert_int_equal(dir_remove(path(scene, "a")), 0);
	assert_true(stat(path(scene, "a"), &st) < 0);
	assert_int_equal(dir_remove(path(scene, "a")), 0);
	file_write(path(scene, "file"), STR("x"), NULL);
	assert_int_equal(dir_remove(path(scene, "file")), ENOTDIR);
}

/* What a symbolic link points to is not ours to remove. */
static void removes_nothing_through_links(void **state)
{
	struct scene *scene = *state;

	dir_make(path(scene, "kept"));
	file_write(path(scene, "kept/file"), STR("x"), NULL);
	dir_make(path(scene, "a"));
	assert_int_equal(symlink("../kept", path(scene, "a/link")), 0);
	assert_int_equal(dir_remove(path(scene, "a")), 0);
	assert_true(file_holds(path(scene, "kept/file"), STR("x")));
	assert_int_equal(symlink("kept", path(scene, "link")), 0);
	assert_int_equal(dir_remove(path(scene, "link")), ENOTDIR);
	assert_true(file_holds(path(scene, "kept/file"), STR("x")));
}

/* Whole or not at all: what was open is another file, and nothing is left beside it. */
static void replaces(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "file");
	struct dir_list entries;
	struct stamp before, after;

	assert_int_equal(file_replace(file, STR("one")), 0);
	assert_true(file_holds(file, STR("one")));
	assert_int_equal(file_stamp(file, &before), 0);
	file_write(file_replace_part(&scene->arena, file).ptr, STR("left by one that was killed"),
		   NULL);
	assert_int_equal(file_replace(file, STR("")), 0);
	assert_true(file_holds(file, STR("")));
	assert_int_equal(file_stamp(file, &after), 0);
	assert_int_not_equal(before.inode, after.inode);
	assert_int_equal(dir_read(&scene->arena, scene->dir, false, &entries), 0);
	assert_int_equal(entries.list.count, 1);
}

static void replaces_nothing_where_it_fails(void **state)
{
	struct scene *scene = *state;
	struct dir_list entries;

	assert_int_equal(file_replace(path(scene, "none/file"), STR("x")), ENOENT);
	dir_make(path(scene, "dir"));
	file_write(path(scene, "dir/file"), STR("x"), NULL);
	assert_int_equal(file_replace(path(scene, "dir"), STR("x")), EISDIR);
	assert_true(file_holds(path(scene, "dir/file"), STR("x")));
	assert_int_equal(dir_read(&scene->arena, scene->dir, false, &entries), 0);
	assert_int_equal(entries.list.count, 1);
}

static void names_the_part_of_a_file(void **state)
{
	struct scene *scene = *state;

	assert_str(file_replace_part(&scene->arena, "a/b/v1.md"), "a/b/.v1.md.new");
	assert_str(file_replace_part(&scene->arena, "v1.md"), ".v1.md.new");
}

/* The last part alone: what is above it has been looked at. */
static void follows_no_link_out_of_the_site(void **state)
{
	struct scene *scene = *state;
	char here[4096];

	assert_non_null(getcwd(here, sizeof here));
	dir_make(path(scene, "site/in"));
	dir_make(path(scene, "out"));
	assert_int_equal(symlink("in", path(scene, "site/good")), 0);
	assert_int_equal(symlink("../out", path(scene, "site/bad")), 0);
	assert_int_equal(symlink("nothing", path(scene, "site/dangling")), 0);
	assert_int_equal(chdir(path(scene, "site")), 0);
	assert_int_equal(link_check_last("in"), 0);
	assert_int_equal(link_check_last("none"), 0);
	assert_int_equal(link_check_last("good"), 0);
	assert_int_equal(link_check_last("bad"), EXDEV);
	assert_int_equal(link_check_last("dangling"), ENOLINK);
	assert_int_equal(chdir(here), 0);
}

static void creates_and_never_overwrites(void **state)
{
	struct scene *scene = *state;
	const char *file = path(scene, "new");
	struct str text;

	assert_int_equal(file_create(file, STR("first")), 0);
	assert_int_equal(file_create(file, STR("second")), EEXIST);
	assert_int_equal(file_read(&scene->arena, file, 100, &text), 0);
	assert_true(str_equal(text, STR("first")));
	assert_int_equal(symlink("nowhere", path(scene, "link")), 0);
	assert_int_equal(file_create(path(scene, "link"), STR("x")), EEXIST);
	assert_int_equal(file_create(path(scene, "none/x"), STR("x")), ENOENT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(creates_and_never_overwrites),
		TEST(writes_and_reads),
		TEST(empty_file),
		TEST(largest),
		TEST(large_file),
		TEST(holds),
		TEST(not_regular_files),
		TEST(a_full_disk),
		TEST(lists_in_order_of_bytes),
		TEST(lists_many),
		TEST(types),
		TEST(lists_that_fail),
		TEST(makes_directories),
		TEST(a_file_in_the_way),
		TEST(removes_all_below),
		TEST(removes_nothing_through_links),
		TEST(replaces),
		TEST(replaces_nothing_where_it_fails),
		TEST(names_the_part_of_a_file),
		TEST(follows_no_link_out_of_the_site),
	};

	return RUN(tests);
}
