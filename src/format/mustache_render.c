#include "format/mustache_render.h"

#include "format/html.h"

static void push(struct render *r, const struct value *value)
{
	struct frame *frame = &r->frames[r->height++];

	frame->value = value;
	frame->row = NULL;
	if (value->type == VALUE_OBJECT)
		frame->row = names_row(&r->set->names, r->set->arena,
				       value->as.object->kind);
}

static const struct value *find_outer(const struct render *r, uint32_t name)
{
	for (size_t i = r->height; i-- > 0;) {
		const struct frame *frame = &r->frames[i];
		int32_t index = frame->row ? frame->row[name] : -1;

		if (index >= 0)
			return &frame->value->as.object->members[index];
	}
	return NULL;
}

/* A null has every member, each of them null. */
static const struct value *find_member(const struct render *r,
				       const struct value *value, uint32_t name)
{
	int32_t index;

	if (value->type == VALUE_NULL)
		return value;
	if (value->type != VALUE_OBJECT)
		return NULL;
	index = names_row(&r->set->names, r->set->arena, value->as.object->kind)[name];
	return index < 0 ? NULL : &value->as.object->members[index];
}

const struct value *render_find(const struct render *r, const struct path *path)
{
	const struct value *value;

	if (!path->count)
		return r->frames[r->height - 1].value;
	value = find_outer(r, path->first);
	for (uint32_t i = 1; value && i < path->count; i++)
		value = find_member(r, value, path->rest[i - 1]);
	return value;
}

const struct value *render_value(struct render *r, struct node *node,
				 const struct path *path)
{
	const struct value *value = render_find(r, path);

	if (!value && r->set->strict)
		render_undefined(r, node, path);
	return value;
}

static bool is_falsy(const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
	case VALUE_FALSE:
		return true;
	case VALUE_TEXT:
	case VALUE_LIST:
		return !value->count;
	default:
		return false;
	}
}

struct str render_indent(const struct render *r)
{
	struct str all = buf_str(&r->indents);

	return str_slice(all, r->scope.indent, all.len);
}

void render_line_begin(struct render *r)
{
	struct str indent = render_indent(r);
	size_t skip = r->skip < indent.len ? r->skip : indent.len;

	buf_add_str(r->out, str_slice(indent, skip, indent.len));
	r->skip = 0;
}

static void render_lines(struct render *r, const struct node *node)
{
	struct str text = node->as.text;
	bool starts_line = node->starts_line;

	for (;;) {
		size_t end = str_find(text, '\n');

		if (starts_line)
			render_line_begin(r);
		starts_line = true;
		if (end + 1 >= text.len)
			break;
		buf_add(r->out, text.ptr, end + 1);
		text = str_slice(text, end + 1, text.len);
	}
	buf_add_str(r->out, text);
}

static void render_text(struct render *r, const struct node *node)
{
	if (r->indents.len == r->scope.indent)
		buf_add_str(r->out, node->as.text);
	else
		render_lines(r, node);
}

static void render_null(struct render *r, const struct node *node)
{
	bool plain = node->in_tag || r->scope.in_tag;

	buf_add_str(r->out, plain ? r->set->null_plain : r->set->null_text);
}

static void render_variable(struct render *r, struct node *node)
{
	const struct value *value = render_value(r, node, &node->as.path);

	if (!value)
		return;
	switch (value->type) {
	case VALUE_NULL: render_null(r, node); break;
	case VALUE_TRUE: buf_add_lit(r->out, "true"); break;
	case VALUE_FALSE: buf_add_lit(r->out, "false"); break;
	case VALUE_TEXT:
		if (node->escaped)
			html_escape(r->out, (struct str){value->as.text, value->count});
		else
			buf_add(r->out, value->as.text, value->count);
		break;
	default:
		if (r->set->strict)
			render_not_text(r, node, &node->as.path, value);
	}
}

void render_within(struct render *r, struct node *node)
{
	if (r->depth == RENDER_DEEPEST) {
		render_endless(r, node);
		return;
	}
	r->depth++;
	render_nodes(r, node + 1, node + node->span);
	r->depth--;
}

static void render_with(struct render *r, struct node *node, const struct value *value)
{
	push(r, value);
	render_within(r, node);
	r->height--;
}

static void render_section(struct render *r, struct node *node)
{
	const struct value *value = render_value(r, node, &node->as.path);

	if (!value || is_falsy(value))
		return;
	if (value->type == VALUE_TRUE) {
		render_within(r, node);
		return;
	}
	if (value->type != VALUE_LIST) {
		render_with(r, node, value);
		return;
	}
	for (uint32_t i = 0; i < value->count && !r->stopped; i++)
		render_with(r, node, &value->as.items[i]);
}

static void render_inverted(struct render *r, struct node *node)
{
	const struct value *value = render_value(r, node, &node->as.path);

	if (!value || is_falsy(value))
		render_within(r, node);
}

void render_nodes(struct render *r, struct node *node, const struct node *end)
{
	for (; node < end && !r->stopped; node += node->span) {
		switch ((enum node_type)node->type) {
		case NODE_TEXT: render_text(r, node); break;
		case NODE_VARIABLE: render_variable(r, node); break;
		case NODE_SECTION: render_section(r, node); break;
		case NODE_INVERTED: render_inverted(r, node); break;
		case NODE_PARTIAL:
		case NODE_PARENT: render_include(r, node); break;
		case NODE_BLOCK: render_block(r, node); break;
		}
	}
}

bool render_page(struct mustache *set, struct template *template,
		 const struct value *context, struct str subject, struct buf *out)
{
	struct frame frames[FRAMES_MOST];
	struct render r = {.set = set, .out = out, .subject = subject};

	r.frames = frames;
	r.scope.template = template;
	push(&r, context);
	render_nodes(&r, template->nodes, template->nodes + template->count);
	buf_release(&r.indents);
	return !r.failed;
}
