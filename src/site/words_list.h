/*
 * The words that pages are made of around what editors write, in English: the names
 * that templates know them by ({{words.topics}}) and that templates/words/ has them
 * by in other languages. What stands in braces is put in: a version, a title.
 */
#ifndef SITE_WORDS_LIST_H
#define SITE_WORDS_LIST_H

/* Dates; a form is given day, month and year. */
#define WORDS_OF_DATES(W) \
	W(words, january, "January") W(words, february, "February") W(words, march, "March") \
	W(words, april, "April") W(words, may, "May") W(words, june, "June") \
	W(words, july, "July") W(words, august, "August") W(words, september, "September") \
	W(words, october, "October") W(words, november, "November") \
	W(words, december, "December") \
	W(words, jan, "Jan") W(words, feb, "Feb") W(words, mar, "Mar") W(words, apr, "Apr") \
	W(words, may_short, "May") W(words, jun, "Jun") W(words, jul, "Jul") \
	W(words, aug, "Aug") W(words, sep, "Sep") W(words, oct, "Oct") W(words, nov, "Nov") \
	W(words, dec, "Dec") \
	W(words, first_day, "1") /* of a month */ \
	W(words, date_of_day, "{day} {month} {year}") W(words, date_of_month, "{month} {year}")

/* What holds lists and sentences together. */
#define WORDS_OF_SENTENCES(W) \
	W(words, comma, ", ") W(words, and, "and") W(words, or, "or") \
	W(words, arrow, "→") /* from who gives to who gets */ \
	W(words, unknown, "unknown")

#define WORDS_OF_PAGES(W) \
	W(words, skip, "Skip to content") W(words, published_by, "published by") \
	W(words, contents, "Contents") W(words, topic, "Topic") W(words, topics, "Topics") \
	W(words, guide, "Guide") W(words, guides, "Guides") W(words, topic_guide, "Topic guide") \
	W(words, newest_guides, "Newest guides") W(words, level, "Level") \
	W(words, beginner, "Beginner") W(words, intermediate, "Intermediate") \
	W(words, advanced, "Advanced") \
	W(words, status, "Status") W(words, active, "active") W(words, paused, "paused") \
	W(words, archived, "archived") \
	W(words, reading_time, "Reading time") W(words, minutes, "min") \
	W(words, also_known_as, "Also known as") W(words, figures_as_of, "Figures as of") \
	W(words, tldr, "TL;DR") W(words, key_takeaways, "Key takeaways") \
	W(words, next_intermediate, "Next: the intermediate guide,") \
	W(words, next_advanced, "Next: the advanced guide,") \
	W(words, related_topics, "Related topics") W(words, related_guides, "Related guides") \
	W(words, stay_current, "Stay current") W(words, subscribe, "Subscribe") \
	W(words, faq, "FAQ") W(words, facts, "Facts") W(words, sources, "Sources") \
	W(words, sources_are, "Sources:") \
	W(words, more_on, "More on {topic}") W(words, latest_posts, "Latest posts") \
	W(words, score, "Score") \
	W(words, in_the_feeds, "New in the feeds") \
	W(words, not_checked, \
	  "What other sites have published, chosen by the words in it. It is no part of the " \
	  "guides, and no editor has checked it.") \
	W(words, table, "Table") W(words, footnotes, "Footnotes") \
	W(words, back_to_text, "Back to the text") W(words, done, "done") W(words, to_do, "to do")

#define WORDS_OF_VERSIONS(W) \
	W(words, version, "Version") W(words, versions, "Versions") W(words, date, "Date") \
	W(words, live, "live") W(words, superseded, "superseded") W(words, draft, "draft") \
	W(words, withdrawn, "withdrawn") \
	W(words, is_superseded, "This is an older version, kept as it was released.") \
	W(words, read_live, "Read the live version") \
	W(words, see_next, "see what changed next") \
	W(words, is_draft, "This is a draft: it has not been released.") \
	W(words, what_changed, "What {version} changed") \
	W(words, what_changed_in, "What {version} changed: {title}") \
	W(words, compared_with, "Compared with") W(words, of_date, "of") \
	W(words, is_withdrawn, "This version was withdrawn:") \
	W(words, nothing_earlier, \
	  "There is no earlier version to compare this one with: those before it were " \
	  "withdrawn.") \
	W(words, was_withdrawn, "{topic}: {version} was withdrawn") \
	W(words, no_longer_shown, "What it said is no longer shown.") \
	W(words, read_today, "Read the guide as it is today") \
	W(words, history, "What has changed") \
	W(words, is_removed, "No longer in the events bundle") W(words, is_added, "Added") \
	W(words, as_it_says, "As it says now") W(words, scale_is, "Scale:") \
	W(words, platform_is, "Chip / platform:") W(words, announced_is, "Announced:") \
	W(words, page_not_found, "Page not found") \
	W(words, no_page, "There is no page here") \
	W(words, may_have_moved, "It may have moved, or never been.") \
	W(words, all_topics, "All topics") W(words, are_on_first_page, "are on the first page.")

