/* SPDX-License-Identifier: MIT */
/*
 * Which addresses may be connected to. Addresses taken from fetched content
 * must not lead into the networks of whoever runs this: loopback, private,
 * link-local, the metadata services of clouds. The check is made on the
 * socket address at connect time, so that a name which changes its mind
 * (DNS rebinding) does not get past it.
 */
#ifndef INGEST_GUARD_H
#define INGEST_GUARD_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * True if the address is of the public internet (the special-purpose
 * registries of RFC 6890). An IPv4 address inside an IPv6 one counts as what
 * it holds. Other families are not public.
 */
bool guard_is_public(const struct sockaddr *);

/*
 * True if the host, as it stands in a URL, is an address or "localhost" that
 * is not public. Names are not looked up.
 */
bool guard_is_private_name(const char *host);

/* True for a name below .onion (RFC 7686): never to be looked up. */
bool guard_is_onion(const char *host);

#endif
