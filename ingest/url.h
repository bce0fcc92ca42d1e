/* SPDX-License-Identifier: MIT */
/*
 * Addresses (RFC 3986), by libcurl's own parser, so that what is checked here
 * is what will be connected to.
 */
#ifndef INGEST_URL_H
#define INGEST_URL_H

#include <stdbool.h>
#include <stddef.h>

#define URL_MAX 8192	/* bytes; longer addresses are not taken */

/*
 * The address that `reference` means on the page `base`, without fragment.
 * Free it. NULL if it is not http or https, or makes no sense.
 */
char *url_join(const char *base, const char *reference);

/*
 * Where addresses are meant from in what stands at `base` and says so itself,
 * or says nothing (NULL) or nothing of use. Free it. NULL without memory.
 */
char *url_base(const char *base, const char *said);

/* Scheme, host and port as "https://t.me:443". Free; NULL if it has none. */
char *url_origin(const char *url);

/* The host alone, lower case, without brackets. Free; NULL if none. */
char *url_host(const char *url);

/* True if a name or password stands in it: "http://NAME:PASSWORD@HOST/". */
bool url_has_secret(const char *url);

/*
 * How many bytes of it are scheme, host and port, as they are written; 0 if
 * it has none.
 */
size_t url_front(const char *url);

bool url_same_origin(const char *one, const char *other);

/*
 * The name of an account in what a user gives: "NAME", "@NAME", or an
 * address in which it follows `before` and goes to its end, "/", "?" or "#".
 * It has letters, digits and bytes of `also`. Returns 0; -1 if there is none,
 * or no room for it.
 */
int url_account(const char *text, const char *before, const char *also,
    char *name, size_t size);

/* How long the address of a service is, without slashes at its end. */
int url_base_length(const char *url);

/* A value made safe for a query or a path. Free it; NULL without memory. */
char *url_escape(const char *text);

/* What was made safe so, as it was. Free it; NULL without memory. */
char *url_unescape(const char *text);

/* The value of `name` in the query, decoded. Free it; NULL if absent. */
char *url_query(const char *url, const char *name);

#endif
