#include "format/feeds_xml.h"

#include "format/ascii.h"
#include "format/feeds_names.h"
#include "format/feeds_value.h"
#include "format/html.h"
#include "format/html_text.h"
#include "format/url.h"

const char *const feeds_xml_roots[] = {"rss", "feed", "rdf", "channel"};
const size_t feeds_xml_root_count = sizeof feeds_xml_roots / sizeof *feeds_xml_roots;

/* Where elements stand: what their children belong to. */
enum place { PLACE_DOCUMENT, PLACE_FEED, PLACE_ENTRY };

/* How the text of an element is meant. */
enum form {
	FORM_PLAIN,  /* what it says; elements in it are ignored */
	FORM_HTML,   /* HTML, escaped or in CDATA */
	FORM_MARKUP, /* elements, and text between them that is what it says */
	FORM_LOOSE   /* RSS: HTML, and with elements in it, markup */
};

/* The element whose text is being collected. */
struct field {
	struct feed_name is; /* WORD_NONE: none */
	int depth;
	enum form form;
	bool base64;
	bool permalink;  /* of a guid */
	bool named;      /* of an author: its name was found */
	int passed_over; /* depth of an element within that does not count; 0: none */
	struct str base;
};

struct builder {
	struct arena *arena;
	const struct feed_limits *limits;
	struct news_feed *feed;
	struct news_entry entry; /* that is open */
	bool atom;
	long period, frequency;

	int depth;
	int passed_over; /* depth of an element that is unknown; 0: none */
	enum place places[XML_DEEPEST + 1];
	int feed_ranks[WORD_FREQUENCY + 1]; /* of what is known so far; 0: nothing */
	int entry_ranks[WORD_FREQUENCY + 1];

	struct field field;
	struct buf text;  /* of the field */
	struct buf clean; /* the same, as a value */
};

static bool in_entry(const struct builder *b)
{
	return b->places[b->depth - 1] == PLACE_ENTRY;
}

static int *rank_of(struct builder *b, enum feed_word word)
{
	if (word == WORD_GUID)
		word = WORD_ID;
	return in_entry(b) ? &b->entry_ranks[word] : &b->feed_ranks[word];
}

/* Puts VALUE at *TO if it is known, and RANK is more than what stands there has. */
static void set_text(struct builder *b, enum feed_word word, int rank, struct str *to,
		     struct str value)
{
	int *now = rank_of(b, word);

	if (!value.len || rank <= *now)
		return;
	*to = str_copy(b->arena, value);
	*now = rank;
}

/* The same for times; of several of one rank, the last counts. */
static void set_time(struct builder *b, feed_time *to, struct str text)
{
	const struct feed_name *is = &b->field.is;
	feed_time time = feed_time_parse(text);
	int *now = rank_of(b, is->word);

	if (!time || is->rank < *now || (b->limits->latest && time > b->limits->latest))
		return;
	*to = time;
	*now = is->rank;
}

/* Links */

/* The rank of an Atom link to the page itself; 0 for links to something else. */
static int alternate_rank(const struct xml_element *element)
{
	struct str rel = xml_attribute(element, STR("rel"));
	struct str type = xml_attribute(element, STR("type"));

	if (rel.len && !ascii_equal(rel, STR("alternate")))
		return 0;
	return !type.len || ascii_equal(type, STR("text/html")) ||
			       ascii_equal(type, STR("application/xhtml+xml"))
		       ? 8
		       : 6;
}

static void set_link(struct builder *b, int rank, struct str url)
{
	set_text(b, WORD_LINK, rank, in_entry(b) ? &b->entry.link : &b->feed->home, url);
}

static void set_hint(struct builder *b, struct str *to, const struct xml_element *element,
		     struct str href)
{
	if (!to->ptr)
		*to = str_copy(b->arena, url_link(b->arena, element->base, href));
}

