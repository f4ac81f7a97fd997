#include "site/chart_place.h"

int chart_place(struct placed *items, size_t count, int gap, int most)
{
	int end = 0, needed = 0;

	for (size_t i = 0; i < count; i++)
		needed += items[i].size + (i ? gap : 0);
	if (most < needed)
		most = needed;
	for (size_t i = 0; i < count; i++) {
		if (items[i].at < end)
			items[i].at = end;
		end = items[i].at + items[i].size + gap;
	}
	end = most;
	for (size_t i = count; i-- > 0;) {
		if (items[i].at + items[i].size > end)
			items[i].at = end - items[i].size;
		end = items[i].at - gap;
	}
	return count ? items[count - 1].at + items[count - 1].size : 0;
}
