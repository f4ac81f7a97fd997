#include "base/rules.h"

#define ERROR SEVERITY_ERROR, false
#define ALWAYS SEVERITY_ERROR, true
#define WARNING SEVERITY_WARNING, false
#define NOTE SEVERITY_NOTE, false
#define OFF SEVERITY_OFF, false

const struct rule rules[] = {
	/* files and their formats */
	{"file", ALWAYS, "a file is missing, cannot be read, is too large, or leads out of the site"},
	{"encoding", ALWAYS, "a text is not UTF-8"},
	{"conflict", ALWAYS, "git left a conflict in a file"},
	{"json-syntax", ALWAYS, "this is not JSON"},
	{"json-repeat", ALWAYS, "an object has two members of one name"},
	{"yaml-syntax", ALWAYS, "this is not YAML, or more of YAML than front matter has"},
	{"yaml-repeat", ALWAYS, "front matter has two members of one name"},
	{"front-matter", ALWAYS, "a file does not begin with front matter between lines of ---"},
	{"markdown", ALWAYS, "Markdown is too deep or too long, or more than its place can hold"},
	{"markdown-html", WARNING, "a text holds raw HTML, which is left out of the page"},

	/* what a member may hold */
	{"type", ALWAYS, "a member is of another type: text, a number, a list, an object"},
	{"missing", ALWAYS, "a member that must be there is not, or is null"},
	{"unknown-member", ALWAYS, "there is no member of this name"},
	{"unknown", ALWAYS, "a member says \"TBD\" or the like; what is not known is null"},
	{"choice", ALWAYS, "a member has none of the values that it may have"},
	{"id", ALWAYS, "an id has more than small letters, digits and hyphens"},
	{"id-repeat", ALWAYS, "two entries have one id"},
	{"date", ALWAYS, "a date is none, or not written as 2025-01-21, 2025-01 or 2025"},
	{"score", ALWAYS, "a score is not a whole number from 0 to 10"},
	{"url", ALWAYS, "a URL is not one that a page can link to"},
	{"language", ALWAYS, "the language of site.json is not a language tag"},
	{"words", ALWAYS, "a file of words has a name or a place that is none"},
	{"words-missing", WARNING, "words of the site's language are missing, and are English"},
	{"rule", ALWAYS, "site.json sets a rule that does not exist, or that cannot be set so"},

	/* names and places */
	{"topic-name", ALWAYS, "the name of a topic's directory cannot be part of a URL"},
	{"guide-file", ERROR, "a Markdown file of a topic is not named after a level"},
	{"level", ALWAYS, "the level in a guide's front matter is not that of its file"},
	{"url-clash", ALWAYS, "two files would be published at one URL"},

	/* what names something else */
	{"related", ALWAYS, "a related topic or guide does not exist"},
	{"fact", ALWAYS, "a fact: link names no deal or fact of the bundle"},
	{"deal", ALWAYS, "a timeline entry names no deal of the bundle"},
	{"link", ALWAYS, "a link leads nowhere, or where no link may lead"},
	{"link-anchor", ERROR, "the page that a link leads to has no such heading"},
	{"heading-id", ALWAYS, "a heading takes the id of an entry of the bundle"},
	{"follow", ALWAYS, "a topic follows a subscription that does not exist"},

	/* what a reader can check, and what everyone can read */
	{"figure", ERROR, "a figure in the text is not what the bundle says, or not in it"},
	{"figure-alone", ERROR, "a figure stands alone, and no reason is given"},
	{"figure-hedge", WARNING, "a figure has another hedge than the one that backs it"},
	{"figure-meaning", NOTE, "a figure may mean one entry of the bundle or another"},
	{"figure-since", SEVERITY_NOTE, true, "what backs a figure has changed since the live version (--since)"},
	{"source", WARNING, "a deal or fact has no source"},
	{"post-link", OFF, "a post has no link to where it was published"},
	{"timeline-order", ERROR, "an entry of the timeline stands behind a later one"},
	{"picture-alt", WARNING, "a picture has no text for those who cannot see it"},
	{"heading-skip", WARNING, "a heading is more than one level below the one before it"},

	/* what nothing uses */
	{"unused-file", WARNING, "a file in content/ or templates/ is none that Almanac reads"},
	{"unused-picture", WARNING, "no text and no version shows a picture"},
	{"unused-template", WARNING, "no page is made of a template, and none includes it"},
	{"unused-asset", WARNING, "no template and no other asset names an asset"},

	/* what was released */
	{"seal", ALWAYS, "seals.json has changed since it was written"},
	{"seal-format", ALWAYS, "seals.json was written by a newer program"},
	{"sealed-file", ALWAYS, "a released file has changed or is gone, or no seal names it"},
	{"base", ALWAYS, "a seal of the branch to merge into is not here (--base)"},
	{"draft", NOTE, "drafts are left out of the site"},
	{"release-interrupted", WARNING, "a release was interrupted, and left files behind"},

	/* templates */
	{"template-tag", ALWAYS, "a tag cannot be read"},
	{"template-section", ALWAYS, "sections and blocks do not fit into each other"},
	{"template-partial", ALWAYS, "a template does not exist, or includes itself without end"},
	{"template-variable", ALWAYS, "nothing has the name in a tag"},
	{"template-value", ALWAYS, "a list or an object stands where text belongs"},
	{"template-more", SEVERITY_NOTE, true, "a template has more errors than are shown"},

	/* what commands do */
	{"output", ALWAYS, "the site cannot be written where it is to be"},
	{"feed-unread", WARNING, "subscriptions or a saved feed cannot be read, and are left out"},
	{"feed", ALWAYS, "a feed cannot be read (fetch)"},
	{"opml", ALWAYS, "the list of subscriptions cannot be read (fetch)"},
	{"fetch", ALWAYS, "a feed cannot be had (fetch)"},
	{"fetch-remark", SEVERITY_WARNING, true, "something about a feed is worth knowing (fetch)"},
	{"take", ALWAYS, "posts cannot be taken into a bundle (fetch --take)"},
	{"diff", ALWAYS, "a guide cannot be compared (diff)"},
	{"release", ALWAYS, "a topic cannot be released (release)"},
	{"release-stopped", SEVERITY_NOTE, true, "nothing was released, because of errors (release)"},
	{"usage", ALWAYS, "the command line names a topic that does not exist"},
};
const size_t rule_count = sizeof rules / sizeof *rules;

const struct rule *rule_find(struct str name)
{
	for (size_t i = 0; i < rule_count; i++)
		if (str_equal(name, str_of(rules[i].name)))
			return &rules[i];
	return NULL;
}

const char *rule_nearest(struct arena *arena, struct str name)
{
	const char *names[sizeof rules / sizeof *rules], *near;

	for (size_t i = 0; i < rule_count; i++)
		names[i] = rules[i].name;
	near = str_nearest(name, names, rule_count);
	return near ? arena_printf(arena, "did you mean \"%s\"?", near) : NULL;
}

bool severity_parse(struct str text, enum severity *severity)
{
	if (str_equal(text, STR("off"))) {
		*severity = SEVERITY_OFF;
		return true;
	}
	for (int i = SEVERITY_NOTE; i <= SEVERITY_ERROR; i++)
		if (str_equal(text, str_of(severity_names[i]))) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}
