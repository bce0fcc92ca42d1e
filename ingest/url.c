/* SPDX-License-Identifier: MIT */
#include "ingest/url.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Parse, http and https only. Returns NULL if it does not. */
static CURLU *
parse(const char *base, const char *reference)
{
	CURLU *url = curl_url();
	char *scheme = NULL;
	bool good;

	if (strlen(reference) > URL_MAX) {
		curl_url_cleanup(url);
		return NULL;
	}
	good = (base == NULL || curl_url_set(url, CURLUPART_URL, base, 0) ==
	    CURLUE_OK) && curl_url_set(url, CURLUPART_URL, reference,
	    CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
	    curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	    (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
	curl_free(scheme);
	if (good)
		return url;
	curl_url_cleanup(url);
	return NULL;
}

/* A part of a parsed address, in memory of our own; frees the address. */
static char *
take(CURLU *url, CURLUPart part, unsigned flags)
{
	char *text = NULL, *copy = NULL;

	if (url != NULL && curl_url_get(url, part, &text, flags) == CURLUE_OK)
		copy = strdup(text);
	curl_free(text);
	curl_url_cleanup(url);
	return copy;
}

char *
url_join(const char *base, const char *reference)
{
	CURLU *url = parse(base, reference);

	if (url != NULL)
		curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
	return take(url, CURLUPART_URL, 0);
}

char *
url_base(const char *base, const char *said)
{
	char *joined = said == NULL ? NULL : url_join(base, said);

	return joined != NULL ? joined : strdup(base);
}

char *
url_host(const char *text)
{
	char *host = take(parse(NULL, text), CURLUPART_HOST, 0);
	size_t length = host == NULL ? 0 : strlen(host);

	for (size_t i = 0; i < length; i++)
		host[i] = (char)tolower((unsigned char)host[i]);
	if (length > 1 && host[0] == '[' && host[length - 1] == ']') {
		memmove(host, host + 1, length - 2);
		host[length - 2] = '\0';
	}
	return host;
}

char *
url_origin(const char *text)
{
	CURLU *url = parse(NULL, text);

	if (url == NULL)
		return NULL;
	curl_url_set(url, CURLUPART_USER, NULL, 0);
	curl_url_set(url, CURLUPART_PASSWORD, NULL, 0);
	curl_url_set(url, CURLUPART_PATH, "/", 0);
	curl_url_set(url, CURLUPART_QUERY, NULL, 0);
	curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
	return take(url, CURLUPART_URL, CURLU_DEFAULT_PORT);
}

bool
url_has_secret(const char *text)
{
	size_t length = url_front(text);

	return length > 0 && memchr(text, '@', length) != NULL;
}

size_t
url_front(const char *text)
{
	const char *host = strstr(text, "://");

	return host == NULL ? 0 : (size_t)(host + 3 - text) +
	    strcspn(host + 3, "/?#");
}

bool
url_same_origin(const char *one, const char *other)
{
	size_t length = url_front(one);
	char *a, *b;
	bool same;

	/* Mostly they are written the same, and need not be taken apart. */
	if (length > 0 && length == url_front(other) &&
	    memcmp(one, other, length) == 0)
		return true;
	a = url_origin(one);
	b = url_origin(other);
	same = a != NULL && b != NULL && strcasecmp(a, b) == 0;
	free(a);
	free(b);
	return same;
}

int
url_account(const char *text, const char *before, const char *also,
    char *name, size_t size)
{
	const char *from = strstr(text, before);
	size_t length = 0;

	from = from != NULL ? from + strlen(before) : text;
	from += *from == '@' ? 1 : 0;
	while (from[length] != '\0' && ((from[length] & 0x80) == 0 &&
	    (isalnum((unsigned char)from[length]) ||
	    strchr(also, from[length]) != NULL)))
		length++;
	if (length == 0 || length >= size ||
	    (from[length] != '\0' && strchr("/?#", from[length]) == NULL))
		return -1;
	memcpy(name, from, length);
	name[length] = '\0';
	return 0;
}

int
url_base_length(const char *url)
{
	int length = (int)strlen(url);

	while (length > 0 && url[length - 1] == '/')
		length--;
	return length;
}

char *
url_escape(const char *text)
{
	char *escaped = curl_easy_escape(NULL, text, 0);
	char *copy = escaped == NULL ? NULL : strdup(escaped);

	curl_free(escaped);
	return copy;
}

char *
url_unescape(const char *text)
{
	char *plain = curl_easy_unescape(NULL, text, 0, NULL);
	char *copy = plain == NULL ? NULL : strdup(plain);

	curl_free(plain);
	return copy;
}

char *
url_query(const char *text, const char *name)
{
	char *query = take(parse(NULL, text), CURLUPART_QUERY, 0);
	char *value = NULL, *rest = query, *pair;
	size_t length = strlen(name);

	while (value == NULL && (pair = strsep(&rest, "&")) != NULL)
		if (strncmp(pair, name, length) == 0 && pair[length] == '=')
			value = url_unescape(pair + length + 1);
	free(query);
	return value;
}
