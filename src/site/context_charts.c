#include "site/context_charts.h"

#include "base/timing.h"
#include "format/language.h"
#include "site/chart.h"
#include "site/kinds.h"

/* What has been drawn; null, where nothing has. */
static struct value drawn(struct context *c)
{
	struct value svg = value_null();

	if (c->scratch->len)
		svg = value_text(str_copy(c->arena, buf_str(c->scratch)));
	buf_reset(c->scratch);
	return svg;
}

struct charted {
	struct chart chart;
	const struct commitments *commitments;
	const struct value *deals; /* the values of all */
};

static struct value bar_value(struct context *c, const struct charted *charted,
			      const struct commitment *commitment, enum amount_kind kind)
{
	struct object *o = object_new(c->arena, &kind_bar);

	o->members[at_bar_deal] = charted->deals[commitment - charted->commitments->items];
	o->members[at_bar_amount] = value_text(commitment->amounts[kind].text);
	if (kind == AMOUNT_MONEY && !commitment->amounts[kind].known)
		o->members[at_bar_amount] = value_text(commitment->elsewhere);
	return value_object(o);
}

static struct value bars_value(struct context *c, const struct charted *charted,
			       const struct commitment **items, size_t count,
			       enum amount_kind kind)
{
	struct value *values = arena_array(c->arena, struct value, count);

	for (size_t i = 0; i < count; i++)
		values[i] = bar_value(c, charted, items[i], kind);
	return value_list(values, count);
}

static struct value chart_value(struct context *c, struct charted *charted, enum amount_kind kind)
{
	struct bars bars;
	struct object *o;

	bars_sort(c->arena, charted->commitments, kind, &bars);
	if (!bars.count)
		return value_null();
	o = object_new(c->arena, &kind_chart);
	chart_bars(&charted->chart, charted->commitments, kind, &bars);
	o->members[at_chart_svg] = drawn(c);
	context_set_list(c, o, at_chart_bars, bars_value(c, charted, bars.items, bars.count, kind));
	context_set_list(c, o, at_chart_others,
			 bars_value(c, charted, bars.others, bars.other_count, kind));
	context_set_list(c, o, at_chart_unknown,
			 bars_value(c, charted, bars.unknown, bars.unknown_count, kind));
	return value_object(o);
}

static struct value undated_value(struct context *c, struct value events,
				  const struct bundle *bundle)
{
	struct value *items = arena_array(c->arena, struct value, events.count);
	size_t count = 0;

	for (size_t i = 0; i < events.count; i++)
		if (!date_known(bundle->timeline.items[i].date.date))
			items[count++] = events.as.items[i];
	return value_list(items, count);
}

static void draw(struct context *c, struct object *o, const struct bundle *bundle,
		 const struct commitments *commitments)
{
	struct charted charted = {
		.chart = {c->scratch, c->arena, c->site->words,
			  {.from_right = language_from_right(c->site->config.language.str)}},
		.commitments = commitments,
		.deals = o->members[at_bundle_deals].as.items,
	};

	chart_diagram(&charted.chart, commitments);
	o->members[at_bundle_diagram] = drawn(c);
	o->members[at_bundle_power_chart] = chart_value(c, &charted, AMOUNT_POWER);
	o->members[at_bundle_money_chart] = chart_value(c, &charted, AMOUNT_MONEY);
	o->members[at_bundle_has_charts] =
		value_bool(o->members[at_bundle_power_chart].type != VALUE_NULL ||
			   o->members[at_bundle_money_chart].type != VALUE_NULL);
	chart_timeline(&charted.chart, bundle);
	o->members[at_bundle_timeline_chart] = drawn(c);
	context_set_list(c, o, at_bundle_undated,
			 undated_value(c, o->members[at_bundle_timeline], bundle));
}

void context_charts(struct context *c, struct object *o, const struct bundle *bundle,
		    const struct commitments *commitments)
{
	const char *stage_before = timing_enter(c->timing, "charts");

	draw(c, o, bundle, commitments);
	timing_enter(c->timing, stage_before);
}
