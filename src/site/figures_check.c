#include "site/figures_check.h"

#include "site/passage.h"

/* A text that is swept: Markdown with the way back to its source. */
struct swept {
	const struct md_document *md;
	const struct source *source;
	struct str text; /* that md was read from */
	size_t offset;   /* of it in the source */
	size_t length;   /* of the value that it is, where it does not stand as it is */
	bool exact;
	bool quoted;     /* in double quotes, so that it cannot hold any */
	struct str deal;     /* id of the deal that it tells of, or unknown */
	struct str question; /* that it answers, or unknown */
};

struct sweep {
	struct arena *arena;
	struct backings backings;
	struct diags *diags;
	struct figures_report *report;
	const struct guide *guide;   /* whose text it is */
	const struct md_node *heading; /* the last one */
	bool quoted;                   /* the text stands in double quotes */
	bool linked;                   /* a link is around the figure */
	struct quantities read;        /* the figures of the passage */
	struct figure_counts counts; /* of the text that is swept */
	const struct bundle *working; /* to say what has changed since the backings; or NULL */
	bool good;
};

/* ---- places ---- */

static struct place place_of(const struct swept *s, const struct passage *passage,
			     const struct quantity *q)
{
	size_t begin, end;

	if (!s->exact)
		return (struct place){s->source, s->offset, s->length};
	begin = s->offset + passage_offset(passage, s->md, s->text, q->begin);
	end = s->offset + passage_offset(passage, s->md, s->text, q->end - 1) + 1;
	if (begin > s->source->text.len)
		begin = s->source->text.len; /* the file was changed meanwhile */
	if (end < begin || end > s->source->text.len)
		end = begin;
	end = begin + str_find(str_slice(s->source->text, begin, end), '\n');
	return (struct place){s->source, begin, end - begin};
}

/* ---- what is said ---- */

enum { SHOWN_MOST = 300 };

/* The begin of TEXT where it is very long. */
static struct str shown(struct sweep *w, struct str text)
{
	size_t end = SHOWN_MOST;

	if (text.len <= SHOWN_MOST)
		return text;
	while (end && ((unsigned char)text.ptr[end] & 0xc0) == 0x80)
		end--;
	return str_printf(w->arena, "%.*s\u2026", (int)end, text.ptr);
}

/* A link that can be put in the figure's place as it is. */
static const char *lone_link(struct sweep *w, const struct figure *f)
{
	const char *quote = w->quoted ? "'" : "\"";

	return arena_printf(w->arena, "[%.*s](fact:none %swhy it stands alone%s)",
			    STR_ARG(shown(w, f->text)), quote, quote);
}

/* "Up to 5 GW" as it is written within a sentence, unless the prose has a capital, too. */
static struct str backing_text(struct sweep *w, const struct figure *f)
{
	struct str text = f->backing->text;
	bool word = text.len > 2 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' &&
		    text.ptr[1] >= 'a' && text.ptr[1] <= 'z' && !str_starts(text, STR("Rs"));

	if (!word || (f->text.ptr[0] >= 'A' && f->text.ptr[0] <= 'Z'))
		return text;
	return str_printf(w->arena, "%c%.*s", text.ptr[0] - 'A' + 'a', (int)text.len - 1,
			  text.ptr + 1);
}

static void say_contradicted(struct sweep *w, struct place place, const struct figure *f)
{
	const char *help = "write what it says, or correct the bundle";

	if (f->backing)
		w->good &= diag_at(w->diags, SEVERITY_ERROR, "figure", place, help,
			"%.*s is not what %.*s says: \"%.*s\"", STR_ARG(shown(w, f->text)),
			STR_ARG(f->bound), STR_ARG(shown(w, f->backing->whole)));
	else
		w->good &= diag_at(w->diags, SEVERITY_ERROR, "figure", place,
			"bind it to the deal or fact that says so",
			"%.*s holds no figure that could back %.*s", STR_ARG(f->bound),
			STR_ARG(shown(w, f->text)));
}

static void say_unbacked(struct sweep *w, struct place place, const struct figure *f)
{
	const char *near = "", *mark = "";

	if (f->backing)
		near = arena_printf(w->arena, "the nearest is %.*s, in %.*s; or ",
				    STR_ARG(shown(w, f->backing->text)), STR_ARG(f->backing->id));
	if (!w->linked)
		mark = arena_printf(w->arena, ", or mark it: %s", lone_link(w, f));
	w->good &= diag_at(w->diags, SEVERITY_ERROR, "figure", place,
		arena_printf(w->arena, "%sadd a %s that says so%s", near,
			     f->backing ? "fact" : "deal or fact", mark),
		"%.*s is not in the events bundle", STR_ARG(shown(w, f->text)));
}

