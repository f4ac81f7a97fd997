#include "format/mustache_render.h"

/*
 * The indentation in force and INDENT become the scope's; nothing does where
 * the tag is not alone on its line. What the caller has to put back is the
 * scope and the length of indents.
 */
static void use_indent(struct render *r, bool alone, struct str indent)
{
	size_t from = r->scope.indent, length = r->indents.len - from;

	r->scope.indent = r->indents.len;
	if (!alone || !(length + indent.len))
		return;
	buf_grow(&r->indents, length + indent.len);
	buf_add(&r->indents, r->indents.ptr + from, length);
	buf_add_str(&r->indents, indent);
}

/* A dynamic name's template; null includes nothing. */
static struct template *dynamic_target(struct render *r, struct node *node)
{
	const struct path *path = &node->as.include->path;
	const struct value *value = render_value(r, node, path);
	struct template *target;
	struct str name;

	if (!value || value->type == VALUE_NULL)
		return NULL;
	if (value->type != VALUE_TEXT) {
		if (r->set->strict)
			render_not_text(r, node, path, value);
		return NULL;
	}
	name = (struct str){value->as.text, value->count};
	target = mustache_find(r->set, name);
	if (!target && r->set->strict)
		render_missing(r, node, name);
	return target;
}

static struct template *static_target(struct render *r, struct node *node)
{
	struct include *include = node->as.include;
	struct template *target = mustache_target(r->set, include);

	if (!target && r->set->strict)
		render_missing(r, node, include->name);
	return target;
}

static void render_template(struct render *r, struct node *node,
			    struct template *template)
{
	struct include *include = node->as.include;

	use_indent(r, include->alone, include->indent);
	r->scope.in_tag |= node->in_tag;
	r->scope.template = template;
	r->includes++;
	render_nodes(r, template->nodes, template->nodes + template->count);
	r->includes--;
}

void render_include(struct render *r, struct node *node)
{
	struct template *template = node->as.include->dynamic ? dynamic_target(r, node)
							      : static_target(r, node);
	struct scope saved = r->scope;
	size_t indents = r->indents.len;
	struct passed passed = {saved.template, node, saved.passed};

	if (!template || template->broken) {
		r->failed |= template != NULL;
		return;
	}
	if (r->includes == INCLUDES_DEEPEST) {
		render_endless(r, node);
		return;
	}
	if (node->type == NODE_PARENT)
		r->scope.passed = &passed;
	render_template(r, node, template);
	r->scope = saved;
	r->indents.len = indents;
}

/*
 * The block that replaces those called NAME. The outmost parent decides, so
 * that a page has its way over the layouts in between.
 */
static struct node *find_argument(const struct render *r, uint32_t name,
				  const struct passed **by)
{
	struct node *found = NULL;

	for (const struct passed *p = r->scope.passed; p; p = p->outer) {
		struct node *end = p->parent + p->parent->span;

		for (struct node *b = p->parent + 1; b < end; b += b->span)
			if (b->as.block->name == name) {
				found = b;
				*by = p;
			}
	}
	return found;
}

/*
 * Where the block has a line of its own that line begins here, unless the
 * argument does that; where it has not, the line has begun before it.
 */
static void join_lines(struct render *r, const struct block *block,
		       const struct block *argument)
{
	if (block->starts_line && !argument->starts_line)
		render_line_begin(r);
	if (!block->starts_line && argument->starts_line)
		r->skip = render_indent(r).len;
}

/*
 * An argument is rendered as part of the template that it was written in: its
 * own blocks are replaced by what that template was given, never by itself.
 */
void render_block(struct render *r, struct node *node)
{
	const struct block *block = node->as.block;
	const struct passed *by;
	struct node *argument = find_argument(r, block->name, &by);
	struct scope saved = r->scope;
	size_t indents = r->indents.len;

	if (!argument) {
		render_within(r, node);
		return;
	}
	use_indent(r, block->alone, block->indent);
	r->scope.in_tag |= node->in_tag;
	r->scope.template = by->template;
	r->scope.passed = by->outer;
	if (argument->span > 1)
		join_lines(r, block, argument->as.block);
	render_within(r, argument);
	r->skip = 0;
	r->scope = saved;
	r->indents.len = indents;
}
