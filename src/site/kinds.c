#include "site/kinds.h"

#define MEMBER_NAME(k, member, ...) #member,
#define KIND_DEFINE(k) \
	static const char *const k##_names[] = {MEMBERS_##k(MEMBER_NAME)}; \
	const struct kind kind_##k = {#k, k##_names, at_##k##_end};
KINDS(KIND_DEFINE)

#define KIND_ADDRESS(k) &kind_##k,
const struct kind *const kinds[] = {KINDS(KIND_ADDRESS)};
const size_t kind_count = sizeof kinds / sizeof *kinds;
