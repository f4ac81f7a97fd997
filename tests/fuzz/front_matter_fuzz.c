/* Any bytes as a guide's file: front matter, then the tables of its members. */
#include "fuzz.h"

#include "format/front_matter.h"
#include "site/model.h"
#include "site/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct source source = {STR("guide.md"), {(const char *)data, size}};
	struct front_matter front;
	struct guide_front guide = {0};
	struct topic_front topic = {0};
	struct diags diags;

	md_init();
	diags_init(&diags);
	if (front_matter_read(&arena, &source, &diags, &front)) {
		schema_read(&record_guide_front, &arena, &source, &front.data, &diags, &guide);
		schema_read(&record_topic_front, &arena, &source, &front.data, &diags, &topic);
	}
	diags_release(&diags);
	arena_release(&arena);
	return 0;
}
