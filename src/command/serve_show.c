#include "command/serve_show.h"

#include "base/fatal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGES_NAMED = 4 };

struct str serve_show_address(struct arena *arena, unsigned short port, struct str base_path)
{
	return str_printf(arena, "http://127.0.0.1:%u%.*s", (unsigned)port, STR_ARG(base_path));
}

/* ---- what a build changed ---- */

static struct str next_line(struct str *rest)
{
	size_t end = str_find(*rest, '\n');
	struct str line = str_slice(*rest, 0, end);

	*rest = str_slice(*rest, end + (end < rest->len), rest->len);
	return line;
}

static bool is_page(struct str file)
{
	return str_equal(file, STR("index.html")) || str_ends(file, STR("/index.html"));
}

static size_t count_files(struct str changed, bool pages_only)
{
	size_t count = 0;

	while (changed.len)
		count += is_page(next_line(&changed)) || !pages_only;
	return count;
}

/* "3 pages changed: /a/ /b/ /c/", or the files where no page is among them. */
static void print_changed(const struct built *built)
{
	size_t pages = count_files(built->changed, true), named = 0;
	size_t count = pages ? pages : count_files(built->changed, false);
	struct str rest = built->changed;

	printf("%zu %s%s changed:", count, pages ? "page" : "file", str_plural(count));
	while (rest.len && named < PAGES_NAMED) {
		struct str file = next_line(&rest);

		if (pages && !is_page(file))
			continue;
		if (pages)
			file.len -= strlen("index.html");
		printf(" %.*s%.*s", STR_ARG(built->base_path), STR_ARG(file));
		named++;
	}
	puts(count > named ? " …" : "");
}

void serve_show_built(const struct built *built, struct str address, bool first, bool fresh)
{
	unsigned long long ms = (built->took + 500000) / 1000000;

	if (built->status != EXIT_GOOD) {
		printf("%zu error%s, after %llu ms; the pages stay as they were\n", built->errors,
		       str_plural(built->errors), ms);
	} else if (first) {
		printf("built in %llu ms: %zu topic%s, %zu guide%s at %.*s\n", ms, built->topics,
		       str_plural(built->topics), built->guides, str_plural(built->guides), STR_ARG(address));
	} else if (built->changed.len) {
		printf("rebuilt in %llu ms: ", ms);
		print_changed(built);
	} else if (fresh) {
		printf("rebuilt in %llu ms: no page changed\n", ms);
	}
	fflush(stdout);
}

/* ---- the browser ---- */

/* The program is a grandchild, which nobody has to wait for. */
static _Noreturn void run_browser(char *url)
{
	char program[] = "xdg-open";
	char *arguments[] = {program, url, NULL};
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	if (fork())
		_exit(EXIT_GOOD);
	setsid();
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	execvp(program, arguments);
	fprintf(stderr, "almanac serve: %s, which opens the browser, cannot be run: %s\n", program,
		strerror(errno));
	_exit(EXIT_SYSTEM);
}

void serve_show_browser(struct str address)
{
	struct arena scratch = ARENA_INIT;
	char *url = arena_copy(&scratch, address.ptr, address.len);
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child)
		run_browser(url);
	if (child > 0)
		waitpid(child, NULL, 0);
	arena_release(&scratch);
}
