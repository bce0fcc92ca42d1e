/* SPDX-License-Identifier: MIT */
/*
 * Many exchanges at once over libcurl's multi interface: queues by host,
 * with a rate and a number of connections each; redirects; new tries after
 * failures, each later than the one before; robots.txt.
 */
#ifndef INGEST_FETCHER_H
#define INGEST_FETCHER_H

#include "ingest/http.h"
#include "ingest/options.h"
#include "ingest/signals.h"
#include "wire/fault.h"

struct fetcher;
struct host;

/*
 * One thing to fetch. Zero it, set what is asked for and give it to
 * fetcher_add(); it is the fetcher's until done() is called, and in done()
 * the owner's again, who frees it with fetch_free() some time.
 */
struct fetch {
	struct exchange exchange;
	double rate;		/* requests a second if --rate is not given */
	bool obeys_robots;	/* of each host that it is led to */
	void (*done)(struct fetch *, void *owner);
	void *owner;
	void *owned;		/* goes with it: freed by fetch_free() */

	/* The fetcher's own. */
	struct host *host;
	struct fetch *next;	/* in whatever list it is */
	unsigned tries, redirects;
	double due;		/* not before this time */
};

/* Called for each exchange as it came back, redirects and failures too. */
typedef void fetcher_seen(struct exchange *, void *context);

/*
 * The options stay the caller's, and the signals, which end a run. Returns
 * NULL with the reason.
 */
struct fetcher *fetcher_open(const struct options *, struct signals *,
    struct fault *);

void fetcher_close(struct fetcher *);

/* Have `seen` called; for evidence. It wants what was sent, too. */
void fetcher_watch(struct fetcher *, fetcher_seen *, void *context);

/* What goes on beside the fetching. */
struct fetcher_beside {
	/*
	 * Called again and again in fetcher_run(), after everything that has
	 * come in was given to its owner. True while more is to come: the
	 * run does not end before. It sets after how many milliseconds it is
	 * to be called again at the latest.
	 */
	bool (*step)(void *context, int *wait);
	void *context;
	int fds[2];	/* can be read when step() has something to do */
};

void fetcher_go_beside(struct fetcher *, const struct fetcher_beside *);

/* Queue it. done() is called in fetcher_run(), never in here. */
void fetcher_add(struct fetcher *, struct fetch *);

/* Do not fetch it: done() is called with this outcome, later. */
void fetcher_refuse(struct fetcher *, struct fetch *, enum outcome,
    const char *why);

/*
 * In done(): the reply itself asks to come back after so many seconds, where
 * HTTP had no word of it. True if it is queued for another try; false if
 * there were enough, or the wait is too long.
 */
bool fetcher_try_later(struct fetcher *, struct fetch *, double seconds);

/*
 * Fetch until nothing is queued or under way, or a signal says stop: what is
 * left is dropped then, without its done(). Returns 0; -1 if curl failed.
 */
int fetcher_run(struct fetcher *, struct fault *);

void fetch_free(struct fetch *);

#endif
