/* SPDX-License-Identifier: MIT */
#include "ingest/fetcher.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/backoff.h"
#include "ingest/clock.h"
#include "ingest/gate.h"
#include "ingest/hosts.h"
#include "ingest/url.h"

#define POLL_LONGEST 1000	/* milliseconds */

struct fetcher {
	CURLM *multi;
	struct http_settings settings;
	struct signals *signals;
	struct hosts hosts;
	struct gate *gate;	/* what robots.txt of each says */
	struct fetch *active;	/* under way; linked by next */
	struct fetch *refused;	/* to be given back; linked by next */
	unsigned active_count, active_max;
	unsigned tries_max, redirects_max;
	struct backoff backoff;
	double wait_max;	/* longest that a server may make us wait */
	struct fetcher_beside beside;
	fetcher_seen *seen;
	void *seen_context;
};

struct fetcher *
fetcher_open(const struct options *options, struct signals *signals,
    struct fault *f)
{
	struct fetcher *fetcher = calloc(1, sizeof(*fetcher));

	if (fetcher == NULL || http_settings_read(&fetcher->settings,
	    options, f) < 0) {
		free(fetcher);
		return NULL;
	}
	curl_global_init(CURL_GLOBAL_DEFAULT);
	fetcher->multi = curl_multi_init();
	fetcher->gate = gate_open(fetcher);
	if (fetcher->multi == NULL || fetcher->gate == NULL) {
		fault(f, "curl: out of memory");
		curl_multi_cleanup(fetcher->multi);
		gate_close(fetcher->gate);
		http_settings_close(&fetcher->settings);
		free(fetcher);
		return NULL;
	}
	fetcher->signals = signals;
	fetcher->active_max = (unsigned)option_count(options, "parallel");
	fetcher->tries_max = (unsigned)option_count(options, "retries") + 1;
	fetcher->redirects_max =
	    (unsigned)option_count(options, "max-redirects");
	backoff_start(&fetcher->backoff, option_span(options, "backoff"));
	fetcher->wait_max = option_span(options, "max-wait");
	hosts_open(&fetcher->hosts,
	    (unsigned)option_count(options, "connections"),
	    option_given(options, "rate") ? option_rate(options, "rate") : 0);
	curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS,
	    (long)fetcher->active_max);
	return fetcher;
}

void
fetch_free(struct fetch *fetch)
{
	http_close(&fetch->exchange);
	free(fetch->owned);
	free(fetch);
}

void
fetcher_close(struct fetcher *fetcher)
{
	struct fetch *fetch;

	if (fetcher == NULL)
		return;
	while ((fetch = fetcher->active) != NULL) {
		fetcher->active = fetch->next;
		curl_multi_remove_handle(fetcher->multi,
		    fetch->exchange.easy);
		fetch_free(fetch);
	}
	while ((fetch = fetcher->refused) != NULL) {
		fetcher->refused = fetch->next;
		fetch_free(fetch);
	}
	gate_close(fetcher->gate);
	while ((fetch = hosts_take_any(&fetcher->hosts)) != NULL)
		fetch_free(fetch);
	hosts_close(&fetcher->hosts);
	http_settings_close(&fetcher->settings);
	curl_multi_cleanup(fetcher->multi);
	curl_global_cleanup();
	free(fetcher);
}

void
fetcher_watch(struct fetcher *fetcher, fetcher_seen *seen, void *context)
{
	fetcher->seen = seen;
	fetcher->seen_context = context;
	fetcher->settings.keep_sent = true;
}

void
fetcher_go_beside(struct fetcher *fetcher,
    const struct fetcher_beside *beside)
{
	fetcher->beside = *beside;
}

void
fetcher_add(struct fetcher *fetcher, struct fetch *fetch)
{
	if (fetch->obeys_robots && !gate_pass(fetcher->gate, fetch))
		return;
	if (hosts_queue(&fetcher->hosts, fetch) < 0)
		fetcher_refuse(fetcher, fetch, OUTCOME_DENIED,
		    "not an address of http or https");
}

void
fetcher_refuse(struct fetcher *fetcher, struct fetch *fetch,
    enum outcome outcome, const char *why)
{
	http_fail(&fetch->exchange, outcome, why);
	fetch->next = fetcher->refused;
	fetcher->refused = fetch;
}

static void
give_back_refused(struct fetcher *fetcher)
{
	struct fetch *fetch;

	while ((fetch = fetcher->refused) != NULL) {
		fetcher->refused = fetch->next;
		fetch->done(fetch, fetch->owner);
	}
}

static void
start(struct fetcher *fetcher, struct fetch *fetch)
{
	if (http_prepare(&fetch->exchange, &fetcher->settings) < 0) {
		hosts_finished(fetch->host);
		fetch->done(fetch, fetch->owner);
		return;
	}
	fetch->next = fetcher->active;
	fetcher->active = fetch;
	fetcher->active_count++;
	curl_multi_add_handle(fetcher->multi, fetch->exchange.easy);
}

/* Go on at another address. Returns -1 if there were too many. */
static int
redirect(struct fetcher *fetcher, struct fetch *fetch, char *to)
{
	struct exchange *exchange = &fetch->exchange;

	if (fetch->redirects++ >= fetcher->redirects_max) {
		free(to);
		return -1;
	}
	if (!url_same_origin(exchange->url, to)) {
		exchange->named = false;
		if (exchange->secret != NULL)
			explicit_bzero(exchange->secret,
			    strlen(exchange->secret));
		free(exchange->secret);
		exchange->secret = NULL;
	}
	free(exchange->url);
	exchange->url = to;
	http_release(exchange);
	fetcher_add(fetcher, fetch);
	return 0;
}

