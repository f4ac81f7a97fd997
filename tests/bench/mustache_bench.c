/*
 * mustache_bench [PAGES]: renders a guide's page of about 20 KB again and
 * again; prints the time a page takes, beside that of copying its bytes.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/fatal.h"
#include "format/mustache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEALS = 30, EVENTS = 40, POSTS = 20, BODY = 6000 };

static const char *const item_members[] = {
	"id", "name", "other", "scale", "date", "date_text", "has_sources", "url", "note",
};
static const struct kind item_kind = {"item", item_members, 9};

static const char *const page_members[] = {
	"title", "topic", "level", "status", "version", "live", "tldr", "body", "deals",
	"has_deals", "deals_count", "events", "has_events", "posts", "posts_count",
	"base_url", "canonical", "superseded_by",
};
static const struct kind page_kind = {"page", page_members, 18};

static const char *const templates[][2] = {
	{"layout",
	 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	 "<title>{{$title}}Almanac{{/title}}</title>\n"
	 "<link rel=\"canonical\" href=\"{{canonical}}\">\n"
	 "<link rel=\"stylesheet\" href=\"{{base_url}}/assets/style.css\">\n"
	 "</head>\n<body>\n<header><a href=\"{{base_url}}/\">Almanac</a></header>\n"
	 "<main>\n{{$main}}\n{{/main}}\n</main>\n"
	 "<footer>{{$footer}}<p>Published by {{topic}}</p>{{/footer}}</footer>\n"
	 "</body>\n</html>\n"},
	{"deal",
	 "<tr id=\"deal-{{id}}\"><th scope=\"row\">{{name}}</th><td>{{other}}</td>"
	 "<td class=\"scale\">{{scale}}</td><td>{{#date}}<time datetime=\"{{date}}\">"
	 "{{date_text}}</time>{{/date}}{{^date}}{{date}}{{/date}}</td><td>"
	 "{{#has_sources}}<a href=\"{{{url}}}\">source</a>{{/has_sources}}</td></tr>\n"},
	{"page",
	 "{{<layout}}\n"
	 "{{$title}}{{title}} – {{topic}}{{/title}}\n"
	 "{{$main}}\n"
	 "<article>\n<p class=\"topic\">{{topic}}, {{level}}</p>\n<h1>{{title}}</h1>\n"
	 "<p class=\"status\">{{status}}, {{version}}"
	 "{{#live}}, live{{/live}}"
	 "{{^live}}, superseded by {{superseded_by}}{{/live}}</p>\n"
	 "<p class=\"tldr\">{{{tldr}}}</p>\n{{{body}}}\n"
	 "{{#has_deals}}\n<h2>Commitments ({{deals_count}})</h2>\n<table>\n"
	 "{{#deals}}\n{{>deal}}\n{{/deals}}\n</table>\n{{/has_deals}}\n"
	 "{{#has_events}}\n<ol>\n{{#events}}\n<li id=\"event-{{id}}\"><time>{{date_text}}"
	 "</time> {{{note}}}</li>\n{{/events}}\n</ol>\n{{/has_events}}\n"
	 "<h2>More posts on {{topic}} ({{posts_count}})</h2>\n<ul>\n{{#posts}}\n"
	 "<li><a href=\"{{{url}}}\">{{name}}</a> {{other}}, {{date_text}}: "
	 "{{note}}</li>\n"
	 "{{/posts}}\n</ul>\n</article>\n{{/main}}\n{{/layout}}\n"},
};

static struct value text(const char *bytes)
{
	return value_text(str_of(bytes));
}

static struct value make_items(struct arena *arena, size_t count)
{
	struct value *items = arena_array(arena, struct value, count);

	for (size_t i = 0; i < count; i++) {
		struct object *item = object_new(arena, &item_kind);
		struct value *m = item->members;

		m[0] = value_text(str_printf(arena, "anthropic-amazon-%zu", i));
		m[1] = text("Anthropic");
		m[2] = text("Amazon (AWS) & others");
		m[3] = text("Up to 5 GW, $100B+ over 10 years");
		m[4] = i % 4 ? text("2026-04-20") : value_null();
		m[5] = i % 4 ? text("20 April 2026") : value_null();
		m[6] = value_bool(i % 3);
		m[7] = text("https://example.org/news/anthropic-amazon-compute");
		m[8] = text("A collaboration for up to 5 gigawatts of \"new\" compute");
		items[i] = value_object(item);
	}
	return value_list(items, count);
}

static struct value make_page(struct arena *arena)
{
	struct object *page = object_new(arena, &page_kind);
	struct value *m = page->members;
	char *body = arena_alloc(arena, BODY);

	memset(body, 'x', BODY);
	m[0] = text("Training Infrastructure");
	m[1] = text("Training & serving");
	m[2] = text("beginner");
	m[3] = text("active");
	m[4] = text("v2");
	m[5] = value_bool(true);
	m[6] = text("Compute is bought <em>years</em> ahead.");
	m[7] = value_text((struct str){body, BODY});
	m[8] = make_items(arena, DEALS);
	m[9] = m[12] = value_bool(true);
	m[10] = text("30");
	m[11] = make_items(arena, EVENTS);
	m[13] = make_items(arena, POSTS);
	m[14] = text("20");
	m[15] = text("https://almanac.example");
	m[16] = text("https://almanac.example/training-infrastructure/beginner/");
	return value_object(page);
}

static struct mustache *make_set(struct arena *arena, struct diags *diags)
{
	struct mustache_options options = {true, STR("<abbr>—</abbr>"), STR("—")};
	struct mustache *set = mustache_new(arena, &options, diags);

	for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
		struct source *source = arena_new(arena, struct source);

		source->path = str_of(templates[i][0]);
		source->text = str_of(templates[i][1]);
		mustache_add(set, source->path, source);
	}
	mustache_check(set);
	return set;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void print(const char *what, double microseconds, size_t pages, size_t bytes)
{
	double each = microseconds / (double)pages;

	printf("%-8s %8.3f µs a page %10.1f MB/s\n", what, each, (double)bytes / each);
}

static void measure(struct mustache *set, const struct value *page, size_t pages)
{
	struct buf out = BUF_INIT, copy = BUF_INIT;
	double begin = now();

	for (size_t i = 0; i < pages; i++) {
		buf_reset(&out);
		mustache_render(set, STR("page"), page, STR("beginner.md"), &out);
	}
	printf("%zu pages of %zu bytes\n", pages, out.len);
	print("render", now() - begin, pages, out.len);
	begin = now();
	for (size_t i = 0; i < pages; i++) {
		buf_reset(&copy);
		buf_add_str(&copy, buf_str(&out));
		__asm__ volatile("" : : "r"(copy.ptr) : "memory");
	}
	print("copy", now() - begin, pages, out.len);
	buf_release(&copy);
	buf_release(&out);
}

int main(int argc, char **argv)
{
	size_t pages = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	struct arena arena = ARENA_INIT;
	struct diags diags;
	struct value page = make_page(&arena);
	struct mustache *set;

	diags_init(&diags);
	set = make_set(&arena, &diags);
	measure(set, &page, pages ? pages : 1);
	diags_print(&diags, stderr, false);
	diags_release(&diags);
	arena_release(&arena);
	return diags.errors ? EXIT_CONTENT : EXIT_GOOD;
}
