#include "site/subscriptions.h"

#include "base/file.h"

#include <errno.h>

static bool wrong(struct diags *diags, const char *help, const char *message)
{
	diag_file(diags, SEVERITY_ERROR, "opml", STR(SUBSCRIPTIONS_PATH), help, "%s", message);
	return false;
}

bool subscriptions_load(struct arena *arena, struct source *source, struct diags *diags,
			subscriptions *list)
{
	int error;

	*list = (subscriptions){0};
	*source = (struct source){STR(SUBSCRIPTIONS_PATH), STR_UNKNOWN};
	error = file_read(arena, SUBSCRIPTIONS_PATH, SUBSCRIPTIONS_LARGEST, &source->text);
	if (error == ENOENT)
		return true;
	if (error)
		return wrong(diags, NULL, file_error(error));
	return opml_read(arena, source, diags, list);
}

/* What is added must be found again, and nothing else be lost by it. */
static bool reads_back(struct arena *arena, struct str text, struct diags *diags)
{
	const struct source source = {STR(SUBSCRIPTIONS_PATH), str_copy(arena, text)};
	subscriptions list;

	return opml_read(arena, &source, diags, &list);
}

bool subscriptions_add(struct arena *arena, const struct source *source,
		       const struct subscription *subscription, struct diags *diags)
{
	struct buf out = BUF_INIT;
	bool good = opml_add(&out, source->text, subscription);
	int error;

	if (!good)
		wrong(diags, "it ends with </body> and </opml>", "there is no </body> to add a line before");
	good = good && reads_back(arena, buf_str(&out), diags);
	error = good ? file_replace(SUBSCRIPTIONS_PATH, buf_str(&out)) : 0;
	if (error)
		good = wrong(diags, NULL, file_error(error));
	buf_release(&out);
	return good;
}
