#include "command/watch.h"

bool watch_option(struct watch *watch, int option)
{
	switch (option) {
	case 'q': watch->quiet = true; return true;
	case 'v': watch->verbose = true; return true;
	case OPTION_TIMINGS: watch->timings = true; return true;
	default: return false;
	}
}

/* The last one of --quiet and --verbose would be a guess: quiet is quiet. */
void watch_begin(struct watch *watch)
{
	watch->verbose = watch->verbose && !watch->quiet;
	progress_begin(&watch->progress, stderr);
	if (watch->quiet)
		watch->progress.mode = PROGRESS_SILENT;
	if (watch->verbose)
		watch->progress.mode = PROGRESS_STEPS;
	if (watch->timings)
		timing_begin(&watch->timing, "start");
	interrupt_begin(&watch->interrupt);
}

static void name_change(void *context, enum output_change change, struct str path, struct str bytes)
{
	static const char *const words[] = {"create", "change", "remove"};

	(void)context;
	(void)bytes;
	fprintf(stderr, "%s  %.*s\n", words[change], STR_ARG(path));
}

struct timing *watch_timing(struct watch *watch)
{
	return watch->timings ? &watch->timing : NULL;
}

void watch_build(struct watch *watch, struct build_options *build)
{
	watch->listener = (struct output_listener){name_change, watch};
	build->listener = watch->verbose ? &watch->listener : NULL;
	build->progress = &watch->progress;
	build->timing = watch_timing(watch);
}

void watch_stop(struct watch *watch)
{
	progress_clear(&watch->progress);
	watch->progress.mode = PROGRESS_SILENT;
}

static void keep_errors(struct diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < diags->list.count; i++)
		if (diags->list.items[i].severity == SEVERITY_ERROR)
			diags->list.items[kept++] = diags->list.items[i];
	diags->list.count = kept;
	diags->warnings = 0;
}

void watch_report(struct watch *watch, struct diags *diags, const struct report_options *options)
{
	struct buf table = BUF_INIT;

	if (watch->quiet)
		keep_errors(diags);
	if (options)
		report(diags, options);
	else
		command_report(diags);
	if (watch->timings) {
		timing_print(&watch->timing, &table);
		fprintf(stderr, "%.*s", STR_ARG(buf_str(&table)));
		timing_release(&watch->timing);
	}
	buf_release(&table);
}

void watch_end(struct watch *watch)
{
	interrupt_end(&watch->interrupt);
}
