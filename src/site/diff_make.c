#include "site/diff.h"

#include "base/buf.h"
#include "site/diff_body.h"
#include "site/diff_count.h"
#include "site/diff_pictures.h"
#include "site/diff_records.h"
#include "site/differ.h"
#include "site/schema_write.h"

/* All of a side as bytes. */
static void write_side(struct buf *out, const struct diff_side *side)
{
	struct json_writer writer = {.out = out};

	buf_add_str(out, side->text);
	if (side->front)
		schema_write(&writer, &record_guide_front, side->front);
	if (side->bundle)
		schema_write(&writer, &record_bundle, side->bundle);
}

/* Which side is aligned first must not depend on which one is the new one. */
static bool is_reversed(const struct diff_side *from, const struct diff_side *to)
{
	struct buf old = BUF_INIT, new = BUF_INIT;
	bool reversed;

	write_side(&old, from);
	write_side(&new, to);
	reversed = str_compare(buf_str(&old), buf_str(&new)) > 0;
	buf_release(&old);
	buf_release(&new);
	return reversed;
}

static bool is_same(const struct diff *diff)
{
	return !diff->body.differs && diff->front.change == DIFF_SAME &&
	       diff->bundle.change == DIFF_SAME && !diff->pictures.count;
}

struct diff *diff_make(struct arena *arena, const struct diff_side *from,
		       const struct diff_side *to)
{
	struct diff *diff = arena_new(arena, struct diff);
	struct differ d = {.arena = arena, .reversed = is_reversed(from, to)};

	diff->from = *from;
	diff->to = *to;
	diff->front = diff_record_make(&d, &record_guide_front, from->front, to->front);
	diff->body = diff_body_make(&d, from, to);
	diff->bundle = diff_record_make(&d, &record_bundle, from->bundle, to->bundle);
	diff->pictures = diff_pictures_make(arena, from, to);
	diff->same = is_same(diff);
	diff_count(arena, diff);
	return diff;
}
