/* SPDX-License-Identifier: MIT */
/*
 * One HTTP exchange: a request, and what came back. Redirects are not
 * followed here: each is an exchange of its own, so that each is checked,
 * counted and kept as evidence.
 */
#ifndef INGEST_HTTP_H
#define INGEST_HTTP_H

#include <curl/curl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "ingest/options.h"
#include "ingest/outcome.h"
#include "ingest/text.h"
#include "wire/digest.h"
#include "wire/fault.h"

#define HTTP_IDLE_MAX 64	/* handles that wait for another exchange */

/* Handles of curl's that have what is the same for all exchanges. */
struct http_handles {
	CURL *idle[HTTP_IDLE_MAX];
	unsigned count;
};

/* What is the same for all exchanges; the texts are the options' own. */
struct http_settings {
	struct http_handles *handles;
	const char *proxy;	/* "socks5h://127.0.0.1:9050", or "" */
	const char *authorities; /* a file of certificates, or NULL */
	char agent[512];	/* User-Agent */
	double timeout;		/* seconds for a whole exchange */
	double connect_timeout;
	double stall;		/* seconds with next to nothing coming in */
	size_t max_decoded;	/* bytes of a body when decoded */
	bool allow_private;
	bool keep_sent;		/* all as on the wire is wanted: for WARC */
};

struct exchange {
	/* What is asked for. The exchange owns the strings. */
	char *url;
	char *accept, *secret;	/* as in struct request, or NULL */
	char *etag, *modified;	/* to ask for it only if changed, or NULL */
	bool named;		/* the user gave this host */
	size_t max;		/* bytes of the body as received */
	bool wants_digest;
	/*
	 * Of a page: the source and target that it is asked for, and the URL
	 * before redirects; all the owner's. For evidence.
	 */
	const char *source, *target, *asked;

	/* What came back. */
	enum outcome outcome;	/* as far as HTTP can say */
	char why[FAULT_MAX];
	bool again;		/* another try may do better */
	int status;		/* 0: none */
	time_t fetched;
	struct text body;	/* once http_decode() has been called */
	char sha256[DIGEST_SIZE]; /* of the body as received, if wanted */
	double wait;		/* seconds the server asks to wait, or 0 */

	/*
	 * As on the wire: heads with their blank line, body still encoded.
	 * The body and what was sent are here only with keep_sent.
	 */
	struct text sent, head, wire;
	char address[64];	/* of the server, or of the proxy */
	json_t *kept;		/* a record's evidence.warc, or NULL */

	/* While it runs. */
	CURL *easy;
	struct curl_slist *headers;
	const struct http_settings *settings;
	bool refused;		/* the guard refused an address */
	bool overflowed;
	bool whole;		/* it came in whole, and is to be decoded */
};

/* Read the settings out of the options. Returns 0 or -1. */
int http_settings_read(struct http_settings *, const struct options *,
    struct fault *);

/* Free the handles, after all exchanges are closed. */
void http_settings_close(struct http_settings *);

/*
 * Make exchange->easy ready for curl_multi_add_handle(). Returns 0; -1 if
 * this address may not be fetched at all, with outcome and why set.
 */
int http_prepare(struct exchange *, const struct http_settings *);

/* Note how it ended, and why. Always returns -1, to be passed on. */
int http_fail(struct exchange *, enum outcome, const char *why);

/* Read off what came back, after curl is done with the handle. */
void http_finish(struct exchange *, CURLcode);

/*
 * Then, on whatever thread: take chunks and compression off the body. If that
 * cannot be done, what was a good reply is none, with the reason in why.
 */
void http_decode(struct exchange *);

/*
 * A response header's value, of the last response; "" if there is none.
 * Valid until the exchange is run again or closed.
 */
const char *http_header(const struct exchange *, const char *name);

/*
 * Where a redirect leads, to be freed; NULL if this is none, or leads where
 * it must not: outcome and why say so then.
 */
char *http_redirect(struct exchange *);

/* Give back what curl needs; http_header() finds nothing from here on. */
void http_release(struct exchange *);

/* Free all but the struct itself. */
void http_close(struct exchange *);

#endif
