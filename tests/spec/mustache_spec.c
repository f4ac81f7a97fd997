/*
 * mustache_spec FILE...: runs cases in the JSON form of the Mustache
 * specification and prints TAP. Our own cases may say more:
 *
 *	strict, null_text, null_plain   options, as in mustache.h
 *	subject      what is being rendered, for messages
 *	renders      how often; 1
 *	error        text in "message [rule]" of an error; then expected may lack
 *	error_place  its "line:column", or "partial:line:column"
 *	error_help   text in its help
 *	error_subject  text in what was being made
 *	errors       how many there are in all; 1 with an error, else 0
 *
 * The template is called "template". Cases with lambdas are skipped.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/path.h"
#include "format/mustache.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUITE_LARGEST = 16 << 20 };

/* A case while it runs. */
struct run {
	const cJSON *json;
	struct arena arena;
	struct diags diags;
	struct buf out;
	bool good; /* what the engine says */
};

static const cJSON *member(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* Unknown where the case does not have it. */
static struct str text_member(const cJSON *object, const char *name)
{
	return str_of(cJSON_GetStringValue(member(object, name)));
}

static size_t count_member(const cJSON *object, const char *name, size_t fallback)
{
	const cJSON *number = member(object, name);

	return number ? (size_t)cJSON_GetNumberValue(number) : fallback;
}

static bool has_lambda(const cJSON *json)
{
	const cJSON *child;

	if (cJSON_IsObject(json) && str_equal(text_member(json, "__tag__"), STR("code")))
		return true;
	cJSON_ArrayForEach(child, json)
		if (has_lambda(child))
			return true;
	return false;
}

/* From JSON to values */

static struct value to_value(struct arena *arena, const cJSON *json);

static struct value to_list(struct arena *arena, const cJSON *json)
{
	size_t count = (size_t)cJSON_GetArraySize(json), i = 0;
	struct value *items = arena_array(arena, struct value, count);
	const cJSON *child;

	cJSON_ArrayForEach(child, json)
		items[i++] = to_value(arena, child);
	return value_list(items, count);
}

/* Each object is the only one of its kind. */
static struct value to_object(struct arena *arena, const cJSON *json)
{
	struct kind *kind = arena_new(arena, struct kind);
	const char **members;
	struct object *object;
	const cJSON *child;
	size_t i = 0;

	kind->name = "object";
	kind->count = (size_t)cJSON_GetArraySize(json);
	kind->members = members = arena_array(arena, const char *, kind->count);
	object = object_new(arena, kind);
	cJSON_ArrayForEach(child, json) {
		members[i] = child->string;
		object->members[i++] = to_value(arena, child);
	}
	return value_object(object);
}

static struct value to_number(struct arena *arena, const cJSON *json)
{
	char *printed = cJSON_PrintUnformatted(json);
	struct str text = str_copy(arena, str_of(printed));

	cJSON_free(printed);
	return value_text(text);
}

static struct value to_value(struct arena *arena, const cJSON *json)
{
	if (cJSON_IsString(json))
		return value_text(str_of(json->valuestring));
	if (cJSON_IsNumber(json))
		return to_number(arena, json);
	if (cJSON_IsBool(json))
		return value_bool(cJSON_IsTrue(json));
	if (cJSON_IsArray(json))
		return to_list(arena, json);
	if (cJSON_IsObject(json))
		return to_object(arena, json);
	return value_null();
}

/* Running */

static bool add(struct run *run, struct mustache *set, const char *name,
		const cJSON *text)
{
	struct source *source = arena_new(&run->arena, struct source);

	source->path = str_of(name);
	source->text = str_of(cJSON_GetStringValue(text));
	return mustache_add(set, source->path, source);
}

static struct mustache *compile(struct run *run)
{
	struct mustache_options options = {
		.strict = cJSON_IsTrue(member(run->json, "strict")),
		.null_text = text_member(run->json, "null_text"),
		.null_plain = text_member(run->json, "null_plain"),
	};
	struct mustache *set = mustache_new(&run->arena, &options, &run->diags);
	const cJSON *partial;

	run->good = add(run, set, "template", member(run->json, "template"));
	cJSON_ArrayForEach(partial, member(run->json, "partials"))
		run->good &= add(run, set, partial->string, partial);
	run->good &= mustache_check(set);
	return set;
}

static void render(struct run *run)
{
	struct mustache *set = compile(run);
	struct value context = to_value(&run->arena, member(run->json, "data"));
	struct str subject = text_member(run->json, "subject");

	for (size_t i = count_member(run->json, "renders", 1); i--;) {
		buf_reset(&run->out);
		run->good &= mustache_render(set, STR("template"), &context, subject,
					     &run->out);
	}
}

/* Judging */

static bool contains(struct str text, struct str part)
{
	return !part.len || (text.len && memmem(text.ptr, text.len, part.ptr, part.len));
}

static bool is_wanted(struct run *run, const struct diag *diag)
{
	struct str place = text_member(run->json, "error_place");
	const char *rule = diag->rule ? diag->rule : "";
	struct str message = str_printf(&run->arena, "%.*s [%s]", STR_ARG(diag->message),
					rule);
	struct str at = str_printf(&run->arena, "%zu:%zu", diag->line, diag->column);

	if (place.len && memchr(place.ptr, ':', place.len) !=
				 memrchr(place.ptr, ':', place.len))
		at = str_printf(&run->arena, "%.*s:%.*s", STR_ARG(diag->path),
				STR_ARG(at));
	return contains(message, text_member(run->json, "error")) &&
	       contains(diag->help, text_member(run->json, "error_help")) &&
	       contains(diag->subject, text_member(run->json, "error_subject")) &&
	       (!place.ptr || str_equal(place, at));
}

static bool errors_are_right(struct run *run)
{
	bool wanted = member(run->json, "error") != NULL;
	bool found = !wanted;

	for (size_t i = 0; i < run->diags.list.count; i++)
		found |= is_wanted(run, &run->diags.list.items[i]);
	return found && run->good != wanted &&
	       run->diags.errors == count_member(run->json, "errors", wanted);
}

static bool output_is_right(struct run *run)
{
	struct str expected = text_member(run->json, "expected");

	return expected.ptr ? str_equal(buf_str(&run->out), expected)
			    : member(run->json, "error") != NULL;
}

static void print_text(struct run *run, const char *name, struct str text)
{
	cJSON *json = cJSON_CreateString(arena_copy(&run->arena, text.ptr, text.len));
	char *printed = cJSON_PrintUnformatted(json);

	printf("  %s: %s\n", name, printed);
	cJSON_free(printed);
	cJSON_Delete(json);
}

static void print_failure(struct run *run)
{
	puts("  ---");
	print_text(run, "template", text_member(run->json, "template"));
	print_text(run, "expected", text_member(run->json, "expected"));
	print_text(run, "got", buf_str(&run->out));
	for (size_t i = 0; i < run->diags.list.count; i++) {
		struct diag *diag = &run->diags.list.items[i];

		printf("  - at: %.*s:%zu:%zu\n", STR_ARG(diag->path), diag->line,
		       diag->column);
		print_text(run, "  message", diag->message);
		print_text(run, "  help", diag->help);
	}
	puts("  ...");
}

static bool run_case(const cJSON *json, size_t number, const char *suite)
{
	struct run run = {.json = json};
	struct str name = text_member(json, "name");
	bool right;

	if (has_lambda(member(json, "data"))) {
		printf("ok %zu - %s: %.*s # SKIP lambda\n", number, suite,
		       STR_ARG(name));
		return true;
	}
	diags_init(&run.diags);
	render(&run);
	right = errors_are_right(&run);
	right &= output_is_right(&run);
	printf("%sok %zu - %s: %.*s\n", right ? "" : "not ", number, suite,
	       STR_ARG(name));
	if (!right)
		print_failure(&run);
	buf_release(&run.out);
	diags_release(&run.diags);
	arena_release(&run.arena);
	return right;
}

static cJSON *read_suite(struct arena *arena, const char *path)
{
	struct str text;
	int error = file_read(arena, path, SUITE_LARGEST, &text);
	cJSON *json;

	if (error)
		fatal("%s: %s", path, strerror(error));
	json = cJSON_ParseWithLength(text.ptr, text.len);
	if (!cJSON_IsArray(member(json, "tests")))
		fatal("%s: no JSON with tests", path);
	return json;
}

/* Runs what is in SUITE; the number of cases that failed. */
static size_t run_suite(const cJSON *suite, const char *path, size_t *number)
{
	struct str dir = path_dir(str_of(path)), name = str_of(path);
	const cJSON *json;
	size_t failed = 0;

	/* With its folder, which tells our cases from the official ones. */
	name.ptr += dir.len - path_base(dir).len;
	cJSON_ArrayForEach(json, member(suite, "tests"))
		failed += !run_case(json, ++*number, name.ptr);
	return failed;
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	size_t suites = (size_t)argc - 1, count = 0, number = 0, failed = 0;
	cJSON **json = arena_array(&arena, cJSON *, suites);

	for (size_t i = 0; i < suites; i++) {
		json[i] = read_suite(&arena, argv[i + 1]);
		count += (size_t)cJSON_GetArraySize(member(json[i], "tests"));
	}
	printf("1..%zu\n", count);
	for (size_t i = 0; i < suites; i++) {
		failed += run_suite(json[i], argv[i + 1], &number);
		cJSON_Delete(json[i]);
	}
	arena_release(&arena);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