static void say_hedge(struct sweep *w, struct place place, const struct figure *f)
{
	diag_at(w->diags, SEVERITY_WARNING, "figure-hedge", place,
		arena_printf(w->arena, "write %.*s", STR_ARG(backing_text(w, f))),
		f->hedge == HEDGE_LOST ? "%.*s leaves out the hedge of \"%.*s\" (%.*s)"
				       : "%.*s turns the hedge of \"%.*s\" around (%.*s)",
		STR_ARG(f->text), STR_ARG(f->backing->text), STR_ARG(f->backing->id));
}

static void say_meanings(struct sweep *w, struct place place, const struct figure *f)
{
	struct str text = shown(w, f->text);

	diag_at(w->diags, SEVERITY_NOTE, "figure-meaning", place,
		w->linked ? NULL
			  : arena_printf(w->arena, "say which: [%.*s](fact:%.*s) or [%.*s](fact:%.*s)",
					 STR_ARG(text), STR_ARG(f->backing->id), STR_ARG(text),
					 STR_ARG(f->other->id)),
		"%.*s may mean %.*s or %.*s", STR_ARG(text), STR_ARG(f->backing->id),
		STR_ARG(f->other->id));
}

static void say_no_reason(struct sweep *w, struct place place, const struct figure *f)
{
	w->good &= diag_at(w->diags, SEVERITY_ERROR, "figure-alone", place,
		arena_printf(w->arena, "write %s", lone_link(w, f)),
		"there is no reason why %.*s stands alone", STR_ARG(f->text));
}

static bool has_to_be_said(const struct figure *f)
{
	switch (f->state) {
	case FIGURE_BOUND:
	case FIGURE_MATCHED:
		return f->hedge == HEDGE_LOST || f->hedge == HEDGE_TURNED || f->other;
	case FIGURE_ALONE: return !str_trim(f->reason).len;
	default: return f->state != FIGURE_UNCHECKED;
	}
}

static void say(struct sweep *w, struct place place, const struct figure *f)
{
	switch (f->state) {
	case FIGURE_CONTRADICTED:
		say_contradicted(w, place, f);
		return;
	case FIGURE_UNBACKED:
		say_unbacked(w, place, f);
		return;
	case FIGURE_ALONE:
		say_no_reason(w, place, f);
		return;
	case FIGURE_BOUND:
	case FIGURE_MATCHED:
		if (f->hedge == HEDGE_LOST || f->hedge == HEDGE_TURNED)
			say_hedge(w, place, f);
		else
			say_meanings(w, place, f);
		return;
	default: return;
	}
}

/* ---- counting ---- */

static void count(struct sweep *w, const struct figure *f)
{
	int *const counters[FIGURE_STATES] = {
		[FIGURE_BOUND] = &w->counts.bound,
		[FIGURE_MATCHED] = &w->counts.matched,
		[FIGURE_ALONE] = &w->counts.alone,
		[FIGURE_CONTRADICTED] = &w->counts.contradicted,
		[FIGURE_UNBACKED] = &w->counts.unbacked,
		[FIGURE_UNCHECKED] = &w->counts.unchecked,
	};

	++*counters[f->state];
	if (w->report && f->state == FIGURE_ALONE)
		*list_add(&w->report->alone, w->arena) = (struct lone_figure){
			w->guide, str_copy(w->arena, f->text), f->reason};
}

static void add_counts(struct figure_counts *to, const struct figure_counts *more)
{
	to->known = true;
	to->bound += more->bound;
	to->matched += more->matched;
	to->alone += more->alone;
	to->contradicted += more->contradicted;
	to->unbacked += more->unbacked;
	to->unchecked += more->unchecked;
}

/* ---- since ---- */

static struct str now_says(struct sweep *w, const struct backing *was)
{
	const struct bundle *bundle = w->working;

	for (size_t i = 0; i < bundle->deals.count; i++)
		if (str_equal(bundle->deals.items[i].id.str, was->id))
			return was->platform ? bundle->deals.items[i].platform.str
					     : bundle->deals.items[i].scale.str;
	for (size_t i = 0; i < bundle->facts.count; i++)
		if (str_equal(bundle->facts.items[i].id.str, was->id) &&
		    bundle->facts.items[i].statement.md)
			return md_plain(w->arena, bundle->facts.items[i].statement.md->root);
	return STR_UNKNOWN;
}

/* The working bundle's record says this still, hedge and all. */
static bool says_still(const struct backings *now, const struct backing *was)
{
	for (size_t i = 0; i < now->list.count; i++) {
		const struct backing *is = now->list.items[i];

		if (str_equal(is->id, was->id) && is->quantity.hedge == was->quantity.hedge &&
		    quantity_compare(&was->quantity, &is->quantity) == QUANTITY_EQUAL &&
		    quantity_compare(&is->quantity, &was->quantity) == QUANTITY_EQUAL)
			return true;
	}
	return false;
}

