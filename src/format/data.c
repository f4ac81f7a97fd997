#include "format/data.h"

#include "base/map.h"

const struct data *data_get(const struct data *map, struct str name)
{
	for (size_t i = 0; i < map->as.map.count; i++)
		if (str_equal(map->as.map.members[i].name, name))
			return &map->as.map.members[i].value;
	return NULL;
}

const char *data_type_name(enum data_type type)
{
	static const char *const names[] = {
		[DATA_NULL] = "null", [DATA_BOOL] = "true or false",
		[DATA_NUMBER] = "a number", [DATA_TEXT] = "text",
		[DATA_LIST] = "a list", [DATA_MAP] = "an object",
	};

	return names[type];
}

static void report_repeat(const struct data_member *member,
			  const struct source *source, const char *rule,
			  struct diags *diags)
{
	struct place place = {source, member->offset, member->length};

	diag_at(diags, SEVERITY_ERROR, rule, place, "remove one of the two",
		"\"%.*s\" stands here a second time", STR_ARG(member->name));
}

/* For few members comparing each with each is faster than a table. */
enum { FEW = 16 };

static bool repeats_one_of(const struct data_member *members, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_equal(members[i].name, members[at].name))
			return true;
	return false;
}

static void report_among_many(const struct data *map, const struct source *source,
			      const char *rule, struct diags *diags)
{
	struct arena arena = ARENA_INIT;
	struct map seen = {0};

	for (size_t i = 0; i < map->as.map.count; i++) {
		struct data_member *member = &map->as.map.members[i];

		if (map_put(&seen, &arena, member->name, member) != member)
			report_repeat(member, source, rule, diags);
	}
	arena_release(&arena);
}

void data_report_repeats(const struct data *map, const struct source *source,
			 const char *rule, struct diags *diags)
{
	if (map->as.map.count > FEW) {
		report_among_many(map, source, rule, diags);
		return;
	}
	for (size_t i = 1; i < map->as.map.count; i++)
		if (repeats_one_of(map->as.map.members, i))
			report_repeat(&map->as.map.members[i], source, rule, diags);
}
