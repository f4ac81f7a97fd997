#include "site/diff_words.h"

#include "base/unicode.h"

/* Sets a class apart from that of the same text as a word. */
enum { CLASS_NOTE = 1, CLASS_PICTURE, CLASS_HTML };

struct splitter {
	struct differ *differ;
	const struct differ_notes *notes;
	LIST(struct diff_word) words;
	bool space; /* behind the last word */
};

static const struct diff_style plain_style;

bool diff_style_equal(const struct diff_style *a, const struct diff_style *b)
{
	return a == b || (a->marks == b->marks && !a->link.ptr == !b->link.ptr &&
			  str_equal(a->link, b->link) &&
			  str_equal(a->link_title, b->link_title) &&
			  !a->picture.ptr == !b->picture.ptr &&
			  str_equal(a->picture, b->picture) &&
			  str_equal(a->picture_title, b->picture_title));
}

/* White_Space of Unicode. */
static bool is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 ||
	       code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
	       code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f ||
	       code == 0x3000;
}

/* Scripts in which no space stands between words. */
static bool is_unspaced(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{0x0e00, 0x0eff},   /* Thai, Lao */
		{0x1000, 0x109f},   /* Myanmar */
		{0x1780, 0x17ff},   /* Khmer */
		{0x2e80, 0x2fff},   /* radicals */
		{0x3005, 0x3007},   {0x3021, 0x3029}, {0x3031, 0x3035},
		{0x3041, 0x312f},   /* Hiragana, Katakana, Bopomofo */
		{0x31a0, 0x31bf},   {0x31f0, 0x31ff},
		{0x3400, 0x4dbf},   {0x4e00, 0x9fff}, {0xf900, 0xfaff}, /* Han */
		{0xff66, 0xff9f},   /* narrow Katakana */
		{0x1aff0, 0x1b16f}, {0x20000, 0x3ffff},
	};

	if (code < ranges[0].first)
		return false;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

