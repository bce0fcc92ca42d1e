/* SPDX-License-Identifier: MIT */
/*
 * What waits to be fetched, by host, and when each host may be asked again.
 */
#ifndef INGEST_HOSTS_H
#define INGEST_HOSTS_H

#include <stdbool.h>

struct fetch;
struct host;

struct hosts {
	struct host *first;
	unsigned connections;	/* at once and host */
	double rate;		/* requests a second; 0: each its own */
};

void hosts_open(struct hosts *, unsigned connections, double rate);

/* Free the hosts; their queues must be empty. */
void hosts_close(struct hosts *);

/* Put it at the end of its host's queue. Returns -1 for no good address. */
int hosts_queue(struct hosts *, struct fetch *);

/*
 * Take one that may start now: it counts as under way with its host. NULL if
 * there is none; *wait is then the number of seconds until there may be.
 */
struct fetch *hosts_take_due(struct hosts *, double *wait);

/* Take one whose host is to be left alone for longer than this; or NULL. */
struct fetch *hosts_take_blocked(struct hosts *, double seconds);

/* Take any, due or not; NULL if there is none. */
struct fetch *hosts_take_any(struct hosts *);

/* One that was under way is no longer. */
void hosts_finished(struct host *);

/* Ask this host nothing for so many seconds. */
void hosts_block(struct host *, double seconds);

/* True if nothing is queued. */
bool hosts_are_idle(const struct hosts *);

#endif
