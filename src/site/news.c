#include "site/news.h"

#include "site/posts_seen.h"

bool news_choose(struct content *shown, struct content *working,
		 const struct matched_posts *matched, struct diags *diags)
{
	struct arena *arena = working->arena;
	struct seen named = {.arena = arena}, taken = {.arena = arena}, there = {.arena = arena};
	struct str text;
	bool good = seen_read(&named, working->topic->name, diags, &text, &working->seen_stamp);

	seen_add_bundle(&taken, &working->bundle);
	seen_add_bundle(&there, &shown->bundle);
	for (size_t i = 0; i < matched->list.count && shown->news.count < NEWS_MOST; i++) {
		const struct pulled_post *post = matched->list.items[i].post;

		if (seen_has(&there, post) || (seen_has(&named, post) && !seen_has(&taken, post)))
			continue;
		*list_add(&shown->news, arena) =
			(struct news_item){post->title, post->source, post->url, post->date};
	}
	return good;
}
