#include "base/sha256.h"

#include <nettle/sha2.h>
#include <stdint.h>

struct str sha256(struct arena *arena, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_alloc(arena, SHA256_DIGITS + 1);
	uint8_t hash[SHA256_DIGEST_SIZE];
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, bytes.len, (const uint8_t *)bytes.ptr);
	sha256_digest(&state, sizeof hash, hash);
	for (size_t i = 0; i < sizeof hash; i++) {
		text[2 * i] = digits[hash[i] >> 4];
		text[2 * i + 1] = digits[hash[i] & 15];
	}
	text[SHA256_DIGITS] = '\0';
	return (struct str){text, SHA256_DIGITS};
}

bool sha256_is_hash(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
		      (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
			return false;
	return text.len == SHA256_DIGITS;
}
