#include "site/context_values.h"

#include "site/kinds.h"

void context_set_list(struct context *c, struct object *object, size_t index,
		      struct value list)
{
	object->members[index] = list;
	object->members[index + 1] = value_bool(list.count > 0);
	object->members[index + 2] = value_text(str_number(c->arena, list.count));
}

struct value *context_items(struct context *c, size_t count)
{
	return arena_array(c->arena, struct value, count);
}

struct value context_made(struct context *c)
{
	struct value html = value_text(str_copy(c->arena, buf_str(c->scratch)));

	buf_reset(c->scratch);
	return html;
}

struct value context_inline(struct context *c, const struct text *text)
{
	if (!text->md)
		return value_null();
	md_html_inline(c->scratch, text->md, &text->context);
	return context_made(c);
}

struct value context_block(struct context *c, const struct md_document *md,
			       const struct md_context *context)
{
	const struct md_words words = {.table = context_word(c, at_words_table),
				       .footnotes = context_word(c, at_words_footnotes),
				       .back_to_text = context_word(c, at_words_back_to_text),
				       .done = context_word(c, at_words_done),
				       .to_do = context_word(c, at_words_to_do)};
	struct md_context said;

	if (!md || !md->root->first)
		return value_null();
	said = *context;
	said.words = &words;
	md_html(c->scratch, md, &said);
	return context_made(c);
}

struct value context_date(struct context *c, struct date date)
{
	struct object *o;

	if (!date_known(date))
		return value_null();
	o = object_new(c->arena, &kind_date);
	o->members[at_date_iso] = value_text(date_iso(c->arena, date));
	o->members[at_date_text] = value_text(words_date(c->arena, c->site->words, date));
	return value_object(o);
}

struct value context_anchor(struct context *c, struct str prefix, struct str id)
{
	return value_text(str_join(c->arena, prefix, id));
}
