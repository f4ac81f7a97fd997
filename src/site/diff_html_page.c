#include "site/diff_format.h"

#include "format/html.h"
#include "site/diff_show.h"

struct page {
	struct arena arena;
	struct buf *out;
};

static void add(struct page *p, const char *html)
{
	buf_add(p->out, html, strlen(html));
}

static void add_text(struct page *p, struct str text)
{
	html_escape(p->out, diff_visible(&p->arena, text));
}

static const char page_style[] =
	":root { color-scheme: light dark; --ins: #d7f5dd; --del: #fbdcdc; }\n"
	"@media (prefers-color-scheme: dark) { :root { --ins: #123f20; --del: #571c1c; } }\n"
	"body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; font: 1rem/1.6 system-ui, "
	"sans-serif; overflow-wrap: break-word; }\n"
	"ins { background: var(--ins); text-decoration: underline; }\n"
	"del { background: var(--del); text-decoration: line-through; }\n"
	"h2 { margin-top: 2rem; border-bottom: 1px solid; }\n"
	".diff-summary { font-size: 1.25rem; }\n"
	".diff-note, .diff-target, .unknown { opacity: .75; font-size: .875em; }\n"
	".table, pre { overflow-x: auto; }\n"
	"table { border-collapse: collapse; }\n"
	"th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; "
	"vertical-align: top; }\n"
	".visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; "
	"clip-path: inset(50%); white-space: nowrap; }\n";

/* "lakes/beginner: v1 → v2" */
static void add_title(struct page *p, const struct diff_titled *titled)
{
	if (titled->title.ptr) {
		add_text(p, titled->title);
		add(p, ": ");
	}
	add_text(p, diff_side_name(&p->arena, &titled->diff->from));
	add(p, " → ");
	add_text(p, diff_side_name(&p->arena, &titled->diff->to));
}

static void add_article(struct page *p, const struct diff_titled *titled)
{
	add(p, "<article>\n<h1>");
	add_title(p, titled);
	add(p, "</h1>\n");
	diff_html(p->out, titled->diff);
	add(p, "</article>\n");
}

void diff_html_page(struct buf *out, const struct diff_titled *diffs, size_t count)
{
	struct page p = {.arena = ARENA_INIT, .out = out};

	add(&p,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	if (count == 1)
		add_title(&p, diffs);
	else
		add(&p, "Drafts");
	add(&p, "</title>\n<style>\n");
	add(&p, page_style);
	add(&p, "</style>\n</head>\n<body>\n<main>\n");
	for (size_t i = 0; i < count; i++)
		add_article(&p, &diffs[i]);
	if (!count)
		add(&p, "<h1>Drafts</h1>\n<p>There are none.</p>\n");
	add(&p, "</main>\n</body>\n</html>\n");
	arena_release(&p.arena);
}
