/*
 * Addresses of the network, and which of them are public: a feed that is asked
 * for from a machine inside must not lead to what stands beside it.
 */
#ifndef FORMAT_HTTP_ADDRESS_H
#define FORMAT_HTTP_ADDRESS_H

#include <sys/socket.h>

enum http_reach {
	HTTP_PUBLIC,  /* the Internet routes it */
	HTTP_PRIVATE, /* this machine, or its own network: loopback, private, shared */
	HTTP_NOWHERE  /* no place for a feed: link-local, where clouds hand out secrets,
			 multicast, documentation, reserved */
};

/*
 * Where an address of IPv4 or IPv6 leads (IANA's registries of special-purpose
 * addresses, RFC 6890). One of IPv6 that carries one of IPv4 leads where that does.
 */
enum http_reach http_address_reach(const struct sockaddr *address);

/* Room for any address and its NUL. */
#define HTTP_ADDRESS_ROOM 64

/* The address without its port, for messages; "" where it is of neither kind. */
void http_address_text(const struct sockaddr *address, char text[HTTP_ADDRESS_ROOM]);

#endif
