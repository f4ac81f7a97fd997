#include "site/search.h"

#include "format/json_write.h"
#include "site/words.h"

/* Bytes of an entry's text, about. */
enum { LONGEST = 200 };

/* The beginning of TEXT, cut between words. */
static struct str excerpt(struct arena *arena, struct str text)
{
	size_t end = LONGEST;

	if (!text.ptr || text.len <= LONGEST)
		return text;
	while (end > LONGEST / 2 && text.ptr[end] != ' ')
		end--;
	if (text.ptr[end] != ' ')
		for (end = LONGEST; ((unsigned char)text.ptr[end] & 0xc0) == 0x80;)
			end--;
	return str_join(arena, str_slice(text, 0, end), STR("…"));
}

static void add_entry(struct buf *out, const char *kind, struct str title, struct str url,
		      struct str text)
{
	buf_add_lit(out, "{\"kind\":\"");
	buf_add_str(out, str_of(kind));
	buf_add_lit(out, "\",\"title\":");
	json_string(out, title);
	buf_add_lit(out, ",\"url\":");
	json_string(out, url);
	buf_add_lit(out, ",\"text\":");
	if (text.ptr)
		json_string(out, text);
	else
		buf_add_lit(out, "null");
	buf_add_char(out, '}');
}

/* One that is not the first. */
static void add(struct buf *out, const char *kind, struct str title, struct str url,
		struct str text)
{
	buf_add_lit(out, ",\n");
	add_entry(out, kind, title, url, text);
}

static struct str plain(struct arena *arena, const struct text *text)
{
	return text->md ? md_plain(arena, text->md->root) : STR_UNKNOWN;
}

/* The first guide that has a page, where there is one; deals and facts are on the topic's. */
static const struct guide *first_guide(const struct topic *topic)
{
	for (size_t i = 0; i < topic->guide_count; i++)
		if (topic->guides[i].shown && !topic->guides[i].broken)
			return &topic->guides[i];
	return NULL;
}

static void add_guides(struct buf *out, const struct content *content)
{
	for (size_t i = 0; i < content->topic->guide_count; i++) {
		const struct guide *guide = &content->topic->guides[i];
		const struct guide_front *front = &content->bodies[i].front;

		if (guide->shown)
			add(out, "guide", front->title.str.ptr ? front->title.str : guide->title, guide->url,
			    excerpt(content->arena, plain(content->arena, &front->tldr)));
	}
}

static void add_deals(struct buf *out, const struct words *words, const struct content *content)
{
	struct str and = str_join3(content->arena, STR(" "), words_get(words, at_words_and), STR(" "));

	for (size_t i = 0; i < content->bundle.deals.count; i++) {
		const struct deal *deal = &content->bundle.deals.items[i];

		add(out, "deal",
		    str_join3(content->arena, deal->party_a.str, and, deal->party_b.str),
		    str_join3(content->arena, content->topic->url, STR("#deal-"), deal->id.str),
		    deal->scale.str);
	}
}

static void add_questions(struct buf *out, const struct content *content)
{
	const struct guide *guide = first_guide(content->topic);

	for (size_t i = 0; guide && i < content->bundle.faq.count; i++) {
		const struct question *question = &content->bundle.faq.items[i];

		add(out, "question", question->question.str,
		    str_join3(content->arena, guide->url, STR("#faq-"), question->id.str),
		    excerpt(content->arena, plain(content->arena, &question->answer)));
	}
}

static void add_facts(struct buf *out, const struct content *content)
{
	for (size_t i = 0; i < content->bundle.facts.count; i++) {
		const struct fact *fact = &content->bundle.facts.items[i];

		add(out, "fact", plain(content->arena, &fact->statement),
		    str_join3(content->arena, content->topic->url, STR("#fact-"), fact->id.str),
		    STR_UNKNOWN);
	}
}

void search_begin(struct buf *out, const struct site *site)
{
	buf_add_lit(out, "[\n");
	add_entry(out, "site", site->config.title.str, site->base_path,
		  site->config.description.str);
}

void search_topic(struct buf *out, const struct words *words, const struct content *content)
{
	add(out, "topic", content->front.title.str, content->topic->url,
	    content->front.description.str);
	add_guides(out, content);
	add_deals(out, words, content);
	add_questions(out, content);
	add_facts(out, content);
}

void search_end(struct buf *out)
{
	buf_add_lit(out, "\n]\n");
}