#define WORDS_OF_BUNDLES(W) \
	W(words, commitments, "Commitments") \
	W(words, commitments_of_bundle, "Commitments (from the events bundle)") \
	W(words, commitments_of, "Commitments: {topic}") \
	W(words, who_committed, "Who has committed what: {topic}") \
	W(words, party_a, "Party A") W(words, party_b, "Party B") \
	W(words, scale, "Scale / commitment") W(words, platform, "Chip / platform") \
	W(words, announced, "Announced") W(words, amount, "Amount") \
	W(words, from_bundle, "All figures in the table come from the events bundle") \
	W(words, as_of, "as of") W(words, unknown_cells, "; unknown cells render —.") \
	W(words, backed, \
	  "{backed} of {total} figures on this page are backed by the events bundle") \
	W(words, one_alone, "; {count} stands alone") W(words, alone, "; {count} stand alone") \
	W(words, unbacked, "; {count} could not be traced to it") \
	W(words, unchecked, \
	  "Not checked: {count} numbers in words or counts of what the bundle does not count.") \
	W(words, supply_chain, "Supply chain") W(words, timeline, "Timeline") \
	W(words, commitment_is, "Commitment:") \
	W(words, diagram_note, \
	  "From each lab to its partners and on to their chips, as wide as the power committed; " \
	  "a thin dashed line and — where it is unknown.") \
	W(words, the_table, "The") W(words, table_of_commitments, "table of commitments") \
	W(words, has_the_same, "has the same in words.") \
	W(words, power_committed, "Power committed") \
	W(words, dollars_committed, "Dollars committed") \
	W(words, not_known, "Not known:") W(words, other_currencies, "In other currencies:") \
	W(words, same_as_table, "The same as a table") \
	W(words, date_not_known, "Date not known:")

/* Inside of charts; what is short there has little room. */
#define WORDS_OF_CHARTS(W) \
	W(words, diagram_lines, \
	  "Lines from each lab to its partners and on to their chips, as wide as the power " \
	  "committed; thin and dashed where it is unknown. The table of commitments has the " \
	  "same in words.") \
	W(words, lab, "Lab") W(words, partner, "Partner") W(words, chip, "Chip") \
	W(words, money_committed, "Money committed") \
	W(words, bars_show, \
	  "A bar for each commitment with a figure, largest first. The table below it has the " \
	  "same in words.") \
	W(words, up_to, "up to") W(words, or_more, "or more") W(words, about, "about") \
	W(words, range, "a range") \
	W(words, timeline_to_scale, "Timeline to scale") \
	W(words, timeline_shows, \
	  "Entries of the timeline by date, with their numbers in the list below: a year or a " \
	  "month is a span, a day is a point.")

/*
 * What scripts say; they know it by its English, which stands in them. Null where it is
 * all English, else JSON of those, for the script's data-words.
 */
#define WORDS_OF_SCRIPTS(W) \
	W(words, colours, "Colours") W(words, colours_system, "system") \
	W(words, colours_light, "light") W(words, colours_dark, "dark") \
	W(words, search, "Search") W(words, ascending, "ascending") \
	W(words, descending, "descending") W(words, not_sorted, "not sorted") \
	W(words, all, "All") W(words, party, "Party") W(words, are_shown, "{0} of {1} shown") \
	W(words, citation, "{0} and {1}") W(words, source_is, "Source:") \
	W(words, copy, "Copy") W(words, copied, "Copied") \
	W(words, copy_as_citation, "Copy as a citation:") \
	W(words, search_what, "Search guides, commitments, questions and facts") \
	W(words, found, "Found") W(words, found_first, "{0} of {1}") \
	W(words, found_nothing, "Nothing found") \
	W(words, no_search, "Search could not be loaded") \
	W(words, kind_site, "Site") W(words, kind_topic, "Topic") W(words, kind_guide, "Guide") \
	W(words, kind_deal, "Commitment") W(words, kind_question, "Question") \
	W(words, kind_fact, "Fact")

#define MEMBERS_words(W) \
	WORDS_OF_DATES(W) WORDS_OF_SENTENCES(W) WORDS_OF_PAGES(W) WORDS_OF_VERSIONS(W) \
	WORDS_OF_BUNDLES(W) WORDS_OF_CHARTS(W) WORDS_OF_SCRIPTS(W) W(words, script, "")

#endif