static void read_atom_link(struct builder *b, const struct xml_element *element, struct str href)
{
	struct str rel = xml_attribute(element, STR("rel"));
	int rank = alternate_rank(element);

	if (rank > *rank_of(b, WORD_LINK))
		set_link(b, rank, url_link(b->arena, element->base, href));
	else if (in_entry(b))
		return;
	else if (ascii_equal(rel, STR("self")))
		set_hint(b, &b->feed->self, element, href);
	else if (ascii_equal(rel, STR("hub")))
		set_hint(b, &b->feed->hub, element, href);
}

/* Fields */

/* "xhtml" is not; "application/xhtml+xml" and "text/xml" are. */
static bool is_xml_type(struct str type)
{
	return type.len >= 4 && ascii_equal(str_slice(type, type.len - 3, type.len), STR("xml"));
}

/* Atom 1.0 (RFC 4287, sections 3.1.1 and 4.1.3.3), Atom 0.3 (section 3.1). */
static void set_form(struct builder *b, const struct xml_element *element)
{
	struct str type = xml_attribute(element, STR("type"));
	struct str mode = xml_attribute(element, STR("mode"));
	struct field *field = &b->field;

	field->base64 = ascii_equal(mode, STR("base64"));
	field->form = b->atom ? FORM_PLAIN : FORM_LOOSE;
	if (ascii_equal(type, STR("html")) || ascii_equal(type, STR("text/html"))) {
		field->form = FORM_HTML;
	} else if (ascii_equal(type, STR("xhtml")) || is_xml_type(type)) {
		field->form = FORM_MARKUP;
	} else if (ascii_equal(type, STR("text")) || ascii_equal(type, STR("plain")) ||
		   ascii_starts(type, STR("text/"))) {
		field->form = FORM_PLAIN;
	} else if (str_find(type, '/') < type.len || (field->base64 && !type.len)) {
		field->form = FORM_HTML; /* what else could be read */
		field->base64 = true;
	}
}

static bool is_date(enum feed_word word)
{
	return word == WORD_PUBLISHED || word == WORD_UPDATED;
}

/* Whether a field of this rank could still say something. */
static bool is_wanted(struct builder *b, struct feed_name is)
{
	int now = *rank_of(b, is.word);

	return is.rank > now || (is.rank == now && (is_date(is.word) || is.word == WORD_AUTHOR));
}

static void begin_field(struct builder *b, struct feed_name is, const struct xml_element *element)
{
	struct str permalink = xml_attribute(element, STR("isPermaLink"));

	b->field = (struct field){
		.is = is,
		.depth = b->depth,
		.permalink = !ascii_equal(permalink, STR("false")),
		.base = element->base,
	};
	if (is.word == WORD_TITLE || is.word == WORD_SUMMARY || is.word == WORD_AUTHOR)
		set_form(b, element);
	buf_reset(&b->text);
}

/* As much of TEXT as a field may still take. */
static struct str fitting(const struct builder *b, struct str text)
{
	size_t most = b->limits->text, room = b->text.len < most ? most - b->text.len : 0;

	return str_slice(text, 0, text.len < room ? text.len : room);
}

static void add_text(struct builder *b, struct str text)
{
	const struct field *field = &b->field;
	bool escape = field->form == FORM_MARKUP ||
		      (field->form == FORM_LOOSE && b->depth > field->depth);

	if (field->passed_over || (field->named && b->depth == field->depth))
		return;
	if (escape)
		html_escape(&b->text, fitting(b, text));
	else
		buf_add_str(&b->text, fitting(b, text));
}

/* An author is a name and more, or just text. */
static void begin_in_author(struct builder *b, struct str name)
{
	struct field *field = &b->field;

	if (!ascii_equal(name, STR("name")) || field->named) {
		field->passed_over = b->depth;
		return;
	}
	field->named = true;
	buf_reset(&b->text);
}

static void add_tag(struct builder *b, struct str opening, struct str name)
{
	if (fitting(b, name).len < name.len)
		return;
	buf_add_str(&b->text, opening);
	buf_add_str(&b->text, name);
	buf_add_char(&b->text, '>');
}

