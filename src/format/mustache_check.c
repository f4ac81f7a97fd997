/*
 * What can be said of a set of templates before any of them is rendered: which
 * templates are missing, which include themselves without end, and which no page
 * uses.
 */
#include "format/mustache.h"
#include "format/mustache_tree.h"

static const char rule[] = "template-partial";

/* A template on the way from one that includes itself. */
struct step {
	struct template *template;
	size_t node; /* that is looked at next */
};

struct walk {
	struct mustache *set;
	LIST(struct step) path;
	bool good;
};

static bool includes(const struct node *node)
{
	return node->type == NODE_PARTIAL || node->type == NODE_PARENT;
}

static bool check_present(struct mustache *set, struct template *template)
{
	bool good = true;

	for (size_t i = 0; i < template->count; i++) {
		struct node *node = &template->nodes[i];
		struct str name;

		if (!includes(node) || node->as.include->dynamic ||
		    mustache_target(set, node->as.include))
			continue;
		name = node->as.include->name;
		node_error(node, template, set, rule, mustache_nearest(set, name),
			   arena_printf(set->arena, "there is no template \"%.*s\"",
					STR_ARG(name)));
		good = false;
	}
	return good;
}

/* "a > b > a", from the last step that stands at TEMPLATE on. */
static const char *describe(struct walk *walk, const struct template *template)
{
	size_t i = walk->path.count;
	const char *text = "";

	do {
		i--;
		text = arena_printf(walk->set->arena, "%.*s > %s",
				    STR_ARG(walk->path.items[i].template->name), text);
	} while (walk->path.items[i].template != template);
	return arena_printf(walk->set->arena,
			    "%s%.*s: put a section between that can end it", text,
			    STR_ARG(template->name));
}

static void enter(struct walk *walk, struct template *template)
{
	struct step *step = list_add(&walk->path, walk->set->arena);

	*step = (struct step){template, 0};
	template->check = CHECK_OPEN;
}

static void follow(struct walk *walk, struct template *from, struct node *node)
{
	struct mustache *set = walk->set;
	struct template *to = mustache_target(set, node->as.include);

	if (!to || to->check == CHECK_DONE)
		return;
	if (to->check == CHECK_NEW) {
		enter(walk, to);
		return;
	}
	node_error(node, from, set, rule, describe(walk, to),
		   arena_printf(set->arena, "\"%.*s\" includes itself without end",
				STR_ARG(to->name)));
	walk->good = false;
}

/*
 * Goes on from the last step. A section may end the recursion, and a block may
 * be replaced: what stands in them is left out.
 */
static void go_on(struct walk *walk)
{
	struct step *step = &walk->path.items[walk->path.count - 1];
	struct template *template = step->template;
	struct node *node;

	if (step->node == template->count) {
		template->check = CHECK_DONE;
		walk->path.count--;
		return;
	}
	node = &template->nodes[step->node];
	step->node += node->span;
	if (includes(node) && !node->as.include->dynamic)
		follow(walk, template, node);
}

bool templates_check(struct mustache *set)
{
	struct walk walk = {.set = set, .good = true};

	for (size_t i = 0; i < set->templates.count; i++)
		set->templates.items[i]->check = CHECK_NEW;
	for (size_t i = 0; i < set->templates.count; i++) {
		struct template *template = set->templates.items[i];

		if (set->strict)
			walk.good &= check_present(set, template);
		if (template->check == CHECK_NEW)
			enter(&walk, template);
		while (walk.path.count)
			go_on(&walk);
	}
	return walk.good;
}

/* ---- what is used ---- */

static void use_all(struct mustache *set)
{
	for (size_t i = 0; i < set->templates.count; i++)
		set->templates.items[i]->used = true;
}

static void use(struct walk *walk, struct template *template)
{
	if (!template || template->used)
		return;
	template->used = true;
	*list_add(&walk->path, walk->set->arena) = (struct step){template, 0};
}

static void use_included(struct walk *walk, struct template *template)
{
	if (template->broken)
		use_all(walk->set); /* what it includes is not known */
	for (size_t i = 0; i < template->count; i++) {
		struct node *node = &template->nodes[i];

		if (!includes(node))
			continue;
		if (node->as.include->dynamic)
			use_all(walk->set);
		else
			use(walk, mustache_target(walk->set, node->as.include));
	}
}

void mustache_find_used(struct mustache *set, const char *const *pages)
{
	struct walk walk = {.set = set};

	for (; *pages; pages++)
		use(&walk, mustache_find(set, str_of(*pages)));
	while (walk.path.count)
		use_included(&walk, walk.path.items[--walk.path.count].template);
}

bool mustache_is_used(const struct mustache *set, struct str name)
{
	const struct template *template = mustache_find(set, name);

	return template && template->used;
}
