/* SPDX-License-Identifier: MIT */
#include "ingest/hosts.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/fetcher.h"
#include "ingest/guard.h"
#include "ingest/url.h"

struct host {
	char *origin;
	char *front;		/* of the address that it was made for */
	bool local;		/* a service on this machine has no rate */
	struct fetch *first, **last;
	unsigned active;
	double free;		/* when the rate lets it be asked again */
	double blocked;		/* until when it has asked to be left alone */
	struct host *next;
};

void
hosts_open(struct hosts *hosts, unsigned connections, double rate)
{
	*hosts = (struct hosts){
		.connections = connections > 0 ? connections : 1,
		.rate = rate
	};
}

void
hosts_close(struct hosts *hosts)
{
	struct host *host;

	while ((host = hosts->first) != NULL) {
		hosts->first = host->next;
		free(host->origin);
		free(host->front);
		free(host);
	}
}

/* The host of this origin, made if it is new; takes the string. */
static struct host *
find(struct hosts *hosts, char *origin, const char *url)
{
	struct host *host = hosts->first;
	char *name;

	while (host != NULL && strcmp(host->origin, origin) != 0)
		host = host->next;
	if (host != NULL) {
		free(origin);
		return host;
	}
	host = calloc(1, sizeof(*host));
	if (host == NULL) {
		free(origin);
		return NULL;
	}
	name = url_host(url);
	host->local = name != NULL && guard_is_private_name(name);
	free(name);
	host->origin = origin;
	host->front = strndup(url, url_front(url));
	host->last = &host->first;
	host->next = hosts->first;
	hosts->first = host;
	return host;
}

/* One whose addresses begin like this one, which need not be taken apart. */
static struct host *
find_alike(const struct hosts *hosts, const char *url)
{
	struct host *host = hosts->first;
	size_t length = url_front(url);

	while (host != NULL && (host->front == NULL ||
	    strncmp(host->front, url, length) != 0 ||
	    host->front[length] != '\0'))
		host = host->next;
	return length > 0 ? host : NULL;
}

int
hosts_queue(struct hosts *hosts, struct fetch *fetch)
{
	const char *url = fetch->exchange.url;
	struct host *host = find_alike(hosts, url);
	char *origin = host != NULL ? NULL : url_origin(url);

	if (origin != NULL)
		host = find(hosts, origin, url);
	if (host == NULL)
		return -1;
	fetch->host = host;
	fetch->next = NULL;
	*host->last = fetch;
	host->last = &fetch->next;
	return 0;
}

static struct fetch *
take(struct host *host, struct fetch **at)
{
	struct fetch *fetch = *at;

	*at = fetch->next;
	if (host->last == &fetch->next)
		host->last = at;
	fetch->next = NULL;
	return fetch;
}

/* Seconds between two requests to this host. */
static double
interval(const struct hosts *hosts, const struct host *host,
    const struct fetch *fetch)
{
	double rate = hosts->rate > 0 ? hosts->rate :
	    host->local ? 0 : fetch->rate;

	return rate > 0 ? 1 / rate : 0;
}

/* The first of a host's queue that is due; *soon gets the earliest time. */
static struct fetch *
take_of(struct host *host, double now, double *soon)
{
	for (struct fetch **at = &host->first; *at != NULL;
	    at = &(*at)->next) {
		if ((*at)->due <= now)
			return take(host, at);
		if ((*at)->due < *soon)
			*soon = (*at)->due;
	}
	return NULL;
}

/* When it may be asked again. */
static double
ready(const struct host *host)
{
	return host->free > host->blocked ? host->free : host->blocked;
}

struct fetch *
hosts_take_due(struct hosts *hosts, double *wait)
{
	double now = clock_now(), soon = now + 1e6;

	for (struct host *host = hosts->first; host != NULL;
	    host = host->next) {
		struct fetch *fetch;

		if (host->first == NULL || host->active >= hosts->connections)
			continue;
		if (ready(host) > now) {
			soon = ready(host) < soon ? ready(host) : soon;
			continue;
		}
		fetch = take_of(host, now, &soon);
		if (fetch == NULL)
			continue;
		host->active++;
		host->free = now + interval(hosts, host, fetch);
		return fetch;
	}
	*wait = soon - now;
	return NULL;
}

struct fetch *
hosts_take_blocked(struct hosts *hosts, double seconds)
{
	double latest = clock_now() + seconds;

	for (struct host *host = hosts->first; host != NULL;
	    host = host->next)
		if (host->first != NULL && host->blocked > latest)
			return take(host, &host->first);
	return NULL;
}

struct fetch *
hosts_take_any(struct hosts *hosts)
{
	for (struct host *host = hosts->first; host != NULL;
	    host = host->next)
		if (host->first != NULL)
			return take(host, &host->first);
	return NULL;
}

void
hosts_finished(struct host *host)
{
	host->active--;
}

void
hosts_block(struct host *host, double seconds)
{
	double until = clock_now() + seconds;

	if (until > host->blocked)
		host->blocked = until;
}

bool
hosts_are_idle(const struct hosts *hosts)
{
	for (const struct host *host = hosts->first; host != NULL;
	    host = host->next)
		if (host->first != NULL)
			return false;
	return true;
}
