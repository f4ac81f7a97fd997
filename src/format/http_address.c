#include "format/http_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct network {
	uint32_t address;
	int bits;
	enum http_reach reach;
};

#define IPV4(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* What the registry of IPv4 sets aside. */
static const struct network set_aside[] = {
	{IPV4(10, 0, 0, 0), 8, HTTP_PRIVATE},     {IPV4(100, 64, 0, 0), 10, HTTP_PRIVATE},
	{IPV4(127, 0, 0, 0), 8, HTTP_PRIVATE},    {IPV4(172, 16, 0, 0), 12, HTTP_PRIVATE},
	{IPV4(192, 168, 0, 0), 16, HTTP_PRIVATE}, {IPV4(0, 0, 0, 0), 8, HTTP_NOWHERE},
	{IPV4(169, 254, 0, 0), 16, HTTP_NOWHERE}, {IPV4(192, 0, 0, 0), 24, HTTP_NOWHERE},
	{IPV4(192, 0, 2, 0), 24, HTTP_NOWHERE},   {IPV4(192, 88, 99, 0), 24, HTTP_NOWHERE},
	{IPV4(198, 18, 0, 0), 15, HTTP_NOWHERE},  {IPV4(198, 51, 100, 0), 24, HTTP_NOWHERE},
	{IPV4(203, 0, 113, 0), 24, HTTP_NOWHERE}, {IPV4(224, 0, 0, 0), 4, HTTP_NOWHERE},
	{IPV4(240, 0, 0, 0), 4, HTTP_NOWHERE},
};

static enum http_reach reach_4(const uint8_t *bytes)
{
	uint32_t address = IPV4(bytes[0], bytes[1], bytes[2], bytes[3]);

	for (size_t i = 0; i < sizeof set_aside / sizeof *set_aside; i++)
		if ((address ^ set_aside[i].address) >> (32 - set_aside[i].bits) == 0)
			return set_aside[i].reach;
	return HTTP_PUBLIC;
}

static bool begins(const uint8_t *bytes, const char *prefix, size_t length)
{
	return !memcmp(bytes, prefix, length);
}

/* Global unicast is 2000::/3; what is set aside in it, or carries IPv4, is looked at. */
static enum http_reach reach_6(const uint8_t *bytes)
{
	if (begins(bytes, "\0\0\0\0\0\0\0\0\0\0\377\377", 12) || /* mapped, RFC 4291 */
	    begins(bytes, "\0\x64\xff\x9b\0\0\0\0\0\0\0\0", 12)) /* translated, RFC 6052 */
		return reach_4(bytes + 12);
	if (begins(bytes, "\x20\x02", 2)) /* 6to4, RFC 3056 */
		return reach_4(bytes + 2);
	if (begins(bytes, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 16) || /* loopback */
	    (bytes[0] & 0xfe) == 0xfc) /* unique local, RFC 4193 */
		return HTTP_PRIVATE;
	if ((bytes[0] & 0xe0) != 0x20 || begins(bytes, "\x20\x01\x0d\xb8", 4) || /* documentation */
	    (begins(bytes, "\x3f\xff", 2) && !(bytes[2] & 0xf0)) ||               /* the same */
	    (begins(bytes, "\x20\x01", 2) && !(bytes[2] & 0xfe))) /* 2001::/23, Teredo in it */
		return HTTP_NOWHERE;
	return HTTP_PUBLIC;
}

enum http_reach http_address_reach(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return reach_4((const uint8_t *)address + offsetof(struct sockaddr_in, sin_addr));
	if (address->sa_family == AF_INET6)
		return reach_6((const uint8_t *)address + offsetof(struct sockaddr_in6, sin6_addr));
	return HTTP_NOWHERE;
}

void http_address_text(const struct sockaddr *address, char text[HTTP_ADDRESS_ROOM])
{
	const void *at = NULL;

	if (address->sa_family == AF_INET)
		at = (const char *)address + offsetof(struct sockaddr_in, sin_addr);
	else if (address->sa_family == AF_INET6)
		at = (const char *)address + offsetof(struct sockaddr_in6, sin6_addr);
	if (!at || !inet_ntop(address->sa_family, at, text, HTTP_ADDRESS_ROOM))
		text[0] = '\0';
}
