/* SPDX-License-Identifier: MIT */
#include "ingest/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ingest/guard.h"
#include "ingest/url.h"

#define HEAD_MAX ((size_t)256 * 1024)	/* bytes of response headers */
#define BUFFER_BYTES 65536L		/* at a time, of what comes in */
#define ROOM_MAX 1048576		/* bytes made room for beforehand */
#define STALL_BYTES 16L			/* a second: less is a stall */

/* True if curl knows what kind of proxy this is. */
static bool
is_proxy(const char *url)
{
	static const char *const schemes[] = { "http://", "https://",
	    "socks://", "socks4://", "socks4a://", "socks5://",
	    "socks5h://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return strstr(url, "://") == NULL;
}

int
http_settings_read(struct http_settings *settings,
    const struct options *options, struct fault *f)
{
	const char *contact = option_text(options, "contact");
	const char *proxy = option_text(options, "proxy");
	const char *at = proxy == NULL ? NULL : strrchr(proxy, '@');

	*settings = (struct http_settings){
		.proxy = proxy == NULL ? "" : proxy,
		.authorities = option_text(options, "cacert"),
		.timeout = option_span(options, "timeout"),
		.connect_timeout = option_span(options, "connect-timeout"),
		.stall = option_span(options, "stall-timeout"),
		.max_decoded = option_bytes(options, "max-decoded-bytes"),
		.allow_private = option_given(options, "allow-private"),
	};
	if (contact != NULL && strpbrk(contact, "\r\n") != NULL)
		return fault(f, "--contact: one line is wanted");
	if (proxy != NULL && !is_proxy(proxy))
		return fault(f, "--proxy: %s: neither http nor socks",
		    at != NULL ? at + 1 : proxy);
	snprintf(settings->agent, sizeof(settings->agent),
	    "klad-ingest/" KLAD_VERSION "%s%s%s", contact ? " (" : "",
	    contact ? contact : "", contact ? ")" : "");
	settings->handles = calloc(1, sizeof(*settings->handles));
	return settings->handles == NULL ? fault(f, "out of memory") : 0;
}

void
http_settings_close(struct http_settings *settings)
{
	struct http_handles *handles = settings->handles;

	while (handles != NULL && handles->count > 0)
		curl_easy_cleanup(handles->idle[--handles->count]);
	free(handles);
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
		return http_fail(exchange, OUTCOME_DENIED,
		    "not an address of http or https");
	if (onion && !proxy_resolves(settings->proxy))
		return http_fail(exchange, OUTCOME_DENIED,
		    "a .onion name needs --proxy socks5h://HOST:PORT");
	if (inside && !exchange->named && !settings->allow_private)
		return http_fail(exchange, OUTCOME_DENIED,
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

/* Once and for all, if the server says how much comes and it is not much. */
static void
make_room(struct exchange *exchange)
{
	curl_off_t length;

	if (curl_easy_getinfo(exchange->easy,
	    CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) == CURLE_OK &&
	    length > 0 && length <= ROOM_MAX)
		text_reserve(&exchange->wire, (size_t)length);
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;

	if (exchange->wire.length + count > exchange->max) {
		exchange->overflowed = true;
		return 0;
	}
	if (exchange->wire.length == 0)
		make_room(exchange);
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
set_callbacks(CURL *easy, const struct http_settings *s)
{
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	if (!s->keep_sent)
		return;
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_sent);
}

static void
set_limits(CURL *easy, const struct http_settings *s)
{
	/* SIGPIPE is ignored (signals.c), so curl need not see to it. */
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, BUFFER_BYTES);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
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
	if (s->authorities != NULL) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, s->authorities);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(easy, CURLOPT_USERAGENT, s->agent);
}

/* A handle that has what is the same for all; NULL without memory. */
static CURL *
take_handle(const struct http_settings *settings)
{
	struct http_handles *handles = settings->handles;
	CURL *easy;

	if (handles->count > 0)
		return handles->idle[--handles->count];
	easy = curl_easy_init();
	if (easy == NULL)
		return NULL;
	set_callbacks(easy, settings);
	set_limits(easy, settings);
	return easy;
}

/* What is this exchange's own: all of it, the handle may have had another. */
static void
set_own(struct exchange *exchange)
{
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_URL, exchange->url);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
	    (curl_off_t)exchange->max);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers);
}

int
http_prepare(struct exchange *exchange, const struct http_settings *settings)
{
	exchange->settings = settings;
	exchange->refused = exchange->overflowed = exchange->again = false;
	exchange->whole = false;
	exchange->status = 0;
	exchange->wait = 0;
	exchange->why[0] = '\0';
	text_clear(&exchange->head);
	text_clear(&exchange->wire);
	text_clear(&exchange->body);
	if (check_host(exchange, settings) < 0)
		return -1;
	exchange->easy = take_handle(settings);
	if (exchange->easy == NULL)
		return http_fail(exchange, OUTCOME_UNREACHABLE,
		    "out of memory");
	add_header(exchange, "Accept: ", exchange->accept);
	add_header(exchange, "Accept-Encoding: ", "gzip, deflate");
	add_header(exchange, "If-None-Match: ", exchange->etag);
	add_header(exchange, "If-Modified-Since: ", exchange->modified);
	add_header(exchange, "", exchange->secret);
	set_own(exchange);
	return 0;
}

void
http_release(struct exchange *exchange)
{
	if (exchange->easy != NULL && exchange->settings->handles->count <
	    HTTP_IDLE_MAX) {
		struct http_handles *handles = exchange->settings->handles;

		curl_easy_setopt(exchange->easy, CURLOPT_HTTPHEADER, NULL);
		handles->idle[handles->count++] = exchange->easy;
	} else {
		curl_easy_cleanup(exchange->easy);
	}
	curl_slist_free_all(exchange->headers);
	exchange->easy = NULL;
	exchange->headers = NULL;
}

void
http_close(struct exchange *exchange)
{
	http_release(exchange);
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
