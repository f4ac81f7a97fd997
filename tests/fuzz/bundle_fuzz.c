/*
 * Any bytes as an events bundle. One that is good is written as JSON, read
 * again and written again: the same bytes must come out.
 */
#include "fuzz.h"

#include "format/json.h"
#include "format/json_write.h"
#include "site/export.h"
#include "site/schema.h"

#include <stdlib.h>

static bool read_bundle(struct arena *arena, const struct source *source,
			struct bundle *bundle)
{
	struct diags diags;
	struct data data;
	bool good;

	*bundle = (struct bundle){0};
	diags_init(&diags);
	good = json_read(arena, source, &diags, &data) &&
	       schema_read(&record_bundle, arena, source, &data, &diags, bundle);
	diags_release(&diags);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct source first = {STR("events.json"), {(const char *)data, size}}, second;
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct bundle bundle, again;

	md_init();
	if (read_bundle(&arena, &first, &bundle)) {
		export_bundle(&once, &bundle);
		second = (struct source){STR("again.json"), buf_str(&once)};
		if (!read_bundle(&arena, &second, &again))
			abort();
		export_bundle(&twice, &again);
		if (!str_equal(buf_str(&once), buf_str(&twice)))
			abort();
		export_commitments(&twice, &bundle);
	}
	buf_release(&once);
	buf_release(&twice);
	arena_release(&arena);
	return 0;
}
