/* SPDX-License-Identifier: MIT */
/*
 * How long to wait before something is tried again: twice as long each time,
 * and half of it by chance, so that many who failed together do not all come
 * again together ("Exponential Backoff And Jitter", AWS, 2015: equal jitter).
 */
#ifndef INGEST_BACKOFF_H
#define INGEST_BACKOFF_H

struct backoff {
	double first;		/* seconds before the second try */
	unsigned short chance[3]; /* of erand48(3), different in each run */
};

void backoff_start(struct backoff *, double first);

/*
 * Seconds to wait after so many tries before this one failed: from half of
 * first * 2^tries up to the whole of it.
 */
double backoff_wait(struct backoff *, unsigned tries);

#endif
