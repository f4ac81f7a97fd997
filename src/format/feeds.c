#include "format/feeds.h"

#include <inttypes.h>

/*
 * FNV-1a of 64 bits: it is written into files, and so must be the same on every
 * machine and in every version; against somebody who wants two posts of his own
 * feed to be taken for one, nothing needs to be done.
 */
static uint64_t hash_of(struct str text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
	return hash;
}

void news_identify(struct arena *arena, struct news_entry *entry)
{
	feed_time time = news_entry_time(entry);
	struct str key = entry->summary;

	if (!entry->id.len)
		entry->id = entry->link;
	if (entry->id.len)
		return;
	if (entry->title.len || time)
		key = str_printf(arena, "%.*s\n%" PRId64, STR_ARG(entry->title), time);
	entry->id = str_printf(arena, "fnv1a:%016" PRIx64, hash_of(key));
}
