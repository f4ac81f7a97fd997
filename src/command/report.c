#include "command/report.h"

#include "format/diag_github.h"
#include "format/diag_json.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* Messages that say the same, before they are folded. */
enum { ALIKE_SHOWN = 3 };

static const char *const format_names[] = {"text", "json", "github"};

bool report_parse(const char *name, enum report_format *format)
{
	for (int i = REPORT_TEXT; i <= REPORT_GITHUB; i++)
		if (!strcmp(name, format_names[i])) {
			*format = (enum report_format)i;
			return true;
		}
	return false;
}

bool report_wants_colour(int fd)
{
	const char *no = getenv("NO_COLOR");

	return isatty(fd) && !(no && *no);
}

/*
 * The way from the repository, where GitHub looks for files, to the site: "guides/",
 * or nothing where the site is the repository, or no workflow runs.
 */
static struct str site_prefix(struct arena *arena)
{
	const char *workspace = getenv("GITHUB_WORKSPACE");
	char root[PATH_MAX], here[PATH_MAX];
	struct str from, to;

	if (!workspace || !realpath(workspace, root) || !getcwd(here, sizeof here))
		return STR("");
	from = str_of(root);
	to = str_of(here);
	if (!str_starts(to, from) || to.len == from.len || to.ptr[from.len] != '/')
		return STR("");
	return str_printf(arena, "%.*s/", STR_ARG(str_slice(to, from.len + 1, to.len)));
}

void report_messages(struct diags *diags, enum report_format format)
{
	struct arena scratch = ARENA_INIT;
	struct str prefix = site_prefix(&scratch);
	struct buf out = BUF_INIT;

	diags_sort(diags);
	for (size_t i = 0; i < diags->list.count; i++) {
		if (format == REPORT_JSON)
			diag_json(&out, &diags->list.items[i]);
		else
			diag_github(&out, &diags->list.items[i], prefix);
		fwrite(out.ptr, 1, out.len, stdout);
		buf_reset(&out);
	}
	fflush(stdout);
	buf_release(&out);
	arena_release(&scratch);
}

void report(struct diags *diags, const struct report_options *options)
{
	if (options->format != REPORT_TEXT)
		report_messages(diags, options->format);
	else if (options->all)
		diags_print(diags, stderr, report_wants_colour(STDERR_FILENO));
	else
		diags_print_folded(diags, stderr, report_wants_colour(STDERR_FILENO), ALIKE_SHOWN);
	diags_print_count(diags, stderr);
}
