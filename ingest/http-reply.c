/* SPDX-License-Identifier: MIT */
/* What came back of an exchange: its headers, its body, and what they say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/decode.h"
#include "ingest/http.h"
#include "ingest/url.h"

int
http_fail(struct exchange *exchange, enum outcome outcome, const char *why)
{
	exchange->outcome = outcome;
	snprintf(exchange->why, sizeof(exchange->why), "%s", why);
	return -1;
}

const char *
http_header(const struct exchange *exchange, const char *name)
{
	struct curl_header *header;

	if (exchange->easy == NULL || curl_easy_header(exchange->easy, name,
	    0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return "";
	return header->value;
}

/* What a status alone says. */
static enum outcome
outcome_of(int status)
{
	if (status >= 200 && status < 300)
		return OUTCOME_OK;
	switch (status) {
	case 304:
		return OUTCOME_NOT_MODIFIED;
	case 401:
	case 403:
	case 451:
		return OUTCOME_DENIED;
	case 404:
	case 410:
		return OUTCOME_GONE;
	case 420:	/* some services' own word for 429 */
	case 429:
		return OUTCOME_RATE_LIMITED;
	case 413:
		return OUTCOME_TOO_LARGE;
	}
	return OUTCOME_UNREACHABLE;
}

/* What curl says, and of which server and proxy; passwords are left out. */
static void
fail_at(struct exchange *exchange, CURLcode code)
{
	char *origin = url_origin(exchange->url);
	const char *proxy = exchange->settings->proxy;
	const char *at = strrchr(proxy, '@');

	snprintf(exchange->why, sizeof(exchange->why), "%.*s%s%s: %s",
	    origin == NULL ? 0 : (int)strlen(origin) - 1, origin,
	    proxy[0] != '\0' ? " through the proxy " : "",
	    at != NULL ? at + 1 : proxy, curl_easy_strerror(code));
	exchange->outcome = OUTCOME_UNREACHABLE;
	free(origin);
}

static void
judge_failure(struct exchange *exchange, CURLcode code)
{
	if (exchange->refused) {
		http_fail(exchange, OUTCOME_DENIED,
		    "leads to a private address");
	} else if (exchange->overflowed || code == CURLE_FILESIZE_EXCEEDED) {
		snprintf(exchange->why, sizeof(exchange->why),
		    "too large: over %zu bytes", exchange->max);
		exchange->outcome = OUTCOME_TOO_LARGE;
	} else {
		fail_at(exchange, code);
		exchange->again = code != CURLE_PEER_FAILED_VERIFICATION &&
		    code != CURLE_URL_MALFORMAT;
	}
}

static double
wait_asked(const struct exchange *exchange)
{
	const char *left = http_header(exchange, "X-RateLimit-Remaining");
	const char *reset = http_header(exchange, "X-RateLimit-Reset");
	curl_off_t seconds = 0;
	struct clock clock;
	double until;

	curl_easy_getinfo(exchange->easy, CURLINFO_RETRY_AFTER, &seconds);
	if (seconds > 0)
		return (double)seconds;
	if (left[0] == '\0') {
		left = http_header(exchange, "RateLimit-Remaining");
		reset = http_header(exchange, "RateLimit-Reset");
	}
	if (left[0] != '0' || reset[0] == '\0')
		return 0;
	/* A time (Mastodon), seconds since 1970 (Bluesky), or from now. */
	until = strchr(reset, ':') != NULL && clock_iso(reset, &clock) == 0 ?
	    (double)clock.when : strtod(reset, NULL);
	return until > 1e9 ? until - (double)time(NULL) : until;
}

/*
 * The bytes that the chunks and the content encoding are taken off of: those
 * that came in, or a copy where evidence wants them as they were.
 */
