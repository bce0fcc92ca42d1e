/* SPDX-License-Identifier: MIT */
/*
 * Workers, each a thread with a classifier of its own, that share the lines
 * of standard input. Batches of lines go to them as they come, and what came
 * of each is written in the order of the input, as soon as all before it was:
 * nobody waits for a batch to be full when no more input is there.
 *
 *	if (crew_open(&crew, &filter, detector, &settings, jobs, f) < 0)
 *		...
 *	crew_run(&crew);
 *	crew_close(&crew);
 */
#ifndef CLASSIFY_CREW_H
#define CLASSIFY_CREW_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "classify/batch.h"
#include "classify/classifier.h"
#include "classify/detector.h"
#include "wire/filter.h"

#define CREW_JOBS_MAX 64

struct worker {
	pthread_t thread;
	struct crew *crew;
	struct classifier *classifier;
};

struct crew {
	struct filter *filter;
	/* Called before input is awaited, and when a signal ends the wait. */
	void (*attend)(struct crew *, void *context);
	void *context;
	struct worker *workers;
	size_t jobs;		/* workers; one alone works without a thread */
	size_t threads;		/* that were started */
	pthread_mutex_t lock;	/* for all below, and the filter's output */
	pthread_cond_t more, less;	/* batches to take; batches written */
	struct batch *batches;	/* number n is batches[n % size] */
	size_t size;
	size_t filled, taken, written;	/* batches, so far */
	struct cache_news *news;	/* what workers tell each other; NULL
				 * if one is alone */
	bool ended;		/* there will be no more */
	atomic_bool stopped;	/* cannot go on; already reported */
};

/*
 * Start jobs workers, 1 to CREW_JOBS_MAX. The filter, which is open, and the
 * detector must outlive the crew. Returns 0; -1 with nothing to close.
 */
int crew_open(struct crew *, struct filter *, const struct detector *,
    const struct settings *, size_t jobs, struct fault *);

/* Read to the end of input, for which attend may be set; write all alerts. */
void crew_run(struct crew *);

/*
 * Go on with another detector, once all lines read so far are done. Returns
 * 0; -1 with the reason, and the crew goes on as before.
 */
int crew_change(struct crew *, const struct detector *,
    const struct settings *, struct fault *);

void crew_close(struct crew *);

#endif