static void say_since(struct sweep *w, struct place place, const struct figure *f,
		      const struct backings *now)
{
	const struct backing *was = f->backing;
	struct str is;

	if (f->state != FIGURE_BOUND && f->state != FIGURE_MATCHED)
		return;
	if (f->other && says_still(now, was))
		was = f->other;
	if (says_still(now, was))
		return;
	is = now_says(w, was);
	if (!bundle_has_record(w->working, was->id))
		diag_at(w->diags, SEVERITY_NOTE, "figure-since", place, NULL,
			"%.*s rests on %.*s, which said \"%.*s\" and is no longer in the bundle",
			STR_ARG(shown(w, f->text)), STR_ARG(was->id), STR_ARG(shown(w, was->whole)));
	else
		diag_at(w->diags, SEVERITY_NOTE, "figure-since", place, NULL,
			"%.*s rests on %.*s, which said \"%.*s\" and now says %s%.*s%s",
			STR_ARG(shown(w, f->text)), STR_ARG(was->id), STR_ARG(shown(w, was->whole)),
			is.ptr ? "\"" : "", STR_ARG(is.ptr ? shown(w, is) : STR("nothing")),
			is.ptr ? "\"" : "");
}

/* ---- the sweep ---- */

/* Which record it rests on, by what stands around it: near things first. */
static void settle(struct sweep *w, const struct swept *s, const struct passage *passage,
		   struct figure *figure)
{
	const struct md_node *block = passage->block, *heading = w->heading;
	const struct str around[] = {
		passage_sentence(passage, figure->quantity->begin),
		block->type == MD_CELL ? md_plain(w->arena, block->parent) : passage->text,
		s->question,
		heading ? md_plain(w->arena, heading) : STR_UNKNOWN,
	};

	figures_settle(&w->backings, figure, s->deal, around, sizeof around / sizeof *around);
}

static void sweep_quantity(struct sweep *w, const struct swept *s,
			   const struct passage *passage, const struct quantity *q,
			   const struct md_node *link, const struct backings *now)
{
	struct figure figure = figures_judge(
		&w->backings, q, str_slice(passage->text, q->begin, q->end),
		link ? link->text : STR(""), link ? link->title : STR_UNKNOWN);

	w->linked = link;
	if (figure.other)
		settle(w, s, passage, &figure);
	count(w, &figure);
	if (now)
		say_since(w, place_of(s, passage, q), &figure, now);
	else if (has_to_be_said(&figure))
		say(w, place_of(s, passage, q), &figure);
}

/* "Spread [over 10 years](fact:a)": who puts the word into the link means a hedge. */
static void hedge_by_link(struct sweep *w, const struct passage *passage, struct quantity *q)
{
	struct quantities quantities = {0};
	size_t begin;

	if (q->hedge != HEDGE_NONE || !q->begin ||
	    passage_link(passage, q->begin - 1) != passage_link(passage, q->number))
		return;
	quantity_read(w->arena, passage_link_text(passage, q->number, &begin), &quantities);
	for (size_t i = 0; i < quantities.list.count; i++) {
		const struct quantity *in = &quantities.list.items[i];

		if (in->number + begin != q->number || in->end + begin != q->end)
			continue;
		q->begin = in->begin + begin;
		q->hedge = in->hedge;
	}
}

/* "from [6 GW](fact:a) to [12 GW](fact:b)": each link is a figure of its own. */
static void sweep_link(struct sweep *w, const struct swept *s, const struct passage *passage,
		       size_t at, const struct backings *now)
{
	const struct md_node *link = passage_link(passage, at);
	struct quantities quantities = {0};
	size_t begin;

	quantity_read(w->arena, passage_link_text(passage, at, &begin), &quantities);
	for (size_t i = 0; i < quantities.list.count; i++) {
		struct quantity q = quantities.list.items[i];

		q.begin += begin;
		q.end += begin;
		q.number += begin;
		sweep_quantity(w, s, passage, &q, link, now);
	}
}

static void sweep_passage(struct sweep *w, const struct swept *s, const struct passage *passage,
			  const struct backings *now)
{
	w->read.list.count = 0;
	quantity_read(w->arena, passage->text, &w->read);
	for (size_t i = 0; i < w->read.list.count; i++) {
		struct quantity *q = &w->read.list.items[i];
		const struct md_node *first = passage_link(passage, q->number);
		const struct md_node *last = passage_link(passage, q->end - 1);

		if (first && last && first != last) {
			sweep_link(w, s, passage, q->number, now);
			sweep_link(w, s, passage, q->end - 1, now);
			continue;
		}
		if (first)
			hedge_by_link(w, passage, q);
		sweep_quantity(w, s, passage, q, first ? first : last, now);
	}
}