/* An element within a field. */
static void begin_inside(struct builder *b, struct str name)
{
	if (b->field.passed_over)
		return;
	if (b->field.is.word == WORD_AUTHOR)
		begin_in_author(b, name);
	else if (b->field.form != FORM_PLAIN)
		add_tag(b, STR("<"), name);
}

static void end_inside(struct builder *b, struct str name)
{
	if (b->field.passed_over == b->depth)
		b->field.passed_over = 0;
	else if (!b->field.passed_over && b->field.is.word != WORD_AUTHOR &&
		 b->field.form != FORM_PLAIN)
		add_tag(b, STR("</"), name);
}

/* The collected text as plain text of at most MOST bytes. */
static struct str plain(struct builder *b, size_t most)
{
	struct buf decoded = BUF_INIT;
	struct str text = buf_str(&b->text);

	buf_reset(&b->clean);
	if (b->field.base64) {
		feed_base64(&decoded, text);
		text = buf_str(&decoded);
	}
	if (b->field.form == FORM_PLAIN)
		html_plain(&b->clean, text, most);
	else
		html_text(&b->clean, text, most);
	buf_release(&decoded);
	return buf_str(&b->clean);
}

/* Several authors are one text. */
static void set_author(struct builder *b)
{
	struct str *to = in_entry(b) ? &b->entry.author : &b->feed->author;
	struct str name = feed_author_name(plain(b, b->limits->title));
	int *now = rank_of(b, WORD_AUTHOR);

	if (!name.len)
		return;
	if (b->field.is.rank > *now)
		*to = str_copy(b->arena, name);
	else if (to->len + 2 + name.len <= b->limits->title)
		*to = str_join3(b->arena, *to, STR(", "), name);
	*now = b->field.is.rank;
}

static void set_id(struct builder *b, struct str text)
{
	struct str id = text;

	if (!in_entry(b))
		return;
	if (b->field.is.word == WORD_GUID && b->field.permalink && url_is_web(text))
		set_link(b, 3, url_link(b->arena, STR_UNKNOWN, text));
	if (b->field.is.word == WORD_ID && text.len && text.ptr[0] == '/')
		id = url_resolve(b->arena, b->field.base, text);
	if (id.len > b->limits->summary)
		return;
	set_text(b, WORD_ID, b->field.is.rank, &b->entry.id, id);
}

/* What an entry and the feed itself both have. */
static void set_shared(struct builder *b, struct str text)
{
	const struct feed_name is = b->field.is;
	struct news_entry *entry = in_entry(b) ? &b->entry : NULL;

	if (is.word == WORD_TITLE)
		set_text(b, is.word, is.rank, entry ? &entry->title : &b->feed->title,
			 plain(b, b->limits->title));
	else if (is.word == WORD_SUMMARY)
		set_text(b, is.word, is.rank, entry ? &entry->summary : &b->feed->description,
			 plain(b, b->limits->summary));
	else if (is.word == WORD_LINK)
		set_link(b, is.rank, url_link(b->arena, b->field.base, text));
	else if (is.word == WORD_PUBLISHED)
		set_time(b, entry ? &entry->published : &b->feed->updated, text);
	else if (is.word == WORD_UPDATED)
		set_time(b, entry ? &entry->updated : &b->feed->updated, text);
	else if (is.word == WORD_AUTHOR)
		set_author(b);
}

static void set_of_feed(struct builder *b, struct str text)
{
	if (b->field.is.word == WORD_TTL)
		b->feed->ttl = ascii_number(text);
	else if (b->field.is.word == WORD_PERIOD)
		b->period = feed_period(text);
	else if (b->field.is.word == WORD_FREQUENCY)
		b->frequency = ascii_number(text);
}

static void end_field(struct builder *b)
{
	struct str text = str_trim(buf_str(&b->text));
	enum feed_word word = b->field.is.word;

	if (word == WORD_ID || word == WORD_GUID)
		set_id(b, text);
	else if (word < WORD_TTL)
		set_shared(b, text);
	else if (!in_entry(b))
		set_of_feed(b, text);
	b->field = (struct field){0};
}

