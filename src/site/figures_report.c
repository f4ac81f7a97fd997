#include "site/figures_report.h"

void figures_print_head(struct buf *out)
{
	buf_addf(out, "%-36s %6s %8s %6s %13s %11s %12s\n", "", "bound", "matched", "alone",
		 "contradicted", "not backed", "not checked");
}

static void print_guide(struct buf *out, const struct body *body)
{
	const struct figure_counts *counts = &body->figures;

	buf_addf(out, "%-36.*s %6d %8d %6d %13d %11d %12d\n", STR_ARG(body->guide->name),
		 counts->bound, counts->matched, counts->alone, counts->contradicted,
		 counts->unbacked, counts->unchecked);
}

void figures_print(struct buf *out, const struct content *content,
		   const struct figures_report *report)
{
	for (size_t i = 0; i < content->body_count; i++)
		print_guide(out, &content->bodies[i]);
	for (size_t i = 0; i < report->alone.count; i++) {
		const struct lone_figure *lone = &report->alone.items[i];
		struct str where = lone->guide ? lone->guide->name : content->topic->name;

		buf_addf(out, "  %.*s stands alone in %.*s: %.*s\n", STR_ARG(lone->text),
			 STR_ARG(where), STR_ARG(lone->reason));
	}
	if (report->quoted)
		buf_addf(out, "  %d in posts of %.*s, which are quotations\n", report->quoted,
			 STR_ARG(content->topic->name));
}
