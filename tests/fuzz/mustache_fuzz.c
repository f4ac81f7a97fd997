/* Any bytes as a template, and what stands behind a NUL as a partial of it. */
#include "fuzz.h"

#include "format/mustache.h"

static const char *const names[] = {"a", "b", "list", "has_list", "none"};
static const struct kind kind = {"thing", names, 5};

static struct value thing(struct arena *arena, int depth)
{
	struct object *object = object_new(arena, &kind);
	struct value *items = arena_array(arena, struct value, 2);

	object->members[0] = value_text(STR("<text> & \"more\"\nof it"));
	object->members[1] = depth ? thing(arena, depth - 1) : value_bool(true);
	for (size_t i = 0; i < 2 && depth; i++)
		items[i] = thing(arena, depth - 1);
	object->members[2] = value_list(items, depth ? 2 : 0);
	object->members[3] = value_bool(depth > 0);
	return value_object(object);
}

static void render(struct str main, struct str partial, bool strict)
{
	const struct mustache_options options = {strict, STR("<i>—</i>"), STR("—")};
	struct source sources[2] = {{STR("main"), main}, {STR("p"), partial}};
	struct arena arena = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct mustache *set;
	struct diags diags;
	struct value context;

	diags_init(&diags);
	set = mustache_new(&arena, &options, &diags);
	context = thing(&arena, 2);
	if (mustache_add(set, STR("main"), &sources[0]) &&
	    mustache_add(set, STR("p"), &sources[1]) && mustache_check(set))
		mustache_render(set, STR("main"), &context, STR("subject"), &out);
	diags_release(&diags);
	buf_release(&out);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size < 4096 ? size : 4096};
	size_t nul = str_find(all, '\0');
	struct str partial = nul < all.len ? str_slice(all, nul + 1, all.len) : STR("");

	render(str_slice(all, 0, nul), partial, false);
	render(str_slice(all, 0, nul), partial, true);
	return 0;
}
