#include "base/match_unit.h"

void match_pair(struct matcher *m, size_t i, size_t j)
{
	m->a.of[i] = j;
	m->b.of[j] = i;
}

bool match_same_before(const struct matcher *m, size_t i, size_t j)
{
	return i && j ? m->a.of[i - 1] == j - 1 : i == j;
}

bool match_same_behind(const struct matcher *m, size_t i, size_t j)
{
	if (i + 1 < m->a.count && j + 1 < m->b.count)
		return m->a.of[i + 1] == j + 1;
	return i + 1 == m->a.count && j + 1 == m->b.count;
}
