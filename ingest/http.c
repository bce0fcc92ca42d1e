/* SPDX-License-Identifier: MIT */
#include "ingest/http.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ingest/decode.h"
#include "ingest/guard.h"
#include "ingest/url.h"

#define HEAD_MAX ((size_t)256 * 1024)	/* bytes of response headers */
#define STALL_BYTES 16L			/* a second: less is a stall */

int
http_settings_read(struct http_settings *settings,
    const struct options *options, struct fault *f)
{
	const char *contact = option_text(options, "contact");
	const char *proxy = option_text(options, "proxy");

	*settings = (struct http_settings){
		.proxy = proxy == NULL ? "" : proxy,
		.timeout = option_span(options, "timeout"),
		.connect_timeout = option_span(options, "connect-timeout"),
		.stall = option_span(options, "stall-timeout"),
		.max_decoded = option_bytes(options, "max-decoded-bytes"),
		.allow_private = option_given(options, "allow-private"),
	};
	if (contact != NULL && strpbrk(contact, "\r\n") != NULL)
		return fault(f, "--contact: one line is wanted");
	snprintf(settings->agent, sizeof(settings->agent),
	    "klad-ingest/" KLAD_VERSION "%s%s%s", contact ? " (" : "",
	    contact ? contact : "", contact ? ")" : "");
	return 0;
}

static int
refuse(struct exchange *exchange, enum outcome outcome, const char *why)
{
	exchange->outcome = outcome;
	snprintf(exchange->why, sizeof(exchange->why), "%s", why);
	return -1;
}

/* Only a proxy that looks names up itself may be asked for .onion. */
static bool
proxy_resolves(const char *proxy)
{
	return proxy[0] != '\0' && strncasecmp(proxy, "socks5://", 9) != 0 &&
	    strncasecmp(proxy, "socks4://", 9) != 0 &&
	    strncasecmp(proxy, "socks://", 8) != 0;
}

/*
 * The host that the user gave may be private if it was given as such; a
 * name that turns out to be private is refused also then.
 */
static int
check_host(struct exchange *exchange, const struct http_settings *settings)
{
	char *host = url_host(exchange->url);
	bool onion = host != NULL && guard_is_onion(host);
	bool inside = host != NULL && guard_is_private_name(host);

	free(host);
	if (host == NULL)
		return refuse(exchange, OUTCOME_DENIED,
		    "not an address of http or https");
	if (onion && !proxy_resolves(settings->proxy))
		return refuse(exchange, OUTCOME_DENIED,
		    "a .onion name needs --proxy socks5h://HOST:PORT");
	if (inside && !exchange->named && !settings->allow_private)
		return refuse(exchange, OUTCOME_DENIED,
		    "a private address, from fetched content");
	exchange->named = exchange->named && inside;
	return 0;
}

static curl_socket_t
open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct exchange *exchange = context;
	const struct http_settings *settings = exchange->settings;

	/* What a proxy connects to is the proxy's to judge. */
	if (purpose == CURLSOCKTYPE_IPCXN && settings->proxy[0] == '\0' &&
	    !settings->allow_private && !exchange->named &&
	    !guard_is_public(&to->addr)) {
		exchange->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t
take_head(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;

	/* An interim response (100, 103) comes before the real one. */
	if (count > 5 && memcmp(bytes, "HTTP/", 5) == 0)
		text_clear(&exchange->head);
	if (exchange->head.length + count > HEAD_MAX ||
	    text_add(&exchange->head, bytes, size * count) < 0)
		return 0;
	return size * count;
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;

	if (exchange->wire.length + count > exchange->max) {
		exchange->overflowed = true;
		return 0;
	}
	return text_add(&exchange->wire, bytes, size * count) < 0 ? 0 :
	    size * count;
}

static int
take_sent(CURL *easy, curl_infotype type, char *bytes, size_t length,
    void *context)
{
	struct exchange *exchange = context;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT) {
		text_clear(&exchange->sent);
		text_add(&exchange->sent, bytes, length);
	}
	return 0;
}

static void
add_header(struct exchange *exchange, const char *name, const char *value)
{
	char line[URL_MAX];
	struct curl_slist *grown;

	if (value == NULL || strpbrk(value, "\r\n") != NULL)
		return;
	snprintf(line, sizeof(line), "%s%s", name, value);
	grown = curl_slist_append(exchange->headers, line);
	if (grown != NULL)
		exchange->headers = grown;
}

static void
set_callbacks(struct exchange *exchange)
{
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, exchange);
	if (!exchange->settings->keep_sent)
		return;
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_sent);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, exchange);
}