/* Elements outside fields */

static void begin_entry(struct builder *b, const struct xml_element *element)
{
	struct str about = xml_attribute(element, STR("rdf:about"));

	b->entry = (struct news_entry){0};
	memset(b->entry_ranks, 0, sizeof b->entry_ranks);
	if (!about.len || about.len > b->limits->summary)
		return;
	b->entry.id = str_copy(b->arena, about);
	b->entry_ranks[WORD_ID] = 7;
	b->entry.link = url_link(b->arena, element->base, b->entry.id);
	b->entry_ranks[WORD_LINK] = b->entry.link.ptr ? 2 : 0;
}

static void end_entry(struct builder *b)
{
	struct news_entry *entry = &b->entry;

	if (!entry->id.ptr && !entry->link.ptr && !entry->title.ptr && !entry->author.ptr &&
	    !entry->summary.ptr && !news_entry_time(entry))
		return;
	news_identify(b->arena, entry);
	*list_add(&b->feed->entries, b->arena) = *entry;
}

static void begin_text(struct builder *b, struct feed_name is, const struct xml_element *element)
{
	struct str href = STR_UNKNOWN;

	if (is.word == WORD_LINK)
		href = xml_attribute(element, STR("href"));
	if (b->places[b->depth - 1] == PLACE_DOCUMENT || href.ptr || !is_wanted(b, is) ||
	    xml_attribute(element, STR("src")).ptr)
		b->passed_over = b->depth;
	else
		begin_field(b, is, element);
	if (href.ptr && b->places[b->depth - 1] != PLACE_DOCUMENT)
		read_atom_link(b, element, href);
}

static void begin_known(struct builder *b, struct feed_name is, const struct xml_element *element)
{
	enum place outer = b->places[b->depth - 1], *place = &b->places[b->depth];

	*place = outer;
	if (is.word == WORD_CHANNEL || is.word == WORD_FEED) {
		b->atom |= is.word == WORD_FEED;
		*place = PLACE_FEED;
	} else if (is.word == WORD_ITEM && outer != PLACE_ENTRY &&
		   b->feed->entries.count < b->limits->entries) {
		*place = PLACE_ENTRY;
		begin_entry(b, element);
	} else if (is.word > WORD_GROUP) {
		begin_text(b, is, element);
	} else if (is.word != WORD_GROUP && b->depth > 1) {
		b->passed_over = b->depth;
	}
}

static void on_start(void *context, const struct xml_element *element)
{
	struct builder *b = context;

	b->depth++;
	if (b->field.is.word)
		begin_inside(b, element->name);
	else if (!b->passed_over)
		begin_known(b, feed_name(element->space, element->name), element);
}

static void on_end(void *context, struct str name)
{
	struct builder *b = context;

	if (b->field.is.word && b->depth > b->field.depth)
		end_inside(b, name);
	else if (b->field.is.word)
		end_field(b);
	else if (b->passed_over == b->depth)
		b->passed_over = 0;
	else if (!b->passed_over && b->places[b->depth] == PLACE_ENTRY && !in_entry(b))
		end_entry(b);
	b->depth--;
}

static void on_text(void *context, struct str text)
{
	struct builder *b = context;

	if (b->field.is.word)
		add_text(b, text);
}

bool feeds_xml_read(struct arena *arena, struct str text, struct str base,
		    const struct feed_limits *limits, struct news_feed *feed,
		    struct xml_error *error)
{
	struct builder b = {.arena = arena, .limits = limits, .feed = feed};
	const struct xml_handler handler = {feed_space, on_start, on_end, on_text, &b};
	bool good;

	*feed = (struct news_feed){0};
	good = xml_read(text, base, &handler, error);
	if (feed->ttl <= 0)
		feed->ttl = b.period / (b.frequency > 0 ? b.frequency : 1);
	buf_release(&b.text);
	buf_release(&b.clean);
	return good;
}