/* True if it was queued for another try. */
static bool
try_again(struct fetcher *fetcher, struct fetch *fetch)
{
	struct exchange *exchange = &fetch->exchange;
	double wait = backoff_wait(&fetcher->backoff, fetch->tries);

	fetch->tries++;
	if (exchange->wait > 0)
		wait = exchange->wait;
	if (exchange->outcome == OUTCOME_RATE_LIMITED || exchange->wait > 0)
		hosts_block(fetch->host, wait);
	if (!exchange->again || fetch->tries >= fetcher->tries_max ||
	    wait > fetcher->wait_max)
		return false;
	fetch->due = clock_now() + wait;
	http_release(exchange);
	fetcher_add(fetcher, fetch);
	return true;
}

bool
fetcher_try_later(struct fetcher *fetcher, struct fetch *fetch,
    double seconds)
{
	fetch->exchange.outcome = OUTCOME_RATE_LIMITED;
	fetch->exchange.again = true;
	fetch->exchange.wait = seconds;
	return try_again(fetcher, fetch);
}

static void
finish(struct fetcher *fetcher, struct fetch *fetch, CURLcode code)
{
	struct exchange *exchange = &fetch->exchange;
	char *to;

	http_finish(exchange, code);
	hosts_finished(fetch->host);
	if (exchange->outcome == OUTCOME_OK && exchange->wait > 0)
		hosts_block(fetch->host, exchange->wait < fetcher->wait_max ?
		    exchange->wait : fetcher->wait_max);
	if (fetcher->seen != NULL)
		fetcher->seen(exchange, fetcher->seen_context);
	to = code == CURLE_OK ? http_redirect(exchange) : NULL;
	if (to != NULL) {
		if (redirect(fetcher, fetch, to) < 0)
			fetcher_refuse(fetcher, fetch, OUTCOME_UNREACHABLE,
			    "too many redirects");
		return;
	}
	if (!try_again(fetcher, fetch))
		fetch->done(fetch, fetch->owner);
}

static void
remove_active(struct fetcher *fetcher, const struct fetch *fetch)
{
	struct fetch **at = &fetcher->active;

	while (*at != NULL && *at != fetch)
		at = &(*at)->next;
	if (*at != NULL)
		*at = fetch->next;
	fetcher->active_count--;
}

/* Deal with what is finished; returns how many were. */
static unsigned
collect(struct fetcher *fetcher)
{
	CURLMsg *message;
	unsigned count = 0;
	int left;

	while ((message = curl_multi_info_read(fetcher->multi, &left)) !=
	    NULL) {
		CURLcode code = message->data.result;
		CURL *easy = message->easy_handle;
		struct exchange *exchange;
		struct fetch *fetch;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
		/* The exchange is the first member of its fetch. */
		fetch = (struct fetch *)(void *)exchange;
		curl_multi_remove_handle(fetcher->multi, easy);
		remove_active(fetcher, fetch);
		finish(fetcher, fetch, code);
		count++;
	}
	return count;
}

/* Start what may start; returns milliseconds until more may. */
static int
start_due(struct fetcher *fetcher)
{
	double wait = 0;
	struct fetch *fetch;

	while ((fetch = hosts_take_blocked(&fetcher->hosts,
	    fetcher->wait_max)) != NULL)
		fetcher_refuse(fetcher, fetch, OUTCOME_RATE_LIMITED,
		    "its host asks to wait longer than --max-wait");
	while (fetcher->active_count < fetcher->active_max &&
	    (fetch = hosts_take_due(&fetcher->hosts, &wait)) != NULL)
		start(fetcher, fetch);
	if (fetcher->refused != NULL)
		return 0;
	if (fetcher->active_count >= fetcher->active_max || wait > 1)
		return POLL_LONGEST;
	return (int)(wait * 1000) + 1;
}

/* What goes on beside; true while more is to come of it. */
static bool
step_beside(struct fetcher *fetcher, int *wait)
{
	*wait = POLL_LONGEST;
	give_back_refused(fetcher);
	return fetcher->beside.step != NULL &&
	    fetcher->beside.step(fetcher->beside.context, wait);
}

static bool
is_idle(const struct fetcher *fetcher)
{
	return fetcher->active == NULL && fetcher->refused == NULL &&
	    hosts_are_idle(&fetcher->hosts);
}

int
fetcher_run(struct fetcher *fetcher, struct fault *f)
{
	struct curl_waitfd wake[] = {
		{ .fd = fetcher->signals->fd, .events = CURL_WAIT_POLLIN },
		{ .fd = fetcher->beside.fds[0], .events = CURL_WAIT_POLLIN },
		{ .fd = fetcher->beside.fds[1], .events = CURL_WAIT_POLLIN }
	};
	unsigned wakes = fetcher->beside.step == NULL ? 1 : 3;
	int running, wait, due;

	for (;;) {
		bool more;

		signals_poll(fetcher->signals);
		if (fetcher->signals->stop)
			return 0;
		more = step_beside(fetcher, &wait);
		due = start_due(fetcher);
		if (!more && is_idle(fetcher))
			return 0;
		if (curl_multi_perform(fetcher->multi, &running) != CURLM_OK)
			return fault(f, "curl: cannot go on");
		if (collect(fetcher) > 0 || fetcher->refused != NULL)
			continue;	/* room was made: start more at once */
		if (curl_multi_poll(fetcher->multi, wake, wakes,
		    due < wait ? due : wait, NULL) != CURLM_OK)
			return fault(f, "curl: cannot wait");
	}
}