static uint32_t code_at(struct str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

/* What belongs to the character before it: marks, joiners, selectors. */
static size_t skip_attached(struct str text, size_t at)
{
	while (at < text.len) {
		size_t behind = at;
		uint32_t code = utf8_next(text, &behind);

		if (code < 0x300 || unicode_width(code) != 0 || is_space(code))
			break;
		at = behind;
		/* The zero width joiner joins what is behind it, too. */
		if (code == 0x200d && at < text.len && !is_space(code_at(text, at)))
			utf8_next(text, &at);
	}
	return at;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* True for a point or apostrophe inside a word, a comma inside a number. */
static bool is_inside(uint32_t last, uint32_t code, uint32_t next)
{
	if (is_unspaced(next) || !unicode_is_word(next))
		return false;
	if (code == '.' || code == ',')
		return is_digit(last) && is_digit(next);
	return code == '\'' || code == 0x2019;
}

/* The end of the word that begins at AT; *LETTERS tells whether it is one. */
static size_t word_end(struct str text, size_t at, bool *letters)
{
	uint32_t code = utf8_next(text, &at), last = code;

	*letters = unicode_is_word(code);
	at = skip_attached(text, at);
	if (!*letters || is_unspaced(code))
		return at;
	while (at < text.len) {
		size_t behind = at;

		code = utf8_next(text, &behind);
		if (is_unspaced(code) || !(unicode_is_word(code) ||
					   is_inside(last, code, code_at(text, behind))))
			break;
		last = code;
		at = skip_attached(text, behind);
	}
	return at;
}

static struct diff_word *add_word(struct splitter *s, struct str text,
				  const struct diff_style *style)
{
	struct diff_word *word = list_add(&s->words, s->differ->arena);

	word->text = text;
	word->style = style;
	word->space = s->space && s->words.count > 1;
	s->space = false;
	return word;
}

static void add_text(struct splitter *s, struct str text, const struct diff_style *style)
{
	for (size_t at = 0, end; at < text.len; at = end) {
		struct diff_word *word;
		bool letters;

		if (is_space(code_at(text, at))) {
			end = at;
			utf8_next(text, &end);
			s->space = true;
			continue;
		}
		end = word_end(text, at, &letters);
		word = add_word(s, str_slice(text, at, end), style);
		word->letters = letters;
		word->class = differ_class(s->differ, word->text);
	}
}

/* A word that is no text: its class is that of NUMBER among those of its SORT. */
static void add_special(struct splitter *s, struct str text, const struct diff_style *style,
			unsigned mark, uint32_t sort, uint32_t number)
{
	struct diff_style *own = arena_new(s->differ->arena, struct diff_style);

	*own = *style;
	own->marks |= mark;
	add_word(s, text, own)->class =
		differ_class_of(s->differ, (uint32_t[]){sort, number}, 2);
}

static void add_note(struct splitter *s, const struct md_node *node,
		     const struct diff_style *style)
{
	size_t number = node->number > 0 ? (size_t)node->number : 0;
	uint32_t name = 0;

	if (s->notes && number && number <= s->notes->count)
		name = s->notes->names[number - 1];
	add_special(s, str_number(s->differ->arena, number), style, DIFF_NOTE, CLASS_NOTE,
		    name);
}

static void add_picture(struct splitter *s, const struct md_node *node,
			const struct diff_style *style)
{
	struct diff_style *own = arena_new(s->differ->arena, struct diff_style);
	struct str text = md_plain(s->differ->arena, node);

	*own = *style;
	own->picture = node->text;
	own->picture_title = node->title;
	add_special(s, text, own, DIFF_PICTURE, CLASS_PICTURE, differ_class(s->differ, text));
}

static const struct diff_style *style_inside(struct splitter *s, const struct md_node *node,
					     const struct diff_style *outer)
{
	struct diff_style *style;

	if (node->type != MD_EMPHASIS && node->type != MD_STRONG && node->type != MD_STRIKE &&
	    node->type != MD_CODE && node->type != MD_LINK)
		return outer;
	style = arena_new(s->differ->arena, struct diff_style);
	*style = *outer;
	switch (node->type) {
	case MD_EMPHASIS: style->marks |= DIFF_EMPHASIS; break;
	case MD_STRONG: style->marks |= DIFF_STRONG; break;
	case MD_STRIKE: style->marks |= DIFF_STRIKE; break;
	case MD_CODE: style->marks |= DIFF_CODE; break;
	default:
		style->link = node->text;
		style->link_title = node->title;
	}
	return style;
}

/* Recursion is bounded by MD_DEEPEST. */
static void add_inside(struct splitter *s, const struct md_node *node,
		       const struct diff_style *outer)
{
	for (const struct md_node *child = node->first; child; child = child->next) {
		const struct diff_style *style = style_inside(s, child, outer);

		switch (child->type) {
		case MD_TEXT:
		case MD_CODE: add_text(s, child->text, style); break;
		case MD_SOFT_BREAK: s->space = true; break;
		case MD_HARD_BREAK:
			s->space = false;
			add_word(s, STR("\n"), style)->class =
				differ_class(s->differ, STR("\n"));
			break;
		case MD_PICTURE: add_picture(s, child, style); break;
		case MD_FOOTNOTE_MARK: add_note(s, child, style); break;
		case MD_CODE_BLOCK: add_text(s, child->text, style); break;
		case MD_HTML_BLOCK:
		case MD_HTML:
			add_special(s, child->text, style, DIFF_HTML, CLASS_HTML,
				    differ_class(s->differ, child->text));
			break;
		default: add_inside(s, child, style);
		}
		s->space |= child->type < MD_TEXT; /* a block */
	}
}

struct diff_word diff_words_break(struct differ *d)
{
	struct str text = STR("\n\n");

	return (struct diff_word){
		.text = text, .style = &plain_style, .class = differ_class(d, text)};
}

struct diff_words diff_words_plain(struct differ *d, struct str text)
{
	struct splitter s = {.differ = d};

	add_text(&s, text, &plain_style);
	return (struct diff_words){s.words.items, s.words.count};
}

struct diff_words diff_words_of(struct differ *d, const struct md_node *node,
				const struct differ_notes *notes)
{
	struct splitter s = {.differ = d, .notes = notes};

	add_inside(&s, node, &plain_style);
	return (struct diff_words){s.words.items, s.words.count};
}