static void sweep(struct sweep *w, const struct swept *s, const struct backings *now)
{
	struct passage_reader reader = {.md = s->md};
	struct passage passage;

	if (!s->md)
		return;
	w->heading = NULL;
	w->quoted = s->quoted;
	while (passage_next(&reader, w->arena, &passage)) {
		if (passage.block->type == MD_HEADING)
			w->heading = passage.block;
		sweep_passage(w, s, &passage, now);
	}
	passage_release(&reader);
}

static void sweep_text(struct sweep *w, const struct source *source, const struct text *text,
		       struct swept s, const struct backings *now)
{
	const struct data *data = text->data;

	if (!text->md || !data)
		return;
	s.md = text->md;
	s.source = source;
	s.text = text->str;
	s.quoted = data->offset < source->text.len && source->text.ptr[data->offset] == '"';
	s.exact = data->as.text.exact;
	s.offset = s.exact ? data->as.text.content : data->offset;
	s.length = data->length;
	sweep(w, &s, now);
}

static void sweep_body(struct sweep *w, struct body *body, const struct backings *now)
{
	struct swept s = {.md = body->md, .source = &body->source, .offset = body->offset,
			  .exact = true};

	w->guide = body->guide;
	w->counts = (struct figure_counts){.known = true};
	s.text = str_slice(body->source.text, body->offset, body->source.text.len);
	sweep(w, &s, now);
	sweep_text(w, &body->source, &body->front.tldr, (struct swept){0}, now);
	for (size_t i = 0; i < body->front.takeaways.count; i++)
		sweep_text(w, &body->source, &body->front.takeaways.items[i],
			   (struct swept){0}, now);
	if (!now)
		body->figures = w->counts;
}

/* Texts of the bundle stand on the page of each guide. */
static void sweep_bundle(struct sweep *w, const struct content *content,
			 const struct backings *now)
{
	const struct bundle *bundle = &content->bundle;

	w->guide = NULL;
	w->counts = (struct figure_counts){.known = true};
	for (size_t i = 0; i < bundle->timeline.count; i++)
		sweep_text(w, &content->bundle_source, &bundle->timeline.items[i].event,
			   (struct swept){.deal = bundle->timeline.items[i].deal.str}, now);
	for (size_t i = 0; i < bundle->faq.count; i++)
		sweep_text(w, &content->bundle_source, &bundle->faq.items[i].answer,
			   (struct swept){.question = bundle->faq.items[i].question.str}, now);
}

static void count_quoted(struct sweep *w, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->posts.count; i++) {
		const struct str quotes[] = {bundle->posts.items[i].title.str,
					     bundle->posts.items[i].summary.str};

		for (size_t j = 0; j < 2; j++) {
			struct quantities quantities = {0};

			if (quotes[j].ptr)
				quantity_read(w->arena, quotes[j], &quantities);
			w->report->quoted += (int)quantities.list.count;
		}
	}
}

/* Charts read them, too. */
static void read_scales(struct content *content)
{
	for (size_t i = 0; i < content->bundle.deals.count; i++) {
		struct deal *deal = &content->bundle.deals.items[i];

		deal->figures = figures_of_deal(content->arena, deal,
						arena_new(content->arena, struct quantities));
	}
}

bool figures_check(struct content *content, struct diags *diags,
		   struct figures_report *report)
{
	struct sweep w = {.arena = content->arena, .diags = diags, .report = report,
			  .good = true};
	struct figure_counts shared;

	read_scales(content);
	figures_index(content->arena, &content->bundle, &w.backings);
	sweep_bundle(&w, content, NULL);
	shared = w.counts;
	sweep_body(&w, &content->intro, NULL);
	for (size_t i = 0; i < content->body_count; i++) {
		sweep_body(&w, &content->bodies[i], NULL);
		add_counts(&content->bodies[i].figures, &shared);
	}
	if (report)
		count_quoted(&w, &content->bundle);
	return w.good;
}

void figures_since(const struct content *working, const struct bundle *live, struct diags *found)
{
	struct sweep w = {.arena = working->arena, .diags = found, .working = &working->bundle};
	struct backings now;

	figures_index(working->arena, live, &w.backings);
	figures_index(working->arena, &working->bundle, &now);
	sweep_bundle(&w, working, &now);
	for (size_t i = 0; i < working->body_count; i++)
		sweep_body(&w, &working->bodies[i], &now);
}