static void
set_limits(struct exchange *exchange)
{
	const struct http_settings *s = exchange->settings;
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
	    (curl_off_t)exchange->max);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(s->timeout * 1000));
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
	    (long)(s->connect_timeout * 1000));
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, STALL_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
	    s->stall < 1 ? 1L : (long)s->stall);
	/* As received is as sent: chunks and compression are undone here. */
	curl_easy_setopt(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
	    (long)CURL_HTTP_VERSION_2TLS);
	/* Nothing of the environment: a NO_PROXY would leak names to DNS. */
	curl_easy_setopt(easy, CURLOPT_PROXY, s->proxy);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	curl_easy_setopt(easy, CURLOPT_USERAGENT, s->agent);
}

int
http_prepare(struct exchange *exchange, const struct http_settings *settings)
{
	exchange->settings = settings;
	exchange->refused = exchange->overflowed = exchange->again = false;
	exchange->status = 0;
	exchange->wait = 0;
	exchange->why[0] = '\0';
	text_clear(&exchange->head);
	text_clear(&exchange->wire);
	if (check_host(exchange, settings) < 0)
		return -1;
	exchange->easy = curl_easy_init();
	if (exchange->easy == NULL)
		return refuse(exchange, OUTCOME_UNREACHABLE, "out of memory");
	curl_easy_setopt(exchange->easy, CURLOPT_URL, exchange->url);
	set_callbacks(exchange);
	set_limits(exchange);
	add_header(exchange, "Accept: ", exchange->accept);
	add_header(exchange, "Accept-Encoding: ", "gzip, deflate");
	add_header(exchange, "If-None-Match: ", exchange->etag);
	add_header(exchange, "If-Modified-Since: ", exchange->modified);
	add_header(exchange, "", exchange->secret);
	curl_easy_setopt(exchange->easy, CURLOPT_HTTPHEADER,
	    exchange->headers);
	return 0;
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

static void
judge_failure(struct exchange *exchange, CURLcode code)
{
	if (exchange->refused) {
		refuse(exchange, OUTCOME_DENIED,
		    "leads to a private address");
	} else if (exchange->overflowed || code == CURLE_FILESIZE_EXCEEDED) {
		snprintf(exchange->why, sizeof(exchange->why),
		    "too large: over %zu bytes", exchange->max);
		exchange->outcome = OUTCOME_TOO_LARGE;
	} else {
		refuse(exchange, OUTCOME_UNREACHABLE,
		    curl_easy_strerror(code));
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
	until = strchr(reset, 'T') != NULL || strchr(reset, ':') != NULL ?
	    (double)option_read_time(reset) : strtod(reset, NULL);
	return until > 1e9 ? until - (double)time(NULL) : until;
}

static void
decode(struct exchange *exchange)
{
	struct fault f = { "" };
	bool chunked = strcasestr(http_header(exchange, "Transfer-Encoding"),
	    "chunked") != NULL;
	struct text plain = { .bytes = NULL };
	enum outcome outcome;

	if (text_add(&plain, exchange->wire.bytes, exchange->wire.length) < 0)
		fault(&f, "out of memory");
	if (chunked && exchange->wire.length > 0 &&
	    decode_chunks(&plain, &f) < 0) {
		refuse(exchange, OUTCOME_UNREACHABLE, f.text);
		text_free(&plain);
		return;
	}
	digest_bytes(plain.bytes, plain.length, exchange->sha256);
	/* A 304 names the encoding of what it does not send. */
	outcome = decode_content(plain.length == 0 ? "" :
	    http_header(exchange, "Content-Encoding"),
	    plain.bytes, plain.length, exchange->settings->max_decoded,
	    &exchange->body, &f);
	text_free(&plain);
	if (outcome != OUTCOME_OK && exchange->outcome == OUTCOME_OK)
		refuse(exchange, outcome, f.text);
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
	exchange->wait = wait_asked(exchange);
	exchange->again = exchange->status >= 500 ||
	    exchange->outcome == OUTCOME_RATE_LIMITED;
	if (exchange->outcome != OUTCOME_OK)
		snprintf(exchange->why, sizeof(exchange->why),
		    "status %d", exchange->status);
	decode(exchange);
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
		refuse(exchange, OUTCOME_DENIED,
		    "redirected to what is not http or https");
		return NULL;
	}
	if (strncasecmp(exchange->url, "https:", 6) == 0 &&
	    strncasecmp(to, "https:", 6) != 0) {
		free(to);
		refuse(exchange, OUTCOME_DENIED,
		    "redirected from https to http");
		return NULL;
	}
	return to;
}

void
http_close(struct exchange *exchange)
{
	if (exchange->easy != NULL)
		curl_easy_cleanup(exchange->easy);
	curl_slist_free_all(exchange->headers);
	exchange->easy = NULL;
	exchange->headers = NULL;
	free(exchange->url);
	free(exchange->accept);
	if (exchange->secret != NULL)
		explicit_bzero(exchange->secret, strlen(exchange->secret));
	free(exchange->secret);
	free(exchange->etag);
	free(exchange->modified);
	json_decref(exchange->kept);
	text_free(&exchange->body);
	text_free(&exchange->sent);
	text_free(&exchange->head);
	text_free(&exchange->wire);
}
