#include "site/base_check.h"

#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "site/load.h"
#include "site/seals.h"

#include <errno.h>

static const char restore[] =
	"take versions/ of this topic from the base, keep your working copy, and release again";

/* The entries of a chain's bytes, without what stands around them. */
static struct str entries_of(struct str text)
{
	if (str_equal(text, STR("[\n]\n")))
		return STR("");
	if (str_starts(text, STR("[\n")))
		text = str_slice(text, 2, text.len);
	if (str_ends(text, STR("\n]\n")))
		text.len -= 3;
	return text;
}

/* Takes the next entry off; a comma ends all but the last. */
static struct str next_entry(struct str *entries)
{
	size_t end = str_find(*entries, '\n');
	struct str entry = str_slice(*entries, 0, end);

	*entries = str_slice(*entries, end < entries->len ? end + 1 : end, entries->len);
	if (str_ends(entry, STR(",")))
		entry.len--;
	return entry;
}

/* The first entry of the base that is not here as it is there. */
static int compare_chains(struct diags *diags, const struct source *here, struct str there)
{
	struct str ours = entries_of(here->text), theirs = entries_of(there);

	while (theirs.len) {
		struct str wanted = next_entry(&theirs), found = next_entry(&ours);
		size_t offset = found.ptr ? (size_t)(found.ptr - here->text.ptr) : 0;

		if (str_equal(wanted, found))
			continue;
		if (found.len)
			diag_at(diags, SEVERITY_ERROR, "base", (struct place){here, offset, found.len},
				restore, "the base has another seal here: what is merged never changes");
		else
			diag_file(diags, SEVERITY_ERROR, "base", here->path, restore,
				  "the base has seals that are gone here: what is merged never changes");
		return EXIT_CONTENT;
	}
	return EXIT_GOOD;
}

static int check_topic(struct arena *arena, struct str base, struct str topic,
		       struct diags *diags)
{
	struct source here = {.path = seals_path(arena, topic)};
	struct str path = path_join(arena, base, here.path), there;
	int error = file_read(arena, path.ptr, LOAD_LARGEST_BUNDLE, &there);

	if (error == ENOENT || error == ENOTDIR)
		return EXIT_GOOD;
	if (error) {
		diag_file(diags, SEVERITY_ERROR, "base", path, NULL, "%s", file_error(error));
		return EXIT_SYSTEM;
	}
	if (file_read(arena, here.path.ptr, LOAD_LARGEST_BUNDLE, &here.text))
		here.text = STR("");
	return compare_chains(diags, &here, there);
}

int base_check(struct str base, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct str content = path_join(&arena, base, STR("content"));
	struct dir_list topics;
	int status = EXIT_GOOD, error = dir_read(&arena, content.ptr, true, &topics);

	if (error) {
		diag_file(diags, SEVERITY_ERROR, "base", content,
			  "--base takes a checkout of the branch that is merged into", "%s",
			  file_error(error));
		status = EXIT_USAGE;
	}
	for (size_t i = 0; i < topics.list.count && !error; i++) {
		int topic = topics.list.items[i].type != ENTRY_DIR ? EXIT_GOOD
			: check_topic(&arena, base, topics.list.items[i].name, diags);

		if (topic > status)
			status = topic;
	}
	arena_release(&arena);
	return status;
}