static int
take_bytes(struct exchange *exchange, struct text *plain)
{
	if (exchange->settings->keep_sent)
		return text_add(plain, exchange->wire.bytes,
		    exchange->wire.length);
	*plain = exchange->wire;
	exchange->wire = (struct text){ .bytes = NULL };
	return text_add(plain, "", 0);
}

static enum outcome
decode_plain(struct exchange *exchange, struct text *plain, struct fault *f)
{
	/* A 304 names the encoding of what it does not send. */
	const char *encoding = plain->length == 0 ? "" :
	    http_header(exchange, "Content-Encoding");
	size_t max = exchange->settings->max_decoded;

	if (encoding[0] != '\0' || plain->length > max)
		return decode_content(encoding, plain->bytes, plain->length,
		    max, &exchange->body, f);
	text_free(&exchange->body);
	exchange->body = *plain;
	*plain = (struct text){ .bytes = NULL };
	return OUTCOME_OK;
}

void
http_decode(struct exchange *exchange)
{
	bool chunked = strcasestr(http_header(exchange, "Transfer-Encoding"),
	    "chunked") != NULL;
	struct text plain = { .bytes = NULL };
	enum outcome outcome = OUTCOME_UNREACHABLE;
	struct fault f = { "" };

	if (!exchange->whole)
		return;
	exchange->whole = false;
	if (take_bytes(exchange, &plain) < 0)
		fault(&f, "out of memory");
	else if (!chunked || plain.length == 0 ||
	    decode_chunks(&plain, &f) == 0)
		outcome = OUTCOME_OK;
	if (outcome == OUTCOME_OK && exchange->wants_digest)
		digest_bytes(plain.bytes, plain.length, exchange->sha256);
	if (outcome == OUTCOME_OK)
		outcome = decode_plain(exchange, &plain, &f);
	/* Freed by the thread that took the memory. */
	if (plain.bytes != NULL && exchange->wire.bytes == NULL)
		exchange->wire = plain;
	else
		text_free(&plain);
	if (outcome != OUTCOME_OK && exchange->outcome == OUTCOME_OK)
		http_fail(exchange, outcome, f.text);
}

void
http_finish(struct exchange *exchange, CURLcode code)
{
	long status = 0;
	const char *address = NULL;

	exchange->fetched = time(NULL);
	curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(exchange->easy, CURLINFO_PRIMARY_IP, &address);
	snprintf(exchange->address, sizeof(exchange->address), "%s",
	    address == NULL ? "" : address);
	exchange->status = (int)status;
	if (code != CURLE_OK) {
		judge_failure(exchange, code);
		return;
	}
	exchange->outcome = outcome_of(exchange->status);
	/* "Not modified" since when? Nothing was said of that. */
	if (exchange->outcome == OUTCOME_NOT_MODIFIED &&
	    exchange->etag == NULL && exchange->modified == NULL)
		exchange->outcome = OUTCOME_UNREACHABLE;
	exchange->wait = wait_asked(exchange);
	exchange->again = exchange->status >= 500 ||
	    exchange->outcome == OUTCOME_RATE_LIMITED;
	if (exchange->outcome != OUTCOME_OK)
		snprintf(exchange->why, sizeof(exchange->why),
		    "status %d", exchange->status);
	exchange->whole = true;
}

char *
http_redirect(struct exchange *exchange)
{
	const char *location = http_header(exchange, "Location");
	int s = exchange->status;
	char *to;

	if (s != 301 && s != 302 && s != 303 && s != 307 && s != 308)
		return NULL;
	to = url_join(exchange->url, location);
	if (to == NULL || location[0] == '\0') {
		free(to);
		http_fail(exchange, OUTCOME_DENIED,
		    "redirected to what is not http or https");
		return NULL;
	}
	if (strncasecmp(exchange->url, "https:", 6) == 0 &&
	    strncasecmp(to, "https:", 6) != 0) {
		free(to);
		http_fail(exchange, OUTCOME_DENIED,
		    "redirected from https to http");
		return NULL;
	}
	return to;
}
