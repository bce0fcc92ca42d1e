/* SPDX-License-Identifier: MIT */
#include "ingest/gate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/hosts.h"
#include "ingest/robots.h"
#include "ingest/url.h"

#define AGENT "klad-ingest"
#define KEPT_FOR 86400.0	/* seconds: a day (RFC 9309, 2.4) */

/* One host, and what it says to robots. */
struct site {
	struct gate *gate;
	char *origin;
	struct robots *robots;	/* NULL: everything may be read */
	double until;		/* when it is to be asked again; 0: asking */
	struct fetch *waiting;	/* linked by next */
	struct site *next;
};

struct gate {
	struct fetcher *fetcher;
	struct site *sites;
};

struct gate *
gate_open(struct fetcher *fetcher)
{
	struct gate *gate = calloc(1, sizeof(*gate));

	if (gate != NULL)
		gate->fetcher = fetcher;
	return gate;
}

static void
site_free(struct site *site)
{
	struct fetch *fetch;

	while ((fetch = site->waiting) != NULL) {
		site->waiting = fetch->next;
		fetch_free(fetch);
	}
	robots_free(site->robots);
	free(site->origin);
	free(site);
}

void
gate_close(struct gate *gate)
{
	struct site *site;

	if (gate == NULL)
		return;
	while ((site = gate->sites) != NULL) {
		gate->sites = site->next;
		site_free(site);
	}
	free(gate);
}

/* Take it out: it is to be asked anew when it is next wanted. */
static void
forget(struct site *site)
{
	struct site **at = &site->gate->sites;

	while (*at != site)
		at = &(*at)->next;
	*at = site->next;
	site_free(site);
}

/* What the reply came to (RFC 9309, 2.3.1). False: it cannot be told. */
static bool
read_reply(struct site *site, struct exchange *x)
{
	http_decode(x);
	site->until = clock_now() + KEPT_FOR;
	if (x->outcome != OUTCOME_OK)
		return x->status >= 400 && x->status < 500 &&
		    x->status != 429;
	site->robots = robots_parse(x->body.bytes == NULL ? "" :
	    x->body.bytes, x->body.length, AGENT, NULL);
	return site->robots != NULL;
}

static void
robots_done(struct fetch *asked, void *owner)
{
	struct site *site = owner;
	struct exchange *x = &asked->exchange;
	bool known = read_reply(site, x);
	char why[FAULT_MAX + 32];
	struct fetch *fetch;

	snprintf(why, sizeof(why), "robots.txt cannot be read: %s", x->why);
	while ((fetch = site->waiting) != NULL) {
		site->waiting = fetch->next;
		if (known)
			fetcher_add(site->gate->fetcher, fetch);
		else
			fetcher_refuse(site->gate->fetcher, fetch,
			    x->outcome == OUTCOME_RATE_LIMITED ||
			    x->outcome == OUTCOME_DENIED ? x->outcome :
			    OUTCOME_UNREACHABLE, why);
	}
	fetch_free(asked);
	if (!known)
		forget(site);
}

/* The host of this address; NULL if it is new. */
static struct site *
find(const struct gate *gate, const char *origin)
{
	struct site *site = gate->sites;

	while (site != NULL && strcmp(site->origin, origin) != 0)
		site = site->next;
	return site;
}

/* Begin to ask on behalf of the first that wants to know. */
static struct site *
ask(struct gate *gate, const char *origin, const struct fetch *first)
{
	struct site *site = calloc(1, sizeof(*site));
	struct fetch *fetch = calloc(1, sizeof(*fetch));
	char *url = url_join(first->exchange.url, "/robots.txt");

	if (site != NULL)
		site->origin = strdup(origin);
	if (fetch == NULL || url == NULL || site == NULL ||
	    site->origin == NULL) {
		free(site);
		free(fetch);
		free(url);
		return NULL;
	}
	site->gate = gate;
	site->next = gate->sites;
	gate->sites = site;
	fetch->exchange.url = url;
	fetch->exchange.named = first->exchange.named;
	fetch->exchange.max = first->exchange.max;
	fetch->rate = first->rate;
	fetch->done = robots_done;
	fetch->owner = site;
	fetcher_add(gate->fetcher, fetch);
	return site;
}

static bool
allows(const struct site *site, const char *url)
{
	const char *host = strstr(url, "://"), *path;

	path = host == NULL ? NULL : strpbrk(host + 3, "/?#");
	return site->robots == NULL || robots_allow(site->robots,
	    path == NULL || *path != '/' ? "/" : path);
}

static void
wait_at(struct site *site, struct fetch *fetch)
{
	struct fetch **last = &site->waiting;

	while (*last != NULL)
		last = &(*last)->next;
	fetch->next = NULL;
	*last = fetch;
}

bool
gate_pass(struct gate *gate, struct fetch *fetch)
{
	char *origin = url_origin(fetch->exchange.url);
	struct site *site;

	if (origin == NULL)
		return true;	/* the fetcher finds that out for itself */
	site = find(gate, origin);
	if (site != NULL && site->until > 0 && site->until < clock_now()) {
		forget(site);
		site = NULL;
	}
	if (site == NULL)
		site = ask(gate, origin, fetch);
	free(origin);
	if (site == NULL) {
		fetcher_refuse(gate->fetcher, fetch, OUTCOME_UNREACHABLE,
		    "out of memory");
	} else if (site->until <= 0) {
		wait_at(site, fetch);
	} else if (allows(site, fetch->exchange.url)) {
		return true;
	} else {
		fetcher_refuse(gate->fetcher, fetch, OUTCOME_DENIED,
		    "robots.txt asks robots to stay away");
	}
	return false;
}
