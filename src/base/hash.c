#include "base/hash.h"

#include "base/bytes.h"

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

uint64_t hash_str(struct str s)
{
	uint64_t hash = mix(0, s.len), word;

	for (; s.len >= sizeof word; s = str_slice(s, sizeof word, s.len)) {
		memcpy(&word, s.ptr, sizeof word);
		hash = mix(hash, word);
	}
	return mix(hash, htole64(bytes_load_few(s.ptr, s.len)));
}
