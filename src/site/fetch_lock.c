#include "site/fetch_lock.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "site/subscriptions.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

static int wrong(struct diags *diags, int status, const char *help, const char *message)
{
	diag_file(diags, SEVERITY_ERROR, "fetch", STR(SUBSCRIPTIONS_DIR), help, "%s", message);
	return status;
}

/* Names as file_replace gives them. */
static void clear_up(void)
{
	struct arena arena = ARENA_INIT;
	struct dir_list entries;

	if (!dir_read(&arena, SUBSCRIPTIONS_DIR, false, &entries))
		for (size_t i = 0; i < entries.list.count; i++) {
			struct str name = entries.list.items[i].name;

			if (str_starts(name, STR(".")) && str_ends(name, STR(".new")))
				unlink(path_join(&arena, STR(SUBSCRIPTIONS_DIR), name).ptr);
		}
	arena_release(&arena);
}

int fetch_lock(struct diags *diags, int *lock)
{
	*lock = open(SUBSCRIPTIONS_DIR, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0 && errno == ENOENT)
		return wrong(diags, EXIT_CONTENT, "`almanac fetch --add URL` adds the first one",
			     "there are no subscriptions");
	if (*lock < 0)
		return wrong(diags, EXIT_SYSTEM, NULL, file_error(errno));
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0) {
		clear_up();
		return EXIT_GOOD;
	}
	close(*lock);
	return wrong(diags, EXIT_SYSTEM, "wait until it has ended", "another fetch is going on here");
}
