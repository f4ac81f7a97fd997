#include "site/versions.h"

#include "base/path.h"
#include "site/load.h"

static bool stranger(struct diags *diags, struct str path)
{
	diag_file(diags, SEVERITY_ERROR, "sealed-file", path,
		  "remove it; or put seals.json back as it was committed, if that has lost its seal",
		  "no seal names this file");
	return false;
}

/* All of DIR must be files vN of SUFFIX, N up to COUNT. */
static bool check_dir(struct arena *scratch, struct str dir, struct str suffix, int count,
		      struct diags *diags)
{
	struct dir_list entries;
	bool good = true;

	if (dir_read(scratch, dir.ptr, false, &entries))
		return true; /* what is missing has been reported */
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct dir_entry *entry = &entries.list.items[i];
		int number = entry->type == ENTRY_FILE ? seals_file_number(entry->name, suffix) : 0;

		if (entry->name.ptr[0] != '.' && (!number || number > count))
			good = stranger(diags, path_join(scratch, dir, entry->name));
	}
	return good;
}

static bool check_entry(struct arena *scratch, const struct seals *seals, struct str dir,
			const struct dir_entry *entry, struct diags *diags)
{
	struct str path = path_join(scratch, dir, entry->name);

	if (entry->type == ENTRY_DIR && str_equal(entry->name, STR("events")))
		return check_dir(scratch, path, STR(".json"), seals->bundles, diags);
	for (int level = 0; level < LEVELS; level++) {
		const struct seal *newest = seals_newest(seals, (enum level)level);

		if (entry->type == ENTRY_DIR &&
		    str_equal(entry->name, str_of(level_names[level])))
			return check_dir(scratch, path, STR(".md"), newest ? newest->version : 0,
					 diags);
	}
	if (str_equal(entry->name, STR("seals.json")) || entry->name.ptr[0] == '.')
		return true;
	return stranger(diags, path);
}

void versions_check_journal(const struct versions *v, struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct str path = path_join(&scratch, seals_dir(&scratch, v->topic->name),
				    STR(SEALS_JOURNAL)), journal;
	bool found = !file_read(&scratch, path.ptr, LOAD_LARGEST_BUNDLE, &journal);
	bool amends = found && str_starts(journal, STR("amend "));

	if (found)
		diag_file(diags, SEVERITY_WARNING, "release-interrupted", path,
			  arena_printf(&scratch, "run `almanac release %.*s%s`: it clears up",
				       STR_ARG(v->topic->name), amends ? " --amend" : ""),
			  amends ? "a release of this topic was being sealed again, and that was "
				   "interrupted"
				 : "a release of this topic was interrupted, and left files of no "
				   "version");
	arena_release(&scratch);
}

bool versions_check_strangers(const struct versions *v, struct diags *diags)
{
	struct arena scratch = ARENA_INIT;
	struct str dir = seals_dir(&scratch, v->topic->name);
	struct dir_list entries = {0};
	struct stamp stamp;
	bool good = true;

	if (dir_read(&scratch, dir.ptr, false, &entries) ||
	    file_stamp(path_join(&scratch, dir, STR(SEALS_JOURNAL)).ptr, &stamp) == 0)
		entries.list.count = 0;
	for (size_t i = 0; i < entries.list.count; i++)
		good &= check_entry(&scratch, &v->seals, dir, &entries.list.items[i], diags);
	arena_release(&scratch);
	return good;
}
