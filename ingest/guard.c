/* SPDX-License-Identifier: MIT */
#include "ingest/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Not public, from the IANA special-purpose registry (RFC 6890). */
static const struct {
	uint32_t net;
	int bits;
} special[] = {
	{ 0x00000000, 8 },	/* this network */
	{ 0x0a000000, 8 },	/* private */
	{ 0x64400000, 10 },	/* shared by carriers */
	{ 0x7f000000, 8 },	/* loopback */
	{ 0xa9fe0000, 16 },	/* link-local, cloud metadata */
	{ 0xac100000, 12 },	/* private */
	{ 0xc0000000, 24 },	/* protocol assignments */
	{ 0xc0000200, 24 },	/* documentation */
	{ 0xc0586300, 24 },	/* 6to4 relay */
	{ 0xc0a80000, 16 },	/* private */
	{ 0xc6120000, 15 },	/* benchmarks */
	{ 0xc6336400, 24 },	/* documentation */
	{ 0xcb007100, 24 },	/* documentation */
	{ 0xe0000000, 3 },	/* multicast, reserved, broadcast */
};

static bool
is_public4(uint32_t address)
{
	for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
		if (((address ^ special[i].net) >> (32 - special[i].bits)) ==
		    0)
			return false;
	return true;
}

static uint32_t
four(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	    (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool
is_public6(const unsigned char *a)
{
	static const unsigned char mapped[12] =
	    { [10] = 0xff, [11] = 0xff };
	static const unsigned char nat64[12] = { 0, 0x64, 0xff, 0x9b };

	if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
		return is_public4(four(a + 12));
	if (a[0] == 0x20 && a[1] == 0x02)	/* 6to4, RFC 3056 */
		return is_public4(four(a + 2));
	if (a[0] == 0x20 && a[1] == 0x01 && (a[2] & 0xfe) == 0)
		return false;	/* 2001::/23: Teredo and protocols */
	if (four(a) == 0x20010db8)
		return false;	/* documentation */
	return (a[0] & 0xe0) == 0x20;	/* 2000::/3 is all that is global */
}

bool
guard_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, address, sizeof(in));
		return is_public4(ntohl(in.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, address, sizeof(in6));
		return is_public6(in6.sin6_addr.s6_addr);
	}
	return false;
}

/* Without the dot that may stand after a whole name. */
static size_t
name_length(const char *host)
{
	size_t length = strlen(host);

	return length > 0 && host[length - 1] == '.' ? length - 1 : length;
}

/* True if the name is this one, or ends in a dot and this one. */
static bool
is_under(const char *host, const char *top)
{
	size_t length = name_length(host), most = strlen(top);

	return length >= most &&
	    strncasecmp(host + length - most, top, most) == 0 &&
	    (length == most || host[length - most - 1] == '.');
}

bool
guard_is_private_name(const char *host)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	char address[INET6_ADDRSTRLEN];

	if (is_under(host, "localhost"))
		return true;
	snprintf(address, sizeof(address), "%.*s", (int)name_length(host),
	    host);
	if (inet_pton(AF_INET, address, &in.sin_addr) == 1)
		return !guard_is_public((const struct sockaddr *)&in);
	if (inet_pton(AF_INET6, address, &in6.sin6_addr) == 1)
		return !guard_is_public((const struct sockaddr *)&in6);
	return false;
}

bool
guard_is_onion(const char *host)
{
	return is_under(host, "onion");
}
